//! The layer in which a line's coverage is the maximum over its segments.

use vispy_gloo::{Context, FrameBuffer, RenderTarget, Texture2D, TextureFormat};

use crate::error::Result;

/// An 8-bit layer as large as the largest target so far.
#[derive(Debug, Default)]
pub(crate) struct CoverageLayer(Option<(FrameBuffer, Texture2D)>);

impl CoverageLayer {
    /// The layer as a texture; `None` before its first use.
    pub(crate) fn texture(&self) -> Option<&Texture2D> {
        self.0.as_ref().map(|(_, texture)| texture)
    }

    /// The layer as a target, at least as large as `size` in physical pixels.
    pub(crate) fn get(&mut self, ctx: &mut Context, [width, height]: [u32; 2]) -> Result<RenderTarget> {
        let (framebuffer, texture) = match &mut self.0 {
            Some(known) => known,
            empty => {
                let texture = Texture2D::empty(TextureFormat::R8, width.max(1), height.max(1))?
                    .with_label("coverage of lines");
                let framebuffer = FrameBuffer::new(&texture)?.with_label("coverage of lines");
                empty.insert((framebuffer, texture))
            }
        };
        let [known_width, known_height] = texture.size();
        texture.resize(known_width.max(width), known_height.max(height))?;
        Ok(ctx.use_framebuffer(framebuffer)?)
    }
}
