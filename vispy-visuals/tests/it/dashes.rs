//! Dashed lines, and lines and bands without ends.

use std::sync::Arc;

use glam::{DVec2, DVec3};
use vispy_visuals::Visual as _;
use vispy_visuals::color::Color;
use vispy_visuals::coordinate::Reference;
use vispy_visuals::glam;
use vispy_visuals::samples::Samples;
use vispy_visuals::transforms::{LogTransform, MatrixTransform, StTransform};
use vispy_visuals::vector::Cap;
use vispy_visuals::visuals::{Dash, InfiniteLine, Line, LineStyle, LinearRegion, Orientation};

use crate::shapes::{WHITE, centre, ink, points};
use crate::support::{Picture, Stage, data_view, pixel_view, with_map};

fn style(width_px: f32, dash: Dash) -> LineStyle {
    LineStyle { width_px, dash, ..LineStyle::default() }
}

/// Where ink begins and ends along a row of pixels, to a fraction of a pixel.
fn runs(picture: &Picture, row: u32) -> Vec<[f64; 2]> {
    let mut runs: Vec<[f64; 2]> = Vec::new();
    let mut before = 0.0;
    for x in 0..picture.width {
        let here = 1.0 - f64::from(picture.pixel(x, row)[0]) / 255.0;
        if here > 0.0 {
            match runs.last_mut() {
                Some(run) if before > 0.0 => run[1] += here,
                // The first pixel is covered from somewhere to its end.
                _ => runs.push([f64::from(x + 1) - here, f64::from(x + 1)]),
            }
        }
        before = here;
    }
    runs
}

fn assert_runs(found: &[[f64; 2]], expected: &[[f64; 2]], what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}: {expected:?}, got {found:?}");
    for (found, expected) in found.iter().flatten().zip(expected.iter().flatten()) {
        assert!((found - expected).abs() < 0.02, "{what}: {expected}, got {found}");
    }
}

#[test]
fn dashes_have_their_lengths() {
    let Some(mut stage) = Stage::new(100, 20) else { return };
    let view = pixel_view(stage.target);
    let ends = points([(10.0, 10.0), (90.0, 10.0)]);
    let mut draw = |style: LineStyle| {
        let picture = stage.draw(WHITE, &mut [(&mut Line::from_points(&ends, style), &view)]);
        runs(&picture, 10)
    };
    let custom = Dash::custom(&[20.5, 10.0, 5.25, 6.25]).unwrap();
    let expected = [[10.0, 30.5], [40.5, 45.75], [52.0, 72.5], [82.5, 87.75]];
    assert_runs(&draw(style(4.0, custom)), &expected, "custom");
    let expected = [[10.0, 24.8], [31.2, 46.0], [52.4, 67.2], [73.6, 88.4]];
    assert_runs(&draw(style(4.0, Dash::Dashed)), &expected, "dashed");
    let round = LineStyle { dash_cap: Cap::Square, ..style(4.0, custom) };
    let expected = [[8.0, 32.5], [38.5, 47.75], [50.0, 74.5], [80.5, 89.75]];
    assert_runs(&draw(round), &expected, "square ends are half a width longer");
    let dotted = draw(style(4.0, Dash::Dotted));
    assert_eq!(dotted.len(), 8, "80 / (2.65 * 4) begin: {dotted:?}");
}

#[test]
fn dashes_go_round_corners_and_begin_anew_after_gaps() {
    let Some(mut stage) = Stage::new(100, 60) else { return };
    let view = pixel_view(stage.target);
    let dash = Dash::custom(&[10.0, 10.0]).unwrap();
    // 25 up, then right: the second dash begins 5 before the corner and ends 5 beyond it.
    let bent = points([(20.0, 10.0), (20.0, 35.0), (90.0, 35.0)]);
    let picture = stage.draw(WHITE, &mut [(&mut Line::from_points(&bent, style(2.0, dash)), &view)]);
    picture.save("dashes_round_corner");
    assert_runs(&runs(&picture, 34)[..2], &[[19.0, 25.0], [35.0, 45.0]], "beyond the corner");
    let mut gap = points([(10.0, 10.0), (23.0, 10.0), (0.0, 0.0), (50.0, 10.0), (90.0, 10.0)]);
    gap[2].x = f64::NAN;
    let picture = stage.draw(WHITE, &mut [(&mut Line::from_points(&gap, style(2.0, dash)), &view)]);
    assert_runs(&runs(&picture, 10), &[[10.0, 20.0], [50.0, 60.0], [70.0, 80.0]], "a gap");
    // A curve: what is drawn is half of its length.
    let curve: Vec<DVec2> = (0..=200)
        .map(|i| DVec2::new(50.0, 30.0) + 25.0 * DVec2::from_angle(f64::from(i) / 200.0 * 6.0))
        .collect();
    let picture = stage.draw(WHITE, &mut [(&mut Line::from_points(&curve, style(2.0, dash)), &view)]);
    picture.save("dashes_curve");
    // 150 px: seven whole periods, and one more dash.
    assert!((ink(&picture) - 160.0).abs() < 3.0, "{}", ink(&picture));
}

