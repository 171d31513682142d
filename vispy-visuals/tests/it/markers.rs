//! Markers: areas, places and colours computed from first principles, and the two ways they are drawn.

use std::sync::Arc;

use vispy_gloo::{Context, Rect, RenderTarget};
use vispy_visuals::color::Color;
use vispy_visuals::coordinate::Reference;
use vispy_visuals::glam::{DVec2, DVec3};
use vispy_visuals::transforms::{ChainTransform, LogTransform, StTransform, Transform};
use vispy_visuals::visuals::{Arrow, ArrowHead, ArrowStyle, Markers, MarkersStyle, SizeUnit, Symbol};
use vispy_visuals::{View, Visual as _};

use crate::ink::{Fills, ink, middle, sums};
use crate::support::{Picture, Stage, data_view, draw_frame, pixel_view, with_map};

const WHITE: [f32; 4] = [1.0; 4];
pub(crate) const NOTHING: [f32; 4] = [0.0; 4];

pub(crate) fn filled(symbol: Symbol, size: f32) -> MarkersStyle {
    MarkersStyle::filled(symbol, size, Color::BLACK)
}

pub(crate) fn markers(points: &[(f64, f64)], style: MarkersStyle) -> Markers {
    let (x, y): (Vec<f64>, Vec<f64>) = points.iter().copied().unzip();
    Markers::new(x, y, style).unwrap()
}

pub(crate) const RED: Color = Color::rgb(1.0, 0.0, 0.0);
pub(crate) const GREEN: Color = Color::rgb(0.0, 1.0, 0.0);
pub(crate) const BLUE: Color = Color::rgb(0.0, 0.0, 1.0);

/// x is squared: nothing is scaled alike everywhere.
#[derive(Debug)]
struct Squares;

impl Transform for Squares {
    fn map(&self, p: DVec3) -> DVec3 {
        DVec3::new(p.x * p.x, p.y * 8.0, p.z)
    }
    fn imap(&self, p: DVec3) -> DVec3 {
        DVec3::new(p.x.sqrt(), p.y / 8.0, p.z)
    }
}

#[test]
fn sizes_in_data_units_grow_with_zoom() {
    let Some(mut stage) = Stage::new(100, 100) else { return };
    let quarter = std::f64::consts::FRAC_PI_4;
    let style = MarkersStyle { unit: SizeUnit::Data, ..filled(Symbol::Disc, 1.0) };
    let mut check = |x: [f64; 2], y: [f64; 2], expected: f64| {
        let mut marker = markers(&[(5.0, 5.0)], style);
        let area = ink(&stage.draw(NOTHING, &mut [(&mut marker, &data_view(stage.target, x, y))]));
        assert!((area - expected).abs() < 1.0, "{x:?} {y:?}: {area} for {expected}");
    };
    check([0.0, 10.0], [0.0, 10.0], quarter * 100.0);
    check([2.5, 7.5], [2.5, 7.5], quarter * 400.0);
    check([7.5, 2.5], [2.5, 7.5], quarter * 400.0);
    // A square of a unit is 10 x 40 px there; a disc of that area is drawn.
    check([0.0, 10.0], [4.0, 6.5], quarter * 400.0);
    let pixels = MarkersStyle { unit: SizeUnit::Px, ..style };
    let view = data_view(stage.target, [2.5, 7.5], [2.5, 7.5]);
    let mut small = markers(&[(5.0, 5.0)], MarkersStyle { size: 10.0, ..pixels });
    assert!((ink(&stage.draw(NOTHING, &mut [(&mut small, &view)])) - quarter * 100.0).abs() < 1.0);
    // At x = 4 its square has a slope of 8, as y has.
    let mut bent = markers(&[(4.0, 5.0)], MarkersStyle { size: 1.5, ..style });
    let view = with_map(stage.target, Squares);
    let area = ink(&stage.draw(NOTHING, &mut [(&mut bent, &view)]));
    assert!((area - quarter * 144.0).abs() < 1.0, "{area}");
}

