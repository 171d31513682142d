//! Lines of steps.

use serde::{Deserialize, Serialize};

use super::{Colored, Kind, Pen, SeriesKind, SeriesType, Stroked, XData};
use crate::data::ColumnId;
use crate::error::DataError;
use crate::figure::check::Check;

/// Where the steps of a line are. matplotlib's `where`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[doc(alias = "where")]
pub enum StepAt {
    /// Each value holds from the x before it up to its own. The default, as in matplotlib.
    #[default]
    Pre,
    /// Each value holds halfway to its neighbours.
    Mid,
    /// Each value holds from its own x up to the next.
    Post,
}

/// A line of level pieces, one for each value; NaN is a gap. It takes twice the memory of its data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepSeries {
    /// Where the x values come from. Default: the sample index.
    pub x: XData,
    /// The y values, numbers or times.
    pub y: ColumnId,
    /// Where the steps are. Default: at the x before.
    #[serde(default)]
    pub at: StepAt,
    /// How it looks.
    #[serde(default)]
    pub pen: Pen,
}

impl StepSeries {
    /// Makes steps over the sample index with the default style.
    pub fn new(y: ColumnId) -> Self {
        Self { x: XData::Index, y, at: StepAt::default(), pen: Pen::default() }
    }
}

impl Kind for StepSeries {
    fn columns(&self) -> Vec<ColumnId> {
        self.x.id().into_iter().chain([self.y]).collect()
    }

    fn check(&self, check: &Check<'_>) -> Result<(), DataError> {
        let y = check.drawable(self.y, "the y of steps")?;
        check.x_data(self.x, y.len(), "the x of steps")?;
        check.on_axis("y", Some(y))?;
        self.pen.check(check)
    }

    fn as_colored(&mut self) -> Option<&mut dyn Colored> {
        Some(self)
    }

    fn as_stroked(&mut self) -> Option<&mut dyn Stroked> {
        Some(self)
    }
}

impl SeriesType for StepSeries {
    fn of_mut(kind: &mut SeriesKind) -> Option<&mut Self> {
        if let SeriesKind::Step(kind) = kind { Some(kind) } else { None }
    }
}

impl From<StepSeries> for SeriesKind {
    fn from(kind: StepSeries) -> Self {
        Self::Step(kind)
    }
}

impl Colored for StepSeries {
    fn paint_mut(&mut self) -> (&mut Option<String>, &mut Option<f64>) {
        (&mut self.pen.color, &mut self.pen.alpha)
    }
}

impl Stroked for StepSeries {
    fn pen_mut(&mut self) -> &mut Pen {
        &mut self.pen
    }
}
