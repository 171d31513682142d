//! 64 channels that another thread measures at a million samples a second each while they are shown.
//!
//! `cargo run --release -p vispy-plot --example live_signals`. What is appended costs what is new; the picture costs pixels,
//! not samples.

use std::time::{Duration, Instant};

use vispy_plot::Figure;
use vispy_plot::data::Keep;
use vispy_plot::figure::SignalData;

const CHANNELS: usize = 64;
/// Samples of a channel a second.
const RATE_HZ: usize = 1_000_000;
/// Samples of a channel that are sent at once.
const BLOCK: usize = RATE_HZ / 100;

fn main() -> Result<(), vispy_plot::Error> {
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.title("64 channels at 1 MHz: the last half second").x_label("time (s)").y_label("channel");
    let nothing = SignalData::interleaved(Vec::<i16>::new(), CHANNELS);
    let live =
        axes.signals(nothing).rate_hz(RATE_HZ as f64).gain(1.0 / 40_000.0).live(Keep::Last(RATE_HZ / 2));

    // A second, made once and sent again and again, as this program has to make what others measure.
    let second: Vec<Vec<i16>> = (0..RATE_HZ / BLOCK).map(block).collect();
    if let Some(path) = std::env::args().nth(1) {
        for block in second {
            live.append(SignalData::interleaved(block, CHANNELS))?;
        }
        return figure.save(path);
    }
    // The producer ends with the program.
    std::thread::spawn(move || {
        let begin = Instant::now();
        for (number, block) in second.iter().cycle().enumerate() {
            let due = Duration::from_secs_f64((number * BLOCK) as f64 / RATE_HZ as f64);
            std::thread::sleep(due.saturating_sub(begin.elapsed()));
            if live.append(SignalData::interleaved(block.clone(), CHANNELS)).is_err() {
                return;
            }
        }
    });
    figure.show()
}

/// What is sent at once: a sample of each channel, then the next of each.
fn block(number: usize) -> Vec<i16> {
    let mut state = number as u32 + 1;
    let sample = |at: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = (state >> 8) as f32 / (1 << 23) as f32 - 1.0;
        let (time, channel) = ((number * BLOCK + at / CHANNELS) as f32 / RATE_HZ as f32, at % CHANNELS);
        let burst = (-((time * 6.0 - 0.04 * channel as f32) % 1.0 - 0.5).powi(2) * 300.0).exp();
        let wave = (time * std::f32::consts::TAU * (40.0 + channel as f32)).sin();
        ((0.15 * noise + 0.8 * wave * burst) * 20_000.0) as i16
    };
    (0..BLOCK * CHANNELS).map(sample).collect()
}
