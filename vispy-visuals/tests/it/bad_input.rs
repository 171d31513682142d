//! What every public constructor says about input that it cannot take, and what is drawn of input that is only odd.

use vispy_gloo::{Context, RenderTarget};
use vispy_visuals::color::{Color, Colormap};
use vispy_visuals::coordinate::Reference;
use vispy_visuals::glam::{DMat4, DVec2, DVec3};
use vispy_visuals::samples::Samples;
use vispy_visuals::text::TextStyle;
use vispy_visuals::ticks::{Scale, TimeUnit};
use vispy_visuals::transforms::{LogTransform, MatrixTransform, StTransform};
use vispy_visuals::visuals::{
    Axis, AxisStyle, GridLines, Image, ImageData, ImageStyle, Line, LineStyle, Rectangle, Side, Text,
};
use vispy_visuals::{View, Visual};

use crate::support::{draw_frame, try_draw_frame, with_map};

const WHITE: [f32; 4] = [1.0; 4];

fn target() -> RenderTarget {
    RenderTarget::canvas(64, 48)
}

fn say<T, E: std::fmt::Display>(result: Result<T, E>) -> String {
    result.err().map_or("accepted".to_owned(), |error| error.to_string())
}

#[test]
fn messages() {
    let nan = DVec2::new(f64::NAN, 0.0);
    let infinite = LineStyle { width_px: f32::INFINITY, ..LineStyle::default() };
    let mut line = Line::from_points(&[], LineStyle::default());
    let image = || {
        let data = ImageData::scalars(1, 1, vec![1_u8]).unwrap();
        Image::new(data, ImageStyle::default()).unwrap()
    };
    let limits =
        |limits| say(image().set_style(ImageStyle { limits: Some(limits), ..ImageStyle::default() }));
    let style = TextStyle::new(12.0);
    let corner = [DVec2::ZERO, DVec2::ZERO];
    let messages = [
        say(Line::new(vec![1.0_f32], Samples::uniform(0.0, 1.0, 2), LineStyle::default())),
        say(Line::new(vec![1.0_f32], vec![1_i64], infinite)),
        say(line.set_data(vec![1.0_f64; 3], vec![1_i8; 2])),
        say(line.set_style(LineStyle { width_px: f32::NAN, ..LineStyle::default() })),
        say(ImageData::scalars(0, 0, Vec::<f32>::new())),
        say(ImageData::scalars(2, 2, vec![1.0_f64; 5])),
        say(ImageData::rgba8(u32::MAX, u32::MAX, vec![0; 5])),
        say(ImageData::rgb8(2, 1, vec![0; 8])),
        say(ImageData::rgba8(2, 1, vec![0; 6])),
        limits([1.0, 1.0]),
        limits([f64::NAN, 1.0]),
        say(image().with_extent(DVec2::ZERO, DVec2::new(0.0, 1.0))),
        say(image().with_extent(nan, DVec2::ONE)),
        say(Text::new("x", nan, style)),
        say(Text::new("x", DVec2::ZERO, TextStyle::new(f32::NAN))),
        say(Text::many([("x", DVec2::ZERO), ("y", DVec2::INFINITY)], TextStyle::new(0.0))),
        say(Rectangle::new(nan, DVec2::ONE, Color::BLACK)),
        say(Axis::new(Side::Top).set_ends(DVec2::ZERO, nan)),
        say(StTransform::from_mapping(corner, [DVec2::ZERO, DVec2::ONE])),
        say(MatrixTransform::new(DMat4::ZERO)),
        say(Colormap::by_name("viridiss")),
        say(Color::parse("steelblu")),
    ];
    insta::assert_snapshot!(messages.join("\n"));
}

#[test]
fn what_is_refused_changes_nothing() {
    let style = TextStyle::new(12.0);
    let mut text = Text::new("kept", DVec2::new(3.0, 4.0), style).unwrap();
    assert!(text.set_items([("a", DVec2::ZERO), ("b", DVec2::NAN)]).is_err());
    assert_eq!((text.len(), text.bounds().unwrap().min), (1, DVec2::new(3.0, 4.0)));
    let mut line = Line::from_points(&[DVec2::ZERO, DVec2::ONE], LineStyle::default());
    assert!(line.set_data(vec![1.0_f32], vec![1.0_f32, 2.0]).is_err());
    assert!(line.set_style(LineStyle { width_px: f32::NAN, ..line.style() }).is_err());
    assert_eq!((line.len(), line.style()), (2, LineStyle::default()));
}

/// Draws one frame with the recorder, and returns how many draws there were.
fn draws(visual: &mut dyn Visual, view: &View) -> u64 {
    let (mut ctx, _) = Context::recorder();
    draw_frame(&mut ctx, view.target, WHITE, &mut [(visual, view)]);
    ctx.take_stats().draws
}

