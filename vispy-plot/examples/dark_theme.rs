//! The dark theme.

use vispy_plot::figure::Theme;
use vispy_plot::{Error, Figure};

fn main() -> Result<(), Error> {
    let x: Vec<f64> = (0..=800).map(|i| f64::from(i) * 0.01).collect();
    let mut figure = Figure::new();
    figure.theme(Theme::Dark);
    let mut axes = figure.axes(0, 0);
    for harmonics in [1, 3, 9] {
        let partial =
            |x: f64| (0..harmonics).map(|k| f64::from(2 * k + 1)).map(|n| (n * x).sin() / n).sum::<f64>();
        let y: Vec<f64> = x.iter().map(|x| partial(*x)).collect();
        axes.line((&x, &y)).width_px(2.0).label(format!("sines: {harmonics}"));
    }
    axes.title("A square wave from sines").x_label("phase (rad)");
    axes.legend();
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
