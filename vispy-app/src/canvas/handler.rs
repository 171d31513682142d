//! The trait between a backend and what it shows.

use vispy_gloo::Context;

use super::{CursorIcon, Frame, Waker};
use crate::events::Event;

/// What [`CanvasHandler::draw`] may fail with: any error that can be sent and shown.
pub type DrawError = Box<dyn std::error::Error + Send + Sync>;

/// What a backend drives: takes events, says when it wants to be drawn, draws.
///
/// A handler does no input or output of its own, so that every backend (a window, a headless context, a web
/// page, somebody else's loop) can drive the same one. The backend calls, in turns: [`event`](Self::event)
/// for what happened, [`tick`](Self::tick) once per wake-up, [`needs_redraw`](Self::needs_redraw), and
/// [`draw`](Self::draw) when that is true or when the system lost the picture. Then it sleeps until the next
/// event, [`next_wakeup_secs`](Self::next_wakeup_secs), or a [`Waker`].
///
/// ```
/// use vispy_app::events::Event;
/// use vispy_app::{CanvasHandler, DrawError, Frame};
///
/// /// Counts presses and draws nothing.
/// struct Counter(u32);
///
/// impl CanvasHandler for Counter {
///     fn event(&mut self, event: &Event) {
///         if let Event::MousePress(_) = event {
///             self.0 += 1;
///         }
///     }
///     fn needs_redraw(&self) -> bool {
///         false
///     }
///     fn draw(&mut self, _ctx: &mut vispy_gloo::Context, _frame: &Frame) -> Result<(), DrawError> {
///         Ok(())
///     }
/// }
/// ```
#[doc(alias = "vispy.app.Canvas")]
pub trait CanvasHandler {
    /// Called once, before the first event, with what wakes the loop from any thread.
    fn attach(&mut self, waker: &Waker) {
        let _ = waker;
    }

    /// Something happened. The first event is a resize, the last one a close.
    fn event(&mut self, event: &Event);

    /// The loop woke up: the place to ask timers. Called at least once before each drawing.
    fn tick(&mut self, now_secs: f64) {
        let _ = now_secs;
    }

    /// Whether the picture would look different now. Asked after each wake-up; must be cheap.
    ///
    /// While it stays `true`, the handler is drawn again and again, as fast as the screen shows frames.
    fn needs_redraw(&self) -> bool;

    /// Draws into `frame.target`. The backend presents what was drawn.
    ///
    /// # Errors
    ///
    /// Whatever kept the handler from drawing. The backend reports each distinct message once, keeps the
    /// canvas alive, and does not draw again before something else happens.
    fn draw(&mut self, ctx: &mut Context, frame: &Frame) -> Result<(), DrawError>;

    /// When the handler wants to be woken next, in seconds since the canvas started. Default: never.
    fn next_wakeup_secs(&self) -> Option<f64> {
        None
    }

    /// Whether the canvas shall be closed. Default: `false`; the user closes it.
    fn wants_close(&self) -> bool {
        false
    }

    /// The shape of the mouse pointer. Asked after each wake-up.
    fn cursor_icon(&self) -> CursorIcon {
        CursorIcon::Default
    }

    /// The title of the window; `None` keeps the one of its options. Asked after each wake-up.
    fn title(&self) -> Option<&str> {
        None
    }
}

macro_rules! forward {
    ($($pointer:ty),*) => {$(
        impl<H: CanvasHandler + ?Sized> CanvasHandler for $pointer {
            fn attach(&mut self, waker: &Waker) {
                (**self).attach(waker);
            }
            fn event(&mut self, event: &Event) {
                (**self).event(event);
            }
            fn tick(&mut self, now_secs: f64) {
                (**self).tick(now_secs);
            }
            fn needs_redraw(&self) -> bool {
                (**self).needs_redraw()
            }
            fn draw(&mut self, ctx: &mut Context, frame: &Frame) -> Result<(), DrawError> {
                (**self).draw(ctx, frame)
            }
            fn next_wakeup_secs(&self) -> Option<f64> {
                (**self).next_wakeup_secs()
            }
            fn wants_close(&self) -> bool {
                (**self).wants_close()
            }
            fn cursor_icon(&self) -> CursorIcon {
                (**self).cursor_icon()
            }
            fn title(&self) -> Option<&str> {
                (**self).title()
            }
        }
    )*};
}

forward!(&mut H, Box<H>);
