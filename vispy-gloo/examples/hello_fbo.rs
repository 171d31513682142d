//! A turning triangle is drawn into a texture, and the texture on the sides of a cube.
//!
//! The first frame buffer: what is drawn into its texture in one pass is read in the next. Drag and turn the wheel.

mod gallery;

use gallery::passes::program;
use gallery::shapes::{CUBE_INDICES, cube};
use gallery::{Picture, View, show};
use vispy_gloo::{
    Context, DrawCall, FrameBuffer, Program, Result, Sampling, State, Texture2D, TextureFormat, Topology,
};

const TRIANGLE_VERTEX: &str = "
uniform float u_angle;
out vec3 v_color;
void main() {
    float angle = u_angle + 2.0943951 * float(gl_VertexID);
    gl_Position = vec4(0.8 * vec2(-sin(angle), cos(angle)), 0.0, 1.0);
    v_color = vec3(gl_VertexID == 0, gl_VertexID == 1, gl_VertexID == 2);
}";

const TRIANGLE_FRAGMENT: &str = "
in vec3 v_color;
out vec4 color;
void main() { color = vec4(sqrt(v_color), 1.0); }";

const CUBE_VERTEX: &str = "
in vec3 a_position;
in vec3 a_normal;
uniform mat4 u_clip_from_world;
out vec2 v_texcoord;
out float v_light;
void main() {
    gl_Position = u_clip_from_world * vec4(a_position, 1.0);
    // Upright on the sides, seen from outside.
    vec2 side = a_normal.x != 0.0 ? vec2(-a_normal.x * a_position.z, a_position.y)
        : a_normal.y != 0.0 ? vec2(a_position.x, -a_normal.y * a_position.z)
        : vec2(a_normal.z * a_position.x, a_position.y);
    v_texcoord = 0.5 + 0.5 * side;
    v_light = 0.85 + 0.15 * dot(a_normal, vec3(-0.2, 0.6, 0.8));
}";

const CUBE_FRAGMENT: &str = "
in vec2 v_texcoord;
in float v_light;
uniform sampler2D u_picture;
out vec4 color;
void main() { color = vec4(v_light * texture(u_picture, v_texcoord).rgb, 1.0); }";

struct Cube {
    triangle: Program,
    cube: Program,
    layer: FrameBuffer,
}

impl Picture for Cube {
    fn new(ctx: &mut Context) -> Result<Self> {
        let picture = Texture2D::empty(TextureFormat::Rgba8, 256, 256)?.with_sampling(Sampling::LINEAR);
        let layer = FrameBuffer::new(&picture)?.with_label("layer");
        let (corners, indices) = cube();
        let mut cube = program(ctx, CUBE_VERTEX, CUBE_FRAGMENT);
        cube.bind(&corners)?;
        cube.set_indices(Some(&indices));
        cube.set_texture("u_picture", &picture)?;
        Ok(Self { triangle: program(ctx, TRIANGLE_VERTEX, TRIANGLE_FRAGMENT), cube, layer })
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        // First into the texture ...
        let layer = ctx.use_framebuffer(&self.layer)?;
        self.triangle.set_uniform("u_angle", view.time)?;
        ctx.clear(layer, None, Some([0.93, 0.93, 0.9, 1.0]), None);
        ctx.draw(&mut self.triangle, layer, State::TRANSLUCENT, DrawCall::new(Topology::Triangles, 0..3))?;

        // ... then what it holds into the window.
        self.cube.set_uniform("u_clip_from_world", view.camera(6.0, 0.6, 0.5).clip_from_world)?;
        ctx.clear(view.target, None, Some([0.2, 0.22, 0.28, 1.0]), Some(1.0));
        let call = DrawCall::new(Topology::Triangles, 0..CUBE_INDICES);
        ctx.draw(&mut self.cube, view.target, State::OPAQUE, call)
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Cube>("hello_fbo")
}
