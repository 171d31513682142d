//! What raw programs draw into, and read from.

use glow::HasContext as _;

type AnyError = Box<dyn std::error::Error>;

/// The texture that a raw program draws into, what it reads from it, and the vertices that it draws.
pub(crate) struct RawCanvas {
    pub(crate) gl: glow::Context,
    size: [i32; 2],
    canvas: glow::Framebuffer,
    vertices: glow::VertexArray,
    pixels: Vec<u8>,
}

impl RawCanvas {
    /// Makes the canvas, and sends vertices, of which attribute 0 has so many floats; they stay bound.
    pub(crate) fn new(
        gl: glow::Context,
        size: [u32; 2],
        (vertices, floats): (&[u8], i32),
    ) -> Result<Self, AnyError> {
        let size = [i32::try_from(size[0])?, i32::try_from(size[1])?];
        // SAFETY: the context is current, and slices say how long they are.
        unsafe {
            let array = gl.create_vertex_array()?;
            gl.bind_vertex_array(Some(array));
            let buffer = gl.create_buffer()?;
            gl.bind_buffer(glow::ARRAY_BUFFER, Some(buffer));
            gl.buffer_data_u8_slice(glow::ARRAY_BUFFER, vertices, glow::STATIC_DRAW);
            gl.enable_vertex_attrib_array(0);
            gl.vertex_attrib_pointer_f32(0, floats, glow::FLOAT, false, 4 * floats, 0);
            let texture = gl.create_texture()?;
            gl.bind_texture(glow::TEXTURE_2D, Some(texture));
            gl.tex_storage_2d(glow::TEXTURE_2D, 1, glow::RGBA8, size[0], size[1]);
            let canvas = gl.create_framebuffer()?;
            gl.bind_framebuffer(glow::FRAMEBUFFER, Some(canvas));
            let (target, point) = (glow::FRAMEBUFFER, glow::COLOR_ATTACHMENT0);
            gl.framebuffer_texture_2d(target, point, glow::TEXTURE_2D, Some(texture), 0);
            Ok(Self { gl, size, canvas, vertices: array, pixels: Vec::new() })
        }
    }

    /// Makes the canvas white; colours are put over each other, with alpha in them.
    pub(crate) fn begin(&self) {
        let gl = &self.gl;
        // SAFETY: the context is current, all names are its own.
        unsafe {
            gl.bind_framebuffer(glow::FRAMEBUFFER, Some(self.canvas));
            gl.viewport(0, 0, self.size[0], self.size[1]);
            gl.disable(glow::SCISSOR_TEST);
            gl.clear_color(1.0, 1.0, 1.0, 1.0);
            gl.clear(glow::COLOR_BUFFER_BIT);
            gl.enable(glow::BLEND);
            gl.blend_equation(glow::FUNC_ADD);
            gl.blend_func(glow::ONE, glow::ONE_MINUS_SRC_ALPHA);
            gl.bind_vertex_array(Some(self.vertices));
        }
    }

    /// Uses a program; its `map` has the scale and the shift to normalised device coordinates, of which those to pixels are given.
    pub(crate) fn use_program(&self, program: glow::Program, [scale_x, scale_y, x, y]: [f32; 4]) {
        let half = self.size.map(|length| length as f32 / 2.0);
        let map = [scale_x / half[0], scale_y / half[1], x / half[0] - 1.0, y / half[1] - 1.0];
        // SAFETY: as above.
        unsafe {
            self.gl.use_program(Some(program));
            self.gl.uniform_4_f32_slice(self.gl.get_uniform_location(program, "map").as_ref(), &map);
        }
    }

    /// The picture: RGBA, rows from the bottom up.
    pub(crate) fn read(&mut self) -> &[u8] {
        self.pixels.resize((self.size[0] * self.size[1] * 4) as usize, 0);
        let into = glow::PixelPackData::Slice(Some(&mut self.pixels));
        let [width, height] = self.size;
        // SAFETY: as above; `pixels` holds the whole canvas.
        unsafe { self.gl.read_pixels(0, 0, width, height, glow::RGBA, glow::UNSIGNED_BYTE, into) };
        &self.pixels
    }

    pub(crate) fn program(&self, vertex: &str, fragment: &str) -> Result<glow::Program, AnyError> {
        let gl = &self.gl;
        // SAFETY: the context is current.
        unsafe {
            let program = gl.create_program()?;
            for (kind, text) in [(glow::VERTEX_SHADER, vertex), (glow::FRAGMENT_SHADER, fragment)] {
                let shader = gl.create_shader(kind)?;
                gl.shader_source(shader, &format!("#version 300 es\nprecision highp float;\n{text}"));
                gl.compile_shader(shader);
                if !gl.get_shader_compile_status(shader) {
                    return Err(gl.get_shader_info_log(shader).into());
                }
                gl.attach_shader(program, shader);
            }
            gl.link_program(program);
            if gl.get_program_link_status(program) {
                Ok(program)
            } else {
                Err(gl.get_program_info_log(program).into())
            }
        }
    }
}
