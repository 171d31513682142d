//! Lines with a colour or a width of their own at each point.

use vispy_visuals::color::Color;
use vispy_visuals::glam::DVec2;
use vispy_visuals::vector::Cap;
use vispy_visuals::visuals::{Dash, Line, LineStyle};

use crate::line::scribble;
use crate::shapes::{WHITE, ink, points};
use crate::support::{Stage, data_view, pixel_view};

const RED: Color = Color::rgb(1.0, 0.0, 0.0);
const BLUE: Color = Color::rgb(0.0, 0.0, 1.0);

fn style(width_px: f32) -> LineStyle {
    LineStyle { width_px, cap: Cap::Butt, ..LineStyle::default() }
}

#[test]
fn colours_are_mixed_along_a_segment() {
    let Some(mut stage) = Stage::new(100, 20) else { return };
    let view = pixel_view(stage.target);
    let mut line = Line::from_points(&points([(10.0, 10.0), (90.0, 10.0)]), style(6.0));
    line.set_colors(Some(vec![RED, BLUE])).unwrap();
    let picture = stage.draw(WHITE, &mut [(&mut line, &view)]);
    for x in [10, 30, 50, 89] {
        let t = (f64::from(x) + 0.5 - 10.0) / 80.0;
        let [red, green, blue, _] = picture.pixel(x, 10);
        assert!((f64::from(red) - 255.0 * (1.0 - t)).abs() < 2.0 && green == 0, "{x}: {red}");
        assert!((f64::from(blue) - 255.0 * t).abs() < 2.0, "{x}: {blue}");
    }
    assert_eq!([picture.pixel(9, 10), picture.pixel(90, 10)], [[255; 4]; 2], "cut at its ends");
    // Seen from nearby, the colour is that of the place.
    let near = data_view(stage.target, [49.9, 50.1], [0.0, 20.0]);
    let [red, _, blue, _] = stage.draw(WHITE, &mut [(&mut line, &near)]).pixel(50, 10);
    assert!(red.abs_diff(127) < 3 && blue.abs_diff(127) < 3, "{red}, {blue}");
}

#[test]
fn with_one_colour_and_one_width_it_is_the_plain_line() {
    let Some(mut stage) = Stage::new(150, 100) else { return };
    let view = pixel_view(stage.target);
    let points = scribble();
    let look = LineStyle { color: Color::rgba(0.1, 0.4, 0.8, 0.5), width_px: 3.0, ..LineStyle::default() };
    let mut plain = Line::from_points(&points, look);
    let mut colored = Line::from_points(&points, look);
    colored.set_colors(Some(vec![look.color; points.len()])).unwrap();
    let (a, b) =
        (stage.draw(WHITE, &mut [(&mut plain, &view)]), stage.draw(WHITE, &mut [(&mut colored, &view)]));
    b.save("colored_scribble");
    let differing = a.data.chunks(4).zip(b.data.chunks(4)).filter(|(a, b)| a[0].abs_diff(b[0]) > 3).count();
    // A point alone between gaps is a dot of the plain line only.
    assert!(differing <= 16, "{differing} pixels");
    colored.set_colors(None).unwrap();
    assert!(stage.draw(WHITE, &mut [(&mut colored, &view)]).data == a.data, "as if nothing had been");
}

#[test]
fn the_nearest_segment_wins_where_they_overlap() {
    let Some(mut stage) = Stage::new(60, 60) else { return };
    let view = pixel_view(stage.target);
    let [a, b, c, d] = [(5.0, 30.0), (55.0, 30.0), (30.0, 5.0), (30.0, 55.0)];
    let cross = vec![DVec2::from(a), b.into(), DVec2::NAN, c.into(), d.into()];
    let half = |color: Color| color.with_alpha(0.5);
    let colors = vec![half(RED), half(RED), RED, half(BLUE), half(BLUE)];
    let mut line = Line::from_points(&cross, style(10.0));
    line.set_colors(Some(colors)).unwrap();
    let picture = stage.draw(WHITE, &mut [(&mut line, &view)]);
    let (red, blue) = ([255, 127, 127], [127, 127, 255]);
    // Within the crossing: 3 px from one middle and 0.5 px from the other.
    for (x, y, expected) in [(33, 30, red), (26, 29, red), (30, 33, blue), (29, 26, blue)] {
        let found = picture.pixel(x, y);
        for channel in 0..3 {
            assert!(found[channel].abs_diff(expected[channel]) <= 2, "{x}, {y}: {found:?}");
        }
    }
}

