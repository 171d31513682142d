//! Lines by their coverage, and discs as point sprites.

use glow::HasContext as _;

use super::{ROW, floats, program, target};
use crate::AnyError;

const UNIFORM_SAMPLE: &str = "vec2 at(int i) { return vec2(float(i % count), texelFetch(samples, ivec2(i % 2048, i / 2048), 0).r) * map.xy + map.zw; }";
const POINT_SAMPLE: &str =
    "vec2 at(int i) { return texelFetch(samples, ivec2(i % 2048, i / 2048), 0).xy * map.xy + map.zw; }";
const SEGMENT_VERTEX: &str = "
void main() {
    int i = gl_VertexID / 6;
    int k = gl_VertexID % 6;
    int c = k < 3 ? k : (k == 3 ? 2 : (k == 4 ? 1 : 3));
    vec2 a = at(i);
    vec2 b = at(i + 1);
    segment = vec4(a, b);
    vec2 dir = length(b - a) > 0.0 ? normalize(b - a) : vec2(1.0, 0.0);
    vec2 s = vec2(float(c % 2), float(c / 2)) * 2.0 - 1.0;
    vec2 px = (s.x < 0.0 ? a : b) + 1.5 * (s.x * dir + s.y * vec2(-dir.y, dir.x));
    // No segment leads from one line to the next.
    gl_Position = i % count == count - 1 ? vec4(0.0, 0.0, 0.0, 1.0) : vec4(px / vec2(800.0, 600.0) * 2.0 - 1.0, 0.0, 1.0);
}";
const SEGMENT_FRAGMENT: &str = "
flat in vec4 segment;
out vec4 color;
void main() {
    vec2 along = segment.zw - segment.xy;
    vec2 p = gl_FragCoord.xy - segment.xy;
    float d = length(p - along * clamp(dot(p, along) / max(dot(along, along), 1e-12), 0.0, 1.0));
    color = vec4(clamp(min(d + 0.5, 0.5) - max(d - 0.5, -0.5), 0.0, 1.0));
}";
const COLOR_VERTEX: &str = "
void main() { gl_Position = vec4(float(gl_VertexID % 2) * 4.0 - 1.0, float(gl_VertexID / 2) * 4.0 - 1.0, 0.0, 1.0); }";
const COLOR_FRAGMENT: &str = "
uniform sampler2D layer;
out vec4 color;
void main() { color = vec4(0.2, 0.6, 1.0, 1.0) * texelFetch(layer, ivec2(gl_FragCoord.xy), 0).r; }";
const DISC_VERTEX: &str = "
uniform sampler2D samples;
uniform vec4 map;
void main() {
    vec2 px = texelFetch(samples, ivec2(gl_VertexID % 2048, gl_VertexID / 2048), 0).xy * map.xy + map.zw;
    // Half a pixel beyond the disc on each side is touched too.
    gl_PointSize = 5.0;
    gl_Position = vec4(px / vec2(800.0, 600.0) * 2.0 - 1.0, 0.0, 1.0);
}";
const DISC_FRAGMENT: &str = "
out vec4 color;
void main() {
    float away = length(gl_PointCoord - 0.5) * 5.0 - 2.0;
    color = vec4(0.1, 0.3, 0.5, 0.5) * clamp(0.5 - away, 0.0, 1.0);
}";

/// Lines and discs, all of them in two draws.
pub(crate) struct RawItems {
    segments: glow::Program,
    color: glow::Program,
    discs: glow::Program,
    vertex_array: glow::VertexArray,
    layer: (glow::Texture, glow::Framebuffer),
    line_samples: glow::Texture,
    disc_samples: glow::Texture,
    /// How many points the lines have together, and each of them.
    line_points: [usize; 2],
    disc_count: usize,
    /// What replaces the points of the lines in turn: whole rows of texels.
    replaced: Vec<Vec<f32>>,
}

impl RawItems {
    /// Lines of `each` points one after the other, and discs.
    pub(crate) fn new(
        gl: &glow::Context,
        lines: &[[f32; 2]],
        discs: &[[f32; 2]],
        each: usize,
    ) -> Result<Self, AnyError> {
        let samples = floats(gl, 2, ROW, lines.as_flattened())?;
        Self::of_samples(gl, (samples, POINT_SAMPLE), [lines.len(), each], discs)
    }

