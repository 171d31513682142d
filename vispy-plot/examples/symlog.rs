//! An axis that is logarithmic on both sides of zero and linear between.

use vispy_plot::{Error, Figure};
use vispy_visuals::ticks::Scale;

fn main() -> Result<(), Error> {
    let x: Vec<f64> = (-500..=500).map(|i| f64::from(i) * 0.02).collect();
    let y: Vec<f64> = x.iter().map(|x| x.powi(3) * x.sin().abs() + 0.2 * x).collect();
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.line((&x, &y)).width_px(2.0);
    axes.y_scale(Scale::Symlog { linear_width: 1.0 });
    axes.title("Small and large, of both signs").x_label("x").y_label(r"$x^3|\sin x| + x/5$");
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
