//! Placing a shaped text in the framebuffer, glyph by glyph.

use bytemuck::{Pod, Zeroable};

use super::{
    anchor::Anchor,
    atlas::{AtlasFull, GlyphAtlas},
    raster::{GlyphKey, SUBPIXELS},
    shaped::{ShapedLine, ShapedRun, ShapedText},
};

/// Where and how a text is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextPlacement {
    /// Where the anchor stands, in physical pixels of the framebuffer, x to the right and y up. Default: `[0, 0]`.
    pub origin_physical_px: [f32; 2],
    /// Direction of the text in radians, counter-clockwise from the x axis; the text turns about its anchor.
    /// Default: `0.0`.
    #[doc(alias = "rotation")]
    pub angle_rad: f32,
    /// Physical pixels per logical pixel. Default: `1.0`.
    pub scale_factor: f32,
    /// The point of the text that stands at the origin. Default: the left end of the first baseline.
    pub anchor: Anchor,
}

impl Default for TextPlacement {
    fn default() -> Self {
        Self { origin_physical_px: [0.0; 2], angle_rad: 0.0, scale_factor: 1.0, anchor: Anchor::default() }
    }
}

/// A rectangle of the framebuffer and the part of the atlas that it shows.
///
/// All members are whole numbers, so every pixel of the rectangle shows exactly one texel: sample with `NEAREST` or
/// `texelFetch`. Only for a glyph that is too large for the atlas does a texel cover several pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub struct GlyphQuad {
    /// Left edge in physical pixels.
    pub x: f32,
    /// Bottom edge in physical pixels, y up.
    pub y: f32,
    /// Width in physical pixels.
    pub w: f32,
    /// Height in physical pixels.
    pub h: f32,
    /// Left edge in texels.
    pub u: f32,
    /// The texel row that the *top* pixel row shows; further rows follow downwards in both.
    pub v: f32,
    /// Width in texels.
    pub u_size: f32,
    /// Height in texels.
    pub v_size: f32,
}

/// Appends a quad for each inked glyph of a text to `out`.
///
/// Pen positions are moved to quarters of a pixel. Text along a pixel row or column (0, 90, 180, 270 degrees) has its
/// baselines on whole pixels, so that all its letters stand equally sharp. A text whose placement is not finite,
/// or whose scale factor is not positive, appends nothing.
///
/// # Errors
///
/// [`AtlasFull`] when the glyphs of this frame do not fit into the atlas; those that do fit are appended.
pub fn layout_glyphs(
    text: &ShapedText,
    placement: &TextPlacement,
    atlas: &mut GlyphAtlas,
    out: &mut Vec<GlyphQuad>,
) -> Result<(), AtlasFull> {
    let [x, y] = placement.origin_physical_px;
    let scale = placement.scale_factor;
    let finite = x.is_finite() && y.is_finite() && scale.is_finite() && placement.angle_rad.is_finite();
    if !finite || scale <= 0.0 {
        return Ok(());
    }
    let Some(first) = text.glyphs.first() else { return Ok(()) };
    let key = GlyphKey::new(first.font, first.glyph, text.style.size_px * scale, placement.angle_rad);
    let frame = Frame::new(placement, placement.anchor.offset(text), key);
    let mut missing = 0;
    out.reserve(text.glyphs.len());
    for line in &text.lines {
        missing += frame.line(text, line, atlas, out);
    }
    if missing > 0 { Err(atlas.full(missing)) } else { Ok(()) }
}

/// Maps positions of a text to physical pixels.
struct Frame {
    key: GlyphKey,
    origin: [f64; 2],
    /// What is added to a position before scaling: the anchor's offset.
    offset: [f32; 2],
    scale: f64,
    cos: f64,
    sin: f64,
}

impl Frame {
    fn new(placement: &TextPlacement, offset: [f32; 2], key: GlyphKey) -> Self {
        let (cos, sin) = if key.is_axis_aligned() {
            let (cos, sin) = key.direction();
            (f64::from(cos), f64::from(sin))
        } else {
            let (sin, cos) = f64::from(placement.angle_rad).sin_cos();
            (cos, sin)
        };
        let origin = placement.origin_physical_px.map(f64::from);
        Self { key, origin, offset, scale: f64::from(placement.scale_factor), cos, sin }
    }

    /// Appends the glyphs of a line, and returns how many found no room in the atlas.
    fn line(
        &self,
        text: &ShapedText,
        line: &ShapedLine,
        atlas: &mut GlyphAtlas,
        out: &mut Vec<GlyphQuad>,
    ) -> usize {
        let baseline = self.baseline_shift(line.baseline);
        let mut missing = 0;
        for run in &text.runs[line.runs.clone()] {
            missing += self.run(text, run, baseline, atlas, out);
        }
        missing
    }

    /// Appends the glyphs of a run of a line whose baseline moves.
    fn run(
        &self,
        text: &ShapedText,
        run: &ShapedRun,
        baseline: [f64; 2],
        atlas: &mut GlyphAtlas,
        out: &mut Vec<GlyphQuad>,
    ) -> usize {
        let mut missing = 0;
        let run_key = self.key.with_size(run.size_px * self.scale as f32);
        for glyph in &text.glyphs[run.glyphs.clone()] {
            let [x, y] = self.physical(glyph.x, glyph.y);
            let (x, sub_x) = quarters(x + baseline[0]);
            let (y, sub_y) = quarters(y + baseline[1]);
            let key = run_key.with_glyph(glyph.font, glyph.glyph).at_quarters(sub_x, sub_y);
            let Some(place) = atlas.get(key) else {
                missing += 1;
                continue;
            };
            if place.width > 0 {
                out.push(GlyphQuad {
                    x: (x + f64::from(place.left)) as f32,
                    y: (y + f64::from(place.bottom)) as f32,
                    w: place.width as f32,
                    h: place.height as f32,
                    u: f32::from(place.u),
                    v: f32::from(place.v),
                    u_size: f32::from(place.u_size),
                    v_size: f32::from(place.v_size),
                });
            }
        }
        missing
    }

    fn physical(&self, x: f32, y: f32) -> [f64; 2] {
        let x = f64::from(x + self.offset[0]) * self.scale;
        let y = f64::from(y + self.offset[1]) * self.scale;
        [self.origin[0] + x * self.cos - y * self.sin, self.origin[1] + x * self.sin + y * self.cos]
    }

    /// How far a baseline has to move, across itself, to stand on a pixel edge.
    fn baseline_shift(&self, baseline: f32) -> [f64; 2] {
        let [x, y] = self.physical(0.0, baseline);
        let to_edge = |value: f64| (value + 0.5).floor() - value;
        match self.key.is_axis_aligned() {
            true if self.sin == 0.0 => [0.0, to_edge(y)],
            true => [to_edge(x), 0.0],
            false => [0.0, 0.0],
        }
    }
}

/// A position as whole pixels and the nearest quarter.
fn quarters(position: f64) -> (f64, u8) {
    let steps = f64::from(SUBPIXELS);
    let quarters = (position * steps + 0.5).floor();
    let whole = (quarters / steps).floor();
    (whole, (quarters - whole * steps) as u8)
}

#[cfg(test)]
mod tests;
