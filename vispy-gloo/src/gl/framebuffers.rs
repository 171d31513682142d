//! Frame buffers, render buffers, and what reads from them.

use glow::HasContext as _;

use super::{Gl, enums, formats, gl_i32};
use crate::command::{AttachmentId, BlitPart};
use crate::error::{Error, Result};
use crate::id::ObjectId;
use crate::read::ReadFormat;
use crate::state::Rect;
use crate::target::RenderTarget;
use crate::texture::{Channels, TextureFormat, TextureKind};

/// A render buffer and its format.
pub(super) struct GlRenderBuffer {
    pub(super) name: glow::Renderbuffer,
    format: TextureFormat,
}

impl GlRenderBuffer {
    pub(super) fn new(name: glow::Renderbuffer) -> Self {
        Self { name, format: TextureFormat::Rgba8 }
    }
}

/// A frame buffer, and what its colour attachments hold.
pub(super) struct GlFrameBuffer {
    pub(super) name: glow::Framebuffer,
    pub(super) colors: Vec<Channels>,
}

impl GlFrameBuffer {
    pub(super) fn new(name: glow::Framebuffer) -> Self {
        Self { name, colors: Vec::new() }
    }
}

impl Gl {
    pub(super) fn store_render_buffer(
        &mut self,
        id: ObjectId,
        format: TextureFormat,
        [width, height]: [u32; 2],
        samples: u32,
    ) -> Result<()> {
        let mut names = self.names.borrow_mut();
        let buffer = names
            .render_buffers
            .get_mut(&id)
            .ok_or(Error::NoSuchObject { operation: "RENDER_BUFFER_STORAGE", id: id.0 })?;
        buffer.format = format;
        let name = buffer.name;
        let (internal, ..) = formats::texture_format(format);
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
        let known =
            self.frame_buffers.get(&id).ok_or(Error::NoSuchObject { operation: OPERATION, id: id.0 })?;
        let (name, before) = (known.name, known.colors.len());
        self.caps.check_colors(color.len(), || self.described(id))?;
        self.current.target = None;
        // SAFETY: G1, G2.
        unsafe { self.gl.bind_framebuffer(glow::FRAMEBUFFER, Some(name)) };
        let mut outputs = Vec::with_capacity(color.len());
        let mut channels = Vec::with_capacity(color.len());
        for (index, attachment) in (0_u32..).zip(color) {
            let point = glow::COLOR_ATTACHMENT0 + index;
            channels.push(self.attach_one(point, *attachment, OPERATION)?.channels());
            outputs.push(point);
        }
        for index in color.len()..before {
            self.detach(glow::COLOR_ATTACHMENT0 + index as u32);
        }
        self.detach(glow::DEPTH_STENCIL_ATTACHMENT);
        if let Some(depth) = depth {
            self.attach_one(self.depth_point(depth, OPERATION)?, depth, OPERATION)?;
        }
        if let Some(known) = self.frame_buffers.get_mut(&id) {
            known.colors = channels;
        }
        // SAFETY: G1.
        let status = unsafe {
            self.gl.draw_buffers(&outputs);
            self.gl.read_buffer(outputs.first().copied().unwrap_or(glow::NONE));
            self.gl.check_framebuffer_status(glow::FRAMEBUFFER)
        };
        if status == glow::FRAMEBUFFER_COMPLETE {
            return Ok(());
        }
        let guilty = self.find_guilty(color, depth);
        let reason = format!("{}{guilty}", enums::incompleteness(status));
        Err(Error::Incomplete { label: self.label(id), reason })
    }

    /// Names the attachment that is incomplete by itself; empty where each is complete alone. Leaves nothing attached.
    fn find_guilty(&self, color: &[AttachmentId], depth: Option<AttachmentId>) -> String {
        for index in 0..color.len() {
            self.detach(glow::COLOR_ATTACHMENT0 + index as u32);
        }
        self.detach(glow::DEPTH_STENCIL_ATTACHMENT);
        for (index, attachment) in color.iter().chain(&depth).enumerate() {
            let (place, point) = if index < color.len() {
                (format!("colour {index}"), Ok(glow::COLOR_ATTACHMENT0 + index as u32))
            } else {
                ("depth".to_owned(), self.depth_point(*attachment, "FRAME_BUFFER_ATTACH"))
            };
            let Ok(point) = point else { continue };
            let format = self.attach_one(point, *attachment, "FRAME_BUFFER_ATTACH");
            // SAFETY: G1.
            let status = unsafe { self.gl.check_framebuffer_status(glow::FRAMEBUFFER) };
            self.detach(point);
            let refused = [glow::FRAMEBUFFER_INCOMPLETE_ATTACHMENT, glow::FRAMEBUFFER_UNSUPPORTED];
            if let Ok(format) = format
                && refused.contains(&status)
            {
                let (AttachmentId::Texture { id, .. } | AttachmentId::RenderBuffer(id)) = *attachment;
                return format!("; it is {} ({format:?}), attached as {place}", self.described(id));
            }
        }
        String::new()
    }

    fn detach(&self, point: u32) {
        // SAFETY: G1, G2.
        unsafe { self.gl.framebuffer_renderbuffer(glow::FRAMEBUFFER, point, glow::RENDERBUFFER, None) };
    }

