//! All symbols that markers can have, with their names.

use vispy_plot::{Error, Figure};
use vispy_visuals::visuals::Symbol;

fn main() -> Result<(), Error> {
    let mut figure = Figure::new();
    figure.size_px(760, 560);
    let mut axes = figure.axes(0, 0);
    for (i, symbol) in Symbol::ALL.into_iter().enumerate() {
        let (x, y) = ((i % 5) as f64, (i / 5) as f64);
        axes.scatter(([x], [y])).symbol(symbol.name()).size_px(36.0).edge_color("black");
        axes.annotate(symbol.name(), x, y).offset_px(0.0, -36.0);
    }
    axes.title("Symbols").grid(false).x_limits(-0.6, 4.6).y_limits(-0.5, 4.8).y_inverted(true);
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