#[test]
fn on_a_log_axis_markers_stand_at_their_exponents_and_zero_is_left_out() {
    let Some(mut stage) = Stage::new(100, 20) else { return };
    let log = LogTransform::new(DVec3::new(10.0, 0.0, 0.0)).unwrap();
    // 1 is at 20 px, 10 at 50 px.
    let pixels = StTransform::new(DVec3::new(30.0, 1.0, 1.0), DVec3::new(20.0, 0.0, 0.0));
    let view = View {
        framebuffer_from_visual: ChainTransform::new([Arc::new(pixels) as _, Arc::new(log) as _]),
        ..pixel_view(stage.target)
    };
    let mut draw = |x: &[f64], unit, size| {
        let points: Vec<(f64, f64)> = x.iter().map(|x| (*x, 10.0)).collect();
        let mut all = markers(&points, MarkersStyle { unit, ..filled(Symbol::Disc, size) });
        stage.draw(NOTHING, &mut [(&mut all, &view)])
    };
    let some = draw(&[0.0, 10.0, -1.0, f64::NAN, 100.0], SizeUnit::Px, 8.0);
    let area = std::f64::consts::PI * 16.0;
    assert!((ink(&some) - 2.0 * area).abs() < 1.0, "two of five: {}", ink(&some));
    assert!(middle(&some).distance(DVec2::new(65.0, 10.0)) < 0.05, "{}", middle(&some));
    // At 1 a unit is 30 / ln 10 px wide there and 1 px high.
    let local = draw(&[1.0], SizeUnit::Data, 3.0);
    let expected = std::f64::consts::FRAC_PI_4 * 9.0 * 30.0 / 10_f64.ln();
    assert!((ink(&local) - expected).abs() < 1.0, "{} for {expected}", ink(&local));
}

#[test]
fn each_marker_can_have_its_own_looks() {
    let Some(mut stage) = Stage::new(120, 40) else { return };
    let view = pixel_view(stage.target);
    let centers = [(20.0, 20.0), (60.0, 20.0), (100.0, 20.0)];
    let base = MarkersStyle { edge: BLUE, edge_width_px: 0.0, ..filled(Symbol::Square, 10.0) };
    let part = |picture: &Picture, index: u32| {
        let rows = picture.data.chunks_exact(480);
        let data = rows.flat_map(|row| row[(index * 160) as usize..][..160].to_vec()).collect();
        sums(&Picture { width: 40, height: 40, data })
    };
    let mut draw = |change: &dyn Fn(&mut Markers)| {
        let mut all = markers(&centers, base);
        change(&mut all);
        let picture = stage.draw(NOTHING, &mut [(&mut all, &view)]);
        [0, 1, 2].map(|index| part(&picture, index))
    };
    let close = |a: f64, b: f64| assert!((a - b).abs() < 1.0, "{a} for {b}");
    let plain = draw(&|_| {});
    plain.iter().for_each(|sums| close(sums[3], 100.0));
    let sizes = draw(&|m| m.set_sizes(vec![4.0, f32::NAN, 20.0]).unwrap());
    [16.0, 0.0, 400.0].into_iter().zip(sizes).for_each(|(area, sums)| close(sums[3], area));
    let faces = draw(&|m| m.set_face_colors(vec![RED, GREEN.with_alpha(0.5), BLUE]).unwrap());
    assert_eq!([faces[0][0], faces[2][2]].map(f64::round), [100.0; 2]);
    close(faces[1][1], 50.2);
    close(faces[1][3], 50.2);
    let edges = draw(&|m| {
        m.set_style(MarkersStyle { edge_width_px: 2.0, ..base }).unwrap();
        m.set_edge_colors(vec![RED, Color::TRANSPARENT, GREEN]).unwrap();
    });
    // 12 x 12 without 8 x 8; without an edge the face is as large as the size says.
    close(edges[0][0], 80.0);
    close(edges[1][3], 100.0);
    close(edges[2][1], 80.0);
    let widths = draw(&|m| m.set_edge_widths(vec![0.0, 2.0, 4.0]).unwrap());
    [0.0, 80.0, 160.0].into_iter().zip(widths).for_each(|(area, sums)| close(sums[2], area));
    let symbols = draw(&|m| m.set_symbols(vec![Symbol::Square, Symbol::Disc, Symbol::Diamond]).unwrap());
    [100.0, 78.5, 50.0].into_iter().zip(symbols).for_each(|(area, sums)| close(sums[3], area));
    let angles = draw(&|m| {
        m.set_style(MarkersStyle { symbol: Symbol::Vbar, size: 18.0, ..base }).unwrap();
        m.set_angles(vec![0.0, 0.5, std::f32::consts::FRAC_PI_2]).unwrap();
    });
    angles.iter().for_each(|sums| close(sums[3], 18.0 * 6.0));
    let all = draw(&|m| {
        m.set_sizes(vec![8.0, 10.0, 12.0]).unwrap();
        m.set_face_colors(vec![RED, GREEN, RED]).unwrap();
        m.set_edge_colors(vec![BLUE; 3]).unwrap();
        m.set_edge_widths(vec![2.0; 3]).unwrap();
        m.set_angles(vec![0.0, 0.3, 1.2]).unwrap();
        m.set_symbols(vec![Symbol::Disc, Symbol::Disc, Symbol::Disc]).unwrap();
    });
    let pi = std::f64::consts::PI;
    for (sums, (radius, channel)) in all.iter().zip([(4.0, 0), (5.0, 1), (6.0, 0)]) {
        close(sums[channel], pi * (radius - 1.0) * (radius - 1.0));
        close(sums[2], pi * 4.0 * radius);
    }
}

