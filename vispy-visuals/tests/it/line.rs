//! Lines: coverage computed from first principles, and precision far from zero.

use glam::DVec2;
use vispy_visuals::Visual;
use vispy_visuals::color::Color;
use vispy_visuals::coordinate::Reference;
use vispy_visuals::glam;
use vispy_visuals::samples::Samples;
use vispy_visuals::vector::{Cap, Join};
use vispy_visuals::visuals::{Line, LineStyle};

use crate::reference::round_line;
use crate::support::{Stage, data_view, pixel_view};

const WHITE: [f32; 4] = [1.0; 4];

fn style(width_px: f32) -> LineStyle {
    LineStyle { width_px, ..LineStyle::default() }
}

/// Darkness of a black line on white, summed over the picture: its area in pixels.
fn ink(data: &[u8]) -> f64 {
    data.chunks_exact(4).map(|pixel| 1.0 - f64::from(pixel[0]) / 255.0).sum()
}

#[test]
fn a_clone_draws_the_same_and_lives_its_own_life() {
    let Some(mut stage) = Stage::new(40, 40) else { return };
    let view = pixel_view(stage.target);
    let points = [DVec2::new(5.0, 8.0), DVec2::new(30.0, 33.0), DVec2::new(35.0, 6.0)];
    let mut plain = Line::from_points(&points, style(3.0));
    let mut colored = plain.clone();
    let red = Color::rgb(1.0, 0.0, 0.0);
    colored.set_colors(Some(vec![red; 3])).unwrap();
    for line in [&mut plain, &mut colored] {
        let picture = stage.draw(WHITE, &mut [(line, &view)]);
        let mut clone = line.clone();
        assert_eq!(clone.bounds(), line.bounds());
        assert_eq!(stage.draw(WHITE, &mut [(&mut clone, &view)]).data, picture.data);
        clone.set_data(vec![0.0, 1.0], vec![20.0, 20.0]).unwrap();
        assert_eq!(stage.draw(WHITE, &mut [(line, &view)]).data, picture.data, "the clone alone has changed");
    }
}

#[test]
fn a_line_of_two_pixels_at_30_degrees_covers_its_width_times_its_length() {
    let Some(mut stage) = Stage::new(120, 120) else { return };
    let view = pixel_view(stage.target);
    let along = DVec2::from_angle(30_f64.to_radians()) * 80.0;
    let start = DVec2::new(20.3, 30.7);
    let mut line = Line::from_points(&[start, start + along], LineStyle { cap: Cap::Butt, ..style(2.0) });
    let picture = stage.draw(WHITE, &mut [(&mut line, &view)]);
    let area = ink(&picture.data);
    assert!((area - 160.0).abs() < 1.0, "2 px x 80 px = 160 px, got {area}");
    // In the middle of a 2 px line a pixel is covered in full; 2 px beside it not at all.
    let middle = start + along / 2.0;
    let beside = middle + DVec2::from_angle(120_f64.to_radians()) * 2.0;
    assert_eq!(picture.pixel(middle.x as u32, middle.y as u32)[0], 0);
    assert!(picture.pixel(beside.x as u32, beside.y as u32)[0] > 180);
}

#[test]
fn caps_and_joins_have_their_areas() {
    let Some(mut stage) = Stage::new(100, 100) else { return };
    let view = pixel_view(stage.target);
    let corner = [DVec2::new(20.0, 20.0), DVec2::new(60.0, 20.0), DVec2::new(60.0, 60.0)];
    // Two bodies of 10 x 40, which overlap in a square of 5 x 5 on the inner side.
    let bodies = 2.0 * 10.0 * 40.0 - 25.0;
    let quarter_disc = std::f64::consts::PI * 25.0 / 4.0;
    let joins = [(Join::Miter, 25.0), (Join::Bevel, 12.5), (Join::Round, quarter_disc)];
    let caps = [(Cap::Butt, 0.0), (Cap::Square, 100.0), (Cap::Round, 4.0 * quarter_disc)];
    for (join, join_area) in joins {
        for (cap, cap_area) in caps {
            let mut line = Line::from_points(&corner, LineStyle { join, cap, ..style(10.0) });
            let picture = stage.draw(WHITE, &mut [(&mut line, &view)]);
            picture.save(&format!("join_{join:?}_{cap:?}"));
            let (found, expected) = (ink(&picture.data), bodies + join_area + cap_area);
            assert!((found - expected).abs() < 1.5, "{join:?} {cap:?}: {expected} px, got {found}");
        }
    }
}

