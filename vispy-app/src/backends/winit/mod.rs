//! Windows through winit and glutin.
//!
//! [`run`] opens one window per handler and blocks until all are closed. It may be called again and
//! again, always from the same thread. All windows of a call share one OpenGL context, so that they share
//! programs and data too. OpenGL ES 3.0 is preferred, then OpenGL 3.3; EGL is preferred to GLX. The
//! environment variable `VISPY_GL_API` (`es30`, `gl33`) allows one API only.

#[cfg(feature = "clipboard")]
mod clipboard;
mod convert;
mod errors;
mod event_loop;
mod graphics;
mod options;
mod runner;
mod window;

#[cfg(feature = "clipboard")]
pub use clipboard::copy_image;
pub use event_loop::display_available;
pub use options::WindowOptions;

use crate::{CanvasHandler, Error};

/// Opens a window for each handler and blocks until all of them are closed.
///
/// Windows are drawn when their handler asks for it; otherwise the thread sleeps. A handler may be
/// borrowed (`Box::new(&mut handler)`), so that the caller has it back afterwards.
///
/// # Errors
///
/// - [`Error::NoDisplay`] when there is no screen to open a window on.
/// - [`Error::NoGl`] when there is no OpenGL; it lists what was tried and what to install.
/// - [`Error::WrongThread`] when another thread ran windows before, or when called from a handler.
/// - [`Error::Window`] and [`Error::Context`] when the window system or the driver fails.
/// - [`Error::Draw`] when a handler's `draw` never succeeded, once all windows are closed.
///
/// ```no_run
/// use vispy_app::events::{Event, Key};
/// use vispy_app::winit::{WindowOptions, run};
/// use vispy_app::{CanvasHandler, DrawError, Frame};
///
/// struct Empty;
/// impl CanvasHandler for Empty {
///     fn event(&mut self, _: &Event) {}
///     fn needs_redraw(&self) -> bool {
///         false
///     }
///     fn draw(&mut self, _: &mut vispy_gloo::Context, _: &Frame) -> Result<(), DrawError> {
///         Ok(())
///     }
/// }
///
/// run(vec![(WindowOptions::default().with_title("nothing"), Box::new(Empty))])?;
/// # Ok::<(), vispy_app::Error>(())
/// ```
#[doc(alias = "vispy.app.run")]
pub fn run(windows: Vec<(WindowOptions, Box<dyn CanvasHandler + '_>)>) -> Result<(), Error> {
    if windows.is_empty() {
        return Ok(());
    }
    event_loop::with_event_loop(|event_loop| runner::run_on(event_loop, windows))?
}
