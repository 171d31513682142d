//! Bars over named categories.

use vispy_plot::{Error, Figure};

fn main() -> Result<(), Error> {
    let names = ["Mercury", "Venus", "Earth", "Mars", "Jupiter", "Saturn", "Uranus", "Neptune"];
    let densities = [5.43, 5.24, 5.51, 3.93, 1.33, 0.69, 1.27, 1.64];
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.bar(densities).color("teal");
    axes.axhline(1.0).color("crimson").style("--");
    axes.annotate("water", 5.0, 1.0).offset_px(0.0, 8.0);
    axes.x_categories(names).title("Density of the planets").y_label(r"density (g/cm$^3$)");
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
