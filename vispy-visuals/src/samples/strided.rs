//! Channels of numbers that lie between others: columns of interleaved recordings, rows and columns of arrays.

use std::sync::Arc;

use super::{Access, Sample, SampleSource, Samples, SliceVisitor};
use crate::coordinate::Reference;
use crate::error::{Error, Result};

/// Some of the numbers that a source lends: every `stride`-th from one on, read where they are.
///
/// ```
/// use std::sync::Arc;
/// use vispy_visuals::coordinate::Reference;
/// use vispy_visuals::samples::Strided;
///
/// // Two channels, sample by sample.
/// let recording = Arc::new(vec![1_i16, -1, 2, -2, 3, -3]);
/// let channels = Strided::interleaved(recording, 2)?;
/// assert_eq!(channels[1].len(), 3);
/// assert_eq!(channels[1].offset(2, Reference::F64(0.0)), -3.0);
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Strided {
    source: Arc<dyn SampleSource>,
    first: usize,
    stride: usize,
    len: usize,
}

/// Numbers of one type, every `stride`-th of a slice.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run<'a, T> {
    values: &'a [T],
    stride: usize,
    len: usize,
}

/// What can be done with a run of any type.
pub(crate) trait RunVisitor {
    type Output;
    fn visit<T: Sample>(self, run: Run<'_, T>) -> Self::Output;
}

impl Strided {
    /// Numbers `first`, `first + stride` and so on of a source, `len` of them.
    ///
    /// # Errors
    /// `Data` when the source has not as many, or the stride is 0.
    pub fn new(source: Arc<dyn SampleSource>, first: usize, stride: usize, len: usize) -> Result<Self> {
        let known = source.slice().len();
        let last = len.checked_sub(1).and_then(|steps| steps.checked_mul(stride)?.checked_add(first));
        if stride == 0 || (len > 0 && last.is_none_or(|last| last >= known)) {
            let expected = format!("{len} numbers from {first} on, {stride} apart");
            return Err(Error::data("channel of a source", &expected, format!("{known} numbers in all")));
        }
        Ok(Self { source, first, stride, len })
    }

    /// The channels of numbers that come sample by sample: an array with a column for each channel. What is left over
    /// at the end is not in any.
    ///
    /// # Errors
    /// `Data` when there are no channels.
    pub fn interleaved(source: Arc<dyn SampleSource>, channels: usize) -> Result<Vec<Self>> {
        if channels == 0 {
            return Err(Error::data("channels of a recording", "1 or more", "0"));
        }
        let len = source.slice().len() / channels;
        (0..channels).map(|channel| Self::new(Arc::clone(&source), channel, channels, len)).collect()
    }

    /// The channels of numbers that come channel by channel: an array with a row for each. What is left over at the end is
    /// not in any.
    ///
    /// # Errors
    /// `Data` when there are no channels.
    pub fn by_channel(source: Arc<dyn SampleSource>, channels: usize) -> Result<Vec<Self>> {
        if channels == 0 {
            return Err(Error::data("channels of a recording", "1 or more", "0"));
        }
        let len = source.slice().len() / channels;
        (0..channels).map(|channel| Self::new(Arc::clone(&source), channel * len, 1, len)).collect()
    }

    /// None.
    pub(crate) fn empty() -> Self {
        Self { source: Arc::new(Vec::<f32>::new()), first: 0, stride: 1, len: 0 }
    }

    /// The same numbers as a column: shared where they are all that their source lends, else copied as doubles.
    pub(crate) fn to_samples(&self) -> Samples {
        if self.first == 0 && self.stride == 1 && self.len == self.source.slice().len() {
            return Samples::Source(Arc::clone(&self.source));
        }
        let values: Vec<f64> = (0..self.len).map(|index| self.offset(index, Reference::F64(0.0))).collect();
        values.into()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// How far apart they are in their source.
    #[must_use]
    pub fn stride(&self) -> usize {
        self.stride
    }

    /// Sample `index` as an offset from a reference: subtracted in its own type before it is converted. NaN beyond the
    /// end.
    #[must_use]
    pub fn offset(&self, index: usize, reference: Reference) -> f64 {
        if index >= self.len {
            return f64::NAN;
        }
        self.source.slice().offset(self.first + index * self.stride, reference)
    }

    /// Tells the sources of channels how they will be read.
    pub(crate) fn advise(channels: &[Self], access: Access) {
        for (index, channel) in channels.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| &channels[before].source);
            if before.is_none_or(|before| !Arc::ptr_eq(before, &channel.source)) {
                channel.source.advise(access);
            }
        }
    }

    /// All numbers of the source of channels that together are all of them, sample by sample, as one channel.
    pub(crate) fn all_of(channels: &[Self]) -> Option<Self> {
        let source = Arc::clone(Self::rows(channels)?);
        let len = channels.iter().map(Self::len).sum();
        Some(Self { source, first: 0, stride: 1, len })
    }

    /// The source of channels that together are all its numbers, sample by sample.
    pub(crate) fn rows(channels: &[Self]) -> Option<&Arc<dyn SampleSource>> {
        let first = channels.first()?;
        let is_next = |(index, channel): (usize, &Self)| {
            Arc::ptr_eq(&channel.source, &first.source)
                && [channel.first, channel.stride, channel.len] == [index, channels.len(), first.len]
        };
        channels.iter().enumerate().all(is_next).then_some(&first.source)
    }

