//! Adding lines and bands across the axes.

use super::{AxesMut, SeriesMut};
use crate::data::Value;
use crate::figure::series::{Fill, GuideLineSeries, Orientation, Pen, SpanSeries};

/// A line across the axes, open for changes.
pub type GuideLineMut<'a> = SeriesMut<'a, GuideLineSeries>;

/// A band across the axes, open for changes.
pub type SpanMut<'a> = SeriesMut<'a, SpanSeries>;

impl AxesMut<'_> {
    /// Adds a level line across the axes at a y; it does not change what x range is seen. matplotlib's `axhline`.
    #[doc(alias = "hline")]
    pub fn axhline(&mut self, y: impl Into<Value>) -> GuideLineMut<'_> {
        self.guide_line(Orientation::Horizontal, y.into())
    }

    /// Adds an upright line across the axes at an x; it does not change what y range is seen. matplotlib's `axvline`.
    #[doc(alias = "vline")]
    pub fn axvline(&mut self, x: impl Into<Value>) -> GuideLineMut<'_> {
        self.guide_line(Orientation::Vertical, x.into())
    }

    /// Adds a level band across the axes between two y. matplotlib's `axhspan`.
    pub fn axhspan(&mut self, low: impl Into<Value>, high: impl Into<Value>) -> SpanMut<'_> {
        self.span_series(Orientation::Horizontal, [low.into(), high.into()])
    }

    /// Adds an upright band across the axes between two x. matplotlib's `axvspan`.
    pub fn axvspan(&mut self, low: impl Into<Value>, high: impl Into<Value>) -> SpanMut<'_> {
        self.span_series(Orientation::Vertical, [low.into(), high.into()])
    }

    fn guide_line(&mut self, orientation: Orientation, at: Value) -> GuideLineMut<'_> {
        self.push(GuideLineSeries { orientation, at, pen: Pen::default() })
    }

    fn span_series(&mut self, orientation: Orientation, between: [Value; 2]) -> SpanMut<'_> {
        self.push(SpanSeries { orientation, between, fill: Fill::default() })
    }
}
