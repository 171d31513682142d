//! Texts beside points, lines and bands across the axes.

use vispy_plot::{Error, Figure};

fn main() -> Result<(), Error> {
    let x: Vec<f64> = (0..=600).map(|i| f64::from(i) * 0.02).collect();
    let wave = |x: f64| 4.0 * (-(x - 5.0).powi(2) / 2.0).exp() + 0.3 * (2.5 * x).sin();
    let y: Vec<f64> = x.iter().map(|x| wave(*x)).collect();
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.axvspan(4.0, 6.0).color("gold").alpha(0.25);
    axes.axhline(2.0).color("gray").style(":");
    axes.line((&x, &y)).width_px(2.0);
    axes.annotate("the event", 5.0, wave(5.0)).offset_px(70.0, -10.0).arrow(true);
    axes.annotate("threshold", 10.5, 2.0).offset_px(0.0, 8.0);
    axes.title("What happened when").x_label("time (s)").y_label("signal (mV)").y_limits(-0.7, 5.0);
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
