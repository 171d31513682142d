//! A line in one expression.
//!
//! Data can be vectors, slices, arrays and `ndarray`s of any number type; x counts samples unless it is given.

use vispy_plot::Error;

fn main() -> Result<(), Error> {
    let y: Vec<f32> = (0..500).map(|i| (i as f32 * 0.05).sin() * (-(i as f32) * 0.006).exp()).collect();
    let plot = vispy_plot::line(&y)
        .rate_hz(100.0)
        .title("A damped oscillation")
        .x_label("time (s)")
        .y_label("displacement (mm)");
    match std::env::args().nth(1) {
        Some(path) => plot.save(path),
        None => plot.show(),
    }
}
