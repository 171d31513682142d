//! A triangle with a colour in each corner.
//!
//! The shortest program: two shader stages, two vertex buffers, one draw. `cargo run -p vispy-gloo --example triangle` opens
//! a window; `-- triangle.png` draws without one.

mod gallery;

use gallery::passes::program;
use gallery::{Picture, View, show};
use vispy_gloo::{Context, DrawCall, Program, Result, State, Topology, VertexBuffer};

const VERTEX: &str = "
in vec2 a_position;
in vec3 a_color;
out vec3 v_color;
void main() {
    gl_Position = vec4(a_position, 0.0, 1.0);
    v_color = a_color;
}";

const FRAGMENT: &str = "
in vec3 v_color;
out vec4 color;
void main() { color = vec4(v_color, 1.0); }";

struct Triangle(Program);

impl Picture for Triangle {
    const ANIMATED: bool = false;
    const SIZE: [u32; 2] = [400, 300];

    fn new(ctx: &mut Context) -> Result<Self> {
        let positions = [[-0.8_f32, -0.7], [0.8, -0.7], [0.0, 0.8]];
        let colors = [[1.0_f32, 0.3, 0.3], [0.2, 0.8, 0.4], [0.3, 0.4, 1.0]];
        let mut program = program(ctx, VERTEX, FRAGMENT);
        program.set_attribute("a_position", &VertexBuffer::new(&positions))?;
        program.set_attribute("a_color", &VertexBuffer::new(&colors))?;
        Ok(Self(program))
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        ctx.clear(view.target, None, Some([1.0; 4]), None);
        ctx.draw(&mut self.0, view.target, State::TRANSLUCENT, DrawCall::new(Topology::Triangles, 0..3))
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Triangle>("triangle")
}