#[test]
fn triangles_draw_the_same_picture_as_point_sprites() {
    let Some(mut stage) = Stage::new(90, 70) else { return };
    let view = pixel_view(stage.target);
    // Some are outside, of which a part is seen.
    let places =
        [(10.3, 12.2), (88.5, 30.0), (93.0, 50.0), (45.0, -4.5), (-3.0, 73.0), (40.1, 40.9), (44.4, 38.0)];
    let mut points = places.to_vec();
    points.push((45.0, 35.0));
    let mut draw = |last_size: f32, turned: bool| {
        let style =
            MarkersStyle { edge: BLUE.with_alpha(0.6), edge_width_px: 2.0, ..MarkersStyle::default() };
        let mut all = markers(&points, style);
        let sizes = [9.0, 14.0, 11.5, 12.0, 20.0, 30.0, 26.0, last_size];
        all.set_sizes(sizes.to_vec()).unwrap();
        let mut faces = vec![RED.with_alpha(0.5); 7];
        faces.push(Color::TRANSPARENT);
        all.set_face_colors(faces).unwrap();
        all.set_edge_widths([vec![2.0; 7], vec![0.0]].concat()).unwrap();
        if turned {
            all.set_symbols(Symbol::ALL[..8].to_vec()).unwrap();
            all.set_angles((0..8).map(|i| i as f32).collect()).unwrap();
        }
        stage.draw(WHITE, &mut [(&mut all, &view)])
    };
    for turned in [false, true] {
        let sprites = draw(1.0, turned);
        let triangles = draw(4000.0, turned);
        assert!(sprites.data.chunks_exact(4).filter(|pixel| *pixel != [255; 4]).count() > 1000);
        let differ = sprites.data.iter().zip(&triangles.data).filter(|(a, b)| a != b).count();
        assert_eq!(differ, 0, "bytes that differ; turned: {turned}");
    }
}

#[test]
fn a_marker_larger_than_any_sprite_is_drawn_whole() {
    let Some(mut stage) = Stage::new(700, 700) else { return };
    let view = pixel_view(stage.target);
    let picture =
        stage.draw(NOTHING, &mut [(&mut markers(&[(350.0, 350.0)], filled(Symbol::Disc, 600.0)), &view)]);
    let (area, expected) = (ink(&picture), std::f64::consts::PI * 90_000.0);
    assert!((area - expected).abs() < 20.0, "{area} for {expected}");
}

