//! What is covered first, by the largest coverage of any part, and coloured once: lines.

use std::sync::OnceLock;

use super::{Batch, Blend, Rect, Shape, State};
use crate::color::Color;
use crate::device::{ProgramSpec, Row, functions};
use crate::error::Result;
use crate::shaders::{Binding, ComposeError, Function, GlslType, library};
use crate::visual::DrawContext;

/// Parts of one colour in one view, each pixel covered as much as the part that covers it most.
///
/// The parts are drawn into the coverage layer by a program of their own, whose fragments are coverage; what that program
/// finds in the row is `params` and `more`.
#[derive(Debug)]
pub(crate) struct CoverageBatch {
    parts: Batch,
    composite: Batch,
    hidden: bool,
}

impl CoverageBatch {
    pub(crate) fn new(cx: &mut DrawContext<'_>, program: &ProgramSpec, shape: Shape) -> Result<Self> {
        Ok(Self {
            parts: Batch::new(cx, program, shape)?,
            composite: Batch::new(cx, spec()?, Shape::QUAD)?,
            hidden: true,
        })
    }

    /// The number of the parts' row, as texels carry it.
    pub(crate) fn row_index(&self) -> f32 {
        self.parts.row_index()
    }

    /// Draws the parts with another program from now on.
    pub(crate) fn set_program(&mut self, cx: &mut DrawContext<'_>, program: &ProgramSpec) -> Result<()> {
        self.parts.set_program(cx, program)
    }

    /// Replaces colour, row and parts. `area` holds all pixels that the parts may touch.
    pub(crate) fn set(
        &mut self,
        cx: &mut DrawContext<'_>,
        color: Color,
        row: Row,
        texels: &[[f32; 4]],
        area: Rect,
    ) {
        let color = color.with_alpha(color.alpha() * cx.view.opacity);
        self.hidden = color.alpha() <= 0.0;
        self.parts.set(cx, row, texels, area);
        let Rect { x, y, width, height } = self.parts.area;
        let [left, bottom] = [x as f32, y as f32];
        let corners = [left, bottom, left + width as f32, bottom + height as f32];
        let row = Row { color: color.premultiplied(), ..Row::default() };
        self.composite.set(cx, row, &[corners, [self.composite.row_index(), 0.0, 0.0, 0.0]], area);
    }

    pub(crate) fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        if self.hidden || self.parts.is_empty() {
            return Ok(());
        }
        let target = cx.view.target;
        let layer = cx.device.coverage_layer.get(cx.ctx, [target.width, target.height])?;
        let scissor = Some(self.parts.area);
        cx.ctx.clear(layer, scissor, Some([0.0; 4]), None);
        let state =
            State { blend: Some(Blend::MAX), scissor, viewport: Some(target.rect()), ..State::TRANSLUCENT };
        self.parts.draw_into(cx, layer, state)?;
        self.composite.draw(cx)
    }
}

fn of(name: &str) -> Result<Function, ComposeError> {
    Ok(Function::new(&library::snippet(&format!("visuals/coverage/{name}.glsl"))?))
}

/// Turns coverage into colour.
pub(super) fn spec() -> Result<&'static ProgramSpec> {
    static SPEC: OnceLock<ProgramSpec> = OnceLock::new();
    if let Some(spec) = SPEC.get() {
        return Ok(spec);
    }
    let color = || Binding::flat_varying("v_color", GlslType::Vec4);
    let vertex = of("main.vert")?
        .bind("vertex_texel", functions::vertex_texel()?)?
        .bind("row", functions::row()?)?
        .bind("color", color())?
        .bind("position", functions::position_from_px()?)?
        .bind("corner", functions::quad_corner()?)?;
    let layer = Binding::texture("u_coverage_layer", GlslType::Sampler2D);
    let fragment = of("main.frag")?.bind("coverage_layer", layer)?.bind("color", color())?;
    Ok(SPEC.get_or_init(|| ProgramSpec { vertex, fragment, label: "coverage to colour" }))
}
