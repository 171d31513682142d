//! Many signals in one series: 64 channels of a recording, stacked.
//!
//! A row of the array is a channel. They are drawn at once, however many there are; the pointer reads out channel and sample.

use ndarray::Array2;
use vispy_plot::{Error, Figure};

/// Rhythms of the alpha band that come and go, slow drifts, and noise.
fn recording(channels: usize, samples: usize) -> Array2<f32> {
    let mut state = 1_u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / (1 << 23) as f32 - 1.0
    };
    Array2::from_shape_fn((channels, samples), |(channel, sample)| {
        let (k, t) = (channel as f32, sample as f32 / 500.0);
        let burst = (-((t - 8.0 - 0.12 * k) / 2.5).powi(2)).exp();
        let alpha = (62.8 * t + 0.3 * k).sin() * burst;
        20.0 * alpha + 6.0 * (0.7 * t + k).sin() + 6.0 * noise()
    })
}

fn main() -> Result<(), Error> {
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.signals(&recording(64, 10_000)).rate_hz(500.0);
    axes.title("64 channels").x_label("time (s)").y_label("channel");
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
