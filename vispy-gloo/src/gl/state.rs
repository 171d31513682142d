//! Draws, and the state they need: only what differs is set.

use std::sync::Arc;

use glow::HasContext as _;

use super::{Gl, enums, gl_i32};
use crate::caps::Api;
use crate::command::DrawCommand;
use crate::error::{Error, Result};
use crate::id::ObjectId;
use crate::state::{Blend, Compare, CullFace, FrontFace, PolygonOffset, Rect, State, Stencil};
use crate::target::RenderTarget;

/// What is believed to be set; `None` is unknown. What all draws look at comes first in memory too.
#[derive(Default)]
#[repr(C)]
pub(super) struct Current {
    pub(super) program: Option<glow::Program>,
    pub(super) vertex_array: Option<glow::VertexArray>,
    /// The last draw, if nothing but uniforms, units and draws came after it.
    pub(super) drawn: Option<Drawn>,
    pub(super) target: Option<Option<glow::Framebuffer>>,
    blend: Option<Option<Blend>>,
    depth_test: Option<Option<Compare>>,
    pub(super) depth_write: Option<bool>,
    depth_range: Option<[f32; 2]>,
    pub(super) stencil: Option<Option<Stencil>>,
    cull_face: Option<Option<CullFace>>,
    front_face: Option<FrontFace>,
    polygon_offset: Option<Option<PolygonOffset>>,
    line_width: Option<f32>,
    alpha_to_coverage: Option<bool>,
    scissor: Option<Option<Rect>>,
    viewport: Option<Rect>,
    pub(super) color_mask: Option<[bool; 4]>,
    /// Whether writes to sRGB formats encode; only OpenGL has that switch.
    srgb: Option<bool>,
}

/// What a draw has left bound and set, by its names in commands.
pub(super) struct Drawn {
    target: RenderTarget,
    state: Arc<State>,
    program: ObjectId,
    vertex_array: Option<ObjectId>,
}

impl Drawn {
    /// Whether target and state are those of another draw.
    fn serves(&self, draw: &DrawCommand) -> bool {
        Arc::ptr_eq(&self.state, &draw.state) && self.target == draw.target
    }

    /// Whether its program and vertex array are those of another draw.
    fn has_bound(&self, draw: &DrawCommand) -> bool {
        self.program == draw.program && self.vertex_array == draw.vertex_array
    }
}

/// Remembers a value; whether it was another before.
pub(super) fn changed<T: PartialEq>(slot: &mut Option<T>, value: T) -> bool {
    if slot.as_ref() == Some(&value) {
        return false;
    }
    *slot = Some(value);
    true
}

impl Gl {
    /// Forgets what is believed to be set, takes over the frame buffer that is bound as the canvas, and gives the
    /// state that no draw of ours ever changes the value that all of them want.
    pub(super) fn invalidate(&mut self) {
        const OFF: [u32; 2] = [glow::DITHER, glow::RASTERIZER_DISCARD];
        const ROWS_ARE_PACKED: [(u32, i32); 8] = [
            (glow::UNPACK_ALIGNMENT, 1),
            (glow::UNPACK_ROW_LENGTH, 0),
            (glow::UNPACK_SKIP_ROWS, 0),
            (glow::UNPACK_SKIP_PIXELS, 0),
            (glow::PACK_ALIGNMENT, 1),
            (glow::PACK_ROW_LENGTH, 0),
            (glow::PACK_SKIP_ROWS, 0),
            (glow::PACK_SKIP_PIXELS, 0),
        ];
        self.current = Current::default();
        let gl = &self.gl;
        // SAFETY: G1.
        unsafe {
            self.canvas = gl.get_parameter_framebuffer(glow::FRAMEBUFFER_BINDING);
            OFF.into_iter().for_each(|capability| gl.disable(capability));
            ROWS_ARE_PACKED.into_iter().for_each(|(setting, value)| gl.pixel_store_i32(setting, value));
            if self.caps.api == Api::Gl {
                // The other two always take the size of points from the shader.
                gl.enable(glow::PROGRAM_POINT_SIZE);
            }
            if self.caps.primitive_restart && self.caps.api != Api::WebGl {
                // WebGL always restarts.
                gl.enable(glow::PRIMITIVE_RESTART_FIXED_INDEX);
            }
            gl.bind_buffer(glow::PIXEL_UNPACK_BUFFER, None);
            gl.bind_buffer(glow::PIXEL_PACK_BUFFER, None);
            for unit in 0..self.caps.max_texture_units.min(32) {
                // A sampler object would override the texture's own filters.
                gl.bind_sampler(unit, None);
            }
        }
    }

    pub(super) fn use_program(&mut self, program: glow::Program) {
        if changed(&mut self.current.program, program) {
            // SAFETY: G1, G2.
            unsafe { self.gl.use_program(Some(program)) };
        }
    }

    pub(super) fn bind_array(&mut self, array: glow::VertexArray) {
        if changed(&mut self.current.vertex_array, array) {
            // SAFETY: G1, G2.
            unsafe { self.gl.bind_vertex_array(Some(array)) };
        }
    }

