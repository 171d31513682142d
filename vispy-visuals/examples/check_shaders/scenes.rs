//! Small pictures that between them draw with every snippet of the visuals.

use std::sync::Arc;

use vispy_gloo::RenderTarget;
use vispy_visuals::color::{Color, Colormap};
use vispy_visuals::filters::{
    Alpha, ClipPlanes, ColorFilter, ColorFunction, Coordinate, Filtered, Filters, Isoline, PickingId, Plane,
    RectClip, ZColormap,
};
use vispy_visuals::glam::{DVec2, Mat4, Vec4};
use vispy_visuals::interpolation::Kernel;
use vispy_visuals::text::TextStyle;
use vispy_visuals::transforms::{ChainTransform, StTransform};
use vispy_visuals::vector::{Cap, Join};
use vispy_visuals::visuals::{
    Arrow, ArrowHead, ArrowStyle, Dash, Ellipse, Image, ImageData, ImageStyle, Interpolation, Line,
    LineStyle, Markers, MarkersStyle, PolygonStyle, Rectangle, Symbol, Text,
};
use vispy_visuals::{Bounds, Result, View, Visual};

/// Side of the pictures in pixels.
pub(crate) const SIDE: u32 = 128;

/// What is drawn.
pub(crate) type Scene = Vec<(Box<dyn Visual>, View)>;

/// Makes a scene for a target.
pub(crate) type Make = fn(RenderTarget) -> Result<Scene>;

/// All scenes by name.
pub(crate) const SCENES: [(&str, Make); 12] = [
    ("line joins and caps", line_joins),
    ("lines of colours and widths", colored_lines),
    ("dashes", dashes),
    ("markers of one kind", markers),
    ("markers of many kinds", mixed_markers),
    ("large markers", large_markers),
    ("arrows", arrows),
    ("images of numbers", scalar_images),
    ("images of colours", color_images),
    ("shapes and text", shapes),
    ("filters", filters),
    ("filters of colours", color_filters),
];

fn plain(target: RenderTarget) -> View {
    View { framebuffer_from_visual: ChainTransform::default(), ..View::of_canvas(target, 1.0) }
}

/// A view whose frame is 12 units wide, a little beyond the target.
fn units(target: RenderTarget, offset: DVec2, side: f64) -> Result<View> {
    let map =
        StTransform::from_mapping([DVec2::ZERO, DVec2::splat(12.0)], [offset, offset + DVec2::splat(side)])?;
    Ok(View {
        framebuffer_from_visual: ChainTransform::new([Arc::new(map) as _]),
        ..View::of_canvas(target, 1.0)
    })
}

fn ink() -> Color {
    Color::rgba(0.1, 0.3, 0.6, 0.7)
}

fn zigzag(corner: DVec2) -> Vec<DVec2> {
    let points = [(4.0, 8.0), (14.5, 32.0), (18.0, 9.0), (30.0, 9.0), (36.0, 33.0)];
    points.map(|(x, y)| corner + DVec2::new(x, y)).to_vec()
}

fn line_joins(target: RenderTarget) -> Result<Scene> {
    let mut scene: Scene = Vec::new();
    for (row, join) in [Join::Round, Join::Miter, Join::Bevel].into_iter().enumerate() {
        for (column, cap) in [Cap::Round, Cap::Butt, Cap::Square].into_iter().enumerate() {
            let style = LineStyle { color: ink(), width_px: 6.0, join, cap, ..LineStyle::default() };
            let corner = DVec2::new(column as f64 * 42.0, row as f64 * 42.0);
            scene.push((Box::new(Line::from_points(&zigzag(corner), style)), plain(target)));
        }
    }
    Ok(scene)
}

fn colored_lines(target: RenderTarget) -> Result<Scene> {
    let style = LineStyle { width_px: 5.0, ..LineStyle::default() };
    let mut line = Line::from_points(&zigzag(DVec2::splat(10.0)), style);
    let colors =
        (0..5).map(|i| Color::rgba(0.2 * i as f32, 0.9 - 0.2 * i as f32, 0.3, 0.4 + 0.15 * i as f32));
    line.set_colors(Some(colors.collect()))?;
    line.set_widths(Some(vec![2.0, 5.0, 9.0, 4.0, 7.0]))?;
    Ok(vec![(Box::new(line), plain(target))])
}

