//! A scene as vector graphics.

use glam::DVec2;
use vispy_gloo::{Rect, RenderTarget};
use vispy_visuals::color::Color;
use vispy_visuals::vector::{NotVector, PathStep, VectorSink};

use super::plan::Step;
use super::{SceneView, paint};
use crate::error::Result;
use crate::handle::NodeHandle;

/// A visual without vector form, which an export rasterises.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Unvectored {
    /// The node that shows it.
    pub node: NodeHandle,
    /// How many visuals come before it in drawing order.
    pub index: usize,
    /// Why it has none.
    pub reason: NotVector,
}

impl SceneView {
    /// Writes the scene as vector graphics, in drawing order and with clips, in logical pixels of the canvas. Returns the
    /// visuals that have no vector form; nothing was written for them.
    ///
    /// # Errors
    /// `Layout`.
    pub fn vector(&mut self, sink: &mut dyn VectorSink) -> Result<Vec<Unvectored>> {
        let target = RenderTarget::canvas(self.size.width_physical_px, self.size.height_physical_px);
        paint::plan(self, target)?;
        let page = Page { height: f64::from(target.height), scale_factor: self.scale_factor };
        page.fill(sink, target.rect(), self.background);
        let mut unvectored = Vec::new();
        let mut index = 0;
        for step in &self.plan.steps {
            let draw = match step {
                Step::Fill { rect, color } => {
                    page.fill(sink, *rect, *color);
                    continue;
                }
                Step::Draw(draw) => draw,
            };
            let Some(entry) = self.scene.visuals.get(draw.visual) else { continue };
            let (corner, size) = page.corner_and_size(draw.view.clip);
            sink.push_clip(corner, size);
            if let Err(reason) = entry.visual.vector(&draw.view, sink) {
                unvectored.push(Unvectored { node: draw.node, index, reason });
            }
            sink.pop_clip();
            index += 1;
        }
        Ok(unvectored)
    }
}

/// Turns pixels of the target into logical pixels of the page.
struct Page {
    height: f64,
    scale_factor: f64,
}

impl Page {
    fn corner_and_size(&self, rect: Rect) -> (DVec2, DVec2) {
        let size = DVec2::new(f64::from(rect.width), f64::from(rect.height));
        let corner = DVec2::new(f64::from(rect.x), self.height - f64::from(rect.y) - size.y);
        (corner / self.scale_factor, size / self.scale_factor)
    }

    fn fill(&self, sink: &mut dyn VectorSink, rect: Rect, color: Color) {
        if color.alpha() == 0.0 || rect.is_empty() {
            return;
        }
        let (corner, size) = self.corner_and_size(rect);
        let path = [
            PathStep::MoveTo(corner),
            PathStep::LineTo(corner + DVec2::new(size.x, 0.0)),
            PathStep::LineTo(corner + size),
            PathStep::LineTo(corner + DVec2::new(0.0, size.y)),
            PathStep::Close,
        ];
        sink.fill(&path, color);
    }
}
