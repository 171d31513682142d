//! Zooming to a box that is drawn with the pointer.

use vispy_app::events::{Event, Modifiers, MouseButton, MouseButtonEvent};
use vispy_scene::glam::DVec2;
use vispy_scene::{DataRect, Node, NodeHandle, PanZoom, VisualHandle};
use vispy_visuals::color::Color;
use vispy_visuals::visuals::Rectangle;

use super::Stage;
use crate::error::Error;
use crate::figure::Style;

/// A box that is thinner than this does not count: neither in that direction, nor, if it is so in both, at all.
const THINNEST_PX: f64 = 6.0;

/// Shift and a drag, or a drag after the key for it.
#[derive(Debug)]
pub(super) struct BoxZoom {
    color: Color,
    /// Whether the next drag draws a box without Shift too.
    mode: bool,
    drag: Option<Drag>,
    parts: Option<(NodeHandle, VisualHandle<Rectangle>)>,
}

#[derive(Debug, Clone, Copy)]
struct Drag {
    axes: usize,
    /// Corners in logical pixels of the canvas, within the axes.
    from: DVec2,
    to: DVec2,
}

impl BoxZoom {
    pub(super) fn new(style: &Style) -> Self {
        Self { color: style.text_color, mode: false, drag: None, parts: None }
    }

    /// Whether a box is being drawn, or would be by the next drag.
    pub(super) fn is_on(&self) -> bool {
        self.mode || self.drag.is_some()
    }

    /// Lets the next drag draw a box, or not.
    pub(super) fn toggle(&mut self, stage: &mut Stage<'_>) -> Result<(), Error> {
        if self.is_on() {
            return self.cancel(stage);
        }
        self.mode = true;
        Ok(())
    }

    pub(super) fn cancel(&mut self, stage: &mut Stage<'_>) -> Result<(), Error> {
        (self.mode, self.drag) = (false, None);
        self.draw(stage)
    }

    /// Takes what belongs to a box; whether it did.
    pub(super) fn event(&mut self, stage: &mut Stage<'_>, event: &Event) -> Result<bool, Error> {
        let pos = event.pos().map(|pos| DVec2::new(pos.x_px, pos.y_px));
        match (event, pos, self.drag) {
            (Event::MousePress(press), Some(pos), None) => {
                let axes = stage.axes_at(pos).filter(|_| self.begins_with(press));
                self.drag = axes.map(|axes| Drag { axes, from: pos, to: pos });
                Ok(self.drag.is_some())
            }
            (Event::MouseMove(moved), Some(_), Some(_)) if !moved.buttons.contains(MouseButton::Left) => {
                // A release outside of everything may never be told.
                self.cancel(stage)?;
                Ok(true)
            }
            (Event::MouseMove(_), Some(pos), Some(drag)) => {
                let rect = stage.axes[drag.axes].rect;
                self.drag = Some(Drag { to: pos.clamp(rect.pos, rect.end()), ..drag });
                self.draw(stage)?;
                Ok(true)
            }
            (Event::MouseRelease(release), Some(_), Some(drag)) if release.button == MouseButton::Left => {
                zoom(stage, drag)?;
                self.cancel(stage)?;
                Ok(true)
            }
            // Other buttons do nothing while a box is drawn.
            (Event::MousePress(_) | Event::MouseRelease(_) | Event::MouseWheel(_), _, Some(_)) => Ok(true),
            _ => Ok(false),
        }
    }

    fn begins_with(&self, press: &MouseButtonEvent) -> bool {
        let shift = Modifiers { shift: true, ..Modifiers::NONE };
        let wanted = press.modifiers == shift || (self.mode && press.modifiers.is_empty());
        press.button == MouseButton::Left && wanted
    }

    /// Shows the box.
    fn draw(&mut self, stage: &mut Stage<'_>) -> Result<(), Error> {
        let scene = stage.scene.scene_mut();
        let Some(drag) = self.drag else {
            if let Some((node, _)) = self.parts {
                scene.set_visible(node, false)?;
            }
            return Ok(());
        };
        let (node, rectangle) = match self.parts {
            Some(parts) => parts,
            None => {
                let above = scene.canvas_above();
                let node = scene.add_node(above, Node::new().with_order(i32::MAX - 1))?;
                let rectangle = Rectangle::new(drag.from, drag.to, self.color.with_alpha(0.12))?
                    .with_border(self.color.with_alpha(0.7), 1.0);
                let parts = (node, scene.add(node, rectangle)?.1);
                *self.parts.insert(parts)
            }
        };
        let [from, to] = wanted(stage.axes[drag.axes].rect, drag).unwrap_or([drag.from, drag.to]);
        scene.get_mut(rectangle)?.set_corners(from, to)?;
        scene.set_visible(node, true)?;
        Ok(())
    }
}

/// The upper left and the lower right corner of what is to be seen: all of an axis along which the box is thin; `None` when
/// it is thin both ways.
fn wanted(rect: vispy_scene::CanvasRect, drag: Drag) -> Option<[DVec2; 2]> {
    let (low, high) = (drag.from.min(drag.to), drag.from.max(drag.to));
    let thin = (high - low).cmplt(DVec2::splat(THINNEST_PX));
    let corners = [DVec2::select(thin, rect.pos, low), DVec2::select(thin, rect.end(), high)];
    (!thin.all()).then_some(corners)
}

/// Shows what is in the box.
fn zoom(stage: &mut Stage<'_>, drag: Drag) -> Result<(), Error> {
    let axes = &stage.axes[drag.axes];
    let Some([upper_left, lower_right]) = wanted(axes.rect, drag) else { return Ok(()) };
    let camera = stage.scene.camera_mut::<PanZoom>(axes.view_box)?;
    let seen = camera.visible_rect(axes.rect.size);
    let data_at = |pos: DVec2| seen.data_at(pos - axes.rect.pos, axes.rect.size);
    let (first, last) = (data_at(upper_left), data_at(lower_right));
    camera.set_rect(DataRect::new([first.x, last.x], [last.y, first.y])?);
    Ok(())
}
