//! What textures of all kinds have in common.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytemuck::Pod;
use serde::{Deserialize, Serialize};

use super::format::{Channels, TextureFormat, Where};
use super::{Region, Sampling};
use crate::caps::Caps;
use crate::command::{Command, ObjectKind};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::object::Object;
use crate::payload::{IntoPayload, Payload};

/// The kinds of textures that the three APIs have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TextureKind {
    /// An image.
    D2,
    /// A volume.
    D3,
    /// Images of one size.
    D2Array,
    /// Six square images, seen from inside a cube.
    Cube,
}

impl TextureKind {
    /// The kind of object that it is.
    #[must_use]
    pub const fn object_kind(self) -> ObjectKind {
        match self {
            Self::D2 => ObjectKind::Texture2D,
            Self::D3 => ObjectKind::Texture3D,
            Self::D2Array => ObjectKind::Texture2DArray,
            Self::Cube => ObjectKind::TextureCube,
        }
    }

    /// The kind of texture that an object is; `None` where it is no texture.
    pub(crate) const fn of(kind: ObjectKind) -> Option<Self> {
        Some(match kind {
            ObjectKind::Texture2D => Self::D2,
            ObjectKind::Texture3D => Self::D3,
            ObjectKind::Texture2DArray => Self::D2Array,
            ObjectKind::TextureCube => Self::Cube,
            _ => return None,
        })
    }

    /// Size of a level of a texture whose first level has that size; layers and faces stay.
    pub(crate) fn level_size(self, [width, height, depth]: [u32; 3], level: u32) -> [u32; 3] {
        let half = |side: u32| side.checked_shr(level).unwrap_or(0).max(1);
        let depth = if self == Self::D3 { half(depth) } else { depth };
        [half(width), half(height), depth]
    }

    /// How many texels there are on that many levels; more than `u64` can say counts as the most it can.
    pub(crate) fn texels(self, size: [u32; 3], levels: u32) -> u64 {
        let level = |level| Region::all(self.level_size(size, level)).texels();
        (0..levels).fold(0, |sum: u64, number| sum.saturating_add(level(number)))
    }

    /// How many levels there are down to a single texel.
    pub(crate) fn full_levels(self, [width, height, depth]: [u32; 3]) -> u32 {
        let side = width.max(height).max(if self == Self::D3 { depth } else { 1 });
        side.max(1).ilog2() + 1
    }

    /// Refuses sizes that the device has not.
    pub(crate) fn check_size(self, size: [u32; 3], caps: &Caps, what: impl FnOnce() -> String) -> Result<()> {
        let [width, height, depth] = size;
        let side = width.max(height);
        let (requested, maximum, part) = match self {
            Self::D2 => (side, caps.max_texture_size, "a side"),
            Self::D3 => (side.max(depth), caps.max_texture_3d_size, "a side"),
            Self::Cube => (side, caps.max_cube_size, "a side"),
            Self::D2Array if side > caps.max_texture_size => (side, caps.max_texture_size, "a side"),
            Self::D2Array => (depth, caps.max_array_layers, "layers"),
        };
        if requested <= maximum {
            return Ok(());
        }
        Err(Error::Limit {
            what: format!("{part} of {}", what()),
            requested: u64::from(requested),
            maximum: u64::from(maximum),
        })
    }
}

/// A texture of any kind: what [`Texture1D`](crate::Texture1D), [`Texture2D`](crate::Texture2D),
/// [`Texture3D`](crate::Texture3D), [`Texture2DArray`](crate::Texture2DArray) and [`TextureCube`](crate::TextureCube)
/// have in common. Cloning shares it.
///
/// [`Program::set_texture`](crate::Program::set_texture) takes any of them.
#[derive(Debug, Clone)]
pub struct Texture {
    pub(crate) object: Arc<Object>,
    shape: Arc<Mutex<Shape>>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Shape {
    kind: TextureKind,
    format: TextureFormat,
    size: [u32; 3],
    levels: u32,
    mipmapped: bool,
    sampling: Sampling,
}

impl AsRef<Self> for Texture {
    fn as_ref(&self) -> &Self {
        self
    }
}

impl Texture {
    pub(crate) fn empty(kind: TextureKind, format: TextureFormat, size: [u32; 3]) -> Result<Self> {
        let object = Object::new(kind.object_kind());
        let shape = Shape { kind, format, size, levels: 1, mipmapped: false, sampling: Sampling::NEAREST };
        let texture = Self { object, shape: Arc::new(Mutex::new(shape)) };
        if format.channels() == Channels::Stencil {
            return Err(texture.wrong("format", "a format with colour or depth", format!("{format:?}")));
        }
        if kind == TextureKind::D3 && format.channels() == Channels::Depth {
            return Err(texture.wrong("format", "a format of colours", format!("{format:?}")));
        }
        texture.store(shape)?;
        Ok(texture)
    }

