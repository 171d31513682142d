//! Axes that pan and zoom together.

use vispy_plot::{Error, Figure};

fn main() -> Result<(), Error> {
    let t: Vec<f64> = (0..2000).map(|i| f64::from(i) * 0.005).collect();
    let signals: [(&str, fn(f64) -> f64); 3] = [
        ("position", |t| (-0.3 * t).exp() * (9.0 * t).sin()),
        ("velocity", |t| (-0.3 * t).exp() * (9.0 * (9.0 * t).cos() - 0.3 * (9.0 * t).sin())),
        ("energy", |t| (-0.6 * t).exp()),
    ];
    let mut figure = Figure::new();
    figure.size_px(800, 700);
    for (row, (name, signal)) in (0..).zip(signals) {
        let y: Vec<f64> = t.iter().map(|t| signal(*t)).collect();
        let mut axes = figure.axes(row, 0);
        axes.line((&t, &y));
        axes.y_label(name);
    }
    figure.axes(0, 0).title("Three views of one oscillator");
    figure.axes(2, 0).x_label("time (s)");
    figure.share_x();
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
