//! What visuals that fill outlines have in common.

use glam::DVec2;

use super::outline::Outline;
use super::{AreaBatch, Rings, Scan};
use crate::color::Color;
use crate::coordinate::Reference;
use crate::device::PerView;
use crate::error::Result;
use crate::vector::{Cap, Join, Stroke, VectorSink};
use crate::view::{MadeFor, View};
use crate::visual::DrawContext;
use crate::visuals::{LineStyle, PolygonStyle};

/// Fill and outline of a shape, and what is kept of it for each view.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shape {
    pub(crate) style: PolygonStyle,
    revision: u64,
    views: PerView<Prepared>,
}

#[derive(Debug)]
struct Prepared {
    fill: AreaBatch,
    outline: Option<Outline>,
    rings: Rings,
    scan: Scan,
    made_for: MadeFor,
}

impl Shape {
    pub(crate) fn new(style: PolygonStyle) -> Self {
        Self { style, ..Self::default() }
    }

    /// The outlines are others from now on.
    pub(crate) fn changed(&mut self) {
        self.revision += 1;
    }

    pub(crate) fn set_style(&mut self, style: PolygonStyle) {
        if self.style != style {
            self.style = style;
            self.revision += 1;
        }
    }

    /// Prepares the shape whose outlines `trace` finds.
    pub(crate) fn prepare(
        &mut self,
        cx: &mut DrawContext<'_>,
        trace: impl FnOnce(&View, &mut Rings),
    ) -> Result<()> {
        let Self { style, revision, views } = self;
        let prepared = views.get_or_try_insert(cx.view.id, || {
            Ok::<_, crate::Error>(Prepared {
                fill: AreaBatch::new(cx)?,
                outline: None,
                rings: Rings::default(),
                scan: Scan::default(),
                made_for: MadeFor::default(),
            })
        })?;
        if !prepared.made_for.is(cx.view, *revision) {
            prepared.rings.clear();
            trace(cx.view, &mut prepared.rings);
            let clip = cx.view.clip.intersection(cx.view.target.rect());
            prepared.scan.begin(clip, prepared.rings.best_lines(clip));
            if style.fill.alpha() > 0.0 {
                for ring in prepared.rings.iter() {
                    prepared.scan.outline(ring);
                }
            }
            prepared.fill.set(cx, style.fill, prepared.scan.boxes());
            let line = style.line();
            prepared.outline = line.map(|line| Outline::new(&prepared.rings, line, cx.view));
            prepared.made_for.set(cx.view, *revision);
        }
        prepared.outline.as_mut().map_or(Ok(()), |outline| outline.prepare(cx))
    }

    pub(crate) fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        let Some(prepared) = self.views.get_mut(cx.view.id) else { return Ok(()) };
        prepared.fill.draw(cx)?;
        prepared.outline.as_mut().map_or(Ok(()), |outline| outline.draw(cx))
    }

    /// Writes the vector form of the shape whose outlines `trace` finds.
    pub(crate) fn write(
        &self,
        view: &View,
        sink: &mut dyn VectorSink,
        trace: impl FnOnce(&View, &mut Rings),
    ) {
        let mut rings = Rings::default();
        trace(view, &mut rings);
        let PolygonStyle { fill, edge, edge_width_px } = self.style;
        let path = rings.path(view, 16.0 + 4.0 * f64::from(edge_width_px).max(0.0) * view.scale_factor);
        let faded = |color: Color| color.with_alpha(color.alpha() * view.opacity);
        if path.is_empty() {
            return;
        }
        if fill.alpha() > 0.0 {
            sink.fill(&path, faded(fill));
        }
        if let Some(LineStyle { join, cap, .. }) = self.style.line() {
            let width_px = f64::from(edge_width_px);
            sink.stroke(&path, &Stroke { color: faded(edge), width_px, join, cap });
        }
    }
}

impl PolygonStyle {
    /// The line along the outline, if there is one to be seen.
    fn line(&self) -> Option<LineStyle> {
        let seen = self.edge.alpha() > 0.0 && self.edge_width_px > 0.0 && self.edge_width_px.is_finite();
        seen.then_some(LineStyle {
            color: self.edge,
            width_px: self.edge_width_px,
            join: Join::Miter,
            cap: Cap::Butt,
            ..LineStyle::default()
        })
    }
}

/// What the coordinates of a shape count from, and what its frame counts from.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Origin {
    /// Of the coordinates, by axis.
    pub(crate) of_data: [Reference; 2],
    /// Of the frame, by axis.
    pub(crate) of_frame: [Reference; 2],
}

impl Origin {
    /// From a coordinate to an offset in the frame.
    pub(crate) fn shift(&self) -> DVec2 {
        let [x, y] = [0, 1].map(|axis| match self.of_data[axis] {
            Reference::F64(value) => self.of_frame[axis].offset_of_f64(value),
            Reference::I64(value) => self.of_frame[axis].offset_of_i64(value),
        });
        DVec2::new(x, y)
    }
}