    pub(super) fn bind_target(&mut self, target: RenderTarget, operation: &'static str) -> Result<()> {
        let name = self.target_name(target, operation)?;
        self.bind_frame_buffer(name);
        self.encode_srgb(target);
        Ok(())
    }

    pub(super) fn bind_frame_buffer(&mut self, name: Option<glow::Framebuffer>) {
        if changed(&mut self.current.target, name) {
            // SAFETY: G1, G2.
            unsafe { self.gl.bind_framebuffer(glow::FRAMEBUFFER, name) };
        }
    }

    /// Lets OpenGL encode what is written to sRGB formats, as OpenGL ES and WebGL always do. Fragments for the canvas
    /// are encoded already.
    pub(super) fn encode_srgb(&mut self, target: RenderTarget) {
        let encode = target.framebuffer().is_some();
        if self.caps.api == Api::Gl && changed(&mut self.current.srgb, encode) {
            self.toggle(glow::FRAMEBUFFER_SRGB, encode);
        }
    }

    /// Binds the canvas, so that other code that shares the context finds what it left, and so that
    /// [`invalidate`](Self::invalidate) never takes a frame buffer of ours for the canvas.
    pub(super) fn leave_canvas_bound(&mut self) {
        self.bind_frame_buffer(self.canvas);
    }

    pub(super) fn put_draw(&mut self, draw: &DrawCommand) -> Result<()> {
        let drawn = self.current.drawn.as_ref();
        if !drawn.is_some_and(|drawn| drawn.serves(draw) && drawn.has_bound(draw)) {
            self.prepare(draw)?;
        }
        let mode = enums::topology(draw.topology);
        let (first, count) = (gl_i32(draw.first)?, gl_i32(draw.count)?);
        if draw.indices.is_some() || draw.instances != 1 {
            return self.put_elements_or_instances(draw, mode);
        }
        // SAFETY: G1, G2, G3: ranges of vertices were checked against the bound buffers when the draw was queued.
        unsafe { self.gl.draw_arrays(mode, first, count) };
        Ok(())
    }

    #[inline(never)]
    fn put_elements_or_instances(&self, draw: &DrawCommand, mode: u32) -> Result<()> {
        let (first, count) = (gl_i32(draw.first)?, gl_i32(draw.count)?);
        let (gl, instances) = (&self.gl, gl_i32(draw.instances)?);
        // SAFETY: as for `draw_arrays`.
        unsafe {
            let Some(index_type) = draw.indices else {
                gl.draw_arrays_instanced(mode, first, count, instances);
                return Ok(());
            };
            let offset = gl_i32(u64::from(draw.first) * u64::from(index_type.size_bytes()))?;
            let kind = enums::index_type(index_type);
            if instances == 1 {
                gl.draw_elements(mode, count, kind, offset);
            } else {
                gl.draw_elements_instanced(mode, count, kind, offset, instances);
            }
        }
        Ok(())
    }

    /// Binds and sets what the draw needs and the one before it did not.
    #[inline(never)]
    fn prepare(&mut self, draw: &DrawCommand) -> Result<()> {
        let drawn = self.current.drawn.take().filter(|drawn| drawn.serves(draw));
        if drawn.is_none() {
            self.bind_target(draw.target, "DRAW")?;
            self.set_state(&draw.state, draw.target)?;
        }
        if drawn.as_ref().is_none_or(|drawn| drawn.program != draw.program) {
            let name = self.program_name(draw.program, "DRAW")?;
            self.use_program(name);
        }
        self.bind_array_of(draw.vertex_array, "DRAW")?;
        let state = drawn.map_or_else(|| draw.state.clone(), |drawn| drawn.state);
        let (target, program, vertex_array) = (draw.target, draw.program, draw.vertex_array);
        self.current.drawn = Some(Drawn { target, state, program, vertex_array });
        Ok(())
    }

    /// Binds a vertex array, or the one without attributes.
    pub(super) fn bind_array_of(&mut self, id: Option<ObjectId>, operation: &'static str) -> Result<()> {
        let array = match id {
            Some(id) => *self.vertex_arrays.get(&id).ok_or(Error::NoSuchObject { operation, id: id.0 })?,
            None => self.empty_array()?,
        };
        self.bind_array(array);
        Ok(())
    }

    pub(super) fn empty_array(&mut self) -> Result<glow::VertexArray> {
        if let Some(array) = self.empty_vertex_array {
            return Ok(array);
        }
        // SAFETY: G1.
        let array = unsafe { self.gl.create_vertex_array() }.map_err(|reason| Error::Unsupported {
            feature: "a vertex array".to_owned(),
            requires: format!("memory or a working context: {reason}"),
        })?;
        self.empty_vertex_array = Some(array);
        Ok(array)
    }

