//! Axes that pan and zoom together.

use vispy_plot::{Error, Figure};

fn main() -> Result<(), Error> {
    let t: Vec<f64> = (0..2000).map(|i| f64::from(i) * 0.005).collect();
    let decay = |t: f64| (-0.3 * t).exp();
    let position = |t: f64| decay(t) * (9.0 * t).sin();
    let velocity = |t: f64| decay(t) * (9.0 * (9.0 * t).cos() - 0.3 * (9.0 * t).sin());
    let energy = |t: f64| decay(2.0 * t);
    let sampled = |signal: &dyn Fn(f64) -> f64| -> Vec<f64> { t.iter().map(|t| signal(*t)).collect() };
    let signals =
        [("position", sampled(&position)), ("velocity", sampled(&velocity)), ("energy", sampled(&energy))];
    let mut figure = Figure::new();
    figure.size_px(800, 700);
    for (row, (name, y)) in (0..).zip(signals) {
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
