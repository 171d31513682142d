//! Marks of any shape in one view: from pixels to a draw.

use glam::{DVec2, Vec2};

use super::programs::{Form, Layout, spec};
use crate::batch::{Batch, POINT_MARGIN_PX, Shape};
use crate::color::Color;
use crate::device::Row;
use crate::error::Result;
use crate::view::View;
use crate::visual::{Bounds, DrawContext};

/// Fragments this far outside an outline are still touched; as in `place_marker.glsl`.
const FRINGE_PX: f64 = 0.52;

/// A mark; physical pixels of the frame buffer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::visuals) struct Mark {
    pub(in crate::visuals) center: DVec2,
    /// Half the side of the square that the shape fills.
    pub(in crate::visuals) half_px: f64,
    /// Half the width of the edge.
    pub(in crate::visuals) half_edge_px: f64,
    /// Cosine and sine of its angle.
    pub(in crate::visuals) direction: DVec2,
    /// Which of the layout's shapes it has.
    pub(in crate::visuals) shape: usize,
    pub(in crate::visuals) face: Color,
    pub(in crate::visuals) edge: Color,
}

impl Mark {
    /// How far from its centre it may touch pixels, along x and along y.
    pub(in crate::visuals) fn reach_px(&self) -> f64 {
        self.half_px * (self.direction.x.abs() + self.direction.y.abs()) + self.half_edge_px + FRINGE_PX
    }

    /// Whether there is anything to draw.
    pub(in crate::visuals) fn is_seen(&self) -> bool {
        self.half_px > 0.0 && self.half_px.is_finite() && self.half_edge_px.is_finite()
    }

    /// The signed distance of a pixel position from its outline, given that of its shape; px.
    pub(in crate::visuals) fn distance_px(&self, pixel: DVec2, shape: impl Fn(DVec2) -> f64) -> f64 {
        let back = DVec2::new(self.direction.x, -self.direction.y);
        shape(back.rotate(pixel - self.center) / self.half_px) * self.half_px
    }
}

/// Marks as texels.
#[derive(Debug, Default)]
pub(in crate::visuals) struct Marks {
    texels: Vec<[f32; 4]>,
    layout: Layout,
    row: f32,
    opacity: f32,
    low: DVec2,
    high: DVec2,
    /// The largest reach of a mark that is seen.
    reach_px: f64,
}

impl Marks {
    fn begin(&mut self, view: &View, row: f32) {
        self.texels.clear();
        self.row = row;
        self.opacity = view.opacity;
        let clip = view.clip;
        self.low = DVec2::new(f64::from(clip.x), f64::from(clip.y));
        self.high = self.low + DVec2::new(f64::from(clip.width), f64::from(clip.height));
        self.reach_px = 0.0;
    }

    /// What their centres span.
    fn extent(&self) -> Option<Bounds> {
        let texels = self.texels.iter().step_by(self.layout.texels() as usize);
        let ends = texels.fold(None, |ends: Option<[Vec2; 2]>, [x, y, ..]| {
            let center = Vec2::new(*x, *y);
            Some(ends.map_or([center; 2], |[low, high]| [low.min(center), high.max(center)]))
        });
        ends.map(|[low, high]| Bounds { min: low.as_dvec2(), max: high.as_dvec2() })
    }

    /// Appends a mark, unless it is not seen.
    pub(in crate::visuals) fn push(&mut self, mark: &Mark) {
        if !mark.is_seen() || !self.reaches(mark.center, mark.reach_px()) {
            return;
        }
        let center = mark.center.as_vec2();
        self.texels.push([center.x, center.y, self.row, mark.shape as f32]);
        if self.layout.item_shape {
            let direction = mark.direction.as_vec2();
            self.texels.push([mark.half_px as f32, mark.half_edge_px as f32, direction.x, direction.y]);
        }
        if self.layout.item_color {
            let [face, edge] = [mark.face, mark.edge].map(|color| self.packed(color));
            self.texels.push([face[0], face[1], edge[0], edge[1]]);
        }
        if self.layout.item_shape && self.layout.item_color {
            self.texels.push([0.0; 4]);
        }
    }

