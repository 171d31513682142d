//! Textures.

use glow::HasContext as _;

use super::{Gl, UPLOAD_UNIT, enums, formats, gl_i32};
use crate::error::{Error, Result};
use crate::id::ObjectId;
use crate::texture::{Channels, Region, Sampling, TextureFormat, TextureKind};

#[derive(Clone, Copy)]
pub(super) struct GlTexture {
    pub(super) name: glow::Texture,
    pub(super) kind: TextureKind,
    pub(super) format: TextureFormat,
    size: [u32; 3],
    /// 0 before it has storage.
    levels: u32,
    sampling: Sampling,
}

impl GlTexture {
    pub(super) fn new(name: glow::Texture, kind: TextureKind) -> Self {
        let format = TextureFormat::Rgba8;
        Self { name, kind, format, size: [0; 3], levels: 0, sampling: Sampling::NEAREST }
    }

    /// OpenGL's name for the image of a level: faces of a cube are targets of their own.
    pub(super) const fn image_target(&self, layer: u32) -> u32 {
        match self.kind {
            TextureKind::Cube => glow::TEXTURE_CUBE_MAP_POSITIVE_X + layer,
            kind => enums::texture_kind(kind),
        }
    }
}

impl Gl {
    pub(super) fn texture(&self, id: ObjectId, operation: &'static str) -> Result<GlTexture> {
        self.names.borrow().textures.get(&id).copied().ok_or(Error::NoSuchObject { operation, id: id.0 })
    }

