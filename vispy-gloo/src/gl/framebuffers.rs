//! Frame buffers, render buffers, and what reads from them.

use glow::HasContext as _;

use super::{Gl, enums, gl_i32};
use crate::command::AttachmentId;
use crate::error::{Error, Result};
use crate::id::ObjectId;
use crate::read::ReadFormat;
use crate::state::Rect;
use crate::target::RenderTarget;
use crate::texture::TextureFormat;

impl Gl {
    pub(super) fn store_render_buffer(
        &mut self,
        id: ObjectId,
        format: TextureFormat,
        [width, height]: [u32; 2],
        samples: u32,
    ) -> Result<()> {
        let name = *self
            .render_buffers
            .get(&id)
            .ok_or(Error::NoSuchObject { operation: "RENDER_BUFFER_STORAGE", id: id.0 })?;
        let (internal, ..) = enums::texture_format(format);
        let samples = gl_i32(samples.min(self.caps.max_samples))?;
        let (width, height) = (gl_i32(width)?, gl_i32(height)?);
        // SAFETY: G1, G2.
        unsafe {
            self.gl.bind_renderbuffer(glow::RENDERBUFFER, Some(name));
            let target = glow::RENDERBUFFER;
            self.gl.renderbuffer_storage_multisample(target, samples, internal, width, height);
        }
        Ok(())
    }

    pub(super) fn attach(
        &mut self,
        id: ObjectId,
        color: &[AttachmentId],
        depth: Option<AttachmentId>,
    ) -> Result<()> {
        const OPERATION: &str = "FRAME_BUFFER_ATTACH";
        let name =
            *self.frame_buffers.get(&id).ok_or(Error::NoSuchObject { operation: OPERATION, id: id.0 })?;
        self.current.target = None;
        // SAFETY: G1, G2.
        unsafe { self.gl.bind_framebuffer(glow::FRAMEBUFFER, Some(name)) };
        let mut outputs = Vec::with_capacity(color.len());
        for (index, attachment) in (0_u32..).zip(color) {
            let point = glow::COLOR_ATTACHMENT0 + index;
            self.attach_one(point, *attachment, OPERATION)?;
            outputs.push(point);
        }
        if let Some(depth) = depth {
            self.attach_one(glow::DEPTH_ATTACHMENT, depth, OPERATION)?;
        }
        // SAFETY: G1.
        let status = unsafe {
            self.gl.draw_buffers(&outputs);
            self.gl.check_framebuffer_status(glow::FRAMEBUFFER)
        };
        if status == glow::FRAMEBUFFER_COMPLETE {
            return Ok(());
        }
        Err(Error::Incomplete { label: self.label(id), reason: enums::incompleteness(status).to_owned() })
    }

    fn attach_one(&self, point: u32, attachment: AttachmentId, operation: &'static str) -> Result<()> {
        match attachment {
            AttachmentId::Texture2D(id) => {
                let texture = self.texture_name(id, operation)?;
                let target = glow::FRAMEBUFFER;
                // SAFETY: G1, G2.
                unsafe {
                    self.gl.framebuffer_texture_2d(target, point, glow::TEXTURE_2D, Some(texture), 0);
                }
            }
            AttachmentId::RenderBuffer(id) => {
                let buffer =
                    *self.render_buffers.get(&id).ok_or(Error::NoSuchObject { operation, id: id.0 })?;
                let (target, kind) = (glow::FRAMEBUFFER, glow::RENDERBUFFER);
                // SAFETY: G1, G2.
                unsafe { self.gl.framebuffer_renderbuffer(target, point, kind, Some(buffer)) };
            }
        }
        Ok(())
    }

    /// The driver's name of a target's frame buffer.
    pub(super) fn target_name(
        &self,
        target: RenderTarget,
        operation: &'static str,
    ) -> Result<Option<glow::Framebuffer>> {
        match target.framebuffer() {
            None => Ok(self.canvas),
            Some(id) => {
                let name = self.frame_buffers.get(&id).copied();
                name.map(Some).ok_or(Error::NoSuchObject { operation, id: id.0 })
            }
        }
    }

    pub(super) fn blit(
        &mut self,
        (source, from): (RenderTarget, Rect),
        (destination, to): (RenderTarget, Rect),
        linear: bool,
    ) -> Result<()> {
        let read = self.target_name(source, "BLIT")?;
        let draw = self.target_name(destination, "BLIT")?;
        self.current.forget_target_and_scissor();
        let corners = |rect: Rect| -> Result<[i32; 4]> {
            Ok([rect.x, rect.y, rect.x + gl_i32(rect.width)?, rect.y + gl_i32(rect.height)?])
        };
        let ([a, b, c, d], [e, f, g, h]) = (corners(from)?, corners(to)?);
        let filter = if linear { glow::LINEAR } else { glow::NEAREST };
        // SAFETY: G1, G2. The scissor cuts blits too, so that it is switched off.
        unsafe {
            self.gl.disable(glow::SCISSOR_TEST);
            self.gl.bind_framebuffer(glow::READ_FRAMEBUFFER, read);
            self.gl.bind_framebuffer(glow::DRAW_FRAMEBUFFER, draw);
            self.gl.blit_framebuffer(a, b, c, d, e, f, g, h, glow::COLOR_BUFFER_BIT, filter);
        }
        Ok(())
    }

    pub(super) fn read_into(
        &mut self,
        source: RenderTarget,
        rect: Rect,
        format: ReadFormat,
        out: &mut Vec<u8>,
    ) -> Result<()> {
        let name = self.target_name(source, "READ_PIXELS")?;
        let (width, height) = (gl_i32(rect.width)?, gl_i32(rect.height)?);
        let size = rect.width as usize * rect.height as usize * format.pixel_bytes();
        out.resize(size, 0);
        let (external, kind) = enums::read_format(format);
        self.current.target = None;
        // SAFETY: G1, G2, G3: rows of four or sixteen bytes a pixel need no padding.
        unsafe {
            self.gl.bind_framebuffer(glow::FRAMEBUFFER, name);
            self.gl.pixel_store_i32(glow::PACK_ALIGNMENT, 4);
            let into = glow::PixelPackData::Slice(Some(&mut out[..size]));
            self.gl.read_pixels(rect.x, rect.y, width, height, external, kind, into);
        }
        Ok(())
    }
}
