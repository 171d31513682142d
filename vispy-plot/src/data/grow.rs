//! Columns that grow at the end and lose values at the front.

use vispy_visuals::samples::Access;

use super::column::{Storage, for_numbers};
use super::{Column, ColumnSlice, DType, Element};
use crate::data::buffer::Buffer;
use crate::error::DataError;

/// Evaluates an expression for the buffer of a column of numbers or times; `$other` for the rest.
macro_rules! for_buffers {
    ($storage:expr, $buffer:ident => $body:expr, $rest:ident => $other:expr $(,)?) => {
        match $storage {
            Storage::F32($buffer) => $body,
            Storage::F64($buffer) => $body,
            Storage::I8($buffer) => $body,
            Storage::I16($buffer) => $body,
            Storage::I32($buffer) => $body,
            Storage::I64($buffer) | Storage::Timestamp($buffer, _) => $body,
            Storage::U8($buffer) => $body,
            Storage::U16($buffer) => $body,
            Storage::U32($buffer) => $body,
            Storage::U64($buffer) => $body,
            $rest => $other,
        }
    };
}

impl Column {
    /// Appends numbers to an owned column of the same type; `i64` values are appended to timestamps too.
    ///
    /// # Errors
    ///
    /// [`DataError::Append`] if the type differs or the column is not owned.
    pub(crate) fn append<T: Element>(&mut self, values: &[T]) -> Result<(), DataError> {
        let (dtype, storage) = (self.dtype(), self.storage_kind());
        let appended = T::buffer_mut(&mut self.storage).is_some_and(|buffer| buffer.append(values));
        if appended { Ok(()) } else { Err(DataError::Append { dtype, storage, found: T::DTYPE }) }
    }

    /// Appends the values of another column, which is of the same type, or of `i64` where this one has times.
    ///
    /// # Errors
    ///
    /// [`DataError::Append`] if the type differs or this column is not owned.
    pub(crate) fn append_column(&mut self, other: &Self) -> Result<(), DataError> {
        let (dtype, found) = (self.dtype(), other.dtype());
        let refused = DataError::Append { dtype, storage: self.storage_kind(), found };
        for_numbers!(other.slice(),
            values => self.append(values),
            (times, unit) => if dtype == DType::Timestamp(unit) { self.append(times) } else { Err(refused) },
            rest => match rest {
                ColumnSlice::Uniform { start, step, len } => {
                    let values: Vec<f64> = (0..len).map(|i| start + i as f64 * step).collect();
                    self.append(&values)
                }
                _ => Err(refused),
            },
        )
    }

    /// An owned column of the same type without values.
    pub(crate) fn owned_like(&self) -> Self {
        fn empty<T: Element>(_like: &Buffer<T>) -> Storage {
            T::store(Vec::new().into())
        }
        let storage = match &self.storage {
            Storage::Timestamp(_, unit) => Storage::Timestamp(Vec::new().into(), *unit),
            other => for_buffers!(other,
                buffer => empty(buffer),
                rest => match rest {
                    Storage::Bool(_) => Storage::Bool([].into()),
                    Storage::Text(_) => Storage::Text([].into()),
                    _ => Storage::F64(Vec::new().into()),
                },
            ),
        };
        Self { storage }
    }

    /// Forgets the first values of an owned column; costs nothing.
    pub(crate) fn drop_front(&mut self, count: usize) {
        for_buffers!(&mut self.storage, buffer => buffer.drop_front(count), _rest => ());
    }

    /// Forgets all values of an owned column and keeps its memory where nobody else has it.
    pub(crate) fn clear(&mut self) {
        for_buffers!(&mut self.storage, buffer => buffer.clear(), _rest => ());
    }

    /// Whether the values are owned and nobody else holds them, so that they can be changed in place.
    pub(crate) fn is_unshared(&self) -> bool {
        for_buffers!(&self.storage, buffer => buffer.is_unshared(), _rest => false)
    }

    /// The memory that is reserved for owned values, in bytes; 0 for others.
    pub(crate) fn reserved_bytes(&self) -> usize {
        for_buffers!(&self.storage, buffer => buffer.reserved_bytes(), _rest => 0)
    }

    /// Tells the system how a mapped file will be read.
    pub(crate) fn advise(&self, access: Access) {
        for_buffers!(&self.storage, buffer => buffer.advise(access), _rest => ());
    }

    /// What tells the numbers of a mapped file from all others; `None` of others.
    pub(crate) fn identity(&self) -> Option<String> {
        for_buffers!(&self.storage, buffer => buffer.identity(), _rest => None)
    }

    /// Says in a word where the values are: `owned`, `shared`, `mapped` or `uniform`.
    pub fn storage_kind(&self) -> &'static str {
        for_buffers!(&self.storage,
            buffer => buffer.kind(),
            rest => if matches!(rest, Storage::Uniform { .. }) { "uniform" } else { "shared" },
        )
    }
}
