//! Slices of numbers of any type.

use std::sync::Arc;

use super::{SampleSource, Samples};
use crate::coordinate::Reference;

/// A number that can be a sample.
pub trait Sample: bytemuck::Pod + PartialOrd + Send + Sync + std::fmt::Debug {
    /// As a double; integers beyond 2^53 are rounded.
    fn to_f64(self) -> f64;
    /// As an offset, subtracted before it is converted.
    fn offset(self, reference: Reference) -> f64;
    /// How much more it is than a number that single precision holds, subtracted in its own precision.
    #[doc(hidden)]
    fn minus(self, base: f64) -> f32 {
        (self.to_f64() - base) as f32
    }
    /// The same numbers, where they are of single precision.
    #[doc(hidden)]
    fn as_singles(_slice: &[Self]) -> Option<&[f32]> {
        None
    }
    /// Whether it is neither NaN nor infinite.
    fn is_finite(self) -> bool;
    /// The reference that has this value.
    fn as_reference(self) -> Reference;
}

/// A slice of numbers of one of ten types.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "each is the Rust type of the same name")]
#[non_exhaustive]
pub enum Slice<'a> {
    F32(&'a [f32]),
    F64(&'a [f64]),
    I8(&'a [i8]),
    I16(&'a [i16]),
    I32(&'a [i32]),
    I64(&'a [i64]),
    U8(&'a [u8]),
    U16(&'a [u16]),
    U32(&'a [u32]),
    U64(&'a [u64]),
}

/// What can be done with a slice of any type, so that loops are compiled for each.
pub trait SliceVisitor {
    /// What comes out.
    type Output;
    /// Does it.
    fn visit<T: Sample>(self, slice: &[T]) -> Self::Output;
}

macro_rules! floats {
    ($($type:tt => $variant:ident),*) => {$(
        impl Sample for $type {
            fn to_f64(self) -> f64 {
                f64::from(self)
            }
            fn offset(self, reference: Reference) -> f64 {
                reference.offset_of_f64(f64::from(self))
            }
            fn is_finite(self) -> bool {
                <$type>::is_finite(self)
            }
            fn as_reference(self) -> Reference {
                Reference::F64(f64::from(self))
            }
            floats!(@single $type);
        }
        floats!(@source $type, $variant);
    )*};
    (@single f32) => {
        fn minus(self, base: f64) -> f32 {
            self - base as f32
        }
        fn as_singles(slice: &[Self]) -> Option<&[f32]> {
            Some(slice)
        }
    };
    // Their values are values of single precision.
    (@single i8) => { floats!(@single small); };
    (@single i16) => { floats!(@single small); };
    (@single u8) => { floats!(@single small); };
    (@single u16) => { floats!(@single small); };
    (@single small) => {
        fn minus(self, base: f64) -> f32 {
            f32::from(self) - base as f32
        }
    };
    (@single $type:tt) => {};
    (@source $type:ty, $variant:ident) => {
        impl SampleSource for Vec<$type> {
            fn slice(&self) -> Slice<'_> {
                Slice::$variant(self)
            }
        }
        impl SampleSource for Arc<[$type]> {
            fn slice(&self) -> Slice<'_> {
                Slice::$variant(self)
            }
        }
        impl From<Vec<$type>> for Samples {
            fn from(values: Vec<$type>) -> Self {
                Self::Source(Arc::new(values))
            }
        }
        impl From<Arc<[$type]>> for Samples {
            fn from(values: Arc<[$type]>) -> Self {
                Self::Source(Arc::new(values))
            }
        }
        impl From<&[$type]> for Samples {
            fn from(values: &[$type]) -> Self {
                Self::Source(Arc::new(values.to_vec()))
            }
        }
    };
}
floats!(f32 => F32, f64 => F64);

macro_rules! integers {
    ($($type:tt => $variant:ident),*) => {$(
        impl Sample for $type {
            fn to_f64(self) -> f64 {
                self as f64
            }
            fn offset(self, reference: Reference) -> f64 {
                match i64::try_from(self) {
                    Ok(value) => reference.offset_of_i64(value),
                    // Only u64 beyond i64's range comes here.
                    Err(_) => reference.offset_of_f64(self as f64),
                }
            }
            fn is_finite(self) -> bool {
                true
            }
            fn as_reference(self) -> Reference {
                i64::try_from(self).map_or(Reference::F64(self as f64), Reference::I64)
            }
            floats!(@single $type);
        }
        floats!(@source $type, $variant);
    )*};
}
integers!(i8 => I8, i16 => I16, i32 => I32, i64 => I64, u8 => U8, u16 => U16, u32 => U32, u64 => U64);

impl Slice<'_> {
    /// Runs a visitor on the slice in its own type.
    pub fn visit<V: SliceVisitor>(self, visitor: V) -> V::Output {
        match self {
            Self::F32(slice) => visitor.visit(slice),
            Self::F64(slice) => visitor.visit(slice),
            Self::I8(slice) => visitor.visit(slice),
            Self::I16(slice) => visitor.visit(slice),
            Self::I32(slice) => visitor.visit(slice),
            Self::I64(slice) => visitor.visit(slice),
            Self::U8(slice) => visitor.visit(slice),
            Self::U16(slice) => visitor.visit(slice),
            Self::U32(slice) => visitor.visit(slice),
            Self::U64(slice) => visitor.visit(slice),
        }
    }

    /// How many numbers it holds.
    #[must_use]
    pub fn len(self) -> usize {
        struct Len;
        impl SliceVisitor for Len {
            type Output = usize;
            fn visit<T: Sample>(self, slice: &[T]) -> usize {
                slice.len()
            }
        }
        self.visit(Len)
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    pub(super) fn offset(self, index: usize, reference: Reference) -> f64 {
        struct Offset(usize, Reference);
        impl SliceVisitor for Offset {
            type Output = f64;
            fn visit<T: Sample>(self, slice: &[T]) -> f64 {
                slice.get(self.0).map_or(f64::NAN, |value| value.offset(self.1))
            }
        }
        self.visit(Offset(index, reference))
    }

    pub(super) fn read_offsets(self, start: usize, reference: Reference, out: &mut [f64]) {
        struct Read<'a>(usize, Reference, &'a mut [f64]);
        impl SliceVisitor for Read<'_> {
            type Output = ();
            fn visit<T: Sample>(self, slice: &[T]) {
                let values = slice.get(self.0..).unwrap_or_default();
                let (known, beyond) = self.2.split_at_mut(values.len().min(self.2.len()));
                for (out, value) in known.iter_mut().zip(values) {
                    *out = value.offset(self.1);
                }
                beyond.fill(f64::NAN);
            }
        }
        self.visit(Read(start, reference, out));
    }

    pub(super) fn reference(self) -> Reference {
        struct First;
        impl SliceVisitor for First {
            type Output = Reference;
            fn visit<T: Sample>(self, slice: &[T]) -> Reference {
                let first = slice.iter().find(|value| value.is_finite());
                first.map_or(Reference::F64(0.0), |value| value.as_reference())
            }
        }
        self.visit(First)
    }

    pub(super) fn reference_at(self, index: usize) -> Reference {
        struct At(usize);
        impl SliceVisitor for At {
            type Output = Reference;
            fn visit<T: Sample>(self, slice: &[T]) -> Reference {
                slice.get(self.0).map_or(Reference::F64(0.0), |value| value.as_reference())
            }
        }
        self.visit(At(index))
    }

    pub(super) fn is_sorted_from(self, first: usize) -> bool {
        struct Sorted(usize);
        impl SliceVisitor for Sorted {
            type Output = bool;
            fn visit<T: Sample>(self, slice: &[T]) -> bool {
                let slice = slice.get(self.0..).unwrap_or_default();
                // A comparison with NaN is false, so that it counts as not sorted; a lone NaN does too.
                slice.windows(2).all(|pair| pair[0] <= pair[1]) && slice.first().is_none_or(|v| v.is_finite())
            }
        }
        self.visit(Sorted(first))
    }

    /// Indices of the smallest and the largest finite number.
    pub(super) fn extremes(self) -> Option<[usize; 2]> {
        struct Extremes;
        impl SliceVisitor for Extremes {
            type Output = Option<[usize; 2]>;
            fn visit<T: Sample>(self, slice: &[T]) -> Option<[usize; 2]> {
                let finite = slice.iter().all(|value| value.is_finite());
                let [low, high] = if finite {
                    range_of(slice)?
                } else {
                    let finite = slice.iter().filter(|value| value.is_finite());
                    let pairs = finite.map(|value| [*value; 2]);
                    pairs.reduce(union)?
                };
                let first = |extreme: T| slice.iter().position(|value| *value == extreme);
                Some([first(low)?, first(high)?])
            }
        }
        self.visit(Extremes)
    }
}

/// The smallest and the largest of some numbers, none of which is NaN.
pub(crate) fn range_of<T: Sample>(samples: &[T]) -> Option<[T; 2]> {
    /// Numbers that are compared at once.
    const LANES: usize = 8;
    let first = *samples.first()?;
    if samples.len() < 4 * LANES {
        return samples.iter().map(|value| [*value; 2]).reduce(union);
    }
    let (mut low, mut high) = ([first; LANES], [first; LANES]);
    let (chunks, rest) = samples.as_chunks::<LANES>();
    for chunk in chunks {
        for lane in 0..LANES {
            low[lane] = if chunk[lane] < low[lane] { chunk[lane] } else { low[lane] };
            high[lane] = if chunk[lane] > high[lane] { chunk[lane] } else { high[lane] };
        }
    }
    let lanes = low.into_iter().zip(high).map(|(low, high)| [low, high]);
    lanes.chain(rest.iter().map(|value| [*value; 2])).reduce(union)
}

/// The smaller of the first two and the larger of the second two.
pub(crate) fn union<T: Sample>(a: [T; 2], b: [T; 2]) -> [T; 2] {
    [if b[0] < a[0] { b[0] } else { a[0] }, if b[1] > a[1] { b[1] } else { a[1] }]
}
