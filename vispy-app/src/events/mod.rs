//! Events: what a user does to a canvas, the same from every backend.
//!
//! Positions are in the canvas frame: origin top-left, x to the right, y down. Each is given in logical
//! pixels ([`LogicalPos`]) and in physical pixels ([`PhysicalPos`]). Times are seconds since the canvas
//! started.
//!
//! Backends make events through an [`Input`], which keeps the pointer's place, the held buttons and
//! modifiers, finds double clicks and drops all but the latest move of a frame.

mod clicks;
mod geometry;
mod input;
mod key;
mod mouse;
mod surface;
mod throttle;

pub use clicks::ClickTracker;
pub use geometry::{LogicalPos, LogicalSize, PhysicalPos, PhysicalSize};
pub use input::{Input, PIXELS_PER_LINE, WheelDelta};
pub use key::{Key, KeyEvent, Modifiers};
pub use mouse::{Buttons, MouseButton, MouseButtonEvent, MouseMoveEvent, MouseWheelEvent};
pub use surface::{
    CloseEvent, CursorLeaveEvent, FileDropEvent, ResizeEvent, ScaleFactorEvent, TouchEvent, TouchPhase,
};
pub use throttle::MoveThrottle;

/// Something that happened to a canvas.
///
/// ```
/// use vispy_app::events::{Event, LogicalSize, ResizeEvent};
///
/// let event = Event::Resize(ResizeEvent { size: LogicalSize::new(640.0, 480.0), ..Default::default() });
/// if let Event::Resize(resize) = &event {
///     assert_eq!(resize.size.width_px, 640.0);
/// }
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
#[doc(alias = "on_mouse_press")]
#[doc(alias = "on_key_press")]
pub enum Event {
    /// The canvas has a new size; also the first event of every canvas.
    Resize(ResizeEvent),
    /// The number of physical pixels per logical pixel changed.
    ScaleFactorChanged(ScaleFactorEvent),
    /// The pointer moved.
    MouseMove(MouseMoveEvent),
    /// A mouse button was pressed. It is sent for every press, also for those of a double click.
    MousePress(MouseButtonEvent),
    /// A mouse button was released.
    MouseRelease(MouseButtonEvent),
    /// The second press of a double click; follows the `MousePress` of the same press.
    MouseDoubleClick(MouseButtonEvent),
    /// The wheel was turned.
    MouseWheel(MouseWheelEvent),
    /// A key was pressed, or repeats because it is held.
    KeyPress(KeyEvent),
    /// A key was released.
    KeyRelease(KeyEvent),
    /// A finger on a touch screen.
    Touch(TouchEvent),
    /// The pointer left the canvas.
    CursorLeave(CursorLeaveEvent),
    /// A file was dropped on the canvas.
    FileDropped(FileDropEvent),
    /// The canvas is being closed.
    Close(CloseEvent),
}

impl Event {
    /// When it happened, in seconds since the canvas started.
    pub fn time_secs(&self) -> f64 {
        match self {
            Self::Resize(event) => event.time_secs,
            Self::ScaleFactorChanged(event) => event.time_secs,
            Self::MouseMove(event) => event.time_secs,
            Self::MousePress(event) | Self::MouseRelease(event) | Self::MouseDoubleClick(event) => {
                event.time_secs
            }
            Self::MouseWheel(event) => event.time_secs,
            Self::KeyPress(event) | Self::KeyRelease(event) => event.time_secs,
            Self::Touch(event) => event.time_secs,
            Self::CursorLeave(event) => event.time_secs,
            Self::FileDropped(event) => event.time_secs,
            Self::Close(event) => event.time_secs,
        }
    }

    /// Where it happened on the canvas, for mouse and touch events.
    pub fn pos(&self) -> Option<LogicalPos> {
        match self {
            Self::MouseMove(event) => Some(event.pos),
            Self::MousePress(event) | Self::MouseRelease(event) | Self::MouseDoubleClick(event) => {
                Some(event.pos)
            }
            Self::MouseWheel(event) => Some(event.pos),
            Self::Touch(event) => Some(event.pos),
            _ => None,
        }
    }
}
