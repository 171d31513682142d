//! Where the numbers of a column are stored.

use std::ops::Deref;
use std::sync::Arc;

use bytemuck::Pod;
use vispy_visuals::samples::Access;

use super::mmap::MappedSlice;

/// What a vector grows by when it is full, and what of it may be values that were dropped: this part of its length.
pub(super) const SLACK: usize = 16;

/// Numbers that are owned, shared with the caller, or mapped from a file; a clone copies no number.
#[derive(Debug, Clone)]
pub enum Buffer<T> {
    /// A vector of our own from an index on, which can grow.
    Owned(Arc<Vec<T>>, usize),
    /// A slice that the caller has too.
    Shared(Arc<[T]>),
    /// A part of a mapped file.
    Mapped(MappedSlice<T>),
}

impl<T: Pod> Buffer<T> {
    /// Appends values if the buffer is owned, and tells whether it did.
    ///
    /// The vector is copied first where a clone of the column is held elsewhere.
    pub(crate) fn append(&mut self, new: &[T]) -> bool {
        let Self::Owned(shared, start) = self else { return false };
        if new.is_empty() {
            return true;
        }
        match Arc::get_mut(shared) {
            Some(values) => {
                let is_full = |values: &Vec<T>| values.capacity() - values.len() < new.len();
                if is_full(values) && *start * SLACK > values.len() - *start {
                    values.drain(..*start);
                    *start = 0;
                }
                if is_full(values) {
                    values.reserve_exact(new.len().max(values.len() / SLACK));
                }
                values.extend_from_slice(new);
            }
            None => {
                let known = &shared[*start..];
                let mut values = Vec::with_capacity(known.len() + new.len().max(known.len() / SLACK));
                values.extend_from_slice(known);
                values.extend_from_slice(new);
                (*shared, *start) = (Arc::new(values), 0);
            }
        }
        true
    }

    /// Forgets the first values of an owned buffer.
    pub(crate) fn drop_front(&mut self, count: usize) {
        if let Self::Owned(values, start) = self {
            *start = start.saturating_add(count).min(values.len());
        }
    }

    /// Forgets all values of an owned buffer.
    pub(crate) fn clear(&mut self) {
        if let Self::Owned(shared, start) = self {
            *start = 0;
            match Arc::get_mut(shared) {
                Some(values) => values.clear(),
                None => *shared = Arc::default(),
            }
        }
    }

    /// Whether it is owned and nobody else holds it.
    pub(crate) fn is_unshared(&self) -> bool {
        matches!(self, Self::Owned(values, _) if Arc::strong_count(values) == 1)
    }

    /// The memory that an owned buffer has reserved.
    pub(crate) fn reserved_bytes(&self) -> usize {
        match self {
            Self::Owned(values, _) => values.capacity() * size_of::<T>(),
            Self::Shared(_) | Self::Mapped(_) => 0,
        }
    }

    /// At most `len` numbers of a mapped file from number `start` on, as a buffer of their own; `None` for others.
    pub(crate) fn mapped_part(&self, start: usize, len: usize) -> Option<Self> {
        let Self::Mapped(mapped) = self else { return None };
        Some(Self::Mapped(mapped.part(start, len)))
    }

    /// Tells the system how a mapped file will be read.
    pub(crate) fn advise(&self, access: Access) {
        if let Self::Mapped(mapped) = self {
            mapped.advise(access);
        }
    }

    /// What tells the numbers of a mapped file from all others; `None` of others.
    pub(crate) fn identity(&self) -> Option<String> {
        let Self::Mapped(mapped) = self else { return None };
        mapped.identity()
    }

    /// Says in a word how the numbers are stored.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Owned(..) => "owned",
            Self::Shared(_) => "shared",
            Self::Mapped(_) => "mapped",
        }
    }
}

impl<T: Pod> Deref for Buffer<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Self::Owned(values, start) => &values[*start..],
            Self::Shared(slice) => slice,
            Self::Mapped(mapped) => mapped,
        }
    }
}

impl<T> From<Vec<T>> for Buffer<T> {
    fn from(values: Vec<T>) -> Self {
        Self::Owned(Arc::new(values), 0)
    }
}
