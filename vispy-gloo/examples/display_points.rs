//! Ten thousand points, each with a size and a colour of its own.
//!
//! Structured vertices, point sprites, and blending of premultiplied colours at their smooth edges. Drag and turn the wheel.

mod gallery;

use bytemuck::{Pod, Zeroable};
use gallery::passes::program;
use gallery::random::Random;
use gallery::{Picture, View, show};
use vispy_gloo::{Context, DrawCall, Program, Result, State, Topology, VertexBuffer};

const POINTS: u32 = 10_000;

const VERTEX: &str = "
in vec2 a_position;
in float a_size;
in vec3 a_color;
uniform vec2 u_pan;
uniform vec2 u_scale;
uniform float u_pixels;
out vec3 v_color;
out float v_size;
void main() {
    gl_Position = vec4((a_position + u_pan) * u_scale, 0.0, 1.0);
    v_size = a_size * u_pixels;
    gl_PointSize = v_size + 2.0;
    v_color = a_color;
}";

const FRAGMENT: &str = "
in vec3 v_color;
in float v_size;
out vec4 color;
void main() {
    // Distance to the edge in pixels: half a pixel inside counts fully, half a pixel outside not at all.
    float inside = 0.5 * v_size - length(gl_PointCoord - 0.5) * (v_size + 2.0);
    float alpha = clamp(inside + 0.5, 0.0, 1.0);
    float rim = clamp(inside - 0.5, 0.0, 1.0);
    color = vec4(v_color * mix(0.5, 1.0, rim), 1.0) * alpha * 0.8;
}";

#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct Point {
    a_position: [f32; 2],
    a_size: f32,
    a_color: [f32; 3],
}
vispy_gloo::vertex_layout!(Point { a_position, a_size, a_color });

struct Points(Program);

impl Picture for Points {
    const ANIMATED: bool = false;

    fn new(ctx: &mut Context) -> Result<Self> {
        let mut random = Random::new(1);
        let points: Vec<Point> = (0..POINTS)
            .map(|_| Point {
                a_position: [0.3 * random.normal(), 0.3 * random.normal()],
                a_size: random.between(0.004, 0.02),
                a_color: [random.between(0.1, 0.9), random.between(0.3, 0.7), random.between(0.6, 1.0)],
            })
            .collect();
        let mut program = program(ctx, VERTEX, FRAGMENT);
        program.bind(&VertexBuffer::new(points))?;
        Ok(Self(program))
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        let Self(program) = self;
        program.set_uniform("u_pan", view.drag.map(|heights| 2.0 * heights / view.zoom))?;
        program.set_uniform("u_scale", [view.zoom / view.aspect(), view.zoom])?;
        program.set_uniform("u_pixels", view.size()[1])?;
        ctx.clear(view.target, None, Some([1.0; 4]), None);
        ctx.draw(program, view.target, State::TRANSLUCENT, DrawCall::new(Topology::Points, 0..POINTS))
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Points>("display_points")
}