#[test]
fn markers_are_blended_in_the_order_of_the_data() {
    let Some(mut stage) = Stage::new(20, 20) else { return };
    let view = pixel_view(stage.target);
    let mut draw = |faces: [Color; 2], opacity| {
        let mut both = markers(&[(10.0, 10.0), (11.0, 10.0)], filled(Symbol::Square, 8.0));
        both.set_face_colors(faces.map(|face| face.with_alpha(0.5)).to_vec()).unwrap();
        stage.draw(WHITE, &mut [(&mut both, &View { opacity, ..view.clone() })]).pixel(10, 10)
    };
    let near = |found: [u8; 4], expected: [u8; 4]| {
        assert!(found.iter().zip(expected).all(|(a, b)| a.abs_diff(b) <= 1), "{found:?} for {expected:?}");
    };
    // White, half of the first over it, half of the second over that.
    near(draw([RED, BLUE], 1.0), [127, 63, 191, 255]);
    near(draw([BLUE, RED], 1.0), [191, 63, 127, 255]);
    // A quarter each: 3/4 of 3/4 of the white are left.
    near(draw([RED, BLUE], 0.5), [191, 143, 207, 255]);
}

#[test]
fn places_far_from_zero_are_exact() {
    let Some(mut stage) = Stage::new(100, 20) else { return };
    // A pixel is about a thousandth at 1e12; f64 knows steps of 2^-13 there.
    let step = 1.0 / 1024.0;
    let reference = Reference::F64(1e12);
    let x: Vec<f64> = [10.5, 40.25, 70.0].iter().map(|px| 1e12 + px * step).collect();
    let mut all = Markers::new(x, vec![1e-3; 3], filled(Symbol::Disc, 8.0)).unwrap();
    all.set_references(reference, Reference::F64(0.0));
    let view = data_view(stage.target, [0.0, 100.0 * step], [0.0, 2e-3]);
    let picture = stage.draw(NOTHING, &mut [(&mut all, &view)]);
    let mut one = |px: f64| {
        let mut marker = markers(&[(px, 10.0)], filled(Symbol::Disc, 8.0));
        let view = pixel_view(stage.target);
        stage.draw(NOTHING, &mut [(&mut marker, &view)])
    };
    let expected = [10.5, 40.25, 70.0].map(&mut one);
    for (index, value) in picture.data.iter().enumerate() {
        let most = expected.iter().map(|picture| picture.data[index]).max().unwrap();
        assert!(value.abs_diff(most) <= 1, "byte {index}: {value} for {most}");
    }
    let nanos = 1_700_000_000_000_000_000_i64;
    let mut stamps =
        Markers::new(vec![nanos + 30, nanos + 60], vec![5.0_f32, 5.0], filled(Symbol::Disc, 6.0))
            .unwrap()
            .with_references(Reference::I64(nanos), Reference::F64(0.0));
    let view = data_view(stage.target, [0.0, 100.0], [0.0, 10.0]);
    let off = middle(&stage.draw(NOTHING, &mut [(&mut stamps, &view)])).distance(DVec2::new(45.0, 10.0));
    assert!(off < 0.01, "{off}");
    assert_eq!(stamps.nearest(&view, DVec2::new(61.0, 10.0), 0.0), Some(1));
}

