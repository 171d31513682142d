//! What is seen at first: limits, an inverted axis, and equal units.

use vispy_plot::{Error, Figure};

fn main() -> Result<(), Error> {
    let depth: Vec<f64> = (0..=400).map(|i| f64::from(i) * 0.5).collect();
    let temperature: Vec<f64> =
        depth.iter().map(|z| 4.0 + 14.0 / (1.0 + ((z - 40.0) / 9.0).exp()) + 0.1 * (z * 0.7).sin()).collect();
    let t: Vec<f64> = (0..=2000).map(|i| f64::from(i) * 0.00314159).collect();
    let (x, y): (Vec<f64>, Vec<f64>) = t.iter().map(|t| ((3.0 * t).sin(), (2.0 * t).sin())).unzip();
    let mut figure = Figure::new();
    figure.size_px(900, 480);
    let mut axes = figure.axes(0, 0);
    axes.line((&temperature, &depth)).width_px(2.0);
    axes.y_inverted(true).y_limits(0.0, 120.0).x_limits(0.0, 20.0);
    axes.title("Depth grows downwards").x_label("temperature (°C)").y_label("depth (m)");
    let mut axes = figure.axes(0, 1);
    axes.line((&x, &y)).color("seagreen").width_px(2.0);
    axes.aspect(1.0).title("Equal units");
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
