//! Adding and changing bars.

use std::collections::HashMap;

use vispy_visuals::ticks::Scale;

use super::fill_between::IntoLevel;
use super::{AxesMut, SeriesMut};
use crate::data::{Column, ColumnSlice, IntoSeriesData, SeriesData};
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

    /// The places of names on the axis that bars stand on, which is a category axis from then on; other positions as they
    /// are. Names that the axis knows have their places already.
    fn places(&mut self, column: Column, orientation: Orientation) -> Column {
        let ColumnSlice::Text(names) = column.slice() else { return column };
        let is_first = self.axes.series.is_empty();
        let axis = match orientation {
            Orientation::Vertical => &mut self.axes.x,
            Orientation::Horizontal => self.y_axis(),
        };
        if !is_first && axis.scale != Scale::Category {
            // Numbers and names do not mix, which the check of the figure says.
            return column;
        }
        axis.scale = Scale::Category;
        let mut known: HashMap<String, usize> = HashMap::new();
        for (place, name) in axis.categories.iter().enumerate() {
            known.entry(name.clone()).or_insert(place);
        }
        let place = |name: &String| {
            *known.entry(name.clone()).or_insert_with(|| {
                axis.categories.push(name.clone());
                axis.categories.len() - 1
            }) as u32
        };
        Column::from(names.iter().map(place).collect::<Vec<u32>>())
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