#[test]
fn dashes_stay_where_they_are_on_the_line_when_its_beginning_is_out_of_sight() {
    let Some(mut stage) = Stage::new(100, 20) else { return };
    let dash = Dash::custom(&[7.0, 5.0]).unwrap();
    let mut sorted =
        Line::new(Samples::uniform(0.0, 10.0, 1001), vec![10.0; 1001], style(2.0, dash)).unwrap();
    let mut free = Line::from_points(&points([(10_000.0, 10.0), (0.0, 10.0)]), style(2.0, dash));
    for left in [0.0, 3.0, 4444.0, 9900.0] {
        let view = data_view(stage.target, [left, left + 100.0], [0.0, 20.0]);
        let expected = |from: f64, sense: f64| -> Vec<[f64; 2]> {
            let dashes =
                (0..834).map(|i| [0.0, 7.0].map(|d| from + sense * (f64::from(i) * 12.0 + d) - left));
            let dashes = dashes.map(|[a, b]| [a.min(b).max(0.0), a.max(b).min(100.0)]);
            let mut seen: Vec<[f64; 2]> = dashes.filter(|[a, b]| a < b).collect();
            seen.sort_by(|a, b| a[0].total_cmp(&b[0]));
            seen
        };
        let picture = stage.draw(WHITE, &mut [(&mut sorted, &view)]);
        let found = runs(&picture, 10);
        // What is cut by the picture's edge is antialiased there or not.
        let inner = |runs: Vec<[f64; 2]>| -> Vec<[f64; 2]> {
            runs.into_iter().filter(|[a, b]| *a > 1.0 && *b < 99.0).collect()
        };
        assert_runs(&inner(found), &inner(expected(0.0, 1.0)), &format!("sorted, from {left}"));
        let picture = stage.draw(WHITE, &mut [(&mut free, &view)]);
        assert_runs(
            &inner(runs(&picture, 10)),
            &inner(expected(10_000.0, -1.0)),
            &format!("free, from {left}"),
        );
    }
}

#[test]
fn a_dashed_line_of_a_million_noisy_samples_is_few_dashes() {
    let Some(mut stage) = Stage::new(100, 60) else { return };
    let y: Vec<f32> =
        (0..1_000_000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 8) as f32 / 16_777_216.0).collect();
    let mut line = Line::new(Samples::uniform(0.0, 1.0, y.len()), y, style(1.0, Dash::Dashed)).unwrap();
    let view = data_view(stage.target, [0.0, 1e6], [0.0, 1.0]);
    let picture = stage.draw(WHITE, &mut [(&mut line, &view)]);
    assert!(ink(&picture) > 3000.0);
    let everything_at_once = data_view(stage.target, [0.0, 1e-9], [0.0, 1e-9]);
    stage.draw(WHITE, &mut [(&mut line, &everything_at_once)]);
}

#[test]
fn infinite_lines_are_whole_pixels_across_all_of_the_view() {
    let Some(mut stage) = Stage::new(60, 40) else { return };
    let view = data_view(stage.target, [0.0, 6.0], [0.0, 4.0]);
    for (width_px, columns) in [(1.0, 23..24), (2.0, 22..24), (3.0, 22..25)] {
        let mut line = InfiniteLine::new(Orientation::Vertical, 2.34, style(width_px, Dash::Solid)).unwrap();
        let picture = stage.draw(WHITE, &mut [(&mut line, &view)]);
        for x in 0..60 {
            let expected = if columns.contains(&x) { 0 } else { 255 };
            assert_eq!(
                [0, 20, 39].map(|y| picture.pixel(x, y)[0]),
                [expected; 3],
                "{width_px} px, column {x}"
            );
        }
        assert!(line.bounds().is_none());
    }
    let dash = Dash::custom(&[6.0, 4.0]).unwrap();
    let mut level = InfiniteLine::new(Orientation::Horizontal, 1.05, style(1.0, dash)).unwrap();
    let picture = stage.draw(WHITE, &mut [(&mut level, &view)]);
    let expected: Vec<[f64; 2]> = (0..6).map(|i| [0.0, 6.0].map(|d| f64::from(i) * 10.0 + d)).collect();
    assert_runs(&runs(&picture, 10), &expected, "dashes along a level line");
    let mut outside = InfiniteLine::new(Orientation::Vertical, -1.0, style(1.0, Dash::Solid)).unwrap();
    assert_eq!(ink(&stage.draw(WHITE, &mut [(&mut outside, &view)])), 0.0);
    assert!(InfiniteLine::new(Orientation::Vertical, f64::NAN, LineStyle::default()).is_err());
}