    fn attached_format(&self, attachment: AttachmentId, operation: &'static str) -> Result<TextureFormat> {
        match attachment {
            AttachmentId::Texture { id, .. } => Ok(self.texture(id, operation)?.format),
            AttachmentId::RenderBuffer(id) => {
                let known = self.names.borrow().render_buffers.get(&id).map(|buffer| buffer.format);
                known.ok_or(Error::NoSuchObject { operation, id: id.0 })
            }
        }
    }

    /// Where an image belongs that is no colour.
    fn depth_point(&self, attachment: AttachmentId, operation: &'static str) -> Result<u32> {
        let format = self.attached_format(attachment, operation)?;
        Ok(match (format.channels(), format.has_stencil()) {
            (Channels::Stencil, _) => glow::STENCIL_ATTACHMENT,
            (_, true) => glow::DEPTH_STENCIL_ATTACHMENT,
            (_, false) => glow::DEPTH_ATTACHMENT,
        })
    }

    /// Attaches an image, and says what it holds.
    fn attach_one(
        &self,
        point: u32,
        attachment: AttachmentId,
        operation: &'static str,
    ) -> Result<TextureFormat> {
        let target = glow::FRAMEBUFFER;
        match attachment {
            AttachmentId::Texture { id, level, layer } => {
                let texture = self.texture(id, operation)?;
                let (name, level, slice) = (Some(texture.name), gl_i32(level)?, gl_i32(layer)?);
                // SAFETY: G1, G2.
                unsafe {
                    match texture.kind {
                        TextureKind::D2 | TextureKind::Cube => {
                            let image = texture.image_target(layer.min(5));
                            self.gl.framebuffer_texture_2d(target, point, image, name, level);
                        }
                        TextureKind::D3 | TextureKind::D2Array => {
                            self.gl.framebuffer_texture_layer(target, point, name, level, slice);
                        }
                    }
                }
            }
            AttachmentId::RenderBuffer(id) => {
                let name = self.names.borrow().render_buffers.get(&id).map(|buffer| buffer.name);
                let name = name.ok_or(Error::NoSuchObject { operation, id: id.0 })?;
                let kind = glow::RENDERBUFFER;
                // SAFETY: G1, G2.
                unsafe { self.gl.framebuffer_renderbuffer(target, point, kind, Some(name)) };
            }
        }
        self.attached_format(attachment, operation)
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
                let known = self.frame_buffers.get(&id).map(|known| known.name);
                known.map(Some).ok_or(Error::NoSuchObject { operation, id: id.0 })
            }
        }
    }

    pub(super) fn blit(
        &mut self,
        (source, from): (RenderTarget, Rect),
        (destination, to): (RenderTarget, Rect),
        part: BlitPart,
    ) -> Result<()> {
        let read = self.target_name(source, "BLIT")?;
        let draw = self.target_name(destination, "BLIT")?;
        let ([a, b, c, d], [e, f, g, h]) = (from.corners(), to.corners());
        let filter = if part == BlitPart::ColorLinear { glow::LINEAR } else { glow::NEAREST };
        let planes = match part {
            BlitPart::Color | BlitPart::ColorLinear => glow::COLOR_BUFFER_BIT,
            BlitPart::Depth => glow::DEPTH_BUFFER_BIT,
            BlitPart::Stencil => glow::STENCIL_BUFFER_BIT,
            BlitPart::DepthStencil => glow::DEPTH_BUFFER_BIT | glow::STENCIL_BUFFER_BIT,
        };
        // The scissor cuts blits too.
        self.set_scissor(None)?;
        self.encode_srgb(destination);
        self.current.target = None;
        // SAFETY: G1, G2.
        unsafe {
            self.gl.bind_framebuffer(glow::READ_FRAMEBUFFER, read);
            self.gl.bind_framebuffer(glow::DRAW_FRAMEBUFFER, draw);
            self.gl.blit_framebuffer(a, b, c, d, e, f, g, h, planes, filter);
        }
        Ok(())
    }

    /// Refuses rectangles that cannot be read.
    pub(super) fn check_read(&self, source: RenderTarget, rect: Rect) -> Result<()> {
        source.check_inside(rect)?;
        let maximum = self.caps.max_texture_size;
        if rect.width.max(rect.height) <= maximum {
            return Ok(());
        }
        Err(Error::Limit {
            what: "a side of the pixels to read".to_owned(),
            requested: u64::from(rect.width.max(rect.height)),
            maximum: u64::from(maximum),
        })
    }

    pub(super) fn read_into(
        &mut self,
        source: RenderTarget,
        rect: Rect,
        format: ReadFormat,
        out: &mut Vec<u8>,
    ) -> Result<()> {
        self.check_read(source, rect)?;
        let (width, height) = (gl_i32(rect.width)?, gl_i32(rect.height)?);
        let size = rect.width as usize * rect.height as usize * format.pixel_bytes();
        out.resize(size, 0);
        let (external, kind) = enums::read_format(format);
        self.bind_target(source, "READ_PIXELS")?;
        // SAFETY: G1, G2, G3: `out` holds the rows without padding, as `invalidate` has set it.
        unsafe {
            let into = glow::PixelPackData::Slice(Some(&mut out[..size]));
            self.gl.read_pixels(rect.x, rect.y, width, height, external, kind, into);
        }
        Ok(())
    }
}
