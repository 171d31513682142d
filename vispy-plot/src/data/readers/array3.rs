//! Arrays of three dimensions.

use super::{Array2, ImageData};
use crate::data::{Column, ColumnSlice, DType};

/// A three-dimensional array, such as a stack of images or a volume.
#[derive(Debug, Clone)]
pub struct Array3 {
    /// How long it is along each axis.
    pub shape: [usize; 3],
    /// The values, the last axis counted fastest.
    pub values: Column,
    /// The axis along which neighbours lie farthest apart in the file: 0, or 2 if it was written in Fortran's order, as
    /// medical volumes are.
    pub slowest_axis: usize,
}

impl Array3 {
    /// Copies the slice at `index` along `axis`; its rows and columns count along the other two axes, in their order. `None`
    /// where the array has no such slice.
    ///
    /// ```
    /// use vispy_plot::data::Column;
    /// use vispy_plot::data::readers::Array3;
    ///
    /// let values = Column::from((0..24).collect::<Vec<i32>>());
    /// let array = Array3 { shape: [2, 3, 4], values, slowest_axis: 0 };
    /// let slice = array.slice(2, 1).unwrap();
    /// assert_eq!((slice.rows, slice.columns), (2, 3));
    /// assert_eq!(slice.values.as_slice::<i32>(), Some(&[1, 5, 9, 13, 17, 21][..]));
    /// ```
    #[must_use]
    pub fn slice(&self, axis: usize, index: usize) -> Option<Array2> {
        let [a, b, c] = self.shape;
        if index >= *self.shape.get(axis)? {
            return None;
        }
        let (rows, columns, values) = match axis {
            0 => (b, c, self.values.strided(index * b * c, 1, b * c)),
            1 => (a, c, self.values.blocks(index * c, c, b * c)),
            _ => (a, b, self.values.strided(index, c, a * b)),
        };
        Some(Array2 { rows, columns, values })
    }

    /// The array as a picture, if it looks like one: the last axis has 3 or 4 channels, and the values are bytes, 16-bit
    /// numbers, or floats from 0 to 1.
    #[must_use]
    pub fn picture(&self) -> Option<ImageData> {
        let [height, width, channels] = self.shape;
        let in_range = || {
            let ends = self.values.extent().map(|ends| ends.map(|end| end.to_f64()));
            ends.is_some_and(|[low, high]| low >= 0.0 && high <= 1.0)
        };
        let good = match self.values.dtype() {
            DType::U8 | DType::U16 => true,
            DType::F32 | DType::F64 => in_range(),
            _ => false,
        };
        let good = good && matches!(channels, 3 | 4) && height.min(width) > 1;
        good.then(|| ImageData { width, height, channels, values: self.values.clone() })
    }
}

impl Array2 {
    /// Copies the array with its rows as columns.
    #[must_use]
    pub fn transposed(&self) -> Self {
        let columns: Vec<Column> = (0..self.columns).map(|column| self.column(column)).collect();
        Self { rows: self.columns, columns: self.rows, values: Column::concatenated(&columns) }
    }
}

impl Column {
    /// Copies `len` values from `start` on, and from every `step` values later.
    fn blocks(&self, start: usize, len: usize, step: usize) -> Self {
        let starts = (start..self.len()).step_by(step.max(1));
        Self::concatenated(&starts.map(|start| self.strided(start, 1, len)).collect::<Vec<_>>())
    }

    /// Puts columns of one type behind each other.
    fn concatenated(parts: &[Self]) -> Self {
        fn all<T: super::super::Element>(parts: &[Column]) -> Column {
            let values = parts.iter().filter_map(|part| part.as_slice::<T>());
            Column::from(values.flatten().copied().collect::<Vec<T>>())
        }
        let Some(first) = parts.first() else { return Self::from(Vec::<f64>::new()) };
        match first.slice() {
            ColumnSlice::F32(_) => all::<f32>(parts),
            ColumnSlice::I8(_) => all::<i8>(parts),
            ColumnSlice::I16(_) => all::<i16>(parts),
            ColumnSlice::I32(_) => all::<i32>(parts),
            ColumnSlice::I64(_) => all::<i64>(parts),
            ColumnSlice::U8(_) => all::<u8>(parts),
            ColumnSlice::U16(_) => all::<u16>(parts),
            ColumnSlice::U32(_) => all::<u32>(parts),
            ColumnSlice::U64(_) => all::<u64>(parts),
            _ => {
                let numbers = parts.iter().flat_map(|part| (0..part.len()).map(|i| part.get_f64(i)));
                Self::from(numbers.map(|number| number.unwrap_or(f64::NAN)).collect::<Vec<f64>>())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(shape: [usize; 3]) -> Array3 {
        let values = Column::from((0..shape.iter().product::<usize>() as i32).collect::<Vec<_>>());
        Array3 { shape, values, slowest_axis: 0 }
    }

    #[test]
    fn slices_go_through_all_axes() {
        let array = counted([2, 3, 4]);
        let slice = |axis, index| {
            let slice = array.slice(axis, index).unwrap();
            (slice.rows, slice.columns, slice.values.as_slice::<i32>().unwrap().to_vec())
        };
        assert_eq!(slice(0, 1), (3, 4, (12..24).collect()));
        assert_eq!(slice(1, 2), (2, 4, vec![8, 9, 10, 11, 20, 21, 22, 23]));
        assert_eq!(slice(2, 3), (2, 3, vec![3, 7, 11, 15, 19, 23]));
        assert!(array.slice(0, 2).is_none() && array.slice(3, 0).is_none());
    }

    #[test]
    fn rows_become_columns() {
        let array = counted([1, 2, 3]).slice(0, 0).unwrap().transposed();
        assert_eq!((array.rows, array.columns), (3, 2));
        assert_eq!(array.values.as_slice::<i32>(), Some(&[0, 3, 1, 4, 2, 5][..]));
    }

    #[test]
    fn colours_are_bytes_or_from_0_to_1() {
        let array = |shape, values: Column| Array3 { shape, values, slowest_axis: 0 };
        assert_eq!(array([2, 2, 3], vec![9u8; 12].into()).picture().unwrap().channels, 3);
        assert_eq!(array([2, 2, 4], vec![0.5f32; 16].into()).picture().unwrap().channels, 4);
        assert!(array([2, 2, 3], vec![1.5f32; 12].into()).picture().is_none(), "too large");
        assert!(array([2, 2, 3], vec![1i32; 12].into()).picture().is_none(), "not colours");
        assert!(array([2, 2, 5], vec![1u8; 20].into()).picture().is_none(), "five channels");
    }
}
