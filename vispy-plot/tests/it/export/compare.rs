//! Comparing what others make of our vector graphics with our own pictures.

use vispy_plot::{Figure, Picture};

/// How far another rasteriser's picture may be off.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// The mean difference of a channel, of 255.
    pub(super) mean: f64,
    /// The difference of the ink of a block of 60 x 60 pixels, as a fraction of it (or of 20 black pixels).
    pub(super) block: f64,
}

/// How much darker than white a rectangle (columns, rows) is, in fully black pixels.
fn ink(picture: &Picture, columns: [u32; 2], rows: [u32; 2]) -> f64 {
    let mut sum = 0.0;
    for y in rows[0]..rows[1] {
        for x in columns[0]..columns[1] {
            let at = ((y * picture.width + x) * 4) as usize;
            sum += picture.rgba[at..at + 3].iter().map(|v| 255.0 - f64::from(*v)).sum::<f64>() / 765.0;
        }
    }
    sum
}

/// The mean difference of a channel, of 255.
fn mean_difference(a: &Picture, b: &Picture) -> f64 {
    let sum: u64 = a.rgba.iter().zip(&b.rgba).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / a.rgba.len() as f64
}

/// The columns of a row that are dark.
fn dark_columns(picture: &Picture, y: u32) -> Vec<u32> {
    (0..picture.width).filter(|x| ink(picture, [*x, x + 1], [y, y + 1]) > 0.3).collect()
}

/// Compares the picture that others make with ours: ticks to the pixel, ink block by block, and the mean difference.
#[track_caller]
pub(super) fn pictures(name: &str, figure: &Figure, [theirs, ours]: [&Picture; 2], limits: Limits) {
    let below = crate::picture::axes_rect(figure, 0).end().y as u32 + 2;
    let ticks = dark_columns(ours, below);
    assert!(ticks.len() >= 2, "ticks at {ticks:?}");
    assert_eq!(dark_columns(theirs, below), ticks, "{name}: ticks of the x axis");
    pixels(name, [theirs, ours], limits);
}

/// Compares ink block by block, and the mean difference.
#[track_caller]
pub(super) fn pixels(name: &str, [theirs, ours]: [&Picture; 2], limits: Limits) {
    assert_eq!((theirs.width, theirs.height), (ours.width, ours.height));
    let mean = mean_difference(theirs, ours);
    let mut worst = (0.0, [0, 0]);
    for y in (0..ours.height).step_by(60) {
        for x in (0..ours.width).step_by(60) {
            let (columns, rows) = ([x, (x + 60).min(ours.width)], [y, (y + 60).min(ours.height)]);
            let [a, b] = [ours, theirs].map(|picture| ink(picture, columns, rows));
            let off = (a - b).abs() / a.max(b).max(20.0);
            if off > worst.0 {
                worst = (off, [x, y]);
            }
        }
    }
    println!("{name}: mean difference {mean:.3}, worst block {:.2} % at {:?}", worst.0 * 100.0, worst.1);
    assert!(mean <= limits.mean, "{name}: mean difference {mean:.3}");
    assert!(
        worst.0 <= limits.block,
        "{name}: the ink of the block at {:?} is off by {:.3}",
        worst.1,
        worst.0
    );
}
