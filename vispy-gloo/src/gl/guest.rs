//! The state of somebody else's OpenGL, kept while we are guests in it.

use std::sync::Arc;

use glow::HasContext as _;

use crate::caps::{Api, Caps};

/// Capabilities that are switched on or off on every API.
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
/// Those that only OpenGL has.
const GL_SWITCHES: [u32; 2] = [glow::FRAMEBUFFER_SRGB, glow::PROGRAM_POINT_SIZE];
/// How rows of pixels lie in memory.
const ROWS: [u32; 8] = [
    glow::UNPACK_ALIGNMENT,
    glow::UNPACK_ROW_LENGTH,
    glow::UNPACK_SKIP_ROWS,
    glow::UNPACK_SKIP_PIXELS,
    glow::PACK_ALIGNMENT,
    glow::PACK_ROW_LENGTH,
    glow::PACK_SKIP_ROWS,
    glow::PACK_SKIP_PIXELS,
];
/// Texture units that are looked at; no program of ours reads more.
const UNITS: u32 = 16;

/// Units of uniform blocks that are looked at: OpenGL promises no more.
#[cfg(not(target_family = "wasm"))]
const BLOCKS: u32 = 24;

/// Kinds of textures, and the names of what is bound.
const TEXTURES: [(u32, u32); 4] = [
    (glow::TEXTURE_2D, glow::TEXTURE_BINDING_2D),
    (glow::TEXTURE_3D, glow::TEXTURE_BINDING_3D),
    (glow::TEXTURE_2D_ARRAY, glow::TEXTURE_BINDING_2D_ARRAY),
    (glow::TEXTURE_CUBE_MAP, glow::TEXTURE_BINDING_CUBE_MAP),
];
/// Of each side its name, and the names of its stencil test: comparison, reference, mask, the three operations, and the
/// mask of writing.
const STENCIL: [(u32, [u32; 7]); 2] = [
    (
        glow::FRONT,
        [
            glow::STENCIL_FUNC,
            glow::STENCIL_REF,
            glow::STENCIL_VALUE_MASK,
            glow::STENCIL_FAIL,
            glow::STENCIL_PASS_DEPTH_FAIL,
            glow::STENCIL_PASS_DEPTH_PASS,
            glow::STENCIL_WRITEMASK,
        ],
    ),
    (
        glow::BACK,
        [
            glow::STENCIL_BACK_FUNC,
            glow::STENCIL_BACK_REF,
            glow::STENCIL_BACK_VALUE_MASK,
            glow::STENCIL_BACK_FAIL,
            glow::STENCIL_BACK_PASS_DEPTH_FAIL,
            glow::STENCIL_BACK_PASS_DEPTH_PASS,
            glow::STENCIL_BACK_WRITEMASK,
        ],
    ),
];

/// Everything that our commands may change and other code may rely on.
pub(super) struct GuestState {
    switches: Vec<(u32, bool)>,
    rows: [i32; ROWS.len()],
    draw_framebuffer: Option<glow::Framebuffer>,
    read_framebuffer: Option<glow::Framebuffer>,
    renderbuffer: Option<glow::Renderbuffer>,
    program: Option<glow::Program>,
    vertex_array: Option<glow::VertexArray>,
    array_buffer: Option<glow::Buffer>,
    pack_buffer: Option<glow::Buffer>,
    unpack_buffer: Option<glow::Buffer>,
    uniform_buffer: Option<glow::Buffer>,
    /// Buffer, first byte and bytes of each unit of uniform blocks; no bytes are the whole buffer. Browsers do not tell.
    blocks: Vec<(Option<glow::Buffer>, [i32; 2])>,
    active_unit: u32,
    units: Vec<([Option<glow::Texture>; TEXTURES.len()], Option<glow::Sampler>)>,
    /// Source and destination of colour, then of alpha.
    blend_factors: [u32; 4],
    blend_equations: [u32; 2],
    color_mask: [bool; 4],
    depth_mask: bool,
    depth_func: u32,
    depth_range: [f32; 2],
    cull_mode: u32,
    front_face: u32,
    viewport: [i32; 4],
    scissor: [i32; 4],
    clear_color: [f32; 4],
    clear_depth: f32,
    clear_stencil: i32,
    stencil: [[u32; 7]; 2],
    polygon_offset: [f32; 2],
    line_width: f32,
    blend_color: [f32; 4],
}

