//! Targets: made ready, filled, copied.

use super::Context;
use crate::command::{BlitPart, Command};
use crate::error::Result;
use crate::framebuffer::FrameBuffer;
use crate::state::Rect;
use crate::target::RenderTarget;

impl Context {
    /// Makes a frame buffer ready, and returns the target to give to draws.
    ///
    /// # Errors
    /// `WrongContext`; `Limit` when there are too many colours or a side is too long; `Shape` when an attachment was
    /// resized and the others were not; `Unsupported` for float formats where [`Caps::float_targets`](crate::Caps::float_targets) is not set. The
    /// next flush returns `Incomplete` when the driver refuses the combination.
    pub fn use_framebuffer(&mut self, framebuffer: &FrameBuffer) -> Result<RenderTarget> {
        framebuffer.check(&self.caps)?;
        for object in framebuffer.objects() {
            self.adopt(object)?;
        }
        Ok(framebuffer.target())
    }

    /// Fills a target, or only the part of it inside `scissor`, with a premultiplied colour and a depth; `None` keeps
    /// what is there.
    pub fn clear(
        &mut self,
        target: RenderTarget,
        scissor: Option<Rect>,
        color: Option<[f32; 4]>,
        depth: Option<f32>,
    ) {
        self.queue.push(Command::Clear { target, scissor, color, depth, stencil: None });
    }

    /// Fills the stencil of a target, or only the part of it inside `scissor`.
    pub fn clear_stencil(&mut self, target: RenderTarget, scissor: Option<Rect>, stencil: u8) {
        self.queue.push(Command::Clear { target, scissor, color: None, depth: None, stencil: Some(stencil) });
    }

    /// Copies the pixels of the first colour from one target to another; resolves where the source is multisampled. To
    /// resolve several colours, give each a frame buffer of its own.
    pub fn blit(&mut self, source: (RenderTarget, Rect), destination: (RenderTarget, Rect), linear: bool) {
        self.blit_part(source, destination, if linear { BlitPart::ColorLinear } else { BlitPart::Color });
    }

    /// Copies colour, depth or stencil from one target to another; resolves where the source is multisampled.
    ///
    /// Of depth and stencil both targets must have the same format, and a multisampled source rectangles of the same
    /// size, or the flush says `Gl` with `GL_INVALID_OPERATION`; what one of the two does not have is left out.
    pub fn blit_part(
        &mut self,
        source: (RenderTarget, Rect),
        destination: (RenderTarget, Rect),
        part: BlitPart,
    ) {
        let ((source, source_rect), (destination, destination_rect)) = (source, destination);
        self.queue.push(Command::Blit { source, source_rect, destination, destination_rect, part });
    }
}
