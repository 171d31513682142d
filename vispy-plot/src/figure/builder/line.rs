//! Adding and changing lines.

use super::{AxesMut, SeriesMut};
use crate::data::IntoSeriesData;
use crate::figure::series::{LineSeries, XData};

/// A line, open for changes.
pub type LineMut<'a> = SeriesMut<'a, LineSeries>;

impl AxesMut<'_> {
    /// Adds a line: y alone, or `(x, y)`. VisPy's `PlotWidget.plot`.
    /// Names for x make a category axis, as those of [bars](Self::bar) do.
    ///
    /// Times in x or y turn that axis into a time axis if nothing is drawn yet.
    #[doc(alias = "plot")]
    pub fn line(&mut self, data: impl IntoSeriesData) -> LineMut<'_> {
        let (x, y) = self.insert(data.into_series_data());
        self.push(LineSeries { x, ..LineSeries::new(y) })
    }
}

impl SeriesMut<'_, LineSeries> {
    /// Counts x in seconds from the first sample, at this many samples a second; replaces an x that was given.
    pub fn rate_hz(&mut self, rate_hz: f64) -> &mut Self {
        self.change(|line| line.x = XData::RateHz(rate_hz))
    }

    /// Draws a symbol at each point, by VisPy's or matplotlib's name, such as `disc` or `o`.
    pub fn marker(&mut self, symbol: impl Into<String>) -> &mut Self {
        self.change(|line| line.marker = Some(symbol.into()))
    }

    /// Sets the size of the symbols in logical pixels.
    pub fn marker_size_px(&mut self, size_px: f64) -> &mut Self {
        self.change(|line| line.marker_size_px = Some(size_px))
    }
}
