//! Columns of numbers as visuals read them: in their own type, shared, never copied.

mod slice;
mod strided;

use std::fmt::Debug;
use std::sync::Arc;

pub use slice::{Sample, Slice, SliceVisitor};
pub use strided::Strided;

pub(crate) use slice::{range_of, union};
pub(crate) use strided::{Run, RunVisitor};

use crate::coordinate::Reference;
use crate::error::{Error, Result};
use crate::levels::LevelFile;

/// Something that can lend a column of numbers for as long as it lives: a vector, a mapped file.
///
/// ```
/// use std::sync::Arc;
/// use vispy_visuals::samples::{SampleSource, Samples, Slice};
///
/// #[derive(Debug)]
/// struct Recording(Vec<i16>);
///
/// impl SampleSource for Recording {
///     fn slice(&self) -> Slice<'_> {
///         Slice::I16(&self.0)
///     }
/// }
/// assert_eq!(Samples::from_source(Arc::new(Recording(vec![3, -1]))).len(), 2);
/// ```
pub trait SampleSource: Debug + Send + Sync {
    /// The numbers.
    fn slice(&self) -> Slice<'_>;

    /// The file in which the extremes of these numbers are kept from one run of the program to the next. Default: none.
    fn level_file(&self) -> Option<LevelFile> {
        None
    }

    /// Is told how the numbers will be read from now on, so that a file that is not in memory is read accordingly. Default:
    /// makes no difference.
    fn advise(&self, access: Access) {
        let _ = access;
    }
}

/// How numbers are going to be read. `madvise`, by the names of what is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Access {
    /// Neighbours one after the other: what follows may be read ahead.
    InOrder,
    /// A few each at many places, or what was asked for as [`Soon`](Self::Soon): what follows is not wanted.
    Scattered,
    /// Some numbers soon, all of them: they may be fetched meanwhile.
    Soon {
        /// The first of them.
        start: usize,
        /// The first one after them.
        end: usize,
    },
}

/// A column of numbers: evenly spaced, or read from a source.
///
/// ```
/// use vispy_visuals::coordinate::Reference;
/// use vispy_visuals::samples::Samples;
///
/// let time = Samples::uniform_i64(1_700_000_000_000_000_000, 10_000_000, 936_001);
/// assert_eq!(time.len(), 936_001);
/// assert_eq!(time.offset(2, Reference::I64(1_700_000_000_000_000_000)), 2e7);
/// let counts = Samples::from(vec![3_i32, -1, 4]);
/// assert_eq!(counts.offset(1, Reference::F64(0.0)), -1.0);
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Samples {
    /// `start + i * step`.
    Uniform {
        /// The first number.
        start: f64,
        /// From one to the next.
        step: f64,
        /// How many.
        len: usize,
    },
    /// `start + i * step` in integers, such as time stamps.
    UniformI64 {
        /// The first number.
        start: i64,
        /// From one to the next.
        step: i64,
        /// How many.
        len: usize,
    },
    /// Any numbers.
    Source(Arc<dyn SampleSource>),
}

impl Samples {
    /// `start + i * step`.
    #[must_use]
    pub fn uniform(start: f64, step: f64, len: usize) -> Self {
        Self::Uniform { start, step, len }
    }

    /// `start + i * step` in integers, such as time stamps.
    #[must_use]
    pub fn uniform_i64(start: i64, step: i64, len: usize) -> Self {
        Self::UniformI64 { start, step, len }
    }

    /// Numbers that somebody lends.
    #[must_use]
    pub fn from_source(source: Arc<dyn SampleSource>) -> Self {
        Self::Source(source)
    }

    /// The file in which their extremes are kept.
    pub(crate) fn advise(&self, access: Access) {
        if let Self::Source(source) = self {
            source.advise(access);
        }
    }