    /// Appends marks that differ only by their place; `like` has the rest.
    pub(in crate::visuals) fn push_equal(&mut self, like: &Mark, centers: &[DVec2]) {
        if !like.is_seen() {
            return;
        }
        let (reach, row, shape) = (like.reach_px(), self.row, like.shape as f32);
        let (low, high) = (self.low - reach, self.high + reach);
        let before = self.texels.len();
        self.texels.extend(centers.iter().filter_map(|center| {
            let seen = center.x > low.x && center.x < high.x && center.y > low.y && center.y < high.y;
            seen.then_some([center.x as f32, center.y as f32, row, shape])
        }));
        if self.texels.len() > before {
            self.reach_px = self.reach_px.max(reach);
        }
    }

    /// Whether a mark is seen; false where its place is not a number.
    fn reaches(&mut self, center: DVec2, reach: f64) -> bool {
        let seen = center.cmpgt(self.low - reach).all() && center.cmplt(self.high + reach).all();
        if seen {
            self.reach_px = self.reach_px.max(reach);
        }
        seen
    }

    /// Two numbers of 16 bits; as in `unpack_color.glsl`.
    fn packed(&self, color: Color) -> [f32; 2] {
        let [r, g, b, a] = color.with_alpha(color.alpha() * self.opacity).to_rgba8().map(f32::from);
        [r * 256.0 + g, b * 256.0 + a]
    }
}

/// Marks of one visual in one view.
#[derive(Debug)]
pub(in crate::visuals) struct MarkBatch {
    batch: Batch,
    marks: Marks,
    form: Form,
}

impl MarkBatch {
    pub(in crate::visuals) fn new(cx: &mut DrawContext<'_>, layout: &Layout) -> Result<Self> {
        let form = Form::Sprites;
        let batch = Batch::new(cx, spec(layout, form)?, shape(layout, form))?;
        Ok(Self { batch, marks: Marks { layout: layout.clone(), ..Marks::default() }, form })
    }

    /// Replaces the marks by those that `fill` appends. What the layout does not leave to each mark is as in `like`.
    pub(in crate::visuals) fn set(
        &mut self,
        cx: &mut DrawContext<'_>,
        layout: &Layout,
        like: &Mark,
        fill: impl FnOnce(&mut Marks),
    ) -> Result<()> {
        let same = self.marks.layout == *layout;
        if !same {
            self.marks.layout = layout.clone();
        }
        self.marks.begin(cx.view, self.batch.row_index());
        fill(&mut self.marks);
        let largest = f64::from(cx.ctx.caps().max_point_size).min(2.0 * f64::from(POINT_MARGIN_PX));
        let form = if 2.0 * self.marks.reach_px <= largest { Form::Sprites } else { Form::Quads };
        if !same || form != self.form {
            self.batch.set_program(cx, spec(layout, form)?)?;
            self.batch.set_shape(shape(layout, form));
            self.form = form;
        }
        let faded = |color: Color| color.with_alpha(color.alpha() * cx.view.opacity).premultiplied();
        let [half, half_edge] = [like.half_px, like.half_edge_px].map(|length| length as f32);
        let direction = like.direction.as_vec2();
        let row = Row {
            color: faded(like.face),
            second_color: faded(like.edge),
            params: [half, half_edge, direction.x, direction.y],
            ..Row::default()
        };
        let area = cx.view.pixels_within(self.marks.extent(), self.marks.reach_px);
        self.batch.set(cx, row, &self.marks.texels, area);
        Ok(())
    }

    pub(in crate::visuals) fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.batch.draw(cx)
    }
}

/// Texels and vertices of a mark.
fn shape(layout: &Layout, form: Form) -> Shape {
    let vertices = match form {
        Form::Sprites => 1,
        Form::Quads => 6,
    };
    Shape { texels: layout.texels(), vertices }
}
