//! Adding and changing error bars.

use super::fill_between::{IntoLevel, LevelData};
use super::{AxesMut, SeriesMut};
use crate::data::{DataStore, IntoSeriesData};
use crate::figure::series::{ErrorBarSeries, Errors};

/// Points with error bars, open for changes.
pub type ErrorBarMut<'a> = SeriesMut<'a, ErrorBarSeries>;

/// How far values may be off: one number, one for each, or a pair `(low, high)` of such.
pub trait IntoErrors {
    /// Turns the value into one or two levels.
    fn into_errors(self) -> ErrorsData;
}

/// [`Errors`] whose columns are not in a store yet.
#[derive(Debug, Clone)]
pub enum ErrorsData {
    /// As far below as above.
    Symmetric(LevelData),
    /// Differently far below and above.
    LowHigh(LevelData, LevelData),
}

impl ErrorsData {
    fn insert(self, data: &mut DataStore) -> Errors {
        match self {
            Self::Symmetric(both) => Errors::Symmetric(both.insert(data)),
            Self::LowHigh(low, high) => Errors::LowHigh(low.insert(data), high.insert(data)),
        }
    }
}

impl<L: IntoLevel> IntoErrors for L {
    fn into_errors(self) -> ErrorsData {
        ErrorsData::Symmetric(self.into_level())
    }
}

impl<L: IntoLevel, H: IntoLevel> IntoErrors for (L, H) {
    fn into_errors(self) -> ErrorsData {
        ErrorsData::LowHigh(self.0.into_level(), self.1.into_level())
    }
}

impl AxesMut<'_> {
    /// Adds points with error bars: y alone, or `(x, y)`. matplotlib's `errorbar`.
    /// Names for x make a category axis, as those of [bars](Self::bar) do.
    ///
    /// ```
    /// let mut figure = vispy_plot::Figure::new();
    /// let mut axes = figure.axes(0, 0);
    /// axes.errorbar(([1.0, 2.0], [5.0, 7.0])).y_error([0.5, 0.3]).x_error((0.1, 0.2));
    /// # figure.check()?;
    /// # Ok::<(), vispy_plot::Error>(())
    /// ```
    #[doc(alias = "error_bar")]
    pub fn errorbar(&mut self, data: impl IntoSeriesData) -> ErrorBarMut<'_> {
        let (x, y) = self.insert(data.into_series_data());
        self.push(ErrorBarSeries { x, ..ErrorBarSeries::new(y) })
    }
}

impl SeriesMut<'_, ErrorBarSeries> {
    /// Sets how far x may be off, in units of x: one number, one for each, or a pair `(low, high)` of such.
    #[doc(alias = "xerr")]
    pub fn x_error(&mut self, error: impl IntoErrors) -> &mut Self {
        let error = error.into_errors().insert(self.data);
        self.change(|bars| bars.x_error = Some(error))
    }

    /// Sets how far y may be off, in units of y: one number, one for each, or a pair `(low, high)` of such.
    #[doc(alias = "yerr")]
    pub fn y_error(&mut self, error: impl IntoErrors) -> &mut Self {
        let error = error.into_errors().insert(self.data);
        self.change(|bars| bars.y_error = Some(error))
    }

    /// Sets the width of the bars in logical pixels.
    #[doc(alias = "elinewidth")]
    pub fn width_px(&mut self, width_px: f64) -> &mut Self {
        self.change(|bars| bars.width_px = Some(width_px))
    }

    /// Sets the length of the caps in logical pixels, from end to end; 0 for none.
    #[doc(alias = "capsize")]
    pub fn cap_size_px(&mut self, size_px: f64) -> &mut Self {
        self.change(|bars| bars.cap_size_px = Some(size_px))
    }

    /// Sets the symbol at each point, by VisPy's or matplotlib's name; `None` draws the bars alone.
    pub fn marker(&mut self, symbol: impl Into<Option<&'static str>>) -> &mut Self {
        let symbol = symbol.into().map(str::to_owned);
        self.change(|bars| bars.marker = symbol)
    }

    /// Sets the size of the symbols in logical pixels.
    pub fn marker_size_px(&mut self, size_px: f64) -> &mut Self {
        self.change(|bars| bars.marker_size_px = Some(size_px))
    }
}
