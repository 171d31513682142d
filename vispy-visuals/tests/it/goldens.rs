//! Pictures that numbers do not describe: looked at once, and compared from then on.

use vispy_visuals::color::{Color, Colormap};
use vispy_visuals::coordinate::Reference;
use vispy_visuals::glam::{DAffine2, DMat4, DVec2, DVec3};
use vispy_visuals::text::{Anchor, HAlign, TextStyle, VAlign};
use vispy_visuals::ticks::{Scale, TimeUnit};
use vispy_visuals::transforms::MatrixTransform;
use vispy_visuals::vector::{Cap, Join};
use vispy_visuals::visuals::{
    Arrow, ArrowHead, ArrowStyle, Axis, Dash, Ellipse, FillBetween, Image, ImageData, ImageStyle,
    InfiniteLine, Interpolation, Line, LineStyle, LinearRegion, Markers, MarkersStyle, Orientation, Polygon,
    PolygonStyle, Rectangle, RegularPolygon, Side, Symbol, Text,
};
use vispy_visuals::{View, Visual};

use crate::golden;
use crate::line::scribble;
use crate::support::{Stage, data_view, pixel_view, with_map};

const WHITE: [f32; 4] = [1.0; 4];

fn draw(stage: &mut Stage, visuals: &mut [(Box<dyn Visual>, View)]) -> crate::support::Picture {
    let mut drawn: Vec<(&mut dyn Visual, &View)> = Vec::new();
    for (visual, view) in visuals {
        drawn.push((visual.as_mut(), view));
    }
    stage.draw(WHITE, &mut drawn)
}

#[test]
fn line_joins_and_caps() {
    let Some(mut stage) = Stage::new(180, 150) else { return };
    let view = pixel_view(stage.target);
    let mut lines: Vec<(Box<dyn Visual>, View)> = Vec::new();
    for (row, join) in [Join::Round, Join::Miter, Join::Bevel].into_iter().enumerate() {
        for (column, cap) in [Cap::Round, Cap::Butt, Cap::Square].into_iter().enumerate() {
            let corner = DVec2::new(column as f64 * 60.0, 100.0 - row as f64 * 50.0);
            // An acute turn, a right one and an obtuse one.
            let points = [(8.0, 10.0), (20.5, 40.0), (26.0, 11.0), (42.0, 11.0), (52.0, 38.0)];
            let points = points.map(|(x, y)| corner + DVec2::new(x, y));
            let style = LineStyle {
                color: Color::rgba(0.1, 0.3, 0.6, 0.7),
                width_px: 7.0,
                join,
                cap,
                ..LineStyle::default()
            };
            lines.push((Box::new(Line::from_points(&points, style)), view.clone()));
        }
    }
    let picture = draw(&mut stage, &mut lines);
    golden::check(&stage, &picture, "goldens/line_joins_and_caps");
}

#[test]
fn line_scribble_with_alpha() {
    let Some(mut stage) = Stage::new(150, 100) else { return };
    let view = pixel_view(stage.target);
    let style = LineStyle { color: Color::rgba(0.8, 0.2, 0.1, 0.5), width_px: 2.5, ..LineStyle::default() };
    let picture = stage.draw(WHITE, &mut [(&mut Line::from_points(&scribble(), style), &view)]);
    golden::check(&stage, &picture, "goldens/line_scribble_with_alpha");
}

#[test]
fn text_sizes_and_angles() {
    let Some(mut stage) = Stage::new(200, 170) else { return };
    let view = View::of_canvas(stage.target, 1.0);
    let mut texts: Vec<(Box<dyn Visual>, View)> = Vec::new();
    let mut add = |text: Text| texts.push((Box::new(text), view.clone()));
    for (size, y) in [(10.0, 14.0), (12.0, 31.0), (14.0, 50.0), (24.0, 78.0)] {
        let label = if size < 20.0 { "Ångström 0.25 µm" } else { "Ångström" };
        let text = Text::new(label, DVec2::new(4.0, y), TextStyle::new(size)).unwrap();
        add(text.with_color(Color::rgb(0.0, 0.1, 0.3)));
    }
    for degrees in [0.0_f64, 37.0, 90.0, 180.0, 270.0] {
        let text = Text::new("   -1.5e3", DVec2::new(142.0, 116.0), TextStyle::new(12.0)).unwrap();
        let anchor = Anchor::new(HAlign::Left, VAlign::CapMiddle);
        add(text.with_angle(degrees.to_radians()).with_anchor(anchor).with_color(Color::rgb(0.6, 0.0, 0.0)));
    }
    let lines = Text::new("two\nlines", DVec2::new(40.0, 130.0), TextStyle::new(14.0)).unwrap();
    add(lines.with_anchor(Anchor::CENTER));
    let picture = draw(&mut stage, &mut texts);
    golden::check(&stage, &picture, "goldens/text_sizes_and_angles");
}

