//! Two y axes over one x.

use vispy_plot::{Error, Figure};

fn main() -> Result<(), Error> {
    let hours: Vec<f64> = (0..=96).map(|i| f64::from(i) * 0.5).collect();
    let turn = |hour: f64| hour / 24.0 * std::f64::consts::TAU;
    let temperature: Vec<f64> = hours.iter().map(|h| 18.0 - 5.0 * turn(*h - 3.0).cos() + 0.04 * h).collect();
    let humidity: Vec<f64> = hours.iter().map(|h| 65.0 + 18.0 * turn(*h - 3.0).cos()).collect();
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.line((&hours, &temperature)).color("crimson").width_px(2.0).label("temperature");
    axes.title("Two days in June").x_label("hours").y_label("temperature (°C)");
    axes.legend();
    let mut twin = axes.twin_y();
    twin.line((&hours, &humidity)).color("steelblue").width_px(2.0).label("humidity");
    twin.y_label("relative humidity (%)");
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