fn dashes(target: RenderTarget) -> Result<Scene> {
    let mut scene: Scene = Vec::new();
    for (row, dash_cap) in [Cap::Butt, Cap::Round, Cap::Square].into_iter().enumerate() {
        let style =
            LineStyle { color: ink(), width_px: 5.0, dash: Dash::Dashed, dash_cap, ..LineStyle::default() };
        let corner = DVec2::new(10.0, row as f64 * 42.0);
        scene.push((Box::new(Line::from_points(&zigzag(corner), style)), plain(target)));
    }
    Ok(scene)
}

/// A grid of places, and the positions as two columns.
fn places(count: usize, spacing: f64) -> (Vec<f64>, Vec<f64>) {
    let across = (f64::from(SIDE) / spacing) as usize;
    (0..count)
        .map(|i| (((i % across) as f64 + 0.53) * spacing, ((i / across) as f64 + 0.47) * spacing))
        .unzip()
}

fn markers(target: RenderTarget) -> Result<Scene> {
    let mut scene: Scene = Vec::new();
    let (x, y) = places(Symbol::ALL.len() * 2, 18.0);
    for (index, (x, y)) in x.into_iter().zip(y).enumerate() {
        let symbol = Symbol::ALL[index % Symbol::ALL.len()];
        let turned = if index < Symbol::ALL.len() { 0.0 } else { 0.7 };
        let edge = if turned == 0.0 { Color::TRANSPARENT } else { Color::rgba(0.9, 0.2, 0.1, 0.3) };
        let style = MarkersStyle {
            symbol,
            size: 15.0,
            face: ink(),
            edge,
            edge_width_px: 1.7,
            angle_rad: turned,
            ..MarkersStyle::default()
        };
        scene.push((Box::new(Markers::new(vec![x], vec![y], style)?), plain(target)));
    }
    Ok(scene)
}

fn mixed_markers(target: RenderTarget) -> Result<Scene> {
    let count = Symbol::ALL.len();
    let (x, y) = places(count, 25.0);
    let mut markers = Markers::new(x, y, MarkersStyle::default())?;
    let part = |i: usize| i as f32 / count as f32;
    markers.set_symbols(Symbol::ALL.to_vec())?;
    markers.set_sizes((0..count).map(|i| 14.0 + 8.0 * part(i)).collect())?;
    markers.set_face_colors((0..count).map(|i| Color::rgba(part(i), 0.4, 1.0 - part(i), 0.8)).collect())?;
    markers.set_edge_colors((0..count).map(|i| Color::rgba(0.1, part(i), 0.2, 0.9)).collect())?;
    markers.set_edge_widths((0..count).map(|i| 1.0 + 2.0 * part(i)).collect())?;
    markers.set_angles((0..count).map(|i| 0.3 * i as f32).collect())?;
    Ok(vec![(Box::new(markers), plain(target))])
}

/// Too large for points, so that they are drawn as rectangles.
fn large_markers(target: RenderTarget) -> Result<Scene> {
    let mut scene: Scene = Vec::new();
    for (symbol, angle_rad) in [(Symbol::Star, 0.0), (Symbol::Square, 0.4)] {
        let style = MarkersStyle {
            symbol,
            size: 300.0,
            face: ink(),
            edge_width_px: 20.0,
            angle_rad,
            ..MarkersStyle::default()
        };
        scene.push((Box::new(Markers::new(vec![30.0], vec![40.0], style)?), plain(target)));
    }
    let mut two = Markers::new(vec![20.0, 90.0], vec![100.0, 20.0], MarkersStyle::default())?;
    two.set_sizes(vec![290.0, 280.0])?;
    two.set_symbols(vec![Symbol::Heart, Symbol::Ring])?;
    two.set_angles(vec![0.2, 1.0])?;
    two.set_face_colors(vec![Color::rgba(0.9, 0.1, 0.1, 0.5), Color::rgba(0.1, 0.9, 0.1, 0.5)])?;
    scene.push((Box::new(two), plain(target)));
    Ok(scene)
}

