//! Adding and changing lines.

use vispy_visuals::vector::{Cap, Join};

use super::{AxesMut, SeriesMut};
use crate::data::{ColumnId, IntoSeriesData, Keep, LiveSeries};
use crate::figure::series::{LineSeries, SeriesKind, XData};

/// A line, open for changes.
pub type LineMut<'a> = SeriesMut<'a, LineSeries>;

impl AxesMut<'_> {
    /// Adds a line: y alone, or `(x, y)`. VisPy's `PlotWidget.plot`.
    ///
    /// Times in x or y turn that axis into a time axis if nothing is drawn yet.
    #[doc(alias = "plot")]
    pub fn line(&mut self, data: impl IntoSeriesData) -> LineMut<'_> {
        let data = data.into_series_data();
        self.take_scales(data.x.as_ref(), Some(&data.y));
        let x = data.x.map(|x| self.data.insert(x));
        let y = self.data.insert(data.y);
        let line = LineSeries { x: x.map_or(XData::Index, XData::Column), ..LineSeries::new(y) };
        self.push(line)
    }
}

impl SeriesMut<'_, LineSeries> {
    /// Sets the width in logical pixels.
    pub fn width_px(&mut self, width_px: f64) -> &mut Self {
        self.change(|line| line.width_px = Some(width_px))
    }

    /// Sets the shape of the corners.
    pub fn join(&mut self, join: Join) -> &mut Self {
        self.change(|line| line.join = join)
    }

    /// Sets the shape of the ends.
    pub fn cap(&mut self, cap: Cap) -> &mut Self {
        self.change(|line| line.cap = cap)
    }

    /// Counts x in seconds from the first sample, at this many samples a second; replaces an x that was given.
    pub fn rate_hz(&mut self, rate_hz: f64) -> &mut Self {
        self.change(|line| line.x = XData::RateHz(rate_hz))
    }

    /// Returns a handle with which any thread can change the data while the figure is shown. The type of the values, whether
    /// there is an x, and the rate stay as they are now; the line may be empty.
    ///
    /// A handle that was returned before changes nothing any more.
    #[doc(alias = "set_data")]
    pub fn live(&mut self, keep: Keep) -> LiveSeries {
        let (x, y) = match &self.series.kind {
            SeriesKind::Line(line) => (line.x.id(), line.y),
            // A handle for lines is of a line.
            _ => (None, ColumnId::default()),
        };
        self.data.make_live(x, y, keep)
    }
}
