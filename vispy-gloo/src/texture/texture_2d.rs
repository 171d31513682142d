//! Two-dimensional textures.

use bytemuck::Pod;

use super::{Region, Texture, TextureFormat, TextureKind, wraps_texture};
use crate::context::Context;
use crate::error::Result;
use crate::payload::IntoPayload;
use crate::state::Rect;

/// An image in GPU memory. Corresponds to VisPy's `gloo.Texture2D`. Cloning shares it.
///
/// Rows are counted from the bottom: row 0 holds texture coordinate `y = 0`.
///
/// ```
/// use vispy_gloo::{Texture2D, TextureFormat};
///
/// let checker = Texture2D::new(TextureFormat::R8, 2, 2, &[0_u8, 255, 255, 0])?;
/// assert_eq!(checker.size(), [2, 2]);
/// # Ok::<(), vispy_gloo::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Texture2D(pub(super) Texture);

wraps_texture!(Texture2D);

impl Texture2D {
    /// A texture of undefined contents; `width` and `height` in texels.
    ///
    /// # Errors
    /// `Shape` when a side is 0. A side beyond the device's limit is an error at first use.
    pub fn empty(format: TextureFormat, width: u32, height: u32) -> Result<Self> {
        Ok(Self(Texture::empty(TextureKind::D2, format, [width, height, 1])?))
    }

    /// A texture with these texels: `width * height` of them, tightly packed, rows from the bottom up.
    ///
    /// # Errors
    /// `Shape` when a side is 0 or the data do not fill the texture exactly.
    pub fn new<T: Pod>(
        format: TextureFormat,
        width: u32,
        height: u32,
        data: impl IntoPayload<T>,
    ) -> Result<Self> {
        let texture = Self::empty(format, width, height)?;
        texture.set_rect(Rect::new(0, 0, width, height), data)?;
        Ok(texture)
    }

    /// Width and height in texels.
    #[must_use]
    pub fn size(&self) -> [u32; 2] {
        let [width, height, _] = self.extent();
        [width, height]
    }

    /// Changes the size; what it held is gone. Nothing happens when the size is the same.
    ///
    /// # Errors
    /// `Shape` when a side is 0.
    pub fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.resize_to([width, height, 1])
    }

    /// Replaces the texels of a rectangle: tightly packed, rows from the bottom up.
    ///
    /// # Errors
    /// `Shape` when the rectangle is not inside the texture, or the data do not fill it exactly.
    pub fn set_rect<T: Pod>(&self, rect: Rect, data: impl IntoPayload<T>) -> Result<()> {
        self.set_level(0, rect, data)
    }

    /// Replaces the texels of a rectangle of a level, which is `max(1, size >> level)` texels large.
    ///
    /// # Errors
    /// `Shape` as for [`set_rect`](Self::set_rect), and when there is no such level.
    pub fn set_level<T: Pod>(&self, level: u32, rect: Rect, data: impl IntoPayload<T>) -> Result<()> {
        self.set(level, Region::from_rect(rect, 0), data)
    }

    /// Uploads at once from borrowed memory, without a copy in between.
    ///
    /// # Errors
    /// `Shape` as for [`set_rect`](Self::set_rect); `WrongContext`; what the driver says.
    pub fn write_now<T: Pod>(&self, ctx: &mut Context, rect: Rect, data: &[T]) -> Result<()> {
        self.write_at_once(ctx, 0, Region::from_rect(rect, 0), data)
    }
}