    /// Which kind it is.
    #[must_use]
    pub fn kind(&self) -> TextureKind {
        self.shape().kind
    }

    /// Format of a texel.
    #[must_use]
    pub fn format(&self) -> TextureFormat {
        self.shape().format
    }

    /// Texels along x, y and z of its first level; along z of an image 1, of an array its layers, of a cube 6.
    #[must_use]
    pub fn extent(&self) -> [u32; 3] {
        self.shape().size
    }

    /// How many levels it has; 1 is no mipmaps.
    #[must_use]
    pub fn levels(&self) -> u32 {
        self.shape().levels
    }

    /// How it is read.
    #[must_use]
    pub fn sampling(&self) -> Sampling {
        self.shape().sampling
    }

    /// Sets filters, wrapping and the rest of how it is read.
    pub fn set_sampling(&self, sampling: Sampling) {
        self.lock().sampling = sampling;
        let command = Command::TextureSampling { id: self.object.id(), sampling };
        self.object.replace(command, |waiting| matches!(waiting, Command::TextureSampling { .. }));
    }

    /// Computes all levels from the first, each half the size of the one before. Call it again after the first level
    /// has changed.
    ///
    /// # Errors
    /// `Unsupported` when the texture was made without mipmaps, or the format can not be both filtered and drawn into
    /// everywhere, which OpenGL ES asks for.
    pub fn generate_mipmaps(&self) -> Result<()> {
        let Shape { format, mipmapped, .. } = self.shape();
        let lacks = |requires: &str| Error::Unsupported {
            feature: format!("computing the levels of {} ({format:?})", self.object.described()),
            requires: requires.to_owned(),
        };
        if !mipmapped {
            return Err(lacks("a texture made with_mipmaps()"));
        }
        if !format.is_filterable() || matches!(format.drawing(), Where::Never) {
            return Err(lacks("a colour format that can be filtered and drawn into; or set each level"));
        }
        self.object.push(Command::TextureMipmaps { id: self.object.id() });
        Ok(())
    }

    pub(crate) fn keep_levels(&self) {
        let mut shape = self.lock();
        let Shape { kind, format, size, .. } = *shape;
        shape.mipmapped = true;
        shape.levels = kind.full_levels(size);
        let command = Command::TextureStorage { id: self.object.id(), format, size, levels: shape.levels };
        // What waits to be written stays.
        self.object.amend(command, |_| false, |waiting| matches!(waiting, Command::TextureStorage { .. }));
    }

    pub(crate) fn resize_to(&self, size: [u32; 3]) -> Result<()> {
        let shape = self.shape();
        if shape.size == size {
            return Ok(());
        }
        self.store(Shape { size, ..shape })
    }

    /// Replaces the texels of a part of a level.
    pub(crate) fn set<T: Pod>(
        &self,
        level: u32,
        region: Option<Region>,
        data: impl IntoPayload<T>,
    ) -> Result<()> {
        let data: Payload = data.into_payload();
        let region = self.check(level, region, data.len())?;
        if region.is_empty() {
            return Ok(());
        }
        let id = self.object.id();
        let command = Command::TextureData { id, level, region, data };
        let all = region == Region::all(self.level_size(level));
        if all && !self.object.awaits(|waiting| matches!(waiting, Command::TextureMipmaps { .. })) {
            self.object.replace(
                command,
                |waiting| matches!(waiting, Command::TextureData { level: other, .. } if *other == level),
            );
        } else {
            self.object.push(command);
        }
        Ok(())
    }

