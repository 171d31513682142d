//! The rasters of the glyphs in use, on the CPU and as a texture.

use vispy_gloo::{Context, Rect, Texture2D, TextureFormat};

use crate::error::Result;
use crate::text::{AtlasDirty, GlyphAtlas};

/// The rasters of the glyphs in use. Text is shaped by [`FontSystem::global`](crate::text::FontSystem::global).
#[derive(Debug)]
pub struct Glyphs {
    /// Rasters of the glyphs in use.
    pub atlas: GlyphAtlas,
    texture: Option<Texture2D>,
}

impl Glyphs {
    pub(super) fn new(max_texture_size: u32) -> Self {
        Self { atlas: GlyphAtlas::new(max_texture_size), texture: None }
    }

    pub(super) fn begin_frame(&mut self) {
        self.atlas.begin_frame();
    }

    /// The texture; `None` before the first upload.
    #[must_use]
    pub fn texture(&self) -> Option<&Texture2D> {
        self.texture.as_ref()
    }

    pub(super) fn upload(&mut self, ctx: &mut Context) -> Result<()> {
        if self.atlas.is_empty() {
            return Ok(());
        }
        let [width, height] = self.atlas.size();
        let texture = match &self.texture {
            Some(texture) => texture,
            None => {
                let texture = Texture2D::empty(TextureFormat::R8, width, height)?;
                self.texture.insert(texture.with_label("glyphs"))
            }
        };
        if texture.size() != [width, height] {
            texture.resize(width, height)?;
            self.atlas.mark_all_dirty();
        }
        let rows = match self.atlas.take_dirty() {
            AtlasDirty::Clean => return Ok(()),
            AtlasDirty::Rows(rows) => rows,
            AtlasDirty::All => 0..height,
        };
        let rect = Rect::new(0, rows.start as i32, width, rows.end - rows.start);
        Ok(texture.write_now(ctx, rect, self.atlas.rows(rows))?)
    }
}