/// A curve that crosses itself, turns sharply, and has a gap and a lone point.
pub(crate) fn scribble() -> Vec<DVec2> {
    let mut points: Vec<DVec2> = (0..400)
        .map(|i| {
            let t = f64::from(i) * 0.13;
            DVec2::new(75.0 + 55.0 * (1.3 * t).sin() + 9.0 * (17.0 * t).cos(), 50.0 + 40.0 * (2.1 * t).cos())
        })
        .collect();
    points[200] = DVec2::NAN;
    points[202] = DVec2::NAN;
    points[300].y = f64::INFINITY;
    points
}

#[test]
fn overlapping_segments_are_drawn_once_as_the_reference_does() {
    let Some(mut stage) = Stage::new(150, 100) else { return };
    let view = pixel_view(stage.target);
    let points = scribble();
    let color = Color::rgba(0.1, 0.4, 0.8, 0.5);
    for width in [0.4_f32, 1.0, 2.5, 7.0] {
        let mut line = Line::from_points(&points, LineStyle { color, ..style(width) });
        let picture = stage.draw(WHITE, &mut [(&mut line, &view)]);
        picture.save(&format!("scribble_{width}"));
        let coverage = round_line(&points, f64::from(width), [150, 100]);
        let mut worst = 0.0_f64;
        for (pixel, coverage) in picture.data.chunks_exact(4).zip(&coverage) {
            for (channel, value) in [0.1, 0.4, 0.8].into_iter().enumerate() {
                let alpha = coverage * 0.5;
                let expected = 255.0 * (value * alpha + 1.0 - alpha);
                worst = worst.max((f64::from(pixel[channel]) - expected).abs());
            }
        }
        assert!(worst <= 2.0, "width {width}: {worst}/255 from the reference");
    }
}

#[test]
fn every_join_and_cap_agrees_with_itself_drawn_backwards() {
    let Some(mut stage) = Stage::new(150, 100) else { return };
    let view = pixel_view(stage.target);
    let points = scribble();
    let reversed: Vec<DVec2> = points.iter().rev().copied().collect();
    for join in [Join::Miter, Join::Bevel, Join::Round] {
        for cap in [Cap::Butt, Cap::Square, Cap::Round] {
            let look = LineStyle { join, cap, ..style(5.0) };
            let forward = stage.draw(WHITE, &mut [(&mut Line::from_points(&points, look), &view)]);
            let backward = stage.draw(WHITE, &mut [(&mut Line::from_points(&reversed, look), &view)]);
            forward.save(&format!("scribble_{join:?}_{cap:?}"));
            let differing = forward.data.iter().zip(&backward.data).filter(|(a, b)| a.abs_diff(**b) > 2);
            assert_eq!(differing.count(), 0, "{join:?} {cap:?}");
        }
    }
}

/// The horizontal centre of the ink, in pixels.
fn centre_of_ink(data: &[u8], width: usize) -> f64 {
    let (mut sum, mut weight) = (0.0, 0.0);
    for (index, pixel) in data.chunks_exact(4).enumerate() {
        let ink = 1.0 - f64::from(pixel[0]) / 255.0;
        sum += ink * ((index % width) as f64 + 0.5);
        weight += ink;
    }
    sum / weight
}

#[test]
fn a_spike_stands_where_it_belongs_however_far_from_zero() {
    let Some(mut stage) = Stage::new(200, 50) else { return };
    for (origin, step) in [(1e5, 1e-3), (1e9, 1e-3), (1e12, 1e-3)] {
        // In the data's own type: the double nearest to origin + i * step.
        let x: Vec<f64> = (0..21).map(|i| origin + f64::from(i) * step).collect();
        let mut y = vec![f32::NAN; 21];
        y[13] = 0.5;
        let exact = x[13] - origin;
        let mut line =
            Line::new(x, y, style(3.0)).unwrap().with_references(Reference::F64(origin), Reference::F64(0.0));
        let view = data_view(stage.target, [0.0, 20.0 * step], [0.0, 1.0]);
        let picture = stage.draw(WHITE, &mut [(&mut line, &view)]);
        let expected = exact / (20.0 * step) * 200.0;
        let found = centre_of_ink(&picture.data, 200);
        assert!((found - expected).abs() < 0.5, "at {origin}: expected {expected}, got {found}");
    }
}

#[test]
fn nanoseconds_stay_apart_in_this_century() {
    let Some(mut stage) = Stage::new(200, 50) else { return };
    let origin = 1_700_000_000_000_000_000_i64;
    let x: Vec<i64> = (0..101).map(|i| origin + i).collect();
    for spike in [0_usize, 1, 37, 38, 100] {
        let mut y = vec![f64::NAN; 101];
        y[spike] = 0.5;
        let mut line = Line::new(x.clone(), y, style(3.0))
            .unwrap()
            .with_references(Reference::I64(origin), Reference::F64(0.0));
        let view = data_view(stage.target, [-10.0, 110.0], [0.0, 1.0]);
        let picture = stage.draw(WHITE, &mut [(&mut line, &view)]);
        let expected = (spike as f64 + 10.0) / 120.0 * 200.0;
        let found = centre_of_ink(&picture.data, 200);
        assert!((found - expected).abs() < 0.1, "sample {spike}: expected {expected}, got {found}");
    }
}