    pub(crate) fn write_at_once<T: Pod>(
        &self,
        ctx: &mut Context,
        level: u32,
        region: Option<Region>,
        data: &[T],
    ) -> Result<()> {
        let bytes: &[u8] = bytemuck::cast_slice(data);
        let region = self.check(level, region, bytes.len())?;
        if region.is_empty() {
            return Ok(());
        }
        self.check_caps(ctx.caps())?;
        ctx.adopt(&self.object)?;
        ctx.write_texture_now(self.object.id(), level, region, bytes)
    }

    /// What a sampler has to be for it: of which kind, for which channels, and whether what it reads is compared.
    pub(crate) fn sampled_as(&self) -> (TextureKind, Channels, bool) {
        let Shape { kind, format, sampling, .. } = self.shape();
        (kind, format.channels(), sampling.compare.is_some())
    }

    /// Refuses what the device cannot do; asked at each use, because both size and sampling may change.
    pub(crate) fn check_caps(&self, caps: &Caps) -> Result<()> {
        let Shape { kind, format, size, sampling, .. } = self.shape();
        kind.check_size(size, caps, || self.object.described())?;
        let there = format.availability();
        if !there.holds(caps) {
            return Err(Error::Unsupported {
                feature: format!("format {format:?} of {}", self.object.described()),
                requires: there.requires().to_owned(),
            });
        }
        sampling.check(format, caps, || self.object.described())
    }

    /// Size of a level.
    pub(crate) fn level_size(&self, level: u32) -> [u32; 3] {
        let Shape { kind, size, .. } = self.shape();
        kind.level_size(size, level)
    }

    fn lock(&self) -> MutexGuard<'_, Shape> {
        self.shape.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn shape(&self) -> Shape {
        *self.lock()
    }

    fn wrong(&self, part: &str, expected: &str, found: String) -> Error {
        let what = format!("{part} of {}", self.object.described());
        Error::Shape { what, expected: expected.to_owned(), found }
    }

    fn store(&self, shape: Shape) -> Result<()> {
        let Shape { kind, format, size, mipmapped, .. } = shape;
        let [width, height, depth] = size;
        if size.contains(&0) {
            let (least, found) = match kind {
                TextureKind::D2 | TextureKind::Cube => ("1 x 1", format!("{width} x {height}")),
                _ => ("1 x 1 x 1", format!("{width} x {height} x {depth}")),
            };
            return Err(self.wrong("size", &format!("at least {least} texels"), found));
        }
        let levels = if mipmapped { kind.full_levels(size) } else { 1 };
        if kind == TextureKind::Cube && width != height {
            return Err(self.wrong("size", "faces as wide as high", format!("{width} x {height}")));
        }
        *self.lock() = Shape { levels, ..shape };
        let command = Command::TextureStorage { id: self.object.id(), format, size, levels };
        self.object.amend(
            command,
            |waiting| matches!(waiting, Command::TextureData { .. } | Command::TextureMipmaps { .. }),
            |waiting| matches!(waiting, Command::TextureStorage { .. }),
        );
        Ok(())
    }

    /// The region to write, `None` being one that is outside whatever the size is.
    fn check(&self, level: u32, region: Option<Region>, bytes: usize) -> Result<Region> {
        let Shape { kind, format, size, levels, .. } = self.shape();
        if level >= levels {
            let expected = format!("a level below {levels}");
            return Err(self.wrong("texels", &expected, format!("level {level}")));
        }
        let size = kind.level_size(size, level);
        let Some(region) = region.filter(|region| region.fits(size)) else {
            let [width, height, depth] = size;
            let expected = match kind {
                TextureKind::D2 => format!("a rectangle inside {width} x {height}"),
                _ => format!("a region inside {width} x {height} x {depth}"),
            };
            let found =
                region.map_or_else(|| "one that begins below 0".to_owned(), |region| region.to_string());
            return Err(self.wrong("texels", &expected, found));
        };
        let expected = region.texels().saturating_mul(format.texel_bytes() as u64);
        if bytes as u64 == expected {
            return Ok(region);
        }
        let [width, height, depth] = region.size;
        let sides = match kind {
            TextureKind::D2 => format!("{width} x {height}"),
            _ => format!("{width} x {height} x {depth}"),
        };
        let expected = format!("{expected} bytes ({sides} of {format:?})");
        Err(self.wrong("texels", &expected, format!("{bytes} bytes")))
    }
}
