//! Files mapped into memory: the only `unsafe` block of this crate.

#![expect(unsafe_code, reason = "mapping a file is unsafe by nature: another process may change it")]

use std::fs::File;
use std::io;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use bytemuck::Pod;
use memmap2::Mmap;

/// A file's bytes, read by the system as they are used.
///
/// As with every mapping, a process that shortens the file while it is mapped ends this one with `SIGBUS`.
#[derive(Debug, Clone)]
pub(crate) struct MappedFile {
    map: Arc<Mmap>,
}

impl MappedFile {
    /// Maps a whole file for reading.
    pub(crate) fn open(file: &File) -> io::Result<Self> {
        // SAFETY: the mapping is private to this module, read only, and handed out as bytes or as `Pod` numbers, for
        // which every bit pattern is valid. A change of the file by another process can therefore change values but
        // not break a type; shortening it raises SIGBUS, which is documented on the readers.
        let map = unsafe { Mmap::map(file) }?;
        Ok(Self { map: Arc::new(map) })
    }

    /// Returns all bytes of the file.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.map
    }

    /// Takes `len` values from byte `offset` on, or `None` where they are misaligned or beyond the end of the file.
    pub(crate) fn values<T: Pod>(&self, offset: usize, len: usize) -> Option<MappedSlice<T>> {
        let end = offset.checked_add(len.checked_mul(size_of::<T>())?)?;
        bytemuck::try_cast_slice::<u8, T>(self.bytes().get(offset..end)?).ok()?;
        Some(MappedSlice { file: self.clone(), offset, end, element: PhantomData })
    }
}

/// Numbers in a mapped file, checked for range and alignment when made.
#[derive(Debug, Clone)]
pub struct MappedSlice<T> {
    file: MappedFile,
    offset: usize,
    end: usize,
    element: PhantomData<fn() -> T>,
}

impl<T: Pod> MappedSlice<T> {
    /// At most `len` of the numbers from number `start` on.
    pub(crate) fn part(&self, start: usize, len: usize) -> Self {
        let start = start.min(self.len());
        let len = len.min(self.len() - start);
        let offset = self.offset + start * size_of::<T>();
        Self { file: self.file.clone(), offset, end: offset + len * size_of::<T>(), element: PhantomData }
    }
}

impl<T: Pod> Deref for MappedSlice<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        bytemuck::cast_slice(&self.file.bytes()[self.offset..self.end])
    }
}
