//! Numbers in a file: mapped where their layout allows it, else copied.

use std::path::Path;

use super::Progress;
use crate::data::mmap::MappedFile;
use crate::data::{Column, Element};
use crate::error::Error;

/// Values between two looks at the progress, where values are copied.
const VALUES_PER_REPORT: usize = 1 << 18;

/// Where the values of an array are, and how they are laid out.
pub(super) struct Source<'a> {
    pub(super) path: &'a Path,
    pub(super) file: &'a MappedFile,
    /// The first byte of the first value.
    pub(super) start: usize,
    pub(super) count: usize,
    /// Whether the most significant byte comes first.
    pub(super) swapped: bool,
    /// The shape, where the first axis is counted fastest.
    pub(super) fortran_shape: Option<[usize; 3]>,
    pub(super) progress: &'a mut dyn Progress,
}

impl Source<'_> {
    /// Maps the numbers, or copies them where they are misaligned or laid out in another way.
    pub(super) fn numbers<T: Element, const N: usize>(
        &mut self,
        decode: fn([u8; N]) -> T,
    ) -> Result<Column, Error> {
        let native = !self.swapped && cfg!(target_endian = "little") && self.fortran_shape.is_none();
        if native && let Ok(column) = Column::mapped::<T>(self.file, self.start, self.count) {
            return Ok(column);
        }
        Ok(Column::from(self.copied(decode)?))
    }

    /// Copies the numbers, the last axis counted fastest.
    pub(super) fn copied<T, const N: usize>(&mut self, decode: fn([u8; N]) -> T) -> Result<Vec<T>, Error> {
        let end = self.start + self.count * N;
        let (items, _) = self.file.bytes()[self.start..end].as_chunks::<N>();
        let place = |i: usize| match self.fortran_shape {
            None => i,
            Some([a, b, c]) => i / (b * c) + a * (i / c % b + b * (i % c)),
        };
        let mut values = Vec::with_capacity(self.count);
        for i in 0..self.count {
            let mut item = items[place(i)];
            if self.swapped {
                item.reverse();
            }
            values.push(decode(item));
            if i % VALUES_PER_REPORT == 0 {
                self.progress.fraction(i as f64 / self.count as f64);
                if self.progress.cancelled() {
                    return Err(Error::Cancelled { path: self.path.into() });
                }
            }
        }
        Ok(values)
    }
}
