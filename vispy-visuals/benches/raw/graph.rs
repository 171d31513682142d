//! The least OpenGL that draws a graph: lines of one pixel, not antialiased, and point sprites, from buffers that stay, mapped by the
//! driver.

use glow::HasContext as _;

type AnyError = Box<dyn std::error::Error>;

const SIZE: [i32; 2] = [800, 600];

const VERTEX: &str = "
in vec2 place;
uniform vec4 map;
void main() {
    vec2 px = place * map.xy + map.zw;
    gl_PointSize = 5.0;
    gl_Position = vec4(px / vec2(800.0, 600.0) * 2.0 - 1.0, 0.0, 1.0);
}";
const EDGE: &str = "
out vec4 color;
void main() {
    color = vec4(0.5, 0.5, 0.5, 1.0);
}";
const NODE: &str = "
out vec4 color;
void main() {
    float away = length(gl_PointCoord - 0.5) * 5.0 - 2.0;
    color = vec4(0.8, 0.2, 0.1, 1.0) * clamp(0.5 - away, 0.0, 1.0);
}";

/// The objects of the raw program.
pub(crate) struct RawGraph {
    gl: glow::Context,
    nodes: i32,
    ends: i32,
    /// Of edges and of nodes.
    programs: [glow::Program; 2],
    vertex_array: glow::VertexArray,
    canvas: glow::Framebuffer,
    pixels: Vec<u8>,
}

impl RawGraph {
    /// Makes everything; grey edges, discs of 4 px at the places.
    pub(crate) fn new(gl: glow::Context, places: &[[f32; 2]], edges: &[[u32; 2]]) -> Result<Self, AnyError> {
        let (nodes, ends) = (i32::try_from(places.len())?, i32::try_from(edges.len() * 2)?);
        // SAFETY: the context is current; the buffer holds two floats a vertex, and indices are below their number.
        unsafe {
            let programs = [program(&gl, EDGE)?, program(&gl, NODE)?];
            let vertex_array = gl.create_vertex_array()?;
            gl.bind_vertex_array(Some(vertex_array));
            let buffer = gl.create_buffer()?;
            gl.bind_buffer(glow::ARRAY_BUFFER, Some(buffer));
            gl.buffer_data_u8_slice(glow::ARRAY_BUFFER, bytemuck::cast_slice(places), glow::STATIC_DRAW);
            gl.enable_vertex_attrib_array(0);
            gl.vertex_attrib_pointer_f32(0, 2, glow::FLOAT, false, 8, 0);
            let indices = gl.create_buffer()?;
            gl.bind_buffer(glow::ELEMENT_ARRAY_BUFFER, Some(indices));
            gl.buffer_data_u8_slice(
                glow::ELEMENT_ARRAY_BUFFER,
                bytemuck::cast_slice(edges),
                glow::STATIC_DRAW,
            );
            let texture = gl.create_texture()?;
            gl.bind_texture(glow::TEXTURE_2D, Some(texture));
            gl.tex_storage_2d(glow::TEXTURE_2D, 1, glow::RGBA8, SIZE[0], SIZE[1]);
            let canvas = gl.create_framebuffer()?;
            gl.bind_framebuffer(glow::FRAMEBUFFER, Some(canvas));
            let (target, point) = (glow::FRAMEBUFFER, glow::COLOR_ATTACHMENT0);
            gl.framebuffer_texture_2d(target, point, glow::TEXTURE_2D, Some(texture), 0);
            Ok(Self { gl, nodes, ends, programs, vertex_array, canvas, pixels: Vec::new() })
        }
    }

    /// Draws all, and reads the picture: RGBA, rows from the bottom up.
    pub(crate) fn draw(&mut self, map: [f32; 4]) -> &[u8] {
        let gl = &self.gl;
        self.pixels.resize((SIZE[0] * SIZE[1] * 4) as usize, 0);
        // SAFETY: the context is current, all names are its own; `pixels` holds the whole canvas.
        unsafe {
            gl.bind_framebuffer(glow::FRAMEBUFFER, Some(self.canvas));
            gl.viewport(0, 0, SIZE[0], SIZE[1]);
            gl.disable(glow::SCISSOR_TEST);
            gl.clear_color(1.0, 1.0, 1.0, 1.0);
            gl.clear(glow::COLOR_BUFFER_BIT);
            gl.enable(glow::BLEND);
            gl.blend_equation(glow::FUNC_ADD);
            gl.blend_func(glow::ONE, glow::ONE_MINUS_SRC_ALPHA);
            gl.bind_vertex_array(Some(self.vertex_array));
            for (index, program) in self.programs.into_iter().enumerate() {
                gl.use_program(Some(program));
                gl.uniform_4_f32_slice(gl.get_uniform_location(program, "map").as_ref(), &map);
                match index {
                    0 => gl.draw_elements(glow::LINES, self.ends, glow::UNSIGNED_INT, 0),
                    _ => gl.draw_arrays(glow::POINTS, 0, self.nodes),
                }
            }
            let into = glow::PixelPackData::Slice(Some(&mut self.pixels));
            gl.read_pixels(0, 0, SIZE[0], SIZE[1], glow::RGBA, glow::UNSIGNED_BYTE, into);
        }
        &self.pixels
    }
}

/// # Safety
/// The context is current.
unsafe fn program(gl: &glow::Context, fragment: &str) -> Result<glow::Program, AnyError> {
    // SAFETY: passed on.
    unsafe {
        let program = gl.create_program()?;
        for (kind, text) in [(glow::VERTEX_SHADER, VERTEX), (glow::FRAGMENT_SHADER, fragment)] {
            let shader = gl.create_shader(kind)?;
            gl.shader_source(shader, &format!("#version 300 es\nprecision highp float;\n{text}"));
            gl.compile_shader(shader);
            if !gl.get_shader_compile_status(shader) {
                return Err(gl.get_shader_info_log(shader).into());
            }
            gl.attach_shader(program, shader);
        }
        gl.bind_attrib_location(program, 0, "place");
        gl.link_program(program);
        if gl.get_program_link_status(program) {
            Ok(program)
        } else {
            Err(gl.get_program_info_log(program).into())
        }
    }
}
