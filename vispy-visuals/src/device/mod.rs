//! What all visuals of a context share: programs, rows of values, vertices, glyphs and the coverage layer.

mod color_layer;
mod coverage_layer;
mod dirty;
mod glyphs;
mod per_view;
mod programs;
mod rows;
mod vertices;

use vispy_gloo::{Context, Program, RenderTarget};

pub use glyphs::Glyphs;
pub use per_view::PerView;
pub use rows::{Row, RowHandle, Rows};
pub use vertices::{VertexRange, Vertices};

pub(crate) use color_layer::ColorLayer;
pub(crate) use coverage_layer::CoverageLayer;
pub use programs::{ProgramSpec, functions};

pub(crate) use programs::Programs;

use crate::error::Result;

/// What all visuals of a context share. There is one for each context, kept with it.
///
/// One frame is: [`begin_frame`](Self::begin_frame); [`prepare`](crate::Visual::prepare) of every visual, and once more
/// unless the device [`is_settled`](Self::is_settled); [`upload`](Self::upload); [`draw`](crate::Visual::draw) of every
/// visual, in order.
#[derive(Debug)]
pub struct Device {
    pub(crate) programs: Programs,
    /// One row of values for each visual and view.
    pub rows: Rows,
    /// Vertices of lines, boxes and glyphs, already in pixels.
    pub vertices: Vertices,
    /// The rasters of the glyphs in use.
    pub glyphs: Glyphs,
    pub(crate) coverage_layer: CoverageLayer,
    pub(crate) color_layer: ColorLayer,
    /// Of the glyph atlas, when the frame began.
    generation: u64,
}

impl Device {
    fn new(ctx: &Context) -> Self {
        Self {
            programs: Programs::default(),
            rows: Rows::default(),
            vertices: Vertices::default(),
            glyphs: Glyphs::new(ctx.caps().max_texture_size),
            coverage_layer: CoverageLayer::default(),
            color_layer: ColorLayer::default(),
            generation: 0,
        }
    }

    /// Runs `f` with the context's device.
    ///
    /// # Errors
    /// What `f` returns.
    pub fn with<R, E: From<vispy_gloo::Error>>(
        ctx: &mut Context,
        f: impl FnOnce(&mut Context, &mut Self) -> Result<R, E>,
    ) -> Result<R, E> {
        ctx.with_resource(|ctx| Ok(Self::new(ctx)), f)
    }

    /// Begins a frame.
    pub fn begin_frame(&mut self) {
        self.glyphs.begin_frame();
        self.generation = self.glyphs.atlas.generation();
    }

    /// Whether everything that was prepared in this frame is still good. Glyphs may have had to move while later visuals
    /// were prepared: then all visuals are to be prepared once more, in the same frame.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.generation == self.glyphs.atlas.generation()
    }

    /// Uploads what the visuals of this frame have prepared.
    ///
    /// # Errors
    /// `Limit` when there is more than the device's textures hold; what the driver says.
    pub fn upload(&mut self, ctx: &mut Context) -> Result<()> {
        self.rows.upload(ctx)?;
        self.vertices.upload(ctx)?;
        self.glyphs.upload(ctx)
    }

    /// How many programs were linked for the context so far.
    #[must_use]
    pub fn program_count(&self) -> usize {
        self.programs.len()
    }

    /// A program of its own values, composed and linked at the first request for its structure.
    ///
    /// # Errors
    /// What composition finds wrong with the stages. What the driver finds comes with the first draw.
    pub fn program(&mut self, ctx: &mut Context, spec: &ProgramSpec) -> Result<Program> {
        self.programs.get(ctx, spec)
    }

    /// Gives a program what it reads of the device: rows, vertices, glyphs, coverage, and the size of the target.
    ///
    /// # Errors
    /// `Gloo` when the program uses one of their names for something else.
    pub fn bind(&self, program: &mut Program, target: RenderTarget) -> Result<()> {
        let textures = [
            ("u_rows", self.rows.texture()),
            ("u_vertices", self.vertices.texture()),
            ("u_glyphs", self.glyphs.texture()),
            ("u_coverage_layer", self.coverage_layer.texture()),
        ];
        for (name, texture) in textures {
            if let Some(texture) = texture
                && programs::reads(program, name)
            {
                program.set_texture(name, texture)?;
            }
        }
        if programs::reads(program, "u_target_size_px") {
            program.set_uniform("u_target_size_px", [target.width as f32, target.height as f32])?;
        }
        Ok(())
    }
}
