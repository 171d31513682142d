//! What images are made of.

use vispy_gloo::{Texture2D, TextureFormat};

use crate::coordinate::Reference;
use crate::error::{Error, Result};
use crate::samples::{Sample, Samples, SliceVisitor};

/// Numbers or colours on a grid, row by row.
#[derive(Debug, Clone)]
pub struct ImageData {
    width: u32,
    height: u32,
    pub(super) texels: Texels,
    /// Smallest and largest finite number.
    range: Option<[f64; 2]>,
}

#[derive(Debug, Clone)]
pub(super) enum Texels {
    Scalars(Samples),
    Rgb8(Vec<u8>),
    Rgba8(Vec<u8>),
}

impl ImageData {
    /// Numbers of any type, `height` rows of `width`. On the GPU they are 32-bit floats relative to the smallest.
    ///
    /// # Errors
    /// `Data` when a side is 0, or there are not `width * height` numbers.
    pub fn scalars(width: u32, height: u32, values: impl Into<Samples>) -> Result<Self> {
        let values = values.into();
        check(width, height, values.len(), 1)?;
        let range = values.range(Reference::F64(0.0));
        Ok(Self { width, height, texels: Texels::Scalars(values), range })
    }

    /// Colours of three bytes, sRGB.
    ///
    /// # Errors
    /// `Data` when a side is 0, or there are not `width * height * 3` bytes.
    pub fn rgb8(width: u32, height: u32, bytes: Vec<u8>) -> Result<Self> {
        check(width, height, bytes.len(), 3)?;
        Ok(Self { width, height, texels: Texels::Rgb8(bytes), range: None })
    }

    /// Colours of four bytes, sRGB with straight alpha.
    ///
    /// # Errors
    /// `Data` when a side is 0, or there are not `width * height * 4` bytes.
    pub fn rgba8(width: u32, height: u32, bytes: Vec<u8>) -> Result<Self> {
        check(width, height, bytes.len(), 4)?;
        Ok(Self { width, height, texels: Texels::Rgba8(bytes), range: None })
    }

    /// Width in texels.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Height in texels.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Smallest and largest finite number; `None` for colours, and where no number is finite.
    #[must_use]
    pub fn range(&self) -> Option<[f64; 2]> {
        self.range
    }

    pub(super) fn is_scalar(&self) -> bool {
        matches!(self.texels, Texels::Scalars(_))
    }

    /// What numbers on the GPU are relative to.
    pub(super) fn base(&self) -> f64 {
        self.range.map_or(0.0, |[low, _]| low)
    }

    pub(super) fn texture(&self) -> Result<Texture2D> {
        let (width, height) = (self.width, self.height);
        let texture = match &self.texels {
            Texels::Scalars(samples) => {
                let values = match samples {
                    Samples::Source(source) => source.slice().visit(Floats(self.base())),
                    _ => (0..samples.len())
                        .map(|i| (samples.offset(i, Reference::F64(0.0)) - self.base()) as f32)
                        .collect(),
                };
                Texture2D::new(TextureFormat::R32F, width, height, values)?
            }
            Texels::Rgb8(bytes) => Texture2D::new(TextureFormat::Rgb8, width, height, bytes)?,
            Texels::Rgba8(bytes) => Texture2D::new(TextureFormat::Rgba8, width, height, bytes)?,
        };
        Ok(texture.with_label("image"))
    }
}

fn check(width: u32, height: u32, found: usize, channels: usize) -> Result<()> {
    let expected = width as usize * height as usize * channels;
    if expected > 0 && found == expected {
        return Ok(());
    }
    let shape = format!("{width} x {height} x {channels}");
    if expected == 0 {
        return Err(Error::data("size of an image", "at least 1 x 1", shape));
    }
    Err(Error::data("data of an image", &format!("{expected} numbers ({shape})"), found.to_string()))
}

/// Numbers relative to a base, as 32-bit floats.
struct Floats(f64);

impl SliceVisitor for Floats {
    type Output = Vec<f32>;

    fn visit<T: Sample>(self, slice: &[T]) -> Vec<f32> {
        slice.iter().map(|value| (value.to_f64() - self.0) as f32).collect()
    }
}

/// The texels of a colormap: its colours, then those for too small, too large and NaN.
pub(super) fn colormap_texture(colormap: &crate::color::Colormap) -> Result<Texture2D> {
    let mut texels = colormap.table_rgba8();
    debug_assert_eq!(texels.len(), super::programs::COLORMAP_SIZE as usize);
    texels.extend([colormap.under(), colormap.over(), colormap.bad()].map(crate::color::Color::to_rgba8));
    let width = texels.len() as u32;
    Ok(Texture2D::new(TextureFormat::Rgba8, width, 1, texels)?.with_label("colormap"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::Slice;

    #[test]
    fn sizes_that_do_not_fit_are_refused() {
        let error = ImageData::scalars(3, 2, vec![0.0_f32; 5]).unwrap_err();
        assert_eq!(error.to_string(), "data of an image: expected 6 numbers (3 x 2 x 1), got 5");
        let error = ImageData::rgb8(0, 2, Vec::new()).unwrap_err();
        assert_eq!(error.to_string(), "size of an image: expected at least 1 x 1, got 0 x 2 x 3");
    }

    #[test]
    fn a_small_range_far_from_zero_keeps_its_steps() {
        let values = vec![1e9_f64, 1e9 + 0.25, 1e9 + 0.5];
        let floats = Slice::F64(&values).visit(Floats(1e9));
        assert_eq!(floats, [0.0, 0.25, 0.5]);
    }
}
