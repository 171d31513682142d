//! Many signals whose samples arrive while they are shown.

use super::LiveSeries;
use crate::error::DataError;
use crate::figure::IntoSignalData;

/// The handle of many signals whose data change: `Send` and `Clone`, so that any thread can have one.
///
/// What is appended is in every window that shows the signals with its next frame, which costs what is new; however often
/// something is appended, a frame is drawn once. A block has as many samples of each channel: all channels grow
/// together.
///
/// ```
/// use vispy_plot::Figure;
/// use vispy_plot::data::Keep;
/// use vispy_plot::figure::SignalData;
///
/// # fn main() -> Result<(), vispy_plot::Error> {
/// let mut figure = Figure::new();
/// let nothing = SignalData::interleaved(Vec::<f32>::new(), 2);
/// let live = figure.axes(0, 0).signals(nothing).rate_hz(1000.0).live(Keep::Last(5000));
/// // As a converter sends them: a sample of each channel, then the next. Or a vector for each channel.
/// live.append(SignalData::interleaved(vec![0.5f32, -0.5, 0.7, -0.7], 2))?;
/// live.append(vec![vec![0.9f32], vec![-0.9]])?;
/// assert_eq!((live.channels(), live.len()), (2, 3));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct LiveSignals {
    /// All channels, sample by sample.
    series: LiveSeries,
    channels: usize,
}

impl LiveSignals {
    pub(crate) fn new(series: LiveSeries, channels: usize) -> Self {
        Self { series, channels: channels.max(1) }
    }

    /// Adds samples at the end of all channels: an array with a row for each, a vector for each, or
    /// [sample by sample](crate::figure::SignalData::interleaved), which is how they are kept. The type is that of the signals.
    ///
    /// # Errors
    /// - [`DataError::Setting`] if there are more or fewer channels, or not as many samples of each.
    /// - [`DataError::Append`] if the type is another.
    ///
    /// Nothing is appended then.
    pub fn append(&self, block: impl IntoSignalData) -> Result<(), DataError> {
        let block = block.into_signal_data();
        if block.channels != self.channels || !block.values.len().is_multiple_of(self.channels) {
            return Err(DataError::Setting {
                what: "a block of live signals",
                expected: "as many channels as the signals have, each with as many samples",
                found: format!(
                    "{} samples of {} channels for {}",
                    block.values.len(),
                    block.channels,
                    self.channels
                ),
            });
        }
        self.series.append(block.into_interleaved())
    }

    /// Returns how many channels there are.
    #[must_use]
    pub fn channels(&self) -> usize {
        self.channels
    }

    /// Returns how many samples of each channel are kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.series.len() / self.channels
    }

    /// Whether no samples are kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.series.is_empty()
    }

    /// Returns how many samples of each channel there were in all.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.series.total() / self.channels as u64
    }

    /// Returns the bytes that the samples take, spare room included; a picture that still shows older data may hold as much
    /// again.
    #[must_use]
    pub fn reserved_bytes(&self) -> usize {
        self.series.reserved_bytes()
    }
}
