//! Series: what is drawn into axes, a file for each kind.

mod image;
mod line;
mod x_data;

use serde::{Deserialize, Serialize};

pub use image::{Extent, ImageSeries};
pub use line::LineSeries;
pub use x_data::XData;

use super::check::Check;
use crate::data::ColumnId;
use crate::error::DataError;

/// One line or image or other kind, with its data named by [`ColumnId`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// What is drawn, and from which columns.
    pub kind: SeriesKind,
    /// The name for people; a series that has one is in the legend. Default: none.
    pub label: Option<String>,
    /// Whether it is drawn. Default: yes.
    pub visible: bool,
}

impl Series {
    /// Makes a visible series without a label.
    pub fn new(kind: impl Into<SeriesKind>) -> Self {
        Self { kind: kind.into(), label: None, visible: true }
    }

    /// Lists the columns that the series names.
    pub fn columns(&self) -> impl Iterator<Item = ColumnId> + use<> {
        self.kind.get().columns().into_iter()
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

impl SeriesKind {
    /// What all kinds have in common.
    pub(super) fn get(&self) -> &dyn Kind {
        match self {
            Self::Line(line) => line,
            Self::Image(image) => image,
        }
    }

    /// The one colour of a kind that has one.
    pub(super) fn color_mut(&mut self) -> Option<&mut Option<String>> {
        match self {
            Self::Line(line) => Some(line.color_mut()),
            Self::Image(_) => None,
        }
    }

    /// Whether it takes a colour of the cycle when it is given none.
    pub(crate) fn takes_color(&self) -> bool {
        !matches!(self, Self::Image(_))
    }
}

/// What every kind of series says of itself.
pub(super) trait Kind {
    /// Lists the columns that it names.
    fn columns(&self) -> Vec<ColumnId>;

    /// Checks settings and columns, against each other and against the axes.
    fn check(&self, check: &Check<'_>) -> Result<(), DataError>;
}

/// A kind of series that a [`SeriesMut`](super::SeriesMut) can be of. The trait is sealed: kinds are made here only.
pub trait SeriesType: Sized + sealed::Sealed {
    /// Returns the settings of a series if it is of this kind.
    #[doc(hidden)]
    fn of_mut(kind: &mut SeriesKind) -> Option<&mut Self>;
}

/// A kind of series with one colour, which the theme gives it unless it is set. The trait is sealed.
pub trait Colored: SeriesType {
    /// Returns the place of its colour.
    #[doc(hidden)]
    fn color_mut(&mut self) -> &mut Option<String>;
}

mod sealed {
    pub trait Sealed {}
    impl<K: super::Kind> Sealed for K {}
}
