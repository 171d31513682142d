//! Three hundred signals of a thousand samples each, which new samples move on in each frame.
//!
//! One draw without any vertex attribute: the vertex stage reads the samples from a texture, a row for each signal. A frame
//! uploads only the newest columns, in the place of the oldest.

mod gallery;

use gallery::passes::program;
use gallery::random::Random;
use gallery::{Picture, View, show};
use vispy_gloo::{Context, DrawCall, Program, Rect, Result, State, Texture2D, TextureFormat, Topology};

const SIGNALS: u32 = 15 * 20;
const SAMPLES: u32 = 1_000;
/// How many samples a frame brings; it divides their number.
const NEW: u32 = 10;

const VERTEX: &str = "
uniform sampler2D u_samples;
uniform int u_oldest;
out vec3 v_color;
void main() {
    int samples = textureSize(u_samples, 0).x;
    int signal = gl_InstanceID;
    float value = texelFetch(u_samples, ivec2((u_oldest + gl_VertexID) % samples, signal), 0).r;
    // A grid of 15 columns and 20 rows; a value of 1 reaches half way to the next row.
    vec2 cell = vec2(signal % 15, signal / 15);
    vec2 inside = vec2(0.05 + 0.9 * float(gl_VertexID) / float(samples - 1), 0.5 + 0.5 * value);
    gl_Position = vec4((cell + inside) / vec2(15.0, 20.0) * 2.0 - 1.0, 0.0, 1.0);
    v_color = 0.65 + 0.35 * cos(0.4 * cell.x + vec3(0.0, 2.1, 4.2));
}";

const FRAGMENT: &str = "
in vec3 v_color;
out vec4 color;
void main() { color = vec4(v_color, 1.0); }";

struct Signals {
    program: Program,
    samples: Texture2D,
    random: Random,
    /// The column of the oldest samples.
    oldest: u32,
    /// What a signal does: how it wanders around 0.
    values: Vec<f32>,
}

impl Signals {
    /// Uploads the next samples of all signals in place of the oldest.
    fn advance(&mut self) -> Result<()> {
        let mut columns = Vec::with_capacity((SIGNALS * NEW) as usize);
        for (signal, value) in self.values.iter_mut().enumerate() {
            // From row to row, signals are more restless.
            let restless = 0.01 + 0.05 * (signal / 15) as f32 / 20.0;
            for _ in 0..NEW {
                *value = 0.98 * *value + restless * self.random.normal();
                columns.push(value.clamp(-1.0, 1.0));
            }
        }
        self.samples.set_rect(Rect::new(self.oldest as i32, 0, NEW, SIGNALS), columns)?;
        self.oldest = (self.oldest + NEW) % SAMPLES;
        Ok(())
    }
}

impl Picture for Signals {
    const SIZE: [u32; 2] = [800, 600];

    fn new(ctx: &mut Context) -> Result<Self> {
        let samples = Texture2D::empty(TextureFormat::R32F, SAMPLES, SIGNALS)?;
        let mut program = program(ctx, VERTEX, FRAGMENT);
        program.set_texture("u_samples", &samples)?;
        let values = vec![0.0; SIGNALS as usize];
        let mut signals = Self { program, samples, random: Random::new(2), oldest: 0, values };
        (0..SAMPLES / NEW).try_for_each(|_| signals.advance())?;
        Ok(signals)
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        self.advance()?;
        self.program.set_uniform("u_oldest", self.oldest as i32)?;
        ctx.clear(view.target, None, Some([0.05, 0.05, 0.08, 1.0]), None);
        let call = DrawCall::new(Topology::LineStrip, 0..SAMPLES).with_instances(SIGNALS);
        ctx.draw(&mut self.program, view.target, State::TRANSLUCENT, call)
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Signals>("realtime_signals")
}
