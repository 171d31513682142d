//! Boxes: rectangles of any direction with fill, border and corners.

use std::sync::OnceLock;

use glam::DVec2;

use super::{Batch, Shape};
use crate::color::Color;
use crate::device::{ProgramSpec, Row, functions};
use crate::error::Result;
use crate::shaders::{Binding, ComposeError, Function, GlslType, library};
use crate::visual::{Bounds, DrawContext};

/// A box in pixels of the frame buffer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PixelBox {
    pub(crate) center: DVec2,
    pub(crate) half_size: DVec2,
    /// Direction of its own x axis, of length 1.
    pub(crate) direction: DVec2,
}

impl PixelBox {
    /// A box whose axes are the pixels'.
    pub(crate) fn upright(low: DVec2, high: DVec2) -> Self {
        Self { center: (low + high) / 2.0, half_size: (high - low) / 2.0, direction: DVec2::X }
    }
}

/// Where a crisp stroke of `width` logical pixels about `center` (a coordinate in physical pixels) begins and ends:
/// whole physical pixels, at least one.
pub(crate) fn snapped_stroke(center: f64, width_px: f64, scale_factor: f64) -> [f64; 2] {
    let width = (width_px * scale_factor).round().max(1.0);
    // A trifle decides the same way wherever the same place is reached by another computation.
    let start = (center - width / 2.0 + 1e-6).round();
    [start, start + width]
}

/// Colours and measures of a batch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct BoxStyle {
    pub(crate) fill: Color,
    pub(crate) border: Color,
    pub(crate) border_physical_px: f32,
    pub(crate) radius_physical_px: f32,
}

impl BoxStyle {
    pub(crate) fn filled(fill: Color) -> Self {
        Self { fill, border: Color::TRANSPARENT, border_physical_px: 0.0, radius_physical_px: 0.0 }
    }
}

/// Boxes of one style in one view.
#[derive(Debug)]
pub(crate) struct BoxBatch {
    batch: Batch,
    rounded: bool,
    texels: Vec<[f32; 4]>,
}

impl BoxBatch {
    pub(crate) fn new(cx: &mut DrawContext<'_>) -> Result<Self> {
        let batch = Batch::new(cx, spec(false)?, Shape::QUAD)?;
        Ok(Self { batch, rounded: false, texels: Vec::new() })
    }

    /// Replaces the boxes.
    pub(crate) fn set(
        &mut self,
        cx: &mut DrawContext<'_>,
        style: &BoxStyle,
        boxes: impl IntoIterator<Item = PixelBox>,
    ) -> Result<()> {
        let rounded = style.radius_physical_px > 0.0;
        if rounded != self.rounded {
            self.batch.set_program(cx, spec(rounded)?)?;
            self.rounded = rounded;
        }
        let row = self.batch.row_index();
        let mut extent: Option<Bounds> = None;
        self.texels.clear();
        for PixelBox { center, half_size, direction } in boxes {
            let reach = DVec2::new(
                (direction.x * half_size.x).abs() + (direction.y * half_size.y).abs(),
                (direction.y * half_size.x).abs() + (direction.x * half_size.y).abs(),
            );
            let bounds = Bounds { min: center - reach, max: center + reach };
            extent = Some(extent.map_or(bounds, |extent| extent.union(bounds)));
            let [center, half_size, direction] = [center, half_size, direction].map(|v| v.as_vec2());
            self.texels.push([center.x, center.y, direction.x, direction.y]);
            self.texels.push([half_size.x, half_size.y, row, 0.0]);
        }
        let faded = |color: Color| color.with_alpha(color.alpha() * cx.view.opacity).premultiplied();
        let row = Row {
            color: faded(style.fill),
            second_color: faded(style.border),
            params: [style.border_physical_px, style.radius_physical_px, 0.0, 0.0],
            ..Row::default()
        };
        let area = cx.view.pixels_within(extent, 0.0);
        self.batch.set(cx, row, &self.texels, area);
        Ok(())
    }

    pub(crate) fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.batch.draw(cx)
    }
}

fn of(name: &str) -> Result<Function, ComposeError> {
    Ok(Function::new(&library::snippet(&format!("visuals/box/{name}.glsl"))?))
}

/// The program of boxes with square or with round corners.
pub(super) fn spec(rounded: bool) -> Result<&'static ProgramSpec> {
    static SPECS: [OnceLock<ProgramSpec>; 2] = [const { OnceLock::new() }; 2];
    let slot = &SPECS[usize::from(rounded)];
    if let Some(spec) = slot.get() {
        return Ok(spec);
    }
    let varyings = |function: Function| -> Result<Function, ComposeError> {
        function
            .bind("offset", Binding::varying("v_offset", GlslType::Vec2))?
            .bind("half_size", Binding::flat_varying("v_half_size", GlslType::Vec2))?
            .bind("color", Binding::flat_varying("v_color", GlslType::Vec4))?
            .bind("border_color", Binding::flat_varying("v_border_color", GlslType::Vec4))?
            .bind("params", Binding::flat_varying("v_params", GlslType::Vec4))
    };
    let vertex = varyings(of("main.vert")?)?
        .bind("vertex_texel", functions::vertex_texel()?)?
        .bind("row", functions::row()?)?
        .bind("position", functions::position_from_px()?)?
        .bind("corner", functions::quad_corner()?)?;
    let inside = of(if rounded { "inside_rounded" } else { "inside_sharp" })?;
    let fragment = varyings(of("main.frag")?)?.bind("inside", inside)?;
    let label = if rounded { "boxes: round corners" } else { "boxes" };
    Ok(slot.get_or_init(|| ProgramSpec { vertex, fragment, label }))
}

#[cfg(test)]
mod tests {
    use super::snapped_stroke;

    #[test]
    fn hairlines_are_whole_pixels() {
        assert_eq!(snapped_stroke(10.5, 1.0, 1.0), [10.0, 11.0]);
        assert_eq!(snapped_stroke(10.7, 1.0, 1.0), [10.0, 11.0]);
        assert_eq!(snapped_stroke(10.7, 0.2, 1.0), [10.0, 11.0], "never thinner than a pixel");
        assert_eq!(snapped_stroke(10.0, 1.0, 2.0), [9.0, 11.0]);
    }
}