#[test]
fn odd_lines_are_drawn_or_left_out() {
    let view = View::of_canvas(target(), 1.0);
    let points = [DVec2::new(1.0, 1.0), DVec2::new(30.0, 30.0)];
    let with_width = |width_px| Line::from_points(&points, LineStyle { width_px, ..LineStyle::default() });
    assert_eq!(draws(&mut with_width(2.0), &view), 2);
    for width in [0.0, -1.0, f32::NAN, f32::INFINITY] {
        assert_eq!(draws(&mut with_width(width), &view), 0, "width {width}");
    }
    let invisible = Color::rgba(0.0, 0.0, 0.0, 0.0);
    let mut line = Line::from_points(&points, LineStyle { color: invisible, ..LineStyle::default() });
    assert_eq!(draws(&mut line, &view), 0);
    for points in [vec![], vec![DVec2::NAN; 9], vec![DVec2::INFINITY, DVec2::NEG_INFINITY]] {
        assert_eq!(draws(&mut Line::from_points(&points, LineStyle::default()), &view), 0);
    }
    let huge = [DVec2::splat(-1e300), DVec2::splat(1e300), DVec2::new(f64::MAX, f64::MIN)];
    draws(&mut Line::from_points(&huge, LineStyle::default()), &view);
    let empty = View { clip: vispy_gloo::Rect::default(), ..view.clone() };
    assert_eq!(draws(&mut with_width(2.0), &empty), 0, "nothing may be touched");
    for scale in [0.0, f64::NAN, f64::INFINITY, 1e-300, 1e300] {
        let map = StTransform::new(DVec3::splat(scale), DVec3::ZERO);
        let view = with_map(target(), map);
        draws(&mut with_width(2.0), &view);
        let y: Vec<f32> = (0..100_000).map(|i| (i as f32).sin()).collect();
        let mut dense = Line::new(Samples::uniform(0.0, 1e-3, y.len()), y, LineStyle::default()).unwrap();
        draws(&mut dense, &view);
    }
}

#[test]
fn an_axis_of_no_length_or_of_limits_that_make_no_sense_has_no_ticks() {
    let view = View::of_canvas(target(), 1.0);
    let ends = [DVec2::new(5.0, 20.0), DVec2::new(60.0, 20.0)];
    let senseless = [[f64::NAN, 1.0], [0.0, f64::INFINITY], [2.0, 2.0], [f64::NAN; 2]];
    for scale in [Scale::Linear, Scale::Time(TimeUnit::Nanos)] {
        for limits in senseless {
            let mut axis = Axis::new(Side::Bottom);
            axis.set_ends(ends[0], ends[1]).unwrap();
            axis.set_domain(Reference::F64(0.0), limits, scale);
            assert!(axis.ticks().major.is_empty(), "{scale:?} {limits:?}");
            assert!(axis.room().outward_px.is_finite());
            assert_eq!(draws(&mut axis, &view), 1, "only its line: {scale:?} {limits:?}");
        }
    }
    for side in [Side::Left, Side::Right, Side::Bottom, Side::Top] {
        let make = || {
            let mut axis = Axis::new(side);
            axis.set_label(Some("no room"));
            axis
        };
        assert!(make().ticks().major.is_empty());
        draws(&mut make(), &view);
        let mut axis = make();
        axis.set_style(AxisStyle {
            tick_label_size_px: f32::NAN,
            line_width_px: f64::NAN,
            ..AxisStyle::default()
        });
        axis.set_ends(ends[0], ends[0] + DVec2::splat(0.3)).unwrap();
        draws(&mut axis, &view);
    }
}

#[test]
fn turned_views_are_refused_where_they_make_no_sense() {
    let view = with_map(target(), MatrixTransform::rotation_z(0.3));
    let (mut ctx, _) = Context::recorder();
    let mut refused =
        |visual: &mut dyn Visual| say(try_draw_frame(&mut ctx, view.target, WHITE, &mut [(visual, &view)]));
    let mut axis = Axis::new(Side::Left);
    axis.set_ends(DVec2::ZERO, DVec2::new(0.0, 40.0)).unwrap();
    let expected =
        "expected a transform that keeps lines parallel to the axes, got one that turns or bends them";
    assert_eq!(refused(&mut axis), format!("view of an axis: {expected}"));
    assert_eq!(refused(&mut GridLines::default()), format!("view of grid lines: {expected}"));
    // A logarithmic axis keeps lines level, but an image and an axis want even spacing.
    let view = with_map(target(), LogTransform::new(DVec3::new(0.0, 10.0, 0.0)).unwrap());
    let mut refused =
        |visual: &mut dyn Visual| say(try_draw_frame(&mut ctx, view.target, WHITE, &mut [(visual, &view)]));
    assert_eq!(refused(&mut axis), format!("view of an axis: {expected}"));
    let data = ImageData::scalars(2, 1, vec![1.0, 2.0]).unwrap();
    let refusal = refused(&mut Image::new(data, ImageStyle::default()).unwrap());
    assert!(
        refusal.starts_with("view of an image: expected an affine transform, got one that bends"),
        "{refusal}"
    );
    try_draw_frame(&mut ctx, view.target, WHITE, &mut [(&mut GridLines::default(), &view)]).unwrap();
}

#[test]
fn odd_images_and_rectangles_are_drawn_or_left_out() {
    let view = View::of_canvas(target(), 1.0);
    let image = |values: Vec<f64>| {
        let data = ImageData::scalars(values.len() as u32, 1, values).unwrap();
        Image::new(data, ImageStyle::default()).unwrap()
    };
    assert_eq!(draws(&mut image(vec![f64::INFINITY, f64::NEG_INFINITY, f64::NAN]), &view), 1);
    assert_eq!(draws(&mut image(vec![-1e308, 1e308]), &view), 1);
    let far = DVec2::splat(1e308);
    draws(&mut image(vec![1.0, 2.0]).with_extent(-far, far).unwrap(), &view);
    let tiny = DVec2::splat(1e-300);
    draws(&mut image(vec![1.0, 2.0]).with_extent(-tiny, tiny).unwrap(), &view);
    draws(&mut Rectangle::new(-far, far, Color::BLACK).unwrap(), &view);
    let rectangle = || Rectangle::new(DVec2::ONE, DVec2::splat(9.0), Color::BLACK).unwrap();
    for odd in [f32::NAN, f32::INFINITY, -1.0] {
        draws(&mut rectangle().with_border(Color::WHITE, odd).with_radius(odd), &view);
    }
}
