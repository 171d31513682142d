//! Transform feedback.

use glow::HasContext as _;

use super::{Gl, enums, gl_i32};
use crate::command::{FeedbackCommand, Topology};
use crate::error::{Error, Result};

impl Gl {
    pub(super) fn transform_feedback(&mut self, feedback: &FeedbackCommand) -> Result<()> {
        const OPERATION: &str = "TRANSFORM_FEEDBACK";
        if !matches!(feedback.topology, Topology::Points | Topology::Lines | Topology::Triangles) {
            return Err(Error::Shape {
                what: "topology of TRANSFORM_FEEDBACK".to_owned(),
                expected: "points, lines or triangles".to_owned(),
                found: format!("{:?}", feedback.topology),
            });
        }
        let mut outputs = Vec::with_capacity(feedback.outputs.len());
        for id in &feedback.outputs {
            outputs.push(self.buffer(*id, OPERATION)?.name);
        }
        let program = self.program_name(feedback.program, OPERATION)?;
        self.use_program(program);
        self.bind_array_of(feedback.vertex_array, OPERATION)?;
        let nowhere = self.nowhere()?;
        self.bind_frame_buffer(Some(nowhere));
        let mode = enums::topology(feedback.topology);
        let (first, count) = (gl_i32(feedback.first)?, gl_i32(feedback.count)?);
        let instances = gl_i32(feedback.instances)?;
        let gl = &self.gl;
        // SAFETY: G1, G2, G3: OpenGL does not write beyond the buffers.
        unsafe {
            // A buffer that is captured into must not be bound for anything else.
            gl.bind_buffer(glow::ARRAY_BUFFER, None);
            for (index, output) in (0..).zip(&outputs) {
                gl.bind_buffer_base(glow::TRANSFORM_FEEDBACK_BUFFER, index, Some(*output));
            }
            gl.enable(glow::RASTERIZER_DISCARD);
            gl.begin_transform_feedback(mode);
            gl.draw_arrays_instanced(mode, first, count, instances);
            gl.end_transform_feedback();
            gl.disable(glow::RASTERIZER_DISCARD);
            for (index, _) in (0..).zip(&outputs) {
                gl.bind_buffer_base(glow::TRANSFORM_FEEDBACK_BUFFER, index, None);
            }
            gl.bind_buffer(glow::TRANSFORM_FEEDBACK_BUFFER, None);
        }
        Ok(())
    }

    /// A frame buffer of one pixel, made at first use.
    fn nowhere(&mut self) -> Result<glow::Framebuffer> {
        if let Some((frame_buffer, _)) = self.nowhere {
            return Ok(frame_buffer);
        }
        let failed = |reason: String| Error::Unsupported {
            feature: "a frame buffer for transform feedback".to_owned(),
            requires: format!("memory or a working context: {reason}"),
        };
        // SAFETY: G1, G2.
        unsafe {
            let render_buffer = self.gl.create_renderbuffer().map_err(failed)?;
            let frame_buffer = self.gl.create_framebuffer().map_err(failed)?;
            self.nowhere = Some((frame_buffer, render_buffer));
            self.gl.bind_renderbuffer(glow::RENDERBUFFER, Some(render_buffer));
            self.gl.renderbuffer_storage(glow::RENDERBUFFER, glow::RGBA8, 1, 1);
            self.bind_frame_buffer(Some(frame_buffer));
            let (target, point) = (glow::FRAMEBUFFER, glow::COLOR_ATTACHMENT0);
            self.gl.framebuffer_renderbuffer(target, point, glow::RENDERBUFFER, Some(render_buffer));
            Ok(frame_buffer)
        }
    }
}
