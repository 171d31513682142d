//! A galaxy of 60,000 stars, whose arms are where their orbits come near to each other.
//!
//! Additive blending of points. The vertex stage computes where each star is from its orbit and the time, so that nothing is
//! uploaded after the start. Drag and turn the wheel.

mod gallery;

use bytemuck::{Pod, Zeroable};
use gallery::passes::program;
use gallery::random::Random;
use gallery::{Picture, View, show};
use vispy_gloo::{Context, DrawCall, Program, Result, State, Topology, VertexBuffer};

const STARS: u32 = 60_000;

const VERTEX: &str = "
in float a_radius;
in float a_angle;
in float a_height;
in float a_size;
uniform mat4 u_clip_from_world;
uniform float u_time;
uniform float u_pixels;
out vec3 v_light;
void main() {
    // Orbits are ellipses, turned the more the larger they are: that makes the arms, although no star follows them.
    float angle = a_angle + u_time * 0.25 / (0.2 + a_radius);
    vec2 ellipse = a_radius * vec2(cos(angle), 0.72 * sin(angle));
    float turned = 4.5 * a_radius;
    vec2 place = vec2(cos(turned) * ellipse.x - sin(turned) * ellipse.y,
                      sin(turned) * ellipse.x + cos(turned) * ellipse.y);
    gl_Position = u_clip_from_world * vec4(place.x, a_height, place.y, 1.0);
    gl_PointSize = max(2.0, a_size * u_pixels / gl_Position.w);
    vec3 color = mix(vec3(1.0, 0.8, 0.5), vec3(0.45, 0.6, 1.0), clamp(1.3 * a_radius, 0.0, 1.0));
    v_light = color * (0.10 + 6.0 * a_size);
}";

const FRAGMENT: &str = "
in vec3 v_light;
out vec4 color;
void main() {
    float away = 2.0 * length(gl_PointCoord - 0.5);
    float glow = max(0.0, 1.0 - away);
    color = vec4(v_light * glow * glow, 0.0);
}";

/// A star: the size of its orbit, where it is on it, how far it is above the disc, and how large it seems.
#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct Star {
    a_radius: f32,
    a_angle: f32,
    a_height: f32,
    a_size: f32,
}
vispy_gloo::vertex_layout!(Star { a_radius, a_angle, a_height, a_size });

struct Galaxy(Program);

impl Picture for Galaxy {
    fn new(ctx: &mut Context) -> Result<Self> {
        let mut random = Random::new(4);
        let star = |_| {
            let a_radius = 0.02 - 0.28 * (1.0 - random.uniform()).ln();
            Star {
                a_radius,
                a_angle: random.between(0.0, std::f32::consts::TAU),
                a_height: 0.1 * random.normal() * (-4.0 * a_radius).exp() + 0.01 * random.normal(),
                // Few are large.
                a_size: 0.008 + 0.05 * random.uniform().powi(12),
            }
        };
        let mut program = program(ctx, VERTEX, FRAGMENT);
        program.bind(&VertexBuffer::new((0..STARS).map(star).collect::<Vec<Star>>()))?;
        Ok(Self(program))
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        self.0.set_uniform("u_clip_from_world", view.camera(2.2, 0.3, 0.75).clip_from_world)?;
        self.0.set_uniform("u_time", view.time)?;
        self.0.set_uniform("u_pixels", view.size()[1])?;
        ctx.clear(view.target, None, Some([0.01, 0.01, 0.03, 1.0]), None);
        ctx.draw(&mut self.0, view.target, State::ADDITIVE, DrawCall::new(Topology::Points, 0..STARS))
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Galaxy>("galaxy")
}
