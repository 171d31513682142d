//! The programs of images.

use std::sync::OnceLock;

use super::{ImageData, Interpolation};
use crate::device::{ProgramSpec, functions};
use crate::error::Result;
use crate::interpolation::Kernel;
use crate::shaders::{Binding, ComposeError, ConstTable, Function, GlslType, library};

/// Colours of a colormap's table.
pub(super) const COLORMAP_SIZE: i32 = 256;

/// What tells the programs of two images apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Variant {
    scalar: bool,
    kernel: Kernel,
}

impl Variant {
    /// `reduced` is how many texels a pixel is wide.
    pub(super) fn new(data: &ImageData, interpolation: Interpolation, reduced: f64) -> Self {
        let kernel = match interpolation {
            Interpolation::Linear => Kernel::Bilinear,
            // Between texels that are smaller than pixels there is nothing to be seen.
            Interpolation::Kernel(kernel) if reduced <= 1.0 => kernel,
            _ => Kernel::Nearest,
        };
        Self { scalar: data.is_scalar(), kernel }
    }

    pub(super) fn is_scalar(self) -> bool {
        self.scalar
    }
}

/// All variants but those that differ in the weight of their kernel alone.
pub(in crate::visuals) fn all_specs() -> Result<Vec<&'static ProgramSpec>> {
    let mut specs = Vec::new();
    for scalar in [false, true] {
        for kernel in [Kernel::Nearest, Kernel::Bilinear, Kernel::Lanczos] {
            specs.push(spec(Variant { scalar, kernel })?);
        }
    }
    Ok(specs)
}

fn of(name: &str) -> Result<Function, ComposeError> {
    Ok(Function::new(&library::snippet(&format!("visuals/image/{name}.glsl"))?))
}

/// How many kernels there are.
const KERNELS: usize = Kernel::ALL.len();

pub(super) fn spec(variant: Variant) -> Result<&'static ProgramSpec> {
    static SPECS: [[OnceLock<ProgramSpec>; KERNELS]; 2] = [const { [const { OnceLock::new() }; KERNELS] }; 2];
    let slot = &SPECS[usize::from(variant.scalar)][variant.kernel as usize];
    if let Some(spec) = slot.get() {
        return Ok(spec);
    }
    let spec = make(variant)?;
    Ok(slot.get_or_init(|| spec))
}

fn make(variant: Variant) -> Result<ProgramSpec> {
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
    let limits = || Binding::uniform("u_limits", GlslType::Vec2);
    let to_color = if variant.scalar {
        of("color_scalar")?
            .bind("limits", limits())?
            .bind("colormap", Binding::texture("u_colormap", GlslType::Sampler2D))?
            .with_constants(&ConstTable::new().with("COLORMAP_SIZE", COLORMAP_SIZE)?)?
    } else {
        of("color_rgba")?
    };
    let sample_at = match (variant.kernel, variant.scalar) {
        (Kernel::Nearest, _) => of("sample_nearest")?,
        (Kernel::Bilinear, false) => of("sample_linear_color")?,
        (Kernel::Bilinear, true) => of("sample_linear_value")?,
        (kernel, false) => weighted(of("sample_kernel_color")?, kernel)?,
        (kernel, true) => weighted(of("sample_kernel_value")?, kernel)?,
    };
    let sample_at = sample_at.bind("image", image())?.bind("to_color", to_color)?;
    let label = match variant.kernel {
        Kernel::Nearest | Kernel::Bilinear => "image",
        _ => "image: kernel",
    };
    let mut fragment = of("main.frag")?
        .bind("image", image())?
        .bind("box", area())?
        .bind("matrix", matrix())?
        .bind("base", base())?
        .bind("samples", Binding::uniform("u_samples", GlslType::Int))?
        .bind("opacity", Binding::uniform("u_opacity", GlslType::Float))?
        .bind("sample_at", sample_at)?;
    if variant.scalar {
        // For filters: unless one asks for it, it leaves no code.
        let value_at = of("value_at")?
            .bind("image", image())?
            .bind("box", area())?
            .bind("matrix", matrix())?
            .bind("base", base())?
            .bind("limits", limits())?;
        fragment = fragment.bind("value_at", value_at)?;
    }
    Ok(ProgramSpec { vertex, fragment, label })
}

/// A function that weighs texels, with its kernel.
fn weighted(sample: Function, kernel: Kernel) -> Result<Function> {
    let reach = ConstTable::new().with("KERNEL_REACH", (kernel.radius() + 0.5).floor() as i32)?;
    Ok(sample.bind("weight", kernel.function()?)?.with_constants(&reach)?)
}
