//! Points with error bars in both directions.

use vispy_plot::{Error, Figure};

fn main() -> Result<(), Error> {
    let x: Vec<f64> = (1..=10).map(f64::from).collect();
    let scatter = [0.31, -0.22, 0.12, -0.4, 0.25, 0.05, -0.33, 0.42, -0.11, 0.2];
    let y: Vec<f64> = x.iter().zip(scatter).map(|(x, off)| 0.8 * x + 1.0 + off).collect();
    let error: Vec<f64> = x.iter().map(|x| 0.25 + 0.04 * x).collect();
    let fit: Vec<f64> = x.iter().map(|x| 0.8 * x + 1.0).collect();
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.errorbar((&x, &y)).y_error(error).x_error(0.15).color("#333").label("measured");
    axes.line((&x, &fit)).color("crimson").style("--").label("0.8 x + 1");
    axes.title("A calibration").x_label("applied (N)").y_label("read (V)");
    axes.legend();
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
