//! One-dimensional textures.

use bytemuck::Pod;

use super::{Region, Texture, TextureFormat, TextureKind, wraps_texture};
use crate::context::Context;
use crate::error::Result;
use crate::payload::IntoPayload;

/// A row of texels, such as a colormap. Corresponds to VisPy's `gloo.Texture1D`. Cloning shares it.
///
/// OpenGL ES and WebGL have no 1D textures; it is a 2D texture of height 1 on every API, so that shaders are the same:
/// declare a `sampler2D` and read `texture(u_colors, vec2(x, 0.5))`.
///
/// ```
/// use vispy_gloo::{Texture1D, TextureFormat};
///
/// let ramp = Texture1D::new(TextureFormat::R8, &[0_u8, 85, 170, 255])?;
/// assert_eq!(ramp.len(), 4);
/// # Ok::<(), vispy_gloo::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Texture1D(pub(super) Texture);

wraps_texture!(Texture1D);

impl Texture1D {
    /// A texture of undefined contents; `len` in texels.
    ///
    /// # Errors
    /// `Shape` when it is 0. A length beyond the device's limit is an error at first use.
    pub fn empty(format: TextureFormat, len: u32) -> Result<Self> {
        Ok(Self(Texture::empty(TextureKind::D2, format, [len, 1, 1])?))
    }

    /// A texture with these texels, as many as the data hold.
    ///
    /// # Errors
    /// `Shape` when there are none, or the data end within a texel.
    pub fn new<T: Pod>(format: TextureFormat, data: impl IntoPayload<T>) -> Result<Self> {
        let bytes = data.element_count().saturating_mul(size_of::<T>());
        let len = u32::try_from(bytes / format.texel_bytes()).unwrap_or(u32::MAX);
        let texture = Self::empty(format, len)?;
        texture.set_range(0, len, data)?;
        Ok(texture)
    }

    /// Length in texels.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.extent()[0]
    }

    /// Always false: a texture has at least one texel.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Changes the length; what it held is gone. Nothing happens when the length is the same.
    ///
    /// # Errors
    /// `Shape` when it is 0.
    pub fn resize(&self, len: u32) -> Result<()> {
        self.resize_to([len, 1, 1])
    }

    /// Replaces `len` texels from `first` on.
    ///
    /// # Errors
    /// `Shape` when they are not inside the texture, or the data do not fill them exactly.
    pub fn set_range<T: Pod>(&self, first: u32, len: u32, data: impl IntoPayload<T>) -> Result<()> {
        self.set_level(0, first, len, data)
    }

    /// Replaces `len` texels from `first` on of a level.
    ///
    /// # Errors
    /// `Shape` as for [`set_range`](Self::set_range), and when there is no such level.
    pub fn set_level<T: Pod>(
        &self,
        level: u32,
        first: u32,
        len: u32,
        data: impl IntoPayload<T>,
    ) -> Result<()> {
        self.set(level, Some(Region::new([first, 0, 0], [len, 1, 1])), data)
    }

    /// Uploads at once from borrowed memory, without a copy in between.
    ///
    /// # Errors
    /// `Shape` as for [`set_range`](Self::set_range); `WrongContext`; what the driver says.
    pub fn write_now<T: Pod>(&self, ctx: &mut Context, first: u32, data: &[T]) -> Result<()> {
        let len = u32::try_from(size_of_val(data) / self.format().texel_bytes()).unwrap_or(u32::MAX);
        self.write_at_once(ctx, 0, Some(Region::new([first, 0, 0], [len, 1, 1])), data)
    }
}
