//! Spectrograms: how strong each frequency of a signal is over time.

use std::f64::consts::TAU;
use std::sync::Arc;

use rustfft::algorithm::{BluesteinsAlgorithm, Radix4};
use rustfft::num_complex::Complex;
use rustfft::{Fft, FftDirection};

use crate::data::Column;

/// The largest number of pieces that a signal is cut into without being asked for.
const MAX_PIECES: usize = 4000;

/// The one-sided power spectral density of the pieces of a signal, in decibels.
///
/// Each piece is multiplied by a Hann window and loses its mean before. Sums over frequencies of the densities (not in decibels)
/// times the frequency step are the power of the piece.
///
/// ```
/// use vispy_plot::analysis::Spectrogram;
/// use vispy_plot::data::Column;
///
/// // A tone of 125 Hz, 1000 samples a second.
/// let tone: Vec<f32> = (0..4000).map(|i| (i as f32 * 0.125 * std::f32::consts::TAU).sin()).collect();
/// let spectrogram = Spectrogram::of(&Column::from(tone), 1000.0, 256, None);
/// assert_eq!(spectrogram.frequencies, 129);
/// let column = |frequency: usize| spectrogram.decibels[frequency * spectrogram.pieces];
/// assert!(column(32) > column(31) && column(32) > column(33), "bin 32 is 125 Hz");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Spectrogram {
    /// The number of pieces: the width of the picture.
    pub pieces: usize,
    /// The number of frequencies, half of the window and one: the height of the picture.
    pub frequencies: usize,
    /// From the middle of a piece to that of the next, in seconds.
    pub time_step_s: f64,
    /// The time of the middle of the first piece, in seconds.
    pub first_time_s: f64,
    /// From a frequency to the next, in hertz.
    pub frequency_step_hz: f64,
    /// Decibels per hertz, the lowest frequency first, `pieces` values each; NaN where a piece has a value that is not
    /// finite, and not below -300.
    pub decibels: Vec<f32>,
}

impl Spectrogram {
    /// Computes the spectrogram of a signal of `rate_hz` samples a second. `window` is the number of samples of a piece, 2
    /// to the length of the signal, and `hop` from the start of a piece to the next; without it half a window, or more where
    /// there would be more than 4000 pieces.
    pub fn of(samples: &Column, rate_hz: f64, window: usize, hop: Option<usize>) -> Self {
        let window = window.clamp(2, samples.len().max(2));
        let room = samples.len().saturating_sub(window);
        let hop = hop.unwrap_or_else(|| (window / 2).max(room.div_ceil(MAX_PIECES - 1))).max(1);
        let pieces = if samples.len() < window { 0 } else { room / hop + 1 };
        let frequencies = window / 2 + 1;
        let weights: Vec<f64> =
            (0..window).map(|i| 0.5 - 0.5 * (TAU * i as f64 / window as f64).cos()).collect();
        let power: f64 = weights.iter().map(|weight| weight * weight).sum();
        let scale = 1.0 / (rate_hz * power);
        let transform = transform(window);
        let mut values = vec![Complex::default(); window];
        let mut scratch = vec![Complex::default(); transform.get_inplace_scratch_len()];
        let mut decibels = vec![f32::NAN; pieces * frequencies];
        for piece in 0..pieces {
            let start = piece * hop;
            for (i, value) in values.iter_mut().enumerate() {
                *value = Complex::from(samples.get_f64(start + i).unwrap_or(f64::NAN));
            }
            let mean = values.iter().map(|value| value.re).sum::<f64>() / window as f64;
            if !mean.is_finite() {
                continue;
            }
            values.iter_mut().zip(&weights).for_each(|(value, weight)| *value = (*value - mean) * weight);
            transform.process_with_scratch(&mut values, &mut scratch);
            for (frequency, value) in values[..frequencies].iter().enumerate() {
                // Frequencies between the ends stand for their negatives too.
                let ends = frequency == 0 || 2 * frequency == window;
                let density = value.norm_sqr() * scale * if ends { 1.0 } else { 2.0 };
                decibels[frequency * pieces + piece] = 10.0 * density.max(1e-30).log10() as f32;
            }
        }
        Self {
            pieces,
            frequencies,
            time_step_s: hop as f64 / rate_hz,
            first_time_s: window as f64 / 2.0 / rate_hz,
            frequency_step_hz: rate_hz / window as f64,
            decibels,
        }
    }

    /// Returns the largest value in decibels, if there is one.
    pub fn loudest(&self) -> Option<f32> {
        self.decibels.iter().copied().filter(|value| !value.is_nan()).reduce(f32::max)
    }
}

