//! Where the values of filters begin, for each row of values that has filters.

use vispy_gloo::{Context, Rect, Result, Texture2D, TextureFormat};

use super::dirty::Dirty;

/// Rows of the first texture.
const FIRST_CAPACITY: u32 = 64;
/// Unchanged rows between two changed ones up to which all are uploaded at once.
const UPLOAD_GAP: u32 = 256;

/// The texel of the vertex texture at which the values begin, by the index of the row. Without filters there is no texture.
#[derive(Debug, Default)]
pub(crate) struct FilterStarts {
    /// A float counts multiples of 16, as ranges begin at, to 2^28 exactly.
    starts: Vec<f32>,
    dirty: Dirty,
    texture: Option<Texture2D>,
}

impl FilterStarts {
    pub(crate) fn set(&mut self, row: u32, start: u32) {
        let index = row as usize;
        if index >= self.starts.len() {
            self.starts.resize(index + 1, -1.0);
        }
        let start = start as f32;
        if self.starts[index] != start {
            self.starts[index] = start;
            self.dirty.add(row..row + 1);
        }
    }

    /// The texture; `None` before the first upload.
    pub(super) fn texture(&self) -> Option<&Texture2D> {
        self.texture.as_ref()
    }

    pub(super) fn upload(&mut self, ctx: &mut Context) -> Result<()> {
        let len = self.starts.len() as u32;
        if len == 0 {
            return Ok(());
        }
        let needed = len.next_power_of_two().max(FIRST_CAPACITY).min(ctx.caps().max_texture_size).max(len);
        let texture = match &self.texture {
            Some(texture) => texture,
            None => {
                let texture = Texture2D::empty(TextureFormat::R32F, 1, needed)?;
                self.dirty.set_all(len);
                self.texture.insert(texture.with_label("where values of filters begin"))
            }
        };
        if texture.size()[1] < needed {
            texture.resize(1, needed)?;
            self.dirty.set_all(len);
        }
        for range in self.dirty.drain(UPLOAD_GAP) {
            let rect = Rect::new(0, range.start as i32, 1, range.end - range.start);
            texture.write_now(ctx, rect, &self.starts[range.start as usize..range.end as usize])?;
        }
        Ok(())
    }
}
