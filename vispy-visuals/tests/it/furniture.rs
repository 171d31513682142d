//! What stands around data: axes, grid lines, texts, rectangles.

use std::sync::Arc;

use vispy_visuals::color::Color;
use vispy_visuals::coordinate::Reference;
use vispy_visuals::glam::{DVec2, DVec3};
use vispy_visuals::text::{Anchor, HAlign, TextStyle, VAlign};
use vispy_visuals::ticks::{Scale, TimeUnit};
use vispy_visuals::transforms::{ChainTransform, MatrixTransform, StTransform};
use vispy_visuals::visuals::{Axis, GridLines, Rectangle, Side, Text};
use vispy_visuals::{View, Visual};

use crate::support::{Stage, with_map};

const WHITE: [f32; 4] = [1.0; 4];

/// A view in logical pixels, y downwards.
fn canvas_view(stage: &Stage, scale_factor: f64) -> View {
    View::of_canvas(stage.target, scale_factor)
}

#[test]
fn a_tick_label_stands_at_its_tick() {
    let Some(mut stage) = Stage::new(400, 100) else { return };
    let view = canvas_view(&stage, 1.0);
    let mut axis = Axis::new(Side::Bottom);
    axis.set_ends(DVec2::new(40.0, 20.0), DVec2::new(360.0, 20.0)).unwrap();
    axis.set_domain(Reference::F64(0.0), [0.0, 1.0], Scale::Linear);
    let picture = stage.draw(WHITE, &mut [(&mut axis, &view)]);
    picture.save("axis");
    let ticks: Vec<f64> = axis.ticks().major.iter().map(|tick| axis_x(tick.offset)).collect();
    for x in ticks {
        // The tick is one dark pixel wide, just below the line (y is counted from the bottom here).
        let row = 100 - 20 - 4;
        let column = (x - 0.5).round() as u32;
        let found = [-1_i32, 0, 1].map(|d| picture.pixel(column.checked_add_signed(d).unwrap(), row)[0]);
        assert!(found[1] < 128 && found[0] > 200 && found[2] > 200, "tick at {x}: {found:?}");
        // The ink of the label has its middle below the tick.
        let (mut sum, mut weight) = (0.0, 0.0);
        for dx in -16_i32..=16 {
            for y in 60..71 {
                let px = column.checked_add_signed(dx).unwrap();
                let ink = 1.0 - f64::from(picture.pixel(px, y)[0]) / 255.0;
                sum += ink * f64::from(dx);
                weight += ink;
            }
        }
        assert!(weight > 5.0, "there is a label at {x}");
        assert!((sum / weight).abs() < 1.5, "label at {x} is off by {}", sum / weight);
    }
}

fn axis_x(offset: f64) -> f64 {
    40.0 + 320.0 * offset
}

#[test]
fn axes_of_all_sides_say_how_much_room_they_need() {
    let Some(mut stage) = Stage::new(640, 480) else { return };
    let view = canvas_view(&stage, 1.0);
    let corners = [DVec2::new(120.0, 80.0), DVec2::new(520.0, 400.0)];
    let mut frame = Rectangle::new(corners[0], corners[1], Color::parse("whitesmoke").unwrap()).unwrap();
    let day = 86_400_000_000_000.0;
    let sides = [
        (Side::Bottom, Reference::I64(1_301_529_600_000_000_000), [0.0, 0.11 * day], true),
        (Side::Left, Reference::F64(0.0), [-2.4e6, 3.1e6], false),
        (Side::Right, Reference::F64(1e12), [0.0, 4e-3], false),
        (Side::Top, Reference::F64(0.0), [10.0, -10.0], false),
    ];
    let mut axes: Vec<Axis> = Vec::new();
    for (side, reference, limits, time) in sides {
        let mut axis = Axis::new(side);
        let [low, high] = corners;
        let (start, end) = match side {
            Side::Bottom => (DVec2::new(low.x, high.y), high),
            Side::Left => (DVec2::new(low.x, high.y), low),
            Side::Right => (high, DVec2::new(high.x, low.y)),
            Side::Top => (low, DVec2::new(high.x, low.y)),
        };
        axis.set_ends(start, end).unwrap();
        axis.set_domain(reference, limits, if time { Scale::Time(TimeUnit::Nanos) } else { Scale::Linear });
        axis.set_label(Some(&format!("{side:?} (µm², Ω)")));
        axes.push(axis);
    }
    let rooms: Vec<f64> = axes.iter_mut().map(|axis| axis.room().outward_px).collect();
    let mut visuals: Vec<(&mut dyn Visual, &View)> = vec![(&mut frame, &view)];
    visuals.extend(axes.iter_mut().map(|axis| (axis as &mut dyn Visual, &view)));
    let picture = stage.draw(WHITE, &mut visuals);
    picture.save("axes");
    // Nothing is drawn further out than the room that was asked for.
    let beyond_bottom = 480 - 400 - rooms[0].ceil() as u32 - 1;
    let beyond_left = 120 - rooms[1].ceil() as u32 - 1;
    let white = |x: u32, y: u32| picture.pixel(x, y) == [255; 4];
    assert!((0..640).all(|x| white(x, beyond_bottom)), "below the bottom axis is nothing");
    assert!((0..480).all(|y| white(beyond_left, y)), "left of the left axis is nothing");
    assert!(rooms.iter().all(|room| *room > 30.0), "{rooms:?}");
}