#[test]
fn axes_of_numbers_and_dates() {
    let Some(mut stage) = Stage::new(200, 160) else { return };
    let view = View::of_canvas(stage.target, 1.0);
    let corner = DVec2::new(56.0, 112.0);
    let mut left = Axis::new(Side::Left);
    left.set_ends(corner, DVec2::new(corner.x, 10.0)).unwrap();
    left.set_domain(Reference::F64(0.0), [-1.2, 3.4], Scale::Linear);
    left.set_label(Some("height (m)"));
    let mut bottom = Axis::new(Side::Bottom);
    bottom.set_ends(corner, DVec2::new(186.0, corner.y)).unwrap();
    let hour = 3.6e12;
    let noon = Reference::I64(1_301_529_600_000_000_000);
    bottom.set_domain(noon, [-hour, 7.0 * hour], Scale::Time(TimeUnit::Nanos));
    bottom.set_label(Some("time"));
    let mut axes: Vec<(Box<dyn Visual>, View)> =
        vec![(Box::new(left), view.clone()), (Box::new(bottom), view)];
    let picture = draw(&mut stage, &mut axes);
    golden::check(&stage, &picture, "goldens/axes_of_numbers_and_dates");
}

#[test]
fn images_of_numbers_and_colours() {
    let Some(mut stage) = Stage::new(160, 120) else { return };
    let part = |x: i32, y: i32| vispy_gloo::Rect::new(x, y, 76, 56);
    let (width, height) = (19_u32, 14_u32);
    let numbers: Vec<f32> = (0..width * height)
        .map(|i| {
            let (x, y) = ((i % width) as f32 - 9.0, (i / width) as f32 - 6.5);
            if i == 30 { f32::NAN } else { (x * x + y * y).sqrt().sin() }
        })
        .collect();
    let scalar = |interpolation| {
        let colormap = Colormap::default().with_bad(Color::rgb(1.0, 0.0, 0.0));
        let data = ImageData::scalars(width, height, numbers.clone()).unwrap();
        Image::new(data, ImageStyle { colormap, limits: None, interpolation }).unwrap()
    };
    let bytes: Vec<u8> = (0..height)
        .flat_map(|y| (0..width).flat_map(move |x| [(x * 13) as u8, (y * 18) as u8, 128]))
        .collect();
    let colors = || Image::new(ImageData::rgb8(width, height, bytes.clone()).unwrap(), ImageStyle::default());
    let fit = |x: i32, y: i32| {
        let size = DVec2::new(f64::from(width), f64::from(height));
        let scale = DVec2::new(76.0, 56.0) / size;
        let map = DAffine2::from_scale_angle_translation(scale, 0.0, DVec2::new(f64::from(x), f64::from(y)));
        View { clip: part(x, y), ..with_map(stage.target, matrix(map)) }
    };
    // Turned about its middle, and seen only in its quarter.
    let turned = {
        let middle = DVec2::new(120.0, 31.0);
        let half = DVec2::new(f64::from(width), f64::from(height)) / 2.0;
        let map = DAffine2::from_translation(middle)
            * DAffine2::from_angle(0.5)
            * DAffine2::from_scale(DVec2::splat(3.0))
            * DAffine2::from_translation(-half);
        View { clip: part(82, 2), ..with_map(stage.target, matrix(map)) }
    };
    let mut images: Vec<(Box<dyn Visual>, View)> = vec![
        (Box::new(scalar(Interpolation::Auto)), fit(2, 62)),
        (Box::new(scalar(Interpolation::Linear)), fit(82, 62)),
        (Box::new(colors().unwrap()), fit(2, 2)),
        (Box::new(colors().unwrap()), turned),
    ];
    let picture = draw(&mut stage, &mut images);
    golden::check(&stage, &picture, "goldens/images_of_numbers_and_colours");
}

