//! Adding and changing areas between two lines.

use super::{AxesMut, SeriesMut};
use crate::data::{Column, DataStore, SeriesData};
use crate::figure::series::{FillBetweenSeries, Level};

/// An area between two lines, open for changes.
pub type FillBetweenMut<'a> = SeriesMut<'a, FillBetweenSeries>;

/// One number for all points, or one for each: what a base, an error or the second line of an area can be made from.
///
/// ```
/// use vispy_plot::figure::IntoLevel;
///
/// fn takes(level: impl IntoLevel) {}
/// takes(0.5);
/// takes([1.0f32, 2.0]);
/// takes(&vec![1i16, 2]);
/// ```
pub trait IntoLevel {
    /// Turns the value into a number or a column.
    fn into_level(self) -> LevelData;
}

/// A [`Level`] whose column is not in a store yet.
#[derive(Debug, Clone)]
pub enum LevelData {
    /// The same for all.
    Constant(f64),
    /// One for each.
    Column(Column),
}

impl LevelData {
    /// Puts the column into a store.
    pub(super) fn insert(self, data: &mut DataStore) -> Level {
        match self {
            Self::Constant(value) => Level::Constant(value),
            Self::Column(column) => Level::Column(data.insert(column)),
        }
    }
}

impl IntoLevel for f64 {
    fn into_level(self) -> LevelData {
        LevelData::Constant(self)
    }
}

impl<C: Into<Column>> IntoLevel for C {
    fn into_level(self) -> LevelData {
        LevelData::Column(self.into())
    }
}

impl AxesMut<'_> {
    /// Adds the area between two lines over the same x; the second may be one number. matplotlib's `fill_between`.
    ///
    /// ```
    /// let mut figure = vispy_plot::Figure::new();
    /// let mut axes = figure.axes(0, 0);
    /// axes.fill_between([0.0, 1.0, 2.0], [1.0, 3.0, 2.0], [0.5, 1.0, 0.0]).color("steelblue");
    /// axes.fill_between([0.0, 1.0, 2.0], [-1.0, -3.0, -2.0], 0.0);
    /// # figure.check()?;
    /// # Ok::<(), vispy_plot::Error>(())
    /// ```
    pub fn fill_between(
        &mut self,
        x: impl Into<Column>,
        y1: impl Into<Column>,
        y2: impl IntoLevel,
    ) -> FillBetweenMut<'_> {
        let (x, y1) = self.insert(SeriesData { x: Some(x.into()), y: y1.into() });
        let y2 = y2.into_level().insert(self.data);
        self.push(FillBetweenSeries { x, y2, ..FillBetweenSeries::new(y1) })
    }
}
