//! Files mapped into memory: the only `unsafe` block of this crate.

#![expect(unsafe_code, reason = "mapping a file is unsafe by nature: another process may change it")]

use std::fs::File;
use std::io;
use std::marker::PhantomData;
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use bytemuck::Pod;
use memmap2::Mmap;
use vispy_visuals::samples::Access;

/// A file's bytes, read by the system as they are used.
///
/// As with every mapping, a process that shortens the file while it is mapped ends this one with `SIGBUS`.
#[derive(Debug, Clone)]
pub(crate) struct MappedFile {
    map: Arc<Mmap>,
    /// What file it is: its path, size and time stamp; `None` of bytes that are in no file of their own.
    identity: Option<Arc<str>>,
}

impl MappedFile {
    /// Maps a whole file for reading.
    pub(crate) fn open(path: &Path, file: &File) -> io::Result<Self> {
        // SAFETY: the mapping is private to this module, read only, and handed out as bytes or as `Pod` numbers, for
        // which every bit pattern is valid. A change of the file by another process can therefore change values but
        // not break a type; shortening it raises SIGBUS, which is documented on the readers.
        let map = unsafe { Mmap::map(file) }?;
        Ok(Self { map: Arc::new(map), identity: identity(path, file).map(Into::into) })
    }

    /// Takes `len` bytes that are in no file of their own, such as unpacked ones; numbers of every type are aligned in them.
    #[cfg(feature = "readers")]
    pub(crate) fn filled(len: usize, fill: impl FnOnce(&mut [u8]) -> io::Result<()>) -> io::Result<Self> {
        let mut map = memmap2::MmapMut::map_anon(len.max(1))?;
        fill(&mut map[..len])?;
        Ok(Self { map: Arc::new(map.make_read_only()?), identity: None })
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

impl AsRef<[u8]> for MappedFile {
    fn as_ref(&self) -> &[u8] {
        self.bytes()
    }
}

/// What tells a file from all others, and from what it was before.
fn identity(path: &Path, file: &File) -> Option<String> {
    let path = path.canonicalize().ok()?;
    let about = file.metadata().ok()?;
    let changed = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{} {} {}", path.to_str()?, about.len(), changed.as_nanos()))
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
    /// What tells these numbers from all others: their file, and their place in it.
    pub(crate) fn identity(&self) -> Option<String> {
        let file = self.file.identity.as_ref()?;
        Some(format!("{file} {} {}", self.offset, self.end))
    }

    /// Tells the system how the file will be read: where a few numbers are read each at many places, reading ahead would
    /// be in vain.
    pub(crate) fn advise(&self, access: Access) {
        #[cfg(unix)]
        {
            use memmap2::Advice;
            let map = &self.file.map;
            // Advice that is not taken changes nothing but how long reading takes.
            let _ = match access {
                Access::Scattered => map.advise(Advice::Random),
                Access::Soon { start, end } => {
                    let place = |number: usize| self.offset + number.min(self.len()) * size_of::<T>();
                    let (start, end) = (place(start), place(end));
                    map.advise_range(Advice::WillNeed, start, end.saturating_sub(start))
                }
                _ => map.advise(Advice::Normal),
            };
        }
        #[cfg(not(unix))]
        let _ = access;
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_however_they_will_be_read() {
        let path = std::env::temp_dir().join(format!("vispy-advice-{}.bin", std::process::id()));
        let numbers: Vec<i16> = (0..10_000).collect();
        std::fs::write(&path, bytemuck::cast_slice::<i16, u8>(&numbers)).unwrap();
        let file = MappedFile::open(&path, &File::open(&path).unwrap()).unwrap();
        let mapped = file.values::<i16>(2, 9_999).unwrap();
        let soon = |start, end| Access::Soon { start, end };
        let beyond = [soon(0, 5000), soon(9_998, usize::MAX), soon(20_000, 30_000), soon(7, 3)];
        for access in [Access::Scattered, Access::InOrder].into_iter().chain(beyond) {
            mapped.advise(access);
            assert_eq!(*mapped, numbers[1..], "{access:?}");
        }
        std::fs::remove_file(&path).unwrap();
    }
}
