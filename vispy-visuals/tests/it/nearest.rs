//! The point of a line nearest to the pointer, against all points.

use std::sync::Arc;

use vispy_visuals::glam::{DVec2, DVec3};
use vispy_visuals::transforms::{ChainTransform, LogTransform, StTransform, Transform as _};
use vispy_visuals::visuals::{Line, LineStyle};

/// Maps x 0..`width` and y -1..1 to 400 x 200 pixels, y downwards.
fn screen(width: f64) -> ChainTransform {
    let scale = DVec3::new(400.0 / width, -100.0, 1.0);
    ChainTransform::new([Arc::new(StTransform::new(scale, DVec3::new(0.0, 100.0, 0.0))) as _])
}

fn noise(count: usize) -> Vec<f32> {
    let mut state = 7_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / 8_388_608.0 - 1.0
    };
    (0..count).map(|_| next()).collect()
}

/// The distance of the nearest of all points.
fn least(x: &[f64], y: &[f32], map: &ChainTransform, pos: DVec2) -> f64 {
    let points = x.iter().zip(y).map(|(x, y)| map.map(DVec3::new(*x, f64::from(*y), 0.0)).truncate());
    points.map(|point| point.distance(pos)).filter(|d| !d.is_nan()).fold(f64::INFINITY, f64::min)
}

#[test]
fn few_points_are_found_exactly() {
    let x: Vec<f64> = (0..100).map(f64::from).collect();
    let mut y = noise(100);
    y[40] = f32::NAN;
    let line = Line::new(x.clone(), y.clone(), LineStyle::default()).unwrap();
    let map = screen(100.0);
    for i in 0..200 {
        let pos = DVec2::new(f64::from(i * 37 % 400), f64::from(i * 91 % 200));
        let nearest = least(&x, &y, &map, pos);
        match line.nearest(&map, pos, 20.0) {
            Some(found) => {
                assert_eq!(found.distance_px, nearest, "at {pos}");
                let place = map.map(DVec3::new(x[found.index], f64::from(y[found.index]), 0.0)).truncate();
                assert_eq!(found.pos, place, "point {}", found.index);
            }
            None => assert!(nearest > 20.0, "{nearest} at {pos}"),
        }
    }
}

#[test]
fn many_points_in_a_pixel_are_found_to_a_quarter_pixel() {
    const COUNT: usize = 1_000_000;
    let x: Vec<f64> = (0..COUNT).map(|i| i as f64).collect();
    // A band of noise that rises and falls, with a spike.
    let wave = |i: usize| 0.6 * (i as f32 / COUNT as f32 * 9.0).sin();
    let mut y: Vec<f32> = noise(COUNT).into_iter().enumerate().map(|(i, v)| 0.1 * v + wave(i)).collect();
    y[123_456] = 0.99;
    y[700_000..800_000].fill(f32::NAN);
    let line = Line::new(x.clone(), y.clone(), LineStyle::default()).unwrap();
    let map = screen(COUNT as f64);
    for i in 0..60 {
        let pos = DVec2::new(f64::from(i * 37 % 400), f64::from(i * 91 % 200));
        let nearest = least(&x, &y, &map, pos);
        match line.nearest(&map, pos, 20.0) {
            Some(found) => assert!(found.distance_px <= nearest + 0.25, "{found:?} at {pos}: {nearest}"),
            None => assert!(nearest > 20.0, "{nearest} at {pos}"),
        }
    }
    let above = DVec2::new(123_456.0 * 400.0 / COUNT as f64, 0.0);
    assert_eq!(line.nearest(&map, above, 20.0).map(|found| found.index), Some(123_456), "the spike");
}

#[test]
fn points_of_a_circle_and_on_log_axes_are_found() {
    let (x, y): (Vec<f64>, Vec<f32>) = (0..360)
        .map(|i| f64::from(i).to_radians())
        .map(|a| (50.0 + 40.0 * a.cos(), 0.8 * a.sin() as f32))
        .unzip();
    let circle = Line::new(x.clone(), y.clone(), LineStyle::default()).unwrap();
    let map = screen(100.0);
    let pos = DVec2::new(365.0, 100.0);
    let found = circle.nearest(&map, pos, 20.0).unwrap();
    assert_eq!((found.index, found.distance_px), (0, least(&x, &y, &map, pos)));

    let x: Vec<f64> = (0..20_000).map(f64::from).collect();
    let y: Vec<f32> = (0..20_000).map(|i| (i % 500) as f32 - 10.0).collect();
    let line = Line::new(x.clone(), y.clone(), LineStyle::default()).unwrap();
    let scale = StTransform::new(DVec3::new(0.02, -60.0, 1.0), DVec3::new(0.0, 180.0, 0.0));
    let log = LogTransform::new(DVec3::new(0.0, 10.0, 0.0)).unwrap();
    let map = ChainTransform::new([Arc::new(scale) as _, Arc::new(log) as _]);
    for i in 0..60 {
        let pos = DVec2::new(f64::from(i * 37 % 400), f64::from(i * 91 % 200));
        let nearest = least(&x, &y, &map, pos);
        match line.nearest(&map, pos, 20.0) {
            Some(found) => assert!(found.distance_px <= nearest + 0.25, "{found:?} at {pos}: {nearest}"),
            None => assert!(nearest > 20.0, "{nearest} at {pos}"),
        }
    }
}
