//! Cube maps.

use bytemuck::Pod;

use super::{Region, Texture, TextureFormat, TextureKind, wraps_texture};
use crate::error::Result;
use crate::payload::IntoPayload;

/// A side of a cube map, by the direction in which it is seen from inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the direction of the same name")]
pub enum CubeFace {
    PositiveX,
    NegativeX,
    PositiveY,
    NegativeY,
    PositiveZ,
    NegativeZ,
}

impl CubeFace {
    /// All faces, in OpenGL's order.
    pub const ALL: [Self; 6] = [
        Self::PositiveX,
        Self::NegativeX,
        Self::PositiveY,
        Self::NegativeY,
        Self::PositiveZ,
        Self::NegativeZ,
    ];

    /// Its place in [`ALL`](Self::ALL).
    #[must_use]
    pub const fn index(self) -> u32 {
        self as u32
    }
}

/// Six square images, read by a `samplerCube` in a direction. Corresponds to VisPy's `gloo.TextureCube`. Cloning shares
/// it.
///
/// ```
/// use vispy_gloo::{CubeFace, TextureCube, TextureFormat};
///
/// let sky = TextureCube::empty(TextureFormat::Rgba8, 2)?;
/// sky.set_face(CubeFace::PositiveY, &[[80_u8, 120, 255, 255]; 4])?;
/// # Ok::<(), vispy_gloo::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct TextureCube(pub(super) Texture);

wraps_texture!(TextureCube);

impl TextureCube {
    /// A texture of undefined contents; `side` in texels.
    ///
    /// # Errors
    /// `Shape` when the side is 0. A side beyond the device's limit is an error at first use.
    pub fn empty(format: TextureFormat, side: u32) -> Result<Self> {
        Ok(Self(Texture::empty(TextureKind::Cube, format, [side, side, 6])?))
    }

    /// A texture with these texels: six faces in the order of [`CubeFace::ALL`], tightly packed.
    ///
    /// # Errors
    /// `Shape` when the side is 0 or the data do not fill the texture exactly.
    pub fn new<T: Pod>(format: TextureFormat, side: u32, data: impl IntoPayload<T>) -> Result<Self> {
        let texture = Self::empty(format, side)?;
        texture.set_level(0, Region::all([side, side, 6]), data)?;
        Ok(texture)
    }

    /// Side of a face in texels.
    #[must_use]
    pub fn side(&self) -> u32 {
        self.extent()[0]
    }

    /// Changes the side; what it held is gone. Nothing happens when it is the same.
    ///
    /// # Errors
    /// `Shape` when the side is 0.
    pub fn resize(&self, side: u32) -> Result<()> {
        self.resize_to([side, side, 6])
    }

    /// Replaces one face. Row 0 is at the top of the face as seen from inside: OpenGL's cube maps are the only textures
    /// that are.
    ///
    /// # Errors
    /// `Shape` when the data do not fill it exactly.
    pub fn set_face<T: Pod>(&self, face: CubeFace, data: impl IntoPayload<T>) -> Result<()> {
        let side = self.side();
        self.set_level(0, Region::new([0, 0, face.index()], [side, side, 1]), data)
    }

    /// Replaces the texels of a box of a level, whose `z` is the face.
    ///
    /// # Errors
    /// `Shape` when the box is not inside the level, there is no such level, or the data do not fill the box exactly.
    pub fn set_level<T: Pod>(&self, level: u32, region: Region, data: impl IntoPayload<T>) -> Result<()> {
        self.set(level, Some(region), data)
    }
}
