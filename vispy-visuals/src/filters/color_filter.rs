//! Colours changed by a matrix.

use glam::{Mat4, Vec4};

use super::{Filter, Seen, Site, reading};
use crate::color::Color;
use crate::error::{Error, Result};
use crate::shaders::Function;

/// Changes colours by a matrix and an offset. Corresponds to VisPy's `ColorFilter`, which has a factor for each channel.
/// Position: 8.
///
/// Colours are (red, green, blue, alpha), sRGB-encoded, with straight alpha; results are clamped to 0..1. What is
/// transparent stays so. Alpha includes the coverage of a pixel, so that one that is made of other channels, or has an
/// offset, takes the smoothness of edges away.
///
/// ```
/// use vispy_visuals::filters::ColorFilter;
/// use vispy_visuals::glam::{Mat4, Vec4};
///
/// let warmer = ColorFilter::new(Mat4::IDENTITY, Vec4::new(0.1, 0.0, -0.1, 0.0))?;
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ColorFilter {
    matrix: Mat4,
    offset: Vec4,
}

impl ColorFilter {
    /// Multiplies a colour by a matrix, and adds an offset.
    ///
    /// # Errors
    /// `Data` when a number is not finite.
    pub fn new(matrix: Mat4, offset: Vec4) -> Result<Self> {
        if matrix.is_finite() && offset.is_finite() {
            return Ok(Self { matrix, offset });
        }
        Err(Error::data("colour filter", "finite numbers", format!("{matrix} and {offset}")))
    }

    /// Multiplies each channel by that of a colour.
    #[must_use]
    pub fn tint(color: Color) -> Self {
        Self { matrix: Mat4::from_diagonal(Vec4::from(color.to_rgba())), offset: Vec4::ZERO }
    }

    /// Shades of grey, of the luma of Rec. 709.
    #[must_use]
    pub fn grayscale() -> Self {
        let luma = Vec4::new(0.2126, 0.7152, 0.0722, 0.0);
        let matrix = Mat4::from_cols(luma, luma, luma, Vec4::W).transpose();
        Self { matrix, offset: Vec4::ZERO }
    }

    /// Opposite colours, as opaque as they were.
    #[must_use]
    pub fn inverted() -> Self {
        Self { matrix: Mat4::from_diagonal(Vec4::new(-1.0, -1.0, -1.0, 1.0)), offset: Vec4::ONE - Vec4::W }
    }
}

impl Filter for ColorFilter {
    fn position(&self) -> i32 {
        8
    }

    fn hook(&self, site: &Site<'_>) -> Result<(&'static str, Function)> {
        Ok(("fragment_post", reading("color_filter", site)?))
    }

    fn values(&self, _: &Seen<'_>, values: &mut Vec<[f32; 4]>) -> Result<()> {
        values.extend(self.matrix.to_cols_array_2d());
        values.push(self.offset.to_array());
        Ok(())
    }
}
