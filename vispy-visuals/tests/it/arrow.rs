//! Arrows: areas of their heads, and where their tips are.

use vispy_visuals::color::Color;
use vispy_visuals::glam::DVec2;
use vispy_visuals::visuals::{Arrow, ArrowHead, ArrowStyle, LineStyle};
use vispy_visuals::{Bounds, Visual as _};

use crate::ink::{Fills, ink, sums};
use crate::support::{Stage, pixel_view};

const NOTHING: [f32; 4] = [0.0; 4];

#[test]
fn heads_of_arrows_cover_their_shapes_with_their_tips_on_the_points() {
    let Some(mut stage) = Stage::new(80, 80) else { return };
    let view = pixel_view(stage.target);
    let pi = std::f64::consts::PI;
    for head in ArrowHead::ALL {
        let style = ArrowStyle { head, head_size_px: 50.0, ..ArrowStyle::default() };
        for degrees in [0.0_f64, 90.0, 200.0] {
            let along = DVec2::from_angle(degrees.to_radians());
            let tip = DVec2::splat(40.0) + along * 25.0;
            let mut arrow = Arrow::new(Vec::<f64>::new(), Vec::<f64>::new(), style).unwrap();
            arrow.set_heads(&[[tip - along * 300.0, tip], [tip, tip], [tip, DVec2::NAN]]);
            let picture = stage.draw(NOTHING, &mut [(&mut arrow, &view)]);
            let (drawn, filled) = (ink(&picture), Fills::of(&arrow, &view).area());
            let expected = match head {
                ArrowHead::Stealth => Some(0.7 * 1.5),
                ArrowHead::Triangle30 => Some(4.0 * 15_f64.to_radians().tan()),
                ArrowHead::Triangle60 => Some(3_f64.sqrt()),
                ArrowHead::Triangle90 => Some(1.0),
                // Half a ring of width 0.3, and half a disc at each end.
                ArrowHead::InhibitorRound => Some(pi * 0.8 * 0.3 + pi * 0.15 * 0.15),
                _ => None,
            };
            if let Some(expected) = expected {
                let expected = expected * 625.0;
                assert!((filled - expected).abs() < 1.0, "{head}: {filled} for {expected}");
            }
            assert!((drawn - filled).abs() < 0.01 * filled + 1.0, "{head} {degrees}: {drawn} for {filled}");
            // Before the tip is nothing, behind it is something.
            let pixel = |p: DVec2| picture.pixel(p.x as u32, p.y as u32)[3];
            assert_eq!(pixel(tip + along * 1.5), 0, "{head} {degrees}");
            assert!(pixel(tip - along * 5.0) > 0, "{head} {degrees}");
        }
    }
}

#[test]
fn an_arrow_is_a_line_and_its_heads() {
    let Some(mut stage) = Stage::new(60, 40) else { return };
    let view = pixel_view(stage.target);
    let points = [DVec2::new(5.0, 20.0), DVec2::new(45.0, 20.0)];
    let style = ArrowStyle {
        line: LineStyle { width_px: 2.0, color: Color::rgb(1.0, 0.0, 0.0), ..ArrowStyle::default().line },
        head: ArrowHead::Triangle90,
        head_size_px: 12.0,
        head_color: Color::rgb(0.0, 0.0, 1.0),
    };
    let mut arrow = Arrow::from_points(&points, style).unwrap();
    let sums = sums(&stage.draw(NOTHING, &mut [(&mut arrow, &view)]));
    // The head is 6 px long and 12 px wide, and covers the end of the line.
    assert!((sums[2] - 36.0).abs() < 1.0, "head: {}", sums[2]);
    assert!((sums[0] - 2.0 * 34.0).abs() < 0.5, "line: {}", sums[0]);
    assert_eq!(arrow.bounds().unwrap(), Bounds { min: points[0], max: points[1] });
}
