//! Programs in the dialect of the context, passes over a whole target, and layers to draw into.

use vispy_gloo::{
    Api, Context, DrawCall, FrameBuffer, Program, RenderTarget, Result, Sampling, State, Texture2D,
    TextureFormat, Topology,
};

/// A vertex stage that covers the target with one triangle and takes no attributes; `v_at` is 0 to 1, from left to right
/// and from the bottom to the top.
pub(crate) const COVER: &str = "
out vec2 v_at;
void main() {
    v_at = vec2(gl_VertexID == 1 ? 2.0 : 0.0, gl_VertexID == 2 ? 2.0 : 0.0);
    gl_Position = vec4(2.0 * v_at - 1.0, 0.0, 1.0);
}";

/// A program whose stages get the `#version` and the precisions that the context wants.
pub(crate) fn program(ctx: &Context, vertex: &str, fragment: &str) -> Program {
    let header = match ctx.caps().api {
        Api::Gl => "#version 330 core\n".to_owned(),
        _ => ["float", "int", "sampler2D", "sampler3D", "usampler2D"]
            .iter()
            .fold("#version 300 es\n".to_owned(), |text, ty| text + &format!("precision highp {ty};\n")),
    };
    Program::new(format!("{header}{vertex}"), format!("{header}{fragment}"))
}

/// Runs the fragment stage of a program with the stage [`COVER`] for every pixel of a target.
pub(crate) fn cover(ctx: &mut Context, program: &mut Program, target: RenderTarget) -> Result<()> {
    let state = State { blend: None, ..State::TRANSLUCENT };
    ctx.draw(program, target, state, DrawCall::new(Topology::Triangles, 0..3))
}

/// A texture that can be drawn into.
#[derive(Debug)]
pub(crate) struct Layer {
    pub(crate) texture: Texture2D,
    framebuffer: FrameBuffer,
}

impl Layer {
    pub(crate) fn new(format: TextureFormat, size: [u32; 2]) -> Result<Self> {
        Self::of(Texture2D::empty(format, size[0], size[1])?)
    }

    pub(crate) fn of(texture: Texture2D) -> Result<Self> {
        Ok(Self { framebuffer: FrameBuffer::new(&texture)?, texture })
    }

    pub(crate) fn with_sampling(self, sampling: Sampling) -> Self {
        self.texture.set_sampling(sampling);
        self
    }

    /// What to draw into, in that size.
    pub(crate) fn target(&self, ctx: &mut Context, size: [u32; 2]) -> Result<RenderTarget> {
        self.framebuffer.resize(size[0], size[1])?;
        ctx.use_framebuffer(&self.framebuffer)
    }
}
