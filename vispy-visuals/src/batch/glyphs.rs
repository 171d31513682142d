//! Glyphs: the masks of many texts in one draw.

use std::sync::OnceLock;

use glam::DVec2;
use vispy_gloo::Rect;

use super::{Batch, Shape};
use crate::color::Color;
use crate::device::{ProgramSpec, Row, functions};
use crate::error::Result;
use crate::shaders::{Binding, ComposeError, ConstTable, Function, GlslType, library};
use crate::text::{GlyphQuad, ShapedText, TextPlacement, layout_glyphs};
use crate::visual::{Bounds, DrawContext};

/// A glyph's mask has fewer texels than this on each side: two sizes share a float that holds 2^24 exactly.
const SIZE_LIMIT: f32 = 4096.0;

/// Texts of one colour in one view.
#[derive(Debug)]
pub(crate) struct GlyphBatch {
    batch: Batch,
    quads: Vec<GlyphQuad>,
    texels: Vec<[f32; 4]>,
    /// Of the atlas, when the texts were laid out; the rasters have moved when it is another.
    generation: u64,
}

impl GlyphBatch {
    pub(crate) fn new(cx: &mut DrawContext<'_>) -> Result<Self> {
        Ok(Self {
            batch: Batch::new(cx, spec()?, Shape::QUAD)?,
            quads: Vec::new(),
            texels: Vec::new(),
            generation: 0,
        })
    }

    /// Whether its glyphs are still where they were in the atlas.
    pub(crate) fn is_current(&self, cx: &DrawContext<'_>) -> bool {
        self.generation == cx.device.glyphs.atlas.generation()
    }

    /// Begins anew, without texts.
    pub(crate) fn begin(&mut self) {
        self.quads.clear();
    }

    /// Appends a text.
    pub(crate) fn push(&mut self, cx: &mut DrawContext<'_>, text: &ShapedText, placement: &TextPlacement) {
        if let Err(full) = layout_glyphs(text, placement, &mut cx.device.glyphs.atlas, &mut self.quads) {
            tracing::warn!(%full, "some glyphs are not drawn");
        }
    }

    /// Hands the texts to the device.
    pub(crate) fn finish(&mut self, cx: &mut DrawContext<'_>, color: Color) {
        let row = self.batch.row_index();
        let mut extent: Option<Bounds> = None;
        self.texels.clear();
        for quad in self.quads.iter().filter_map(|quad| cut(*quad, cx.view.clip)) {
            self.texels.push([quad.x, quad.y, quad.w, quad.h]);
            self.texels.push([quad.u, quad.v, quad.u_size + SIZE_LIMIT * quad.v_size, row]);
            let min = DVec2::new(f64::from(quad.x), f64::from(quad.y));
            let max = min + DVec2::new(f64::from(quad.w), f64::from(quad.h));
            extent = Some(extent.map_or(Bounds { min, max }, |extent| extent.union(Bounds { min, max })));
        }
        let color = color.with_alpha(color.alpha() * cx.view.opacity).premultiplied();
        let area = cx.view.pixels_within(extent, 0.0);
        self.batch.set(cx, Row { color, ..Row::default() }, &self.texels, area);
        self.generation = cx.device.glyphs.atlas.generation();
    }

    pub(crate) fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.batch.draw(cx)
    }
}

/// The part of a glyph inside of a clip rectangle. Drivers take a slow way for whatever reaches beyond their target.
fn cut(quad: GlyphQuad, clip: Rect) -> Option<GlyphQuad> {
    let GlyphQuad { x, y, w, h, .. } = quad;
    if [w, h] != [quad.u_size, quad.v_size] {
        // Where a texel covers several pixels, a part need not be whole texels.
        return Some(quad);
    }
    let [low_x, low_y] = [clip.x as f32, clip.y as f32];
    let [left, bottom] = [(low_x - x).max(0.0), (low_y - y).max(0.0)];
    let right = (x + w - low_x - clip.width as f32).max(0.0);
    let top = (y + h - low_y - clip.height as f32).max(0.0);
    let [w, h] = [w - left - right, h - bottom - top];
    // Rows of the mask are counted from its top.
    let part = GlyphQuad {
        x: x + left,
        y: y + bottom,
        w,
        h,
        u: quad.u + left,
        v: quad.v + top,
        u_size: quad.u_size - left - right,
        v_size: quad.v_size - bottom - top,
    };
    (w > 0.0 && h > 0.0).then_some(part)
}

fn of(name: &str) -> Result<Function, ComposeError> {
    Ok(Function::new(&library::snippet(&format!("visuals/glyphs/{name}.glsl"))?))
}

/// The program of glyphs.
pub(super) fn spec() -> Result<&'static ProgramSpec> {
    static SPEC: OnceLock<ProgramSpec> = OnceLock::new();
    if let Some(spec) = SPEC.get() {
        return Ok(spec);
    }
    let varyings = |function: Function| -> Result<Function, ComposeError> {
        function
            .bind("texel", Binding::varying("v_texel", GlslType::Vec2))?
            .bind("color", Binding::flat_varying("v_color", GlslType::Vec4))
    };
    let vertex = varyings(of("main.vert")?)?
        .bind("vertex_texel", functions::vertex_texel()?)?
        .bind("row", functions::row()?)?
        .bind("position", functions::position_from_px()?)?
        .bind("corner", functions::quad_corner()?)?
        .with_constants(&ConstTable::new().with("GLYPH_SIZE_LIMIT", SIZE_LIMIT)?)?;
    let glyphs = Binding::texture("u_glyphs", GlslType::Sampler2D);
    let fragment = varyings(of("main.frag")?)?.bind("glyphs", glyphs)?;
    Ok(SPEC.get_or_init(|| ProgramSpec { vertex, fragment, label: "glyphs" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glyph_at_a_corner_keeps_what_is_inside() {
        let quad = GlyphQuad { x: 8.0, y: 15.0, w: 6.0, h: 9.0, u: 40.0, v: 70.0, u_size: 6.0, v_size: 9.0 };
        let clip = Rect::new(10, 0, 100, 20);
        let part = cut(quad, clip).unwrap();
        assert_eq!([part.x, part.y, part.w, part.h], [10.0, 15.0, 4.0, 5.0]);
        assert_eq!(
            [part.u, part.v, part.u_size, part.v_size],
            [42.0, 74.0, 4.0, 5.0],
            "4 rows at the top are gone"
        );
        assert_eq!(cut(quad, Rect::new(0, 0, 100, 100)), Some(quad));
        assert_eq!(cut(quad, Rect::new(14, 0, 100, 100)), None, "it ends where the clip rectangle begins");
    }
}
