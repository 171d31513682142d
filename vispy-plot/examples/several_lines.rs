//! Several lines with a legend.
//!
//! Each line takes the next colour of the cycle; those with a label are in the legend, which keeps out of the way.

use vispy_plot::{Error, Figure};

fn main() -> Result<(), Error> {
    let x: Vec<f64> = (0..=400).map(|i| f64::from(i) * 0.05).collect();
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    for damping in [0.05, 0.15, 0.3, 0.6] {
        let y: Vec<f64> = x.iter().map(|t| (-damping * t).exp() * (t * 2.0).cos()).collect();
        axes.line((&x, &y)).label(format!("$\\gamma = {damping}$"));
    }
    axes.title("Damped oscillators").x_label("time (s)").y_label("amplitude");
    axes.legend();
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