#[test]
fn an_infinite_line_and_a_region_turn_with_the_view() {
    let Some(mut stage) = Stage::new(100, 100) else { return };
    let mut view = with_map(stage.target, StTransform::new(DVec3::ONE, DVec3::new(50.0, 50.0, 0.0)));
    view.framebuffer_from_visual.push(Arc::new(MatrixTransform::rotation_z(std::f64::consts::FRAC_PI_4)));
    let mut line = InfiniteLine::new(Orientation::Vertical, 0.0, style(2.0, Dash::Solid)).unwrap();
    let picture = stage.draw(WHITE, &mut [(&mut line, &view)]);
    // The other diagonal, from the upper left to the lower right corner.
    for x in 0..100 {
        assert_eq!(picture.pixel(x, 99 - x)[0], 0, "column {x}");
    }
    assert!((centre(&picture) - DVec2::splat(50.0)).length() < 0.05 && picture.pixel(5, 5)[0] == 255);
    let mut region = LinearRegion::new(Orientation::Vertical, [-10.0, 5.0], Color::BLACK).unwrap();
    let picture = stage.draw(WHITE, &mut [(&mut region, &view)]);
    // Between lines 10 and 5 from the diagonal of 141.4: less a triangle at each end.
    let diagonal = 100.0 * 2_f64.sqrt();
    let expected = diagonal * 15.0 - 100.0 - 25.0;
    assert!((ink(&picture) - expected).abs() < 1.0, "{expected}, got {}", ink(&picture));
}

#[test]
fn regions_cover_what_is_between_their_limits() {
    let Some(mut stage) = Stage::new(60, 40) else { return };
    let view = data_view(stage.target, [0.0, 6.0], [0.0, 4.0]);
    let reversed = data_view(stage.target, [6.0, 0.0], [4.0, 0.0]);
    let half = Color::rgba(0.0, 0.0, 0.0, 0.5);
    let mut region = LinearRegion::new(Orientation::Vertical, [4.25, 1.02], half).unwrap();
    for view in [&view, &reversed] {
        let picture = stage.draw(WHITE, &mut [(&mut region, view)]);
        assert!((ink(&picture) - 0.5 * 32.3 * 40.0).abs() < 5.0, "{}", ink(&picture));
    }
    let mut level = LinearRegion::new(Orientation::Horizontal, [3.0, 1e12], Color::BLACK).unwrap();
    let picture = stage.draw(WHITE, &mut [(&mut level, &view)]);
    assert_eq!(ink(&picture), 600.0);
    let start = 1_700_000_000_000_000_000_i64;
    let mut times = LinearRegion::new(Orientation::Vertical, [start + 1, start + 2], Color::BLACK).unwrap();
    times.set_reference(Reference::I64(start));
    assert_eq!(ink(&stage.draw(WHITE, &mut [(&mut times, &view)])), 400.0);
    assert!(LinearRegion::new(Orientation::Vertical, [0.0, f64::INFINITY], half).is_err());
    // On a logarithmic axis, from 0 is from the edge.
    let mut log = data_view(stage.target, [0.0, 6.0], [0.0, 4.0]);
    log.framebuffer_from_visual.push(Arc::new(LogTransform::new(DVec3::new(10.0, 0.0, 0.0)).unwrap()));
    let mut from_zero = LinearRegion::new(Orientation::Vertical, [0.0, 100.0], Color::BLACK).unwrap();
    assert!((ink(&stage.draw(WHITE, &mut [(&mut from_zero, &log)])) - 800.0).abs() < 1.0);
    let mut at_thousand = InfiniteLine::new(Orientation::Vertical, 1000.0, style(1.0, Dash::Solid)).unwrap();
    let picture = stage.draw(WHITE, &mut [(&mut at_thousand, &log)]);
    assert_eq!(runs(&picture, 5), [[30.0, 31.0]]);
}
