//! Bars.

use serde::{Deserialize, Serialize};

use super::{Colored, Fill, Filled, Kind, Level, SeriesKind, SeriesType, XData};
use crate::data::ColumnId;
use crate::error::DataError;
use crate::figure::check::Check;

/// The direction in which bars grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Orientation {
    /// Upwards. The default.
    #[default]
    Vertical,
    /// To the right.
    Horizontal,
}

impl Orientation {
    /// Returns what lies along x and along y, of a position and a length.
    pub(crate) fn xy<T>(self, position: T, length: T) -> [T; 2] {
        match self {
            Self::Vertical => [position, length],
            Self::Horizontal => [length, position],
        }
    }

    /// Returns the names of the axes that positions and lengths lie along.
    pub(crate) fn axes(self) -> [&'static str; 2] {
        self.xy("x", "y")
    }
}

/// Bars from a base to heights; where a number is NaN there is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BarSeries {
    /// Where the middles of the bars are. Default: at 0, 1, 2, ...
    pub positions: XData,
    /// The heights, counted from the base; the lengths of horizontal bars.
    pub heights: ColumnId,
    /// The width in units of the positions. Default: none, 0.8 times the smallest distance of two bars.
    #[serde(default)]
    pub width: Option<f64>,
    /// Where the bars begin: 0, or the tops of the bars below. Default: 0.
    #[serde(default)]
    pub base: Level,
    /// The direction in which they grow. Default: upwards.
    #[serde(default)]
    pub orientation: Orientation,
    /// How they look.
    #[serde(default)]
    pub fill: Fill,
}

impl BarSeries {
    /// Makes upright bars at 0, 1, 2, ... with the default style.
    pub fn new(heights: ColumnId) -> Self {
        Self {
            positions: XData::Index,
            heights,
            width: None,
            base: Level::default(),
            orientation: Orientation::default(),
            fill: Fill::default(),
        }
    }
}

impl Kind for BarSeries {
    fn columns(&self) -> Vec<ColumnId> {
        [self.positions.id(), Some(self.heights), self.base.id()].into_iter().flatten().collect()
    }

    fn check(&self, check: &Check<'_>) -> Result<(), DataError> {
        let [along, up] = self.orientation.axes();
        let heights = check.number_column(self.heights, "the heights of bars")?;
        check.positions(along, self.positions, heights.len(), "the positions of bars")?;
        check.on_axis(up, None)?;
        check.level(self.base, heights.len(), "the base of bars")?;
        check.positive_if(self.width, "the width of bars")?;
        self.fill.check(check)
    }

    fn as_colored(&mut self) -> Option<&mut dyn Colored> {
        Some(self)
    }

    fn as_filled(&mut self) -> Option<&mut dyn Filled> {
        Some(self)
    }
}

impl SeriesType for BarSeries {
    fn of_mut(kind: &mut SeriesKind) -> Option<&mut Self> {
        if let SeriesKind::Bar(kind) = kind { Some(kind) } else { None }
    }
}

impl From<BarSeries> for SeriesKind {
    fn from(kind: BarSeries) -> Self {
        Self::Bar(kind)
    }
}

impl Colored for BarSeries {
    fn paint_mut(&mut self) -> (&mut Option<String>, &mut Option<f64>) {
        (&mut self.fill.color, &mut self.fill.alpha)
    }
}

impl Filled for BarSeries {
    fn fill_mut(&mut self) -> &mut Fill {
        &mut self.fill
    }
}
