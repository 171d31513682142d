//! What a column can be made from.

use std::sync::Arc;

use ndarray::{ArrayBase, Data, Ix1, OwnedRepr, ViewRepr};

use super::buffer::Buffer;
use super::{Column, Element};

impl From<&Self> for Column {
    fn from(column: &Self) -> Self {
        column.clone()
    }
}

impl<T: Element> From<Vec<T>> for Column {
    fn from(values: Vec<T>) -> Self {
        Self::from_buffer(values.into())
    }
}

impl<T: Element> From<&Vec<T>> for Column {
    fn from(values: &Vec<T>) -> Self {
        Self::from(values.clone())
    }
}

impl<T: Element> From<&[T]> for Column {
    fn from(values: &[T]) -> Self {
        Self::from(values.to_vec())
    }
}

impl<T: Element, const N: usize> From<[T; N]> for Column {
    fn from(values: [T; N]) -> Self {
        Self::from(values.to_vec())
    }
}

impl<T: Element, const N: usize> From<&[T; N]> for Column {
    fn from(values: &[T; N]) -> Self {
        Self::from(values.to_vec())
    }
}

impl<T: Element> From<Arc<[T]>> for Column {
    fn from(values: Arc<[T]>) -> Self {
        Self::from_buffer(Buffer::Shared(values))
    }
}

impl<T: Element> From<ArrayBase<OwnedRepr<T>, Ix1>> for Column {
    /// Takes the array over without a copy where its elements are contiguous.
    fn from(array: ArrayBase<OwnedRepr<T>, Ix1>) -> Self {
        let len = array.len();
        if !array.is_standard_layout() {
            return Self::from(array.to_vec());
        }
        match array.into_raw_vec_and_offset() {
            (values, None | Some(0)) if values.len() == len => Self::from(values),
            (values, offset) => {
                let start = offset.unwrap_or(0);
                Self::from(&values[start..start + len])
            }
        }
    }
}

impl<T: Element> From<ArrayBase<ViewRepr<&T>, Ix1>> for Column {
    fn from(view: ArrayBase<ViewRepr<&T>, Ix1>) -> Self {
        Self::from(view.to_vec())
    }
}

impl<T: Element, S: Data<Elem = T>> From<&ArrayBase<S, Ix1>> for Column {
    fn from(array: &ArrayBase<S, Ix1>) -> Self {
        Self::from(array.to_vec())
    }
}

macro_rules! text_column {
    ($({$($generics:tt)*} $type:ty),* $(,)?) => {$(
        impl<$($generics)*> From<$type> for Column {
            fn from(texts: $type) -> Self {
                Self::text(texts.iter().map(|text| text.to_string()))
            }
        }
    )*};
}

text_column!({} &[&str], {} Vec<&str>, {} Vec<String>, {} &[String], {const N: usize} [&str; N]);

/// Data for one series: y alone, or x and y.
#[derive(Debug, Clone)]
pub struct SeriesData {
    /// The x values; `None` stands for the sample index.
    pub x: Option<Column>,
    /// The y values.
    pub y: Column,
}

/// What can be drawn as a series: anything that becomes a [`Column`], or a pair `(x, y)` of such.
///
/// ```
/// use vispy_plot::data::IntoSeriesData;
///
/// assert!(vec![1.0f32, 2.0].into_series_data().x.is_none());
/// assert_eq!((&[1i16, 2][..], vec![0.5f64, 0.7]).into_series_data().y.len(), 2);
/// ```
pub trait IntoSeriesData {
    /// Turns the value into columns.
    fn into_series_data(self) -> SeriesData;
}

impl IntoSeriesData for SeriesData {
    fn into_series_data(self) -> SeriesData {
        self
    }
}

impl<X: Into<Column>, Y: Into<Column>> IntoSeriesData for (X, Y) {
    fn into_series_data(self) -> SeriesData {
        SeriesData { x: Some(self.0.into()), y: self.1.into() }
    }
}

macro_rules! series_data {
    ($({$($generics:tt)*} $type:ty),* $(,)?) => {$(
        impl<$($generics)*> IntoSeriesData for $type {
            fn into_series_data(self) -> SeriesData {
                SeriesData { x: None, y: Column::from(self) }
            }
        }
    )*};
}

series_data!(
    {} Column,
    {} &Column,
    {T: Element} Vec<T>,
    {T: Element} &Vec<T>,
    {T: Element} &[T],
    {T: Element, const N: usize} [T; N],
    {T: Element, const N: usize} &[T; N],
    {T: Element} Arc<[T]>,
    {T: Element} ArrayBase<OwnedRepr<T>, Ix1>,
    {T: Element} ArrayBase<ViewRepr<&T>, Ix1>,
    {T: Element, S: Data<Elem = T>} &ArrayBase<S, Ix1>,
);
