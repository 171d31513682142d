//! Events of the canvas itself: size, scale, touch, closing, dropped files.

use std::path::PathBuf;

use super::{LogicalPos, LogicalSize, PhysicalPos, PhysicalSize};

/// The canvas has a new size. It is also the first event that a canvas gets.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ResizeEvent {
    /// The new size in logical pixels.
    pub size: LogicalSize,
    /// The new size in physical pixels: that of the frame buffer. Zero when the window is minimised.
    pub size_physical: PhysicalSize,
    /// Physical pixels per logical pixel.
    pub scale_factor: f64,
    /// Seconds since the canvas started.
    pub time_secs: f64,
}

/// The canvas moved to a screen of another pixel density, or the user changed the density.
///
/// A [`ResizeEvent`] follows when this changes the size in physical pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ScaleFactorEvent {
    /// Physical pixels per logical pixel.
    pub scale_factor: f64,
    /// Seconds since the canvas started.
    pub time_secs: f64,
}

/// What a finger is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TouchPhase {
    /// The finger touched the screen.
    Started,
    /// The finger moved.
    Moved,
    /// The finger was lifted.
    Ended,
    /// The system took the touch away; what it started should be undone.
    Cancelled,
}

/// One finger on a touch screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TouchEvent {
    /// Names the finger from `Started` to `Ended` or `Cancelled`.
    pub id: u64,
    /// What the finger is doing.
    pub phase: TouchPhase,
    /// Where the finger is, canvas frame.
    pub pos: LogicalPos,
    /// Where the finger is, in physical pixels.
    pub pos_physical: PhysicalPos,
    /// Seconds since the canvas started.
    pub time_secs: f64,
}

/// The pointer left the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct CursorLeaveEvent {
    /// Seconds since the canvas started.
    pub time_secs: f64,
}

/// The canvas is being closed. Nothing follows it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct CloseEvent {
    /// Seconds since the canvas started.
    pub time_secs: f64,
}

/// A file was dropped on the canvas; several files make several events.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FileDropEvent {
    /// The file.
    pub path: PathBuf,
    /// Seconds since the canvas started.
    pub time_secs: f64,
}
