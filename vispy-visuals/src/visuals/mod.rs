//! The visuals, a folder each.

mod arrow;
mod axis;
mod color_bar;
mod ellipse;
mod error_bars;
mod fill_between;
mod graph;
mod grid_lines;
mod image;
mod infinite_line;
mod line;
mod linear_region;
mod markers;
mod polygon;
mod raw;
mod rectangle;
mod regular_polygon;
mod signals;
mod text;

pub use arrow::{Arrow, ArrowHead, ArrowStyle};
pub use axis::{Axis, AxisRoom, AxisStyle, Side};
pub use color_bar::{ColorBar, ColorBarStyle};
pub use ellipse::Ellipse;
pub use error_bars::{ErrorBars, ErrorBarsStyle};
pub use fill_between::FillBetween;
pub use graph::{Graph, GraphLayout, GraphStyle};
pub use grid_lines::GridLines;
pub use image::{Image, ImageData, ImageStyle, Interpolation};
pub use infinite_line::{InfiniteLine, Orientation};
pub use line::{Dash, DashPattern, Line, LineFlags, LineStyle, Nearest};
pub use linear_region::LinearRegion;
pub use markers::{Markers, MarkersStyle, SizeUnit, Symbol};
pub use polygon::{Polygon, PolygonStyle};
pub use raw::{Raw, RawDraw};
pub use rectangle::Rectangle;
pub use regular_polygon::RegularPolygon;
pub use signals::{ChannelStyle, NearestSignal, Signals, SignalsStyle};
pub use text::Text;

/// The programs of all visuals and all their variants: what `cargo xtask shaders` compiles.
///
/// # Errors
/// What composition finds wrong with the built-in snippets.
#[doc(hidden)]
pub fn all_program_specs() -> crate::Result<Vec<&'static crate::device::ProgramSpec>> {
    let mut specs = line::all_specs()?;
    specs.extend(image::all_specs()?);
    specs.extend(markers::all_specs()?);
    specs.extend(arrow::all_specs()?);
    specs.extend(crate::batch::all_specs()?);
    specs.push(crate::areas::spec()?);
    Ok(specs)
}
