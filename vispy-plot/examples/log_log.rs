//! Both axes by their logarithms: power laws are straight lines.

use vispy_plot::{Error, Figure};

fn main() -> Result<(), Error> {
    // Semi-major axes in astronomical units and periods in years.
    let axes_au = [0.387, 0.723, 1.0, 1.524, 2.77, 5.203, 9.537, 19.19, 30.07, 39.48];
    let periods = [0.241, 0.615, 1.0, 1.881, 4.6, 11.86, 29.45, 84.02, 164.8, 247.9];
    let line = [0.2, 80.0];
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.line((line, line.map(|a: f64| a.powf(1.5)))).color("gray").style("--").label("$T = a^{3/2}$");
    axes.scatter((axes_au, periods)).size_px(11.0).color("crimson").label("planets");
    axes.x_log().y_log();
    axes.title("Kepler's third law").x_label("distance (au)").y_label("period (years)");
    axes.legend();
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
