//! Polygons and what is made of them: areas, positions and colours from first principles.

use std::f64::consts::{FRAC_PI_2, PI, TAU};

use glam::{DMat4, DVec2, DVec3};
use vispy_visuals::color::Color;
use vispy_visuals::coordinate::Reference;
use vispy_visuals::glam;
use vispy_visuals::transforms::{LogTransform, MatrixTransform, StTransform};
use vispy_visuals::visuals::{Ellipse, Polygon, PolygonStyle, RegularPolygon};
use vispy_visuals::{View, Visual};

use crate::support::{Picture, Stage, data_view, pixel_view, with_map};

pub(crate) const WHITE: [f32; 4] = [1.0; 4];

/// Darkness of black on white, summed over the picture: the area in pixels.
pub(crate) fn ink(picture: &Picture) -> f64 {
    picture.data.chunks_exact(4).map(|pixel| 1.0 - f64::from(pixel[0]) / 255.0).sum()
}

/// Where the middle of the ink is, in pixels.
pub(crate) fn centre(picture: &Picture) -> DVec2 {
    let (mut sum, mut weight) = (DVec2::ZERO, 0.0);
    for y in 0..picture.height {
        for x in 0..picture.width {
            let ink = 1.0 - f64::from(picture.pixel(x, y)[0]) / 255.0;
            sum += ink * (DVec2::new(f64::from(x), f64::from(y)) + 0.5);
            weight += ink;
        }
    }
    sum / weight
}

pub(crate) fn black() -> PolygonStyle {
    PolygonStyle::filled(Color::BLACK)
}

pub(crate) fn points<const N: usize>(points: [(f64, f64); N]) -> Vec<DVec2> {
    points.map(DVec2::from).to_vec()
}

fn rectangle(center: DVec2, size: DVec2, degrees: f64) -> Vec<DVec2> {
    let turn = DVec2::from_angle(degrees.to_radians());
    let corners = points([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)]);
    corners.into_iter().map(|corner| center + turn.rotate(corner * size)).collect()
}

fn polygon(ring: Vec<DVec2>) -> Polygon {
    Polygon::new(&[ring], black()).unwrap()
}

#[test]
fn a_rectangle_covers_its_width_times_its_height() {
    let Some(mut stage) = Stage::new(120, 100) else { return };
    let view = pixel_view(stage.target);
    for degrees in [0.0, 30.0] {
        for offset in [0.0, 0.25, 0.5, 0.9] {
            let (center, size) = (DVec2::new(60.0 + offset, 50.0 - offset), DVec2::new(60.0, 31.7));
            let picture = stage.draw(WHITE, &mut [(&mut polygon(rectangle(center, size, degrees)), &view)]);
            let (found, expected) = (ink(&picture), size.x * size.y);
            assert!((found / expected - 1.0).abs() < 0.005, "{degrees}, {offset}: {expected}, got {found}");
            assert!((centre(&picture) - center).length() < 0.02, "{degrees}, {offset}");
        }
    }
}

#[test]
fn the_inside_of_a_translucent_shape_is_even() {
    let Some(mut stage) = Stage::new(120, 100) else { return };
    let view = pixel_view(stage.target);
    let style = PolygonStyle::filled(Color::rgba(0.0, 0.0, 0.0, 0.5));
    // A ragged shape that any triangulation cuts in many pieces, and neighbours that share a slanted edge.
    let ragged: Vec<DVec2> = (0..40)
        .map(|i| {
            let radius = if i % 2 == 0 { 46.0 } else { 31.0 };
            DVec2::new(60.0, 50.0) + radius * DVec2::from_angle(f64::from(i) / 40.0 * TAU)
        })
        .collect();
    let picture = stage.draw(WHITE, &mut [(&mut Polygon::new(&[ragged], style).unwrap(), &view)]);
    let inside = |x: u32, y: u32| DVec2::new(f64::from(x) - 60.0, f64::from(y) - 50.0).length() < 28.0;
    let mut seen: Vec<u8> = Vec::new();
    for (x, y) in (0..120).flat_map(|x| (0..100).map(move |y| (x, y))).filter(|(x, y)| inside(*x, *y)) {
        seen.push(picture.pixel(x, y)[0]);
    }
    assert!(seen.iter().all(|value| *value == seen[0] && (127..=128).contains(value)), "{:?}", seen[0]);
    let [a, b, c, d] = [(20.0, 20.0), (90.0, 10.0), (100.0, 80.0), (30.0, 90.0)];
    let [left, right] = [[points([a, b, c])], [points([a, c, d])]];
    let mut pair = Polygon::many([&left[..], &right[..]], style).unwrap();
    let picture = stage.draw(WHITE, &mut [(&mut pair, &view)]);
    for step in 5..95 {
        let t = f64::from(step) / 100.0;
        let at = DVec2::from(a).lerp(DVec2::from(c), t);
        let value = picture.pixel(at.x as u32, at.y as u32)[0];
        assert!((127..=128).contains(&value), "seam of {value} at {at}");
    }
}

