//! Two view boxes with axes around them, dragged and zoomed as by a user, into a PNG: `two_views [OUT.png]`.

use std::error::Error;
use std::fs::File;
use std::io::BufWriter;

use vispy_app::egl::{EglOptions, HeadlessContext};
use vispy_app::events::{Input, MouseButton, PhysicalPos, PhysicalSize, WheelDelta};
use vispy_gloo::{FrameBuffer, Pixels, ReadFormat, Texture2D, TextureFormat};
use vispy_scene::glam::DVec2;
use vispy_scene::{
    Border, Cell, DataRect, GridOptions, PanZoom, Scene, SceneView, Sizing, ViewBoxHandle, VisualHandle,
};
use vispy_visuals::color::Color;
use vispy_visuals::coordinate::Reference;
use vispy_visuals::samples::Samples;
use vispy_visuals::ticks::Scale;
use vispy_visuals::visuals::{Axis, Line, LineStyle, Side};

const SIZE: PhysicalSize = PhysicalSize::new(1000, 450);
const SCALE_FACTOR: f64 = 1.25;

/// A view box and its axes.
struct Plot {
    view_box: ViewBoxHandle,
    axes: [VisualHandle<Axis>; 2],
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "target/two_views.png".to_owned());
    let mut view = SceneView::new(SIZE, SCALE_FACTOR);
    let spaces = GridOptions::default().with_padding_px(12.0).with_spacing_px(12.0);
    let scene = view.scene_mut();
    scene.set_grid_options(scene.root_grid(), spaces)?;
    let plots = [plot(scene, 0, 0.02)?, plot(scene, 1, 0.0)?];
    use_like_a_user(&mut view);
    for plot in &plots {
        place_axes(&mut view, plot)?;
    }
    let pixels = draw(&mut view)?;
    let mut encoder = png::Encoder::new(BufWriter::new(File::create(&path)?), pixels.width, pixels.height);
    encoder.set_color(png::ColorType::Rgba);
    let rows: Vec<u8> = pixels.rows_from_top().flatten().copied().collect();
    encoder.write_header()?.write_image_data(&rows)?;
    println!("{path}");
    Ok(())
}

/// A cell of the root grid: room for the axes, a view box, a line in it.
fn plot(scene: &mut Scene, column: usize, damping: f32) -> vispy_scene::Result<Plot> {
    let cell = scene.add_grid(scene.root_grid(), Cell::new(0, column), GridOptions::default())?;
    let y_room = scene.add_widget(cell, Cell::new(0, 0))?;
    scene.set_sizing(y_room, Sizing::fixed(44.0), Sizing::default())?;
    let x_room = scene.add_widget(cell, Cell::new(1, 1))?;
    scene.set_sizing(x_room, Sizing::default(), Sizing::fixed(28.0))?;
    let camera = PanZoom::new(DataRect::new([0.0, 10.0], [-1.1, 1.1])?);
    let view_box = scene.add_view_box(cell, Cell::new(0, 1), camera)?;
    scene.view_box_mut(view_box)?.set_border(Some(Border { color: Color::BLACK, width_px: 1.0 }));
    let y: Vec<f32> =
        (0..5000).map(|i| (i as f32 / 60.0).sin() * (-damping * i as f32 / 100.0).exp()).collect();
    let style = LineStyle { color: Color::rgb(0.12, 0.47, 0.71), ..LineStyle::default() };
    let root = scene.view_box_root(view_box)?;
    scene.add(root, Line::new(Samples::uniform(0.0, 2e-3, 5000), y, style)?)?;
    let canvas = scene.canvas_above();
    let axes = [scene.add(canvas, Axis::new(Side::Left))?.1, scene.add(canvas, Axis::new(Side::Bottom))?.1];
    Ok(Plot { view_box, axes })
}

/// Puts the axes where layout and camera want them.
fn place_axes(view: &mut SceneView, plot: &Plot) -> vispy_scene::Result<()> {
    let rect = view.view_box_rect(plot.view_box)?;
    let shown = view.camera::<PanZoom>(plot.view_box)?.visible_rect(rect.size);
    let corner = DVec2::new(rect.pos.x, rect.end().y);
    let [left, bottom] = plot.axes;
    let axis = view.scene_mut().get_mut(left)?;
    axis.set_ends(corner, rect.pos)?;
    axis.set_domain(Reference::F64(0.0), shown.y(), Scale::Linear);
    let axis = view.scene_mut().get_mut(bottom)?;
    axis.set_ends(corner, rect.end())?;
    axis.set_domain(Reference::F64(0.0), shown.x(), Scale::Linear);
    Ok(())
}

/// Drags the left view box and turns the wheel over the right one.
fn use_like_a_user(view: &mut SceneView) {
    let mut input = Input::new(SIZE, SCALE_FACTOR);
    input.mouse_move(PhysicalPos::new(200.0, 200.0), 0.0);
    input.mouse_button(MouseButton::Left, true, 0.1);
    input.mouse_move(PhysicalPos::new(280.0, 240.0), 0.2);
    input.mouse_button(MouseButton::Left, false, 0.3);
    input.mouse_move(PhysicalPos::new(700.0, 225.0), 0.4);
    input.mouse_wheel(WheelDelta::Lines { x: 0.0, y: 5.0 }, 0.5);
    for event in input.drain() {
        view.event(&event);
    }
}

fn draw(view: &mut SceneView) -> Result<Pixels, Box<dyn Error>> {
    let mut ctx = HeadlessContext::new(&EglOptions::default())?;
    let (width, height) = (SIZE.width_physical_px, SIZE.height_physical_px);
    let texture = Texture2D::empty(TextureFormat::Rgba8, width, height)?;
    let framebuffer = FrameBuffer::new(&texture)?;
    let target = ctx.use_framebuffer(&framebuffer)?;
    view.draw(&mut ctx, target)?;
    println!("first frame: {:?}", ctx.take_stats());
    view.draw(&mut ctx, target)?;
    println!("again: {:?}", ctx.take_stats());
    let mut data = Vec::new();
    ctx.read_pixels_now(target, target.rect(), ReadFormat::Rgba8, &mut data)?;
    Ok(Pixels { width, height, format: ReadFormat::Rgba8, data })
}