#[test]
fn grid_lines_are_whole_pixels_at_every_scale() {
    for scale in [1.0, 1.5, 2.0] {
        let Some(mut stage) = Stage::new(200, 100) else { return };
        let map = StTransform::new(DVec3::new(200.0, 100.0, 1.0), DVec3::ZERO);
        let view = View {
            framebuffer_from_visual: ChainTransform::new([Arc::new(map) as _]),
            ..canvas_view(&stage, scale)
        };
        let mut grid = GridLines::default();
        grid.set_style(Color::BLACK, 1.0);
        grid.set_lines(&[0.1003, 0.5], &[0.337]);
        let picture = stage.draw(WHITE, &mut [(&mut grid, &view)]);
        let gray = picture.data.chunks_exact(4).filter(|p| !matches!(p[0], 0 | 255)).count();
        let black = picture.data.chunks_exact(4).filter(|p| p[0] == 0).count();
        let width = scale.round() as usize;
        assert_eq!(gray, 0, "no blurred line at scale {scale}");
        assert_eq!(black, width * (2 * 100 + 200) - 2 * width * width, "scale {scale}");
    }
}

#[test]
fn rectangles_have_their_areas() {
    let Some(mut stage) = Stage::new(100, 100) else { return };
    let view = canvas_view(&stage, 1.0);
    let make = || Rectangle::new(DVec2::new(10.25, 20.5), DVec2::new(60.75, 70.25), Color::BLACK).unwrap();
    let ink = |data: &[u8]| data.chunks_exact(4).map(|p| 1.0 - f64::from(p[0]) / 255.0).sum::<f64>();
    let sharp = ink(&stage.draw(WHITE, &mut [(&mut make(), &view)]).data);
    assert!((sharp - 50.5 * 49.75).abs() < 0.6, "{sharp}");
    let round = ink(&stage.draw(WHITE, &mut [(&mut make().with_radius(12.0), &view)]).data);
    let corners = (4.0 - std::f64::consts::PI) * 144.0;
    assert!((round - (50.5 * 49.75 - corners)).abs() < 1.5, "{round}");
    let mut bordered = make().with_border(Color::rgb(1.0, 0.0, 0.0), 5.0).with_radius(8.0);
    let picture = stage.draw(WHITE, &mut [(&mut bordered, &view)]);
    picture.save("rectangle");
    assert_eq!(picture.pixel(12, 50), [255, 0, 0, 255], "border");
    assert_eq!(picture.pixel(35, 50), [0, 0, 0, 255], "fill");
}

#[test]
fn text_stands_where_its_anchor_says() {
    let Some(mut stage) = Stage::new(300, 120) else { return };
    let view = canvas_view(&stage, 1.0);
    let style = TextStyle::new(24.0);
    let mut label = Text::new("HHHH", DVec2::new(150.0, 60.0), style).unwrap().with_anchor(Anchor::CENTER);
    let picture = stage.draw(WHITE, &mut [(&mut label, &view)]);
    picture.save("text_center");
    let dark: Vec<(f64, f64)> = (0..120)
        .flat_map(|y| (0..300).map(move |x| (x, y)))
        .filter(|(x, y)| picture.pixel(*x, *y)[0] < 128)
        .map(|(x, y)| (f64::from(x) + 0.5, f64::from(y) + 0.5))
        .collect();
    let mean = dark.iter().fold(DVec2::ZERO, |sum, (x, y)| sum + DVec2::new(*x, *y)) / dark.len() as f64;
    assert!((mean - DVec2::new(150.0, 60.0)).length() < 1.0, "{mean}");
    let anchor = Anchor::new(HAlign::Left, VAlign::Baseline);
    let mut turned = Text::new("Ångström μ∑ Привет", DVec2::new(60.0, 110.0), style)
        .unwrap()
        .with_anchor(anchor)
        .with_angle(0.35);
    stage.draw(WHITE, &mut [(&mut turned, &view)]).save("text_turned");
}

