//! Images.

mod data;
mod draw;
mod programs;

use glam::DVec2;

pub use data::ImageData;
pub(super) use programs::all_specs;

use crate::color::Colormap;
use crate::device::PerView;
use crate::error::{Error, Result};
use crate::interpolation::Kernel;
use crate::vector::{NotVector, VectorSink};
use crate::view::View;
use crate::visual::{Bounds, DrawContext, Visual};

/// What is seen between texel centres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Interpolation {
    /// Squares where texels are larger than pixels; the mean of up to 8 x 8 samples of a pixel where they are smaller, which
    /// is the mean of its texels down to an eighth of the size, or where the view turns them. The default.
    #[default]
    Auto,
    /// The nearest texel's colour, always.
    Nearest,
    /// Linear between texel centres. Numbers are interpolated before they are coloured; next to one that is not finite
    /// there may be the colour of NaN.
    Linear,
    /// By a kernel, where texels are larger than pixels; else as `Auto`. Numbers are interpolated before they are
    /// coloured; those that are not finite count for nothing, and within their own texel they are seen. For
    /// [`Kernel::Nearest`] and [`Kernel::Bilinear`] it is `Nearest` and `Linear`, but for the mean of smaller texels.
    Kernel(Kernel),
}

impl From<Kernel> for Interpolation {
    fn from(kernel: Kernel) -> Self {
        Self::Kernel(kernel)
    }
}

/// Reads VisPy's and matplotlib's names: `auto` (or `antialiased`), `nearest`, `linear` (or `bilinear`), and the other
/// [kernels](Kernel).
impl std::str::FromStr for Interpolation {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        Ok(match name {
            "auto" | "antialiased" => Self::Auto,
            "nearest" => Self::Nearest,
            "linear" | "bilinear" => Self::Linear,
            other => Self::Kernel(other.parse()?),
        })
    }
}

/// How an image looks.
#[derive(Debug, Clone, PartialEq)]
pub struct ImageStyle {
    /// Colours of numbers; not used for colours. Default: viridis.
    pub colormap: Colormap,
    /// Numbers of the first and of the last colour; the first may be the greater. Default: the smallest and largest
    /// finite number.
    pub limits: Option<[f64; 2]>,
    /// What is seen between texel centres. Default: automatic.
    pub interpolation: Interpolation,
}

impl Default for ImageStyle {
    fn default() -> Self {
        Self { colormap: Colormap::default(), limits: None, interpolation: Interpolation::Auto }
    }
}

/// A grid of numbers or colours. Corresponds to VisPy's `ImageVisual`.
///
/// In its own frame, column i and row j of the data fill the square from (i, j) to (i + 1, j + 1), unless
/// [`with_extent`](Self::with_extent) stretches it. Where y points upwards, row 0 is at the bottom; pictures want a view
/// whose y points downwards.
///
/// ```
/// use vispy_visuals::visuals::{Image, ImageData, ImageStyle};
///
/// let ramp: Vec<f32> = (0..12).map(|i| i as f32).collect();
/// let image = Image::new(ImageData::scalars(4, 3, ramp)?, ImageStyle::default())?;
/// assert_eq!(image.limits(), Some([0.0, 11.0]));
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[doc(alias = "ImageVisual")]
#[derive(Debug)]
pub struct Image {
    data: ImageData,
    style: ImageStyle,
    extent: [DVec2; 2],
    data_revision: u64,
    revision: u64,
    texture: Option<draw::Uploaded>,
    views: PerView<draw::Prepared>,
}

impl Image {
    /// An image of data.
    ///
    /// # Errors
    /// `Data` when the limits are not finite or the same.
    pub fn new(data: ImageData, style: ImageStyle) -> Result<Self> {
        let size = DVec2::new(f64::from(data.width()), f64::from(data.height()));
        let mut image = Self {
            data,
            style: ImageStyle::default(),
            extent: [DVec2::ZERO, size],
            data_revision: 0,
            revision: 0,
            texture: None,
            views: PerView::default(),
        };
        image.set_style(style)?;
        Ok(image)
    }

    /// Stretches the image: the outer corner of its first texel stands at `first`, that of its last at `last`.
    ///
    /// # Errors
    /// `Data` when a corner is not finite, or the image has no width or height.
    pub fn with_extent(mut self, first: DVec2, last: DVec2) -> Result<Self> {
        if !first.is_finite() || !last.is_finite() || (last - first).cmpeq(DVec2::ZERO).any() {
            return Err(Error::data(
                "extent of an image",
                "two opposite corners",
                format!("{first} and {last}"),
            ));
        }
        self.extent = [first, last];
        self.revision += 1;
        Ok(self)
    }

    /// Replaces the data; its extent stays.
    pub fn set_data(&mut self, data: ImageData) {
        self.data = data;
        self.data_revision += 1;
        self.revision += 1;
    }

    /// Changes how it looks.
    ///
    /// # Errors
    /// `Data` when the limits are not finite or the same.
    pub fn set_style(&mut self, style: ImageStyle) -> Result<()> {
        if let Some([low, high]) = style.limits
            && (!low.is_finite() || !high.is_finite() || low == high)
        {
            let expected = "two different finite numbers";
            return Err(Error::data("limits of an image", expected, format!("{low} and {high}")));
        }
        self.style = style;
        self.revision += 1;
        Ok(())
    }

    /// The numbers of the first and the last colour; `None` for colours, and where no number is finite.
    #[must_use]
    pub fn limits(&self) -> Option<[f64; 2]> {
        let range = self.data.range()?;
        Some(self.style.limits.unwrap_or(range))
    }
}

impl Visual for Image {
    fn bounds(&self) -> Option<Bounds> {
        Bounds::of_points(self.extent)
    }

    fn prepare(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.prepare_view(cx)
    }

    fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.draw_view(cx)
    }

    fn vector(&self, _view: &View, _sink: &mut dyn VectorSink) -> Result<(), NotVector> {
        Err(NotVector { visual: "Image", reason: "it is made of pixels" })
    }
}
