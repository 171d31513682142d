//! Every size and colour of a figure can be changed.

use vispy_plot::{Error, Figure};
use vispy_visuals::color::Color;

fn main() -> Result<(), Error> {
    let x: Vec<f64> = (0..=300).map(|i| f64::from(i) * 0.02).collect();
    let mut figure = Figure::new();
    let style = figure.style_mut();
    style.background = Color::rgb(0.98, 0.96, 0.92);
    style.axes_background = Color::rgb(0.93, 0.89, 0.82);
    style.grid_color = Color::rgb(0.98, 0.96, 0.92);
    style.grid_width_px = 2.0;
    style.cycle = ["#7b3f00", "#2f6f4f", "#a23b2a"]
        .into_iter()
        .map(Color::parse)
        .collect::<Result<_, _>>()
        .map_err(vispy_plot::error::DataError::from)?;
    style.line_width_px = 3.0;
    style.title_size_px = 22.0;
    style.label_size_px = 16.0;
    style.tick_label_size_px = 14.0;
    let mut axes = figure.axes(0, 0);
    for order in 1..=3 {
        let y: Vec<f64> = x.iter().map(|x| (-(x - f64::from(order) * 1.5).powi(2)).exp()).collect();
        axes.line((&x, &y));
    }
    axes.title("Coffee, tea and brick").x_label("shelf").y_label("taste");
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
