//! Images.

use serde::{Deserialize, Serialize};
use vispy_visuals::visuals::Interpolation;

use super::{ColorMapping, Kind, Mapped, SeriesKind, SeriesType};
use crate::data::ColumnId;
use crate::error::DataError;
use crate::figure::check::{Check, setting};

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
    /// How the numbers of an image with one channel become colours.
    #[serde(default)]
    pub mapping: ColorMapping,
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
            mapping: ColorMapping::default(),
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

impl Kind for ImageSeries {
    fn columns(&self) -> Vec<ColumnId> {
        vec![self.values]
    }

    fn check(&self, check: &Check<'_>) -> Result<(), DataError> {
        let values = check.data.get(self.values)?;
        if !values.dtype().is_number() {
            let (what, expected, found) = ("an image", "a number type", values.dtype());
            return Err(DataError::ColumnType { what, expected, found });
        }
        let Self { width, height, channels, .. } = *self;
        let good = matches!(channels, 1 | 3 | 4);
        setting(good, "the number of channels of an image", "1, 3 or 4", || channels.to_string())?;
        let expected = width.saturating_mul(height).saturating_mul(channels);
        if expected != values.len() {
            return Err(DataError::ImageShape { width, height, channels, expected, found: values.len() });
        }
        if expected == 0 {
            return Err(DataError::Empty { what: "an image" });
        }
        let edges = self.edges();
        let all = [edges.left, edges.right, edges.top, edges.bottom];
        let good =
            all.iter().all(|e| e.is_finite()) && edges.left != edges.right && edges.top != edges.bottom;
        setting(good, "the extent of an image", "finite, with a width and a height", || format!("{all:?}"))?;
        self.mapping.check()?;
        check.evenly_spaced("the scale of an axis with an image")?;
        check.on_axis("x", None)?;
        check.on_axis("y", None)
    }

    fn is_mapped(&self) -> bool {
        self.channels == 1
    }

    fn as_mapped(&mut self) -> Option<&mut dyn Mapped> {
        Some(self)
    }
}

impl SeriesType for ImageSeries {
    fn of_mut(kind: &mut SeriesKind) -> Option<&mut Self> {
        if let SeriesKind::Image(kind) = kind { Some(kind) } else { None }
    }
}

impl From<ImageSeries> for SeriesKind {
    fn from(kind: ImageSeries) -> Self {
        Self::Image(kind)
    }
}

impl Mapped for ImageSeries {
    fn mapping_mut(&mut self) -> &mut ColorMapping {
        &mut self.mapping
    }
}
