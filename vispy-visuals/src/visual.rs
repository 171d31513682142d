//! What every visual is.

use std::any::Any;
use std::fmt::Debug;

use glam::DVec2;
use vispy_gloo::{Context, Program};

use crate::device::{Device, ProgramSpec};
use crate::error::{Error, Result};
use crate::filters::{Filters, Scope};
use crate::vector::{NotVector, VectorSink};
use crate::view::View;

/// The smallest rectangle that holds a visual's data, in the visual's own frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Lower corner.
    pub min: DVec2,
    /// Upper corner.
    pub max: DVec2,
}

impl Bounds {
    /// The smallest rectangle that holds all finite points; `None` when there is none.
    #[must_use]
    pub fn of_points(points: impl IntoIterator<Item = DVec2>) -> Option<Self> {
        points
            .into_iter()
            .filter(|point| point.is_finite())
            .map(|point| Self { min: point, max: point })
            .reduce(Self::union)
    }

    /// The smallest rectangle that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self { min: self.min.min(other.min), max: self.max.max(other.max) }
    }
}

/// Whether a picture is final.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Progress {
    /// It is.
    #[default]
    Settled,
    /// It is still getting better.
    Refining {
        /// What is being done, for people.
        what: &'static str,
        /// How much of it is done, 0 to 1.
        fraction: f32,
    },
}

/// An item of a visual that was found near a position.
#[derive(Debug, Clone, PartialEq)]
pub struct Picked {
    /// Which item it is.
    pub index: usize,
    /// Where it is, in the visual's own frame.
    pub at: DVec2,
    /// What there is to say of it besides its place, for people: a line each.
    pub lines: Vec<String>,
}

/// What a visual is given while it prepares and draws.
#[derive(Debug)]
pub struct DrawContext<'a> {
    pub(crate) ctx: &'a mut Context,
    /// What all visuals of the context share: programs, rows, vertices, glyphs.
    pub device: &'a mut Device,
    /// Where and how large the visual is seen.
    pub view: &'a View,
    /// What changes its pixels.
    pub(crate) filters: Option<&'a Scope<'a>>,
}

impl<'a> DrawContext<'a> {
    /// What a visual is given for a view.
    pub fn new(ctx: &'a mut Context, device: &'a mut Device, view: &'a View) -> Self {
        Self { ctx, device, view, filters: None }
    }

    /// The same for a part that is seen in another view, such as one that is already in pixels. Filters stay in the frame
    /// of what they are attached to.
    pub fn with_view<'b>(&'b mut self, view: &'b View) -> DrawContext<'b> {
        DrawContext { ctx: self.ctx, device: self.device, view, filters: self.filters }
    }

    /// Runs `f`, which prepares or draws a visual, with filters on all that the visual draws. They act before the filters of
    /// whatever this is a part of.
    pub fn filtered<R>(&mut self, filters: &Filters, f: impl FnOnce(&mut DrawContext<'_>) -> R) -> R {
        if filters.is_empty() {
            return f(self);
        }
        let scope = Scope { filters, view: self.view, outer: self.filters };
        f(&mut DrawContext { ctx: self.ctx, device: self.device, view: self.view, filters: Some(&scope) })
    }

    /// A program of its own values, composed and linked at the first request for its structure.
    ///
    /// # Errors
    /// What composition finds wrong with the stages.
    pub fn program(&mut self, spec: &ProgramSpec) -> Result<Program> {
        self.device.program(self.ctx, spec)
    }

    /// The context, for a visual that draws with it directly instead of through a [`Batch`](crate::batch::Batch). What was
    /// drawn before is queued before.
    ///
    /// # Errors
    /// `Unfiltered` where filters are to act on the visual: they get into programs of batches, not into others. What the
    /// device or the driver do not allow of what was drawn before.
    pub fn context(&mut self) -> Result<&mut Context> {
        match self.filters {
            Some(scope) => Err(Error::Unfiltered { filters: scope.len() }),
            None => self.context_past_filters(),
        }
    }

    /// The context, for a visual whose programs have the filters in them.
    pub(crate) fn context_past_filters(&mut self) -> Result<&mut Context> {
        self.device.flush_draws(self.ctx)?;
        Ok(self.ctx)
    }
}

/// Something that can be drawn. Corresponds to VisPy's `BaseVisual`.
///
/// A frame first prepares all its visuals, then uploads what they share, then draws them in order; [`Device`] says how.
/// A visual seen in several views is prepared and drawn once for each. It belongs to the context that it was first
/// drawn in.
pub trait Visual: Any + Debug + Send {
    /// The smallest rectangle that holds its data, in its own frame; `None` when it has none, or no end.
    fn bounds(&self) -> Option<Bounds>;

    /// Brings what it needs on the GPU up to date for a view. Costs next to nothing when nothing changed.
    ///
    /// # Errors
    /// What its data, the device or the driver do not allow.
    fn prepare(&mut self, cx: &mut DrawContext<'_>) -> Result<()>;

    /// Queues its draws for a view that it was prepared for.
    ///
    /// # Errors
    /// What the device or the driver do not allow.
    fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()>;

    /// Writes its vector form.
    ///
    /// # Errors
    /// [`NotVector`] when it has none; an export then rasterises it.
    fn vector(&self, view: &View, sink: &mut dyn VectorSink) -> Result<(), NotVector>;

    /// Whether its picture is final.
    fn progress(&self) -> Progress {
        Progress::Settled
    }

    /// Waits until its picture is final, before it is saved. Default: it always is.
    fn settle(&mut self) {}

    /// The item under a pixel position, else the nearest one within `within_px` logical pixels. Default: none.
    ///
    /// `pixel` is in the frame of [`View`]: physical pixels, origin at the lower left corner of the target. It may be asked
    /// of a view that the visual was never prepared for.
    fn pick(&self, view: &View, pixel: DVec2, within_px: f64) -> Option<Picked> {
        let _ = (view, pixel, within_px);
        None
    }
}
