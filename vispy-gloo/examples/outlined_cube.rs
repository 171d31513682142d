//! A cube with black edges, which do not fight with its faces.
//!
//! Two sets of values for one program, two index buffers over the same corners, lines, and polygon offset: faces are
//! pushed back a little, so that lines in the same plane are before them. Drag and turn the wheel.

mod gallery;

use gallery::passes::program;
use gallery::shapes::{CUBE_INDICES, cube, cube_edges};
use gallery::{Picture, View, show};
use glam::Mat4;
use vispy_gloo::{Context, DrawCall, PolygonOffset, Program, Result, State, Topology};

const VERTEX: &str = "
in vec3 a_position;
in vec3 a_normal;
uniform mat4 u_clip_from_cube;
uniform float u_colored;
out vec3 v_color;
void main() {
    gl_Position = u_clip_from_cube * vec4(a_position, 1.0);
    v_color = u_colored * (vec3(0.6, 0.62, 0.65) + 0.35 * a_normal);
}";

const FRAGMENT: &str = "
in vec3 v_color;
out vec4 color;
void main() { color = vec4(v_color, 1.0); }";

struct Cube {
    faces: Program,
    edges: Program,
    edge_indices: u32,
}

impl Picture for Cube {
    fn new(ctx: &mut Context) -> Result<Self> {
        let (corners, indices) = cube();
        let mut faces = program(ctx, VERTEX, FRAGMENT);
        faces.bind(&corners)?;
        faces.set_indices(Some(&indices));
        faces.set_uniform("u_colored", 1.0_f32)?;
        // Another set of values for the same linked program.
        let mut edges = faces.instance();
        let edge_indices = cube_edges();
        edges.bind(&corners)?;
        edges.set_indices(Some(&edge_indices));
        edges.set_uniform("u_colored", 0.0_f32)?;
        Ok(Self { faces, edges, edge_indices: edge_indices.len() as u32 })
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        let camera = view.camera(6.0, 0.6, 0.5);
        let clip_from_cube = camera.clip_from_world * Mat4::from_rotation_y(0.5 * view.time);
        ctx.clear(view.target, None, Some([1.0; 4]), Some(1.0));

        let pushed_back =
            State { polygon_offset: Some(PolygonOffset { factor: 1.0, units: 1.0 }), ..State::OPAQUE };
        self.faces.set_uniform("u_clip_from_cube", clip_from_cube)?;
        ctx.draw(
            &mut self.faces,
            view.target,
            pushed_back,
            DrawCall::new(Topology::Triangles, 0..CUBE_INDICES),
        )?;

        self.edges.set_uniform("u_clip_from_cube", clip_from_cube)?;
        ctx.draw(
            &mut self.edges,
            view.target,
            State::OPAQUE,
            DrawCall::new(Topology::Lines, 0..self.edge_indices),
        )
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Cube>("outlined_cube")
}