    /// Looks at a number of each part of memory or of a file that some samples are in, so that they need not be waited for
    /// afterwards.
    pub(crate) fn touch(&self, samples: std::ops::Range<usize>) {
        /// Numbers of the smallest part, a page of 4 KiB, if they are as large as can be.
        const PAGE: usize = 512;
        let slice = self.source.slice();
        let number = |sample: usize| self.first + sample.min(self.len.saturating_sub(1)) * self.stride;
        let ends = number(samples.start)..number(samples.end);
        let last = ends.end;
        if self.stride <= PAGE {
            self.source.advise(Access::Soon { start: ends.start, end: last });
        }
        for index in ends.step_by(PAGE.max(self.stride)).chain([last]) {
            std::hint::black_box(slice.offset(index, Reference::F64(0.0)));
        }
    }

    /// Runs a visitor on the numbers in their own type.
    pub(crate) fn visit<V: RunVisitor>(&self, visitor: V) -> V::Output {
        self.source.slice().visit(AsRun { strided: self, visitor })
    }
}

impl From<Samples> for Strided {
    /// All of some numbers. Evenly spaced ones are written out.
    fn from(samples: Samples) -> Self {
        let len = samples.len();
        let source = match samples {
            Samples::Source(source) => source,
            even => {
                let mut values = vec![0.0; len];
                even.read_offsets(0, Reference::F64(0.0), &mut values);
                Arc::new(values)
            }
        };
        Self { source, first: 0, stride: 1, len }
    }
}

struct AsRun<'a, V> {
    strided: &'a Strided,
    visitor: V,
}

impl<V: RunVisitor> SliceVisitor for AsRun<'_, V> {
    type Output = V::Output;

    fn visit<T: Sample>(self, slice: &[T]) -> V::Output {
        let Strided { first, stride, len, .. } = *self.strided;
        // A source that lends less than it did has fewer samples.
        let values = slice.get(first..).unwrap_or_default();
        let len = len.min(values.len().div_ceil(stride));
        self.visitor.visit(Run { values, stride, len })
    }
}

impl<'a, T: Sample> Run<'a, T> {
    /// All of a slice.
    pub(crate) fn of(values: &'a [T]) -> Self {
        Self { values, stride: 1, len: values.len() }
    }

    /// Every `stride`-th number of a slice, from one on.
    pub(crate) fn every(values: &'a [T], first: usize, stride: usize) -> Self {
        let values = values.get(first..).unwrap_or_default();
        Self { values, stride, len: values.len().div_ceil(stride) }
    }

    pub(crate) fn len(self) -> usize {
        self.len
    }

    pub(crate) fn get(self, index: usize) -> Option<T> {
        if index < self.len { self.values.get(index * self.stride).copied() } else { None }
    }

    /// Numbers `start..end`, of which there must be so many; `None` where others lie between them.
    pub(crate) fn slice(self, start: usize, end: usize) -> Option<&'a [T]> {
        if self.stride == 1 { self.values.get(start..end) } else { None }
    }

    /// Numbers from `start` on before `end`.
    pub(crate) fn iter(self, start: usize, end: usize) -> impl Iterator<Item = T> + 'a {
        let values = self.values.get(start * self.stride..).unwrap_or_default();
        // Every part has a first number.
        values.chunks(self.stride).take(end.saturating_sub(start)).map(|part| part[0])
    }

    /// Writes what numbers `start..end` are more than another, in single precision.
    pub(crate) fn read_minus(self, start: usize, end: usize, base: f64, out: &mut Vec<f32>) {
        out.clear();
        match self.slice(start, end) {
            Some(values) => out.extend(values.iter().map(|value| value.minus(base))),
            None => out.extend(self.iter(start, end).map(|value| value.minus(base))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_are_read_in_either_order() {
        let by_sample: Arc<dyn SampleSource> = Arc::new(vec![1.0_f32, 10.0, 2.0, 20.0, 3.0, 30.0, 4.0]);
        let channels = Strided::interleaved(Arc::clone(&by_sample), 2).unwrap();
        let read = |channel: &Strided| -> Vec<f64> {
            (0..channel.len()).map(|index| channel.offset(index, Reference::F64(0.0))).collect()
        };
        assert_eq!(read(&channels[0]), [1.0, 2.0, 3.0], "the seventh number has no partner");
        assert_eq!(read(&channels[1]), [10.0, 20.0, 30.0]);
        let channels = Strided::by_channel(by_sample, 3).unwrap();
        assert_eq!(read(&channels[2]), [3.0, 30.0]);
        assert!(channels[2].offset(2, Reference::F64(0.0)).is_nan());
    }

    #[test]
    fn what_is_not_there_is_refused() {
        let source: Arc<dyn SampleSource> = Arc::new(vec![0_u8; 10]);
        assert!(Strided::new(Arc::clone(&source), 1, 3, 3).is_ok());
        assert!(Strided::new(Arc::clone(&source), 1, 3, 4).is_err());
        assert!(Strided::new(Arc::clone(&source), 0, 0, 1).is_err());
        assert!(Strided::new(Arc::clone(&source), 0, usize::MAX, 3).is_err());
        assert!(Strided::interleaved(source, 0).is_err());
    }
}
