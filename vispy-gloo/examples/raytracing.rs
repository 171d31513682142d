//! Balls that mirror each other and the floor, by rays.
//!
//! Everything is in the fragment stage: a ray for each pixel, and its reflections. Structs in the shader, arrays of vectors
//! as uniforms. Drag and turn the wheel.

mod gallery;

use gallery::passes::{COVER, cover, program};
use gallery::{Picture, View, show};
use vispy_gloo::{Context, Program, Result};

const FRAGMENT: &str = "
in vec2 v_at;
// Centre and radius.
uniform vec4 u_balls[4];
uniform vec3 u_colors[4];
uniform vec3 u_eye;
uniform float u_aspect;
out vec4 color;

const vec3 LAMP = vec3(-4.0, 6.0, 4.0);

struct Hit {
    float away;
    vec3 normal;
    vec3 paint;
    float mirrors;
};

Hit trace(vec3 from, vec3 along) {
    Hit hit = Hit(1e9, vec3(0.0), vec3(0.0), 0.0);
    for (int ball = 0; ball < 4; ball++) {
        vec3 to_center = u_balls[ball].xyz - from;
        float middle = dot(to_center, along);
        float inside = u_balls[ball].w * u_balls[ball].w - dot(to_center, to_center) + middle * middle;
        float away = middle - sqrt(max(inside, 0.0));
        if (inside > 0.0 && away > 1e-3 && away < hit.away) {
            hit = Hit(away, (along * away - to_center) / u_balls[ball].w, u_colors[ball], 0.35);
        }
    }
    float floor_away = -from.y / along.y;
    if (floor_away > 1e-3 && floor_away < hit.away) {
        vec3 place = from + along * floor_away;
        float square = mod(floor(place.x) + floor(place.z), 2.0);
        hit = Hit(floor_away, vec3(0.0, 1.0, 0.0), mix(vec3(0.9), vec3(0.35), square), 0.12);
    }
    return hit;
}

vec3 sky(vec3 along) {
    return mix(vec3(0.9, 0.93, 0.97), vec3(0.3, 0.5, 0.8), clamp(along.y * 1.5, 0.0, 1.0));
}

void main() {
    vec3 front = normalize(vec3(0.0, 0.7, 0.0) - u_eye);
    vec3 right = normalize(cross(front, vec3(0.0, 1.0, 0.0)));
    vec2 place = (2.0 * v_at - 1.0) * vec2(u_aspect, 1.0) * 0.42;
    vec3 along = normalize(front + right * place.x + cross(right, front) * place.y);
    vec3 from = u_eye;
    vec3 light = vec3(0.0);
    float left = 1.0;
    for (int reflection = 0; reflection < 4; reflection++) {
        Hit hit = trace(from, along);
        if (hit.away > 1e8) {
            light += left * sky(along);
            break;
        }
        from += along * hit.away;
        vec3 to_lamp = normalize(LAMP - from);
        bool lit = trace(from + 1e-3 * hit.normal, to_lamp).away > distance(LAMP, from);
        float scattered = lit ? max(dot(hit.normal, to_lamp), 0.0) : 0.0;
        vec3 seen = hit.paint * (0.25 + 0.75 * scattered);
        seen += lit ? vec3(pow(max(dot(reflect(along, hit.normal), to_lamp), 0.0), 80.0)) : vec3(0.0);
        // What is far away fades into the sky.
        seen = mix(seen, sky(along), 1.0 - exp(-0.02 * hit.away));
        light += left * (1.0 - hit.mirrors) * seen;
        left *= hit.mirrors;
        along = reflect(along, hit.normal);
    }
    color = vec4(light, 1.0);
}";

struct Balls(Program);

impl Picture for Balls {
    fn new(ctx: &mut Context) -> Result<Self> {
        let mut program = program(ctx, COVER, FRAGMENT);
        let colors = [[0.85_f32, 0.25, 0.2], [0.2, 0.45, 0.8], [0.95, 0.75, 0.25], [0.3, 0.65, 0.4]];
        program.set_uniform("u_colors", &colors[..])?;
        Ok(Self(program))
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        // One in the middle, and three that go around it and jump.
        let ball = |index: u8| {
            let angle = f32::from(index) * std::f32::consts::TAU / 3.0 + 0.4 * view.time;
            let jump = (2.0 * view.time + f32::from(index)).sin().abs() * 0.6 * view.time.min(1.0);
            [1.9 * angle.sin(), 0.6 + jump, 1.9 * angle.cos(), 0.6]
        };
        let balls = [[0.0, 1.0, 0.0, 1.0], ball(0), ball(1), ball(2)];
        self.0.set_uniform("u_balls", &balls[..])?;
        self.0.set_uniform("u_eye", view.camera(8.0, 0.35, 0.35).eye)?;
        self.0.set_uniform("u_aspect", view.aspect())?;
        cover(ctx, &mut self.0, view.target)
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Balls>("raytracing")
}
