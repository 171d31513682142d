//! The scene that most tests use, and ways to drive it.

use vispy_app::events::{Event, Input, MouseButton, PhysicalPos, PhysicalSize};
use vispy_gloo::{Context, RenderTarget};
use vispy_scene::{Cell, DataRect, EventResponse, Node, NodeHandle, PanZoom, SceneView, ViewBoxHandle};
use vispy_scene::{VisualHandle, glam::DVec3};
use vispy_visuals::color::Color;
use vispy_visuals::transforms::StTransform;

use crate::solid::Solid;

pub(crate) const RED: Color = Color::rgb(1.0, 0.0, 0.0);
pub(crate) const GREEN: Color = Color::rgb(0.0, 1.0, 0.0);
pub(crate) const BLUE: Color = Color::rgb(0.0, 0.0, 1.0);

/// Two view boxes side by side on 80 x 40 pixels, each showing -20..20 in x and -20..20 in y, with a square about the
/// origin: red at the left, green at the right.
pub(crate) struct World {
    pub(crate) view: SceneView,
    pub(crate) boxes: [ViewBoxHandle; 2],
    pub(crate) nodes: [NodeHandle; 2],
    pub(crate) solids: [VisualHandle<Solid>; 2],
    pub(crate) input: Input,
    pub(crate) now_secs: f64,
}

pub(crate) fn camera() -> PanZoom {
    PanZoom::new(DataRect::new([-20.0, 20.0], [-20.0, 20.0]).unwrap())
}

impl World {
    pub(crate) fn new() -> Self {
        let size = PhysicalSize::new(80, 40);
        let mut view = SceneView::new(size, 1.0);
        let scene = view.scene_mut();
        let parts = [RED, GREEN].map(|color| {
            let column = usize::from(color == GREEN);
            let view_box = scene.add_view_box(scene.root_grid(), Cell::new(0, column), camera()).unwrap();
            let root = scene.view_box_root(view_box).unwrap();
            let (node, solid) = scene.add(root, Solid::square(color)).unwrap();
            (view_box, node, solid)
        });
        let mut input = Input::new(size, 1.0);
        assert_eq!(input.drain().count(), 1, "the first event is a resize");
        Self {
            view,
            boxes: parts.map(|part| part.0),
            nodes: parts.map(|part| part.1),
            solids: parts.map(|part| part.2),
            input,
            now_secs: 0.0,
        }
    }

    /// Draws a frame of the view's size on the canvas.
    pub(crate) fn draw(&mut self, ctx: &mut Context) -> vispy_scene::Result<()> {
        let size = self.view.size();
        self.view.draw(ctx, RenderTarget::canvas(size.width_physical_px, size.height_physical_px))
    }

    /// Adds a square of a colour that is moved by `x`.
    pub(crate) fn add_square(&mut self, parent: NodeHandle, color: Color, x: f64) -> NodeHandle {
        let scene = self.view.scene_mut();
        let solid = scene.add_visual(Solid::square(color));
        let shift = StTransform::new(DVec3::ONE, DVec3::new(x, 0.0, 0.0));
        let node = Node::new().with_visual(solid).with_transform(std::sync::Arc::new(shift));
        scene.add_node(parent, node).unwrap()
    }

    /// Reports something and gives the events that come of it to the view; returns the last answer.
    pub(crate) fn report(&mut self, report: impl FnOnce(&mut Input, f64)) -> EventResponse {
        // A second between reports: nothing is held back and nothing is a double click.
        self.now_secs += 1.0;
        report(&mut self.input, self.now_secs);
        self.input.advance(self.now_secs + 0.5);
        let events: Vec<Event> = self.input.drain().collect();
        events.iter().map(|event| self.view.event(event)).last().unwrap_or_default()
    }

    pub(crate) fn move_to(&mut self, x: f64, y: f64) -> EventResponse {
        self.report(|input, now_secs| input.mouse_move(PhysicalPos::new(x, y), now_secs))
    }

    pub(crate) fn press(&mut self, button: MouseButton) -> EventResponse {
        self.report(|input, now_secs| input.mouse_button(button, true, now_secs))
    }

    pub(crate) fn release(&mut self, button: MouseButton) -> EventResponse {
        self.report(|input, now_secs| input.mouse_button(button, false, now_secs))
    }

    /// Left end of what the camera of a view box shows.
    pub(crate) fn left_end(&self, index: usize) -> f64 {
        self.view.camera::<PanZoom>(self.boxes[index]).unwrap().rect().x()[0]
    }
}
