//! What is computed from columns before it is drawn: histograms and spectrograms.

mod histogram;
mod spectrogram;

pub use histogram::Histogram;
pub use spectrogram::Spectrogram;
