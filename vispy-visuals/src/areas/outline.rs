//! The stroke along the outlines of an area.

use glam::DVec2;

use super::Rings;
use crate::error::Result;
use crate::transforms::ChainTransform;
use crate::view::View;
use crate::visual::{DrawContext, Visual as _};
use crate::visuals::{Line, LineStyle};

/// A line along rings that are already in pixels.
#[derive(Debug)]
pub(super) struct Outline {
    line: Line,
    /// The view of the area, but of pixels.
    view: View,
}

impl Outline {
    /// A line along rings in a view.
    pub(super) fn new(rings: &Rings, style: LineStyle, view: &View) -> Self {
        let mut points = Vec::new();
        for ring in rings.iter() {
            // Once round, and on to the second point, so that the first has a join as all others have.
            points.extend(ring.iter().chain(ring.iter().take(2)));
            points.push(DVec2::NAN);
        }
        let view = View { framebuffer_from_visual: ChainTransform::default(), ..view.clone() };
        Self { line: Line::from_points(&points, style), view }
    }

    pub(super) fn prepare(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.line.prepare(&mut cx.with_view(&self.view))
    }

    pub(super) fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.line.draw(&mut cx.with_view(&self.view))
    }
}
