//! Points with their uncertainties.

use serde::{Deserialize, Serialize};

use super::{Colored, Kind, Level, SeriesKind, SeriesType, XData};
use crate::data::ColumnId;
use crate::error::DataError;
use crate::figure::check::Check;

/// How far an uncertain value may lie to either side.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Errors {
    /// As far below as above.
    Symmetric(Level),
    /// Differently far below and above.
    LowHigh(Level, Level),
}

impl Errors {
    /// Returns how far below and how far above.
    pub fn levels(self) -> [Level; 2] {
        match self {
            Self::Symmetric(both) => [both, both],
            Self::LowHigh(low, high) => [low, high],
        }
    }
}

/// Points with bars of uncertainty; an error that is NaN is not drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "error_bar")]
pub struct ErrorBarSeries {
    /// Where the x values come from. Default: the sample index.
    pub x: XData,
    /// The y values.
    pub y: ColumnId,
    /// How far off x may be, in units of x. Default: none.
    #[serde(default)]
    pub x_error: Option<Errors>,
    /// How far off y may be, in units of y. Default: none.
    #[serde(default)]
    pub y_error: Option<Errors>,
    /// A colour that [`Color::parse`](vispy_visuals::color::Color::parse) reads. Default: none, the next of the style's cycle.
    #[serde(default)]
    pub color: Option<String>,
    /// Opacity, 0 to 1. Default: none, 1.
    #[serde(default)]
    pub alpha: Option<f64>,
    /// The width of the bars in logical pixels. Default: none, that of the style.
    #[serde(default)]
    pub width_px: Option<f64>,
    /// The length of the caps in logical pixels; 0 for none. Default: none, that of the style.
    #[serde(default)]
    pub cap_size_px: Option<f64>,
    /// The name of the symbol at each point. Default: `disc`; none draws the bars alone.
    pub marker: Option<String>,
    /// The size of the symbols in logical pixels. Default: none, that of the style.
    #[serde(default)]
    pub marker_size_px: Option<f64>,
}

impl ErrorBarSeries {
    /// Makes points over the sample index without errors, with the default style.
    pub fn new(y: ColumnId) -> Self {
        Self {
            x: XData::Index,
            y,
            x_error: None,
            y_error: None,
            color: None,
            alpha: None,
            width_px: None,
            cap_size_px: None,
            marker: Some("disc".into()),
            marker_size_px: None,
        }
    }

    fn errors(&self) -> impl Iterator<Item = Level> + use<> {
        self.x_error.into_iter().chain(self.y_error).flat_map(Errors::levels)
    }
}

impl Kind for ErrorBarSeries {
    fn columns(&self) -> Vec<ColumnId> {
        [self.x.id(), Some(self.y)].into_iter().flatten().chain(self.errors().filter_map(Level::id)).collect()
    }

    fn check(&self, check: &Check<'_>) -> Result<(), DataError> {
        let y = check.drawable(self.y, "the y of error bars")?;
        check.x_data(self.x, y.len(), "the x of error bars")?;
        check.on_axis("y", Some(y))?;
        for error in self.errors() {
            check.not_negative(error, y.len(), "an error")?;
        }
        check.symbol(self.marker.as_deref())?;
        check.positive_if(self.width_px, "the width of error bars in pixels")?;
        check.positive_if(self.marker_size_px, "the size of markers in pixels")?;
        let good = self.cap_size_px.is_none_or(|size| size.is_finite() && size >= 0.0);
        crate::figure::check::setting(good, "the length of caps in pixels", "0 or more", || {
            format!("{:?}", self.cap_size_px.unwrap_or_default())
        })?;
        check.opacity(self.alpha)?;
        check.color(self.color.as_deref())
    }

    fn as_colored(&mut self) -> Option<&mut dyn Colored> {
        Some(self)
    }
}

impl SeriesType for ErrorBarSeries {
    fn of_mut(kind: &mut SeriesKind) -> Option<&mut Self> {
        if let SeriesKind::ErrorBar(kind) = kind { Some(kind) } else { None }
    }
}

impl From<ErrorBarSeries> for SeriesKind {
    fn from(kind: ErrorBarSeries) -> Self {
        Self::ErrorBar(kind)
    }
}

impl Colored for ErrorBarSeries {
    fn paint_mut(&mut self) -> (&mut Option<String>, &mut Option<f64>) {
        (&mut self.color, &mut self.alpha)
    }
}
