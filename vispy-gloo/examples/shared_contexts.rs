//! A star that two contexts draw, the left half one, the right half the other: program, corners and texture are made once.
//!
//! Contexts that share objects, as windows of different toolkits or threads need them. The first is gone when the second
//! draws. Writes `shared_contexts.png`, or the arguments `FILE.png [WIDTHxHEIGHT]`.

use std::error::Error;
use std::f32::consts::TAU;

use vispy_app::egl::{EglOptions, HeadlessContext};
use vispy_gloo::{
    Api, Context, DrawCall, FrameBuffer, Pixels, Program, ReadFormat, Result, State, Texture2D,
    TextureFormat, Topology, VertexBuffer,
};

const POINTS: u32 = 9;

const VERTEX: &str = "
in vec2 a_position;
uniform float u_half;
uniform float u_aspect;
out vec2 v_place;
void main() {
    v_place = a_position;
    // A half of the picture fills the target.
    gl_Position = vec4(a_position.x / u_aspect * 2.0 - u_half, a_position.y, 0.0, 1.0);
}";

const FRAGMENT: &str = "
in vec2 v_place;
uniform sampler2D u_squares;
uniform vec3 u_tint;
out vec4 color;
void main() { color = vec4(u_tint * texture(u_squares, fract(2.0 * v_place)).r, 1.0); }";

/// The corners of a star, three for each of its points.
fn star() -> Vec<[f32; 2]> {
    let corner = |step: u32, radius: f32| {
        let angle = step as f32 / (2 * POINTS) as f32 * TAU;
        [radius * angle.sin(), radius * angle.cos()]
    };
    let kites = (0..2 * POINTS).flat_map(|step| {
        let radius = |step: u32| if step.is_multiple_of(2) { 0.95 } else { 0.5 };
        [[0.0; 2], corner(step, radius(step)), corner(step + 1, radius(step + 1))]
    });
    kites.collect()
}

/// Draws a half of the star: -1 the left one, 1 the right one.
fn draw_half(
    ctx: &mut Context,
    program: &mut Program,
    [width, height]: [u32; 2],
    half: f32,
    tint: [f32; 3],
) -> Result<Pixels> {
    let layer = FrameBuffer::new(&Texture2D::empty(TextureFormat::Rgba8, width / 2, height)?)?;
    let target = ctx.use_framebuffer(&layer)?;
    program.set_uniform("u_half", half)?;
    program.set_uniform("u_aspect", width as f32 / height as f32)?;
    program.set_uniform("u_tint", tint)?;
    ctx.clear(target, None, Some([1.0; 4]), None);
    ctx.draw(program, target, State::TRANSLUCENT, DrawCall::new(Topology::Triangles, 0..6 * POINTS))?;
    ctx.read_pixels(target, target.rect(), ReadFormat::Rgba8).wait(ctx)
}

fn main() -> std::result::Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_else(|| "shared_contexts.png".to_owned());
    let size = arguments.next().unwrap_or_else(|| "480x480".to_owned());
    let (width, height) = size.split_once('x').ok_or("the size is not WIDTHxHEIGHT")?;
    let size: [u32; 2] = [width.parse()?, height.parse()?];

    let mut first = HeadlessContext::new(&EglOptions::default())?;
    let mut second = first.share()?;
    let header = match first.caps().api {
        Api::Gl => "#version 330 core",
        _ => "#version 300 es\nprecision highp float;",
    };
    let mut program = Program::new(format!("{header}{VERTEX}"), format!("{header}{FRAGMENT}"));
    program.set_attribute("a_position", &VertexBuffer::new(star()))?;
    let squares = Texture2D::new(TextureFormat::R8, 2, 2, &[255_u8, 190, 190, 255])?;
    program.set_texture("u_squares", &squares)?;

    let left = draw_half(&mut first, &mut program, size, -1.0, [0.9, 0.4, 0.2])?;
    // What is shared stays for the other.
    drop(first);
    let right = draw_half(&mut second, &mut program, size, 1.0, [0.2, 0.5, 0.9])?;

    let rows = left.rows_from_top().zip(right.rows_from_top());
    let pixels: Vec<u8> = rows.flat_map(|(left, right)| [left, right].concat()).collect();
    let mut png = png::Encoder::new(std::fs::File::create(path)?, size[0] / 2 * 2, size[1]);
    png.set_color(png::ColorType::Rgba);
    png.write_header()?.write_image_data(&pixels)?;
    Ok(())
}
