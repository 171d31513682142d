//! Pictures of figures, read as numbers.

mod degenerate;
mod idle;
mod image;
mod kinds;
mod layout;
mod position;
mod scales;

use std::path::Path;

use vispy_app::events::PhysicalSize;
use vispy_app::{CanvasHandler, Frame};
use vispy_gloo::{Context, FrameBuffer, ReadFormat, RenderTarget, Texture2D, TextureFormat};
use vispy_plot::{Error, Figure, FigureView, Picture, SaveOptions};
use vispy_scene::CanvasRect;

const WHITE: [u8; 4] = [255; 4];

/// A picture at 96 dpi, or `None` with a printed reason where there is no OpenGL and none is required. It is also written
/// to `target/tmp/pictures/NAME.png`, to be looked at.
#[track_caller]
pub(crate) fn render(name: &str, figure: &Figure) -> Option<Picture> {
    render_at(name, figure, 96.0)
}

/// The same at other dots per inch.
#[track_caller]
fn render_at(name: &str, figure: &Figure, dpi: f64) -> Option<Picture> {
    match figure.render(&SaveOptions { dpi, ..SaveOptions::default() }) {
        Ok(picture) => {
            keep(name, &picture);
            Some(picture)
        }
        Err(Error::App(error @ vispy_app::Error::NoGl { .. })) => {
            vispy_app::testing::skip(&error.to_string());
            None
        }
        Err(error) => panic!("{name}: {error}"),
    }
}

fn keep(name: &str, picture: &Picture) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
    std::fs::create_dir_all(&folder).unwrap();
    let file = std::fs::File::create(folder.join(format!("{name}.png"))).unwrap();
    let mut encoder = png::Encoder::new(file, picture.width, picture.height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header().unwrap().write_image_data(&picture.rgba).unwrap();
}

/// A view of a figure as it is placed, without a drawing.
fn placed(figure: &Figure, scale_factor: f64) -> FigureView {
    let [width, height] = figure.document.size_px.map(|px| (f64::from(px) * scale_factor).round() as u32);
    let mut view = FigureView::new(figure, PhysicalSize::new(width, height), scale_factor).unwrap();
    view.update().unwrap();
    view
}

/// Draws a view once, or `None` where there is no OpenGL.
pub(crate) fn draw(name: &str, view: &mut FigureView) -> Option<Picture> {
    draw_by(name, view, |view, ctx, target| view.draw(ctx, target).unwrap())
}

/// Draws a view as windows do, until it is final, or `None` where there is no OpenGL.
pub(crate) fn draw_frames(name: &str, view: &mut FigureView) -> Option<Picture> {
    draw_by(name, view, |view, ctx, target| {
        for frame in 0_u32.. {
            assert!(frame < 100_000, "it is never final");
            let size = view.scene_view().size();
            let frame = Frame::new(target, size, view.scale_factor(), f64::from(frame));
            CanvasHandler::draw(view, ctx, &frame).unwrap();
            if !CanvasHandler::needs_redraw(view) {
                return;
            }
        }
    })
}

fn draw_by(
    name: &str,
    view: &mut FigureView,
    draw: impl FnOnce(&mut FigureView, &mut Context, RenderTarget),
) -> Option<Picture> {
    let mut ctx = vispy_app::testing::test_context()?;
    let size = view.scene_view().size();
    let (width, height) = (size.width_physical_px, size.height_physical_px);
    let texture = Texture2D::empty(TextureFormat::Rgba8, width, height).unwrap();
    let framebuffer = FrameBuffer::new(&texture).unwrap();
    let target = ctx.use_framebuffer(&framebuffer).unwrap();
    draw(view, &mut ctx, target);
    let mut bottom_up = Vec::new();
    ctx.read_pixels_now(target, target.rect(), ReadFormat::Rgba8, &mut bottom_up).unwrap();
    let rgba = bottom_up.chunks_exact(width as usize * 4).rev().flatten().copied().collect();
    let picture = Picture { width, height, rgba };
    keep(name, &picture);
    Some(picture)
}

/// Where the axes of a figure are.
pub(crate) fn axes_rect(figure: &Figure, index: usize) -> CanvasRect {
    placed(figure, 1.0).axes_rect(index).unwrap()
}

fn pixel(picture: &Picture, x: u32, y: u32) -> [u8; 4] {
    let at = ((y * picture.width + x) * 4) as usize;
    picture.rgba[at..at + 4].try_into().unwrap()
}

/// The columns and rows (first, last + 1) that pixels of a colour take; `None` without one.
fn extent_of(picture: &Picture, color: [u8; 3]) -> Option<[[u32; 2]; 2]> {
    let mut extent: Option<[[u32; 2]; 2]> = None;
    for (i, rgba) in picture.rgba.chunks_exact(4).enumerate() {
        if rgba[..3] == color {
            let (x, y) = (i as u32 % picture.width, i as u32 / picture.width);
            let [columns, rows] = extent.get_or_insert([[x, x + 1], [y, y + 1]]);
            *columns = [columns[0].min(x), columns[1].max(x + 1)];
            *rows = [rows[0].min(y), rows[1].max(y + 1)];
        }
    }
    extent
}

/// The middle of what is drawn in a column of pixels, weighed by its darkness over the rows of a rectangle.
fn middle_of_column(picture: &Picture, x: u32, rows: [u32; 2]) -> f64 {
    let (mut sum, mut weight) = (0.0, 0.0);
    for y in rows[0]..rows[1] {
        let darkness = 255.0 - f64::from(pixel(picture, x, y)[1]);
        sum += darkness * (f64::from(y) + 0.5);
        weight += darkness;
    }
    assert!(weight > 0.0, "column {x} is white");
    sum / weight
}

/// The same for a row.
fn middle_of_row(picture: &Picture, y: u32, columns: [u32; 2]) -> f64 {
    let (mut sum, mut weight) = (0.0, 0.0);
    for x in columns[0]..columns[1] {
        let darkness = 255.0 - f64::from(pixel(picture, x, y)[1]);
        sum += darkness * (f64::from(x) + 0.5);
        weight += darkness;
    }
    assert!(weight > 0.0, "row {y} is white");
    sum / weight
}

/// Checks that nothing is drawn within two pixels of the picture's edge.
#[track_caller]
fn assert_free_edge(picture: &Picture) {
    for y in 0..picture.height {
        for x in 0..picture.width {
            let inner = (2..picture.width - 2).contains(&x) && (2..picture.height - 2).contains(&y);
            assert!(inner || pixel(picture, x, y) == WHITE, "something at ({x}, {y})");
        }
    }
}
