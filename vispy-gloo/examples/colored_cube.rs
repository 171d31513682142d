//! A turning cube with a colour in each corner.
//!
//! Index buffers, the depth test, and a matrix as a uniform. Drag and turn the wheel.

mod gallery;

use gallery::passes::program;
use gallery::shapes::{CUBE_INDICES, cube};
use gallery::{Picture, View, show};
use glam::Mat4;
use vispy_gloo::{Context, DrawCall, Program, Result, State, Topology};

const VERTEX: &str = "
in vec3 a_position;
uniform mat4 u_clip_from_cube;
out vec3 v_color;
void main() {
    gl_Position = u_clip_from_cube * vec4(a_position, 1.0);
    v_color = 0.5 + 0.5 * a_position;
}";

const FRAGMENT: &str = "
in vec3 v_color;
out vec4 color;
void main() { color = vec4(v_color, 1.0); }";

struct Cube(Program);

impl Picture for Cube {
    fn new(ctx: &mut Context) -> Result<Self> {
        let (corners, indices) = cube();
        let mut program = program(ctx, VERTEX, FRAGMENT);
        program.bind(&corners)?;
        program.set_indices(Some(&indices));
        Ok(Self(program))
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        let camera = view.camera(6.0, 0.6, 0.5);
        let turned = Mat4::from_rotation_y(0.7 * view.time) * Mat4::from_rotation_x(0.4 * view.time);
        self.0.set_uniform("u_clip_from_cube", camera.clip_from_world * turned)?;
        ctx.clear(view.target, None, Some([1.0; 4]), Some(1.0));
        let call = DrawCall::new(Topology::Triangles, 0..CUBE_INDICES);
        ctx.draw(&mut self.0, view.target, State::OPAQUE, call)
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Cube>("colored_cube")
}
