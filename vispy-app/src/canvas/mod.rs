//! What a backend drives: a handler that takes events and draws frames.

mod cursor;
mod frame;
mod handler;
mod waker;

pub use cursor::CursorIcon;
pub use frame::Frame;
pub use handler::{CanvasHandler, DrawError};
pub use waker::Waker;
