//! Series: what is drawn into axes.

use serde::{Deserialize, Serialize};
use vispy_visuals::vector::{Cap, Join};
use vispy_visuals::visuals::Interpolation;

use crate::data::{Column, ColumnId, DataStore};
use crate::error::DataError;

/// One line or one image, with its data named by [`ColumnId`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// What is drawn, and from which columns.
    pub kind: SeriesKind,
    /// The name for people. Default: none.
    pub label: Option<String>,
    /// Whether it is drawn. Default: yes.
    pub visible: bool,
}

impl Series {
    /// Makes a visible series without a label.
    pub fn new(kind: SeriesKind) -> Self {
        Self { kind, label: None, visible: true }
    }

    /// Lists the columns that the series names.
    pub fn columns(&self) -> impl Iterator<Item = ColumnId> + use<> {
        let ids = match &self.kind {
            SeriesKind::Line(LineSeries { x: XData::Column(x), y, .. }) => [Some(*x), Some(*y)],
            SeriesKind::Line(line) => [None, Some(line.y)],
            SeriesKind::Image(image) => [None, Some(image.values)],
        };
        ids.into_iter().flatten()
    }
}

/// The kinds of series.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SeriesKind {
    /// A line through points.
    Line(LineSeries),
    /// A picture, or a matrix of numbers seen through a colormap.
    Image(ImageSeries),
}

/// A line through points; NaN is a gap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineSeries {
    /// Where the x values come from. Default: the sample index.
    pub x: XData,
    /// The y values, numbers or times.
    pub y: ColumnId,
    /// The width in logical pixels. Default: 1.5.
    pub width_px: f64,
    /// A colour that [`Color::parse`](vispy_visuals::color::Color::parse) reads. Default: none, the next of the theme's cycle.
    pub color: Option<String>,
    /// The shape of the corners. Default: round.
    pub join: Join,
    /// The shape of the ends. Default: round, so that a single value between gaps shows as a dot.
    pub cap: Cap,
}

impl LineSeries {
    /// Makes a line over the sample index with the default style.
    pub fn new(y: ColumnId) -> Self {
        Self { x: XData::Index, y, width_px: 1.5, color: None, join: Join::default(), cap: Cap::default() }
    }
}

/// Where the x values of a line come from.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum XData {
    /// 0, 1, 2, ...
    Index,
    /// Seconds from the first sample, at this many samples a second.
    RateHz(f64),
    /// A column as long as y.
    Column(ColumnId),
}

impl XData {
    /// Returns the x values for `len` y values, without a copy.
    ///
    /// # Errors
    ///
    /// [`DataError::StaleColumn`] if the column is not in the store.
    pub fn column(self, data: &DataStore, len: usize) -> Result<Column, DataError> {
        match self {
            Self::Index => Ok(Column::uniform(0.0, 1.0, len)),
            Self::RateHz(rate_hz) => Ok(Column::uniform(0.0, rate_hz.recip(), len)),
            Self::Column(id) => data.get(id).cloned(),
        }
    }
}

/// A picture, or a matrix of numbers seen through a colormap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImageSeries {
    /// The `height * width * channels` values, row 0 first.
    pub values: ColumnId,
    /// The number of pixels in a row.
    pub width: usize,
    /// The number of rows.
    pub height: usize,
    /// 1 (numbers for the colormap), 3 (RGB) or 4 (RGBA, straight alpha).
    pub channels: usize,
    /// The name of the [`Colormap`](vispy_visuals::color::Colormap) of an image with one channel. Default: `viridis`.
    pub colormap: String,
    /// The values at the ends of the colormap. Default: none, the smallest and the largest finite value.
    #[doc(alias = "clim")]
    pub limits: Option<[f64; 2]>,
    /// What is between the pixels' centres. Default: squares where pixels are enlarged, means where they are reduced.
    pub interpolation: Interpolation,
    /// Where the image lies. Default: none, pixel `(column, row)` is centred at that position and row 0 is at the top.
    pub extent: Option<Extent>,
}

impl ImageSeries {
    /// Makes an image with the default style.
    pub fn new(values: ColumnId, width: usize, height: usize, channels: usize) -> Self {
        Self {
            values,
            width,
            height,
            channels,
            colormap: "viridis".into(),
            limits: None,
            interpolation: Interpolation::default(),
            extent: None,
        }
    }

    /// Returns where the edges of the image lie, the default filled in.
    pub fn edges(&self) -> Extent {
        self.extent.unwrap_or(Extent {
            left: -0.5,
            right: self.width as f64 - 0.5,
            top: -0.5,
            bottom: self.height as f64 - 0.5,
        })
    }
}

/// The positions of an image's outer edges on the axes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extent {
    /// x of the left edge of column 0.
    pub left: f64,
    /// x of the right edge of the last column.
    pub right: f64,
    /// y of the upper edge of row 0.
    pub top: f64,
    /// y of the lower edge of the last row.
    pub bottom: f64,
}
