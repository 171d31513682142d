//! The least OpenGL that draws the picture of a line, and the line that OpenGL draws by itself.
//!
//! Every sample is sent, as programs do that know no levels of detail. `antialiased` is what is within 2/255 of ours:
//! a rectangle a segment, the largest coverage in a layer, then colour. `strip` is `GL_LINE_STRIP`: one pixel wide, not
//! antialiased, another picture.

use glow::HasContext as _;

type AnyError = Box<dyn std::error::Error>;

const SIZE: [i32; 2] = [800, 600];
/// Texels in a row of the texture of samples.
const ROW: i32 = 2048;

const SEGMENT_VERTEX: &str = "
uniform highp sampler2D samples;
uniform vec4 map;
uniform float half_width;
flat out vec4 segment;
vec2 at(int i) { return texelFetch(samples, ivec2(i % 2048, i / 2048), 0).xy * map.xy + map.zw; }
void main() {
    int i = gl_VertexID / 6;
    int k = gl_VertexID % 6;
    int c = k < 3 ? k : (k == 3 ? 2 : (k == 4 ? 1 : 3));
    vec2 a = at(i);
    vec2 b = at(i + 1);
    segment = vec4(a, b);
    vec2 dir = length(b - a) > 0.0 ? normalize(b - a) : vec2(1.0, 0.0);
    vec2 s = vec2(float(c % 2), float(c / 2)) * 2.0 - 1.0;
    vec2 px = (s.x < 0.0 ? a : b) + (half_width + 1.0) * (s.x * dir + s.y * vec2(-dir.y, dir.x));
    gl_Position = vec4(px / vec2(800.0, 600.0) * 2.0 - 1.0, 0.0, 1.0);
}";
const SEGMENT_FRAGMENT: &str = "
uniform float half_width;
flat in vec4 segment;
out vec4 color;
void main() {
    vec2 along = segment.zw - segment.xy;
    vec2 p = gl_FragCoord.xy - segment.xy;
    float d = length(p - along * clamp(dot(p, along) / max(dot(along, along), 1e-12), 0.0, 1.0));
    color = vec4(clamp(min(d + 0.5, half_width) - max(d - 0.5, -half_width), 0.0, 1.0));
}";
const COLOR_VERTEX: &str = "
void main() { gl_Position = vec4(float(gl_VertexID % 2) * 4.0 - 1.0, float(gl_VertexID / 2) * 4.0 - 1.0, 0.0, 1.0); }";
const COLOR_FRAGMENT: &str = "
uniform sampler2D layer;
out vec4 color;
void main() { color = vec4(0.25, 0.56, 0.85, 1.0) * texelFetch(layer, ivec2(gl_FragCoord.xy), 0).r; }";
const STRIP_VERTEX: &str = "
uniform highp sampler2D samples;
uniform vec4 map;
void main() {
    vec2 px = texelFetch(samples, ivec2(gl_VertexID % 2048, gl_VertexID / 2048), 0).xy * map.xy + map.zw;
    gl_Position = vec4(px / vec2(800.0, 600.0) * 2.0 - 1.0, 0.0, 1.0);
}";
const STRIP_FRAGMENT: &str = "
out vec4 color;
void main() { color = vec4(0.25, 0.56, 0.85, 1.0); }";

/// The objects of the raw program.
pub(crate) struct RawLine {
    gl: glow::Context,
    count: i32,
    segments: glow::Program,
    color: glow::Program,
    strip: glow::Program,
    layer: glow::Framebuffer,
    canvas: glow::Framebuffer,
    pixels: Vec<u8>,
}

impl RawLine {
    /// Makes everything; `samples` are (x, y).
    pub(crate) fn new(gl: glow::Context, samples: &[[f32; 2]]) -> Result<Self, AnyError> {
        let segments = program(&gl, SEGMENT_VERTEX, SEGMENT_FRAGMENT)?;
        let color = program(&gl, COLOR_VERTEX, COLOR_FRAGMENT)?;
        let strip = program(&gl, STRIP_VERTEX, STRIP_FRAGMENT)?;
        let rows = i32::try_from(samples.len().div_ceil(ROW as usize))?;
        let mut padded = samples.to_vec();
        padded.resize((rows * ROW) as usize, [0.0; 2]);
        // SAFETY: the context is current; `padded` covers the texture.
        unsafe {
            let floats = (glow::RG32F, glow::RG, glow::FLOAT);
            let coverage = (glow::R8, glow::RED, glow::UNSIGNED_BYTE);
            let colors = (glow::RGBA8, glow::RGBA, glow::UNSIGNED_BYTE);
            let _samples = texture(&gl, 0, floats, [ROW, rows], Some(bytemuck::cast_slice(&padded)))?;
            let layer_texture = texture(&gl, 1, coverage, SIZE, None)?;
            let canvas_texture = texture(&gl, 2, colors, SIZE, None)?;
            let layer = framebuffer(&gl, layer_texture)?;
            let canvas = framebuffer(&gl, canvas_texture)?;
            gl.bind_vertex_array(Some(gl.create_vertex_array()?));
            gl.viewport(0, 0, SIZE[0], SIZE[1]);
            let count = i32::try_from(samples.len())?;
            Ok(Self { gl, count, segments, color, strip, layer, canvas, pixels: Vec::new() })
        }
    }

