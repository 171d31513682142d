//! The view of a scene: takes events, draws frames, and does no input or output of its own.

mod paint;
mod plan;
mod pointer;
mod routing;
mod vector;

use std::fmt;

use glam::DVec2;
use vispy_app::events::{Event, PhysicalSize};
use vispy_gloo::{Context, RenderTarget};
use vispy_visuals::Progress;
use vispy_visuals::color::Color;
use vispy_visuals::transforms::ChainTransform;

use crate::camera::Camera;
use crate::error::Result;
use crate::handle::{NodeHandle, ViewBoxHandle};
use crate::layout::CanvasRect;
use crate::scene::{DrawList, Scene};
use crate::transforms::canvas_from_scene;
use plan::Plan;
use pointer::Pointer;
pub use vector::Unvectored;

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct EventResponse {
    /// Whether a node or a camera used it up.
    pub handled: bool,
    /// The view box that it went to.
    pub view_box: Option<ViewBoxHandle>,
}

/// A scene on a canvas: takes events, says when it looks different, draws. It does no input or output of its own.
///
/// # A frame
///
/// 1. [`event`](Self::event) for what happened: cameras move, handlers change the scene.
/// 2. Whoever places nodes by the layout or by a camera does it now: [`layout`](Self::layout) solves,
///    [`view_box_rect`](Self::view_box_rect), [`camera`](Self::camera) and
///    [`canvas_from_scene`](Self::canvas_from_scene) are up to date at any time, also before the first frame.
/// 3. [`needs_redraw`](Self::needs_redraw) compares with what was drawn last.
/// 4. [`draw`](Self::draw): background; the nodes below [`Scene::canvas_below`]; each view box (its background, its
///    nodes clipped to its rectangle, its border); the nodes below [`Scene::canvas_above`].
///
/// # What is left out
///
/// A visual of a view box is not drawn when its bounds are farther outside of the view box than that is wide or high.
/// What reaches beyond its bounds (markers, wide lines, text) by less than that is always drawn. A visual without bounds
/// is always drawn.
pub struct SceneView {
    scene: Scene,
    size: PhysicalSize,
    scale_factor: f64,
    background: Color,
    list: DrawList,
    plan: Plan,
    pointer: Pointer,
    /// Whether the next frame is to be drawn even if it looks like the last.
    forced: bool,
}

impl fmt::Debug for SceneView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SceneView")
            .field("size", &self.size)
            .field("scale_factor", &self.scale_factor)
            .field("scene", &self.scene)
            .finish_non_exhaustive()
    }
}

impl SceneView {
    /// A view of an empty scene, of that many physical pixels and that many physical pixels in a logical one, on white.
    #[must_use]
    pub fn new(size: PhysicalSize, scale_factor: f64) -> Self {
        Self::of(Scene::new(), size, scale_factor)
    }

    /// A view of a scene.
    #[must_use]
    pub fn of(scene: Scene, size: PhysicalSize, scale_factor: f64) -> Self {
        let mut view = Self {
            scene,
            size,
            scale_factor: 1.0,
            background: Color::WHITE,
            list: DrawList::default(),
            plan: Plan::default(),
            pointer: Pointer::default(),
            forced: true,
        };
        view.resize(size, scale_factor);
        view
    }

    /// The scene.
    #[must_use]
    pub fn scene(&self) -> &Scene {
        &self.scene
    }

    /// The scene, to change it. What changes is drawn with the next frame.
    pub fn scene_mut(&mut self) -> &mut Scene {
        &mut self.scene
    }

    /// The size in physical pixels.
    #[must_use]
    pub fn size(&self) -> PhysicalSize {
        self.size
    }

    /// The size in logical pixels.
    #[must_use]
    pub fn size_px(&self) -> DVec2 {
        let size = self.size.to_logical(self.scale_factor);
        DVec2::new(size.width_px, size.height_px)
    }

    /// Physical pixels in a logical pixel.
    #[must_use]
    pub fn scale_factor(&self) -> f64 {
        self.scale_factor
    }

    /// Sets the size in physical pixels and the physical pixels in a logical one. A scale factor that is no positive
    /// number counts as 1. The layout is solved anew before anything asks for it.
    pub fn resize(&mut self, size: PhysicalSize, scale_factor: f64) {
        let valid = scale_factor.is_finite() && scale_factor > 0.0;
        let scale_factor = if valid { scale_factor } else { 1.0 };
        self.forced |= (size, scale_factor) != (self.size, self.scale_factor);
        (self.size, self.scale_factor) = (size, scale_factor);
        self.scene.layout.set_size(self.size_px(), scale_factor);
    }

