//! Adding and changing many signals.

use super::{AxesMut, SeriesMut};
use crate::data::{Keep, LiveSignals};
use crate::figure::series::{SignalsSeries, XData};
use crate::figure::signal_data::{IntoSignalData, SignalData};

/// Many signals, open for changes.
pub type SignalsMut<'a> = SeriesMut<'a, SignalsSeries>;

impl AxesMut<'_> {
    /// Adds many signals in one series, stacked from the first at the top down: channel `k` stands at y = `k`.
    ///
    /// ```
    /// let eeg = ndarray::Array2::from_shape_fn((32, 5000), |(k, i)| ((k + 1) as f32 * i as f32 * 1e-3).sin());
    /// let mut figure = vispy_plot::Figure::new();
    /// figure.axes(0, 0).signals(&eeg).rate_hz(500.0);
    /// # figure.check()?;
    /// # Ok::<(), vispy_plot::Error>(())
    /// ```
    pub fn signals(&mut self, data: impl IntoSignalData) -> SignalsMut<'_> {
        let SignalData { values, channels, interleaved } = data.into_signal_data();
        self.take_scales(None, None);
        if self.axes.series.is_empty() {
            self.y_axis().inverted = true;
        }
        let values = self.data.insert(values);
        self.push(SignalsSeries::new(values, channels, interleaved))
    }
}

impl SeriesMut<'_, SignalsSeries> {
    /// Returns a handle with which any thread can append samples to all channels while the figure is shown; `keep` counts the
    /// samples of a channel. The type of the samples, the number of channels, and the rate stay as they are now; there may
    /// be no samples yet, and then [`gain`](Self::gain) says how high stacked channels are. x is counted or has a rate.
    ///
    /// A handle that was returned before changes nothing any more.
    pub fn live(&mut self, keep: Keep) -> LiveSignals {
        let mut place = None;
        self.change(|signals| place = Some((signals.values, signals.channels, signals.interleaved)));
        let (id, channels, interleaved) = place.unwrap_or_default();
        if let Ok(values) = self.data.get(id).cloned()
            && !interleaved
        {
            let values = SignalData { values, channels, interleaved }.into_interleaved();
            let _ = self.data.replace(id, values);
            self.change(|signals| signals.interleaved = true);
        }
        let keep = match keep {
            Keep::All => Keep::All,
            Keep::Last(samples) => Keep::Last(samples.max(1).saturating_mul(channels.max(1))),
        };
        LiveSignals::new(self.data.make_live(None, id, keep), channels)
    }

    /// Counts x in seconds from the first sample, at this many samples a second.
    pub fn rate_hz(&mut self, rate_hz: f64) -> &mut Self {
        self.change(|signals| signals.x = XData::RateHz(rate_hz))
    }

    /// Draws all channels at their own values, over each other, instead of stacked. The y axis stays as it is turned.
    pub fn overlaid(&mut self) -> &mut Self {
        self.change(|signals| signals.stacked = false)
    }

    /// Sets the y of a sample of 1 of stacked channels, which are 1 apart.
    pub fn gain(&mut self, gain: f64) -> &mut Self {
        self.change(|signals| signals.gain = Some(gain))
    }

    /// Sets the colours of channels; those beyond the last begin again.
    pub fn colors<C: Into<String>>(&mut self, colors: impl IntoIterator<Item = C>) -> &mut Self {
        let colors = colors.into_iter().map(Into::into).collect();
        self.change(|signals| signals.colors = colors)
    }

    /// Sets the opacity, 0 to 1, which is multiplied into that of the colours.
    #[doc(alias = "opacity")]
    pub fn alpha(&mut self, alpha: f64) -> &mut Self {
        self.change(|signals| signals.alpha = Some(alpha))
    }

    /// Sets the width of the lines in logical pixels.
    #[doc(alias = "linewidth")]
    pub fn width_px(&mut self, width_px: f64) -> &mut Self {
        self.change(|signals| signals.width_px = Some(width_px))
    }
}
