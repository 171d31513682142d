//! Adding and changing histograms.

use super::{AxesMut, SeriesMut};
use crate::data::Column;
use crate::figure::series::{Bins, HistSeries, Orientation};

/// A histogram, open for changes.
pub type HistMut<'a> = SeriesMut<'a, HistSeries>;

impl AxesMut<'_> {
    /// Adds a histogram of values. VisPy's `PlotWidget.histogram`, matplotlib's `hist`.
    ///
    /// ```
    /// let mut figure = vispy_plot::Figure::new();
    /// figure.axes(0, 0).hist([1.0, 1.5, 3.0, 3.5, 3.7]).bins(2).density(true);
    /// # figure.check()?;
    /// # Ok::<(), vispy_plot::Error>(())
    /// ```
    #[doc(alias = "histogram")]
    pub fn hist(&mut self, values: impl Into<Column>) -> HistMut<'_> {
        self.take_scales(None, None);
        let values = self.data.insert(values.into());
        self.push(HistSeries::new(values))
    }
}

impl SeriesMut<'_, HistSeries> {
    /// Sets how many bins there are, or their edges.
    pub fn bins(&mut self, bins: impl Into<Bins>) -> &mut Self {
        self.change(|hist| hist.bins = bins.into())
    }

    /// Sets the lower edge of the first bin and the upper edge of the last; values beyond are left out.
    pub fn range(&mut self, low: f64, high: f64) -> &mut Self {
        self.change(|hist| hist.range = Some([low, high]))
    }

    /// Sets whether the area of all bars is made 1.
    pub fn density(&mut self, density: bool) -> &mut Self {
        self.change(|hist| hist.density = density)
    }

    /// Sets whether each bin counts those before it too.
    pub fn cumulative(&mut self, cumulative: bool) -> &mut Self {
        self.change(|hist| hist.cumulative = cumulative)
    }

    /// Sets the direction in which the bars grow.
    pub fn orientation(&mut self, orientation: Orientation) -> &mut Self {
        self.change(|hist| hist.orientation = orientation)
    }
}
