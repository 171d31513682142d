//! The programs of lines: a variant draws with no more code than its joins and caps need.

use std::sync::OnceLock;

use super::LineFlags;
use super::emit::MITER_LIMIT;
use crate::device::{ProgramSpec, functions};
use crate::error::Result;
use crate::shaders::{Binding, ComposeError, ConstTable, Function, GlslType, library};
use crate::vector::{Cap, Join};

/// What tells the programs of two lines apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Variant {
    pub(super) join: Join,
    pub(super) cap: Cap,
}

impl Variant {
    fn index(self) -> usize {
        let join = match self.join {
            Join::Round => 0,
            Join::Miter => 1,
            Join::Bevel => 2,
        };
        let cap = match self.cap {
            Cap::Round => 0,
            Cap::Butt => 1,
            Cap::Square => 2,
        };
        join * 3 + cap
    }
}

/// All variants.
pub(in crate::visuals) fn all_specs() -> Result<Vec<&'static ProgramSpec>> {
    let mut specs = Vec::new();
    for join in [Join::Round, Join::Miter, Join::Bevel] {
        for cap in [Cap::Round, Cap::Butt, Cap::Square] {
            specs.push(segments(Variant { join, cap })?);
        }
    }
    Ok(specs)
}

/// Draws segments into the coverage layer.
pub(super) fn segments(variant: Variant) -> Result<&'static ProgramSpec> {
    static SPECS: [OnceLock<ProgramSpec>; 9] = [const { OnceLock::new() }; 9];
    let slot = &SPECS[variant.index()];
    if let Some(spec) = slot.get() {
        return Ok(spec);
    }
    let spec = match variant {
        Variant { join: Join::Round, cap: Cap::Round } => round()?,
        _ => joined(variant)?,
    };
    Ok(slot.get_or_init(|| spec))
}

fn of(name: &str) -> Result<Function, ComposeError> {
    Ok(Function::new(&library::snippet(&format!("visuals/line/{name}.glsl"))?))
}

fn segment() -> Binding {
    Binding::flat_varying("v_segment", GlslType::Vec4)
}

fn half_width() -> Binding {
    Binding::flat_varying("v_half_width", GlslType::Float)
}

fn offset() -> Binding {
    Binding::flat_varying("v_offset", GlslType::Vec2)
}

fn constants() -> Result<ConstTable, ComposeError> {
    ConstTable::new()
        .with("LINE_GAP_AFTER", LineFlags::GAP_AFTER)?
        .with("LINE_START", LineFlags::START)?
        .with("LINE_MITER_LIMIT", MITER_LIMIT as f32)
}

/// What both vertex stages have in common.
fn vertex(name: &str) -> Result<Function, ComposeError> {
    of(name)?
        .bind("vertex_texel", functions::vertex_texel()?)?
        .bind("row", functions::row()?)?
        .bind("position", functions::position_from_px()?)?
        .bind("corner", functions::quad_corner()?)?
        .bind("segment", segment())?
        .bind("half_width", half_width())?
        .bind("offset", offset())?
        .with_constants(&constants()?)
}

fn round() -> Result<ProgramSpec, ComposeError> {
    let coverage = of("round_coverage")?.bind("segment", segment())?.bind("half_width", half_width())?;
    let fragment = of("coverage.frag")?.bind("coverage", coverage)?.bind("offset", offset())?;
    Ok(ProgramSpec { vertex: vertex("round.vert")?, fragment, label: "line: round segments" })
}

fn joined(variant: Variant) -> Result<ProgramSpec, ComposeError> {
    let join = match variant.join {
        Join::Round => of("join_round")?,
        Join::Miter => of("join_miter")?.with_constants(&constants()?)?,
        Join::Bevel => of("join_bevel")?,
    };
    let cap = match variant.cap {
        Cap::Round => of("cap_round")?,
        Cap::Butt => of("cap_butt")?,
        Cap::Square => of("cap_square")?,
    };
    let before = || Binding::flat_varying("v_before", GlslType::Vec2);
    let after = || Binding::flat_varying("v_after", GlslType::Vec2);
    let coverage = of("joined_coverage")?
        .bind("segment", segment())?
        .bind("half_width", half_width())?
        .bind("before", before())?
        .bind("after", after())?
        .bind("join", join)?
        .bind("cap", cap)?;
    let vertex = vertex("joined.vert")?.bind("before", before())?.bind("after", after())?;
    let fragment = of("coverage.frag")?.bind("coverage", coverage)?.bind("offset", offset())?;
    Ok(ProgramSpec { vertex, fragment, label: "line: joined segments" })
}