fn arrows(target: RenderTarget) -> Result<Scene> {
    let mut scene: Scene = Vec::new();
    let (x, y) = places(ArrowHead::ALL.len(), 40.0);
    for ((head, x), y) in ArrowHead::ALL.into_iter().zip(x).zip(y) {
        let style = ArrowStyle { head, head_size_px: 26.0, head_color: ink(), ..ArrowStyle::default() };
        let mut arrow = Arrow::new(vec![x - 12.0, x + 9.0], vec![y - 8.0, y + 6.0], style)?;
        arrow.set_heads(&[[DVec2::new(x - 12.0, y - 8.0), DVec2::new(x + 9.0, y + 6.0)]]);
        scene.push((Box::new(arrow), plain(target)));
    }
    Ok(scene)
}

fn interpolations() -> Vec<Interpolation> {
    let simple = [Interpolation::Auto, Interpolation::Nearest, Interpolation::Linear];
    simple.into_iter().chain(Kernel::ALL.map(Interpolation::Kernel)).collect()
}

/// A picture with each interpolation, in tiles.
fn images(target: RenderTarget, data: impl Fn() -> Result<ImageData>) -> Result<Scene> {
    let mut scene: Scene = Vec::new();
    let (x, y) = places(interpolations().len(), 25.0);
    for ((interpolation, x), y) in interpolations().into_iter().zip(x).zip(y) {
        let style = ImageStyle { interpolation, ..ImageStyle::default() };
        let view = units(target, DVec2::new(x - 12.0, y - 12.0), 56.0)?;
        scene.push((Box::new(Image::new(data()?, style)?), view));
    }
    // Smaller than the pixels.
    let view = units(target, DVec2::new(101.3, 100.4), 20.0)?;
    scene.push((Box::new(Image::new(data()?, ImageStyle::default())?), view));
    Ok(scene)
}

fn scalar_images(target: RenderTarget) -> Result<Scene> {
    images(target, || {
        let values = (0..25).map(|i| if i == 7 { f32::NAN } else { ((i * 7) % 11) as f32 });
        ImageData::scalars(5, 5, values.collect::<Vec<f32>>())
    })
}

fn color_images(target: RenderTarget) -> Result<Scene> {
    images(target, || ImageData::rgba8(5, 5, (0..100).map(|i| ((i * 53) % 251) as u8).collect()))
}

fn shapes(target: RenderTarget) -> Result<Scene> {
    let view = plain(target);
    let corner = |x, y| DVec2::new(x, y);
    let rounded = Rectangle::new(corner(5.3, 6.2), corner(60.1, 50.7), ink())?
        .with_border(Color::rgba(0.9, 0.3, 0.1, 0.6), 3.0)
        .with_radius(11.0);
    let sharp = Rectangle::new(corner(66.0, 8.0), corner(120.0, 40.0), ink())?.with_border(Color::BLACK, 2.0);
    let style = PolygonStyle { fill: ink(), edge: Color::rgb(0.8, 0.1, 0.1), edge_width_px: 3.0 };
    let ellipse = Ellipse::new(corner(40.0, 90.0), corner(30.0, 20.0), style)?;
    let text = Text::new("Ag 4", corner(70.0, 90.0), TextStyle::new(24.0))?;
    Ok(vec![
        (Box::new(rounded), view.clone()),
        (Box::new(sharp), view.clone()),
        (Box::new(ellipse), view),
        (Box::new(text), View::of_canvas(target, 1.0)),
    ])
}

