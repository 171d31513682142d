//! Names instead of numbers, here along y: level bars.

use vispy_plot::{Error, Figure};

fn main() -> Result<(), Error> {
    let languages = ["C", "Rust", "Fortran", "Julia", "Java", "Python"];
    let seconds = [1.0, 1.03, 1.12, 1.6, 1.9, 44.0];
    let mut figure = Figure::new();
    figure.size_px(760, 400);
    let mut axes = figure.axes(0, 0);
    axes.barh(seconds).base(0.5).color("slateblue");
    axes.y_categories(languages).y_inverted(true).x_log();
    axes.title("Time for a nested loop").x_label("relative time");
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
