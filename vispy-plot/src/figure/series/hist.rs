//! Histograms.

use serde::{Deserialize, Serialize};

use super::{Colored, Fill, Filled, Kind, Orientation, SeriesKind, SeriesType};
use crate::data::ColumnId;
use crate::error::DataError;
use crate::figure::check::{Check, setting};

/// The largest number of bins of a histogram.
const MAX_BINS: usize = 1_000_000;

/// The bins of a histogram.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bins {
    /// As many of equal width as the rule of Freedman and Diaconis gives, between 1 and 1000. The default.
    #[default]
    Auto,
    /// That many of equal width.
    Count(usize),
    /// Between these edges, which grow; the last bin holds its upper edge.
    Edges(Vec<f64>),
}

impl From<usize> for Bins {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl From<Vec<f64>> for Bins {
    fn from(edges: Vec<f64>) -> Self {
        Self::Edges(edges)
    }
}

impl From<&[f64]> for Bins {
    fn from(edges: &[f64]) -> Self {
        Self::Edges(edges.to_vec())
    }
}

impl<const N: usize> From<[f64; N]> for Bins {
    fn from(edges: [f64; N]) -> Self {
        Self::Edges(edges.to_vec())
    }
}

/// How often values fall into bins; values that are not finite are left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "histogram")]
pub struct HistSeries {
    /// The values.
    pub values: ColumnId,
    /// The bins. Default: as many as fit the values.
    #[serde(default)]
    pub bins: Bins,
    /// The lower edge of the first bin and the upper edge of the last, unless the edges are given. Default: none, the
    /// smallest and the largest value.
    #[serde(default)]
    pub range: Option<[f64; 2]>,
    /// Whether the area of all bars is made 1. Default: no, heights are counts.
    #[serde(default)]
    pub density: bool,
    /// Whether each bar counts those before it too. Default: no.
    #[serde(default)]
    pub cumulative: bool,
    /// The direction in which the bars grow. Default: upwards.
    #[serde(default)]
    pub orientation: Orientation,
    /// How they look.
    #[serde(default)]
    pub fill: Fill,
}

impl HistSeries {
    /// Makes a histogram of counts with the default style.
    pub fn new(values: ColumnId) -> Self {
        Self {
            values,
            bins: Bins::default(),
            range: None,
            density: false,
            cumulative: false,
            orientation: Orientation::default(),
            fill: Fill::default(),
        }
    }
}

impl Kind for HistSeries {
    fn columns(&self) -> Vec<ColumnId> {
        vec![self.values]
    }

    fn check(&self, check: &Check<'_>) -> Result<(), DataError> {
        check.number_column(self.values, "the values of a histogram")?;
        match &self.bins {
            Bins::Auto => {}
            Bins::Count(count) => {
                let good = (1..=MAX_BINS).contains(count);
                setting(good, "the number of bins", "1 to 1000000", || count.to_string())?;
            }
            Bins::Edges(edges) => {
                let good = (2..=MAX_BINS + 1).contains(&edges.len())
                    && edges.iter().all(|edge| edge.is_finite())
                    && edges.windows(2).all(|pair| pair[0] < pair[1]);
                setting(good, "the edges of bins", "at least two finite numbers that grow", || {
                    format!("{:?}{}", &edges[..edges.len().min(8)], if edges.len() > 8 { " ..." } else { "" })
                })?;
            }
        }
        if let Some([low, high]) = self.range {
            let good = low.is_finite() && high.is_finite() && low < high;
            setting(good, "the range of a histogram", "two finite numbers, the smaller one first", || {
                format!("{low} to {high}")
            })?;
        }
        for axis in ["x", "y"] {
            check.on_axis(axis, None)?;
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

impl SeriesType for HistSeries {
    fn of_mut(kind: &mut SeriesKind) -> Option<&mut Self> {
        if let SeriesKind::Hist(kind) = kind { Some(kind) } else { None }
    }
}

impl From<HistSeries> for SeriesKind {
    fn from(kind: HistSeries) -> Self {
        Self::Hist(kind)
    }
}

impl Colored for HistSeries {
    fn paint_mut(&mut self) -> (&mut Option<String>, &mut Option<f64>) {
        (&mut self.fill.color, &mut self.fill.alpha)
    }
}

impl Filled for HistSeries {
    fn fill_mut(&mut self) -> &mut Fill {
        &mut self.fill
    }
}
