//! What can be drawn as an image.

use ndarray::{ArrayBase, Data, Ix2, Ix3};

use crate::data::readers::{Array2, ImageData};
use crate::data::{Column, Element};

/// What can be drawn as an image: a picture from a file, or an `ndarray` of shape `(height, width)` or
/// `(height, width, channels)` with 1, 3 or 4 channels; row 0 is at the top.
///
/// ```
/// use vispy_plot::figure::IntoImageData;
///
/// let image = (&ndarray::Array2::<f32>::zeros((2, 3))).into_image_data();
/// assert_eq!((image.width, image.height, image.channels), (3, 2, 1));
/// ```
pub trait IntoImageData {
    /// Turns the value into a size and a column.
    fn into_image_data(self) -> ImageData;
}

impl IntoImageData for ImageData {
    fn into_image_data(self) -> ImageData {
        self
    }
}

impl IntoImageData for &ImageData {
    fn into_image_data(self) -> ImageData {
        self.clone()
    }
}

impl IntoImageData for Array2 {
    fn into_image_data(self) -> ImageData {
        ImageData { width: self.columns, height: self.rows, channels: 1, values: self.values }
    }
}

impl<T: Element, S: Data<Elem = T>> IntoImageData for &ArrayBase<S, Ix2> {
    fn into_image_data(self) -> ImageData {
        let (height, width) = self.dim();
        ImageData { width, height, channels: 1, values: values(self.iter()) }
    }
}

impl<T: Element, S: Data<Elem = T>> IntoImageData for &ArrayBase<S, Ix3> {
    fn into_image_data(self) -> ImageData {
        let (height, width, channels) = self.dim();
        ImageData { width, height, channels, values: values(self.iter()) }
    }
}

/// Copies values in the order of rows, whatever their order in memory.
fn values<'a, T: Element>(values: impl Iterator<Item = &'a T>) -> Column {
    Column::from(values.copied().collect::<Vec<_>>())
}
