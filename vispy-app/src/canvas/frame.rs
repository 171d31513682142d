//! What a handler is told when it has to draw.

use vispy_gloo::RenderTarget;

use crate::events::{LogicalSize, PhysicalSize};

/// One frame to draw: into what, how large, when.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Frame {
    /// What to draw into. Its content is undefined before: clear it or draw all of it.
    pub target: RenderTarget,
    /// The size in logical pixels.
    pub size: LogicalSize,
    /// The size in physical pixels; never empty.
    pub size_physical: PhysicalSize,
    /// Physical pixels per logical pixel.
    pub scale_factor: f64,
    /// Seconds since the canvas started.
    pub time_secs: f64,
}

impl Frame {
    /// A frame of `size_physical` on `target` at `scale_factor` physical pixels per logical pixel.
    pub fn new(target: RenderTarget, size_physical: PhysicalSize, scale_factor: f64, time_secs: f64) -> Self {
        Self { target, size: size_physical.to_logical(scale_factor), size_physical, scale_factor, time_secs }
    }

    /// A frame on the default frame buffer of the current context, as large as `size_physical`.
    pub fn canvas(size_physical: PhysicalSize, scale_factor: f64, time_secs: f64) -> Self {
        let target = RenderTarget::canvas(size_physical.width_physical_px, size_physical.height_physical_px);
        Self::new(target, size_physical, scale_factor, time_secs)
    }
}
