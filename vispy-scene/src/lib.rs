#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod camera;
mod error;
mod handle;
mod interaction;
mod layout;
mod scene;
mod scene_canvas;
mod scene_view;
mod transforms;
mod view_box;

pub use camera::{
    Axes, Bindings, Camera, CameraEvent, DataRect, PanZoom, PanZoomAction, PanZoomLimits, Trigger,
};
pub use error::{Error, Result};
pub use glam;
pub use handle::{NodeHandle, ViewBoxHandle, VisualHandle, VisualId, WidgetHandle};
pub use interaction::{Handled, SceneEvent};
pub use layout::{CanvasRect, Cell, GridOptions, Sizing};
pub use scene::{Handler, Node, Scene};
pub use scene_canvas::SceneCanvas;
pub use scene_view::{EventResponse, SceneView, Unvectored};
pub use view_box::{Border, ViewBox};

/// Compiles the examples of the guide.
#[cfg(doctest)]
#[doc = include_str!("../GUIDE.md")]
struct Guide;
