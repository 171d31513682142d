//! Glyphs: the masks of many texts in one draw.

use std::sync::OnceLock;

use glam::DVec2;

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
        for quad in &self.quads {
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
