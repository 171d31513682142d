//! What several kinds of series have in common: strokes, fills, colormaps.

use serde::{Deserialize, Serialize};
use vispy_visuals::color::Colormap;
use vispy_visuals::vector::{Cap, Join};
use vispy_visuals::visuals::Dash;

use crate::error::DataError;
use crate::figure::check::{Check, setting};

/// How a line of a series looks.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Pen {
    /// A colour that [`Color::parse`](vispy_visuals::color::Color::parse) reads. Default: none, the next of the style's cycle.
    pub color: Option<String>,
    /// Opacity, 0 to 1, multiplied into that of the colour. Default: none, 1.
    pub alpha: Option<f64>,
    /// The width in logical pixels. Default: none, that of the style.
    pub width_px: Option<f64>,
    /// What is drawn and left out along the line. Default: none, all is drawn.
    #[doc(alias = "linestyle")]
    pub dashes: Option<Dashes>,
    /// The shape of the corners. Default: round.
    pub join: Join,
    /// The shape of the ends. Default: round, so that a single value between gaps shows as a dot.
    pub cap: Cap,
}

/// What is drawn and left out along a line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Dashes {
    /// A name of [`Dash`]: `solid` or `-`, `dashed` or `--`, `dotted` or `:`, `dashdot` or `-.`.
    Named(String),
    /// 2, 4, 6 or 8 lengths in logical pixels: drawn, left out, and so on.
    LengthsPx(Vec<f32>),
}

impl Dashes {
    /// Returns the dashes of a visual.
    pub(crate) fn dash(&self) -> Result<Dash, DataError> {
        let (what, found) = ("the dashes of a line", format!("{self:?}"));
        match self {
            Self::Named(name) => {
                let expected = "solid (-), dashed (--), dotted (:) or dashdot (-.)";
                name.parse().map_err(|_unknown| DataError::Setting { what, expected, found: name.clone() })
            }
            Self::LengthsPx(lengths) => {
                let expected = "2, 4, 6 or 8 lengths of at least 0, not all 0";
                Dash::custom(lengths).map_err(|_bad| DataError::Setting { what, expected, found })
            }
        }
    }
}

impl Pen {
    pub(super) fn check(&self, check: &Check<'_>) -> Result<(), DataError> {
        if let Some(dashes) = &self.dashes {
            dashes.dash()?;
        }
        check.positive_if(self.width_px, "the width of a line in pixels")?;
        check.opacity(self.alpha)?;
        check.color(self.color.as_deref())
    }
}

/// How an area of a series looks.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Fill {
    /// A colour that [`Color::parse`](vispy_visuals::color::Color::parse) reads. Default: none, the next of the style's cycle.
    pub color: Option<String>,
    /// Opacity of the inside, 0 to 1, multiplied into that of the colour. Default: none, that of the kind.
    pub alpha: Option<f64>,
    /// The colour of the outline. Default: none, no outline.
    pub edge_color: Option<String>,
    /// The width of the outline in logical pixels. Default: none, that of the style.
    pub edge_width_px: Option<f64>,
}

impl Fill {
    pub(super) fn check(&self, check: &Check<'_>) -> Result<(), DataError> {
        check.positive_if(self.edge_width_px, "the width of an edge in pixels")?;
        check.opacity(self.alpha)?;
        check.color(self.color.as_deref())?;
        check.color(self.edge_color.as_deref())
    }
}

/// How numbers become colours.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ColorMapping {
    /// The name of a [`Colormap`]. Default: none, that of the style.
    #[doc(alias = "cmap")]
    pub colormap: Option<String>,
    /// The values at the ends of the colormap. Default: none, the smallest and the largest finite value.
    #[doc(alias = "clim")]
    pub limits: Option<[f64; 2]>,
}

impl ColorMapping {
    pub(super) fn check(&self) -> Result<(), DataError> {
        if let Some(name) = &self.colormap {
            Colormap::by_name(name)?;
        }
        let Some([low, high]) = self.limits else { return Ok(()) };
        let good = low.is_finite() && high.is_finite() && low < high;
        setting(good, "the limits of a colormap", "two finite numbers, the smaller one first", || {
            format!("{low} to {high}")
        })
    }
}
