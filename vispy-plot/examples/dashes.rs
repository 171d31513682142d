//! Dashed lines: named styles and lengths of one's own.

use vispy_plot::{Error, Figure};

fn main() -> Result<(), Error> {
    let x: Vec<f64> = (0..=200).map(|i| f64::from(i) * 0.05).collect();
    let shifted = |shift: f64| -> Vec<f64> { x.iter().map(|x| (x - shift).sin() - 1.5 * shift).collect() };
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    for (i, style) in ["solid", "dashed", "dotted", "dashdot"].into_iter().enumerate() {
        axes.line((&x, shifted(i as f64 * 0.5))).style(style).width_px(3.0).label(style);
    }
    axes.line((&x, shifted(2.0)))
        .dashes_px([16.0, 4.0, 2.0, 4.0, 2.0, 4.0])
        .width_px(3.0)
        .label("16 4 2 4 2 4 px");
    axes.title("Dashes").grid(false).y_limits(-5.0, 1.5);
    axes.legend();
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
