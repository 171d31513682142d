//! A signal that another thread measures while it is shown: `cargo run -p vispy-plot --example live`.

use std::time::{Duration, Instant};

use vispy_plot::Figure;
use vispy_plot::data::Keep;

/// Samples a second.
const RATE_HZ: f64 = 100_000.0;

fn main() -> Result<(), vispy_plot::Error> {
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.title("The last five seconds of a signal").x_label("time (s)").y_label("voltage (V)");
    let live = axes.line(Vec::<f32>::new()).rate_hz(RATE_HZ).live(Keep::Last(5 * RATE_HZ as usize));

    if let Some(path) = std::env::args().nth(1) {
        // No window: all that a producer would send in ten seconds.
        live.append((0..10 * RATE_HZ as u64).map(voltage).collect::<Vec<f32>>())?;
        return figure.save(path);
    }
    // The producer ends with the program.
    std::thread::spawn(move || {
        let begin = Instant::now();
        let mut sample = 0_u64;
        loop {
            std::thread::sleep(Duration::from_millis(5));
            let now = (begin.elapsed().as_secs_f64() * RATE_HZ) as u64;
            let values: Vec<f32> = (sample..now).map(voltage).collect();
            sample = now;
            if live.append(values).is_err() {
                return;
            }
        }
    });
    figure.show()
}

/// A pulse that beats.
fn voltage(sample: u64) -> f32 {
    let time = sample as f64 / RATE_HZ;
    let beat = (time * 1.2 * std::f64::consts::TAU).sin().powi(15);
    let hum = (time * 50.0 * std::f64::consts::TAU).sin() * 0.05;
    (beat + hum + (time * 0.3).sin() * 0.3) as f32
}
