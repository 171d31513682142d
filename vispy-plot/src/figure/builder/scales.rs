//! Scales, categories and the second y axis of [`AxesMut`].

use std::collections::HashMap;

use vispy_visuals::ticks::Scale;

use super::AxesMut;
use crate::data::{Column, ColumnSlice};
use crate::figure::series::Orientation;
use crate::figure::{AxisSpec, YAxis};

impl AxesMut<'_> {
    /// The y axis that the handle is for.
    pub(super) fn y_axis(&mut self) -> &mut AxisSpec {
        match self.side {
            YAxis::Left => &mut self.axes.y,
            YAxis::Right => self.axes.y2.get_or_insert_default(),
        }
    }

    /// The places of names on the axis that bars of an orientation stand on, which is a category axis from then on; other positions as they
    /// are. Names that the axis knows have their places already.
    pub(super) fn places(&mut self, column: Column, orientation: Orientation) -> Column {
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

    /// Sets what x means and where it stands: evenly, by its logarithm, as times or by name.
    #[doc(alias = "set_xscale")]
    pub fn x_scale(&mut self, scale: Scale) -> &mut Self {
        self.axes.x.scale = scale;
        self
    }

    /// Sets what y means and where it stands: evenly, by its logarithm, as times or by name.
    #[doc(alias = "set_yscale")]
    pub fn y_scale(&mut self, scale: Scale) -> &mut Self {
        self.y_axis().scale = scale;
        self
    }

    /// Shows x by its logarithm. Zero and negative values are gaps.
    ///
    /// ```
    /// let mut figure = vispy_plot::Figure::new();
    /// let mut axes = figure.axes(0, 0);
    /// axes.line(([1.0, 10.0, 100.0], [0.01, 1.0, 100.0]));
    /// axes.x_log().y_log();
    /// # figure.check().unwrap();
    /// ```
    #[doc(alias = "semilogx")]
    pub fn x_log(&mut self) -> &mut Self {
        self.x_scale(Scale::Log)
    }

    /// Shows y by its logarithm. Zero and negative values are gaps.
    #[doc(alias = "semilogy")]
    pub fn y_log(&mut self) -> &mut Self {
        self.y_scale(Scale::Log)
    }

    /// Names the places 0, 1, 2 and so on of the x axis, which is a category axis from then on.
    pub fn x_categories<S: Into<String>>(&mut self, names: impl IntoIterator<Item = S>) -> &mut Self {
        self.axes.x.scale = Scale::Category;
        self.axes.x.categories = names.into_iter().map(Into::into).collect();
        self
    }

    /// Names the places 0, 1, 2 and so on of the y axis, which is a category axis from then on.
    pub fn y_categories<S: Into<String>>(&mut self, names: impl IntoIterator<Item = S>) -> &mut Self {
        let axis = self.y_axis();
        axis.scale = Scale::Category;
        axis.categories = names.into_iter().map(Into::into).collect();
        self
    }

    /// Opens the twin of these axes: what is added through it counts on a second y axis, which stands at the right. x is
    /// shared; grid lines are those of the left axis.
    ///
    /// ```
    /// let mut figure = vispy_plot::Figure::new();
    /// let mut axes = figure.axes(0, 0);
    /// axes.line([18.0, 21.0, 19.0]).label("temperature");
    /// axes.y_label("temperature (°C)");
    /// let mut twin = axes.twin_y();
    /// twin.line([1013.0, 1009.0, 1011.0]).color("darkorange").label("pressure");
    /// twin.y_label("pressure (hPa)");
    /// # figure.check().unwrap();
    /// ```
    #[doc(alias = "twinx")]
    pub fn twin_y(&mut self) -> AxesMut<'_> {
        self.axes.y2.get_or_insert_default();
        AxesMut { axes: self.axes, data: self.data, side: YAxis::Right }
    }
}
