//! A histogram of a million values beside the density that they come from.

use vispy_plot::{Error, Figure};

fn main() -> Result<(), Error> {
    // The sum of twelve uniform numbers is nearly normal.
    let mut state = 1_u64;
    let mut uniform = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / 16_777_216.0
    };
    let values: Vec<f32> = (0..1_000_000).map(|_| (0..12).map(|_| uniform()).sum::<f32>() - 6.0).collect();
    let x: Vec<f64> = (-200..=200).map(|i| f64::from(i) * 0.02).collect();
    let normal: Vec<f64> = x.iter().map(|x| (-x * x / 2.0).exp() / std::f64::consts::TAU.sqrt()).collect();
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.hist(&values).bins(80).density(true).label("a million values");
    axes.line((&x, &normal)).color("black").width_px(2.0).label("normal density");
    axes.title("The sum of twelve dice").x_label(r"$x/\sigma$").y_label("density").x_limits(-4.0, 4.0);
    axes.legend();
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