fn filters(target: RenderTarget) -> Result<Scene> {
    let bounds = Bounds { min: DVec2::new(2.3, 1.2), max: DVec2::new(10.4, 9.7) };
    let planes = [
        Plane { point: DVec2::new(2.0, 3.0), normal: DVec2::new(1.0, 0.4) },
        Plane { point: DVec2::new(6.0, 2.0), normal: DVec2::new(0.2, 5.0) },
    ];
    let matrix = Mat4::from_cols_array(&[
        0.2, 0.7, 0.1, 0.0, 0.5, 0.1, 0.3, 0.0, 0.3, 0.2, 0.6, 0.0, 0.1, 0.0, 0.2, 0.75,
    ]);
    let all = [
        Filters::new().with_at(0, Alpha::new(0.4)?),
        Filters::new().with_at(0, ColorFilter::new(matrix, Vec4::new(0.1, 0.0, 0.2, 0.0))?),
        Filters::new().with_at(0, ClipPlanes::new(planes)?),
        Filters::new().with_at(0, RectClip::new(bounds)?),
        Filters::new().with_at(0, ZColormap::new(Coordinate::X, Colormap::default(), [1.0, 11.0])?),
        Filters::new().with_at(0, Isoline::new([2.0, 5.0, 6.5])?),
        Filters::new().with_at(0, PickingId::new(0x0a_141e)?),
    ];
    let mut scene: Scene = Vec::new();
    let (x, y) = places(all.len() * 2, 32.0);
    for (index, (x, y)) in x.into_iter().zip(y).enumerate() {
        let filters = all[index % all.len()].clone();
        let view = units(target, DVec2::new(x - 15.0, y - 15.0), 29.0)?;
        let visual: Box<dyn Visual> = if index < all.len() {
            let values = (0..144).map(|i| (i % 12) as f32 + 1.5 + 0.05 * (i / 12) as f32).collect::<Vec<_>>();
            Box::new(Filtered::new(
                Image::new(ImageData::scalars(12, 12, values)?, ImageStyle::default())?,
                filters,
            ))
        } else {
            let style = MarkersStyle { size: 24.0, face: ink(), ..MarkersStyle::default() };
            Box::new(Filtered::new(Markers::new(vec![6.0], vec![6.0], style)?, filters))
        };
        scene.push((visual, view));
    }
    Ok(scene)
}

/// What depends on the colours that are there, and on how opaque they are.
fn color_filters(target: RenderTarget) -> Result<Scene> {
    let place = "vec4 place(vec4 color, vec2 position) { return vec4(position / 12.0, color.r, 0.6); }\n";
    let all = [
        Filters::new().with_at(0, Isoline::new([0.3, 0.6])?),
        Filters::new().with_at(0, Isoline::new([0.3, 0.6])?.with_color(Color::rgba(0.9, 0.1, 0.1, 0.5))),
        Filters::new().with_at(0, ColorFunction::new("check/place.glsl", place)?),
    ];
    let mut scene: Scene = Vec::new();
    for (index, filters) in all.into_iter().enumerate() {
        let pixels = (0..576).map(|i| if i % 4 == 3 { 160 } else { ((i * 53) % 251) as u8 }).collect();
        let image = Image::new(ImageData::rgba8(12, 12, pixels)?, ImageStyle::default())?;
        let view = units(target, DVec2::new(4.0 + 42.0 * index as f64, 5.0), 34.0)?;
        scene.push((Box::new(Filtered::new(image, filters)), View { opacity: 0.7, ..view }));
    }
    let faint = [Color::rgba(0.9, 0.3, 0.1, 0.3), Color::rgba(0.1, 0.4, 0.9, 0.8)];
    let colormap = Colormap::from_colors("faint", &faint).map_err(|error| vispy_visuals::Error::Data {
        what: "colormap of a scene".to_owned(),
        expected: "two colours".to_owned(),
        found: error.to_string(),
    })?;
    let values = (0..25).map(|i| ((i * 7) % 11) as f32 + 2.0).collect::<Vec<f32>>();
    let image =
        Image::new(ImageData::scalars(5, 5, values)?, ImageStyle { colormap, ..ImageStyle::default() })?;
    scene.push((Box::new(image), View { opacity: 0.7, ..units(target, DVec2::new(20.0, 60.0), 90.0)? }));
    Ok(scene)
}
