//! OpenGL as other code uses it beside ours: to count objects with, and to make a mess with.
#![expect(unsafe_code, reason = "OpenGL is called without vispy-gloo here")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::num::NonZeroU32;

use glow::HasContext as _;

/// The OpenGL of the context that is current on this thread, as other code would load it.
pub(crate) struct ForeignGl {
    gl: glow::Context,
    is_vertex_array: unsafe extern "C" fn(u32) -> u8,
    _library: libloading::Library,
}

pub(crate) fn foreign_gl() -> ForeignGl {
    type GetProcAddress = unsafe extern "C" fn(*const std::ffi::c_char) -> *const std::ffi::c_void;
    // SAFETY: the context that found its functions in this library is current; the library stays loaded with `_library`.
    unsafe {
        let library = libloading::Library::new("libEGL.so.1").unwrap();
        let load: libloading::Symbol<'_, GetProcAddress> = library.get(b"eglGetProcAddress\0").unwrap();
        let gl = glow::Context::from_loader_function_cstr(|name| load(name.as_ptr()));
        // glow does not know this one.
        let is_vertex_array = std::mem::transmute::<*const std::ffi::c_void, unsafe extern "C" fn(u32) -> u8>(
            load(c"glIsVertexArray".as_ptr()),
        );
        ForeignGl { gl, is_vertex_array, _library: library }
    }
}

impl ForeignGl {
    /// How many objects of each kind are alive.
    pub(crate) fn live(&self) -> [usize; 6] {
        let names = || (1..4096).filter_map(NonZeroU32::new);
        // SAFETY: asking for a name that was never given is allowed.
        unsafe {
            [
                names().filter(|name| self.gl.is_buffer(glow::NativeBuffer(*name))).count(),
                names().filter(|name| self.gl.is_texture(glow::NativeTexture(*name))).count(),
                names().filter(|name| self.gl.is_framebuffer(glow::NativeFramebuffer(*name))).count(),
                names().filter(|name| self.gl.is_renderbuffer(glow::NativeRenderbuffer(*name))).count(),
                names().filter(|name| (self.is_vertex_array)(name.get()) != 0).count(),
                names().filter(|name| self.gl.is_program(glow::NativeProgram(*name))).count(),
            ]
        }
    }

    /// Sets what a draw of ours must not see.
    pub(crate) fn leave_a_mess(&self) {
        let gl = &self.gl;
        // SAFETY: the context is current, and nothing here names memory.
        unsafe {
            for capability in [
                glow::SCISSOR_TEST,
                glow::STENCIL_TEST,
                glow::BLEND,
                glow::DEPTH_TEST,
                glow::CULL_FACE,
                glow::RASTERIZER_DISCARD,
            ] {
                gl.enable(capability);
            }
            gl.scissor(0, 0, 0, 0);
            gl.stencil_func(glow::NEVER, 1, 1);
            gl.blend_func(glow::ZERO, glow::ZERO);
            gl.depth_func(glow::NEVER);
            gl.cull_face(glow::FRONT_AND_BACK);
            gl.front_face(glow::CW);
            gl.color_mask(false, true, false, false);
            gl.viewport(0, 0, 0, 0);
            gl.use_program(None);
            gl.bind_vertex_array(None);
            gl.pixel_store_i32(glow::PACK_ROW_LENGTH, 64);
            gl.pixel_store_i32(glow::PACK_ALIGNMENT, 8);
        }
    }

