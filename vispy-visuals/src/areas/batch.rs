//! Drawing the boxes of areas.

use std::sync::OnceLock;

use vispy_gloo::Rect;

use super::scan::{AreaBox, STEPS};
use crate::batch::{Batch, Shape};
use crate::color::Color;
use crate::device::{ProgramSpec, Row, functions};
use crate::error::Result;
use crate::shaders::{Binding, ComposeError, ConstTable, Function, GlslType, library};
use crate::visual::DrawContext;

/// A box is one texel, drawn as two triangles.
const BOX: Shape = Shape { texels: 1, vertices: 6 };

/// Areas of one colour in one view.
#[derive(Debug)]
pub(crate) struct AreaBatch {
    batch: Batch,
    texels: Vec<[f32; 4]>,
}

impl AreaBatch {
    pub(crate) fn new(cx: &mut DrawContext<'_>) -> Result<Self> {
        Ok(Self { batch: Batch::new(cx, spec()?, BOX)?, texels: Vec::new() })
    }

    /// Replaces the boxes.
    pub(crate) fn set(&mut self, cx: &mut DrawContext<'_>, color: Color, boxes: &[AreaBox]) {
        let row = self.batch.row_index();
        self.texels.clear();
        self.texels.extend(boxes.iter().map(|known| known.texel(row)));
        let ends = boxes.iter().map(|known| (known.low, known.low + known.size));
        let extent = ends.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
        let area = extent.map_or(Rect::default(), |(low, high)| {
            let size = high - low;
            Rect::new(low.x as i32, low.y as i32, size.x, size.y)
        });
        let color = color.with_alpha(color.alpha() * cx.view.opacity).premultiplied();
        self.batch.set(cx, Row { color, ..Row::default() }, &self.texels, area);
    }

    pub(crate) fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.batch.draw(cx)
    }
}

fn of(name: &str) -> Result<Function, ComposeError> {
    Ok(Function::new(&library::snippet(&format!("visuals/area/{name}.glsl"))?))
}

/// The program of areas.
pub(crate) fn spec() -> Result<&'static ProgramSpec> {
    static SPEC: OnceLock<ProgramSpec> = OnceLock::new();
    if let Some(spec) = SPEC.get() {
        return Ok(spec);
    }
    let color = || Binding::flat_varying("v_color", GlslType::Vec4);
    let vertex = of("main.vert")?
        .bind("color", color())?
        .bind("vertex_texel", functions::vertex_texel()?)?
        .bind("row", functions::row()?)?
        .bind("position", functions::position_from_px()?)?
        .bind("corner", functions::quad_corner()?)?
        .with_constants(&ConstTable::new().with("AREA_STEPS", STEPS as f32)?)?;
    let fragment = of("main.frag")?.bind("color", color())?;
    Ok(SPEC.get_or_init(|| ProgramSpec { vertex, fragment, label: "areas" }))
}
