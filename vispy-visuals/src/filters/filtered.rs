//! A visual with filters.

use glam::DVec2;

use super::Filters;
use crate::error::Result;
use crate::vector::{NotVector, VectorSink};
use crate::view::View;
use crate::visual::{Bounds, DrawContext, Picked, Progress, Visual};

/// A visual with filters. Filters act on all that the visual draws, its parts included; their frame is the visual's.
///
/// Of filters inside of filters, those of the inner visual act first.
#[derive(Debug)]
pub struct Filtered<V> {
    visual: V,
    filters: Filters,
}

impl<V: Visual> Filtered<V> {
    /// A visual with filters.
    pub fn new(visual: V, filters: Filters) -> Self {
        Self { visual, filters }
    }

    /// The visual.
    pub fn visual(&self) -> &V {
        &self.visual
    }

    /// The visual, to be changed.
    pub fn visual_mut(&mut self) -> &mut V {
        &mut self.visual
    }

    /// The filters.
    pub fn filters(&self) -> &Filters {
        &self.filters
    }

    /// Replaces the filters.
    pub fn set_filters(&mut self, filters: Filters) {
        self.filters = filters;
    }
}

impl<V: Visual> Visual for Filtered<V> {
    fn bounds(&self) -> Option<Bounds> {
        self.visual.bounds()
    }

    fn prepare(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        cx.filtered(&self.filters, |cx| self.visual.prepare(cx))
    }

    fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        cx.filtered(&self.filters, |cx| self.visual.draw(cx))
    }

    fn vector(&self, view: &View, sink: &mut dyn VectorSink) -> Result<(), NotVector> {
        if self.filters.is_empty() {
            return self.visual.vector(view, sink);
        }
        Err(NotVector { visual: "Filtered", reason: "filters change pixels" })
    }

    fn progress(&self) -> Progress {
        self.visual.progress()
    }

    fn settle(&mut self) {
        self.visual.settle();
    }

    fn pick(&self, view: &View, pixel: DVec2, within_px: f64) -> Option<Picked> {
        self.visual.pick(view, pixel, within_px)
    }
}
