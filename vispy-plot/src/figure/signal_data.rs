//! What can be drawn as many signals.

use ndarray::{ArrayBase, Data, Ix2};

use crate::data::readers::Array2;
use crate::data::{Column, ColumnSlice, Element, for_numbers};

/// Many signals of the same length, in one column.
#[derive(Debug, Clone)]
pub struct SignalData {
    /// All samples.
    pub values: Column,
    /// How many channels there are.
    pub channels: usize,
    /// Whether the samples come sample by sample, one of each channel, instead of channel by channel.
    pub interleaved: bool,
}

impl SignalData {
    /// Samples of so many channels that come sample by sample, one of each channel, as converters send them.
    pub fn interleaved(values: impl Into<Column>, channels: usize) -> Self {
        Self { values: values.into(), channels, interleaved: true }
    }

    /// All samples, sample by sample; copied if they come channel by channel.
    pub(crate) fn into_interleaved(self) -> Column {
        /// Turns rows of channels into columns.
        fn turned<T: Copy>(values: &[T], channels: usize) -> Vec<T> {
            let len = values.len() / channels;
            (0..len * channels).map(|at| values[at % channels * len + at / channels]).collect()
        }
        let channels = self.channels;
        if self.interleaved || channels < 2 {
            return self.values;
        }
        for_numbers!(self.values.slice(),
            values => Column::from(turned(values, channels)),
            (times, unit) => Column::timestamps(turned(times, channels), unit),
            rest => match rest {
                ColumnSlice::Uniform { start, step, len } => {
                    let values: Vec<f64> = (0..len).map(|i| start + i as f64 * step).collect();
                    Column::from(turned(&values, channels))
                }
                _ => self.values.clone(),
            },
        )
    }
}

/// What can be drawn as many signals: an `ndarray` with a row for each channel, in either memory order; vectors, one for each
/// channel; a file's array with a column for each channel, as recordings have.
///
/// ```
/// use vispy_plot::figure::IntoSignalData;
///
/// let by_sample = ndarray::Array2::<f32>::zeros((1000, 4));
/// let data = (&by_sample.t()).into_signal_data();
/// assert_eq!((data.channels, data.interleaved), (4, true));
/// ```
pub trait IntoSignalData {
    /// Turns the value into a column and how it is to be read.
    fn into_signal_data(self) -> SignalData;
}

impl IntoSignalData for SignalData {
    fn into_signal_data(self) -> SignalData {
        self
    }
}

impl IntoSignalData for Array2 {
    fn into_signal_data(self) -> SignalData {
        SignalData { values: self.values, channels: self.columns, interleaved: true }
    }
}

impl<T: Element, S: Data<Elem = T>> IntoSignalData for &ArrayBase<S, Ix2> {
    fn into_signal_data(self) -> SignalData {
        // Copied as they lie in memory, not turned around.
        let interleaved = !self.is_standard_layout() && self.t().is_standard_layout();
        let values: Vec<T> =
            if interleaved { self.t().iter().copied().collect() } else { self.iter().copied().collect() };
        SignalData { values: Column::from(values), channels: self.nrows(), interleaved }
    }
}

impl<T: Element> IntoSignalData for Vec<Vec<T>> {
    /// Channels that are shorter than the first end the others too.
    fn into_signal_data(self) -> SignalData {
        let len = self.iter().map(Vec::len).min().unwrap_or(0);
        let channels = self.len();
        let values: Vec<T> = self.into_iter().flat_map(|channel| channel.into_iter().take(len)).collect();
        SignalData { values: Column::from(values), channels, interleaved: false }
    }
}
