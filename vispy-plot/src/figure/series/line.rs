//! Lines.

use serde::{Deserialize, Serialize};

use super::{Colored, Kind, Pen, SeriesKind, SeriesType, Stroked, XData};
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
    /// How it looks.
    #[serde(default)]
    pub pen: Pen,
    /// The name of the symbol at each point. Default: none, no symbols.
    #[serde(default)]
    pub marker: Option<String>,
    /// The size of the symbols in logical pixels. Default: none, that of the style.
    #[serde(default)]
    pub marker_size_px: Option<f64>,
}

impl LineSeries {
    /// Makes a line over the sample index with the default style.
    pub fn new(y: ColumnId) -> Self {
        Self { x: XData::Index, y, pen: Pen::default(), marker: None, marker_size_px: None }
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
        check.symbol(self.marker.as_deref())?;
        check.positive_if(self.marker_size_px, "the size of markers in pixels")?;
        self.pen.check(check)
    }

    fn as_colored(&mut self) -> Option<&mut dyn Colored> {
        Some(self)
    }

    fn as_stroked(&mut self) -> Option<&mut dyn Stroked> {
        Some(self)
    }
}

impl SeriesType for LineSeries {
    fn of_mut(kind: &mut SeriesKind) -> Option<&mut Self> {
        if let SeriesKind::Line(kind) = kind { Some(kind) } else { None }
    }
}

impl From<LineSeries> for SeriesKind {
    fn from(kind: LineSeries) -> Self {
        Self::Line(kind)
    }
}

impl Colored for LineSeries {
    fn paint_mut(&mut self) -> (&mut Option<String>, &mut Option<f64>) {
        (&mut self.pen.color, &mut self.pen.alpha)
    }
}

impl Stroked for LineSeries {
    fn pen_mut(&mut self) -> &mut Pen {
        &mut self.pen
    }
}