#[test]
fn bad_places_and_sizes_are_refused() {
    let nan = DVec2::new(f64::NAN, 0.0);
    let text = Text::new("x", nan, TextStyle::new(12.0)).unwrap_err().to_string();
    assert_eq!(text, "position of a text: expected finite numbers, got [NaN, 0]");
    let text = Text::new("x", DVec2::ZERO, TextStyle::new(-1.0)).unwrap_err().to_string();
    assert_eq!(text, "size of a text: expected logical pixels above 0, got -1");
    assert!(Rectangle::new(nan, DVec2::ONE, Color::BLACK).is_err());
    assert!(Axis::new(Side::Left).set_ends(nan, DVec2::ONE).is_err());
}

fn dark(picture: &crate::support::Picture) -> f64 {
    picture.data.chunks_exact(4).map(|p| 1.0 - f64::from(p[0]) / 255.0).sum()
}

#[test]
fn a_turned_rectangle_has_the_same_area_and_its_middle_in_place() {
    let Some(mut stage) = Stage::new(100, 100) else { return };
    // At 45 degrees pixel centres lie in rows along the edges, and a box as wide as a pixel counts them unevenly.
    for degrees in [0.0_f64, 30.0, 65.0, 90.0, 180.0, 300.0] {
        for mirror in [1.0, -1.0] {
            let shift = StTransform::new(DVec3::new(1.0, mirror, 1.0), DVec3::new(50.0, 50.0, 0.0));
            let mut view = with_map(stage.target, shift);
            view.framebuffer_from_visual.push(Arc::new(MatrixTransform::rotation_z(degrees.to_radians())));
            let corners = [DVec2::new(-10.0, -20.0), DVec2::new(30.0, 10.0)];
            let mut rectangle = Rectangle::new(corners[0], corners[1], Color::BLACK).unwrap();
            let picture = stage.draw(WHITE, &mut [(&mut rectangle, &view)]);
            let area = dark(&picture);
            assert!((area - 1200.0).abs() < 4.0, "{degrees} degrees, mirrored {mirror}: {area}");
            let mut sum = DVec2::ZERO;
            for y in 0..100 {
                for x in 0..100 {
                    let ink = 1.0 - f64::from(picture.pixel(x, y)[0]) / 255.0;
                    sum += ink * DVec2::new(f64::from(x) + 0.5, f64::from(y) + 0.5);
                }
            }
            let middle = view.map((corners[0] + corners[1]) / 2.0);
            assert!((sum / area - middle).length() < 0.1, "{degrees} degrees: {} for {middle}", sum / area);
        }
    }
}

#[test]
fn the_edge_of_a_rectangle_a_billion_times_as_large_is_in_its_place() {
    let Some(mut stage) = Stage::new(100, 20) else { return };
    let far = 1e11;
    let make = || {
        let corners = [DVec2::new(40.0, -far), DVec2::new(far, far)];
        Rectangle::new(corners[0], corners[1], Color::BLACK)
            .unwrap()
            .with_border(Color::rgb(1.0, 0.0, 0.0), 3.0)
    };
    let upright = canvas_view(&stage, 1.0);
    for (mut rectangle, name) in [(make(), "sharp"), (make().with_radius(7.0), "round")] {
        let picture = stage.draw(WHITE, &mut [(&mut rectangle, &upright)]);
        let found = [39, 40, 42, 43, 99].map(|x| picture.pixel(x, 10));
        let [white, red, black] = [[255; 4], [255, 0, 0, 255], [0, 0, 0, 255]];
        assert_eq!(found, [white, red, red, black, black], "{name}");
    }
    // Turned by 45 degrees about (50, 10), its edge goes through that point.
    let mut view = with_map(stage.target, StTransform::new(DVec3::ONE, DVec3::new(50.0, 10.0, 0.0)));
    view.framebuffer_from_visual.push(Arc::new(MatrixTransform::rotation_z(std::f64::consts::FRAC_PI_4)));
    let mut half = Rectangle::new(DVec2::new(0.0, -far), DVec2::splat(far), Color::BLACK).unwrap();
    let picture = stage.draw(WHITE, &mut [(&mut half, &view)]);
    for y in 0..20 {
        // On the edge, x + y = 60; a pixel's diagonal is 1.41.
        let edge = 60 - y;
        assert!(picture.pixel(edge + 1, y)[0] < 5 && picture.pixel(edge - 3, y)[0] > 250, "row {y}");
    }
}

