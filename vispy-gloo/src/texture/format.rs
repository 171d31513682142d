//! Formats of texels.

use serde::{Deserialize, Serialize};

/// How a texel's channels arrive in the shader, or that it is depth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channels {
    /// `sampler2D`: floats.
    Float,
    /// `isampler2D`: signed integers.
    Int,
    /// `usampler2D`: unsigned integers.
    UInt,
    /// Depth.
    Depth,
}

/// Format of a texel in GPU memory. Uploads are in the same form: `R8` takes one byte a texel, `Rgba32F` four floats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it: they are OpenGL's")]
#[non_exhaustive]
pub enum TextureFormat {
    R8,
    Rg8,
    Rgb8,
    Rgba8,
    Srgb8Alpha8,
    R16F,
    Rg16F,
    Rgba16F,
    R32F,
    Rg32F,
    Rgba32F,
    R8Ui,
    R16Ui,
    R32Ui,
    R32I,
    Rgba32Ui,
    Depth16,
    Depth24,
    Depth32F,
}

impl TextureFormat {
    /// All formats.
    pub const ALL: [Self; 19] = [
        Self::R8,
        Self::Rg8,
        Self::Rgb8,
        Self::Rgba8,
        Self::Srgb8Alpha8,
        Self::R16F,
        Self::Rg16F,
        Self::Rgba16F,
        Self::R32F,
        Self::Rg32F,
        Self::Rgba32F,
        Self::R8Ui,
        Self::R16Ui,
        Self::R32Ui,
        Self::R32I,
        Self::Rgba32Ui,
        Self::Depth16,
        Self::Depth24,
        Self::Depth32F,
    ];

    /// Bytes of one texel in an upload.
    #[must_use]
    pub const fn texel_bytes(self) -> usize {
        match self {
            Self::R8 | Self::R8Ui => 1,
            Self::Rg8 | Self::R16F | Self::R16Ui | Self::Depth16 => 2,
            Self::Rgb8 => 3,
            Self::Rgba8
            | Self::Srgb8Alpha8
            | Self::Rg16F
            | Self::R32F
            | Self::R32Ui
            | Self::R32I
            | Self::Depth24
            | Self::Depth32F => 4,
            Self::Rgba16F | Self::Rg32F => 8,
            Self::Rgba32F | Self::Rgba32Ui => 16,
        }
    }

    /// How it arrives in a shader.
    #[must_use]
    pub const fn channels(self) -> Channels {
        match self {
            Self::R8Ui | Self::R16Ui | Self::R32Ui | Self::Rgba32Ui => Channels::UInt,
            Self::R32I => Channels::Int,
            Self::Depth16 | Self::Depth24 | Self::Depth32F => Channels::Depth,
            _ => Channels::Float,
        }
    }

    /// Whether channels are 16- or 32-bit floats.
    #[must_use]
    pub const fn is_float(self) -> bool {
        matches!(self, Self::R16F | Self::Rg16F | Self::Rgba16F | Self::R32F | Self::Rg32F | Self::Rgba32F)
    }

    /// Whether linear filtering always works (32-bit floats need an extension, integers and depth never do).
    #[must_use]
    pub const fn is_filterable(self) -> bool {
        matches!(self.channels(), Channels::Float)
            && !matches!(self, Self::R32F | Self::Rg32F | Self::Rgba32F)
    }
}
