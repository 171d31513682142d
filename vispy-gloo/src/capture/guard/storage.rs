//! Memory: how much there is, and what is written where.

use super::{Guard, Known, wrong_kind};
use crate::error::{Error, Result};
use crate::id::ObjectId;
use crate::state::Rect;
use crate::texture::TextureFormat;

impl Guard {
    /// Takes note that an object has other memory from now on.
    fn account(&mut self, operation: &'static str, before: u64, after: u64) -> Result<()> {
        let total = (self.memory_bytes - before).saturating_add(after);
        if total > self.limits.memory_bytes {
            return Err(Error::Limit {
                what: format!("bytes of memory after {operation}"),
                requested: total,
                maximum: self.limits.memory_bytes,
            });
        }
        self.memory_bytes = total;
        Ok(())
    }

    pub(super) fn size_buffer(&mut self, id: ObjectId, size_bytes: u64) -> Result<()> {
        const OPERATION: &str = "BUFFER_SIZE";
        let known = self.known(id, OPERATION)?;
        if !matches!(known, Known::Vertices { .. } | Known::Indices { .. }) {
            return Err(wrong_kind(OPERATION, id, "a buffer", known));
        }
        self.account(OPERATION, known.bytes(), size_bytes)?;
        match self.objects.get_mut(&id) {
            Some(Known::Vertices { size_bytes: known }) => *known = size_bytes,
            // Zeros, as drivers give them; below the limit of memory.
            Some(Known::Indices { data }) => *data = vec![0; size_bytes as usize],
            _ => {}
        }
        Ok(())
    }

    pub(super) fn fill_buffer(&mut self, id: ObjectId, offset_bytes: u64, bytes: &[u8]) -> Result<()> {
        const OPERATION: &str = "BUFFER_DATA";
        let known =
            self.objects.get_mut(&id).ok_or(Error::NoSuchObject { operation: OPERATION, id: id.0 })?;
        let size = known.bytes();
        let end = offset_bytes.checked_add(bytes.len() as u64).filter(|end| *end <= size);
        match (known, end) {
            (Known::Vertices { .. }, Some(_)) => Ok(()),
            (Known::Indices { data }, Some(end)) => {
                // Both ends are inside the vector.
                data[offset_bytes as usize..end as usize].copy_from_slice(bytes);
                Ok(())
            }
            (Known::Vertices { .. } | Known::Indices { .. }, None) => Err(Error::Shape {
                what: format!("bytes of {OPERATION} to object {}", id.0),
                expected: format!("a range inside its {size} bytes"),
                found: format!("{} bytes at byte {offset_bytes}", bytes.len()),
            }),
            (other, _) => Err(wrong_kind(OPERATION, id, "a buffer", other)),
        }
    }

    /// Storage of a texture or a render buffer, multisampled or not.
    pub(super) fn store_image(
        &mut self,
        id: ObjectId,
        new_format: TextureFormat,
        new_size: [u32; 2],
        samples: u32,
    ) -> Result<()> {
        const OPERATION: &str = "a storage command";
        let known = self.known(id, OPERATION)?;
        if !matches!(known, Known::Image { .. }) {
            return Err(wrong_kind(OPERATION, id, "a texture or a render buffer", known));
        }
        let [width, height] = new_size;
        let maximum = u64::from(self.caps.max_texture_size);
        let longest = u64::from(width.max(height));
        if longest > maximum || width == 0 || height == 0 {
            return Err(Error::Limit {
                what: format!("a side of object {} (1 at least)", id.0),
                requested: if longest > maximum { longest } else { 0 },
                maximum,
            });
        }
        let texels = u64::from(width) * u64::from(height) * u64::from(samples);
        let new_bytes = texels.saturating_mul(new_format.texel_bytes() as u64);
        self.account(OPERATION, known.bytes(), new_bytes)?;
        if let Some(Known::Image { format, size, bytes, .. }) = self.objects.get_mut(&id) {
            (*format, *size, *bytes) = (new_format, new_size, new_bytes);
        }
        Ok(())
    }

    pub(super) fn fill_texture(&self, id: ObjectId, rect: Rect, found: usize) -> Result<()> {
        let (format, [width, height]) = self.texture(id, "TEXTURE_DATA")?;
        let expected = rect.area().saturating_mul(format.texel_bytes() as u64);
        if Rect::new(0, 0, width, height).contains(rect) && expected == found as u64 {
            return Ok(());
        }
        Err(Error::Shape {
            what: format!("texels of object {} of {width} x {height}", id.0),
            expected: format!("{expected} bytes for a rectangle inside"),
            found: format!("{found} bytes for {rect}"),
        })
    }

    pub(super) fn delete(&mut self, id: ObjectId) {
        if let Some(known) = self.objects.remove(&id) {
            self.memory_bytes -= known.bytes();
        }
    }
}