#[test]
fn holes_are_empty_whichever_way_their_rings_run() {
    let Some(mut stage) = Stage::new(120, 100) else { return };
    let view = pixel_view(stage.target);
    let outer = rectangle(DVec2::new(60.0, 50.0), DVec2::new(80.0, 70.0), 7.0);
    let hole = rectangle(DVec2::new(55.0, 45.0), DVec2::new(30.0, 20.0), 40.0);
    for (flip_outer, flip_hole) in [(false, false), (false, true), (true, false), (true, true)] {
        let turned = |ring: &[DVec2], flip: bool| {
            let mut ring = ring.to_vec();
            if flip {
                ring.reverse();
            }
            ring
        };
        let rings = [turned(&outer, flip_outer), turned(&hole, flip_hole)];
        let picture = stage.draw(WHITE, &mut [(&mut Polygon::new(&rings, black()).unwrap(), &view)]);
        let found = ink(&picture);
        assert!((found - 5000.0).abs() < 5.0, "{flip_outer} {flip_hole}: {found}");
        assert_eq!(picture.pixel(55, 45)[0], 255);
        assert_eq!(picture.pixel(25, 50)[0], 0);
    }
}

#[test]
fn a_self_intersecting_star_is_filled_with_its_middle() {
    let Some(mut stage) = Stage::new(120, 120) else { return };
    let view = pixel_view(stage.target);
    let radius = 50.0;
    let center = DVec2::new(60.0, 60.0);
    let star = (0..5).map(|i| center + radius * DVec2::from_angle(FRAC_PI_2 + f64::from(i) * 0.4 * TAU));
    let picture = stage.draw(WHITE, &mut [(&mut polygon(star.collect()), &view)]);
    // Ten triangles: from the centre to a tip and to a corner of the inner pentagon, 36 degrees apart.
    let inner = radius * (TAU / 5.0).cos() / (TAU / 10.0).cos();
    let expected = 10.0 * 0.5 * radius * inner * (TAU / 10.0).sin();
    assert!((ink(&picture) / expected - 1.0).abs() < 0.005, "{expected}, got {}", ink(&picture));
    assert_eq!(picture.pixel(60, 60)[0], 0);
}

#[test]
fn degenerate_polygons_draw_nothing_inside_and_never_fail() {
    let Some(mut stage) = Stage::new(60, 60) else { return };
    let view = pixel_view(stage.target);
    let p = DVec2::new(20.0, 30.0);
    for ring in [vec![], vec![p], vec![p, p + 20.0], vec![p; 5], vec![p, p + 20.0, p + 10.0]] {
        let mut shape = polygon(ring.clone());
        assert_eq!(ink(&stage.draw(WHITE, &mut [(&mut shape, &view)])), 0.0, "{ring:?}");
    }
    assert!(Polygon::new(&[], black()).unwrap().bounds().is_none());
    let style = PolygonStyle { edge: Color::BLACK, edge_width_px: 2.0, ..black() };
    let mut line = Polygon::new(&[vec![p, p + DVec2::X * 30.0]], style).unwrap();
    let found = ink(&stage.draw(WHITE, &mut [(&mut line, &view)]));
    assert!((found - 60.0).abs() < 6.0, "the outline of two points is a line: {found}");
}

