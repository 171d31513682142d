//! Spokes of a wheel with one sample a pixel on the left, with several on the right; pixels are shown eight times as large.
//!
//! A multisampled render buffer, and blits: one that resolves samples into pixels, and one that enlarges.

mod gallery;

use gallery::passes::program;
use gallery::{Picture, View, show};
use vispy_gloo::{
    Context, DrawCall, FrameBuffer, Program, Rect, RenderBuffer, Result, State, Texture2D, TextureFormat,
    Topology,
};

const SPOKES: u32 = 12;
/// A side of each half in pixels before they are enlarged.
const SIDE: u32 = 50;

const VERTEX: &str = "
uniform float u_angle;
void main() {
    // Three corners for each spoke: one in the middle, two at the rim.
    float spoke = u_angle + float(gl_VertexID / 3) * 6.2831853 / 12.0;
    float side = float(gl_VertexID % 3) - 1.0;
    float rim = side == 0.0 ? 0.0 : 0.95;
    gl_Position = vec4(rim * vec2(sin(spoke + 0.07 * side), cos(spoke + 0.07 * side)), 0.0, 1.0);
}";

const FRAGMENT: &str = "
out vec4 color;
void main() { color = vec4(0.1, 0.2, 0.4, 1.0); }";

struct Wheel {
    program: Program,
    single: FrameBuffer,
    multiple: FrameBuffer,
    resolved: FrameBuffer,
}

impl Picture for Wheel {
    const SIZE: [u32; 2] = [16 * SIDE, 8 * SIDE];

    fn new(ctx: &mut Context) -> Result<Self> {
        let layer = || FrameBuffer::new(&Texture2D::empty(TextureFormat::Rgba8, SIDE, SIDE)?);
        let samples = ctx.caps().max_samples.min(8);
        let buffer = RenderBuffer::multisampled(TextureFormat::Rgba8, SIDE, SIDE, samples)?;
        Ok(Self {
            program: program(ctx, VERTEX, FRAGMENT),
            single: layer()?,
            multiple: FrameBuffer::new(&buffer)?,
            resolved: layer()?,
        })
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        self.program.set_uniform("u_angle", 0.05 + 0.1 * view.time)?;
        for layer in [&self.single, &self.multiple] {
            let target = ctx.use_framebuffer(layer)?;
            ctx.clear(target, None, Some([1.0; 4]), None);
            let spokes = DrawCall::new(Topology::Triangles, 0..3 * SPOKES);
            ctx.draw(&mut self.program, target, State::TRANSLUCENT, spokes)?;
        }
        let [single, multiple, resolved] = [
            ctx.use_framebuffer(&self.single)?,
            ctx.use_framebuffer(&self.multiple)?,
            ctx.use_framebuffer(&self.resolved)?,
        ];
        ctx.blit((multiple, multiple.rect()), (resolved, resolved.rect()), false);

        ctx.clear(view.target, None, Some([1.0; 4]), None);
        let side = (view.target.width / 2).min(view.target.height);
        let right = view.target.width - side;
        ctx.blit((single, single.rect()), (view.target, Rect::new(0, 0, side, side)), false);
        ctx.blit((resolved, resolved.rect()), (view.target, Rect::new(right as i32, 0, side, side)), false);
        Ok(())
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Wheel>("msaa")
}
