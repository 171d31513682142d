//! The ways between frames that a view composes.

use std::sync::Arc;

use glam::DVec3;
use vispy_visuals::transforms::{ChainTransform, StTransform};

use crate::camera::Camera;
use crate::layout::CanvasRect;

/// From the scene frame of a view box to logical pixels of the canvas.
pub(crate) fn canvas_from_scene(rect: CanvasRect, camera: &dyn Camera) -> ChainTransform {
    let canvas_from_viewport = StTransform::new(DVec3::ONE, rect.pos.extend(0.0));
    ChainTransform::new([Arc::new(canvas_from_viewport) as _, camera.viewport_from_scene(rect.size)])
}

/// From logical pixels of the canvas, y downwards, to physical pixels of the target, y upwards.
pub(crate) fn framebuffer_from_canvas(scale_factor: f64, height_physical_px: u32) -> ChainTransform {
    let flip = StTransform::new(
        DVec3::new(scale_factor, -scale_factor, 1.0),
        DVec3::new(0.0, f64::from(height_physical_px), 0.0),
    );
    ChainTransform::new([Arc::new(flip) as _])
}
