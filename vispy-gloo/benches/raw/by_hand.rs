//! The workloads by OpenGL calls: what is the least that a program by hand calls for the same pixels.

use std::ffi::c_void;

use glow::HasContext as _;

use super::{
    AnyError, Contender, DRAWS, OBJECTS, PIECE_FLOATS, PIECES, PLAIN, PROGRAMS, SIDE, TEXTURED, TEXTURES,
    VERTEX, color, place,
};

/// A program and where its uniforms are.
struct Linked {
    name: glow::Program,
    offset: Option<glow::UniformLocation>,
    color: Option<glow::UniformLocation>,
}

pub(crate) struct ByHand {
    gl: glow::Context,
    plain: Linked,
    point: glow::VertexArray,
    textured: Vec<Linked>,
    textures: Vec<glow::Texture>,
    objects: Vec<glow::VertexArray>,
    large: glow::Buffer,
    piece: Vec<f32>,
}

impl ByHand {
    /// The context whose functions `load` finds is current, here and in all methods.
    pub(crate) fn new(mut load: impl FnMut(&str) -> *const c_void) -> Result<Self, AnyError> {
        // SAFETY: the context is current; all names are its own.
        unsafe {
            let gl = glow::Context::from_loader_function(|name| load(name));
            let plain = link(&gl, PLAIN)?;
            let textured = (0..PROGRAMS).map(|_| link(&gl, TEXTURED)).collect::<Result<Vec<_>, _>>()?;
            let point = vertex_array(&gl, [0.0; 2])?;
            let objects =
                (0..OBJECTS).map(|index| vertex_array(&gl, place(index))).collect::<Result<Vec<_>, _>>()?;
            let textures =
                (0..TEXTURES).map(|index| texture(&gl, color(index).map(|c| (c * 255.0) as u8), 1));
            let textures = textures.collect::<Result<Vec<_>, _>>()?;
            let large = gl.create_buffer()?;
            gl.bind_buffer(glow::ARRAY_BUFFER, Some(large));
            gl.buffer_data_size(glow::ARRAY_BUFFER, (PIECE_FLOATS * 4) as i32, glow::DYNAMIC_DRAW);
            let layer = texture(&gl, [0; 4], SIDE as i32)?;
            let frame_buffer = gl.create_framebuffer()?;
            gl.bind_framebuffer(glow::FRAMEBUFFER, Some(frame_buffer));
            let target = glow::FRAMEBUFFER;
            gl.framebuffer_texture_2d(target, glow::COLOR_ATTACHMENT0, glow::TEXTURE_2D, Some(layer), 0);
            gl.viewport(0, 0, SIDE as i32, SIDE as i32);
            Ok(Self { gl, plain, point, textured, textures, objects, large, piece: vec![1.0; PIECE_FLOATS] })
        }
    }

    fn clear(&self) {
        // SAFETY: the context is current.
        unsafe {
            self.gl.clear_color(0.0, 0.0, 0.0, 0.0);
            self.gl.clear(glow::COLOR_BUFFER_BIT);
        }
    }
}

/// # Safety
/// The context is current.
unsafe fn link(gl: &glow::Context, fragment: &str) -> Result<Linked, AnyError> {
    // SAFETY: the caller's.
    unsafe {
        let name = gl.create_program()?;
        for (kind, text) in [(glow::VERTEX_SHADER, VERTEX), (glow::FRAGMENT_SHADER, fragment)] {
            let shader = gl.create_shader(kind)?;
            gl.shader_source(shader, text);
            gl.compile_shader(shader);
            gl.attach_shader(name, shader);
        }
        gl.bind_attrib_location(name, 0, "a_position");
        gl.link_program(name);
        let location = |uniform| gl.get_uniform_location(name, uniform);
        Ok(Linked { name, offset: location("u_offset"), color: location("u_color") })
    }
}

/// # Safety
/// The context is current.
unsafe fn vertex_array(gl: &glow::Context, at: [f32; 2]) -> Result<glow::VertexArray, AnyError> {
    // SAFETY: the caller's.
    unsafe {
        let array = gl.create_vertex_array()?;
        gl.bind_vertex_array(Some(array));
        gl.bind_buffer(glow::ARRAY_BUFFER, Some(gl.create_buffer()?));
        gl.buffer_data_u8_slice(glow::ARRAY_BUFFER, bytemuck::cast_slice(&at), glow::DYNAMIC_DRAW);
        gl.enable_vertex_attrib_array(0);
        gl.vertex_attrib_pointer_f32(0, 2, glow::FLOAT, false, 8, 0);
        Ok(array)
    }
}

