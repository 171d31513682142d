//! How often each shade of red, green and blue occurs in a moving picture; below, how long the GPU took for the picture.
//!
//! Pixels that are read back without waiting for them, a timer query, and fences that keep the program at most two frames
//! ahead of the GPU. Mesa's driver for the CPU mostly answers the timer query with next to nothing.

mod gallery;

use std::collections::VecDeque;

use gallery::passes::{COVER, Layer, cover, program};
use gallery::{Picture, View, show};
use vispy_gloo::{
    Context, DrawCall, Pending, Pixels, Program, QueryKind, ReadFormat, Rect, Result, State, TextureFormat,
    Topology, VertexBuffer,
};

/// Shades that one bar counts: 256 in this many bars.
const BARS: usize = 32;
/// How many frames may wait for the GPU.
const FRAMES_AHEAD: usize = 2;
/// The time that fills the strip.
const FRAME_NANOSECONDS: f32 = 1e9 / 60.0;

const WAVES: &str = "
in vec2 v_at;
uniform float u_time;
out vec4 color;
void main() {
    vec2 at = 6.0 * v_at;
    float waves = sin(at.x + u_time) + sin(0.7 * at.y - u_time) + sin(length(at - 3.0) * 1.5 + 2.0 * u_time);
    color = vec4(0.5 + 0.5 * sin(waves), 0.5 + 0.3 * cos(1.5 * waves), 0.2 + 0.2 * waves * waves / 3.0, 1.0);
}";

const BAR: &str = "
in float a_share;
out vec3 v_color;
void main() {
    int row = gl_InstanceID / 32;
    vec2 corner = vec2(gl_VertexID % 2, gl_VertexID / 2);
    float x = (float(gl_InstanceID % 32) + 0.1 + 0.8 * corner.x) / 32.0;
    float y = 0.99 - 0.3 * float(row + 1) + 0.27 * a_share * corner.y;
    gl_Position = vec4(0.02 + 0.96 * x, 2.0 * y - 1.0, 0.0, 1.0);
    v_color = row == 0 ? vec3(0.85, 0.2, 0.2) : row == 1 ? vec3(0.2, 0.6, 0.2) : vec3(0.2, 0.35, 0.85);
}";

const PLAIN: &str = "
in vec3 v_color;
out vec4 color;
void main() { color = vec4(v_color, 1.0); }";

struct Histogram {
    waves: Program,
    bars: Program,
    layer: Layer,
    shares: VertexBuffer,
    pixels: Option<Pending<Pixels>>,
    counted: bool,
    time: Option<Pending<u64>>,
    nanoseconds: u64,
    /// A fence for each frame that the GPU has not finished.
    frames: VecDeque<Pending<()>>,
}

/// How often the shades occur, of red, green and blue one after the other, in parts of the most frequent of each.
fn shares(pixels: &Pixels) -> Vec<f32> {
    let mut counts = vec![0_u32; 3 * BARS];
    for pixel in pixels.data.chunks_exact(4) {
        for (channel, value) in pixel[..3].iter().enumerate() {
            counts[channel * BARS + usize::from(*value) * BARS / 256] += 1;
        }
    }
    let rows = counts.chunks_exact(BARS).flat_map(|row| {
        let most = row.iter().copied().max().unwrap_or(1).max(1);
        row.iter().map(move |count| *count as f32 / most as f32)
    });
    rows.collect()
}

impl Histogram {
    /// Takes answers that have come; only the first frame, which has nothing to show yet, waits for its pixels.
    fn take_answers(&mut self, ctx: &mut Context) -> Result<()> {
        let answer = match self.pixels.take() {
            Some(pixels) if !self.counted => Some(pixels.wait(ctx)),
            Some(pixels) => {
                let answer = pixels.poll();
                self.pixels = answer.is_none().then_some(pixels);
                answer
            }
            None => None,
        };
        if let Some(pixels) = answer {
            self.shares.set(shares(&pixels?))?;
            self.counted = true;
        }
        if let Some(time) = self.time.as_ref().and_then(Pending::poll) {
            (self.nanoseconds, self.time) = (time?, None);
        }
        Ok(())
    }
}

impl Picture for Histogram {
    const SIZE: [u32; 2] = [800, 400];

    fn new(ctx: &mut Context) -> Result<Self> {
        let shares = VertexBuffer::new(vec![0.0_f32; 3 * BARS]).with_divisor(1);
        let mut bars = program(ctx, BAR, PLAIN);
        bars.set_attribute("a_share", &shares)?;
        Ok(Self {
            waves: program(ctx, COVER, WAVES),
            bars,
            layer: Layer::new(TextureFormat::Rgba8, [1, 1])?,
            shares,
            pixels: None,
            counted: false,
            time: None,
            nanoseconds: 0,
            frames: VecDeque::new(),
        })
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        while self.frames.front().is_some_and(|frame| frame.poll().is_some()) {
            self.frames.pop_front();
        }
        if self.frames.len() >= FRAMES_AHEAD
            && let Some(oldest) = self.frames.pop_front()
        {
            oldest.wait(ctx)?;
        }

        let [width, height] = [view.target.width / 2, view.target.height].map(|side| side.max(1));
        let layer = self.layer.target(ctx, [width, height])?;
        self.waves.set_uniform("u_time", view.time)?;
        ctx.clear(layer, None, Some([0.0; 4]), None);
        if ctx.caps().timer_queries && self.time.is_none() {
            self.time = Some(ctx.query(QueryKind::Time, |ctx| cover(ctx, &mut self.waves, layer))?);
        } else {
            cover(ctx, &mut self.waves, layer)?;
        }
        if self.pixels.is_none() {
            self.pixels = Some(ctx.read_pixels(layer, layer.rect(), ReadFormat::Rgba8));
        }
        self.take_answers(ctx)?;

        ctx.clear(view.target, None, Some([1.0; 4]), None);
        ctx.blit((layer, layer.rect()), (view.target, layer.rect()), false);
        let bars = DrawCall::new(Topology::TriangleStrip, 0..4).with_instances(3 * BARS as u32);
        ctx.draw(&mut self.bars, view.target, State::TRANSLUCENT, bars)?;
        let part = (self.nanoseconds as f32 / FRAME_NANOSECONDS).min(1.0);
        let strip = Rect::new(width as i32, 0, (part * width as f32) as u32, height / 20);
        ctx.clear(view.target, Some(strip), Some([0.3, 0.3, 0.35, 1.0]), None);
        self.frames.push_back(ctx.fence());
        Ok(())
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Histogram>("image_histogram")
}
