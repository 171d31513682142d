//! The visuals, a folder each.

mod axis;
mod grid_lines;
mod image;
mod line;
mod rectangle;
mod text;

pub use axis::{Axis, AxisRoom, AxisStyle, Side};
pub use grid_lines::GridLines;
pub use image::{Image, ImageData, ImageStyle, Interpolation};
pub use line::{Line, LineFlags, LineStyle};
pub use rectangle::Rectangle;
pub use text::Text;

/// The programs of all visuals and all their variants: what `cargo xtask shaders` compiles.
///
/// # Errors
/// What composition finds wrong with the built-in snippets.
#[doc(hidden)]
pub fn all_program_specs() -> crate::Result<Vec<&'static crate::device::ProgramSpec>> {
    let mut specs = line::all_specs()?;
    specs.extend(image::all_specs()?);
    specs.extend(crate::batch::all_specs()?);
    Ok(specs)
}