fn matrix(map: DAffine2) -> MatrixTransform {
    let [x, y] = [map.matrix2.x_axis, map.matrix2.y_axis];
    let matrix = DMat4::from_cols(
        DVec3::new(x.x, x.y, 0.0).extend(0.0),
        DVec3::new(y.x, y.y, 0.0).extend(0.0),
        DVec3::Z.extend(0.0),
        map.translation.extend(0.0).extend(1.0),
    );
    MatrixTransform::new(matrix).unwrap()
}

#[test]
fn rectangles() {
    let Some(mut stage) = Stage::new(180, 90) else { return };
    let view = data_view(stage.target, [0.0, 180.0], [90.0, 0.0]);
    let turned = {
        let map = DAffine2::from_translation(DVec2::new(140.0, 45.0)) * DAffine2::from_angle(0.4);
        with_map(stage.target, matrix(map))
    };
    let blue = Color::rgba(0.2, 0.4, 0.9, 0.6);
    let make =
        |x: f64, y: f64| Rectangle::new(DVec2::new(x, y), DVec2::new(x + 40.5, y + 30.25), blue).unwrap();
    let border = |rectangle: Rectangle| rectangle.with_border(Color::rgba(0.1, 0.0, 0.2, 0.8), 4.0);
    let mut all: Vec<(Box<dyn Visual>, View)> = vec![
        (Box::new(make(6.0, 6.5)), view.clone()),
        (Box::new(border(make(6.0, 50.0))), view.clone()),
        (Box::new(make(56.0, 6.0).with_radius(9.0)), view.clone()),
        (Box::new(border(make(56.0, 50.0)).with_radius(9.0)), view),
        (Box::new(border(make(-20.0, -16.0)).with_radius(6.0)), turned),
    ];
    let picture = draw(&mut stage, &mut all);
    golden::check(&stage, &picture, "goldens/rectangles");
}

/// All symbols and heads, five in a row.
fn symbol_sheet(cell: f64) -> Vec<Box<dyn Visual>> {
    let at = |index: usize| {
        let (column, row) = ((index % 5) as f64, (index / 5) as f64);
        (DVec2::new(column, 6.0 - row) + 0.5) * cell
    };
    let mut sheet: Vec<Box<dyn Visual>> = Vec::new();
    let places: Vec<DVec2> = (0..Symbol::ALL.len()).map(at).collect();
    let [x, y] = [|p: &DVec2| p.x, |p: &DVec2| p.y].map(|of| places.iter().map(of).collect::<Vec<f64>>());
    let style = MarkersStyle {
        size: (cell * 0.72) as f32,
        face: Color::rgba(0.2, 0.5, 0.8, 0.8),
        edge: Color::rgb(0.1, 0.1, 0.2),
        edge_width_px: (cell / 25.0) as f32,
        ..MarkersStyle::default()
    };
    let mut symbols = Markers::new(x, y, style).unwrap();
    symbols.set_symbols(Symbol::ALL.to_vec()).unwrap();
    sheet.push(Box::new(symbols));
    for (index, head) in ArrowHead::ALL.into_iter().enumerate() {
        let center = at(Symbol::ALL.len() + index);
        let along = DVec2::from_angle(0.4) * cell * 0.42;
        let style = ArrowStyle {
            line: LineStyle { width_px: (cell / 25.0) as f32, ..ArrowStyle::default().line },
            head,
            head_size_px: (cell * 0.4) as f32,
            head_color: Color::rgb(0.7, 0.1, 0.1),
        };
        sheet.push(Box::new(Arrow::from_points(&[center - along, center + along], style).unwrap()));
    }
    sheet
}

#[test]
fn markers_and_arrows() {
    let Some(mut stage) = Stage::new(125, 175) else { return };
    let view = pixel_view(stage.target);
    let mut sheet: Vec<(Box<dyn Visual>, View)> =
        symbol_sheet(25.0).into_iter().map(|visual| (visual, view.clone())).collect();
    let picture = draw(&mut stage, &mut sheet);
    golden::check(&stage, &picture, "goldens/markers_and_arrows");
}

