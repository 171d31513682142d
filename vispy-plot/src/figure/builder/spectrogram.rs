//! Adding and changing spectrograms.

use super::{AxesMut, SeriesMut};
use crate::data::Column;
use crate::figure::series::SpectrogramSeries;

/// A spectrogram, open for changes.
pub type SpectrogramMut<'a> = SeriesMut<'a, SpectrogramSeries>;

impl AxesMut<'_> {
    /// Adds the spectrogram of a signal of `rate_hz` samples a second. VisPy's `PlotWidget.spectrogram`, matplotlib's
    /// `specgram`.
    ///
    /// ```
    /// let tone: Vec<f32> = (0..1000).map(|i| (i as f32 * 0.3).sin()).collect();
    /// let mut figure = vispy_plot::Figure::new();
    /// figure.axes(0, 0).spectrogram(&tone, 1000.0).window(128).hop(32);
    /// # figure.check()?;
    /// # Ok::<(), vispy_plot::Error>(())
    /// ```
    #[doc(alias = "specgram")]
    pub fn spectrogram(&mut self, samples: impl Into<Column>, rate_hz: f64) -> SpectrogramMut<'_> {
        if self.axes.series.is_empty() {
            self.axes.grid = false;
        }
        self.take_scales(None, None);
        let samples = self.data.insert(samples.into());
        self.push(SpectrogramSeries { rate_hz, ..SpectrogramSeries::new(samples) })
    }
}

impl SeriesMut<'_, SpectrogramSeries> {
    /// Sets how many samples are in a piece.
    #[doc(alias = "n_fft")]
    pub fn window(&mut self, samples: usize) -> &mut Self {
        self.change(|spectrogram| spectrogram.window = samples)
    }

    /// Sets the distance of the starts of two pieces in samples.
    #[doc(alias = "step")]
    pub fn hop(&mut self, samples: usize) -> &mut Self {
        self.change(|spectrogram| spectrogram.hop = Some(samples))
    }
}
