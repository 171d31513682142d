//! Polygons.

use serde::{Deserialize, Serialize};

use super::{Colored, Fill, Filled, Kind, SeriesKind, SeriesType, XData};
use crate::data::ColumnId;
use crate::error::DataError;
use crate::figure::check::Check;

/// Filled polygons. A point that is NaN separates two rings; a ring in another one is filled too, unless it runs around in
/// the other sense: then it is a hole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolygonSeries {
    /// The x of the corners.
    pub x: ColumnId,
    /// The y of the corners.
    pub y: ColumnId,
    /// How they look.
    #[serde(default)]
    pub fill: Fill,
}

impl PolygonSeries {
    /// Makes polygons with the default style.
    pub fn new(x: ColumnId, y: ColumnId) -> Self {
        Self { x, y, fill: Fill::default() }
    }
}

impl Kind for PolygonSeries {
    fn columns(&self) -> Vec<ColumnId> {
        vec![self.x, self.y]
    }

    fn check(&self, check: &Check<'_>) -> Result<(), DataError> {
        let y = check.drawable(self.y, "the y of a polygon")?;
        check.x_data(XData::Column(self.x), y.len(), "the x of a polygon")?;
        check.on_axis("y", Some(y))?;
        self.fill.check(check)
    }

    fn as_colored(&mut self) -> Option<&mut dyn Colored> {
        Some(self)
    }

    fn as_filled(&mut self) -> Option<&mut dyn Filled> {
        Some(self)
    }
}

impl SeriesType for PolygonSeries {
    fn of_mut(kind: &mut SeriesKind) -> Option<&mut Self> {
        if let SeriesKind::Polygon(kind) = kind { Some(kind) } else { None }
    }
}

impl From<PolygonSeries> for SeriesKind {
    fn from(kind: PolygonSeries) -> Self {
        Self::Polygon(kind)
    }
}

impl Colored for PolygonSeries {
    fn paint_mut(&mut self) -> (&mut Option<String>, &mut Option<f64>) {
        (&mut self.fill.color, &mut self.fill.alpha)
    }
}

impl Filled for PolygonSeries {
    fn fill_mut(&mut self) -> &mut Fill {
        &mut self.fill
    }
}
