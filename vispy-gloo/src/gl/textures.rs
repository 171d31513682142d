//! Textures.

use glow::HasContext as _;

use super::{Gl, UPLOAD_UNIT, enums, gl_i32};
use crate::error::{Error, Result};
use crate::id::ObjectId;
use crate::state::Rect;
use crate::texture::{Sampling, TextureFormat};

pub(super) struct GlTexture {
    pub(super) name: glow::Texture,
    pub(super) format: TextureFormat,
    sampled: bool,
}

impl GlTexture {
    pub(super) fn new(name: glow::Texture) -> Self {
        Self { name, format: TextureFormat::Rgba8, sampled: false }
    }
}

impl Gl {
    pub(super) fn texture(&self, id: ObjectId, operation: &'static str) -> Result<&GlTexture> {
        self.textures.get(&id).ok_or(Error::NoSuchObject { operation, id: id.0 })
    }

    pub(super) fn texture_name(&self, id: ObjectId, operation: &'static str) -> Result<glow::Texture> {
        Ok(self.texture(id, operation)?.name)
    }

    fn bind_for_work(&mut self, name: glow::Texture) {
        // SAFETY: G1, G2.
        unsafe {
            self.gl.active_texture(glow::TEXTURE0 + UPLOAD_UNIT);
            self.gl.bind_texture(glow::TEXTURE_2D, Some(name));
        }
    }

    pub(super) fn set_unit(&mut self, unit: u32, id: ObjectId) -> Result<()> {
        // The last unit is for uploads.
        let maximum = self.caps.max_texture_units.min(UPLOAD_UNIT);
        if unit >= maximum {
            return Err(Error::Limit {
                what: "textures of one program".to_owned(),
                requested: u64::from(unit) + 1,
                maximum: u64::from(maximum),
            });
        }
        let name = self.texture_name(id, "TEXTURE_UNIT")?;
        // SAFETY: G1, G2.
        unsafe {
            self.gl.active_texture(glow::TEXTURE0 + unit);
            self.gl.bind_texture(glow::TEXTURE_2D, Some(name));
        }
        Ok(())
    }

    pub(super) fn store_texture(
        &mut self,
        id: ObjectId,
        format: TextureFormat,
        width: u32,
        height: u32,
    ) -> Result<()> {
        let maximum = self.caps.max_texture_size;
        if width.max(height) > maximum {
            return Err(Error::Limit {
                what: format!("a side of {}", self.described(id)),
                requested: u64::from(width.max(height)),
                maximum: u64::from(maximum),
            });
        }
        let texture = self
            .textures
            .get_mut(&id)
            .ok_or(Error::NoSuchObject { operation: "TEXTURE_STORAGE", id: id.0 })?;
        texture.format = format;
        let (name, sampled) = (texture.name, std::mem::replace(&mut texture.sampled, true));
        self.bind_for_work(name);
        let (internal, external, kind) = enums::texture_format(format);
        let (width, height) = (gl_i32(width)?, gl_i32(height)?);
        // SAFETY: G1: the texture is bound, and no memory is read.
        unsafe {
            let no_data = glow::PixelUnpackData::Slice(None);
            let target = glow::TEXTURE_2D;
            self.gl.tex_image_2d(target, 0, internal as i32, width, height, 0, external, kind, no_data);
        }
        if sampled {
            return Ok(());
        }
        // OpenGL's default filter wants mipmaps, without which the texture reads as black.
        self.sample(Sampling::NEAREST);
        Ok(())
    }

    pub(super) fn fill_texture(&mut self, id: ObjectId, rect: Rect, bytes: &[u8]) -> Result<()> {
        let texture = self.texture(id, "TEXTURE_DATA")?;
        let (name, format) = (texture.name, texture.format);
        let expected = rect.area().saturating_mul(format.texel_bytes() as u64);
        if bytes.len() as u64 != expected {
            return Err(Error::Shape {
                what: format!("texels of {}", self.described(id)),
                expected: format!("{expected} bytes"),
                found: format!("{} bytes", bytes.len()),
            });
        }
        self.bind_for_work(name);
        let (_, external, kind) = enums::texture_format(format);
        let (width, height) = (gl_i32(rect.width)?, gl_i32(rect.height)?);
        let data = glow::PixelUnpackData::Slice(Some(bytes));
        // SAFETY: G1, G3: `bytes` holds the rectangle's rows without padding, as `invalidate` has set it.
        unsafe {
            let target = glow::TEXTURE_2D;
            self.gl.tex_sub_image_2d(target, 0, rect.x, rect.y, width, height, external, kind, data);
        }
        Ok(())
    }

    pub(super) fn set_sampling(&mut self, id: ObjectId, sampling: Sampling) -> Result<()> {
        let texture = self.texture(id, "TEXTURE_SAMPLING")?;
        let (name, format) = (texture.name, texture.format);
        sampling.check(format, &self.caps, || self.described(id))?;
        self.bind_for_work(name);
        self.sample(sampling);
        Ok(())
    }

    /// Sets the sampling of the texture that is bound for work.
    fn sample(&self, sampling: Sampling) {
        let settings = [
            (glow::TEXTURE_MIN_FILTER, enums::filter(sampling.min_filter)),
            (glow::TEXTURE_MAG_FILTER, enums::filter(sampling.mag_filter)),
            (glow::TEXTURE_WRAP_S, enums::wrap(sampling.wrap[0])),
            (glow::TEXTURE_WRAP_T, enums::wrap(sampling.wrap[1])),
        ];
        for (setting, value) in settings {
            // SAFETY: G1.
            unsafe { self.gl.tex_parameter_i32(glow::TEXTURE_2D, setting, value as i32) };
        }
    }
}
