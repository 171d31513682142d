//! Adding and changing polygons.

use super::{AxesMut, SeriesMut};
use crate::data::Column;
use crate::figure::series::PolygonSeries;

/// Polygons, open for changes.
pub type PolygonMut<'a> = SeriesMut<'a, PolygonSeries>;

impl AxesMut<'_> {
    /// Adds filled polygons by the x and y of their corners; a point that is NaN separates two rings. matplotlib's `fill`.
    ///
    /// ```
    /// let mut figure = vispy_plot::Figure::new();
    /// figure.axes(0, 0).polygon([0.0, 4.0, 2.0], [0.0, 0.0, 3.0]).color("seagreen").edge_color("black");
    /// # figure.check()?;
    /// # Ok::<(), vispy_plot::Error>(())
    /// ```
    #[doc(alias = "fill")]
    pub fn polygon(&mut self, x: impl Into<Column>, y: impl Into<Column>) -> PolygonMut<'_> {
        let (x, y) = (x.into(), y.into());
        self.take_scales(Some(&x), Some(&y));
        let polygon = PolygonSeries::new(self.data.insert(x), self.data.insert(y));
        self.push(polygon)
    }
}
