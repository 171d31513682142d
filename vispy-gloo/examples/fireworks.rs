//! Rockets that burst into sparks, each of which draws a trail.
//!
//! Instancing of points: the first instance is where sparks are now, the others where they were before. The vertex stage
//! computes everything from the time.

mod gallery;

use bytemuck::{Pod, Zeroable};
use gallery::passes::program;
use gallery::random::Random;
use gallery::{Picture, View, show};
use vispy_gloo::{Context, DrawCall, Program, Result, State, Topology, VertexBuffer};

const ROCKETS: u32 = 5;
const SPARKS: u32 = 300;
const TRAIL: u32 = 16;

const VERTEX: &str = "
in vec3 a_direction;
in float a_rocket;
uniform float u_time;
uniform float u_aspect;
uniform float u_pixels;
out vec3 v_light;
float random(float seed) { return fract(sin(seed * 78.233) * 43758.5453); }
void main() {
    // A rocket bursts every three seconds, at another place each time.
    float clock = u_time / 3.0 + 0.13 * a_rocket + 0.2;
    float round = floor(clock);
    float age = max(0.0, 3.0 * fract(clock) - 0.02 * float(gl_InstanceID));
    float seed = a_rocket + 7.0 * round;
    vec2 burst = vec2(mix(-0.65, 0.65, (a_rocket + random(seed)) / 5.0) * u_aspect, mix(0.0, 0.6, random(seed + 0.5)));
    // Air slows sparks down, then they fall.
    vec2 place = burst + a_direction.xy * 0.5 * (1.0 - exp(-2.5 * age)) - vec2(0.0, 0.1 * age * age);
    gl_Position = vec4(place.x / u_aspect, place.y, 0.0, 1.0);
    gl_PointSize = u_pixels * 0.008;
    vec3 color = 0.55 + 0.45 * cos(6.2831853 * (0.37 * a_rocket + random(round) + vec3(0.0, 0.33, 0.67)));
    float fades = 1.4 * exp(-0.7 * age) * (1.0 - float(gl_InstanceID) / 16.0);
    v_light = fades * mix(color, vec3(1.0), exp(-5.0 * age));
}";

const FRAGMENT: &str = "
in vec3 v_light;
out vec4 color;
void main() {
    float glow = max(0.0, 1.0 - 2.0 * length(gl_PointCoord - 0.5));
    color = vec4(v_light * glow, 0.0);
}";

#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct Spark {
    a_direction: [f32; 3],
    a_rocket: f32,
}
vispy_gloo::vertex_layout!(Spark { a_direction, a_rocket });

struct Fireworks(Program);

impl Picture for Fireworks {
    fn new(ctx: &mut Context) -> Result<Self> {
        let mut random = Random::new(6);
        let spark = |index: u32| {
            let direction = [random.normal(), random.normal(), random.normal()];
            let length = direction.iter().map(|part| part * part).sum::<f32>().sqrt().max(1e-6);
            let speed = random.between(0.85, 1.0) / length;
            Spark { a_direction: direction.map(|part| part * speed), a_rocket: (index / SPARKS) as f32 }
        };
        let mut program = program(ctx, VERTEX, FRAGMENT);
        program.bind(&VertexBuffer::new((0..ROCKETS * SPARKS).map(spark).collect::<Vec<Spark>>()))?;
        Ok(Self(program))
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        self.0.set_uniform("u_time", view.time)?;
        self.0.set_uniform("u_aspect", view.aspect())?;
        self.0.set_uniform("u_pixels", view.size()[1])?;
        ctx.clear(view.target, None, Some([0.02, 0.02, 0.06, 1.0]), None);
        let call = DrawCall::new(Topology::Points, 0..ROCKETS * SPARKS).with_instances(TRAIL);
        ctx.draw(&mut self.0, view.target, State::ADDITIVE, call)
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Fireworks>("fireworks")
}
