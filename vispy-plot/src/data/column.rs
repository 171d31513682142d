//! A column of values, whatever their type and wherever they are stored.

use std::fmt;
use std::sync::Arc;

use super::buffer::Buffer;
use super::element::Element;
use super::mmap::MappedFile;
use super::{DType, TimeUnit};
use crate::error::DataError;

/// The timestamp that stands for a missing one, as NumPy's `NaT`.
pub const NOT_A_TIME: i64 = i64::MIN;

/// Values of one type: numbers, truth values, texts or points in time.
///
/// The values are owned, shared with the caller, mapped from a file, or computed (`start + i * step`). A clone is cheap
/// and copies no value. A column is `Send + Sync`.
///
/// ```
/// use vispy_plot::data::{Column, ColumnSlice, DType};
///
/// let column = Column::from(vec![1i16, 2, 3]);
/// assert_eq!((column.len(), column.dtype()), (3, DType::I16));
/// assert_eq!(column.get_f64(2), Some(3.0));
/// // A hot loop looks at the type once.
/// if let ColumnSlice::I16(values) = column.slice() {
///     assert_eq!(values.iter().map(|&v| i64::from(v)).sum::<i64>(), 6);
/// }
/// ```
#[derive(Clone)]
pub struct Column {
    pub(super) storage: Storage,
}

/// What a column holds; named in public only by the sealed part of [`Element`].
#[derive(Debug, Clone)]
pub enum Storage {
    F32(Buffer<f32>),
    F64(Buffer<f64>),
    I8(Buffer<i8>),
    I16(Buffer<i16>),
    I32(Buffer<i32>),
    I64(Buffer<i64>),
    U8(Buffer<u8>),
    U16(Buffer<u16>),
    U32(Buffer<u32>),
    U64(Buffer<u64>),
    Bool(Arc<[bool]>),
    Text(Arc<[String]>),
    Timestamp(Buffer<i64>, TimeUnit),
    Uniform { start: f64, step: f64, len: usize },
}

