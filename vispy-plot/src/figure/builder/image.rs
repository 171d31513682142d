//! Adding and changing images.

use vispy_visuals::visuals::Interpolation;

use super::{AxesMut, SeriesMut};
use crate::figure::image_data::IntoImageData;
use crate::figure::series::{Extent, ImageSeries};

/// An image, open for changes.
pub type ImageMut<'a> = SeriesMut<'a, ImageSeries>;

impl AxesMut<'_> {
    /// Adds an image. VisPy's `PlotWidget.image`.
    ///
    /// If nothing is drawn yet, the y axis is turned downwards, pixels become square and the grid lines go.
    pub fn image(&mut self, data: impl IntoImageData) -> ImageMut<'_> {
        let data = data.into_image_data();
        if self.axes.series.is_empty() {
            self.axes.y.inverted = true;
            self.axes.aspect = Some(1.0);
            self.axes.grid = false;
        }
        let values = self.data.insert(data.values);
        let image = ImageSeries::new(values, data.width, data.height, data.channels);
        self.push(image)
    }
}

impl SeriesMut<'_, ImageSeries> {
    /// Sets what is seen between the centres of pixels.
    pub fn interpolation(&mut self, interpolation: Interpolation) -> &mut Self {
        self.change(|image| image.interpolation = interpolation)
    }

    /// Sets where the edges of the image lie on the axes.
    pub fn extent(&mut self, extent: Extent) -> &mut Self {
        self.change(|image| image.extent = Some(extent))
    }
}