/// # Safety
/// The context is current.
unsafe fn texture(gl: &glow::Context, texel: [u8; 4], side: i32) -> Result<glow::Texture, AnyError> {
    let texels = texel.repeat((side * side) as usize);
    // SAFETY: the caller's; there are as many texels as the texture has.
    unsafe {
        let texture = gl.create_texture()?;
        gl.bind_texture(glow::TEXTURE_2D, Some(texture));
        let data = glow::PixelUnpackData::Slice(Some(&texels));
        let (format, kind) = (glow::RGBA, glow::UNSIGNED_BYTE);
        gl.tex_image_2d(glow::TEXTURE_2D, 0, glow::RGBA8 as i32, side, side, 0, format, kind, data);
        gl.tex_parameter_i32(glow::TEXTURE_2D, glow::TEXTURE_MIN_FILTER, glow::NEAREST as i32);
        Ok(texture)
    }
}

impl Contender for ByHand {
    fn many_draws(&mut self) -> Result<(), AnyError> {
        self.clear();
        let gl = &self.gl;
        // SAFETY: the context is current; the buffers hold what is drawn.
        unsafe {
            gl.use_program(Some(self.plain.name));
            gl.uniform_4_f32_slice(self.plain.color.as_ref(), &[1.0; 4]);
            gl.bind_vertex_array(Some(self.point));
            for index in 0..DRAWS {
                gl.uniform_2_f32_slice(self.plain.offset.as_ref(), &place(index));
                gl.draw_arrays(glow::POINTS, 0, 1);
            }
        }
        Ok(())
    }

    fn interleaved(&mut self) -> Result<(), AnyError> {
        self.clear();
        let gl = &self.gl;
        // SAFETY: the context is current; the buffers hold what is drawn.
        unsafe {
            gl.bind_vertex_array(Some(self.point));
            for (row, texture) in self.textures.iter().enumerate() {
                gl.bind_texture(glow::TEXTURE_2D, Some(*texture));
                for (column, program) in self.textured.iter().enumerate() {
                    gl.use_program(Some(program.name));
                    gl.uniform_2_f32_slice(program.offset.as_ref(), &place(row * SIDE as usize + column));
                    gl.draw_arrays(glow::POINTS, 0, 1);
                }
            }
        }
        Ok(())
    }

    fn upload(&mut self) -> Result<(), AnyError> {
        let gl = &self.gl;
        // SAFETY: the context is current; the buffer is as long as the piece.
        unsafe {
            gl.bind_buffer(glow::ARRAY_BUFFER, Some(self.large));
            for piece in 0..PIECES {
                self.piece[0] = piece as f32;
                gl.buffer_sub_data_u8_slice(glow::ARRAY_BUFFER, 0, bytemuck::cast_slice(&self.piece));
            }
        }
        Ok(())
    }

    fn steady(&mut self) -> Result<(), AnyError> {
        self.clear();
        let gl = &self.gl;
        // SAFETY: the context is current; the buffers hold what is drawn.
        unsafe {
            gl.use_program(Some(self.plain.name));
            gl.uniform_2_f32_slice(self.plain.offset.as_ref(), &[0.0; 2]);
            for (index, object) in self.objects.iter().enumerate() {
                gl.uniform_4_f32_slice(self.plain.color.as_ref(), &color(index));
                gl.bind_vertex_array(Some(*object));
                gl.draw_arrays(glow::POINTS, 0, 1);
            }
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<Vec<u8>, AnyError> {
        let mut pixels = vec![0; (SIDE * SIDE * 4) as usize];
        let into = glow::PixelPackData::Slice(Some(&mut pixels));
        let (format, kind) = (glow::RGBA, glow::UNSIGNED_BYTE);
        // SAFETY: the context is current; the pixels are as many as the target has.
        unsafe { self.gl.read_pixels(0, 0, SIDE as i32, SIDE as i32, format, kind, into) };
        Ok(pixels)
    }
}