#[test]
fn a_dense_signal_shows_every_extreme() {
    let Some(mut stage) = Stage::new(200, 100) else { return };
    let mut y = vec![0.0_f32; 1_000_000];
    y[123_456] = 0.9;
    y[700_001] = -0.9;
    y[500_000..500_400].fill(f32::NAN);
    let mut line = Line::new(Samples::uniform(0.0, 1.0, y.len()), y, style(1.5)).unwrap();
    let view = data_view(stage.target, [0.0, 1e6], [-1.0, 1.0]);
    let picture = stage.draw(WHITE, &mut [(&mut line, &view)]);
    picture.save("spikes");
    for (sample, value) in [(123_456.0, 0.85), (700_001.0, -0.85)] {
        let x = (sample / 1e6 * 200.0_f64) as u32;
        let y = ((value + 1.0) / 2.0 * 100.0_f64) as u32;
        assert!(picture.pixel(x, y)[0] < 128, "the spike at {sample} is there");
    }
}

#[test]
fn zooming_into_one_sample_of_a_billion_units_stays_exact() {
    let Some(mut stage) = Stage::new(200, 100) else { return };
    // Both ends of the segment are 1e12 pixels outside; it crosses the middle of the view.
    let mut line = Line::from_points(&[DVec2::new(-1e9, -1e9), DVec2::new(1e9, 1e9)], style(2.0));
    let view = data_view(stage.target, [-0.1, 0.1], [-0.1, 0.1]);
    let picture = stage.draw(WHITE, &mut [(&mut line, &view)]);
    assert!(picture.pixel(99, 49)[0] < 128 && picture.pixel(20, 10)[0] < 128, "it runs through the middle");
    assert!((centre_of_ink(&picture.data, 200) - 100.0).abs() < 0.5);
}

#[test]
fn bounds_leave_out_what_is_not_finite() {
    let line = Line::from_points(
        &[DVec2::new(1.0, 2.0), DVec2::NAN, DVec2::new(-3.0, 5.0), DVec2::new(0.0, f64::INFINITY)],
        style(1.0),
    );
    let bounds = line.bounds().unwrap();
    assert_eq!((bounds.min, bounds.max), (DVec2::new(-3.0, 2.0), DVec2::new(1.0, 5.0)));
    assert!(Line::from_points(&[], style(1.0)).bounds().is_none());
}

#[test]
fn lengths_that_differ_are_refused() {
    let error = Line::new(vec![1.0_f64, 2.0], vec![1.0_f32], style(1.0)).unwrap_err();
    assert_eq!(error.to_string(), "line: expected as many x as y (1), got 2");
}

#[test]
fn a_point_given_twice_changes_nothing() {
    let Some(mut stage) = Stage::new(100, 100) else { return };
    let view = pixel_view(stage.target);
    let points = [DVec2::new(20.0, 20.0), DVec2::new(20.0, 70.0), DVec2::new(70.0, 80.0)];
    let twice: Vec<DVec2> = points.iter().flat_map(|point| [*point, *point, *point]).collect();
    for join in [Join::Miter, Join::Bevel, Join::Round] {
        for cap in [Cap::Butt, Cap::Square, Cap::Round] {
            let look = LineStyle { join, cap, ..style(12.0) };
            let once = stage.draw(WHITE, &mut [(&mut Line::from_points(&points, look), &view)]);
            let again = stage.draw(WHITE, &mut [(&mut Line::from_points(&twice, look), &view)]);
            assert!(once.data == again.data, "{join:?} {cap:?}");
        }
    }
}

#[test]
fn a_point_alone_is_a_dot_where_ends_have_caps() {
    let Some(mut stage) = Stage::new(40, 40) else { return };
    let view = pixel_view(stage.target);
    let disc = std::f64::consts::PI * 36.0;
    for (cap, area) in [(Cap::Butt, 0.0), (Cap::Square, 144.0), (Cap::Round, disc)] {
        for points in [vec![DVec2::new(20.0, 21.0)], vec![DVec2::new(20.0, 21.0); 3]] {
            let look = LineStyle { cap, ..style(12.0) };
            let found = ink(&stage.draw(WHITE, &mut [(&mut Line::from_points(&points, look), &view)]).data);
            assert!((found - area).abs() < 1.0, "{cap:?}, {} times: {area} px, got {found}", points.len());
        }
    }
}