    fn set_state(&mut self, state: &State, target: RenderTarget) -> Result<()> {
        let viewport = state.viewport.unwrap_or_else(|| target.rect());
        let (width, height) = (gl_i32(viewport.width)?, gl_i32(viewport.height)?);
        if changed(&mut self.current.viewport, viewport) {
            // SAFETY: G1.
            unsafe { self.gl.viewport(viewport.x, viewport.y, width, height) };
        }
        self.set_scissor(state.scissor)?;
        self.set_blend(state.blend);
        self.set_depth(state);
        self.set_stencil(state.stencil);
        self.set_lines_and_samples(state);
        if changed(&mut self.current.cull_face, state.cull_face) {
            self.toggle(glow::CULL_FACE, state.cull_face.is_some());
            if let Some(face) = state.cull_face {
                // SAFETY: G1.
                unsafe { self.gl.cull_face(enums::face(face)) };
            }
        }
        if changed(&mut self.current.front_face, state.front_face) {
            // SAFETY: G1.
            unsafe { self.gl.front_face(enums::front_face(state.front_face)) };
        }
        if changed(&mut self.current.polygon_offset, state.polygon_offset) {
            self.toggle(glow::POLYGON_OFFSET_FILL, state.polygon_offset.is_some());
            if let Some(PolygonOffset { factor, units }) = state.polygon_offset {
                // SAFETY: G1.
                unsafe { self.gl.polygon_offset(factor, units) };
            }
        }
        if changed(&mut self.current.color_mask, state.color_mask) {
            let [red, green, blue, alpha] = state.color_mask;
            // SAFETY: G1.
            unsafe { self.gl.color_mask(red, green, blue, alpha) };
        }
        Ok(())
    }

    fn toggle(&self, capability: u32, on: bool) {
        // SAFETY: G1.
        unsafe {
            if on {
                self.gl.enable(capability);
            } else {
                self.gl.disable(capability);
            }
        }
    }

    pub(super) fn set_scissor(&mut self, scissor: Option<Rect>) -> Result<()> {
        let rect = scissor.unwrap_or_default();
        let (width, height) = (gl_i32(rect.width)?, gl_i32(rect.height)?);
        if changed(&mut self.current.scissor, scissor) {
            self.toggle(glow::SCISSOR_TEST, scissor.is_some());
            if scissor.is_some() {
                // SAFETY: G1.
                unsafe { self.gl.scissor(rect.x, rect.y, width, height) };
            }
        }
        Ok(())
    }

    fn set_blend(&mut self, blend: Option<Blend>) {
        if !changed(&mut self.current.blend, blend) {
            return;
        }
        self.toggle(glow::BLEND, blend.is_some());
        let Some(blend) = blend else { return };
        // SAFETY: G1.
        unsafe {
            self.gl.blend_equation_separate(
                enums::equation(blend.color_equation),
                enums::equation(blend.alpha_equation),
            );
            self.gl.blend_func_separate(
                enums::factor(blend.src_color),
                enums::factor(blend.dst_color),
                enums::factor(blend.src_alpha),
                enums::factor(blend.dst_alpha),
            );
            let [red, green, blue, alpha] = blend.constant;
            self.gl.blend_color(red, green, blue, alpha);
        }
    }

    fn set_depth(&mut self, state: &State) {
        if changed(&mut self.current.depth_test, state.depth_test) {
            self.toggle(glow::DEPTH_TEST, state.depth_test.is_some());
            if let Some(test) = state.depth_test {
                // SAFETY: G1.
                unsafe { self.gl.depth_func(enums::compare(test)) };
            }
        }
        if changed(&mut self.current.depth_write, state.depth_write) {
            // SAFETY: G1.
            unsafe { self.gl.depth_mask(state.depth_write) };
        }
        if changed(&mut self.current.depth_range, state.depth_range) {
            let [near, far] = state.depth_range;
            // SAFETY: G1.
            unsafe { self.gl.depth_range_f32(near, far) };
        }
    }

    fn set_stencil(&mut self, stencil: Option<Stencil>) {
        if !changed(&mut self.current.stencil, stencil) {
            return;
        }
        self.toggle(glow::STENCIL_TEST, stencil.is_some());
        let Some(Stencil { front, back }) = stencil else { return };
        for (side, face) in [(glow::FRONT, front), (glow::BACK, back)] {
            let compare = enums::compare(face.compare);
            let [fail, depth_fail, pass] = [face.fail, face.depth_fail, face.pass].map(enums::stencil_op);
            let (reference, mask) = (i32::from(face.reference), u32::from(face.read_mask));
            // SAFETY: G1.
            unsafe {
                self.gl.stencil_func_separate(side, compare, reference, mask);
                self.gl.stencil_op_separate(side, fail, depth_fail, pass);
                self.gl.stencil_mask_separate(side, u32::from(face.write_mask));
            }
        }
    }

    fn set_lines_and_samples(&mut self, state: &State) {
        // Core profiles refuse what is beyond their range.
        let width = state.line_width.clamp(1.0, self.caps.max_line_width.max(1.0));
        if changed(&mut self.current.line_width, width) {
            // SAFETY: G1.
            unsafe { self.gl.line_width(width) };
        }
        if changed(&mut self.current.alpha_to_coverage, state.alpha_to_coverage) {
            self.toggle(glow::SAMPLE_ALPHA_TO_COVERAGE, state.alpha_to_coverage);
        }
    }
}
