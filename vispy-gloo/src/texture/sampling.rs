//! How a texture is read between and beyond its texels.

use serde::{Deserialize, Serialize};

use super::TextureFormat;
use crate::caps::Caps;
use crate::error::{Error, Result};

/// What is read between texels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Filter {
    /// The nearest texel.
    Nearest,
    /// The mean of the four nearest, weighted by distance.
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
}

/// Filters and wrapping of a texture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sampling {
    /// Filter where texels are smaller than pixels.
    pub min_filter: Filter,
    /// Filter where texels are larger than pixels.
    pub mag_filter: Filter,
    /// Wrapping along x and y.
    pub wrap: [Wrap; 2],
}

impl Sampling {
    /// Nearest texel, clamped to the edge. The default.
    pub const NEAREST: Self = Self {
        min_filter: Filter::Nearest,
        mag_filter: Filter::Nearest,
        wrap: [Wrap::ClampToEdge, Wrap::ClampToEdge],
    };
    /// Linear interpolation, clamped to the edge.
    pub const LINEAR: Self = Self { min_filter: Filter::Linear, mag_filter: Filter::Linear, ..Self::NEAREST };

    pub(crate) fn is_linear(self) -> bool {
        self.min_filter == Filter::Linear || self.mag_filter == Filter::Linear
    }

    /// Refuses filters that the device has not for this format.
    pub(crate) fn check(
        self,
        format: TextureFormat,
        caps: &Caps,
        texture: impl FnOnce() -> String,
    ) -> Result<()> {
        if !self.is_linear() || format.is_filterable() || (format.is_float() && caps.float_linear) {
            return Ok(());
        }
        let requires = if format.is_float() {
            "OES_texture_float_linear, or a normalised or 16-bit float format"
        } else {
            "a normalised or float format"
        };
        Err(Error::Unsupported {
            feature: format!("linear filtering of {} ({format:?})", texture()),
            requires: requires.to_owned(),
        })
    }
}

impl Default for Sampling {
    fn default() -> Self {
        Self::NEAREST
    }
}