impl GuestState {
    /// Looks at what is set.
    pub(super) fn read(gl: &Arc<glow::Context>, caps: &Caps) -> Self {
        let mut extra = if caps.api == Api::Gl { GL_SWITCHES.to_vec() } else { Vec::new() };
        if caps.primitive_restart && caps.api != Api::WebGl {
            extra.push(glow::PRIMITIVE_RESTART_FIXED_INDEX);
        }
        // SAFETY: G1.
        unsafe {
            let number = |name: u32| gl.get_parameter_i32(name) as u32;
            let active_unit = number(glow::ACTIVE_TEXTURE);
            let units = (0..UNITS.min(caps.max_texture_units)).map(|unit| {
                gl.active_texture(glow::TEXTURE0 + unit);
                let textures = TEXTURES.map(|(_, binding)| gl.get_parameter_texture(binding));
                (textures, gl.get_parameter_sampler(glow::SAMPLER_BINDING))
            });
            let units = units.collect();
            gl.active_texture(active_unit);
            let (mut viewport, mut scissor) = ([0; 4], [0; 4]);
            gl.get_parameter_i32_slice(glow::VIEWPORT, &mut viewport);
            gl.get_parameter_i32_slice(glow::SCISSOR_BOX, &mut scissor);
            let (mut clear_color, mut blend_color, mut depth_range) = ([0.0; 4], [0.0; 4], [0.0; 2]);
            gl.get_parameter_f32_slice(glow::BLEND_COLOR, &mut blend_color);
            gl.get_parameter_f32_slice(glow::COLOR_CLEAR_VALUE, &mut clear_color);
            gl.get_parameter_f32_slice(glow::DEPTH_RANGE, &mut depth_range);
            Self {
                switches: SWITCHES.iter().chain(&extra).map(|&name| (name, gl.is_enabled(name))).collect(),
                rows: ROWS.map(|name| gl.get_parameter_i32(name)),
                draw_framebuffer: gl.get_parameter_framebuffer(glow::DRAW_FRAMEBUFFER_BINDING),
                read_framebuffer: gl.get_parameter_framebuffer(glow::READ_FRAMEBUFFER_BINDING),
                renderbuffer: gl.get_parameter_renderbuffer(glow::RENDERBUFFER_BINDING),
                program: gl.get_parameter_program(glow::CURRENT_PROGRAM),
                vertex_array: gl.get_parameter_vertex_array(glow::VERTEX_ARRAY_BINDING),
                array_buffer: gl.get_parameter_buffer(glow::ARRAY_BUFFER_BINDING),
                pack_buffer: gl.get_parameter_buffer(glow::PIXEL_PACK_BUFFER_BINDING),
                unpack_buffer: gl.get_parameter_buffer(glow::PIXEL_UNPACK_BUFFER_BINDING),
                uniform_buffer: gl.get_parameter_buffer(glow::UNIFORM_BUFFER_BINDING),
                blocks: blocks(gl, caps),
                active_unit,
                units,
                blend_factors: [
                    glow::BLEND_SRC_RGB,
                    glow::BLEND_DST_RGB,
                    glow::BLEND_SRC_ALPHA,
                    glow::BLEND_DST_ALPHA,
                ]
                .map(number),
                blend_equations: [glow::BLEND_EQUATION_RGB, glow::BLEND_EQUATION_ALPHA].map(number),
                color_mask: gl.get_parameter_bool_array(glow::COLOR_WRITEMASK),
                depth_mask: gl.get_parameter_bool(glow::DEPTH_WRITEMASK),
                depth_func: number(glow::DEPTH_FUNC),
                depth_range,
                cull_mode: number(glow::CULL_FACE_MODE),
                front_face: number(glow::FRONT_FACE),
                viewport,
                scissor,
                clear_color,
                clear_depth: gl.get_parameter_f32(glow::DEPTH_CLEAR_VALUE),
                clear_stencil: gl.get_parameter_i32(glow::STENCIL_CLEAR_VALUE),
                stencil: STENCIL.map(|(_, names)| names.map(number)),
                polygon_offset: [glow::POLYGON_OFFSET_FACTOR, glow::POLYGON_OFFSET_UNITS]
                    .map(|name| gl.get_parameter_f32(name)),
                line_width: gl.get_parameter_f32(glow::LINE_WIDTH),
                blend_color,
            }
        }
    }