#[test]
fn odd_markers_are_left_out() {
    let view = View::of_canvas(RenderTarget::canvas(64, 48), 1.0);
    let draws = |all: &mut Markers, view: &View| {
        let (mut ctx, _) = Context::recorder();
        draw_frame(&mut ctx, view.target, WHITE, &mut [(all, view)]);
        ctx.take_stats().draws
    };
    let style = MarkersStyle::default();
    for (points, expected) in [
        (vec![], 0),
        (vec![(5.0, 5.0)], 1),
        (vec![(f64::NAN, 5.0), (5.0, f64::INFINITY), (f64::NEG_INFINITY, f64::NAN)], 0),
        (vec![(f64::NAN, 5.0), (5.0, 5.0)], 1),
        (vec![(-9.0, 5.0), (5.0, 70.0), (1e300, -1e300)], 0),
        (vec![(-5.4, 5.0)], 1),
    ] {
        assert_eq!(draws(&mut markers(&points, style), &view), expected, "{points:?}");
    }
    for size in [0.0, -3.0] {
        assert_eq!(draws(&mut markers(&[(5.0, 5.0)], MarkersStyle { size, ..style }), &view), 0, "{size}");
    }
    let empty = View { clip: Rect::default(), ..view.clone() };
    assert_eq!(draws(&mut markers(&[(5.0, 5.0)], style), &empty), 0, "nothing may be touched");
    for scale in [0.0, f64::NAN, f64::INFINITY, 1e-300, 1e300] {
        let view = with_map(view.target, StTransform::new(DVec3::splat(scale), DVec3::ZERO));
        let mut all = markers(&[(0.0, 0.0), (3.0, 4.0)], MarkersStyle { unit: SizeUnit::Data, ..style });
        draws(&mut all, &view);
        assert!(all.nearest(&view, DVec2::ONE, f64::NAN).is_none_or(|index| index < 2));
        all.vector(&view, &mut Fills::default()).unwrap();
    }
    let nothing = markers(&[], style);
    assert_eq!((nothing.bounds(), nothing.nearest(&view, DVec2::ONE, 1e9)), (None, None));
}

#[test]
fn what_does_not_fit_is_said() {
    let style = MarkersStyle::default();
    let mut two = markers(&[(1.0, 2.0), (3.0, 4.0)], style);
    let infinite = MarkersStyle { size: f32::INFINITY, ..style };
    let turned = MarkersStyle { angle_rad: f32::NAN, ..style };
    let said = [
        Markers::new(vec![1.0_f32], vec![1_u8, 2], style).unwrap_err(),
        Markers::new(vec![1.0_f32], vec![1_u8], infinite).unwrap_err(),
        two.set_style(turned).unwrap_err(),
        two.set_sizes(vec![1.0]).unwrap_err(),
        two.set_symbols(vec![Symbol::Disc; 3]).unwrap_err(),
        "disk".parse::<Symbol>().unwrap_err(),
        "stelth".parse::<ArrowHead>().unwrap_err(),
        Arrow::from_points(&[], ArrowStyle { head_size_px: f32::NAN, ..ArrowStyle::default() }).unwrap_err(),
    ];
    insta::assert_snapshot!(said.map(|error| error.to_string()).join("\n"));
    assert_eq!(two.style(), style);
    for symbol in Symbol::ALL {
        assert_eq!(symbol.name().parse(), Ok(symbol));
        assert_eq!(serde_json::to_string(&symbol).unwrap(), format!("\"{symbol}\""));
    }
    for head in ArrowHead::ALL {
        assert_eq!(head.name().parse(), Ok(head));
        assert_eq!(serde_json::to_string(&head).unwrap(), format!("\"{head}\""));
    }
}

