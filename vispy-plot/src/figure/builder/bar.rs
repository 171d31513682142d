//! Adding and changing bars.

use super::fill_between::IntoLevel;
use super::{AxesMut, SeriesMut};
use crate::data::{IntoSeriesData, SeriesData};
use crate::figure::series::{BarSeries, Orientation, XData};

/// Bars, open for changes.
pub type BarMut<'a> = SeriesMut<'a, BarSeries>;

impl AxesMut<'_> {
    /// Adds upright bars: heights alone, or `(positions, heights)`. matplotlib's `bar`.
    ///
    /// Positions that are names make a category axis, if nothing else is drawn yet:
    /// `axes.bar((["oats", "rye"], [3.0, 5.0]))`.
    ///
    /// ```
    /// let mut figure = vispy_plot::Figure::new();
    /// let mut axes = figure.axes(0, 0);
    /// axes.bar([3.0, 1.0, 2.0]).label("below");
    /// axes.bar([1.0, 1.0, 2.0]).base([3.0, 1.0, 2.0]).label("on top");
    /// # figure.check()?;
    /// # Ok::<(), vispy_plot::Error>(())
    /// ```
    pub fn bar(&mut self, data: impl IntoSeriesData) -> BarMut<'_> {
        self.bars(data.into_series_data(), Orientation::Vertical)
    }

    /// Adds level bars: lengths alone, or `(positions, lengths)`. matplotlib's `barh`.
    pub fn barh(&mut self, data: impl IntoSeriesData) -> BarMut<'_> {
        self.bars(data.into_series_data(), Orientation::Horizontal)
    }

    fn bars(&mut self, data: SeriesData, orientation: Orientation) -> BarMut<'_> {
        let SeriesData { x: positions, y: heights } = data;
        let positions = positions.map(|column| self.places(column, orientation));
        let [x, y] = orientation.xy(positions.as_ref(), Some(&heights));
        self.take_scales(x, y);
        let positions = positions.map_or(XData::Index, |column| XData::Column(self.data.insert(column)));
        let heights = self.data.insert(heights);
        self.push(BarSeries { positions, orientation, ..BarSeries::new(heights) })
    }
}

impl SeriesMut<'_, BarSeries> {
    /// Sets the width of the bars in units of their positions.
    pub fn width(&mut self, width: f64) -> &mut Self {
        self.change(|bars| bars.width = Some(width))
    }

    /// Sets where the bars begin: one number, or one for each, such as the tops of the bars below.
    #[doc(alias = "bottom")]
    #[doc(alias = "left")]
    pub fn base(&mut self, base: impl IntoLevel) -> &mut Self {
        let base = self.insert_level(base);
        self.change(|bars| bars.base = base)
    }
}
