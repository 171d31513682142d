//! Areas between signals.

use vispy_visuals::Visual as _;
use vispy_visuals::color::Color;
use vispy_visuals::coordinate::Reference;
use vispy_visuals::glam::DVec3;
use vispy_visuals::samples::Samples;
use vispy_visuals::transforms::LogTransform;
use vispy_visuals::visuals::FillBetween;

use crate::shapes::{WHITE, ink};
use crate::support::{Picture, Stage, data_view};

fn fill(x: impl Into<Samples>, y1: impl Into<Samples>, y2: impl Into<Samples>) -> FillBetween {
    FillBetween::new(x, y1, y2, Color::BLACK).unwrap()
}

/// Ink of one column of pixels.
fn column(picture: &Picture, x: u32) -> f64 {
    (0..picture.height).map(|y| 1.0 - f64::from(picture.pixel(x, y)[0]) / 255.0).sum()
}

#[test]
fn a_few_samples_enclose_their_area_also_where_they_cross() {
    let Some(mut stage) = Stage::new(100, 80) else { return };
    let view = data_view(stage.target, [0.0, 10.0], [0.0, 8.0]);
    let x = Samples::uniform(1.0, 4.0, 3);
    let picture =
        stage.draw(WHITE, &mut [(&mut fill(x.clone(), vec![1.0, 6.0, 2.0], vec![3.0, 2.0, 7.0]), &view)]);
    picture.save("fill_between");
    // From -2 to 4, and from 4 to -5, over 4 each: triangles about the crossings.
    let area = |a: f64, b: f64| 0.5 * 4.0 * (a * a + b * b) / (a + b);
    let expected = 100.0 * (area(2.0, 4.0) + area(4.0, 5.0));
    assert!((ink(&picture) / expected - 1.0).abs() < 0.003, "{expected}, got {}", ink(&picture));
    let mirrored = data_view(stage.target, [10.0, 0.0], [8.0, 0.0]);
    let picture =
        stage.draw(WHITE, &mut [(&mut fill(x, vec![1.0, 6.0, 2.0], vec![3.0, 2.0, 7.0]), &mirrored)]);
    assert!((ink(&picture) / expected - 1.0).abs() < 0.003, "mirrored: {expected}, got {}", ink(&picture));
}

#[test]
fn x_that_goes_back_counts_once() {
    let Some(mut stage) = Stage::new(100, 80) else { return };
    let view = data_view(stage.target, [0.0, 10.0], [0.0, 8.0]);
    let mut area =
        FillBetween::to_level(vec![2.0, 8.0, 4.0], vec![3.0, 3.0, 3.0], 1.0, Color::BLACK).unwrap();
    let found = ink(&stage.draw(WHITE, &mut [(&mut area, &view)]));
    assert!((found - 1200.0).abs() < 1.0, "{found}");
}

#[test]
fn dense_samples_fill_from_the_smallest_to_the_largest() {
    let Some(mut stage) = Stage::new(200, 100) else { return };
    let count = 1_000_000;
    // Noise between 0.2 and 0.4 below, 0.6 and 0.8 above, and one spike each.
    let noise = |i: usize| ((i * 7919) % 1000) as f32 / 5000.0;
    let mut low: Vec<f32> = (0..count).map(|i| 0.2 + noise(i)).collect();
    let mut high: Vec<f32> = (0..count).map(|i| 0.6 + noise(i + 3)).collect();
    low[123_456] = 0.05;
    high[700_001] = 0.95;
    high[500_000..510_000].fill(f32::NAN);
    let x = Samples::uniform(0.0, 1.0, count);
    let mut area = fill(x, low, high);
    for x in [[0.0, 1e6], [1e6, 0.0]] {
        let view = data_view(stage.target, x, [0.0, 1.0]);
        let picture = stage.draw(WHITE, &mut [(&mut area, &view)]);
        picture.save("fill_between_dense");
        let at = |sample: f64| (((sample - x[0]) / (x[1] - x[0])) * 200.0) as u32;
        assert!((column(&picture, at(250_000.0)) - 60.0).abs() < 0.2, "{}", column(&picture, at(250_000.0)));
        // A quarter pixel of spike, 15 px long.
        assert!((column(&picture, at(123_456.0)) - 63.75).abs() < 0.3, "{}", column(&picture, at(123_456.0)));
        assert!((column(&picture, at(700_001.0)) - 63.75).abs() < 0.3, "{}", column(&picture, at(700_001.0)));
        assert_eq!(column(&picture, at(505_000.0)), 0.0, "a gap");
        let whole = 60.0 * (200.0 - 2.0) + 2.0 * 3.75;
        assert!((ink(&picture) - whole).abs() < 4.0, "{whole}, got {}", ink(&picture));
    }
}

