//! Three-dimensional textures.

use bytemuck::Pod;

use super::{Region, Texture, TextureFormat, TextureKind, wraps_texture};
use crate::context::Context;
use crate::error::Result;
use crate::payload::IntoPayload;

/// A volume in GPU memory, read by a `sampler3D`. Corresponds to VisPy's `gloo.Texture3D`. Cloning shares it.
///
/// Texels run along x first, then y, then z. Sizes are width, height, depth; VisPy's shapes are the other way round.
///
/// ```
/// use vispy_gloo::{Region, Texture3D, TextureFormat};
///
/// let volume = Texture3D::new(TextureFormat::R8, [2, 2, 2], &[0_u8, 1, 2, 3, 4, 5, 6, 7])?;
/// volume.set_region(Region::new([0, 0, 1], [2, 2, 1]), &[9_u8; 4])?;
/// # Ok::<(), vispy_gloo::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Texture3D(pub(super) Texture);

wraps_texture!(Texture3D);

impl Texture3D {
    /// A texture of undefined contents; width, height and depth in texels.
    ///
    /// # Errors
    /// `Shape` when a side is 0, or the format is depth. A side beyond the device's limit is an error at first use.
    pub fn empty(format: TextureFormat, size: [u32; 3]) -> Result<Self> {
        Ok(Self(Texture::empty(TextureKind::D3, format, size)?))
    }

    /// A texture with these texels, tightly packed.
    ///
    /// # Errors
    /// `Shape` when a side is 0 or the data do not fill the texture exactly.
    pub fn new<T: Pod>(format: TextureFormat, size: [u32; 3], data: impl IntoPayload<T>) -> Result<Self> {
        let texture = Self::empty(format, size)?;
        texture.set_region(Region::all(size), data)?;
        Ok(texture)
    }

    /// Width, height and depth in texels.
    #[must_use]
    pub fn size(&self) -> [u32; 3] {
        self.extent()
    }

    /// Changes the size; what it held is gone. Nothing happens when the size is the same.
    ///
    /// # Errors
    /// `Shape` when a side is 0.
    pub fn resize(&self, size: [u32; 3]) -> Result<()> {
        self.resize_to(size)
    }

    /// Replaces the texels of a box, tightly packed.
    ///
    /// # Errors
    /// `Shape` when the box is not inside the texture, or the data do not fill it exactly.
    pub fn set_region<T: Pod>(&self, region: Region, data: impl IntoPayload<T>) -> Result<()> {
        self.set_level(0, region, data)
    }

    /// Replaces the texels of a box of a level, which is `max(1, size >> level)` texels large.
    ///
    /// # Errors
    /// `Shape` as for [`set_region`](Self::set_region), and when there is no such level.
    pub fn set_level<T: Pod>(&self, level: u32, region: Region, data: impl IntoPayload<T>) -> Result<()> {
        self.set(level, Some(region), data)
    }

    /// Uploads at once from borrowed memory, without a copy in between.
    ///
    /// # Errors
    /// `Shape` as for [`set_region`](Self::set_region); `WrongContext`; what the driver says.
    pub fn write_now<T: Pod>(&self, ctx: &mut Context, region: Region, data: &[T]) -> Result<()> {
        self.write_at_once(ctx, 0, Some(region), data)
    }
}
