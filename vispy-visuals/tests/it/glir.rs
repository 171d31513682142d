//! The commands that each visual gives: one frame of it as text, and nothing more than needed after that.

use vispy_gloo::{Context, RenderTarget, Stats};
use vispy_visuals::color::Color;
use vispy_visuals::coordinate::Reference;
use vispy_visuals::glam::DVec2;
use vispy_visuals::samples::Samples;
use vispy_visuals::text::TextStyle;
use vispy_visuals::ticks::Scale;
use vispy_visuals::visuals::{
    Axis, GridLines, Image, ImageData, ImageStyle, Line, LineStyle, Rectangle, Side, Text,
};
use vispy_visuals::{View, Visual};

use crate::support::{data_view, draw_frame};

const WHITE: [f32; 4] = [1.0; 4];

fn target() -> RenderTarget {
    RenderTarget::canvas(64, 48)
}

fn canvas() -> View {
    View::of_canvas(target(), 1.0)
}

fn line() -> Line {
    Line::new(Samples::uniform(0.0, 1.0, 5), vec![0.0_f32, 1.0, 0.5, f32::NAN, 0.0], LineStyle::default())
        .unwrap()
}

fn scalar_image() -> Image {
    let data = ImageData::scalars(3, 2, vec![0.0_f32, 1.0, 2.0, 3.0, 4.0, f32::NAN]).unwrap();
    Image::new(data, ImageStyle::default()).unwrap()
}

fn rgb_image() -> Image {
    Image::new(ImageData::rgb8(3, 1, (0..9).collect()).unwrap(), ImageStyle::default()).unwrap()
}

fn text() -> Text {
    Text::many([("ab", DVec2::new(4.0, 20.0)), ("b", DVec2::new(30.0, 20.0))], TextStyle::new(12.0)).unwrap()
}

fn axis() -> Axis {
    let mut axis = Axis::new(Side::Bottom);
    axis.set_ends(DVec2::new(8.0, 10.0), DVec2::new(56.0, 10.0)).unwrap();
    axis.set_domain(Reference::F64(0.0), [0.0, 1.0], Scale::Linear);
    axis
}

fn grid_lines() -> GridLines {
    let mut grid = GridLines::default();
    grid.set_lines(&[8.0, 16.0], &[24.0]);
    grid
}

fn rectangle() -> Rectangle {
    let rectangle = Rectangle::new(DVec2::new(8.0, 8.0), DVec2::new(40.0, 24.0), Color::BLACK).unwrap();
    rectangle.with_border(Color::WHITE, 2.0).with_radius(4.0)
}

/// Each visual with a view of it.
fn all() -> Vec<(&'static str, Box<dyn Visual>, View)> {
    let data = data_view(target(), [0.0, 4.0], [0.0, 1.0]);
    let texels = data_view(target(), [0.0, 3.0], [0.0, 2.0]);
    vec![
        ("line", Box::new(line()), data),
        ("image_scalar", Box::new(scalar_image()), texels.clone()),
        ("image_rgb", Box::new(rgb_image()), texels),
        ("text", Box::new(text()), canvas()),
        ("axis", Box::new(axis()), canvas()),
        ("grid_lines", Box::new(grid_lines()), canvas()),
        ("rectangle", Box::new(rectangle()), canvas()),
    ]
}

fn frame(ctx: &mut Context, visual: &mut dyn Visual, view: &View) -> Stats {
    ctx.take_stats();
    draw_frame(ctx, target(), WHITE, &mut [(visual, view)]);
    ctx.take_stats()
}

#[test]
fn the_first_frame_of_each_visual() {
    for (name, mut visual, view) in all() {
        let (mut ctx, recording) = Context::recorder();
        draw_frame(&mut ctx, target(), WHITE, &mut [(visual.as_mut(), &view)]);
        insta::assert_snapshot!(name, recording.text());
    }
}

#[test]
fn a_second_frame_of_the_same_uploads_nothing_and_links_nothing() {
    for (name, mut visual, view) in all() {
        let (mut ctx, recording) = Context::recorder();
        let first = frame(&mut ctx, visual.as_mut(), &view);
        assert!(first.uploads > 0 && first.links > 0, "{name}: {first:?}");
        let _first = recording.take();
        let second = frame(&mut ctx, visual.as_mut(), &view);
        let text = recording.text();
        assert_eq!((second.uploads, second.links), (0, 0), "{name}: {text}");
        assert_eq!(second.draws, first.draws, "{name}");
        // Nothing is set or made again; textures are bound where two programs draw in turn.
        let known = ["CLEAR", "DRAW", "TEXTURE_UNIT"];
        let others: Vec<&str> =
            text.lines().filter(|line| !known.iter().any(|name| line.starts_with(name))).collect();
        assert!(others.is_empty(), "{name}: {others:#?}");
    }
}

#[test]
fn a_changed_view_of_a_line_uploads_only_its_vertices() {
    let (mut ctx, recording) = Context::recorder();
    let mut line = line();
    frame(&mut ctx, &mut line, &data_view(target(), [0.0, 4.0], [0.0, 1.0]));
    let _first = recording.take();
    let stats = frame(&mut ctx, &mut line, &data_view(target(), [1.0, 3.0], [0.0, 1.0]));
    // One row of the vertex texture: 2048 texels of 16 bytes.
    assert_eq!((stats.uploads, stats.upload_bytes, stats.links), (1, 2048 * 16, 0), "{}", recording.text());
}

#[test]
fn a_changed_colour_uploads_no_more_than_a_row_and_the_vertices() {
    let (mut ctx, _) = Context::recorder();
    let mut line = line();
    let view = data_view(target(), [0.0, 4.0], [0.0, 1.0]);
    frame(&mut ctx, &mut line, &view);
    line.set_style(LineStyle { color: Color::rgb(1.0, 0.0, 0.0), ..line.style() }).unwrap();
    let stats = frame(&mut ctx, &mut line, &view);
    assert!(stats.uploads <= 2 && stats.upload_bytes <= 64 + 2048 * 16 && stats.links == 0, "{stats:?}");
}

#[test]
fn a_hundred_lines_of_one_structure_are_two_programs() {
    let (mut ctx, _) = Context::recorder();
    let mut lines: Vec<Line> = (0..100).map(|_| line()).collect();
    let view = data_view(target(), [0.0, 4.0], [0.0, 1.0]);
    let mut visuals: Vec<(&mut dyn Visual, &View)> =
        lines.iter_mut().map(|line| (line as &mut dyn Visual, &view)).collect();
    draw_frame(&mut ctx, target(), WHITE, &mut visuals);
    let stats = ctx.take_stats();
    assert_eq!(stats.links, 2);
    assert!(stats.uploads <= 3, "all vertices and all rows go up at once: {stats:?}");
}
