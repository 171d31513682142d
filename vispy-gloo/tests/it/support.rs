//! What the tests share: programs in the dialect of the context, targets, and pixels.

use vispy_gloo::{
    Api, Context, DrawCall, FrameBuffer, Interface, Program, ReadFormat, RenderTarget, Result, State,
    Texture2D, TextureFormat, Topology,
};

/// A vertex stage that covers the target with one triangle and takes no attributes.
pub(crate) const COVER: &str = "void main() {
    vec2 corner = vec2(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0);
    gl_Position = vec4(corner, 0.0, 1.0);
}";

/// A fragment stage of one colour.
pub(crate) const PLAIN: &str = "uniform vec4 u_color;
out vec4 color;
void main() { color = u_color; }";

/// A program whose stages get the `#version` and the precisions that the context wants.
pub(crate) fn program(ctx: &Context, vertex: &str, fragment: &str) -> Program {
    let header = match ctx.caps().api {
        Api::Gl => "#version 330 core\n".to_owned(),
        _ => ["float", "int", "sampler2D", "isampler2D", "usampler2D"]
            .iter()
            .fold("#version 300 es\n".to_owned(), |text, ty| text + &format!("precision highp {ty};\n")),
    };
    Program::new(format!("{header}{vertex}"), format!("{header}{fragment}"))
}

/// A program for contexts without OpenGL, whose variables are known.
pub(crate) fn known_program(interface: Interface) -> Program {
    Program::new("vertex", "fragment").with_label("disc").with_interface(interface)
}

/// A target of that format; it lives as long as the frame buffer.
pub(crate) fn target(
    ctx: &mut Context,
    format: TextureFormat,
    width: u32,
    height: u32,
) -> Result<(FrameBuffer, RenderTarget)> {
    let framebuffer = FrameBuffer::new(&Texture2D::empty(format, width, height)?)?;
    let target = ctx.use_framebuffer(&framebuffer)?;
    Ok((framebuffer, target))
}

/// Draws three vertices without any test or blending.
pub(crate) fn cover(ctx: &mut Context, program: &mut Program, target: RenderTarget) -> Result<()> {
    ctx.draw(program, target, plain(), DrawCall::new(Topology::Triangles, 0..3))
}

/// No depth, no blending: what the fragment says is what is there.
pub(crate) fn plain() -> State {
    State { blend: None, ..State::TRANSLUCENT }
}

pub(crate) fn bytes(ctx: &mut Context, target: RenderTarget) -> Result<Vec<[u8; 4]>> {
    let mut pixels = Vec::new();
    ctx.read_pixels_now(target, target.rect(), ReadFormat::Rgba8, &mut pixels)?;
    Ok(pixels.chunks_exact(4).map(bytemuck::pod_read_unaligned).collect())
}

pub(crate) fn floats(ctx: &mut Context, target: RenderTarget) -> Result<Vec<[f32; 4]>> {
    let mut pixels = Vec::new();
    ctx.read_pixels_now(target, target.rect(), ReadFormat::Rgba32F, &mut pixels)?;
    Ok(pixels.chunks_exact(16).map(bytemuck::pod_read_unaligned).collect())
}

pub(crate) fn integers(ctx: &mut Context, target: RenderTarget) -> Result<Vec<[u32; 4]>> {
    let mut pixels = Vec::new();
    ctx.read_pixels_now(target, target.rect(), ReadFormat::Rgba32Ui, &mut pixels)?;
    Ok(pixels.chunks_exact(16).map(bytemuck::pod_read_unaligned).collect())
}

/// A context, or an early return from the test with a printed reason.
macro_rules! gl {
    () => {
        match vispy_app::testing::test_context() {
            Some(ctx) => ctx,
            None => return Ok(()),
        }
    };
}
pub(crate) use gl;
