//! View boxes: windows into a tree of nodes, seen by a camera.

use vispy_visuals::color::Color;

use crate::camera::Camera;
use crate::handle::NodeKey;

/// A line around a view box, inside its rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Border {
    /// Colour. Its alpha counts as 1: a border covers what is below.
    pub color: Color,
    /// Width in logical pixels, drawn as whole physical pixels, at least one.
    pub width_px: f64,
}

/// A widget through which a tree of nodes is seen by a camera, clipped to the widget's rectangle. Corresponds to VisPy's
/// `ViewBox`.
///
/// Its nodes are below its root node. They are in the *scene* frame, which the camera maps onto the rectangle.
#[derive(Debug)]
pub struct ViewBox {
    pub(crate) root: NodeKey,
    pub(crate) camera: Box<dyn Camera>,
    pub(crate) camera_type: &'static str,
    pub(crate) background: Option<Color>,
    pub(crate) border: Option<Border>,
}

impl ViewBox {
    pub(crate) fn new<C: Camera>(root: NodeKey, camera: C) -> Self {
        let camera_type = std::any::type_name::<C>();
        Self { root, camera: Box::new(camera), camera_type, background: None, border: None }
    }

    /// The camera.
    #[must_use]
    pub fn camera(&self) -> &dyn Camera {
        &*self.camera
    }

    /// What fills the rectangle before anything else. Default: nothing.
    #[must_use]
    pub fn background(&self) -> Option<Color> {
        self.background
    }

    /// Sets what fills the rectangle before anything else. It replaces what is there: nothing shines through.
    pub fn set_background(&mut self, background: Option<Color>) {
        self.background = background;
    }

    /// The line around. Default: none.
    #[must_use]
    pub fn border(&self) -> Option<Border> {
        self.border
    }

    /// Sets the line around, which is drawn over the view box's visuals.
    pub fn set_border(&mut self, border: Option<Border>) {
        self.border = border;
    }
}
