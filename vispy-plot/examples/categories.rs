//! Names instead of numbers, here along y: level bars.

use vispy_plot::{Error, Figure};

fn main() -> Result<(), Error> {
    let rivers = ["Nile", "Amazon", "Yangtze", "Mississippi", "Yenisei", "Danube", "Rhine"];
    let lengths_km = [6650.0, 6400.0, 6300.0, 6275.0, 5539.0, 2850.0, 1233.0];
    let mut figure = Figure::new();
    figure.size_px(760, 400);
    let mut axes = figure.axes(0, 0);
    axes.barh(lengths_km).color("slateblue");
    axes.y_categories(rivers).y_inverted(true);
    axes.title("Rivers").x_label("length (km)");
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
