//! What all visuals of a context share: programs, rows of values, vertices, glyphs and the coverage layer.

mod color_layer;
mod coverage_layer;
mod dirty;
mod draws;
mod filter_starts;
mod filtered;
mod glyphs;
mod masks;
mod per_view;
mod programs;
mod rows;
mod shelves;
mod strategy;
mod vertices;

use std::sync::Arc;

use vispy_gloo::{Context, Program, Rect, RenderTarget};

pub use glyphs::Glyphs;
pub use per_view::PerView;
pub use rows::{Row, RowHandle, Rows};
pub use strategy::Strategy;
pub use vertices::{VertexRange, Vertices};

pub(crate) use color_layer::ColorLayer;
pub(crate) use coverage_layer::Slot;
pub(crate) use draws::Draw;
pub(crate) use filtered::FilteredDraw;
pub(crate) use masks::MaskPlace;
pub use programs::{ProgramSpec, functions};

pub(crate) use programs::Programs;

use crate::error::Result;
use crate::shaders::library::Library;
use coverage_layer::CoverageLayer;
use draws::Draws;
use filter_starts::FilterStarts;
use masks::Masks;

/// What all visuals of a context share. There is one for each context, kept with it.
///
/// One frame is: [`begin_frame`](Self::begin_frame); [`prepare`](crate::Visual::prepare) of every visual, and once more
/// unless the device [`is_settled`](Self::is_settled); [`upload`](Self::upload); [`draw`](crate::Visual::draw) of every
/// visual, in order; [`flush_draws`](Self::flush_draws), which [`with`](Self::with) does too.
///
/// # What is drawn at once
///
/// What a [`Batch`](crate::batch::Batch) draws waits in the device. An entry joins an earlier one of the same program,
/// target and state (blending and clip rectangle) when nothing between the two touches its pixels: pixels are blended in
/// the order of the visuals. Lines share one layer for their coverage, in which each has a rectangle of its own. A hundred
/// lines are thus two draws, also with other visuals between them.
///
/// What is drawn or cleared with the context directly has to come after what waits:
/// [`DrawContext::context`](crate::DrawContext::context) sees to it, whoever has the context itself calls
/// [`flush_draws`](Self::flush_draws) before.
#[derive(Debug)]
pub struct Device {
    pub(crate) programs: Programs,
    /// One row of values for each visual and view.
    pub rows: Rows,
    /// Vertices of lines, boxes and glyphs, already in pixels.
    pub vertices: Vertices,
    /// The rasters of the glyphs in use.
    pub glyphs: Glyphs,
    pub(crate) color_layer: ColorLayer,
    coverage_layer: CoverageLayer,
    /// Coverage that was computed on the CPU.
    pub(crate) masks: Masks,
    pub(crate) filter_starts: FilterStarts,
    /// Values of filters on their way into the vertices.
    pub(crate) filter_texels: Vec<[f32; 4]>,
    draws: Draws,
    merging: bool,
    rasterizing: bool,
    strategy: Strategy,
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
            masks: Masks::default(),
            filter_starts: FilterStarts::default(),
            filter_texels: Vec::new(),
            draws: Draws::default(),
            merging: true,
            rasterizing: ctx.caps().is_software(),
            strategy: Strategy::from_environment(),
            generation: 0,
        }
    }

    /// Runs `f` with the context's device, and queues what waits to be drawn.
    ///
    /// # Errors
    /// What `f` returns; what the device or the driver do not allow of what waits.
    pub fn with<R, E: From<vispy_gloo::Error>>(
        ctx: &mut Context,
        f: impl FnOnce(&mut Context, &mut Self) -> Result<R, E>,
    ) -> Result<R, E> {
        ctx.with_resource(
            |ctx| Ok(Self::new(ctx)),
            |ctx, device: &mut Self| {
                let result = f(ctx, device)?;
                device.flush_draws(ctx)?;
                Ok(result)
            },
        )
    }

    /// Begins a frame. What waits to be drawn is forgotten.
    pub fn begin_frame(&mut self) {
        #[cfg(feature = "hot-reload")]
        crate::shaders::hot_reload::begin_frame();
        self.draws.begin_frame();
        self.coverage_layer.clear();
        self.masks.begin_frame();
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

    /// Uploads the values of filters, which are found out while visuals are drawn. Whoever draws with a filtered program
    /// directly calls it before.
    pub(crate) fn upload_filters(&mut self, ctx: &mut Context) -> vispy_gloo::Result<()> {
        self.filter_starts.upload(ctx)?;
        self.vertices.upload(ctx)
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

    /// Makes programs with the snippets of a library in place of the built-in ones of the same names; `None` takes these
    /// again. What visuals have made before stays as it is.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use vispy_gloo::Context;
    /// use vispy_visuals::Device;
    /// use vispy_visuals::shaders::library::{self, Library};
    ///
    /// let mut mine = Library::new();
    /// let disc = library::snippet("lib/markers/disc.glsl")?.source().replace("length", "1.5 * length");
    /// mine.add("lib/markers/disc.glsl", disc);
    /// let (mut ctx, _recording) = Context::recorder();
    /// Device::with(&mut ctx, |_, device| Ok::<_, vispy_visuals::Error>(device.set_library(Some(Arc::new(mine)))))?;
    /// # Ok::<(), vispy_visuals::Error>(())
    /// ```
    pub fn set_library(&mut self, library: Option<Arc<Library>>) {
        self.programs.set_library(library);
    }

    /// Gives a program what it reads of the device: rows, vertices, glyphs, coverage, and the size of the target.
    ///
    /// # Errors
    /// `Gloo` when the program uses one of their names for something else.
    pub fn bind(&self, program: &mut Program, target: RenderTarget) -> Result<()> {
        Ok(self.provide(program, target)?)
    }

    fn provide(&self, program: &mut Program, target: RenderTarget) -> vispy_gloo::Result<()> {
        let textures = [
            ("u_rows", self.rows.texture()),
            ("u_vertices", self.vertices.texture()),
            ("u_glyphs", self.glyphs.texture()),
            ("u_coverage_layer", self.coverage_layer.texture()),
            ("u_masks", self.masks.texture()),
            ("u_filter_starts", self.filter_starts.texture()),
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

    /// Queues the draws that wait. To be called before anything is drawn, cleared or read with the context directly.
    ///
    /// # Errors
    /// `Limit` when there is more than the device's textures hold; what the driver says. Nothing waits after it.
    pub fn flush_draws(&mut self, ctx: &mut Context) -> vispy_gloo::Result<()> {
        if self.draws.is_empty() {
            return Ok(());
        }
        let mut draws = std::mem::take(&mut self.draws);
        let result = self.upload_late(ctx).and_then(|()| self.run(ctx, &mut draws));
        draws.clear();
        self.draws = draws;
        self.coverage_layer.clear();
        result
    }

    /// Uploads what was found out while visuals were drawn: who has which place in a layer.
    fn upload_late(&mut self, ctx: &mut Context) -> vispy_gloo::Result<()> {
        self.masks.upload(ctx)?;
        self.rows.upload(ctx)?;
        self.upload_filters(ctx)
    }

    fn run(&mut self, ctx: &mut Context, draws: &mut Draws) -> vispy_gloo::Result<()> {
        if !draws.parts.live().is_empty() {
            let layer = self.coverage_layer.target(ctx)?;
            ctx.clear(layer, Some(self.coverage_layer.used()), Some([0.0; 4]), None);
        }
        // A driver with threads compiles all of them at once, before the first is waited for.
        for merged in draws.parts.live().iter().chain(draws.batches.live()) {
            ctx.begin_link(&merged.program)?;
        }
        for merged in draws.parts.live().iter().chain(draws.batches.live()) {
            draws.runs.draw(ctx, merged, |program| self.provide(program, merged.target))?;
        }
        Ok(())
    }

    /// Whether draws of several visuals become one, where the picture stays the same. Default: yes. For tests.
    #[doc(hidden)]
    pub fn set_merging(&mut self, merging: bool) {
        self.merging = merging;
    }

    /// Lets a draw wait that touches no pixels but those of `area`.
    pub(crate) fn push(&mut self, ctx: &mut Context, draw: &Draw<'_>, area: Rect) -> Result<()> {
        if !self.draws.takes(draw.target) {
            self.flush_draws(ctx)?;
        }
        self.draws.push(draw, area);
        if !self.merging {
            self.flush_draws(ctx)?;
        }
        Ok(())
    }

    /// A place in the coverage layer, and the layer, for parts that touch the pixels of `cover`, of which only those of
    /// `area` are wanted in `target`. It is theirs until the draws that wait are flushed.
    pub(crate) fn place_coverage(
        &mut self,
        ctx: &mut Context,
        target: RenderTarget,
        [cover, area]: [Rect; 2],
    ) -> Result<(Slot, RenderTarget)> {
        if !self.draws.takes(target) {
            self.flush_draws(ctx)?;
        }
        let size = [target.width, target.height];
        let slot = match self.coverage_layer.place(size, cover, area) {
            Some(slot) => slot,
            None => {
                self.flush_draws(ctx)?;
                // An empty layer has room for anything that is seen of a target.
                self.coverage_layer.clear();
                let none = Slot { offset: [0; 2], scissor: Some(Rect::default()) };
                self.coverage_layer.place(size, cover, area).unwrap_or(none)
            }
        };
        Ok((slot, self.coverage_layer.target(ctx)?))
    }

    /// Finds places for masks of those sizes, which are beside each other in the target; their stamps follow each other. They
    /// are their own until the draws that wait are flushed.
    pub(crate) fn place_masks(
        &mut self,
        ctx: &mut Context,
        target: RenderTarget,
        stamp: u64,
        sizes: impl Iterator<Item = [u32; 2]> + Clone,
        places: &mut Vec<MaskPlace>,
    ) -> Result<()> {
        let target = [target.width, target.height];
        if !self.masks.place_all(target, stamp, sizes.clone(), places) {
            self.flush_draws(ctx)?;
            self.masks.restart();
            // Empty, it has room for all that is seen of a target: side by side, they are not wider.
            self.masks.place_all(target, stamp, sizes, places);
        }
        Ok(())
    }

    /// Whether the CPU computes coverage where it can: the driver would do so too, at a higher price.
    pub(crate) fn rasterizes(&self) -> bool {
        self.rasterizing
    }

    /// Sets whether the CPU computes coverage where it can. Default: on drivers that compute on the CPU. For tests.
    #[doc(hidden)]
    pub fn set_rasterizing(&mut self, rasterizing: bool) {
        self.rasterizing = rasterizing;
    }

    /// Whether signals are drawn with levels of detail.
    #[must_use]
    pub fn strategy(&self) -> Strategy {
        self.strategy
    }

    /// Chooses whether signals are drawn with levels of detail, from what is prepared next on.
    pub fn set_strategy(&mut self, strategy: Strategy) {
        self.strategy = strategy;
    }

    /// Lets a draw into the coverage layer wait.
    pub(crate) fn push_part(&mut self, draw: &Draw<'_>) {
        self.draws.push_part(draw);
    }
}
