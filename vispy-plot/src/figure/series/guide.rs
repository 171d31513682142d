//! Lines and bands across the axes.

use serde::{Deserialize, Serialize};

use super::{Colored, Fill, Filled, Kind, Orientation, Pen, SeriesKind, SeriesType, Stroked};
use crate::data::{ColumnId, Value};
use crate::error::DataError;
use crate::figure::check::Check;

/// A line across the axes at one position, whole pixels wide.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "axhline")]
#[doc(alias = "axvline")]
#[doc(alias = "InfiniteLine")]
pub struct GuideLineSeries {
    /// Whether it is upright, at an x, or level, at a y.
    pub orientation: Orientation,
    /// The x of an upright line, the y of a level one.
    pub at: Value,
    /// How it looks. Its colour is that of the style's text unless it is set.
    #[serde(default)]
    pub pen: Pen,
}

impl Kind for GuideLineSeries {
    fn columns(&self) -> Vec<ColumnId> {
        Vec::new()
    }

    fn check(&self, check: &Check<'_>) -> Result<(), DataError> {
        check.finite(&[self.at], "the position of a line across the axes")?;
        self.pen.check(check)
    }

    fn as_colored(&mut self) -> Option<&mut dyn Colored> {
        Some(self)
    }

    fn as_stroked(&mut self) -> Option<&mut dyn Stroked> {
        Some(self)
    }
}

impl SeriesType for GuideLineSeries {
    fn of_mut(kind: &mut SeriesKind) -> Option<&mut Self> {
        if let SeriesKind::GuideLine(kind) = kind { Some(kind) } else { None }
    }
}

impl From<GuideLineSeries> for SeriesKind {
    fn from(kind: GuideLineSeries) -> Self {
        Self::GuideLine(kind)
    }
}

impl Colored for GuideLineSeries {
    fn paint_mut(&mut self) -> (&mut Option<String>, &mut Option<f64>) {
        (&mut self.pen.color, &mut self.pen.alpha)
    }
}

impl Stroked for GuideLineSeries {
    fn pen_mut(&mut self) -> &mut Pen {
        &mut self.pen
    }
}

/// A band across the axes between two positions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "axhspan")]
#[doc(alias = "axvspan")]
#[doc(alias = "LinearRegion")]
pub struct SpanSeries {
    /// Whether it is upright, between two x, or level, between two y.
    pub orientation: Orientation,
    /// Its edges, in either order.
    pub between: [Value; 2],
    /// How it looks. Its opacity is the style's unless it is set.
    #[serde(default)]
    pub fill: Fill,
}

impl Kind for SpanSeries {
    fn columns(&self) -> Vec<ColumnId> {
        Vec::new()
    }

    fn check(&self, check: &Check<'_>) -> Result<(), DataError> {
        check.finite(&self.between, "the edges of a band across the axes")?;
        self.fill.check(check)
    }

    fn as_colored(&mut self) -> Option<&mut dyn Colored> {
        Some(self)
    }

    fn as_filled(&mut self) -> Option<&mut dyn Filled> {
        Some(self)
    }
}

impl SeriesType for SpanSeries {
    fn of_mut(kind: &mut SeriesKind) -> Option<&mut Self> {
        if let SeriesKind::Span(kind) = kind { Some(kind) } else { None }
    }
}

impl From<SpanSeries> for SeriesKind {
    fn from(kind: SpanSeries) -> Self {
        Self::Span(kind)
    }
}

impl Colored for SpanSeries {
    fn paint_mut(&mut self) -> (&mut Option<String>, &mut Option<f64>) {
        (&mut self.fill.color, &mut self.fill.alpha)
    }
}

impl Filled for SpanSeries {
    fn fill_mut(&mut self) -> &mut Fill {
        &mut self.fill
    }
}
