//! The programs of lines with several colours.

use std::sync::OnceLock;

use crate::device::{ProgramSpec, functions};
use crate::error::Result;
use crate::shaders::{Binding, ComposeError, Function, GlslType, library};

/// Both programs.
pub(in crate::visuals) fn all_specs() -> Result<[&'static ProgramSpec; 2]> {
    Ok([segments()?, layer()?])
}

fn of(name: &str) -> Result<Function, ComposeError> {
    Ok(Function::new(&library::snippet(&format!("visuals/colored_line/{name}.glsl"))?))
}

/// Draws segments into the layer.
pub(super) fn segments() -> Result<&'static ProgramSpec> {
    static SPEC: OnceLock<ProgramSpec> = OnceLock::new();
    if let Some(spec) = SPEC.get() {
        return Ok(spec);
    }
    let varyings = |function: Function| -> Result<Function, ComposeError> {
        function
            .bind("segment", Binding::flat_varying("v_segment", GlslType::Vec4))?
            .bind("start_color", Binding::flat_varying("v_start_color", GlslType::Vec4))?
            .bind("end_color", Binding::flat_varying("v_end_color", GlslType::Vec4))?
            .bind("widths", Binding::flat_varying("v_widths", GlslType::Vec3))
    };
    let vertex = varyings(of("segment.vert")?)?
        .bind("vertex_texel", functions::vertex_texel()?)?
        .bind("position", functions::position_from_px()?)?
        .bind("corner", functions::quad_corner()?)?;
    let fragment = varyings(of("segment.frag")?)?;
    Ok(SPEC.get_or_init(|| ProgramSpec { vertex, fragment, label: "coloured line: segments" }))
}

/// Puts the layer over the target.
pub(in crate::visuals) fn layer() -> Result<&'static ProgramSpec> {
    static SPEC: OnceLock<ProgramSpec> = OnceLock::new();
    if let Some(spec) = SPEC.get() {
        return Ok(spec);
    }
    let vertex = of("layer.vert")?
        .bind("box", Binding::uniform("u_box", GlslType::Vec4))?
        .bind("row_index", Binding::uniform("u_row", GlslType::Int))?
        .bind("position", functions::position_from_px()?)?
        .bind("corner", functions::quad_corner()?)?;
    let fragment = of("layer.frag")?.bind("layer", Binding::texture("u_color_layer", GlslType::Sampler2D))?;
    Ok(SPEC.get_or_init(|| ProgramSpec { vertex, fragment, label: "coloured line: layer" }))
}
