//! Filled outlines with holes.

use vispy_plot::{Error, Figure};

fn main() -> Result<(), Error> {
    let star = |points: i32, inner: f64, center: [f64; 2], radius: f64| -> [Vec<f64>; 2] {
        let corner = |i: i32| {
            let angle = (f64::from(i) / f64::from(2 * points) + 0.25) * std::f64::consts::TAU;
            let radius = if i % 2 == 0 { radius } else { radius * inner };
            [center[0] + radius * angle.cos(), center[1] + radius * angle.sin()]
        };
        let corners: Vec<[f64; 2]> = (0..2 * points).map(corner).collect();
        [0, 1].map(|axis| corners.iter().map(|corner| corner[axis]).collect())
    };
    let mut figure = Figure::new();
    figure.size_px(860, 300);
    let mut axes = figure.axes(0, 0);
    for (i, points) in (0..).zip(4..=7) {
        let center = [f64::from(i) * 2.3, 0.0];
        let [mut x, mut y] = star(points, 0.55, center, 1.0);
        // Another ring, behind a gap, is a hole where it runs around the other way.
        let [hole_x, hole_y] = star(points, 0.7, center, 0.35);
        x.extend([f64::NAN].into_iter().chain(hole_x.into_iter().rev()));
        y.extend([f64::NAN].into_iter().chain(hole_y.into_iter().rev()));
        axes.polygon(x, y).edge_color("black").edge_width_px(2.0);
    }
    axes.title("Stars").aspect(1.0).grid(false);
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
