//! Adding and changing lines of steps.

use super::{AxesMut, SeriesMut};
use crate::data::IntoSeriesData;
use crate::figure::series::{StepAt, StepSeries, XData};

/// A line of steps, open for changes.
pub type StepMut<'a> = SeriesMut<'a, StepSeries>;

impl AxesMut<'_> {
    /// Adds a line of steps: y alone, or `(x, y)`. matplotlib's `step`.
    #[doc(alias = "stairs")]
    pub fn step(&mut self, data: impl IntoSeriesData) -> StepMut<'_> {
        let (x, y) = self.insert(data.into_series_data());
        self.push(StepSeries { x, ..StepSeries::new(y) })
    }
}

impl SeriesMut<'_, StepSeries> {
    /// Sets where the steps are. matplotlib's `where`.
    #[doc(alias = "where")]
    pub fn at(&mut self, at: StepAt) -> &mut Self {
        self.change(|step| step.at = at)
    }

    /// Counts x in seconds from the first sample, at this many samples a second; replaces an x that was given.
    pub fn rate_hz(&mut self, rate_hz: f64) -> &mut Self {
        self.change(|step| step.x = XData::RateHz(rate_hz))
    }
}
