//! What visuals are drawn from: items of one program and one row of values, many in one draw.

mod boxes;
mod coverage;
mod glyphs;
mod strokes;

use vispy_gloo::{Program, Rect, RenderTarget, State, Topology};

pub(crate) use boxes::{BoxBatch, BoxStyle, PixelBox, snapped_stroke};
pub(crate) use coverage::{CoverageBatch, StrokeBatch};
pub(crate) use glyphs::GlyphBatch;
pub(crate) use strokes::{Paths, PieceBin, Pieces, Strip, StrokeWork};

use crate::device::{Draw, FilteredDraw, ProgramSpec, Row, RowHandle, VertexRange};
use crate::error::Result;
use crate::visual::DrawContext;

/// How far the viewport reaches beyond the target where points are drawn: OpenGL drops a point whose centre is outside of it.
/// A vertex shader of points counts with it; a point may be twice as large.
pub const POINT_MARGIN_PX: u32 = 128;

/// How many texels an item of a batch has in the texture of all vertices, and how many vertices it is drawn with.
///
/// The vertex shader finds its texels by `gl_VertexID / vertices * texels`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Texels: 1, 2, 4, 8 or 16, so that ranges, which begin at multiples of 16 texels, begin with an item.
    pub texels: u32,
    /// Vertices: 1 draws points, a multiple of 3 triangles.
    pub vertices: u32,
}

impl Shape {
    /// Two texels and the two triangles of a rectangle.
    pub const QUAD: Self = Self { texels: 2, vertices: 6 };

    fn topology(self) -> Topology {
        if self.vertices == 1 { Topology::Points } else { Topology::Triangles }
    }

    /// The viewport of points, which is larger than the target by the margin; `None` leaves it to be the target.
    fn viewport(self, target: RenderTarget) -> Option<Rect> {
        let Rect { x, y, width, height } = target.rect();
        let [x, y] = [x, y].map(|corner| corner.saturating_sub_unsigned(POINT_MARGIN_PX));
        let [width, height] = [width, height].map(|length| length + 2 * POINT_MARGIN_PX);
        (self.vertices == 1).then_some(Rect::new(x, y, width, height))
    }

    /// The vertices of the items in a range of texels.
    fn vertices_of(self, start: u32, len: u32) -> std::ops::Range<u32> {
        let vertices = |texels: u32| texels / self.texels.max(1) * self.vertices;
        vertices(start)..vertices(start + len)
    }
}

/// Items of one program, with one row of values, in one view: boxes, glyphs, markers.
///
/// A batch draws what its texels and rows say, in pixels, and nothing else: a program of batches has no uniforms and no
/// textures but the device's own ([`Device::bind`](crate::Device::bind)). That is what lets draws of several visuals be
/// one.
///
/// ```
/// use vispy_visuals::batch::{Batch, Shape};
/// use vispy_visuals::device::{ProgramSpec, Row};
/// use vispy_visuals::{DrawContext, Result};
///
/// /// Squares of 5 px; the program takes a texel (x, y, row, 0) for each.
/// fn squares(cx: &mut DrawContext<'_>, program: &ProgramSpec, centers: &[[f32; 2]]) -> Result<Batch> {
///     let mut batch = Batch::new(cx, program, Shape { texels: 1, vertices: 6 })?;
///     let row = batch.row_index();
///     let texels: Vec<[f32; 4]> = centers.iter().map(|[x, y]| [*x, *y, row, 0.0]).collect();
///     let area = cx.view.clip;
///     batch.set(cx, Row { color: [1.0, 0.0, 0.0, 1.0], ..Row::default() }, &texels, area);
///     Ok(batch)
/// }
/// ```
#[derive(Debug)]
pub struct Batch {
    row: RowHandle,
    vertices: VertexRange,
    program: Program,
    /// What the program is made from, for filters.
    spec: ProgramSpec,
    filtered: FilteredDraw,
    shape: Shape,
    area: Rect,
}

impl Batch {
    /// A batch without items.
    ///
    /// # Errors
    /// What composition finds wrong with the program.
    pub fn new(cx: &mut DrawContext<'_>, program: &ProgramSpec, shape: Shape) -> Result<Self> {
        Ok(Self {
            row: cx.device.rows.allocate(),
            vertices: cx.device.vertices.allocate(),
            program: cx.program(program)?,
            spec: program.clone(),
            filtered: FilteredDraw::default(),
            shape,
            area: Rect::default(),
        })
    }

    /// The number of its row, as texels carry it.
    #[must_use]
    pub fn row_index(&self) -> f32 {
        // Rows are counted from 0 and stay far below the 2^24 that a float holds exactly.
        self.row.index() as f32
    }

    /// Draws with another program from now on.
    ///
    /// # Errors
    /// What composition finds wrong with it.
    pub fn set_program(&mut self, cx: &mut DrawContext<'_>, program: &ProgramSpec) -> Result<()> {
        self.program = cx.program(program)?;
        self.spec = program.clone();
        self.filtered.clear();
        Ok(())
    }

    /// Takes other counts of texels and vertices for the items that are set next.
    pub fn set_shape(&mut self, shape: Shape) {
        self.shape = shape;
    }

    /// Replaces its row and its items. `area` holds all pixels that they may change (a fragment that is transparent
    /// changes none); what lies outside of the view's clip rectangle does not count.
    pub fn set(&mut self, cx: &mut DrawContext<'_>, row: Row, texels: &[[f32; 4]], area: Rect) {
        cx.device.vertices.set(&mut self.vertices, texels);
        self.set_row(cx, row, area);
    }

    /// Replaces its row alone.
    pub fn set_row(&mut self, cx: &mut DrawContext<'_>, row: Row, area: Rect) {
        cx.device.rows.set(&self.row, row);
        self.area = area.intersection(cx.view.clip);
    }

    /// Draws the items, in their order: translucent, inside the view's clip rectangle. They may wait for others to be drawn
    /// with; [`Device`](crate::Device) says how.
    ///
    /// # Errors
    /// What the device or the driver do not allow.
    pub fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.draw_with_row(cx, self.row.index())
    }

    /// Draws items whose texels name another row than the batch's own.
    fn draw_with_row(&mut self, cx: &mut DrawContext<'_>, row: u32) -> Result<()> {
        if self.is_empty() {
            return Ok(());
        }
        let viewport = self.shape.viewport(cx.view.target);
        let state = State { scissor: Some(cx.view.clip), viewport, ..State::TRANSLUCENT };
        self.filtered.update(cx, &self.spec, row, None)?;
        let mut draw = self.draw_into(cx.view.target, state);
        if let Some(program) = self.filtered.program() {
            draw.program = program;
        }
        cx.device.push(cx.ctx, &draw, self.area)
    }

    /// Whether it draws nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.vertices.is_empty() || self.area.is_empty()
    }

    fn draw_into(&self, target: RenderTarget, state: State) -> Draw<'_> {
        let vertices = self.shape.vertices_of(self.vertices.start(), self.vertices.len());
        Draw { program: &self.program, topology: self.shape.topology(), target, state, vertices }
    }
}

/// All programs of the batches.
pub(crate) fn all_specs() -> Result<Vec<&'static ProgramSpec>> {
    use coverage::Source;
    Ok(vec![
        boxes::spec(false)?,
        boxes::spec(true)?,
        coverage::spec(Source::Layer)?,
        coverage::spec(Source::Masks)?,
        glyphs::spec()?,
    ])
}