    /// Sets everything as it was.
    pub(super) fn restore(&self, gl: &Arc<glow::Context>) {
        // SAFETY: G1; the names are those of the code whose OpenGL it is, and were bound when it was entered.
        unsafe {
            for &(name, on) in &self.switches {
                if on { gl.enable(name) } else { gl.disable(name) }
            }
            for (name, value) in ROWS.into_iter().zip(self.rows) {
                gl.pixel_store_i32(name, value);
            }
            for (unit, &(textures, sampler)) in (0..).zip(&self.units) {
                gl.active_texture(glow::TEXTURE0 + unit);
                for ((target, _), texture) in TEXTURES.into_iter().zip(textures) {
                    gl.bind_texture(target, texture);
                }
                gl.bind_sampler(unit, sampler);
            }
            gl.active_texture(self.active_unit);
            gl.bind_framebuffer(glow::DRAW_FRAMEBUFFER, self.draw_framebuffer);
            gl.bind_framebuffer(glow::READ_FRAMEBUFFER, self.read_framebuffer);
            gl.bind_renderbuffer(glow::RENDERBUFFER, self.renderbuffer);
            gl.use_program(self.program);
            gl.bind_vertex_array(self.vertex_array);
            gl.bind_buffer(glow::ARRAY_BUFFER, self.array_buffer);
            gl.bind_buffer(glow::PIXEL_PACK_BUFFER, self.pack_buffer);
            gl.bind_buffer(glow::PIXEL_UNPACK_BUFFER, self.unpack_buffer);
            for (unit, &(buffer, [start, size])) in (0..).zip(&self.blocks) {
                if size > 0 {
                    gl.bind_buffer_range(glow::UNIFORM_BUFFER, unit, buffer, start, size);
                } else {
                    gl.bind_buffer_base(glow::UNIFORM_BUFFER, unit, buffer);
                }
            }
            gl.bind_buffer(glow::UNIFORM_BUFFER, self.uniform_buffer);
            let [source, destination, source_alpha, destination_alpha] = self.blend_factors;
            gl.blend_func_separate(source, destination, source_alpha, destination_alpha);
            let [color, alpha] = self.blend_equations;
            gl.blend_equation_separate(color, alpha);
            let [red, green, blue, alpha] = self.color_mask;
            gl.color_mask(red, green, blue, alpha);
            gl.depth_mask(self.depth_mask);
            gl.depth_func(self.depth_func);
            let [near, far] = self.depth_range;
            gl.depth_range_f32(near, far);
            gl.cull_face(self.cull_mode);
            gl.front_face(self.front_face);
            let [x, y, width, height] = self.viewport;
            gl.viewport(x, y, width, height);
            let [x, y, width, height] = self.scissor;
            gl.scissor(x, y, width, height);
            let [red, green, blue, alpha] = self.clear_color;
            gl.clear_color(red, green, blue, alpha);
            gl.clear_depth_f32(self.clear_depth);
            gl.clear_stencil(self.clear_stencil);
            for ((side, _), values) in STENCIL.into_iter().zip(self.stencil) {
                let [compare, reference, mask, fail, depth_fail, pass, write_mask] = values;
                gl.stencil_func_separate(side, compare, reference as i32, mask);
                gl.stencil_op_separate(side, fail, depth_fail, pass);
                gl.stencil_mask_separate(side, write_mask);
            }
            let [factor, units] = self.polygon_offset;
            gl.polygon_offset(factor, units);
            gl.line_width(self.line_width);
            let [red, green, blue, alpha] = self.blend_color;
            gl.blend_color(red, green, blue, alpha);
        }
    }
}

/// What is bound to the units of uniform blocks.
#[cfg(not(target_family = "wasm"))]
fn blocks(gl: &glow::Context, caps: &Caps) -> Vec<(Option<glow::Buffer>, [i32; 2])> {
    let bound = (0..BLOCKS.min(caps.max_uniform_blocks)).map(|unit| {
        // SAFETY: G1; the units are below what the device has.
        let ask = |what| unsafe { gl.get_parameter_indexed_i32(what, unit) };
        let name = std::num::NonZeroU32::new(ask(glow::UNIFORM_BUFFER_BINDING).cast_unsigned());
        let range = [ask(glow::UNIFORM_BUFFER_START), ask(glow::UNIFORM_BUFFER_SIZE)];
        (name.map(glow::NativeBuffer), range)
    });
    bound.collect()
}

/// What is bound to the units of uniform blocks: unknown, as WebGL's names are objects that glow does not ask for.
#[cfg(target_family = "wasm")]
fn blocks(_gl: &glow::Context, _caps: &Caps) -> Vec<(Option<glow::Buffer>, [i32; 2])> {
    Vec::new()
}
