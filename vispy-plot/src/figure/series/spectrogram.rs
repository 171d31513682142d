//! Spectrograms.

use serde::{Deserialize, Serialize};

use super::{ColorMapping, Kind, Mapped, SeriesKind, SeriesType};
use crate::data::ColumnId;
use crate::error::DataError;
use crate::figure::check::{Check, setting};

/// The longest window of a spectrogram.
const MAX_WINDOW: usize = 1 << 20;

/// How strong each frequency of a signal is over time, in decibels, as an image: time along x in seconds, frequency
/// along y in hertz.
///
/// The power of each piece of the signal under a Hann window, per hertz: 10 log10 of the one-sided power spectral density.
/// A piece with a value that is not finite stays empty.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "specgram")]
pub struct SpectrogramSeries {
    /// The samples of the signal.
    pub samples: ColumnId,
    /// Samples a second. Default: 1.
    pub rate_hz: f64,
    /// The number of samples in a piece; a multiple of small primes is fastest. Default: 256.
    #[doc(alias = "n_fft")]
    pub window: usize,
    /// From the start of a piece to that of the next, in samples. Default: none, half a window, or as many more as leave at
    /// most 4000 pieces.
    #[serde(default)]
    #[doc(alias = "step")]
    pub hop: Option<usize>,
    /// How decibels become colours. Unless they are set, the limits span the 80 dB below the strongest.
    #[serde(default)]
    pub mapping: ColorMapping,
}

impl SpectrogramSeries {
    /// Makes a spectrogram at one sample a second with the default window.
    pub fn new(samples: ColumnId) -> Self {
        Self { samples, rate_hz: 1.0, window: 256, hop: None, mapping: ColorMapping::default() }
    }
}

impl Kind for SpectrogramSeries {
    fn columns(&self) -> Vec<ColumnId> {
        vec![self.samples]
    }

    fn check(&self, check: &Check<'_>) -> Result<(), DataError> {
        let samples = check.number_column(self.samples, "the samples of a spectrogram")?;
        let rate = self.rate_hz;
        let good = rate.is_finite() && rate > 0.0 && rate.recip().is_finite();
        setting(good, "the sampling rate in Hz", "a positive number", || rate.to_string())?;
        let good = (2..=MAX_WINDOW).contains(&self.window);
        setting(good, "the window of a spectrogram", "2 to 1048576 samples", || self.window.to_string())?;
        setting(
            samples.len() >= self.window,
            "the window of a spectrogram",
            "at most as long as the signal",
            || format!("{} for {} samples", self.window, samples.len()),
        )?;
        setting(self.hop != Some(0), "the hop of a spectrogram", "at least 1 sample", || "0".into())?;
        for axis in ["x", "y"] {
            check.on_axis(axis, None)?;
        }
        check.evenly_spaced("the scale of an axis with a spectrogram")?;
        self.mapping.check()
    }

    fn is_mapped(&self) -> bool {
        true
    }

    fn as_mapped(&mut self) -> Option<&mut dyn Mapped> {
        Some(self)
    }
}

impl SeriesType for SpectrogramSeries {
    fn of_mut(kind: &mut SeriesKind) -> Option<&mut Self> {
        if let SeriesKind::Spectrogram(kind) = kind { Some(kind) } else { None }
    }
}

impl From<SpectrogramSeries> for SeriesKind {
    fn from(kind: SpectrogramSeries) -> Self {
        Self::Spectrogram(kind)
    }
}

impl Mapped for SpectrogramSeries {
    fn mapping_mut(&mut self) -> &mut ColorMapping {
        &mut self.mapping
    }
}
