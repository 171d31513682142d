//! Memory: how much there is, and what is written where.

use super::{Guard, Known, wrong_kind};
use crate::error::{Error, Result};
use crate::id::ObjectId;
use crate::texture::{Region, TextureFormat, TextureKind};

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
        if !matches!(known, Known::Vertices { .. } | Known::Uniforms { .. } | Known::Indices { .. }) {
            return Err(wrong_kind(OPERATION, id, "a buffer", known));
        }
        self.account(OPERATION, known.bytes(), size_bytes)?;
        match self.objects.get_mut(&id) {
            Some(Known::Vertices { size_bytes: known } | Known::Uniforms { size_bytes: known }) => {
                *known = size_bytes;
            }
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
            (Known::Vertices { .. } | Known::Uniforms { .. }, Some(_)) => Ok(()),
            (Known::Indices { data }, Some(end)) => {
                // Both ends are inside the vector.
                data[offset_bytes as usize..end as usize].copy_from_slice(bytes);
                Ok(())
            }
            (Known::Vertices { .. } | Known::Uniforms { .. } | Known::Indices { .. }, None) => {
                Err(Error::Shape {
                    what: format!("bytes of {OPERATION} to object {}", id.0),
                    expected: format!("a range inside its {size} bytes"),
                    found: format!("{} bytes at byte {offset_bytes}", bytes.len()),
                })
            }
            (other, _) => Err(wrong_kind(OPERATION, id, "a buffer", other)),
        }
    }

    /// Storage of a texture with levels, or of a render buffer with samples.
    pub(super) fn store_image(
        &mut self,
        id: ObjectId,
        new_format: TextureFormat,
        new_size: [u32; 3],
        (new_levels, samples): (u32, u32),
    ) -> Result<()> {
        const OPERATION: &str = "a storage command";
        let known = self.known(id, OPERATION)?;
        let Known::Image { texture, .. } = known else {
            return Err(wrong_kind(OPERATION, id, "a texture or a render buffer", known));
        };
        let kind = texture.unwrap_or(TextureKind::D2);
        kind.check_size(new_size, &self.caps, || format!("object {}", id.0))?;
        let layers_fit = match kind {
            TextureKind::D2 => new_size[2] == 1,
            TextureKind::Cube => new_size[2] == 6 && new_size[0] == new_size[1],
            TextureKind::D3 | TextureKind::D2Array => true,
        };
        let levels_fit = (1..=kind.full_levels(new_size)).contains(&new_levels);
        if new_size.contains(&0) || !layers_fit || !levels_fit {
            return Err(Error::Shape {
                what: format!("size of object {}", id.0),
                expected: "sides of 1 at least, one layer, six of a cube, levels down to one texel"
                    .to_owned(),
                found: format!("{new_size:?} with {new_levels} levels"),
            });
        }
        let texels = kind.texels(new_size, new_levels).saturating_mul(u64::from(samples));
        let new_bytes = texels.saturating_mul(new_format.texel_bytes() as u64);
        self.account(OPERATION, known.bytes(), new_bytes)?;
        if let Some(Known::Image { format, size, levels, bytes, .. }) = self.objects.get_mut(&id) {
            (*format, *size, *levels, *bytes) = (new_format, new_size, new_levels, new_bytes);
        }
        Ok(())
    }

    pub(super) fn fill_texture(&self, id: ObjectId, level: u32, region: Region, found: usize) -> Result<()> {
        let (kind, format, size, levels) = self.texture(id, "TEXTURE_DATA")?;
        let expected = region.texels().saturating_mul(format.texel_bytes() as u64);
        let size = kind.level_size(size, level);
        if level < levels && region.fits(size) && expected == found as u64 {
            return Ok(());
        }
        let [width, height, depth] = size;
        let layers = if depth > 1 { format!(" x {depth}") } else { String::new() };
        Err(Error::Shape {
            what: format!("texels of object {} of {width} x {height}{layers}", id.0),
            expected: format!("{expected} bytes for a region inside one of {levels} levels"),
            found: format!("{found} bytes for {region} of level {level}"),
        })
    }

    pub(super) fn delete(&mut self, id: ObjectId) {
        self.block_units.retain(|_, buffer| *buffer != id);
        if let Some(known) = self.objects.remove(&id) {
            self.memory_bytes -= known.bytes();
        }
    }
}
