//! Markers whose sizes and colours are data.

use vispy_plot::{Error, Figure};

fn main() -> Result<(), Error> {
    // A sunflower: each seed turns by the golden angle.
    let angle = |i: i32| f64::from(i) * 2.399_963;
    let radius = |i: i32| f64::from(i).sqrt();
    let x: Vec<f64> = (1..600).map(|i| radius(i) * angle(i).cos()).collect();
    let y: Vec<f64> = (1..600).map(|i| radius(i) * angle(i).sin()).collect();
    let sizes: Vec<f64> = (1..600).map(|i| 3.0 + 0.45 * radius(i)).collect();
    let colors: Vec<f64> = (1..600).map(radius).collect();

    let mut figure = Figure::new();
    figure.size_px(640, 640);
    let mut axes = figure.axes(0, 0);
    axes.scatter((&x, &y)).sizes_px(sizes).c(colors).colormap("plasma");
    axes.title("Six hundred seeds").aspect(1.0).grid(false);
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
