//! How a texture is read between and beyond its texels.

use serde::{Deserialize, Serialize};

use super::format::{Channels, TextureFormat, Where};
use crate::caps::Caps;
use crate::error::{Error, Result};
use crate::state::Compare;

/// What is read between texels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Filter {
    /// The nearest texel.
    Nearest,
    /// The mean of the nearest neighbours, weighted by distance.
    Linear,
}

/// What is read beyond the edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Wrap {
    /// The texel at the edge.
    ClampToEdge,
    /// The texture again.
    Repeat,
    /// The texture mirrored.
    MirroredRepeat,
    /// [`Sampling::border`]; where [`Caps::border_clamp`] is set.
    ClampToBorder,
}

/// What a channel that a shader reads is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it: the channel of the texel, or the number")]
pub enum Swizzle {
    Red,
    Green,
    Blue,
    Alpha,
    Zero,
    One,
}

/// Filters, wrapping and the rest of how a texture is read.
///
/// ```
/// use vispy_gloo::{Filter, Sampling, Wrap};
///
/// let tiles = Sampling { wrap: [Wrap::Repeat; 3], mipmap: Some(Filter::Linear), ..Sampling::LINEAR };
/// assert_ne!(tiles, Sampling::LINEAR);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Sampling {
    /// Filter where texels are smaller than pixels.
    pub min_filter: Filter,
    /// Filter where texels are larger than pixels.
    pub mag_filter: Filter,
    /// Filter between levels where texels are smaller than pixels; `None` reads the first level only.
    pub mipmap: Option<Filter>,
    /// Wrapping along x, y and z, in this order (VisPy applied it as z, x, y).
    pub wrap: [Wrap; 3],
    /// What [`Wrap::ClampToBorder`] reads.
    pub border: [f32; 4],
    /// First and last level that are read.
    pub levels: [u32; 2],
    /// Compares depth with the third (of a cube: fourth) coordinate, for shadow samplers; `None` reads depth itself.
    pub compare: Option<Compare>,
    /// Samples along the direction in which the texture is seen at an angle, up to [`Caps::max_anisotropy`]; 1 is off.
    pub anisotropy: f32,
    /// What red, green, blue and alpha are taken from; where [`Caps::swizzle`] is set.
    pub swizzle: Option<[Swizzle; 4]>,
}

impl Sampling {
    /// Nearest texel, clamped to the edge. The default.
    pub const NEAREST: Self = Self {
        min_filter: Filter::Nearest,
        mag_filter: Filter::Nearest,
        mipmap: None,
        wrap: [Wrap::ClampToEdge; 3],
        border: [0.0; 4],
        levels: [0, 1000],
        compare: None,
        anisotropy: 1.0,
        swizzle: None,
    };
    /// Linear interpolation, clamped to the edge.
    pub const LINEAR: Self = Self { min_filter: Filter::Linear, mag_filter: Filter::Linear, ..Self::NEAREST };
    /// Linear interpolation between texels and between levels, clamped to the edge.
    pub const TRILINEAR: Self = Self { mipmap: Some(Filter::Linear), ..Self::LINEAR };

    pub(crate) fn is_linear(self) -> bool {
        self.min_filter == Filter::Linear
            || self.mag_filter == Filter::Linear
            || self.mipmap == Some(Filter::Linear)
    }

    /// Refuses what the device has not for this format.
    pub(crate) fn check(
        self,
        format: TextureFormat,
        caps: &Caps,
        texture: impl Fn() -> String,
    ) -> Result<()> {
        let lacks = |feature: String, requires: &str| Error::Unsupported {
            feature: format!("{feature} of {} ({format:?})", texture()),
            requires: requires.to_owned(),
        };
        let depth = format.channels() == Channels::Depth;
        let filtered = format.filtering().holds(caps) || (depth && self.compare.is_some());
        if self.is_linear() && !filtered {
            let requires = match format.filtering() {
                Where::FloatLinear => "OES_texture_float_linear, or a normalised or 16-bit float format",
                _ if depth => "a comparison, or a normalised or float format",
                _ => "a normalised or float format",
            };
            return Err(lacks("linear filtering".to_owned(), requires));
        }
        if self.compare.is_some() && !depth {
            return Err(lacks("comparing values".to_owned(), "a depth format"));
        }
        if self.wrap.contains(&Wrap::ClampToBorder) && !caps.border_clamp {
            return Err(lacks("a border".to_owned(), "OpenGL, OpenGL ES 3.2 or EXT_texture_border_clamp"));
        }
        if self.swizzle.is_some() && !caps.swizzle {
            return Err(lacks("swizzling channels".to_owned(), "OpenGL or OpenGL ES: WebGL has none"));
        }
        if self.anisotropy > 1.0 && self.anisotropy > caps.max_anisotropy {
            let most = caps.max_anisotropy;
            let feature = format!("anisotropy {} (here at most {most})", self.anisotropy);
            return Err(lacks(feature, "EXT_texture_filter_anisotropic"));
        }
        Ok(())
    }
}

impl Default for Sampling {
    fn default() -> Self {
        Self::NEAREST
    }
}
