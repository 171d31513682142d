//! The area between two lines: a mean and its uncertainty.

use vispy_plot::{Error, Figure};

fn main() -> Result<(), Error> {
    let x: Vec<f64> = (0..=300).map(|i| f64::from(i) * 0.04).collect();
    let mean: Vec<f64> = x.iter().map(|x| x.sin() + 0.1 * x).collect();
    let spread = |x: f64| 0.1 + 0.04 * x;
    let low: Vec<f64> = x.iter().zip(&mean).map(|(x, y)| y - spread(*x)).collect();
    let high: Vec<f64> = x.iter().zip(&mean).map(|(x, y)| y + spread(*x)).collect();
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.fill_between(&x, &low, &high).color("steelblue").alpha(0.3).label(r"$\pm 1\,\sigma$");
    axes.line((&x, &mean)).color("steelblue").width_px(2.0).label("mean");
    axes.title("A forecast grows uncertain").x_label("days").y_label("anomaly");
    axes.legend();
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