#[test]
fn vertices_that_are_not_finite_are_refused_by_name() {
    let ring = points([(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]);
    let mut bad = ring.clone();
    bad[2].y = f64::INFINITY;
    let error = Polygon::new(&[ring.clone(), bad.clone()], black()).unwrap_err();
    assert_eq!(error.to_string(), "vertex 2 of ring 1 of a polygon: expected finite numbers, got [0, inf]");
    let mut known = polygon(ring);
    let bounds = known.bounds();
    assert!(known.set_polygons([&[bad][..]]).is_err());
    assert_eq!(known.bounds(), bounds, "it stays as it was");
}

#[test]
fn reversed_axes_mirror_the_picture() {
    let Some(mut stage) = Stage::new(100, 80) else { return };
    let ring = points([(1.0, 1.0), (7.0, 2.0), (3.0, 6.0)]);
    let mut draw = |x: [f64; 2], y: [f64; 2]| {
        let view = data_view(stage.target, x, y);
        stage.draw(WHITE, &mut [(&mut polygon(ring.clone()), &view)])
    };
    let plain = draw([0.0, 10.0], [0.0, 8.0]);
    let mirrored = draw([10.0, 0.0], [8.0, 0.0]);
    for (x, y) in (0..100).flat_map(|x| (0..80).map(move |y| (x, y))) {
        let (a, b) = (plain.pixel(x, y)[0], mirrored.pixel(99 - x, 79 - y)[0]);
        assert!(a.abs_diff(b) <= 1, "{x}, {y}: {a} and {b}");
    }
    assert!((ink(&plain) - 14.0 * 100.0).abs() < 3.0, "{}", ink(&plain));
}

#[test]
fn a_corner_stays_crisp_at_a_zoom_of_a_billion() {
    let Some(mut stage) = Stage::new(100, 80) else { return };
    let shape = points([(0.1, 0.2), (5.0, 0.3), (4.0, 6.0), (0.0, 5.0)]);
    let span = 1e-8;
    let view =
        data_view(stage.target, [0.1 - span / 2.0, 0.1 + span / 2.0], [0.2 - span / 2.0, 0.2 + span / 2.0]);
    let picture = stage.draw(WHITE, &mut [(&mut polygon(shape.clone()), &view)]);
    // The corner is the middle of the picture; the wedge between both edges, cut off by the picture.
    let px = |point: DVec2| (point - shape[0]) / span * DVec2::new(100.0, 80.0);
    let (low, up) = (px(shape[1]).to_angle(), px(shape[3]).to_angle());
    let mut expected = 0.0;
    for (x, y) in (0..1000).flat_map(|x| (0..800).map(move |y| (x, y))) {
        let angle = DVec2::new(f64::from(x) - 499.5, f64::from(y) - 399.5).to_angle();
        expected += if (low..up).contains(&angle) { 0.01 } else { 0.0 };
    }
    assert!((ink(&picture) - expected).abs() < 3.0, "{expected}, got {}", ink(&picture));
    assert_eq!([picture.pixel(48, 38)[0], picture.pixel(53, 43)[0]], [255, 0]);
    // Nanoseconds of this century: the edge is between two neighbours.
    let start = 1_700_000_000_000_000_000_i64;
    let mut bar = Polygon::rectangles(&[[DVec2::new(3.0, 0.0), DVec2::new(7.0, 1.0)]], black())
        .unwrap()
        .with_origin(Reference::I64(start), Reference::F64(0.0))
        .with_references(Reference::I64(start + 5), Reference::F64(0.0));
    assert_eq!(bar.bounds().unwrap().min.x, -2.0);
    let picture = stage.draw(WHITE, &mut [(&mut bar, &data_view(stage.target, [-5.0, 5.0], [0.0, 1.0]))]);
    assert_eq!([29, 30, 69, 70].map(|x| picture.pixel(x, 40)[0]), [255, 0, 0, 255]);
}

#[test]
fn a_thousand_touching_bars_are_one_even_area() {
    let Some(mut stage) = Stage::new(200, 60) else { return };
    let bars: Vec<[DVec2; 2]> =
        (0..1000).map(|i| [DVec2::new(f64::from(i), 0.0), DVec2::new(f64::from(i + 1), 50.0)]).collect();
    let style = PolygonStyle::filled(Color::rgba(0.0, 0.0, 0.0, 0.5));
    let mut visual = Polygon::rectangles(&bars, style).unwrap();
    let view = data_view(stage.target, [-10.0, 1010.0], [0.0, 60.0]);
    let picture = stage.draw(WHITE, &mut [(&mut visual, &view)]);
    let values: Vec<u8> = (3..196).map(|x| picture.pixel(x, 20)[0]).collect();
    assert!(values.iter().all(|value| (127..=128).contains(value)), "{values:?}");
    assert_eq!(picture.pixel(100, 55)[0], 255);
}

#[test]
fn an_outline_is_centred_on_the_edge_and_closed() {
    let Some(mut stage) = Stage::new(100, 100) else { return };
    let view = pixel_view(stage.target);
    let style = PolygonStyle { fill: Color::TRANSPARENT, edge: Color::BLACK, edge_width_px: 6.0 };
    let square = points([(20.0, 20.0), (80.0, 20.0), (80.0, 80.0), (20.0, 80.0)]);
    let picture = stage.draw(WHITE, &mut [(&mut Polygon::new(&[square], style).unwrap(), &view)]);
    picture.save("outline");
    let expected = 66.0 * 66.0 - 54.0 * 54.0;
    assert!((ink(&picture) - expected).abs() < 2.0, "{expected}, got {}", ink(&picture));
    // Every corner is as sharp as the others.
    for (x, y) in [(17, 17), (82, 17), (82, 82), (17, 82)] {
        assert_eq!(picture.pixel(x, y)[0], 0, "{x}, {y}");
    }
}

#[test]
fn ellipses_and_their_sectors_have_their_areas() {
    let Some(mut stage) = Stage::new(120, 100) else { return };
    let view = pixel_view(stage.target);
    let (center, radii) = (DVec2::new(60.3, 50.2), DVec2::new(50.0, 30.0));
    let make = || Ellipse::new(center, radii, black()).unwrap();
    let picture = stage.draw(WHITE, &mut [(&mut make(), &view)]);
    let whole = PI * 50.0 * 30.0;
    assert!((ink(&picture) / whole - 1.0).abs() < 0.002, "{whole}, got {}", ink(&picture));
    assert!((centre(&picture) - center).length() < 0.02);
    // The parameter's angle: equal spans have equal areas on an ellipse.
    for (start, span) in [(0.0, FRAC_PI_2), (1.0, -2.0), (2.5, 4.0), (0.3, 0.0)] {
        let picture = stage.draw(WHITE, &mut [(&mut make().with_sector(start, span), &view)]);
        let expected = whole * span.abs() / TAU;
        assert!(
            (ink(&picture) - expected).abs() < 2.0 + expected * 0.003,
            "{start}, {span}: {}",
            ink(&picture)
        );
    }
    let quarter = stage.draw(WHITE, &mut [(&mut make().with_sector(0.0, FRAC_PI_2), &view)]);
    assert_eq!(quarter.pixel(80, 60)[0], 0, "from x towards y");
    let bounds = make().with_sector(0.0, FRAC_PI_2).bounds().unwrap();
    assert!((bounds.min - center).length() < 1e-9 && (bounds.max - center - radii).length() < 1e-9);
    assert!(Ellipse::new(center, DVec2::new(-1.0, 1.0), black()).is_err());
}

#[test]
fn the_edge_of_a_circle_is_a_circle_at_a_zoom_of_a_million() {
    let Some(mut stage) = Stage::new(100, 100) else { return };
    let angle = 0.7_f64;
    let mut disc = Ellipse::new(DVec2::ZERO, DVec2::ONE, black()).unwrap();
    let at = DVec2::from_angle(angle);
    let span = 1e-4;
    let view = data_view(
        stage.target,
        [at.x - span / 2.0, at.x + span / 2.0],
        [at.y - span / 2.0, at.y + span / 2.0],
    );
    let picture = stage.draw(WHITE, &mut [(&mut disc, &view)]);
    for (x, y) in (0..100).flat_map(|x| (0..100).map(move |y| (x, y))) {
        let pixel = DVec2::new(f64::from(x) - 49.5, f64::from(y) - 49.5) / 100.0 * span;
        let outside = ((at + pixel).length() - 1.0) / span * 100.0;
        let value = picture.pixel(x, y)[0];
        if outside.abs() > 0.8 {
            assert_eq!(value, if outside > 0.0 { 255 } else { 0 }, "{x}, {y}: {outside} px outside");
        }
    }
}

#[test]
fn regular_polygons_have_their_areas_and_their_first_corner_on_the_right() {
    let Some(mut stage) = Stage::new(100, 100) else { return };
    let view = pixel_view(stage.target);
    let center = DVec2::new(50.0, 50.0);
    for sides in [3, 4, 5, 6, 17] {
        let mut shape = RegularPolygon::new(center, DVec2::splat(40.0), sides, black()).unwrap();
        let picture = stage.draw(WHITE, &mut [(&mut shape, &view)]);
        let expected = 0.5 * f64::from(sides) * 1600.0 * (TAU / f64::from(sides)).sin();
        assert!((ink(&picture) / expected - 1.0).abs() < 0.003, "{sides}: {expected}, got {}", ink(&picture));
        assert!(picture.pixel(86, 50)[0] < 10);
    }
    let error = RegularPolygon::new(center, DVec2::ONE, 2, black()).unwrap_err();
    assert_eq!(error.to_string(), "sides of a regular polygon: expected at least 3, got 2");
}

#[test]
fn on_a_logarithmic_axis_bars_stand_on_zero() {
    let Some(mut stage) = Stage::new(60, 60) else { return };
    let mut view = with_map(stage.target, StTransform::new(DVec3::new(1.0, 30.0, 1.0), DVec3::ZERO));
    let log = LogTransform::new(DVec3::new(0.0, 10.0, 0.0)).unwrap();
    view.framebuffer_from_visual.push(std::sync::Arc::new(log));
    let bars = [
        [DVec2::new(10.0, 0.0), DVec2::new(20.0, 20.0)],
        [DVec2::new(30.0, 2.0), DVec2::new(40.0, 20.0)],
        [DVec2::new(50.0, -1.0), DVec2::new(55.0, -3.0)],
    ];
    let mut visual = Polygon::rectangles(&bars, black()).unwrap();
    let picture = stage.draw(WHITE, &mut [(&mut visual, &view)]);
    let expected = 10.0 * 30.0 * (20_f64.log10() + 10_f64.log10());
    assert!((ink(&picture) - expected).abs() < 1.0, "{expected}, got {}", ink(&picture));
    assert_eq!(picture.pixel(15, 0)[0], 0);
    assert_eq!(picture.pixel(52, 10)[0], 255);
}

#[test]
fn a_turned_view_turns_shapes() {
    let Some(mut stage) = Stage::new(100, 100) else { return };
    let mut view = with_map(stage.target, StTransform::new(DVec3::ONE, DVec3::new(50.0, 50.0, 0.0)));
    view.framebuffer_from_visual.push(std::sync::Arc::new(MatrixTransform::rotation_z(0.6)));
    let ring = rectangle(DVec2::new(5.0, 3.0), DVec2::new(40.0, 20.0), 0.0);
    let picture = stage.draw(WHITE, &mut [(&mut polygon(ring), &view)]);
    assert!((ink(&picture) - 800.0).abs() < 2.0, "{}", ink(&picture));
    let expected = DVec2::splat(50.0) + DVec2::from_angle(0.6).rotate(DVec2::new(5.0, 3.0));
    assert!((centre(&picture) - expected).length() < 0.05);
    let flat = MatrixTransform::new(DMat4::from_scale(DVec3::new(1.0, 1e-300, 1.0))).unwrap();
    let view = with_map(stage.target, flat);
    let ring = rectangle(DVec2::new(5.0, 3.0), DVec2::new(40.0, 20.0), 0.0);
    assert_eq!(ink(&stage.draw(WHITE, &mut [(&mut polygon(ring), &view)])), 0.0);
}

#[test]
fn clips_and_opacity_are_kept() {
    let Some(mut stage) = Stage::new(60, 40) else { return };
    let clip = vispy_gloo::Rect::new(10, 5, 20, 10);
    let view = View { clip, opacity: 0.5, ..pixel_view(stage.target) };
    let style = PolygonStyle { edge: Color::BLACK, edge_width_px: 4.0, ..black() };
    let ring = rectangle(DVec2::new(30.0, 20.0), DVec2::splat(200.0), 0.0);
    let picture = stage.draw(WHITE, &mut [(&mut Polygon::new(&[ring], style).unwrap(), &view)]);
    assert!((ink(&picture) - 100.0).abs() < 0.5, "{}", ink(&picture));
    assert_eq!([picture.pixel(9, 8)[0], picture.pixel(30, 8)[0]], [255, 255]);
}