#[test]
fn the_marker_under_a_point_is_the_one_on_top() {
    let view = View::of_canvas(RenderTarget::canvas(200, 200), 2.0);
    let mut all =
        markers(&[(20.0, 50.0), (24.0, 50.0), (f64::NAN, 50.0), (80.0, 50.0)], filled(Symbol::Disc, 10.0));
    // Logical pixels, y downwards, to physical ones, y upwards.
    let at = |x: f64, y: f64| DVec2::new(2.0 * x, 200.0 - 2.0 * y);
    assert_eq!(all.nearest(&view, at(22.0, 50.0), 0.0), Some(1), "both cover it: the later one");
    assert_eq!(all.nearest(&view, at(16.0, 50.0), 0.0), Some(0));
    assert_eq!(all.nearest(&view, at(20.0, 55.5), 0.0), None);
    assert_eq!(all.nearest(&view, at(20.0, 55.5), 5.6), Some(0), "the centre is 5.5 away");
    assert_eq!(all.nearest(&view, at(20.0, 55.5), 5.4), None);
    all.set_style(MarkersStyle { symbol: Symbol::Ring, size: 40.0, ..all.style() }).unwrap();
    assert_eq!(all.nearest(&view, at(80.0, 50.0), 0.0), Some(3), "in its hole, but no centre is nearer");
    assert_eq!(all.nearest(&view, at(83.0, 50.0), 0.0), None, "in its hole");
    assert_eq!(all.nearest(&view, at(95.0, 50.0), 0.0), Some(3));
    all.set_sizes(vec![40.0, 40.0, 40.0, 8.0]).unwrap();
    assert_eq!(all.nearest(&view, at(95.0, 50.0), 0.0), None);
    assert_eq!(all.nearest(&view, at(35.0, 50.0), 0.0), Some(1));
}

#[test]
fn markers_of_one_style_are_one_texel_each_and_a_steady_frame_uploads_none() {
    let view = View::of_canvas(RenderTarget::canvas(64, 48), 1.0);
    let (mut ctx, _) = Context::recorder();
    let points: Vec<(f64, f64)> = (0..3000).map(|i| (f64::from(i % 60), f64::from(i % 47))).collect();
    let mut all = markers(&points, MarkersStyle::default());
    draw_frame(&mut ctx, view.target, WHITE, &mut [(&mut all, &view)]);
    let first = ctx.take_stats();
    // Two rows of 2048 texels of 16 bytes, and a row of values.
    assert!(first.upload_bytes <= 2 * 2048 * 16 + 64, "{first:?}");
    draw_frame(&mut ctx, view.target, WHITE, &mut [(&mut all, &view)]);
    let again = ctx.take_stats();
    assert_eq!((again.uploads, again.draws), (0, 1));
}

#[test]
fn marker_sets_that_look_alike_in_structure_are_one_draw_in_order() {
    let left = [(10.0, 10.0), (14.0, 12.0), (26.0, 8.0)];
    let right = [(12.0, 9.0), (27.0, 12.0), (-2.0, 4.0)];
    let style = filled(Symbol::Disc, 9.0);
    let red = MarkersStyle { face: RED.with_alpha(0.5), ..style };
    let blue = MarkersStyle { face: BLUE.with_alpha(0.5), size: 7.0, ..style };
    let (mut ctx, _) = Context::recorder();
    let view = View::of_canvas(RenderTarget::canvas(40, 20), 1.0);
    let mut sets = [markers(&left, red), markers(&right, blue)];
    let [one, two] = &mut sets;
    draw_frame(&mut ctx, view.target, WHITE, &mut [(one, &view), (two, &view)]);
    assert_eq!(ctx.take_stats().draws, 1);
    let Some(mut stage) = Stage::new(40, 20) else { return };
    let view = pixel_view(stage.target);
    let mut sets = [markers(&left, red), markers(&right, blue)];
    let [one, two] = &mut sets;
    let merged = stage.draw(WHITE, &mut [(one, &view), (two, &view)]);
    // The same in one set, whose markers have colours and sizes of their own.
    let mut both = markers(&[left, right].concat(), style);
    both.set_sizes([[9.0; 3], [7.0; 3]].concat()).unwrap();
    both.set_face_colors([[red.face; 3], [blue.face; 3]].concat()).unwrap();
    let expected = stage.draw(WHITE, &mut [(&mut both, &view)]);
    let worst = merged.data.iter().zip(&expected.data).map(|(a, b)| a.abs_diff(*b)).max();
    // Colours of their own are rounded to bytes: an alpha of a half is 128/255.
    assert!(worst <= Some(1), "{worst:?}");
}
