//! Lines.

use serde::{Deserialize, Serialize};
use vispy_visuals::vector::{Cap, Join};

use super::{Colored, Kind, SeriesKind, SeriesType, XData};
use crate::data::ColumnId;
use crate::error::DataError;
use crate::figure::check::Check;

/// A line through points; NaN is a gap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineSeries {
    /// Where the x values come from. Default: the sample index.
    pub x: XData,
    /// The y values, numbers or times.
    pub y: ColumnId,
    /// The width in logical pixels. Default: none, that of the style.
    pub width_px: Option<f64>,
    /// A colour that [`Color::parse`](vispy_visuals::color::Color::parse) reads. Default: none, the next of the style's cycle.
    pub color: Option<String>,
    /// The shape of the corners. Default: round.
    pub join: Join,
    /// The shape of the ends. Default: round, so that a single value between gaps shows as a dot.
    pub cap: Cap,
}

impl LineSeries {
    /// Makes a line over the sample index with the default style.
    pub fn new(y: ColumnId) -> Self {
        Self { x: XData::Index, y, width_px: None, color: None, join: Join::default(), cap: Cap::default() }
    }
}

impl Kind for LineSeries {
    fn columns(&self) -> Vec<ColumnId> {
        self.x.id().into_iter().chain([self.y]).collect()
    }

    fn check(&self, check: &Check<'_>) -> Result<(), DataError> {
        let y = check.drawable(self.y, "the y of a line")?;
        check.x_data(self.x, y.len(), "the x of a line")?;
        check.on_axis("y", Some(y))?;
        check.positive_if(self.width_px, "the width of a line in pixels")?;
        check.color(self.color.as_deref())
    }
}

impl SeriesType for LineSeries {
    fn of_mut(kind: &mut SeriesKind) -> Option<&mut Self> {
        if let SeriesKind::Line(line) = kind { Some(line) } else { None }
    }
}

impl Colored for LineSeries {
    fn color_mut(&mut self) -> &mut Option<String> {
        &mut self.color
    }
}

impl From<LineSeries> for SeriesKind {
    fn from(line: LineSeries) -> Self {
        Self::Line(line)
    }
}