#[test]
fn a_smooth_signal_looks_the_same_with_and_without_a_level_of_detail() {
    let Some(mut stage) = Stage::new(200, 100) else { return };
    let view = data_view(stage.target, [0.0, 1.0], [-1.2, 1.2]);
    let mut draw = |count: u32| {
        let x = Samples::uniform(0.0, 1.0 / f64::from(count - 1), count as usize);
        let y: Vec<f64> = (0..count).map(|i| (f64::from(i) / f64::from(count - 1) * 9.0).sin()).collect();
        let mut area = FillBetween::to_level(x, y, 0.0, Color::BLACK).unwrap();
        stage.draw(WHITE, &mut [(&mut area, &view)])
    };
    let (few, many) = (draw(390), draw(100_000));
    let worst = few.data.iter().zip(&many.data).map(|(a, b)| a.abs_diff(*b)).max();
    // A quarter pixel is filled up to its largest sample: where the signal rises by 3 px a pixel, 0.4 px more at each step.
    assert!((ink(&few) / ink(&many) - 1.0).abs() < 0.01, "{} and {}", ink(&few), ink(&many));
    assert!(worst < Some(120), "{worst:?}");
}

#[test]
fn samples_in_clusters_are_joined_and_gaps_are_not() {
    let Some(mut stage) = Stage::new(100, 50) else { return };
    // A thousand samples within a tenth of a pixel, at 20, 60 and 90 px.
    let x: Vec<f64> = [20.0, 60.0, 90.0]
        .iter()
        .flat_map(|start| (0..1000).map(move |i| start + f64::from(i) * 1e-4))
        .collect();
    let mut y = vec![30.0; 3000];
    y[2000] = f64::NAN;
    let mut area = FillBetween::to_level(x, y, 10.0, Color::BLACK).unwrap();
    let view = data_view(stage.target, [0.0, 100.0], [0.0, 50.0]);
    let picture = stage.draw(WHITE, &mut [(&mut area, &view)]);
    assert!((ink(&picture) - (40.1 + 0.1) * 20.0).abs() < 1.0, "{}", ink(&picture));
    assert_eq!([picture.pixel(40, 20)[0], picture.pixel(75, 20)[0]], [0, 255]);
}

#[test]
fn far_from_zero_and_zoomed_in_it_is_in_its_place() {
    let Some(mut stage) = Stage::new(100, 50) else { return };
    let start = 1_700_000_000_000_000_000_i64;
    let x: Vec<i64> = (0..11).map(|i| start + i).collect();
    let y: Vec<f64> = (0..11).map(|i| if (3..=7).contains(&i) { 1.0 } else { f64::NAN }).collect();
    let mut area = FillBetween::to_level(x, y, 0.0, Color::BLACK)
        .unwrap()
        .with_references(Reference::I64(start), Reference::F64(0.0));
    let view = data_view(stage.target, [0.0, 10.0], [0.0, 1.0]);
    let picture = stage.draw(WHITE, &mut [(&mut area, &view)]);
    assert_eq!([29, 30, 69, 70].map(|x| picture.pixel(x, 25)[0]), [255, 0, 0, 255]);
    let bounds = area.bounds().unwrap();
    assert_eq!((bounds.min.x, bounds.max.x, bounds.min.y, bounds.max.y), (0.0, 10.0, 0.0, 1.0));
}

#[test]
fn on_a_logarithmic_axis_it_stands_on_zero_with_and_without_a_level_of_detail() {
    let Some(mut stage) = Stage::new(100, 90) else { return };
    let mut view = data_view(stage.target, [0.0, 1.0], [0.0, 3.0]);
    let log = LogTransform::new(DVec3::new(0.0, 10.0, 0.0)).unwrap();
    view.framebuffer_from_visual.push(std::sync::Arc::new(log));
    for count in [21, 100_001] {
        let x = Samples::uniform(0.0, 1.0 / f64::from(count - 1), count as usize);
        // Rises from 1 to 1000: a straight line on the axis. Its middle tenth is negative.
        let y = |t: f64| if (0.45..0.55).contains(&t) { -1.0 } else { 1000_f64.powf(t) };
        let y: Vec<f64> = (0..count).map(|i| y(f64::from(i) / f64::from(count - 1))).collect();
        let mut area = FillBetween::to_level(x, y, 0.0, Color::BLACK).unwrap();
        let picture = stage.draw(WHITE, &mut [(&mut area, &view)]);
        for (x, expected) in [(10, 9.45), (30, 27.45), (50, 0.0), (90, 81.45)] {
            let found = column(&picture, x);
            assert!((found - expected).abs() < 0.4, "{count} samples, column {x}: {expected}, got {found}");
        }
    }
}

#[test]
fn nothing_much_is_nothing() {
    let Some(mut stage) = Stage::new(20, 20) else { return };
    let view = data_view(stage.target, [0.0, 1.0], [0.0, 1.0]);
    let nan = f64::NAN;
    for (x, y) in [
        (vec![], vec![]),
        (vec![0.5], vec![0.5]),
        (vec![0.1, 0.9], vec![nan, 1.0]),
        (vec![nan; 2], vec![1.0; 2]),
    ] {
        let mut area = FillBetween::to_level(x, y, 0.0, Color::BLACK).unwrap();
        assert_eq!(ink(&stage.draw(WHITE, &mut [(&mut area, &view)])), 0.0);
    }
    let error = FillBetween::new(vec![1.0], vec![1.0], vec![1.0, 2.0], Color::BLACK).unwrap_err();
    assert_eq!(error.to_string(), "second side of a filled area: expected as many x as y (2), got 1");
    assert!(FillBetween::to_level(vec![1.0], vec![1.0], nan, Color::BLACK).is_err());
}
