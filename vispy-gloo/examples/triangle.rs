//! A triangle with a colour in each corner.
//!
//! `cargo run -p vispy-gloo --example triangle` opens a window; `-- triangle.png` draws without one.

use std::error::Error;

use vispy_app::egl::{EglOptions, HeadlessContext};
use vispy_app::winit::{WindowOptions, run};
use vispy_app::{CanvasHandler, DrawError, Frame, events::Event};
use vispy_gloo::{
    Api, Context, DrawCall, FrameBuffer, Program, ReadFormat, RenderTarget, Result, State, Texture2D,
    TextureFormat, Topology, VertexBuffer,
};

const VERTEX: &str = "
in vec2 a_position;
in vec3 a_color;
out vec3 v_color;
void main() { gl_Position = vec4(a_position, 0.0, 1.0); v_color = a_color; }";

const FRAGMENT: &str = "
in vec3 v_color;
out vec4 color;
void main() { color = vec4(v_color, 1.0); }";

fn triangle(api: Api) -> Result<Program> {
    let version =
        if api == Api::Gl { "#version 330 core" } else { "#version 300 es\nprecision highp float;" };
    let mut program = Program::new(format!("{version}{VERTEX}"), format!("{version}{FRAGMENT}"));
    let positions = [[-0.8_f32, -0.7], [0.8, -0.7], [0.0, 0.8]];
    let colors = [[1.0_f32, 0.3, 0.3], [0.2, 0.8, 0.4], [0.3, 0.4, 1.0]];
    program.set_attribute("a_position", &VertexBuffer::new(&positions))?;
    program.set_attribute("a_color", &VertexBuffer::new(&colors))?;
    Ok(program)
}

fn draw(ctx: &mut Context, triangle: &mut Program, target: RenderTarget) -> Result<()> {
    ctx.clear(target, None, Some([1.0; 4]), None);
    ctx.draw(triangle, target, State::TRANSLUCENT, DrawCall::new(Topology::Triangles, 0..3))
}

/// What the window shows; the program is made at the first drawing, when there is a context.
#[derive(Default)]
struct Window(Option<Program>);

impl CanvasHandler for Window {
    fn event(&mut self, _event: &Event) {}

    fn needs_redraw(&self) -> bool {
        self.0.is_none()
    }

    fn draw(&mut self, ctx: &mut Context, frame: &Frame) -> Result<(), DrawError> {
        if self.0.is_none() {
            self.0 = Some(triangle(ctx.caps().api)?);
        }
        Ok(self.0.iter_mut().try_for_each(|triangle| draw(ctx, triangle, frame.target))?)
    }
}

fn save(path: &str) -> Result<(), Box<dyn Error>> {
    let mut ctx = HeadlessContext::new(&EglOptions::default())?;
    let framebuffer = FrameBuffer::new(&Texture2D::empty(TextureFormat::Rgba8, 400, 300)?)?;
    let target = ctx.use_framebuffer(&framebuffer)?;
    let mut program = triangle(ctx.caps().api)?;
    draw(&mut ctx, &mut program, target)?;
    let pixels = ctx.read_pixels(target, target.rect(), ReadFormat::Rgba8).wait(&mut ctx)?;
    let mut png = png::Encoder::new(std::fs::File::create(path)?, pixels.width, pixels.height);
    png.set_color(png::ColorType::Rgba);
    png.write_header()?.write_image_data(&pixels.rows_from_top().collect::<Vec<_>>().concat())?;
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [path] => save(path),
        _ => Ok(run(vec![(WindowOptions::default().with_title("triangle"), Box::new(Window::default()))])?),
    }
}