    /// All that is set, as far as one number or switch tells it.
    pub(crate) fn state(&self) -> Vec<(u32, [i32; 4])> {
        const SWITCHES: [u32; 9] = [
            glow::BLEND,
            glow::CULL_FACE,
            glow::DEPTH_TEST,
            glow::DITHER,
            glow::POLYGON_OFFSET_FILL,
            glow::RASTERIZER_DISCARD,
            glow::SAMPLE_ALPHA_TO_COVERAGE,
            glow::SCISSOR_TEST,
            glow::STENCIL_TEST,
        ];
        const NUMBERS: [u32; 32] = [
            glow::ACTIVE_TEXTURE,
            glow::ARRAY_BUFFER_BINDING,
            glow::BLEND_DST_ALPHA,
            glow::BLEND_DST_RGB,
            glow::BLEND_EQUATION_ALPHA,
            glow::BLEND_EQUATION_RGB,
            glow::BLEND_SRC_ALPHA,
            glow::BLEND_SRC_RGB,
            glow::COLOR_WRITEMASK,
            glow::CULL_FACE_MODE,
            glow::CURRENT_PROGRAM,
            glow::DEPTH_FUNC,
            glow::DEPTH_WRITEMASK,
            glow::DRAW_FRAMEBUFFER_BINDING,
            glow::FRONT_FACE,
            glow::PACK_ALIGNMENT,
            glow::PACK_ROW_LENGTH,
            glow::PACK_SKIP_PIXELS,
            glow::PACK_SKIP_ROWS,
            glow::PIXEL_PACK_BUFFER_BINDING,
            glow::PIXEL_UNPACK_BUFFER_BINDING,
            glow::READ_FRAMEBUFFER_BINDING,
            glow::RENDERBUFFER_BINDING,
            glow::SAMPLER_BINDING,
            glow::SCISSOR_BOX,
            glow::STENCIL_FUNC,
            glow::STENCIL_REF,
            glow::TEXTURE_BINDING_2D,
            glow::UNPACK_ALIGNMENT,
            glow::UNPACK_ROW_LENGTH,
            glow::VERTEX_ARRAY_BINDING,
            glow::VIEWPORT,
        ];
        // SAFETY: the context is current, and no name asked for has more than four values.
        unsafe {
            let switches = SWITCHES.map(|name| (name, [i32::from(self.gl.is_enabled(name)); 4])).into_iter();
            let numbers = NUMBERS.into_iter().map(|name| {
                let mut values = [0; 4];
                self.gl.get_parameter_i32_slice(name, &mut values);
                (name, values)
            });
            switches.chain(numbers).collect()
        }
    }

    /// Binds a part of a new buffer to a unit of uniform blocks.
    pub(crate) fn bind_block(&self, unit: u32) {
        let gl = &self.gl;
        // SAFETY: the context is current, the buffer has that many bytes.
        unsafe {
            let name = gl.create_buffer().unwrap();
            gl.bind_buffer(glow::UNIFORM_BUFFER, Some(name));
            gl.buffer_data_size(glow::UNIFORM_BUFFER, 1024, glow::STATIC_DRAW);
            gl.bind_buffer_range(glow::UNIFORM_BUFFER, unit, Some(name), 256, 64);
        }
    }

    /// Buffer, first byte and bytes of the first units of uniform blocks, and the buffer that is bound beside them.
    pub(crate) fn blocks(&self) -> [i32; 13] {
        // SAFETY: the context is current; there are at least 24 units.
        unsafe {
            std::array::from_fn(|index| match (index as u32 / 3, index % 3) {
                (4, _) => self.gl.get_parameter_i32(glow::UNIFORM_BUFFER_BINDING),
                (unit, 0) => self.gl.get_parameter_indexed_i32(glow::UNIFORM_BUFFER_BINDING, unit),
                (unit, 1) => self.gl.get_parameter_indexed_i32(glow::UNIFORM_BUFFER_START, unit),
                (unit, _) => self.gl.get_parameter_indexed_i32(glow::UNIFORM_BUFFER_SIZE, unit),
            })
        }
    }

    /// Makes a frame buffer and leaves it bound.
    pub(crate) fn bind_frame_buffer(&self, width: i32, height: i32) -> glow::Framebuffer {
        let gl = &self.gl;
        // SAFETY: the context is current, and the names are its own.
        unsafe {
            let storage = gl.create_renderbuffer().unwrap();
            gl.bind_renderbuffer(glow::RENDERBUFFER, Some(storage));
            gl.renderbuffer_storage(glow::RENDERBUFFER, glow::RGBA8, width, height);
            let name = gl.create_framebuffer().unwrap();
            gl.bind_framebuffer(glow::FRAMEBUFFER, Some(name));
            let point = glow::COLOR_ATTACHMENT0;
            gl.framebuffer_renderbuffer(glow::FRAMEBUFFER, point, glow::RENDERBUFFER, Some(storage));
            name
        }
    }
}
