//! What can go wrong with a canvas.

use std::fmt;

/// What can go wrong with a canvas.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No OpenGL context could be made; `tried` says how it was tried.
    #[error("no {wanted} context: {tried}; on Debian or Ubuntu: apt-get install {packages}")]
    NoGl {
        /// The API or APIs that were asked for.
        wanted: String,
        /// Each way that was tried, with the reason why it failed.
        tried: Attempts,
        /// The packages that bring OpenGL, also without a graphics card.
        packages: &'static str,
    },

    /// There is no screen to open a window on.
    #[error(
        "no display to open a window on: {tried}; set DISPLAY or WAYLAND_DISPLAY, or save to a file instead"
    )]
    NoDisplay {
        /// Each way that was tried, with the reason why it failed.
        tried: Attempts,
    },

    /// `run` was called from a thread other than the one of the first window, or from within itself.
    #[error("windows cannot be opened here: {reason}")]
    WrongThread {
        /// Which of the two it was.
        reason: &'static str,
    },

    /// The window system failed to open or to run a window.
    #[error("window \"{title}\": cannot {operation}: {reason}")]
    Window {
        /// The title of the window.
        title: String,
        /// What was being done.
        operation: &'static str,
        /// What the window system answered.
        reason: String,
    },

    /// A context could not be made current, or what it drew could not be shown.
    #[error("cannot {operation}: {reason}")]
    Context {
        /// What was being done.
        operation: &'static str,
        /// What the driver answered.
        reason: String,
    },

    /// A canvas was never drawn without an error.
    #[error("nothing could be drawn on \"{title}\": {source}")]
    Draw {
        /// The title of the canvas.
        title: String,
        /// The first error of its handler.
        source: crate::DrawError,
    },

    /// Nothing could be put on the clipboard.
    #[error("clipboard: {reason}")]
    Clipboard {
        /// What the system answered.
        reason: String,
    },

    /// OpenGL is there but gloo cannot use it.
    #[error(transparent)]
    Gloo(#[from] vispy_gloo::Error),
}

impl Error {
    /// The Debian packages that give OpenGL without a graphics card.
    #[cfg(any(feature = "egl", feature = "winit"))]
    pub(crate) const PACKAGES: &'static str = "libegl1 libegl-mesa0 libgl1-mesa-dri";
}

/// One way that was tried, and why it failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// What was tried.
    pub what: String,
    /// Why it failed.
    pub reason: String,
}

/// The ways that were tried, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attempts(pub Vec<Attempt>);

impl Attempts {
    /// Notes one more failed way.
    #[cfg(any(feature = "egl", feature = "winit"))]
    pub(crate) fn note(&mut self, what: impl Into<String>, reason: impl fmt::Display) {
        self.0.push(Attempt { what: what.into(), reason: reason.to_string() });
    }
}

impl fmt::Display for Attempts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("nothing to try");
        }
        f.write_str("tried ")?;
        for (i, Attempt { what, reason }) in self.0.iter().enumerate() {
            let comma = if i == 0 { "" } else { ", " };
            write!(f, "{comma}{what} ({reason})")?;
        }
        Ok(())
    }
}
