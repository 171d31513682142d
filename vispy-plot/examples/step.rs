//! Lines of steps: what holds until the next value comes.

use vispy_plot::figure::StepAt;
use vispy_plot::{Error, Figure};

fn main() -> Result<(), Error> {
    let hours: Vec<f64> = (0..=24).map(f64::from).collect();
    let setting =
        |hour: f64| if (6.0..9.0).contains(&hour) || (17.0..22.0).contains(&hour) { 21.0 } else { 17.0 };
    let wanted: Vec<f64> = hours.iter().map(|hour| setting(*hour)).collect();
    let measured: Vec<f64> = hours
        .iter()
        .map(|hour| 19.0 + 1.8 * ((hour - 10.0) / 24.0 * std::f64::consts::TAU * 2.0).sin())
        .collect();
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.step((&hours, &wanted)).at(StepAt::Post).width_px(2.0).label("thermostat");
    axes.line((&hours, &measured)).marker("o").label("room");
    axes.title("A day of heating").x_label("hour").y_label("temperature (°C)").x_limits(0.0, 24.0);
    axes.legend();
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