#[test]
fn widths_change_evenly_along_a_segment() {
    let Some(mut stage) = Stage::new(100, 40) else { return };
    let view = pixel_view(stage.target);
    let mut line = Line::from_points(&points([(10.0, 20.0), (90.0, 20.0)]), style(1.0));
    line.set_widths(Some(vec![2.0, 22.0])).unwrap();
    let picture = stage.draw(WHITE, &mut [(&mut line, &view)]);
    assert!((ink(&picture) - 80.0 * 12.0).abs() < 3.0, "{}", ink(&picture));
    for x in [20, 50, 80] {
        let column: f64 = (0..40).map(|y| 1.0 - f64::from(picture.pixel(x, y)[0]) / 255.0).sum();
        let expected = 2.0 + 20.0 * (f64::from(x) + 0.5 - 10.0) / 80.0;
        assert!((column - expected).abs() < 0.1, "{x}: {expected}, got {column}");
    }
    let error = line.set_widths(Some(vec![1.0])).unwrap_err();
    assert_eq!(error.to_string(), "widths of a line: expected as many as points (2), got 1");
}

#[test]
fn dashes_and_gaps_are_kept() {
    let Some(mut stage) = Stage::new(100, 20) else { return };
    let view = pixel_view(stage.target);
    let dash = Dash::custom(&[10.0, 5.0]).unwrap();
    let ends = points([(10.0, 10.0), (48.0, 10.0), (90.0, 10.0)]);
    let look = LineStyle { dash, ..style(4.0) };
    let mut plain = Line::from_points(&ends, look);
    let mut colored = Line::from_points(&ends, look);
    colored.set_colors(Some(vec![Color::BLACK; 3])).unwrap();
    let (a, b) =
        (stage.draw(WHITE, &mut [(&mut plain, &view)]), stage.draw(WHITE, &mut [(&mut colored, &view)]));
    let worst = a.data.iter().zip(&b.data).map(|(a, b)| a.abs_diff(*b)).max();
    assert!(worst <= Some(2), "{worst:?}");
}

#[test]
fn many_points_and_none_at_all() {
    let Some(mut stage) = Stage::new(100, 60) else { return };
    let view = data_view(stage.target, [0.0, 1.0], [-1.0, 1.0]);
    let count = 300_000;
    let wave: Vec<DVec2> = (0..count)
        .map(|i| {
            let t = f64::from(i) / f64::from(count - 1);
            DVec2::new(t, (t * 20.0).sin() * 0.9)
        })
        .collect();
    let mut plain = Line::from_points(&wave, style(3.0));
    let mut colored = Line::from_points(&wave, style(3.0));
    colored.set_widths(Some(vec![3.0; wave.len()])).unwrap();
    let (a, b) =
        (stage.draw(WHITE, &mut [(&mut plain, &view)]), stage.draw(WHITE, &mut [(&mut colored, &view)]));
    assert!((ink(&a) / ink(&b) - 1.0).abs() < 0.02, "{} and {}", ink(&a), ink(&b));
    let mut none = Line::from_points(&[], style(3.0));
    none.set_colors(Some(Vec::new())).unwrap();
    assert_eq!(ink(&stage.draw(WHITE, &mut [(&mut none, &view)])), 0.0);
    let mut hidden = Line::from_points(&wave[..2], style(3.0));
    hidden.set_widths(Some(vec![-1.0, 0.0])).unwrap();
    assert_eq!(ink(&stage.draw(WHITE, &mut [(&mut hidden, &view)])), 0.0);
}