    /// What the canvas is filled with. Default: white.
    #[must_use]
    pub fn background(&self) -> Color {
        self.background
    }

    /// Sets what the canvas is filled with. What is translucent stays so: canvases have alpha.
    pub fn set_background(&mut self, background: Color) {
        self.forced |= background != self.background;
        self.background = background;
    }

    /// Solves the layout if anything changed. There is no need to call it before asking for a rectangle.
    ///
    /// # Errors
    /// `Layout`.
    pub fn layout(&mut self) -> Result<()> {
        self.scene.layout.solve()
    }

    /// Where a view box is: logical pixels of the canvas, edges on whole physical pixels.
    ///
    /// # Errors
    /// `Layout`; `StaleHandle`; `NotInScene`.
    pub fn view_box_rect(&mut self, view_box: ViewBoxHandle) -> Result<CanvasRect> {
        self.scene.rect(view_box)
    }

    /// The camera of a view box.
    ///
    /// # Errors
    /// `CameraType`; `StaleHandle`; `NotInScene`.
    pub fn camera<C: Camera>(&self, view_box: ViewBoxHandle) -> Result<&C> {
        self.scene.camera(view_box)
    }

    /// The camera of a view box, to change it.
    ///
    /// # Errors
    /// `CameraType`; `StaleHandle`; `NotInScene`.
    pub fn camera_mut<C: Camera>(&mut self, view_box: ViewBoxHandle) -> Result<&mut C> {
        self.scene.camera_mut(view_box)
    }

    /// The map from the scene frame of a view box (where its data are) to logical pixels of the canvas.
    ///
    /// # Errors
    /// `Layout`; `StaleHandle`; `NotInScene`.
    pub fn canvas_from_scene(&mut self, view_box: ViewBoxHandle) -> Result<ChainTransform> {
        let rect = self.scene.rect(view_box)?;
        Ok(canvas_from_scene(rect, self.scene.view_box(view_box)?.camera()))
    }

    /// The map from a node's frame to logical pixels of the canvas; for nodes of view boxes, `view_box` says through
    /// which they are seen.
    ///
    /// # Errors
    /// `Layout`; `StaleHandle`; `NotInScene`.
    pub fn canvas_from_node(
        &mut self,
        node: NodeHandle,
        view_box: Option<ViewBoxHandle>,
    ) -> Result<ChainTransform> {
        let mut way = match view_box {
            Some(view_box) => self.canvas_from_scene(view_box)?,
            None => ChainTransform::default(),
        };
        way.push(std::sync::Arc::new(self.scene.scene_from_node(node)?));
        Ok(way)
    }

    /// Takes an event: a node's handlers or a camera get it, at once.
    ///
    /// A pointer event goes to the [interactive](crate::Node::with_interactive) node under the pointer whose bounds hold
    /// it (the one drawn last), then to its parents, then to the camera of the view box. Whoever handles a press keeps the
    /// pointer until all buttons are released, also outside of the view box. Keys go to the view box under the
    /// pointer, or else to the one pressed last.
    pub fn event(&mut self, event: &Event) -> EventResponse {
        routing::event(self, event)
    }

    /// Whether a frame would look different from the last one drawn: something in the scene changed, a camera moved, the
    /// size is another, or a visual is still refining.
    #[must_use]
    pub fn needs_redraw(&self) -> bool {
        self.forced || self.plan.is_stale(&self.scene) || self.progress() != Progress::Settled
    }

    /// Draws the next frame even if nothing changed.
    pub fn request_redraw(&mut self) {
        self.forced = true;
    }

    /// Whether the picture last drawn is final; of several visuals that are still refining, the one with most to do.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.plan.progress(&self.scene)
    }

    /// Draws a frame into `target`, whose size the view takes over if it is another. All commands are flushed.
    ///
    /// A visual that fails is left out, the others are drawn.
    ///
    /// # Errors
    /// `Draw` for the first visual that failed; `Layout`; what the driver says.
    pub fn draw(&mut self, ctx: &mut Context, target: RenderTarget) -> Result<()> {
        paint::draw(self, ctx, target)
    }
}