    /// Evenly spaced samples.
    pub(crate) fn of_walks(
        gl: &glow::Context,
        lines: &[Vec<f32>],
        replaced: &[Vec<Vec<f32>>],
    ) -> Result<Self, AnyError> {
        let each = lines.first().map_or(1, Vec::len);
        let all = lines.concat();
        let samples = floats(gl, 1, ROW, &all)?;
        let mut items = Self::of_samples(gl, (samples, UNIFORM_SAMPLE), [all.len(), each], &[])?;
        let padded = |lines: &Vec<Vec<f32>>| {
            let mut all = lines.concat();
            all.resize(all.len().next_multiple_of(ROW), 0.0);
            all
        };
        items.replaced = replaced.iter().map(padded).collect();
        Ok(items)
    }

    fn of_samples(
        gl: &glow::Context,
        (line_samples, sample): (glow::Texture, &str),
        line_points: [usize; 2],
        discs: &[[f32; 2]],
    ) -> Result<Self, AnyError> {
        let uniforms =
            "uniform sampler2D samples;\nuniform vec4 map;\nuniform int count;\nflat out vec4 segment;\n";
        let vertex = format!("{uniforms}{sample}{SEGMENT_VERTEX}");
        Ok(Self {
            segments: program(gl, &vertex, SEGMENT_FRAGMENT)?,
            color: program(gl, COLOR_VERTEX, COLOR_FRAGMENT)?,
            discs: program(gl, DISC_VERTEX, DISC_FRAGMENT)?,
            // SAFETY: the context is current.
            vertex_array: unsafe { gl.create_vertex_array()? },
            layer: target(gl, glow::R8)?,
            line_samples,
            disc_samples: floats(gl, 2, ROW, discs.as_flattened())?,
            line_points,
            disc_count: discs.len(),
            replaced: Vec::new(),
        })
    }

    pub(crate) fn draw(
        &mut self,
        gl: &glow::Context,
        map: [f32; 4],
        canvas: glow::Framebuffer,
        index: usize,
    ) -> Result<(), AnyError> {
        // SAFETY: the context is current, all names are its own; the values cover whole rows of the texture.
        unsafe {
            gl.bind_vertex_array(Some(self.vertex_array));
            gl.active_texture(glow::TEXTURE0);
            gl.enable(glow::BLEND);
            if self.line_points[0] > 0 {
                gl.bind_texture(glow::TEXTURE_2D, Some(self.line_samples));
                if !self.replaced.is_empty() {
                    let values = &self.replaced[index % self.replaced.len()];
                    let data = glow::PixelUnpackData::Slice(Some(bytemuck::cast_slice(values)));
                    let (width, rows) = (ROW as i32, i32::try_from(values.len() / ROW)?);
                    gl.tex_sub_image_2d(glow::TEXTURE_2D, 0, 0, 0, width, rows, glow::RED, glow::FLOAT, data);
                }
                gl.bind_framebuffer(glow::FRAMEBUFFER, Some(self.layer.1));
                gl.clear_color(0.0, 0.0, 0.0, 0.0);
                gl.clear(glow::COLOR_BUFFER_BIT);
                gl.blend_equation(glow::MAX);
                self.set(gl, self.segments, map);
                let count = gl.get_uniform_location(self.segments, "count");
                gl.uniform_1_i32(count.as_ref(), i32::try_from(self.line_points[1])?);
                gl.draw_arrays(glow::TRIANGLES, 0, i32::try_from((self.line_points[0] - 1) * 6)?);
                gl.bind_framebuffer(glow::FRAMEBUFFER, Some(canvas));
                gl.bind_texture(glow::TEXTURE_2D, Some(self.layer.0));
            }
            gl.blend_equation(glow::FUNC_ADD);
            gl.blend_func(glow::ONE, glow::ONE_MINUS_SRC_ALPHA);
            if self.line_points[0] > 0 {
                gl.use_program(Some(self.color));
                gl.uniform_1_i32(gl.get_uniform_location(self.color, "layer").as_ref(), 0);
                gl.draw_arrays(glow::TRIANGLES, 0, 3);
            }
            if self.disc_count > 0 {
                gl.bind_texture(glow::TEXTURE_2D, Some(self.disc_samples));
                self.set(gl, self.discs, map);
                gl.draw_arrays(glow::POINTS, 0, i32::try_from(self.disc_count)?);
            }
        }
        Ok(())
    }

    fn set(&self, gl: &glow::Context, program: glow::Program, map: [f32; 4]) {
        // SAFETY: as above.
        unsafe {
            gl.use_program(Some(program));
            gl.uniform_1_i32(gl.get_uniform_location(program, "samples").as_ref(), 0);
            gl.uniform_4_f32_slice(gl.get_uniform_location(program, "map").as_ref(), &map);
        }
    }
}
