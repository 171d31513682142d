//! Cameras: how a scene is mapped to the view box it is seen through, and how users change that.

mod bindings;
mod data_rect;
mod pan_zoom;

use std::any::Any;
use std::fmt::Debug;
use std::sync::Arc;

use glam::DVec2;
use vispy_app::events::Event;
use vispy_visuals::Bounds;
use vispy_visuals::transforms::Transform;

pub use bindings::{Bindings, Trigger};
pub use data_rect::DataRect;
pub use pan_zoom::{Axes, PanZoom, PanZoomAction, PanZoomLimits};

use crate::error::Result;
use crate::interaction::Handled;

/// An event as a camera gets it.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct CameraEvent<'a> {
    /// What happened.
    pub event: &'a Event,
    /// Where, in logical pixels from the upper left corner of the view box, y downwards; `None` for keys.
    pub pos_px: Option<DVec2>,
    /// Size of the view box in logical pixels.
    pub size_px: DVec2,
}

impl<'a> CameraEvent<'a> {
    /// An event at a position of a view box of `size_px`.
    #[must_use]
    pub const fn new(event: &'a Event, pos_px: Option<DVec2>, size_px: DVec2) -> Self {
        Self { event, pos_px, size_px }
    }
}

/// Maps a scene to the view box it is seen through, and lets users change that. Corresponds to VisPy's `BaseCamera`.
///
/// A camera counts its changes: who depends on one compares [`version`](Self::version) with the last one it saw.
pub trait Camera: Any + Debug + Send {
    /// The map from the scene frame to the logical pixels of a view box of `size_px`, origin at its upper left corner,
    /// y downwards.
    fn viewport_from_scene(&self, size_px: DVec2) -> Arc<dyn Transform>;

    /// Takes an event. Who handles a press gets what follows, up to the release, also from outside the view box.
    fn event(&mut self, event: &CameraEvent<'_>) -> Handled;

    /// Counts the changes of what is seen.
    fn version(&self) -> u64;

    /// What is seen, as numbers whose meaning is the camera's own.
    fn state(&self) -> Vec<f64>;

    /// Shows again what [`state`](Self::state) told.
    ///
    /// # Errors
    /// `Value` when the numbers are none that `state` could have told.
    fn set_state(&mut self, state: &[f64]) -> Result<()>;

    /// Shows all data inside `bounds` of the scene frame, with `margin` times their extent on each side, and makes
    /// this the home. Corresponds to VisPy's `set_range`.
    fn fit(&mut self, bounds: Bounds, margin: f64);

    /// Shows the home again.
    fn reset(&mut self);

    /// What is shown of x (axis 0) or y (axis 1), for cameras that are [linked](crate::Scene::link_x): from the left or lower
    /// end to the other. Default: `None`, the camera cannot be linked.
    fn range(&self, axis: usize) -> Option<[f64; 2]> {
        let _ = axis;
        None
    }

    /// Shows another part of x (axis 0) or y (axis 1), as far as the camera's limits allow.
    fn set_range(&mut self, axis: usize, range: [f64; 2]) {
        let _ = (axis, range);
    }
}