/// A transform of any length, of the two algorithms that suffice for all: the library's planner, which knows a faster one
/// for many a length, takes longer to compile than most users will wait for spectrograms.
fn transform(len: usize) -> Arc<dyn Fft<f64>> {
    if len.is_power_of_two() {
        return Arc::new(Radix4::new(len, FftDirection::Forward));
    }
    let inner = Radix4::new((2 * len - 1).next_power_of_two(), FftDirection::Forward);
    Arc::new(BluesteinsAlgorithm::new(len, Arc::new(inner)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The power of a piece: the sum of its densities times the frequency step.
    fn power(spectrogram: &Spectrogram, piece: usize) -> f64 {
        let density =
            |f: usize| 10f64.powf(f64::from(spectrogram.decibels[f * spectrogram.pieces + piece]) / 10.0);
        (0..spectrogram.frequencies).map(density).sum::<f64>() * spectrogram.frequency_step_hz
    }

    #[test]
    fn a_tone_has_its_frequency_and_its_power() {
        for (rate_hz, frequency_hz, amplitude) in [(1000.0, 125.0, 1.0), (44_100.0, 10_335.937_5, 3.0)] {
            let tone: Vec<f64> =
                (0..5000).map(|i| amplitude * (TAU * frequency_hz * f64::from(i) / rate_hz).sin()).collect();
            let spectrogram = Spectrogram::of(&tone.into(), rate_hz, 256, None);
            let strongest = (0..spectrogram.frequencies).max_by(|&a, &b| {
                let value = |f: usize| spectrogram.decibels[f * spectrogram.pieces + 5];
                value(a).total_cmp(&value(b))
            });
            assert_eq!(strongest.unwrap() as f64 * spectrogram.frequency_step_hz, frequency_hz);
            // The mean square of a sine is half of its amplitude's square.
            let expected = amplitude * amplitude / 2.0;
            assert!((power(&spectrogram, 5) / expected - 1.0).abs() < 1e-5, "{}", power(&spectrogram, 5));
        }
    }

    #[test]
    fn windows_of_any_length_have_the_same_densities_as_the_sum_that_defines_them() {
        let signal: Vec<f64> = (0..100).map(|i| f64::from(i * i % 37) - f64::from(i) / 3.0).collect();
        for window in [2, 3, 5, 8, 31, 64, 97, 100] {
            let spectrogram = Spectrogram::of(&signal.clone().into(), 10.0, window, None);
            let mean = signal[..window].iter().sum::<f64>() / window as f64;
            let weight = |i: usize| 0.5 - 0.5 * (TAU * i as f64 / window as f64).cos();
            let power: f64 = (0..window).map(|i| weight(i).powi(2)).sum();
            for frequency in 0..spectrogram.frequencies {
                let turn = |i: usize| -TAU * (i * frequency % window) as f64 / window as f64;
                let value: Complex<f64> =
                    (0..window).map(|i| Complex::from_polar((signal[i] - mean) * weight(i), turn(i))).sum();
                let sides = if frequency == 0 || 2 * frequency == window { 1.0 } else { 2.0 };
                let density = f64::from(spectrogram.decibels[frequency * spectrogram.pieces]) / 10.0;
                let expected = (value.norm_sqr() * sides / (10.0 * power)).max(1e-30);
                let found = 10f64.powf(density);
                assert!(
                    (found - expected).abs() <= 1e-5 * expected + 1e-20,
                    "{window} {frequency}: {found} {expected}"
                );
            }
        }
    }

    #[test]
    fn pieces_are_as_many_as_fit_and_not_too_many() {
        let signal = |len: usize| Column::uniform(0.0, 1.0, len);
        let shape = |len: usize, hop| {
            let spectrogram = Spectrogram::of(&signal(len), 1.0, 16, hop);
            (spectrogram.pieces, spectrogram.time_step_s)
        };
        assert_eq!(shape(16, None), (1, 8.0));
        assert_eq!(shape(31, Some(8)), (2, 8.0));
        assert_eq!(shape(32, Some(8)), (3, 8.0));
        let (pieces, _) = shape(1_000_000, None);
        assert!((3900..=4000).contains(&pieces), "{pieces}");
    }

    #[test]
    fn a_gap_leaves_its_pieces_empty_and_silence_has_a_floor() {
        let mut signal = vec![0.0f32; 64];
        signal[40] = f32::NAN;
        let spectrogram = Spectrogram::of(&signal.into(), 1.0, 16, Some(16));
        let first: Vec<f32> = spectrogram.decibels[..4].to_vec();
        assert!(first[2].is_nan() && first[0] == -300.0 && first[3] == -300.0, "{first:?}");
        assert_eq!(spectrogram.loudest(), Some(-300.0));
    }
}