/// A borrowed view of a column's values, to look at the type once and then loop.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum ColumnSlice<'a> {
    /// 32-bit floats.
    F32(&'a [f32]),
    /// 64-bit floats.
    F64(&'a [f64]),
    /// Signed 8-bit integers.
    I8(&'a [i8]),
    /// Signed 16-bit integers.
    I16(&'a [i16]),
    /// Signed 32-bit integers.
    I32(&'a [i32]),
    /// Signed 64-bit integers.
    I64(&'a [i64]),
    /// Unsigned 8-bit integers.
    U8(&'a [u8]),
    /// Unsigned 16-bit integers.
    U16(&'a [u16]),
    /// Unsigned 32-bit integers.
    U32(&'a [u32]),
    /// Unsigned 64-bit integers.
    U64(&'a [u64]),
    /// Truth values.
    Bool(&'a [bool]),
    /// Strings.
    Text(&'a [String]),
    /// Points in time, [`NOT_A_TIME`] where missing.
    Timestamp(&'a [i64], TimeUnit),
    /// Value `i` is `start + i * step`.
    Uniform {
        /// The first value.
        start: f64,
        /// The difference between neighbours.
        step: f64,
        /// The number of values.
        len: usize,
    },
}

/// Evaluates an expression for the values of a number column, whatever their type; `$time` for points in time, `$other` for the rest.
macro_rules! for_numbers {
    ($slice:expr, $values:ident => $body:expr, ($times:ident, $unit:ident) => $time:expr, $rest:ident => $other:expr $(,)?) => {
        match $slice {
            $crate::data::ColumnSlice::F32($values) => $body,
            $crate::data::ColumnSlice::F64($values) => $body,
            $crate::data::ColumnSlice::I8($values) => $body,
            $crate::data::ColumnSlice::I16($values) => $body,
            $crate::data::ColumnSlice::I32($values) => $body,
            $crate::data::ColumnSlice::I64($values) => $body,
            $crate::data::ColumnSlice::U8($values) => $body,
            $crate::data::ColumnSlice::U16($values) => $body,
            $crate::data::ColumnSlice::U32($values) => $body,
            $crate::data::ColumnSlice::U64($values) => $body,
            $crate::data::ColumnSlice::Timestamp($times, $unit) => $time,
            $rest => $other,
        }
    };
}
pub(crate) use for_numbers;

impl Column {
    /// Makes the `f64` column `start, start + step, ...` of `len` values, which takes no memory.
    pub fn uniform(start: f64, step: f64, len: usize) -> Self {
        Self { storage: Storage::Uniform { start, step, len } }
    }

    /// Makes a column of points in time, counted in `unit` from 1970-01-01T00:00:00 UTC; [`NOT_A_TIME`] is a missing one.
    pub fn timestamps(values: Vec<i64>, unit: TimeUnit) -> Self {
        Self { storage: Storage::Timestamp(values.into(), unit) }
    }

    /// Makes a column of strings.
    pub fn text<S: Into<String>>(values: impl IntoIterator<Item = S>) -> Self {
        Self { storage: Storage::Text(values.into_iter().map(Into::into).collect()) }
    }

    /// Makes a column of truth values, which are drawn as 0 and 1.
    pub fn bools(values: impl IntoIterator<Item = bool>) -> Self {
        Self { storage: Storage::Bool(values.into_iter().collect()) }
    }

    /// Wraps a buffer of numbers.
    pub(crate) fn from_buffer<T: Element>(buffer: Buffer<T>) -> Self {
        Self { storage: T::store(buffer) }
    }

    /// Takes `len` numbers of a mapped file from byte `offset` on, without a copy.
    ///
    /// # Errors
    ///
    /// [`DataError::Layout`] where they are misaligned or beyond the end of the file.
    pub(crate) fn mapped<T: Element>(
        file: &MappedFile,
        offset: usize,
        len: usize,
    ) -> Result<Self, DataError> {
        let values = file.values::<T>(offset, len).ok_or_else(|| DataError::Layout {
            dtype: T::DTYPE,
            len,
            offset,
            available: file.bytes().len(),
            align: align_of::<T>(),
        })?;
        Ok(Self::from_buffer(Buffer::Mapped(values)))
    }

    /// Takes the numbers of an `i64` column as points in time, counted from 1970-01-01T00:00:00 UTC, without a copy.
    ///
    /// # Errors
    ///
    /// [`DataError::ColumnType`] if the column is not of type `i64`.
    pub fn with_time_unit(self, unit: TimeUnit) -> Result<Self, DataError> {
        match self.storage {
            Storage::I64(buffer) => Ok(Self { storage: Storage::Timestamp(buffer, unit) }),
            _ => Err(DataError::ColumnType {
                what: "a column of timestamps",
                expected: "i64",
                found: self.dtype(),
            }),
        }
    }

    /// Returns the number of values.
    pub fn len(&self) -> usize {
        for_numbers!(self.slice(),
            values => values.len(),
            (times, _unit) => times.len(),
            rest => match rest {
                ColumnSlice::Bool(values) => values.len(),
                ColumnSlice::Text(values) => values.len(),
                ColumnSlice::Uniform { len, .. } => len,
                _ => 0,
            },
        )
    }

    /// Tells whether there are no values.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the type of the values; a uniform column is of type `f64`.
    pub fn dtype(&self) -> DType {
        match &self.storage {
            Storage::F32(_) => DType::F32,
            Storage::F64(_) | Storage::Uniform { .. } => DType::F64,
            Storage::I8(_) => DType::I8,
            Storage::I16(_) => DType::I16,
            Storage::I32(_) => DType::I32,
            Storage::I64(_) => DType::I64,
            Storage::U8(_) => DType::U8,
            Storage::U16(_) => DType::U16,
            Storage::U32(_) => DType::U32,
            Storage::U64(_) => DType::U64,
            Storage::Bool(_) => DType::Bool,
            Storage::Text(_) => DType::Text,
            Storage::Timestamp(_, unit) => DType::Timestamp(*unit),
        }
    }

    /// Returns a view of the values for a hot loop.
    pub fn slice(&self) -> ColumnSlice<'_> {
        match &self.storage {
            Storage::F32(values) => ColumnSlice::F32(values),
            Storage::F64(values) => ColumnSlice::F64(values),
            Storage::I8(values) => ColumnSlice::I8(values),
            Storage::I16(values) => ColumnSlice::I16(values),
            Storage::I32(values) => ColumnSlice::I32(values),
            Storage::I64(values) => ColumnSlice::I64(values),
            Storage::U8(values) => ColumnSlice::U8(values),
            Storage::U16(values) => ColumnSlice::U16(values),
            Storage::U32(values) => ColumnSlice::U32(values),
            Storage::U64(values) => ColumnSlice::U64(values),
            Storage::Bool(values) => ColumnSlice::Bool(values),
            Storage::Text(values) => ColumnSlice::Text(values),
            Storage::Timestamp(values, unit) => ColumnSlice::Timestamp(values, *unit),
            Storage::Uniform { start, step, len } => {
                ColumnSlice::Uniform { start: *start, step: *step, len: *len }
            }
        }
    }

    /// Returns the values if they are stored as type `T`.
    pub fn as_slice<T: Element>(&self) -> Option<&[T]> {
        T::of_slice(self.slice())
    }

    /// Takes every `step`-th value from `start` on, at most `len` of them; a `step` of 0 counts as 1. Values are copied,
    /// unless they are neighbours in a mapped file.
    #[must_use]
    pub fn strided(&self, start: usize, step: usize, len: usize) -> Self {
        let step = step.max(1);
        if step == 1
            && let Some(storage) = self.mapped_part(start, len)
        {
            return Self { storage };
        }
        fn pick<T: Clone>(values: &[T], start: usize, step: usize, len: usize) -> Vec<T> {
            values.iter().skip(start).step_by(step).take(len).cloned().collect()
        }
        for_numbers!(self.slice(),
            values => Self::from(pick(values, start, step, len)),
            (times, unit) => Self::timestamps(pick(times, start, step, len), unit),
            rest => match rest {
                ColumnSlice::Bool(values) => Self::bools(pick(values, start, step, len)),
                ColumnSlice::Text(values) => Self::text(pick(values, start, step, len)),
                ColumnSlice::Uniform { start: first, step: by, len: all } => Self::uniform(
                    first + start as f64 * by,
                    by * step as f64,
                    all.saturating_sub(start).div_ceil(step).min(len),
                ),
                _ => Self::text(Vec::<String>::new()),
            },
        )
    }
}

impl Column {
    /// Neighbouring values of a mapped file, as a column of their own.
    fn mapped_part(&self, start: usize, len: usize) -> Option<Storage> {
        Some(match &self.storage {
            Storage::F32(values) => Storage::F32(values.mapped_part(start, len)?),
            Storage::F64(values) => Storage::F64(values.mapped_part(start, len)?),
            Storage::I8(values) => Storage::I8(values.mapped_part(start, len)?),
            Storage::I16(values) => Storage::I16(values.mapped_part(start, len)?),
            Storage::I32(values) => Storage::I32(values.mapped_part(start, len)?),
            Storage::I64(values) => Storage::I64(values.mapped_part(start, len)?),
            Storage::U8(values) => Storage::U8(values.mapped_part(start, len)?),
            Storage::U16(values) => Storage::U16(values.mapped_part(start, len)?),
            Storage::U32(values) => Storage::U32(values.mapped_part(start, len)?),
            Storage::U64(values) => Storage::U64(values.mapped_part(start, len)?),
            Storage::Timestamp(values, unit) => Storage::Timestamp(values.mapped_part(start, len)?, *unit),
            Storage::Bool(_) | Storage::Text(_) | Storage::Uniform { .. } => return None,
        })
    }
}

impl fmt::Debug for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Column({} {} values, {})", self.len(), self.dtype(), self.storage_kind())
    }
}
