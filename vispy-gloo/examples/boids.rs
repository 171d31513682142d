//! A flock of 400 birds, each of which keeps away from its nearest, flies as its neighbours do, and stays with them.
//!
//! Transform feedback: the vertex stage reads birds from one buffer and writes them, moved, into another; the two take
//! turns. To see each other, birds are also drawn into a texture of floats, a texel for each. After Reynolds (1987).

mod gallery;

use gallery::passes::{Layer, program};
use gallery::random::Random;
use gallery::{Picture, View, show};
use vispy_gloo::{Context, DrawCall, Program, Result, State, TextureFormat, Topology, VertexBuffer};

const BIRDS: u32 = 400;

/// A bird is a place (heights from the centre) and a velocity (heights a second).
const STEP: &str = "
in vec4 a_bird;
uniform sampler2D u_flock;
uniform float u_aspect;
out vec4 v_bird;
void main() {
    vec2 away = vec2(0.0);
    vec2 heading = vec2(0.0);
    vec2 center = vec2(0.0);
    float neighbours = 0.0;
    for (int index = 0; index < 400; index++) {
        vec4 other = texelFetch(u_flock, ivec2(index, 0), 0);
        vec2 way = other.xy - a_bird.xy;
        float far = length(way);
        if (far > 0.0 && far < 0.15) {
            neighbours += 1.0;
            center += way;
            heading += other.zw;
            if (far < 0.03) away -= way / far * (0.03 - far);
        }
    }
    vec2 wish = 60.0 * away;
    if (neighbours > 0.0) wish += 1.2 * center / neighbours + 4.0 * (heading / neighbours - a_bird.zw);
    // Back from the border.
    vec2 border = vec2(0.5 * u_aspect, 0.5) - 0.1;
    wish -= 3.0 * sign(a_bird.xy) * max(abs(a_bird.xy) - border, 0.0) / 0.1;
    vec2 velocity = a_bird.zw + wish / 60.0;
    velocity *= clamp(length(velocity), 0.15, 0.35) / max(length(velocity), 1e-6);
    v_bird = vec4(a_bird.xy + velocity / 60.0, velocity);
}";

const NOTHING: &str = "void main() {}";

const TO_TEXEL: &str = "
in vec4 a_bird;
out vec4 v_bird;
void main() {
    gl_Position = vec4((float(gl_VertexID) + 0.5) / 400.0 * 2.0 - 1.0, 0.0, 0.0, 1.0);
    gl_PointSize = 1.0;
    v_bird = a_bird;
}";

const TEXEL: &str = "
in vec4 v_bird;
out vec4 bird;
void main() { bird = v_bird; }";

const SHOW: &str = "
uniform sampler2D u_flock;
uniform float u_aspect;
out vec3 v_color;
void main() {
    vec4 bird = texelFetch(u_flock, ivec2(gl_InstanceID, 0), 0);
    vec2 front = normalize(bird.zw);
    vec2 left = vec2(-front.y, front.x);
    vec2 corner = gl_VertexID == 0 ? 0.014 * front : -0.01 * front + (gl_VertexID == 1 ? 0.007 : -0.007) * left;
    vec2 place = bird.xy + corner;
    gl_Position = vec4(2.0 * place.x / u_aspect, 2.0 * place.y, 0.0, 1.0);
    // The colour is the direction.
    v_color = 0.45 + 0.35 * cos(atan(front.y, front.x) + vec3(0.0, 2.1, 4.2));
}";

const COLOR: &str = "
in vec3 v_color;
out vec4 color;
void main() { color = vec4(v_color, 1.0); }";

struct Flock {
    step: Program,
    to_texel: Program,
    show: Program,
    /// The birds now, and room for the next.
    birds: [VertexBuffer; 2],
    texels: Layer,
}

impl Picture for Flock {
    const FRAMES_BEFORE: u32 = 240;

    fn new(ctx: &mut Context) -> Result<Self> {
        let mut random = Random::new(9);
        let mut bird = || {
            let (x, y) = random.between(0.0, std::f32::consts::TAU).sin_cos();
            [random.between(-0.5, 0.5), random.between(-0.4, 0.4), 0.2 * x, 0.2 * y]
        };
        let birds: Vec<[f32; 4]> = (0..BIRDS).map(|_| bird()).collect();
        let texels = Layer::new(TextureFormat::Rgba32F, [BIRDS, 1])?;
        let mut step = program(ctx, STEP, NOTHING).with_feedback(&["v_bird"]);
        let mut show = program(ctx, SHOW, COLOR);
        step.set_texture("u_flock", &texels.texture)?;
        show.set_texture("u_flock", &texels.texture)?;
        let birds = [VertexBuffer::new(birds), VertexBuffer::with_len::<[f32; 4]>(BIRDS as usize)];
        Ok(Self { step, to_texel: program(ctx, TO_TEXEL, TEXEL), show, birds, texels })
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        let [now, next] = &self.birds;
        let points = DrawCall::new(Topology::Points, 0..BIRDS);
        let texels = self.texels.target(ctx, [BIRDS, 1])?;
        self.to_texel.set_attribute("a_bird", now)?;
        ctx.draw(&mut self.to_texel, texels, State { blend: None, ..State::TRANSLUCENT }, points)?;

        self.show.set_uniform("u_aspect", view.aspect())?;
        ctx.clear(view.target, None, Some([0.96, 0.96, 0.94, 1.0]), None);
        let birds = DrawCall::new(Topology::Triangles, 0..3).with_instances(BIRDS);
        ctx.draw(&mut self.show, view.target, State::TRANSLUCENT, birds)?;

        self.step.set_attribute("a_bird", now)?;
        self.step.set_uniform("u_aspect", view.aspect())?;
        ctx.transform_feedback(&mut self.step, points, &[next])?;
        self.birds.swap(0, 1);
        Ok(())
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Flock>("boids")
}
