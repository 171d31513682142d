//! The least OpenGL that draws the lines of a row: all samples sent, a strip a channel, one pixel wide, not antialiased, no axes.

#[path = "../../../vispy-visuals/benches/raw/canvas.rs"]
mod canvas;

use std::time::Instant;

use canvas::RawCanvas;
use glow::HasContext as _;
use vispy_app::egl::HeadlessContext;

use crate::rows::{APPENDED, KEPT, REPLACED, stacked_samples};
use crate::walk::Walk;
use crate::{AnyError, ms};

const VERTEX: &str = "
layout(location = 0) in float value;
uniform vec4 map;
// The x of vertex 0, what a value is multiplied by, and what is added.
uniform vec3 strip;
void main() {
    vec2 place = vec2(float(gl_VertexID) + strip.x, value * strip.y + strip.z);
    gl_Position = vec4(place * map.xy + map.zw, 0.0, 1.0);
}";
const FRAGMENT: &str = "
out vec4 color;
void main() { color = vec4(0.1, 0.5, 0.7, 1.0); }";

/// Some vertices of a channel, in their order.
#[derive(Debug, Clone, Copy)]
struct Strip {
    channel: usize,
    vertices: [usize; 2],
    /// The x of vertex 0.
    x: f32,
    gain: f32,
    offset: f32,
}

/// What becomes of the samples in each frame.
enum New {
    Nothing,
    /// All are others.
    Lines(usize),
    /// The oldest of a ring give way to so many of each channel; where the ring begins.
    Ring {
        added: usize,
        head: usize,
    },
}

/// The objects of the raw program.
pub(crate) struct Raw {
    canvas: RawCanvas,
    program: glow::Program,
    strips: Vec<Strip>,
    new: New,
    walk: Walk,
}

impl Raw {
    /// Makes everything; `None` where there are more samples than OpenGL draws in half a minute.
    pub(crate) fn new(
        ctx: &HeadlessContext,
        size: [u32; 2],
        (name, count): (&str, usize),
    ) -> Result<Option<Self>, AnyError> {
        let line = |channel: usize, samples: usize, x: f32, [gain, offset]: [f32; 2]| {
            let first = channel * samples;
            Strip { channel: 0, vertices: [first, first + samples], x: x - first as f32, gain, offset }
        };
        let mut walk = Walk::default();
        let (vertices, strips, new) = match name {
            "signal" => (bytes(&walk.take(count)), vec![line(0, count, 0.0, [1.0, 0.0])], New::Nothing),
            "signals-1000" | "W3" => {
                let samples = stacked_samples(name);
                let strips = (0..count).map(|channel| line(channel, samples, 0.0, [0.45, channel as f32]));
                (bytes(&walk.take(count * samples)), strips.collect(), New::Nothing)
            }
            "replace-20" => {
                let strips = (0..count).map(|channel| line(channel, REPLACED, 0.0, [1.0, 0.0]));
                (Vec::new(), strips.collect(), New::Lines(count * REPLACED))
            }
            "append-64" => {
                (bytes(&walk.take_counts(KEPT * APPENDED)), Vec::new(), New::Ring { added: count, head: 0 })
            }
            _ => return Ok(None),
        };
        // SAFETY: the context is current on this thread, in which the bench does all it does, and outlives this.
        let gl = unsafe { glow::Context::from_loader_function(|name| ctx.get_proc_address(name)) };
        let canvas = RawCanvas::new(gl, size, (&vertices, 1))?;
        let program = canvas.program(VERTEX, FRAGMENT)?;
        Ok(Some(Self { canvas, program, strips, new, walk }))
    }

    /// Draws what is seen between limits, x and y, and reads it; how many milliseconds that took.
    pub(crate) fn frame(&mut self, [x, y]: [[f64; 2]; 2], size: [u32; 2]) -> Result<f64, AnyError> {
        let lines = if let New::Lines(count) = self.new { self.walk.take(count) } else { Vec::new() };
        let block = match self.new {
            New::Ring { added, .. } => self.walk.take_counts(added * APPENDED),
            _ => Vec::new(),
        };
        let begun = Instant::now();
        self.canvas.begin();
        self.send(bytemuck::cast_slice(&lines), &block);
        let scale = [0, 1].map(|axis| f64::from(size[axis]) / ([x, y][axis][1] - [x, y][axis][0]));
        let map = [scale[0], scale[1], -x[0] * scale[0], -y[0] * scale[1]].map(|value| value as f32);
        self.canvas.use_program(self.program, map);
        let gl = &self.canvas.gl;
        // SAFETY: the context is current, and the buffer holds the vertices of all strips.
        unsafe {
            let place = gl.get_uniform_location(self.program, "strip");
            for strip in &self.strips {
                if matches!(self.new, New::Ring { .. }) {
                    let (stride, offset) = (2 * APPENDED as i32, 2 * strip.channel as i32);
                    gl.vertex_attrib_pointer_f32(0, 1, glow::SHORT, false, stride, offset);
                }
                gl.uniform_3_f32(place.as_ref(), strip.x, strip.gain, strip.offset);
                let [first, end] = strip.vertices;
                gl.draw_arrays(glow::LINE_STRIP, i32::try_from(first)?, i32::try_from(end - first)?);
            }
        }
        self.canvas.read();
        Ok(ms(begun))
    }

    /// Sends new samples.
    fn send(&mut self, lines: &[u8], block: &[i16]) {
        let gl = &self.canvas.gl;
        match &mut self.new {
            New::Nothing => {}
            // SAFETY: the context is current, the buffer of the vertices is bound, and slices say how long they are.
            New::Lines(_) => unsafe {
                gl.buffer_data_u8_slice(glow::ARRAY_BUFFER, lines, glow::STREAM_DRAW);
            },
            New::Ring { added, head } => {
                let (until_end, rest) = block.split_at((*added).min(KEPT - *head) * APPENDED);
                for (start, part) in [(*head, until_end), (0, rest)] {
                    let start = (start * APPENDED * size_of::<i16>()) as i32;
                    // SAFETY: as above; both parts are within the ring.
                    unsafe {
                        gl.buffer_sub_data_u8_slice(glow::ARRAY_BUFFER, start, bytemuck::cast_slice(part));
                    }
                }
                *head = (*head + *added) % KEPT;
                let head = *head;
                self.strips.clear();
                for channel in 0..APPENDED {
                    let strip = Strip {
                        channel,
                        vertices: [head, KEPT],
                        x: -(head as f32),
                        gain: 0.45 / 32_000.0,
                        offset: channel as f32,
                    };
                    self.strips.push(strip);
                    self.strips.push(Strip { vertices: [0, head], x: (KEPT - head) as f32, ..strip });
                }
            }
        }
    }
}

fn bytes<T: bytemuck::NoUninit>(values: &[T]) -> Vec<u8> {
    bytemuck::cast_slice(values).to_vec()
}
