//! What a window looks like.

use crate::events::LogicalSize;

/// What a window looks like when it opens.
///
/// ```
/// use vispy_app::events::LogicalSize;
/// use vispy_app::winit::WindowOptions;
///
/// let options = WindowOptions::default().with_title("signals").with_size(LogicalSize::new(640.0, 480.0));
/// assert!(options.resizable);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct WindowOptions {
    /// The text in the title bar. Default: `"vispy"`.
    pub title: String,
    /// The size of the drawing area. Default: 800 x 600 logical px.
    pub size: LogicalSize,
    /// Whether the user may change the size. Default: `true`.
    pub resizable: bool,
    /// Whether there is a title bar and a border. Default: `true`.
    #[doc(alias = "decorate")]
    pub decorated: bool,
    /// Whether the window covers the whole screen. Default: `false`.
    pub fullscreen: bool,
    /// Whether drawing waits for the screen's refresh. Default: `true`.
    pub vsync: bool,
}

impl Default for WindowOptions {
    fn default() -> Self {
        Self {
            title: "vispy".to_owned(),
            size: LogicalSize::new(800.0, 600.0),
            resizable: true,
            decorated: true,
            fullscreen: false,
            vsync: true,
        }
    }
}

impl WindowOptions {
    /// With this title.
    #[must_use]
    pub fn with_title(self, title: impl Into<String>) -> Self {
        Self { title: title.into(), ..self }
    }

    /// With a drawing area of this size.
    #[must_use]
    pub fn with_size(self, size: LogicalSize) -> Self {
        Self { size, ..self }
    }

    /// With or without waiting for the screen's refresh.
    #[must_use]
    pub fn with_vsync(self, vsync: bool) -> Self {
        Self { vsync, ..self }
    }

    /// Covering the whole screen, or not.
    #[must_use]
    pub fn with_fullscreen(self, fullscreen: bool) -> Self {
        Self { fullscreen, ..self }
    }
}
