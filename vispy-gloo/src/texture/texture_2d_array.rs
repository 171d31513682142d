//! Arrays of two-dimensional textures.

use bytemuck::Pod;

use super::{Region, Texture, TextureFormat, TextureKind, wraps_texture};
use crate::context::Context;
use crate::error::Result;
use crate::payload::IntoPayload;

/// Images of one size in one texture, read by a `sampler2DArray` at `vec3(x, y, layer)`. Cloning shares it.
///
/// ```
/// use vispy_gloo::{Texture2DArray, TextureFormat};
///
/// let frames = Texture2DArray::empty(TextureFormat::Rgba8, 64, 64, 10)?;
/// assert_eq!(frames.layers(), 10);
/// # Ok::<(), vispy_gloo::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Texture2DArray(pub(super) Texture);

wraps_texture!(Texture2DArray);

impl Texture2DArray {
    /// A texture of undefined contents; `width` and `height` in texels.
    ///
    /// # Errors
    /// `Shape` when a side or `layers` is 0. More than the device's limit is an error at first use.
    pub fn empty(format: TextureFormat, width: u32, height: u32, layers: u32) -> Result<Self> {
        Ok(Self(Texture::empty(TextureKind::D2Array, format, [width, height, layers])?))
    }

    /// A texture with these texels, tightly packed, layer after layer, each from the bottom row up.
    ///
    /// # Errors
    /// `Shape` when a side or the number of layers is 0, or the data do not fill the texture exactly.
    pub fn new<T: Pod>(
        format: TextureFormat,
        [width, height, layers]: [u32; 3],
        data: impl IntoPayload<T>,
    ) -> Result<Self> {
        let texture = Self::empty(format, width, height, layers)?;
        texture.set_region(Region::all([width, height, layers]), data)?;
        Ok(texture)
    }

    /// Width and height in texels.
    #[must_use]
    pub fn size(&self) -> [u32; 2] {
        let [width, height, _] = self.extent();
        [width, height]
    }

    /// How many images there are.
    #[must_use]
    pub fn layers(&self) -> u32 {
        self.extent()[2]
    }

    /// Changes size and number of layers; what it held is gone. Nothing happens when they are the same.
    ///
    /// # Errors
    /// `Shape` when a side or `layers` is 0.
    pub fn resize(&self, width: u32, height: u32, layers: u32) -> Result<()> {
        self.resize_to([width, height, layers])
    }

    /// Replaces one image.
    ///
    /// # Errors
    /// `Shape` when there is no such layer, or the data do not fill it exactly.
    pub fn set_layer<T: Pod>(&self, layer: u32, data: impl IntoPayload<T>) -> Result<()> {
        let [width, height] = self.size();
        self.set_region(Region::new([0, 0, layer], [width, height, 1]), data)
    }

    /// Replaces the texels of a box, whose `z` is the layer.
    ///
    /// # Errors
    /// `Shape` when the box is not inside the texture, or the data do not fill it exactly.
    pub fn set_region<T: Pod>(&self, region: Region, data: impl IntoPayload<T>) -> Result<()> {
        self.set_level(0, region, data)
    }

    /// Replaces the texels of a box of a level, whose images are `max(1, size >> level)` texels large.
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
