//! What is covered first, by the largest coverage of any part, and coloured once: lines.

use std::sync::OnceLock;

use glam::DVec2;
use vispy_gloo::{Blend, Rect, State};

use super::strokes::cut;
use super::{Batch, Paths, Shape, Strip};
use crate::color::Color;
use crate::device::{MaskPlace, ProgramSpec, Row, functions};
use crate::error::Result;
use crate::shaders::{Binding, ComposeError, Function, GlslType, library};
use crate::visual::{Bounds, DrawContext};

/// Parts of one colour in one view, each pixel covered as much as the part that covers it most.
///
/// The parts are drawn into the coverage layer by a program of their own, whose fragments are coverage. In their row,
/// `params` are that program's, and `more` begins with the way from a pixel of the target to its place in the layer.
#[derive(Debug)]
pub(crate) struct CoverageBatch {
    parts: Batch,
    composite: Batch,
    row: Row,
    /// All pixels that the parts cover, also outside of the view's clip rectangle.
    cover: Rect,
}

impl CoverageBatch {
    pub(crate) fn new(cx: &mut DrawContext<'_>, program: &ProgramSpec, shape: Shape) -> Result<Self> {
        Ok(Self {
            parts: Batch::new(cx, program, shape)?,
            composite: Batch::new(cx, spec(Source::Layer)?, Shape::QUAD)?,
            row: Row::default(),
            cover: Rect::default(),
        })
    }

    /// The number of the parts' row, as texels carry it.
    pub(crate) fn row_index(&self) -> f32 {
        self.parts.row_index()
    }

    /// Replaces colour, numbers and parts, which cover pixels within `reach` pixels of an extent.
    pub(crate) fn set(
        &mut self,
        cx: &mut DrawContext<'_>,
        look: (Color, [f32; 4]),
        texels: &[[f32; 4]],
        (extent, reach): (Option<Bounds>, f64),
    ) {
        let (color, params) = look;
        let color = color.with_alpha(color.alpha() * cx.view.opacity);
        let is_hidden = color.alpha() <= 0.0;
        let area = if is_hidden { Rect::default() } else { cx.view.pixels_within(extent, reach) };
        self.cover = extent.map_or(Rect::default(), |extent| whole_pixels(extent, reach));
        self.row = Row { color: color.premultiplied(), params, ..self.row };
        self.parts.set(cx, self.row, texels, area);
        let row = self.parts.row_index();
        self.composite.set(cx, Row::default(), &[corners(area), [row, 0.0, 0.0, 0.0]], area);
    }

    pub(crate) fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        if self.parts.is_empty() {
            return Ok(());
        }
        let (slot, layer) =
            cx.device.place_coverage(cx.ctx, cx.view.target, [self.cover, self.parts.area])?;
        let [x, y] = slot.offset.map(|px| px as f32);
        self.row.more = [x, y, 0.0, 0.0];
        self.parts.set_row(cx, self.row, self.parts.area);
        let state = State { blend: Some(Blend::MAX), scissor: slot.scissor, ..State::TRANSLUCENT };
        cx.device.push_part(&self.parts.draw_into(layer, state));
        self.composite.draw_with_row(cx, self.parts.row.index())
    }
}

/// Round strokes of one colour in one view, whose coverage is computed on the CPU.
#[derive(Debug)]
pub(crate) struct StrokeBatch {
    composite: Batch,
    row: Row,
    area: Rect,
    strips: Vec<Strip>,
    /// Where the strips are in the masks.
    places: Vec<MaskPlace>,
    /// What is to be drawn: the strips, and where their coverage is.
    texels: Vec<[f32; 4]>,
    /// What was drawn last.
    drawn: Vec<[f32; 4]>,
    half_width_px: f32,
    /// Names the first strip of what was set last; the others follow.
    stamp: u64,
}

impl StrokeBatch {
    pub(crate) fn new(cx: &mut DrawContext<'_>) -> Result<Self> {
        Ok(Self {
            composite: Batch::new(cx, spec(Source::Masks)?, Shape::QUAD)?,
            row: Row::default(),
            area: Rect::default(),
            strips: Vec::new(),
            places: Vec::new(),
            texels: Vec::new(),
            drawn: Vec::new(),
            half_width_px: 0.0,
            stamp: 0,
        })
    }

