//! Grid lines.

use glam::DVec2;

use crate::batch::{BoxBatch, BoxStyle, PixelBox, snapped_stroke};
use crate::color::Color;
use crate::device::PerView;
use crate::error::{Error, Result};
use crate::vector::{Cap, Join, NotVector, PathStep, Stroke, VectorSink, page_from_framebuffer};
use crate::view::{MadeFor, View};
use crate::visual::{Bounds, DrawContext, Visual};

/// Lines across the whole view at given x and y, whole pixels wide. Corresponds to VisPy's `GridLinesVisual`, at the
/// ticks of axes instead of powers of ten.
///
/// ```
/// use vispy_visuals::visuals::GridLines;
///
/// let mut grid = GridLines::default();
/// grid.set_lines(&[0.0, 0.5, 1.0], &[-1.0, 0.0, 1.0]);
/// ```
#[doc(alias = "GridLinesVisual")]
#[derive(Debug, Clone)]
pub struct GridLines {
    x: Vec<f64>,
    y: Vec<f64>,
    color: Color,
    width_px: f64,
    revision: u64,
    views: PerView<Prepared>,
}

#[derive(Debug)]
struct Prepared {
    boxes: BoxBatch,
    made_for: MadeFor,
}

impl Default for GridLines {
    /// No lines, light gray, 1 logical pixel.
    fn default() -> Self {
        Self {
            x: Vec::new(),
            y: Vec::new(),
            color: Color::rgb(0.9, 0.9, 0.9),
            width_px: 1.0,
            revision: 0,
            views: PerView::default(),
        }
    }
}

impl GridLines {
    /// Replaces the lines: upright ones at `x`, level ones at `y`, in their own frame. What is not finite is left out.
    pub fn set_lines(&mut self, x: &[f64], y: &[f64]) {
        if self.x != x || self.y != y {
            self.x.clear();
            self.x.extend_from_slice(x);
            self.y.clear();
            self.y.extend_from_slice(y);
            self.revision += 1;
        }
    }

    /// Colour, and width in logical pixels (at least one physical pixel is drawn).
    pub fn set_style(&mut self, color: Color, width_px: f64) {
        if (color, width_px) != (self.color, self.width_px) {
            (self.color, self.width_px) = (color, width_px);
            self.revision += 1;
        }
    }

    /// The lines in pixels: first the upright ones, then the level ones.
    fn boxes(&self, view: &View) -> Result<Vec<PixelBox>> {
        let Some(maps) = view.axis_maps() else {
            let expected = "a transform that keeps lines parallel to the axes";
            return Err(Error::data("view of grid lines", expected, "one that turns or bends them"));
        };
        let low = DVec2::new(f64::from(view.clip.x), f64::from(view.clip.y));
        let high = low + DVec2::new(f64::from(view.clip.width), f64::from(view.clip.height));
        let stroke = |px: f64| snapped_stroke(px, self.width_px, view.scale_factor);
        let across = self.x.iter().map(|x| stroke(maps.x(*x)));
        let upright = across
            .filter(|[from, to]| *to > low.x && *from < high.x)
            .map(|[from, to]| PixelBox::upright(DVec2::new(from, low.y), DVec2::new(to, high.y)));
        let along = self.y.iter().map(|y| stroke(maps.y(*y)));
        let level = along
            .filter(|[from, to]| *to > low.y && *from < high.y)
            .map(|[from, to]| PixelBox::upright(DVec2::new(low.x, from), DVec2::new(high.x, to)));
        Ok(upright.chain(level).collect())
    }
}

impl Visual for GridLines {
    fn bounds(&self) -> Option<Bounds> {
        None
    }

    fn prepare(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        let mut views = std::mem::take(&mut self.views);
        let prepared = views.get_or_try_insert(cx.view.id, || {
            Ok(Prepared { boxes: BoxBatch::new(cx)?, made_for: MadeFor::default() })
        });
        let result = prepared.and_then(|prepared| {
            if prepared.made_for.is(cx.view, self.revision) {
                return Ok(());
            }
            prepared.boxes.set(cx, &BoxStyle::filled(self.color), self.boxes(cx.view)?)?;
            prepared.made_for.set(cx.view, self.revision);
            Ok(())
        });
        self.views = views;
        result
    }

    fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.views.get_mut(cx.view.id).map_or(Ok(()), |prepared| prepared.boxes.draw(cx))
    }

    fn vector(&self, view: &View, sink: &mut dyn VectorSink) -> Result<(), NotVector> {
        let turned = NotVector { visual: "GridLines", reason: "the view turns or bends them" };
        let mut path = Vec::new();
        for PixelBox { center, half_size, .. } in self.boxes(view).map_err(|_turned| turned)? {
            let along = if half_size.x > half_size.y { DVec2::X } else { DVec2::Y } * half_size;
            let [a, b] = [center - along, center + along].map(|pixel| page_from_framebuffer(view, pixel));
            path.extend([PathStep::MoveTo(a), PathStep::LineTo(b)]);
        }
        if !path.is_empty() {
            let color = self.color.with_alpha(self.color.alpha() * view.opacity);
            let stroke = Stroke { color, width_px: self.width_px, join: Join::Miter, cap: Cap::Butt };
            sink.stroke(&path, &stroke);
        }
        Ok(())
    }
}