#[test]
fn a_corner_keeps_its_radius_when_most_of_the_rectangle_is_outside() {
    let Some(mut stage) = Stage::new(100, 100) else { return };
    let make = |left: f64| {
        Rectangle::new(DVec2::new(left, 30.0), DVec2::new(80.0, 90.0), Color::BLACK)
            .unwrap()
            .with_radius(25.0)
    };
    let view = canvas_view(&stage, 1.0);
    let inside = stage.draw(WHITE, &mut [(&mut make(5.0), &view)]);
    let clipped = View { clip: vispy_gloo::Rect::new(72, 0, 28, 100), ..canvas_view(&stage, 1.0) };
    let outside = stage.draw(WHITE, &mut [(&mut make(-1e9), &clipped)]);
    for y in 0..100 {
        for x in 72..100 {
            let (a, b) = (inside.pixel(x, y)[0], outside.pixel(x, y)[0]);
            assert!(a.abs_diff(b) <= 1, "at {x}, {y}: {a} and {b}");
        }
    }
}

#[test]
fn labels_of_short_axes_do_not_touch() {
    let day = 86_400_000_000_000.0;
    let domains = [
        (Reference::F64(0.0), [-1.0, 1.0], Scale::Linear),
        (Reference::F64(1e12), [0.0, 123.0], Scale::Linear),
        (Reference::I64(1_301_529_600_000_000_000), [0.0, 0.11 * day], Scale::Time(TimeUnit::Nanos)),
        (Reference::I64(0), [0.0, 3000.0 * day], Scale::Time(TimeUnit::Nanos)),
    ];
    let style = TextStyle::new(12.0);
    let mut fonts = vispy_visuals::text::FontSystem::new();
    for (reference, limits, scale) in domains {
        for length in [0.5, 3.0, 10.0, 30.0, 55.0, 80.0, 120.0, 200.0, 500.0] {
            let mut axis = Axis::new(Side::Bottom);
            axis.set_ends(DVec2::ZERO, DVec2::new(length, 0.0)).unwrap();
            axis.set_domain(reference, limits, scale);
            let labels: Vec<(f64, String)> =
                axis.ticks().major.iter().map(|tick| (tick.offset, tick.label.clone())).collect();
            let mut free_from = f64::NEG_INFINITY;
            for (offset, label) in &labels {
                let half = f64::from(fonts.shape(label, &style).width_px) / 2.0;
                let at = axis.position(*offset).x;
                assert!(at - half > free_from, "{labels:?} on {length} px");
                free_from = at + half;
            }
        }
    }
}

#[test]
fn ten_thousand_texts_of_which_few_are_seen_are_few_glyphs() {
    let (mut ctx, _) = vispy_gloo::Context::recorder();
    let target = vispy_gloo::RenderTarget::canvas(400, 300);
    let view = View::of_canvas(target, 1.0);
    let items: Vec<(String, DVec2)> = (0..10_000)
        .map(|i| (format!("{i}"), DVec2::new(f64::from(i % 100) * 50.0, f64::from(i / 100) * 20.0)))
        .collect();
    let items = || items.iter().map(|(text, position)| (text.as_str(), *position));
    let mut text = Text::many(items(), TextStyle::new(12.0)).unwrap();
    crate::support::draw_frame(&mut ctx, target, WHITE, &mut [(&mut text, &view)]);
    let uploaded = ctx.take_stats().upload_bytes;
    // Some 9 x 17 texts, of up to four glyphs, of two texels, of 16 bytes; and the atlas.
    assert!(uploaded < 100_000 + 2048 * 256, "{uploaded} bytes");
    let Some(mut stage) = Stage::new(400, 300) else { return };
    let view = canvas_view(&stage, 1.0);
    let all = stage.draw(WHITE, &mut [(&mut text_again(items()), &view)]);
    let quarter = View { clip: vispy_gloo::Rect::new(100, 100, 60, 40), ..view.clone() };
    let part = stage.draw(WHITE, &mut [(&mut text_again(items()), &quarter)]);
    for y in 100..140 {
        for x in 100..160 {
            assert_eq!(
                all.pixel(x, y),
                part.pixel(x, y),
                "texts that begin outside are not cut, at {x}, {y}"
            );
        }
    }
}

fn text_again<'a>(items: impl IntoIterator<Item = (&'a str, DVec2)>) -> Text {
    Text::many(items, TextStyle::new(12.0)).unwrap()
}
