//! The programs of images.

use std::sync::OnceLock;

use super::{ImageData, Interpolation};
use crate::device::{ProgramSpec, functions};
use crate::error::Result;
use crate::shaders::{Binding, ComposeError, ConstTable, Function, GlslType, library};

/// Colours of a colormap's table.
pub(super) const COLORMAP_SIZE: i32 = 256;

/// What tells the programs of two images apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Variant {
    scalar: bool,
    linear: bool,
}

impl Variant {
    pub(super) fn new(data: &ImageData, interpolation: Interpolation) -> Self {
        Self { scalar: data.is_scalar(), linear: interpolation == Interpolation::Linear }
    }

    pub(super) fn is_scalar(self) -> bool {
        self.scalar
    }
}

/// All variants.
pub(in crate::visuals) fn all_specs() -> Result<Vec<&'static ProgramSpec>> {
    let mut specs = Vec::new();
    for scalar in [false, true] {
        for linear in [false, true] {
            specs.push(spec(Variant { scalar, linear })?);
        }
    }
    Ok(specs)
}

fn of(name: &str) -> Result<Function, ComposeError> {
    Ok(Function::new(&library::snippet(&format!("visuals/image/{name}.glsl"))?))
}

pub(super) fn spec(variant: Variant) -> Result<&'static ProgramSpec> {
    static SPECS: [OnceLock<ProgramSpec>; 4] = [const { OnceLock::new() }; 4];
    let slot = &SPECS[usize::from(variant.scalar) * 2 + usize::from(variant.linear)];
    if let Some(spec) = slot.get() {
        return Ok(spec);
    }
    let spec = make(variant)?;
    Ok(slot.get_or_init(|| spec))
}

fn make(variant: Variant) -> Result<ProgramSpec, ComposeError> {
    let image = || Binding::texture("u_image", GlslType::Sampler2D);
    let area = || Binding::uniform("u_box", GlslType::Vec4);
    let matrix = || Binding::flat_varying("v_matrix", GlslType::Vec4);
    let base = || Binding::flat_varying("v_base", GlslType::Vec4);
    let vertex = of("main.vert")?
        .bind("box", area())?
        .bind("row", functions::row()?)?
        .bind("row_index", Binding::uniform("u_row", GlslType::Int))?
        .bind("matrix", matrix())?
        .bind("base", base())?
        .bind("position", functions::position_from_px()?)?
        .bind("corner", functions::quad_corner()?)?;
    let to_color = if variant.scalar {
        of("color_scalar")?
            .bind("limits", Binding::uniform("u_limits", GlslType::Vec2))?
            .bind("colormap", Binding::texture("u_colormap", GlslType::Sampler2D))?
            .with_constants(&ConstTable::new().with("COLORMAP_SIZE", COLORMAP_SIZE)?)?
    } else {
        of("color_rgba")?
    };
    let sample_at = match variant {
        Variant { linear: false, .. } => of("sample_nearest")?,
        Variant { scalar: false, .. } => of("sample_linear_color")?,
        Variant { scalar: true, .. } => of("sample_linear_value")?,
    };
    let sample_at = sample_at.bind("image", image())?.bind("to_color", to_color)?;
    let fragment = of("main.frag")?
        .bind("image", image())?
        .bind("box", area())?
        .bind("matrix", matrix())?
        .bind("base", base())?
        .bind("samples", Binding::uniform("u_samples", GlslType::Int))?
        .bind("opacity", Binding::uniform("u_opacity", GlslType::Float))?
        .bind("sample_at", sample_at)?;
    Ok(ProgramSpec { vertex, fragment, label: "image" })
}