    /// Replaces colour, half of the width, and the paths, which span `extent`.
    pub(crate) fn set(
        &mut self,
        cx: &mut DrawContext<'_>,
        (color, half_width_px): (Color, f32),
        paths: Paths<'_>,
        extent: Option<Bounds>,
    ) {
        let color = color.with_alpha(color.alpha() * cx.view.opacity);
        let is_hidden = color.alpha() <= 0.0;
        let reach = f64::from(half_width_px);
        self.area = if is_hidden { Rect::default() } else { cx.view.pixels_within(extent, reach) };
        self.row = Row { color: color.premultiplied(), ..Row::default() };
        self.half_width_px = half_width_px;
        cut(paths, half_width_px, self.area, &mut self.strips);
        self.stamp = cx.device.masks.stamps(self.strips.len() as u64);
        self.drawn.clear();
    }

    /// Draws the strokes along the paths that were set.
    pub(crate) fn draw(&mut self, cx: &mut DrawContext<'_>, paths: Paths<'_>) -> Result<()> {
        if self.strips.is_empty() {
            return Ok(());
        }
        let sizes = self.strips.iter().map(|strip| [strip.area.width, strip.area.height]);
        cx.device.place_masks(cx.ctx, cx.view.target, self.stamp, sizes, &mut self.places)?;
        let strips = || self.strips.iter().zip(&self.places);
        let unknown = strips().filter(|(_, place)| !place.is_known).map(|(strip, place)| (strip, place.at));
        cx.device.masks.cover(paths, self.half_width_px, unknown);
        let row = self.composite.row_index();
        self.texels.clear();
        self.texels.extend(strips().flat_map(|(Strip { area, .. }, MaskPlace { at, .. })| {
            let [x, y] = [at[0] as f32 - area.x as f32, at[1] as f32 - area.y as f32];
            [corners(*area), [row, x, y, 0.0]]
        }));
        if self.texels == self.drawn {
            self.composite.set_row(cx, self.row, self.area);
        } else {
            self.composite.set(cx, self.row, &self.texels, self.area);
            std::mem::swap(&mut self.texels, &mut self.drawn);
        }
        self.composite.draw(cx)
    }
}

/// Lower left and upper right corner.
fn corners(Rect { x, y, width, height }: Rect) -> [f32; 4] {
    let [left, bottom] = [x as f32, y as f32];
    [left, bottom, left + width as f32, bottom + height as f32]
}

/// The whole pixels within `reach` of an extent.
fn whole_pixels(extent: Bounds, reach: f64) -> Rect {
    let (low, high) = ((extent.min - reach).floor(), (extent.max + reach).ceil());
    let size = (high - low).max(DVec2::ZERO);
    // Casts stop at the ends of their type.
    Rect::new(low.x as i32, low.y as i32, size.x as u32, size.y as u32)
}

fn of(name: &str) -> Result<Function, ComposeError> {
    Ok(Function::new(&library::snippet(&format!("visuals/coverage/{name}.glsl"))?))
}

/// Where coverage is read from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Source {
    /// The layer that parts are drawn into.
    Layer,
    /// The masks that the CPU makes.
    Masks,
}

/// Turns coverage into colour.
pub(super) fn spec(source: Source) -> Result<&'static ProgramSpec> {
    static SPECS: [OnceLock<ProgramSpec>; 2] = [const { OnceLock::new() }; 2];
    let slot = &SPECS[source as usize];
    if let Some(spec) = slot.get() {
        return Ok(spec);
    }
    let (texture, label) = match source {
        Source::Layer => ("u_coverage_layer", "coverage to colour"),
        Source::Masks => ("u_masks", "masks to colour"),
    };
    let offset = || Binding::flat_varying("v_offset", GlslType::Vec2);
    let color = || Binding::flat_varying("v_color", GlslType::Vec4);
    let vertex = of("main.vert")?
        .bind("vertex_texel", functions::vertex_texel()?)?
        .bind("row", functions::row()?)?
        .bind("color", color())?
        .bind("offset", offset())?
        .bind("position", functions::position_from_px()?)?
        .bind("corner", functions::quad_corner()?)?;
    let fragment = of("main.frag")?
        .bind("coverage_layer", Binding::texture(texture, GlslType::Sampler2D))?
        .bind("color", color())?
        .bind("offset", offset())?;
    Ok(slot.get_or_init(|| ProgramSpec { vertex, fragment, label }))
}