#[test]
#[ignore = "draws the sheet of symbols large, to be looked at"]
fn markers_and_arrows_large() {
    let Some(mut stage) = Stage::new(600, 840) else { return };
    let view = pixel_view(stage.target);
    let mut sheet: Vec<(Box<dyn Visual>, View)> =
        symbol_sheet(120.0).into_iter().map(|visual| (visual, view.clone())).collect();
    draw(&mut stage, &mut sheet).save("markers_and_arrows_large");
}

#[test]
fn shapes_of_all_kinds() {
    let Some(mut stage) = Stage::new(200, 160) else { return };
    let view = pixel_view(stage.target);
    let color = |text: &str| Color::parse(text).unwrap();
    let point = |x: f64, y: f64| DVec2::new(x, y);
    let style = PolygonStyle { fill: color("#4682b480"), edge: color("#203050"), edge_width_px: 1.5 };
    let star = |center: DVec2, radius: f64| -> Vec<DVec2> {
        (0..5).map(|i| center + radius * DVec2::from_angle(1.571 + f64::from(i) * 2.513_274)).collect()
    };
    let square = |low: DVec2, size: f64| vec![low, low + size * DVec2::X, low + size, low + size * DVec2::Y];
    let hole = square(point(70.0, 115.0), 20.0);
    let mut shapes: Vec<Box<dyn Visual>> = vec![
        Box::new(LinearRegion::new(Orientation::Horizontal, [60.0, 72.5], color("#f0c00060")).unwrap()),
        Box::new(Polygon::new(&[star(point(30.0, 125.0), 28.0)], style).unwrap()),
        Box::new(Polygon::new(&[square(point(62.0, 105.0), 42.0), hole], style).unwrap()),
        Box::new(Ellipse::new(point(140.0, 125.0), point(26.0, 18.0), style).unwrap()),
        Box::new(Ellipse::new(point(180.0, 120.0), DVec2::splat(24.0), style).unwrap().with_sector(0.6, 2.0)),
        Box::new(RegularPolygon::new(point(182.0, 98.0), DVec2::splat(14.0), 6, style).unwrap()),
    ];
    let wave = |phase: f64| move |i: i32| 66.0 + 14.0 * (f64::from(i) * 0.15 + phase).sin();
    let x: Vec<f64> = (0..95).map(|i| 4.0 + f64::from(i) * 2.0).collect();
    let [low, high] = [0.0, 1.2].map(|phase| (0..95).map(wave(phase)).collect::<Vec<f64>>());
    shapes.push(Box::new(FillBetween::new(x, low, high, color("#c0303060")).unwrap()));
    for (index, dash) in [Dash::Dashed, Dash::Dotted, Dash::DashDot].into_iter().enumerate() {
        let y = 40.0 - index as f64 * 8.0;
        let style = LineStyle { width_px: 2.5, dash, ..LineStyle::default() };
        let points = [point(6.0, y), point(60.0, y), point(90.0, y - 18.0)];
        shapes.push(Box::new(Line::from_points(&points, style)));
    }
    let curl: Vec<DVec2> = (0..90)
        .map(|i| {
            let t = f64::from(i) * 0.14;
            point(120.0 + t * 4.0, 28.0) + 16.0 * DVec2::from_angle(t)
        })
        .collect();
    let mut line = Line::from_points(&curl, LineStyle::default());
    line.set_colors(Some((0..90).map(|i| Colormap::default().map(f64::from(i) / 89.0)).collect())).unwrap();
    line.set_widths(Some((0..90).map(|i| 1.0 + i as f32 / 15.0).collect())).unwrap();
    shapes.push(Box::new(line));
    let grey =
        LineStyle { color: color("#808080"), width_px: 1.0, dash: Dash::Dashed, ..LineStyle::default() };
    shapes.push(Box::new(InfiniteLine::new(Orientation::Vertical, 104.5, grey).unwrap()));
    let mut shapes: Vec<(Box<dyn Visual>, View)> =
        shapes.into_iter().map(|shape| (shape, view.clone())).collect();
    let picture = draw(&mut stage, &mut shapes);
    golden::check(&stage, &picture, "goldens/shapes_of_all_kinds");
}