    /// Every segment antialiased, the colour applied once.
    pub(crate) fn antialiased(&mut self, map: [f32; 4]) {
        let gl = &self.gl;
        // SAFETY: the context is current, all names are its own.
        unsafe {
            gl.bind_framebuffer(glow::FRAMEBUFFER, Some(self.layer));
            gl.clear_color(0.0, 0.0, 0.0, 0.0);
            gl.clear(glow::COLOR_BUFFER_BIT);
            gl.enable(glow::BLEND);
            gl.blend_equation(glow::MAX);
            self.set(self.segments, map);
            gl.draw_arrays(glow::TRIANGLES, 0, (self.count - 1) * 6);
            gl.bind_framebuffer(glow::FRAMEBUFFER, Some(self.canvas));
            gl.clear_color(1.0, 1.0, 1.0, 1.0);
            gl.clear(glow::COLOR_BUFFER_BIT);
            gl.blend_equation(glow::FUNC_ADD);
            gl.blend_func(glow::ONE, glow::ONE_MINUS_SRC_ALPHA);
            gl.use_program(Some(self.color));
            gl.uniform_1_i32(gl.get_uniform_location(self.color, "layer").as_ref(), 1);
            gl.draw_arrays(glow::TRIANGLES, 0, 3);
        }
        self.read();
    }

    /// What OpenGL calls a line.
    pub(crate) fn strip(&mut self, map: [f32; 4]) {
        let gl = &self.gl;
        // SAFETY: as above.
        unsafe {
            gl.bind_framebuffer(glow::FRAMEBUFFER, Some(self.canvas));
            gl.clear_color(1.0, 1.0, 1.0, 1.0);
            gl.clear(glow::COLOR_BUFFER_BIT);
            gl.disable(glow::BLEND);
            self.set(self.strip, map);
            gl.draw_arrays(glow::LINE_STRIP, 0, self.count);
        }
        self.read();
    }

    fn set(&self, program: glow::Program, map: [f32; 4]) {
        let gl = &self.gl;
        // SAFETY: as above.
        unsafe {
            gl.use_program(Some(program));
            gl.uniform_1_i32(gl.get_uniform_location(program, "samples").as_ref(), 0);
            gl.uniform_1_f32(gl.get_uniform_location(program, "half_width").as_ref(), 0.75);
            gl.uniform_4_f32_slice(gl.get_uniform_location(program, "map").as_ref(), &map);
        }
    }

    fn read(&mut self) {
        self.pixels.resize((SIZE[0] * SIZE[1] * 4) as usize, 0);
        let into = glow::PixelPackData::Slice(Some(&mut self.pixels));
        // SAFETY: as above; `pixels` holds the whole canvas.
        unsafe { self.gl.read_pixels(0, 0, SIZE[0], SIZE[1], glow::RGBA, glow::UNSIGNED_BYTE, into) };
    }

    /// The last picture: RGBA, rows from the bottom up.
    pub(crate) fn pixels(&self) -> &[u8] {
        &self.pixels
    }
}

fn program(gl: &glow::Context, vertex: &str, fragment: &str) -> Result<glow::Program, AnyError> {
    // SAFETY: the context is current.
    unsafe {
        let program = gl.create_program()?;
        for (kind, text) in [(glow::VERTEX_SHADER, vertex), (glow::FRAGMENT_SHADER, fragment)] {
            let shader = gl.create_shader(kind)?;
            gl.shader_source(
                shader,
                &format!("#version 300 es\nprecision highp float;\nprecision highp int;\n{text}"),
            );
            gl.compile_shader(shader);
            if !gl.get_shader_compile_status(shader) {
                return Err(gl.get_shader_info_log(shader).into());
            }
            gl.attach_shader(program, shader);
        }
        gl.link_program(program);
        if gl.get_program_link_status(program) {
            return Ok(program);
        }
        Err(gl.get_program_info_log(program).into())
    }
}

/// # Safety
/// The context is current, and `data` covers the texture.
unsafe fn texture(
    gl: &glow::Context,
    unit: u32,
    (internal, format, kind): (u32, u32, u32),
    [width, height]: [i32; 2],
    data: Option<&[u8]>,
) -> Result<glow::Texture, AnyError> {
    // SAFETY: passed on.
    unsafe {
        let texture = gl.create_texture()?;
        gl.active_texture(glow::TEXTURE0 + unit);
        gl.bind_texture(glow::TEXTURE_2D, Some(texture));
        let nearest = glow::NEAREST as i32;
        gl.tex_parameter_i32(glow::TEXTURE_2D, glow::TEXTURE_MIN_FILTER, nearest);
        gl.tex_parameter_i32(glow::TEXTURE_2D, glow::TEXTURE_MAG_FILTER, nearest);
        let data = glow::PixelUnpackData::Slice(data);
        gl.tex_image_2d(glow::TEXTURE_2D, 0, internal as i32, width, height, 0, format, kind, data);
        Ok(texture)
    }
}

/// # Safety
/// The context is current.
unsafe fn framebuffer(gl: &glow::Context, texture: glow::Texture) -> Result<glow::Framebuffer, AnyError> {
    // SAFETY: passed on.
    unsafe {
        let framebuffer = gl.create_framebuffer()?;
        gl.bind_framebuffer(glow::FRAMEBUFFER, Some(framebuffer));
        let (target, point) = (glow::FRAMEBUFFER, glow::COLOR_ATTACHMENT0);
        gl.framebuffer_texture_2d(target, point, glow::TEXTURE_2D, Some(texture), 0);
        Ok(framebuffer)
    }
}