    fn bind_for_work(&self, texture: &GlTexture) {
        // SAFETY: G1, G2.
        unsafe {
            self.gl.active_texture(glow::TEXTURE0 + UPLOAD_UNIT);
            self.gl.bind_texture(enums::texture_kind(texture.kind), Some(texture.name));
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
        let texture = self.texture(id, "TEXTURE_UNIT")?;
        // SAFETY: G1, G2.
        unsafe {
            self.gl.active_texture(glow::TEXTURE0 + unit);
            self.gl.bind_texture(enums::texture_kind(texture.kind), Some(texture.name));
        }
        Ok(())
    }

    pub(super) fn store_texture(
        &mut self,
        id: ObjectId,
        format: TextureFormat,
        size: [u32; 3],
        levels: u32,
    ) -> Result<()> {
        let before = self.texture(id, "TEXTURE_STORAGE")?;
        let kind = before.kind;
        kind.check_size(size, &self.caps, || self.described(id))?;
        let there = format.availability();
        if !there.holds(&self.caps) || format.channels() == Channels::Stencil {
            return Err(Error::Unsupported {
                feature: format!("format {format:?} of {}", self.described(id)),
                requires: there.requires().to_owned(),
            });
        }
        let layers_fit = match kind {
            TextureKind::D2 => size[2] == 1,
            TextureKind::Cube => size[2] == 6 && size[0] == size[1],
            TextureKind::D3 | TextureKind::D2Array => true,
        };
        if !layers_fit || levels == 0 || levels > kind.full_levels(size) {
            return Err(Error::Shape {
                what: format!("size of {}", self.described(id)),
                expected: "one layer, six of a cube, and levels down to one texel at most".to_owned(),
                found: format!("{size:?} with {levels} levels"),
            });
        }
        let texture = GlTexture { format, size, levels, ..before };
        self.names.borrow_mut().textures.insert(id, texture);
        self.bind_for_work(&texture);
        self.read_all_levels(&texture)?;
        for level in 0..levels {
            self.store_level(&texture, level)?;
        }
        let restricted = texture.sampling.levels != Sampling::NEAREST.levels;
        if before.levels == 0 || restricted {
            // OpenGL's default filter wants mipmaps, without which the texture reads as black.
            self.sample(&texture);
        }
        Ok(())
    }

    /// Lets all levels of the texture that is bound for work be read.
    fn read_all_levels(&self, texture: &GlTexture) -> Result<()> {
        let target = enums::texture_kind(texture.kind);
        let last = gl_i32(texture.levels.max(1) - 1)?;
        // SAFETY: G1.
        unsafe {
            self.gl.tex_parameter_i32(target, glow::TEXTURE_BASE_LEVEL, 0);
            self.gl.tex_parameter_i32(target, glow::TEXTURE_MAX_LEVEL, last);
        }
        Ok(())
    }

    /// Gives a level of the texture that is bound for work its memory.
    fn store_level(&self, texture: &GlTexture, level: u32) -> Result<()> {
        let (internal, external, kind) = formats::texture_format(texture.format);
        let internal = internal as i32;
        let [width, height, depth] = texture.kind.level_size(texture.size, level);
        let (width, height, number) = (gl_i32(width)?, gl_i32(height)?, gl_i32(level)?);
        let layers = if texture.kind == TextureKind::Cube { depth } else { 1 };
        for layer in 0..layers {
            let target = texture.image_target(layer);
            let none = glow::PixelUnpackData::Slice(None);
            // SAFETY: G1: the texture is bound, and no memory is read.
            unsafe {
                match texture.kind {
                    TextureKind::D2 | TextureKind::Cube => {
                        self.gl
                            .tex_image_2d(target, number, internal, width, height, 0, external, kind, none);
                    }
                    TextureKind::D3 | TextureKind::D2Array => {
                        let depth = gl_i32(depth)?;
                        self.gl.tex_image_3d(
                            target, number, internal, width, height, depth, 0, external, kind, none,
                        );
                    }
                }
            }
        }
        Ok(())
    }

    pub(super) fn fill_texture(
        &mut self,
        id: ObjectId,
        level: u32,
        region: Region,
        bytes: &[u8],
    ) -> Result<()> {
        let texture = self.texture(id, "TEXTURE_DATA")?;
        let wrong = |expected: String, found: String| Error::Shape {
            what: format!("texels of {}", self.described(id)),
            expected,
            found,
        };
        let size = texture.kind.level_size(texture.size, level);
        if level >= texture.levels || !region.fits(size) {
            return Err(wrong(format!("a region inside {size:?}"), format!("{region} of level {level}")));
        }
        let texel_bytes = texture.format.texel_bytes();
        let expected = region.texels().saturating_mul(texel_bytes as u64);
        if bytes.len() as u64 != expected {
            return Err(wrong(format!("{expected} bytes"), format!("{} bytes", bytes.len())));
        }
        if region.is_empty() {
            return Ok(());
        }
        self.bind_for_work(&texture);
        let (_, external, kind) = formats::texture_format(texture.format);
        let ([x, y, z], [width, height, depth]) = (region.origin, region.size);
        let (column, row, level) = (gl_i32(x)?, gl_i32(y)?, gl_i32(level)?);
        let layer_bytes = bytes.len() / depth as usize;
        let (width, height) = (gl_i32(width)?, gl_i32(height)?);
        let data = |bytes| glow::PixelUnpackData::Slice(Some(bytes));
        // SAFETY: G1, G3: the bytes hold the region's rows without padding, as `invalidate` has set it.
        unsafe {
            match texture.kind {
                TextureKind::D2 | TextureKind::Cube => {
                    for (layer, face) in (z..).zip(bytes.chunks_exact(layer_bytes)) {
                        let target = texture.image_target(layer);
                        let face = data(face);
                        self.gl.tex_sub_image_2d(
                            target, level, column, row, width, height, external, kind, face,
                        );
                    }
                }
                TextureKind::D3 | TextureKind::D2Array => {
                    let (target, z, depth) = (texture.image_target(0), gl_i32(z)?, gl_i32(depth)?);
                    let bytes = data(bytes);
                    self.gl.tex_sub_image_3d(
                        target, level, column, row, z, width, height, depth, external, kind, bytes,
                    );
                }
            }
        }
        Ok(())
    }

    pub(super) fn compute_mipmaps(&mut self, id: ObjectId) -> Result<()> {
        let texture = self.texture(id, "TEXTURE_MIPMAPS")?;
        self.bind_for_work(&texture);
        // Levels are computed from the first level that is read, up to the last.
        self.read_all_levels(&texture)?;
        // SAFETY: G1: the texture is bound.
        unsafe { self.gl.generate_mipmap(enums::texture_kind(texture.kind)) };
        if texture.sampling.levels != Sampling::NEAREST.levels {
            self.sample(&texture);
        }
        Ok(())
    }

    pub(super) fn set_sampling(&mut self, id: ObjectId, sampling: Sampling) -> Result<()> {
        let before = self.texture(id, "TEXTURE_SAMPLING")?;
        sampling.check(before.format, &self.caps, || self.described(id))?;
        let texture = GlTexture { sampling, ..before };
        self.names.borrow_mut().textures.insert(id, texture);
        self.bind_for_work(&texture);
        self.sample(&texture);
        Ok(())
    }

    /// Sets the sampling of the texture that is bound for work.
    fn sample(&self, texture: &GlTexture) {
        let sampling = texture.sampling;
        let target = enums::texture_kind(texture.kind);
        let last = texture.levels.max(1) - 1;
        let [base, max] = sampling.levels.map(|level| level.min(last) as i32);
        let compare = sampling.compare.map_or(glow::NONE, |_| glow::COMPARE_REF_TO_TEXTURE);
        let settings = [
            (glow::TEXTURE_MIN_FILTER, enums::min_filter(sampling.min_filter, sampling.mipmap) as i32),
            (glow::TEXTURE_MAG_FILTER, enums::filter(sampling.mag_filter) as i32),
            (glow::TEXTURE_WRAP_S, enums::wrap(sampling.wrap[0]) as i32),
            (glow::TEXTURE_WRAP_T, enums::wrap(sampling.wrap[1]) as i32),
            (glow::TEXTURE_WRAP_R, enums::wrap(sampling.wrap[2]) as i32),
            (glow::TEXTURE_BASE_LEVEL, base),
            (glow::TEXTURE_MAX_LEVEL, max),
            (glow::TEXTURE_COMPARE_MODE, compare as i32),
        ];
        // SAFETY: G1, G3: a border has four values.
        unsafe {
            for (setting, value) in settings {
                self.gl.tex_parameter_i32(target, setting, value);
            }
            if let Some(compare) = sampling.compare {
                let compare = enums::compare(compare) as i32;
                self.gl.tex_parameter_i32(target, glow::TEXTURE_COMPARE_FUNC, compare);
            }
            if self.caps.border_clamp {
                self.gl.tex_parameter_f32_slice(target, glow::TEXTURE_BORDER_COLOR, &sampling.border);
            }
            if self.caps.max_anisotropy > 1.0 {
                let anisotropy = sampling.anisotropy.max(1.0);
                self.gl.tex_parameter_f32(target, glow::TEXTURE_MAX_ANISOTROPY_EXT, anisotropy);
            }
            if self.caps.swizzle {
                let plain = [glow::RED, glow::GREEN, glow::BLUE, glow::ALPHA];
                let swizzle = sampling.swizzle.map_or(plain, |channels| channels.map(enums::swizzle));
                for (setting, value) in (glow::TEXTURE_SWIZZLE_R..).zip(swizzle) {
                    self.gl.tex_parameter_i32(target, setting, value as i32);
                }
            }
        }
    }
}