    pub(crate) fn level_file(&self) -> Option<LevelFile> {
        match self {
            Self::Source(source) => source.level_file(),
            Self::Uniform { .. } | Self::UniformI64 { .. } => None,
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Uniform { len, .. } | Self::UniformI64 { len, .. } => *len,
            Self::Source(source) => source.slice().len(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Sample `index` as an offset from a reference: subtracted in its own type before it is converted. NaN beyond the
    /// end.
    #[must_use]
    pub fn offset(&self, index: usize, reference: Reference) -> f64 {
        match self {
            _ if index >= self.len() => f64::NAN,
            Self::Uniform { start, step, .. } => reference.offset_of_f64(*start) + index as f64 * step,
            Self::UniformI64 { start, step, .. } => {
                // Saturates far beyond any calendar.
                let value = start.saturating_add((index as i64).saturating_mul(*step));
                reference.offset_of_i64(value)
            }
            Self::Source(source) => source.slice().offset(index, reference),
        }
    }

    /// Writes the offsets of samples from `start` on, as [`offset`](Self::offset) does one by one; NaN beyond the end.
    pub fn read_offsets(&self, start: usize, reference: Reference, out: &mut [f64]) {
        match self {
            Self::Source(source) => source.slice().read_offsets(start, reference, out),
            Self::Uniform { start: first, step, len } => {
                let first = reference.offset_of_f64(*first);
                for (index, out) in (start..).zip(out) {
                    *out = if index < *len { first + index as f64 * step } else { f64::NAN };
                }
            }
            Self::UniformI64 { .. } => {
                for (index, out) in (start..).zip(out) {
                    *out = self.offset(index, reference);
                }
            }
        }
    }

    /// A reference for offsets of these numbers: the first finite one, in the numbers' own type.
    #[must_use]
    pub fn reference(&self) -> Reference {
        match self {
            Self::Uniform { start, .. } => Reference::F64(*start),
            Self::UniformI64 { start, .. } => Reference::I64(*start),
            Self::Source(source) => source.slice().reference(),
        }
    }

    /// Whether the numbers never fall; a NaN among them makes it false.
    #[must_use]
    pub fn is_sorted(&self) -> bool {
        self.is_sorted_from(0)
    }

    /// The same of the numbers from `first` on.
    #[must_use]
    pub fn is_sorted_from(&self, first: usize) -> bool {
        match self {
            Self::Uniform { start, step, .. } => start.is_finite() && *step >= 0.0,
            Self::UniformI64 { step, .. } => *step >= 0,
            Self::Source(source) => source.slice().is_sorted_from(first),
        }
    }

    /// Index of the first of sorted numbers whose offset is at least `offset`; their count when there is none.
    #[must_use]
    pub fn partition_point(&self, offset: f64, reference: Reference) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.offset(middle, reference) < offset {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Index of the first of sorted numbers after `at` whose offset is at least `offset`, looked for near `at`.
    pub(crate) fn first_from(&self, at: usize, offset: f64, reference: Reference) -> usize {
        if let Self::Uniform { start, step, len } = self
            && *step > 0.0
        {
            // Rounding may put it one beside.
            let guess = ((offset - reference.offset_of_f64(*start)) / step).ceil() as usize;
            let mut index = guess.clamp(at + 1, (*len).max(at + 1));
            while index > at + 1 && self.offset(index - 1, reference) >= offset {
                index -= 1;
            }
            while index < *len && self.offset(index, reference) < offset {
                index += 1;
            }
            return index.min(*len);
        }
        let mut step = 1;
        while at + step < self.len() && self.offset(at + step, reference) < offset {
            step *= 2;
        }
        let (mut low, mut high) = (at + step / 2, (at + step).min(self.len()));
        while low < high {
            let middle = low + (high - low) / 2;
            if self.offset(middle, reference) < offset {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The smallest and the largest finite number, as offsets; `None` when there is none.
    #[must_use]
    pub fn range(&self, reference: Reference) -> Option<[f64; 2]> {
        Some(self.extremes()?.map(|index| self.offset(index, reference)))
    }

    /// Indices of the smallest and the largest finite number; `None` when there is none.
    #[must_use]
    pub fn extremes(&self) -> Option<[usize; 2]> {
        match self {
            Self::Uniform { .. } | Self::UniformI64 { .. } => {
                let last = self.len().checked_sub(1)?;
                let [a, b] = [0, last].map(|index| self.offset(index, self.reference()));
                (a.is_finite() && b.is_finite()).then_some(if a <= b { [0, last] } else { [last, 0] })
            }
            Self::Source(source) => source.slice().extremes(),
        }
    }

    /// A number, in its own type, as a reference for others; 0 beyond the end.
    #[must_use]
    pub fn reference_at(&self, index: usize) -> Reference {
        match self {
            _ if index >= self.len() => Reference::F64(0.0),
            Self::Uniform { start, step, .. } => Reference::F64(start + index as f64 * step),
            Self::UniformI64 { start, step, .. } => {
                Reference::I64(start.saturating_add((index as i64).saturating_mul(*step)))
            }
            Self::Source(source) => source.slice().reference_at(index),
        }
    }

    /// Checks that two columns are equally long.
    pub(crate) fn check_same_len(what: &str, x: &Self, y: &Self) -> Result<()> {
        if x.len() == y.len() {
            return Ok(());
        }
        Err(Error::data(what, &format!("as many x as y ({})", y.len()), x.len().to_string()))
    }
}
