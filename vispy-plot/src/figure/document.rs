//! The figure as a document: what is drawn, apart from the data and from how it is drawn.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::axis::{AxisSpec, Link};
use super::color_bar::ColorBar;
use super::legend::Legend;
use super::series::Series;
use super::style::{Style, Theme};
use crate::data::ColumnId;

/// The version of the document's form that this crate writes, and the only one that it reads.
pub const FORMAT_VERSION: u32 = 1;

/// The version of a document; one that is not [`FORMAT_VERSION`] is refused when read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FormatVersion;

impl Serialize for FormatVersion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(FORMAT_VERSION)
    }
}

impl<'de> Deserialize<'de> for FormatVersion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u32::deserialize(deserializer)? {
            FORMAT_VERSION => Ok(Self),
            found => Err(de::Error::custom(format_args!(
                "figure format version {found} is unknown; this build reads version {FORMAT_VERSION}"
            ))),
        }
    }
}

/// A figure without its data: axes in a grid, each with series that name their columns by [`ColumnId`].
///
/// It can be written and read through serde. The columns live beside it in a [`DataStore`](crate::data::DataStore).
///
/// ```
/// let mut figure = vispy_plot::Figure::new();
/// figure.axes(0, 0).title("Ground motion").line(&[1.0f32, 2.0]);
/// assert_eq!(figure.document.axes[0].title.as_deref(), Some("Ground motion"));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureDocument {
    /// The version of the form; always written first.
    pub version: FormatVersion,
    /// Width and height in logical pixels. Default: 800 x 600.
    pub size_px: [u32; 2],
    /// The look. Default: light.
    pub theme: Theme,
    /// Every size and colour, in place of the theme's. Default: none, those of the theme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub style: Option<Style>,
    /// The axes; no two of them share a cell.
    pub axes: Vec<Axes>,
    /// Which of them show the same part of x or of y. Default: none.
    #[serde(default)]
    pub links: Vec<Link>,
}

impl Default for FigureDocument {
    fn default() -> Self {
        Self {
            version: FormatVersion,
            size_px: [800, 600],
            theme: Theme::default(),
            style: None,
            axes: Vec::new(),
            links: Vec::new(),
        }
    }
}

impl FigureDocument {
    /// Returns the style: the document's own, else that of its theme.
    pub fn style(&self) -> Cow<'_, Style> {
        self.style.as_ref().map_or_else(|| Cow::Owned(self.theme.style()), Cow::Borrowed)
    }

    /// Returns the number of rows and of columns of the grid that the axes lie in.
    pub fn grid_shape(&self) -> [u32; 2] {
        self.axes.iter().fold([0, 0], |[rows, columns], axes| {
            let [bottom, right] = axes.cell.end();
            [rows.max(bottom), columns.max(right)]
        })
    }

    /// Lists the columns that the series name; one that is named twice comes twice.
    pub fn columns(&self) -> impl Iterator<Item = ColumnId> {
        self.axes.iter().flat_map(|axes| &axes.series).flat_map(Series::columns)
    }
}

/// The cells of the figure's grid that axes cover; row 0 is at the top, column 0 at the left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// The first row.
    pub row: u32,
    /// The first column.
    pub column: u32,
    /// The number of rows, at least 1.
    pub row_span: u32,
    /// The number of columns, at least 1.
    pub column_span: u32,
}

impl Cell {
    /// Makes a single cell.
    pub fn new(row: u32, column: u32) -> Self {
        Self { row, column, row_span: 1, column_span: 1 }
    }

    /// Returns the row and the column after the last ones.
    pub fn end(self) -> [u32; 2] {
        [self.row.saturating_add(self.row_span), self.column.saturating_add(self.column_span)]
    }

    /// Tells whether two have a cell in common.
    pub fn overlaps(self, other: Self) -> bool {
        let ([bottom, right], [other_bottom, other_right]) = (self.end(), other.end());
        self.row < other_bottom && other.row < bottom && self.column < other_right && other.column < right
    }
}

/// Two axes with their title, labels and series. VisPy's `PlotWidget`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "PlotWidget")]
pub struct Axes {
    /// Where the axes are in the figure.
    pub cell: Cell,
    /// The text above. Default: none.
    pub title: Option<String>,
    /// The text along the x axis. Default: none.
    pub x_label: Option<String>,
    /// The text along the y axis. Default: none.
    pub y_label: Option<String>,
    /// The x axis.
    pub x: AxisSpec,
    /// The y axis.
    pub y: AxisSpec,
    /// The second y axis, at the right. Default: none.
    #[serde(default)]
    pub y2: Option<AxisSpec>,
    /// The text along the second y axis. Default: none.
    #[serde(default)]
    pub y2_label: Option<String>,
    /// Whether grid lines are drawn at the ticks. Default: yes.
    pub grid: bool,
    /// The length of a y unit over that of an x unit on the screen. Default: none, the series fill the axes.
    pub aspect: Option<f64>,
    /// The legend. Default: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legend: Option<Legend>,
    /// The colour bar. Default: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color_bar: Option<ColorBar>,
    /// What is drawn, the first one at the back.
    pub series: Vec<Series>,
}

impl Axes {
    /// Makes empty axes in a cell.
    pub fn new(cell: Cell) -> Self {
        Self {
            cell,
            title: None,
            x_label: None,
            y_label: None,
            x: AxisSpec::default(),
            y: AxisSpec::default(),
            y2: None,
            y2_label: None,
            grid: true,
            aspect: None,
            legend: None,
            color_bar: None,
            series: Vec::new(),
        }
    }
}
