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
    /// The smallest, in its own type: what numbers on the GPU are counted from.
    base: Reference,
    /// From the smallest to the largest.
    span: f64,
    /// How many units of the numbers a 1 on the GPU is.
    unit: f64,
}

#[derive(Debug, Clone)]
pub(super) enum Texels {
    Scalars(Samples),
    Rgb8(Vec<u8>),
    Rgba8(Vec<u8>),
}

impl ImageData {
    /// Numbers of any type, `height` rows of `width`. On the GPU they are 32-bit floats that count from the smallest, from
    /// which they are subtracted in their own type (integers of 64 bits with every bit, but for u64 beyond i64).
    ///
    /// # Errors
    /// `Data` when a side is 0, or there are not `width * height` numbers.
    pub fn scalars(width: u32, height: u32, values: impl Into<Samples>) -> Result<Self> {
        let values = values.into();
        check(width, height, values.len(), 1)?;
        let extremes = values.extremes();
        let range = extremes.map(|indices| indices.map(|index| values.offset(index, Reference::F64(0.0))));
        let base = extremes.map_or(Reference::F64(0.0), |[low, _]| values.reference_at(low));
        let span = extremes.map_or(0.0, |[_, high]| values.offset(high, base));
        // Spans that a 32-bit float cannot hold, or not in full precision, are counted in spans.
        let unit = if span > 0.0 && !(1e-30..1e30).contains(&span) { span } else { 1.0 };
        Ok(Self { width, height, texels: Texels::Scalars(values), range, base, span, unit })
    }

    /// Colours of three bytes, sRGB.
    ///
    /// # Errors
    /// `Data` when a side is 0, or there are not `width * height * 3` bytes.
    pub fn rgb8(width: u32, height: u32, bytes: Vec<u8>) -> Result<Self> {
        check(width, height, bytes.len(), 3)?;
        Ok(Self::colors(width, height, Texels::Rgb8(bytes)))
    }

    /// Colours of four bytes, sRGB with straight alpha.
    ///
    /// # Errors
    /// `Data` when a side is 0, or there are not `width * height * 4` bytes.
    pub fn rgba8(width: u32, height: u32, bytes: Vec<u8>) -> Result<Self> {
        check(width, height, bytes.len(), 4)?;
        Ok(Self::colors(width, height, Texels::Rgba8(bytes)))
    }

    fn colors(width: u32, height: u32, texels: Texels) -> Self {
        Self { width, height, texels, range: None, base: Reference::F64(0.0), span: 0.0, unit: 1.0 }
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

    /// Limits as numbers on the GPU are counted: the first, and 1 / (second - first).
    pub(super) fn gpu_limits(&self, limits: Option<[f64; 2]>) -> [f32; 2] {
        let [low, high] = match limits {
            Some(limits) => limits.map(|limit| self.base.offset_of_f64(limit) / self.unit),
            None if self.span > 0.0 => [0.0, self.span / self.unit],
            // All numbers the same: they take the first colour, as in matplotlib. Without a finite number any limits do.
            None => [0.0, 1.0],
        };
        [low as f32, (1.0 / (high - low)) as f32]
    }

    pub(super) fn texture(&self) -> Result<Texture2D> {
        let (width, height) = (self.width, self.height);
        let texture = match &self.texels {
            Texels::Scalars(samples) => {
                let floats = Floats { base: self.base, unit: self.unit };
                let values = match samples {
                    Samples::Source(source) => source.slice().visit(floats),
                    _ => (0..samples.len())
                        .map(|i| (samples.offset(i, floats.base) / floats.unit) as f32)
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
    let expected = (width as usize).saturating_mul(height as usize).saturating_mul(channels);
    if expected > 0 && found == expected {
        return Ok(());
    }
    let shape = format!("{width} x {height} x {channels}");
    if expected == 0 {
        return Err(Error::data("size of an image", "at least 1 x 1", shape));
    }
    Err(Error::data("data of an image", &format!("{expected} numbers ({shape})"), found.to_string()))
}

/// Numbers counted from a base in some unit, as 32-bit floats.
struct Floats {
    base: Reference,
    unit: f64,
}

impl SliceVisitor for Floats {
    type Output = Vec<f32>;

    fn visit<T: Sample>(self, slice: &[T]) -> Vec<f32> {
        let Self { base, unit } = self;
        slice.iter().map(|value| (value.offset(base) / unit) as f32).collect()
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
        let floats = |values: Slice<'_>, base| values.visit(Floats { base, unit: 1.0 });
        assert_eq!(floats(Slice::F64(&values), Reference::F64(1e9)), [0.0, 0.25, 0.5]);
        let base = i64::MAX - 5;
        let values: Vec<u64> = (0..3).map(|i| base as u64 + i).collect();
        assert_eq!(floats(Slice::U64(&values), Reference::I64(base)), [0.0, 1.0, 2.0]);
    }
}
