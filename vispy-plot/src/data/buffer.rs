//! Where the numbers of a column are stored.

use std::ops::Deref;
use std::sync::Arc;

use bytemuck::Pod;

use super::mmap::MappedSlice;

/// Numbers that are owned, shared with the caller, or mapped from a file; a clone copies no number.
#[derive(Debug, Clone)]
pub enum Buffer<T> {
    /// A vector of our own, which can grow.
    Owned(Arc<Vec<T>>),
    /// A slice that the caller has too.
    Shared(Arc<[T]>),
    /// A part of a mapped file.
    Mapped(MappedSlice<T>),
}

impl<T: Pod> Buffer<T> {
    /// Appends values if the buffer is owned, and tells whether it did.
    ///
    /// The vector is copied first where a clone of the column is held elsewhere.
    pub(crate) fn append(&mut self, values: &[T]) -> bool {
        match self {
            Self::Owned(vec) => {
                Arc::make_mut(vec).extend_from_slice(values);
                true
            }
            Self::Shared(_) | Self::Mapped(_) => false,
        }
    }

    /// Says in a word how the numbers are stored.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Owned(_) => "owned",
            Self::Shared(_) => "shared",
            Self::Mapped(_) => "mapped",
        }
    }
}

impl<T: Pod> Deref for Buffer<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Self::Owned(vec) => vec,
            Self::Shared(slice) => slice,
            Self::Mapped(mapped) => mapped,
        }
    }
}

impl<T> From<Vec<T>> for Buffer<T> {
    fn from(values: Vec<T>) -> Self {
        Self::Owned(Arc::new(values))
    }
}
