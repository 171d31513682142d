//! A wave in a field of 1,600 cubes, which one draw draws.
//!
//! Instancing: the corners of a cube are the same for all, the place of a cube is an attribute that advances once per
//! instance. Drag and turn the wheel.

mod gallery;

use gallery::passes::program;
use gallery::shapes::{CUBE_INDICES, cube};
use gallery::{Picture, View, show};
use vispy_gloo::{Context, DrawCall, Program, Result, State, Topology, VertexBuffer};

const SIDE: u32 = 40;

const VERTEX: &str = "
in vec3 a_position;
in vec3 a_normal;
in vec2 a_place;
uniform mat4 u_clip_from_world;
uniform float u_time;
out vec3 v_color;
void main() {
    float height = 0.5 + 0.5 * sin(6.0 * length(a_place) - 2.0 * u_time);
    vec3 size = vec3(0.021, 0.05 + 0.15 * height, 0.021);
    vec3 world = vec3(a_place.x, 0.0, a_place.y) + a_position * size + vec3(0.0, size.y - 0.2, 0.0);
    gl_Position = u_clip_from_world * vec4(world, 1.0);
    float light = 0.55 + 0.45 * dot(a_normal, normalize(vec3(0.3, 0.8, 0.5)));
    v_color = light * mix(vec3(0.1, 0.25, 0.55), vec3(1.0, 0.75, 0.35), height);
}";

const FRAGMENT: &str = "
in vec3 v_color;
out vec4 color;
void main() { color = vec4(v_color, 1.0); }";

struct Cubes(Program);

impl Picture for Cubes {
    fn new(ctx: &mut Context) -> Result<Self> {
        let place = |cube: u32| (cube as f32 + 0.5) / SIDE as f32 * 2.0 - 1.0;
        let places: Vec<[f32; 2]> =
            (0..SIDE * SIDE).map(|cube| [place(cube % SIDE), place(cube / SIDE)]).collect();
        let (corners, indices) = cube();
        let mut program = program(ctx, VERTEX, FRAGMENT);
        program.bind(&corners)?;
        program.set_attribute("a_place", &VertexBuffer::new(places).with_divisor(1))?;
        program.set_indices(Some(&indices));
        Ok(Self(program))
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        self.0.set_uniform("u_clip_from_world", view.camera(3.6, 0.7, 0.6).clip_from_world)?;
        self.0.set_uniform("u_time", view.time)?;
        ctx.clear(view.target, None, Some([0.06, 0.07, 0.1, 1.0]), Some(1.0));
        let call = DrawCall::new(Topology::Triangles, 0..CUBE_INDICES).with_instances(SIDE * SIDE);
        ctx.draw(&mut self.0, view.target, State::OPAQUE, call)
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Cubes>("instanced_cubes")
}
