//! The area between two lines.

use serde::{Deserialize, Serialize};

use super::{Colored, Fill, Filled, Kind, Level, SeriesKind, SeriesType, XData};
use crate::data::ColumnId;
use crate::error::DataError;
use crate::figure::check::Check;

/// The area between two lines; where either is NaN there is a gap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FillBetweenSeries {
    /// Where the x values come from.
    pub x: XData,
    /// The y values of one line, numbers or times.
    pub y1: ColumnId,
    /// The other line. Default: 0.
    pub y2: Level,
    /// How the area looks. Its opacity is the style's unless it is set.
    #[serde(default)]
    pub fill: Fill,
}

impl FillBetweenSeries {
    /// Makes the area between a line over the sample index and 0.
    pub fn new(y1: ColumnId) -> Self {
        Self { x: XData::Index, y1, y2: Level::Constant(0.0), fill: Fill::default() }
    }
}

impl Kind for FillBetweenSeries {
    fn columns(&self) -> Vec<ColumnId> {
        [self.x.id(), Some(self.y1), self.y2.id()].into_iter().flatten().collect()
    }

    fn check(&self, check: &Check<'_>) -> Result<(), DataError> {
        let y1 = check.drawable(self.y1, "the y1 of an area")?;
        check.x_data(self.x, y1.len(), "the x of an area")?;
        check.on_axis("y", Some(y1))?;
        check.level(self.y2, y1.len(), "the y2 of an area")?;
        if let Some(id) = self.y2.id() {
            check.on_axis("y", Some(check.data.get(id)?))?;
        }
        self.fill.check(check)
    }

    fn as_colored(&mut self) -> Option<&mut dyn Colored> {
        Some(self)
    }

    fn as_filled(&mut self) -> Option<&mut dyn Filled> {
        Some(self)
    }
}

impl SeriesType for FillBetweenSeries {
    fn of_mut(kind: &mut SeriesKind) -> Option<&mut Self> {
        if let SeriesKind::FillBetween(kind) = kind { Some(kind) } else { None }
    }
}

impl From<FillBetweenSeries> for SeriesKind {
    fn from(kind: FillBetweenSeries) -> Self {
        Self::FillBetween(kind)
    }
}

impl Colored for FillBetweenSeries {
    fn paint_mut(&mut self) -> (&mut Option<String>, &mut Option<f64>) {
        (&mut self.fill.color, &mut self.fill.alpha)
    }
}

impl Filled for FillBetweenSeries {
    fn fill_mut(&mut self) -> &mut Fill {
        &mut self.fill
    }
}
