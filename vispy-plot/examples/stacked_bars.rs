//! Stacked bars: each series begins where the one below ends.

use vispy_plot::figure::LegendPlace;
use vispy_plot::{Error, Figure};

fn main() -> Result<(), Error> {
    let years = ["2019", "2020", "2021", "2022", "2023", "2024"];
    let sources = [
        ("wind", [126.0, 132.0, 114.0, 124.0, 142.0, 139.0]),
        ("sun", [45.0, 49.0, 49.0, 59.0, 61.0, 72.0]),
        ("biomass", [44.0, 45.0, 44.0, 43.0, 42.0, 40.0]),
        ("water", [20.0, 18.0, 19.0, 17.0, 19.0, 21.0]),
    ];
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    let mut tops = [0.0; 6];
    for (name, values) in sources {
        axes.bar(values).base(tops).width(0.7).label(name);
        for (top, value) in tops.iter_mut().zip(values) {
            *top += value;
        }
    }
    axes.x_categories(years).title("Renewable power").y_label("TWh a year");
    axes.legend().place = LegendPlace::OutsideRight;
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
