//! Texts beside points.

use serde::{Deserialize, Serialize};

use super::{Colored, Kind, SeriesKind, SeriesType};
use crate::data::{ColumnId, Value};
use crate::error::DataError;
use crate::figure::check::{Check, setting};

/// A text beside a point of the axes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "text")]
pub struct AnnotationSeries {
    /// What it says.
    pub text: String,
    /// The x and y of the point.
    pub at: [Value; 2],
    /// From the point to the nearest corner or edge of the text, in logical pixels to the right and up. Default: 8, 8.
    pub offset_px: [f64; 2],
    /// Whether an arrow goes from the text to the point. Default: no.
    #[serde(default)]
    pub arrow: bool,
    /// A colour that [`Color::parse`](vispy_visuals::color::Color::parse) reads. Default: none, that of the style's text.
    #[serde(default)]
    pub color: Option<String>,
    /// Opacity, 0 to 1. Default: none, 1.
    #[serde(default)]
    pub alpha: Option<f64>,
    /// The font size in logical pixels. Default: none, that of the style.
    #[serde(default)]
    pub size_px: Option<f64>,
}

impl AnnotationSeries {
    /// Makes a text to the upper right of a point.
    pub fn new(text: impl Into<String>, at: [Value; 2]) -> Self {
        let (text, offset_px) = (text.into(), [8.0, 8.0]);
        Self { text, at, offset_px, arrow: false, color: None, alpha: None, size_px: None }
    }
}

impl Kind for AnnotationSeries {
    fn columns(&self) -> Vec<ColumnId> {
        Vec::new()
    }

    fn check(&self, check: &Check<'_>) -> Result<(), DataError> {
        check.finite(&self.at, "the point of an annotation")?;
        let good = self.offset_px.iter().all(|offset| offset.is_finite());
        setting(good, "the offset of an annotation", "two finite numbers", || {
            format!("{:?}", self.offset_px)
        })?;
        check.positive_if(self.size_px, "the font size of an annotation in pixels")?;
        check.opacity(self.alpha)?;
        check.color(self.color.as_deref())
    }

    fn as_colored(&mut self) -> Option<&mut dyn Colored> {
        Some(self)
    }
}

impl SeriesType for AnnotationSeries {
    fn of_mut(kind: &mut SeriesKind) -> Option<&mut Self> {
        if let SeriesKind::Annotation(kind) = kind { Some(kind) } else { None }
    }
}

impl From<AnnotationSeries> for SeriesKind {
    fn from(kind: AnnotationSeries) -> Self {
        Self::Annotation(kind)
    }
}

impl Colored for AnnotationSeries {
    fn paint_mut(&mut self) -> (&mut Option<String>, &mut Option<f64>) {
        (&mut self.color, &mut self.alpha)
    }
}
