//! The layer in which the nearest segment of a line with several colours wins.

use vispy_gloo::{Context, FrameBuffer, RenderBuffer, RenderTarget, Texture2D, TextureFormat};

use crate::error::Result;

/// Colours with depth, as large as the largest target so far.
#[derive(Debug, Default)]
pub(crate) struct ColorLayer(Option<(FrameBuffer, Texture2D)>);

impl ColorLayer {
    /// The layer as a target and as a texture, at least as large as `size` in physical pixels.
    pub(crate) fn get(
        &mut self,
        ctx: &mut Context,
        [width, height]: [u32; 2],
    ) -> Result<(RenderTarget, &Texture2D)> {
        let (framebuffer, texture) = match &mut self.0 {
            Some(known) => known,
            empty => {
                let (width, height) = (width.max(1), height.max(1));
                let texture =
                    Texture2D::empty(TextureFormat::Rgba8, width, height)?.with_label("colours of lines");
                let depth = RenderBuffer::new(TextureFormat::Depth24, width, height)?;
                let framebuffer =
                    FrameBuffer::with_attachments(vec![(&texture).into()], Some((&depth).into()))?
                        .with_label("colours of lines");
                empty.insert((framebuffer, texture))
            }
        };
        let [known_width, known_height] = framebuffer.size();
        framebuffer.resize(known_width.max(width), known_height.max(height))?;
        Ok((ctx.use_framebuffer(framebuffer)?, texture))
    }
}
