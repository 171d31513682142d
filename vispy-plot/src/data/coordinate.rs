//! Exact positions on an axis, and columns as offsets from them.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::column::for_numbers;
use super::{Column, ColumnSlice, NOT_A_TIME};
use crate::error::DataError;

/// A position on an axis in the data's own type, so that a nanosecond of 1.7e18 is not lost.
///
/// Axes have a reference of this type, and everything else on them is an `f64` offset from it: the subtraction happens
/// before the conversion. An integer beyond the range of `i64` (only `u64` has such) becomes a float.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Coordinate {
    /// An integer, or a timestamp in the unit of its column.
    Integer(i64),
    /// A float.
    Float(f64),
}

impl Coordinate {
    /// Returns the nearest `f64`.
    pub fn to_f64(self) -> f64 {
        match self {
            Self::Integer(value) => value as f64,
            Self::Float(value) => value,
        }
    }

    /// Returns `self - reference`, subtracted exactly where both are integers.
    pub fn offset_from(self, reference: Self) -> f64 {
        match self {
            Self::Integer(value) => Reference::from(reference).integer_offset(i128::from(value)),
            Self::Float(value) => Reference::from(reference).float_offset(value),
        }
    }

    /// Returns `self + offset`; an integer stays one, rounded to the nearest, where the result fits in `i64`.
    #[must_use]
    pub fn plus(self, offset: f64) -> Self {
        match self {
            Self::Float(value) => Self::Float(value + offset),
            Self::Integer(value) => {
                let sum = i128::from(value).saturating_add(offset.round() as i128);
                match i64::try_from(sum) {
                    Ok(sum) if offset.is_finite() => Self::Integer(sum),
                    _ => Self::Float(value as f64 + offset),
                }
            }
        }
    }
}

impl From<f64> for Coordinate {
    fn from(value: f64) -> Self {
        Self::Float(value)
    }
}

impl From<i64> for Coordinate {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<i32> for Coordinate {
    fn from(value: i32) -> Self {
        Self::Integer(i64::from(value))
    }
}

/// A reference prepared for many subtractions.
#[derive(Clone, Copy)]
struct Reference {
    float: f64,
    /// The same value as an integer, if it is one: integers are then subtracted without rounding.
    integer: Option<i128>,
}

impl From<Coordinate> for Reference {
    fn from(reference: Coordinate) -> Self {
        match reference {
            Coordinate::Integer(value) => Self { float: value as f64, integer: Some(i128::from(value)) },
            Coordinate::Float(value) => {
                let whole = value.is_finite() && value.fract() == 0.0 && value.abs() < 1e30;
                Self { float: value, integer: whole.then_some(value as i128) }
            }
        }
    }
}

impl Reference {
    fn integer_offset(self, value: i128) -> f64 {
        self.integer.map_or_else(|| value as f64 - self.float, |integer| (value - integer) as f64)
    }

    fn float_offset(self, value: f64) -> f64 {
        value - self.float
    }
}

/// A value that knows whether it is an integer.
trait Offset: Copy {
    fn offset(self, reference: Reference) -> f64;
    fn coordinate(self) -> Coordinate;
}

macro_rules! offset {
    ($($int:ty),* ; $($float:ty),*) => {
        $(impl Offset for $int {
            fn offset(self, reference: Reference) -> f64 {
                reference.integer_offset(i128::from(self))
            }
            fn coordinate(self) -> Coordinate {
                i64::try_from(self).map_or(Coordinate::Float(self as f64), Coordinate::Integer)
            }
        })*
        $(impl Offset for $float {
            fn offset(self, reference: Reference) -> f64 {
                reference.float_offset(f64::from(self))
            }
            fn coordinate(self) -> Coordinate {
                Coordinate::Float(f64::from(self))
            }
        })*
    };
}
offset!(i8, i16, i32, i64, u8, u16, u32, u64; f32, f64);

impl Column {
    /// Returns value `i` as the nearest `f64`, or `None` beyond the end and for texts.
    ///
    /// A missing timestamp is NaN. Integers beyond 2^53 are rounded: [`Column::offset`] does not round them.
    pub fn get_f64(&self, i: usize) -> Option<f64> {
        for_numbers!(self.slice(),
            values => values.get(i).map(|v| v.coordinate().to_f64()),
            (times, _unit) => times.get(i).map(|&t| if t == NOT_A_TIME { f64::NAN } else { t as f64 }),
            rest => match rest {
                ColumnSlice::Bool(values) => values.get(i).map(|&v| f64::from(u8::from(v))),
                ColumnSlice::Uniform { start, step, len } => (i < len).then_some( start + i as f64 * step),
                _ => None,
            },
        )
    }

    /// Returns value `i` exactly, or `None` beyond the end, for texts, and where the value is missing or NaN.
    pub fn coordinate(&self, i: usize) -> Option<Coordinate> {
        let value = for_numbers!(self.slice(),
            values => values.get(i)?.coordinate(),
            (times, _unit) => times.get(i).filter(|&&t| t != NOT_A_TIME)?.coordinate(),
            _rest => Coordinate::Float(self.get_f64(i)?),
        );
        (!value.to_f64().is_nan()).then_some(value)
    }

    /// Returns value `i` minus `reference`, subtracted in the column's own type; `None` beyond the end and for texts.
    pub fn offset(&self, i: usize, reference: Coordinate) -> Option<f64> {
        let mut one = Vec::with_capacity(1);
        self.offsets(i..i.checked_add(1)?, reference, &mut one).ok()?;
        one.pop()
    }

    /// Appends the values of `range` minus `reference` to `out`, subtracted in the column's own type before conversion.
    ///
    /// A range beyond the end is cut at the end; missing timestamps become NaN.
    ///
    /// # Errors
    ///
    /// [`DataError::ColumnType`] for a column of texts.
    pub fn offsets(
        &self,
        range: Range<usize>,
        reference: Coordinate,
        out: &mut Vec<f64>,
    ) -> Result<(), DataError> {
        let end = range.end.min(self.len());
        let range = range.start.min(end)..end;
        let base = Reference::from(reference);
        for_numbers!(self.slice(),
            values => out.extend(values[range].iter().map(|v| v.offset(base))),
            (times, _unit) => out.extend(times[range].iter().map(|&t| {
                if t == NOT_A_TIME { f64::NAN } else { t.offset(base) }
            })),
            rest => match rest {
                ColumnSlice::Bool(values) => {
                    out.extend(values[range].iter().map(|&v| u8::from(v).offset(base)));
                }
                // The start is made relative first: the sum then has the precision of the offset.
                ColumnSlice::Uniform { start, step, .. } => {
                    let start = base.float_offset(start);
                    out.extend(range.map(|i| start + i as f64 * step));
                }
                _ => return Err(DataError::ColumnType {
                    what: "a position",
                    expected: "a number or a time",
                    found: self.dtype(),
                }),
            },
        );
        Ok(())
    }

    /// Returns the smallest and the largest finite value, or `None` if there is none (texts, all missing, empty).
    pub fn extent(&self) -> Option<[Coordinate; 2]> {
        fn of<T: Offset + PartialOrd>(values: impl Iterator<Item = T>) -> Option<[Coordinate; 2]> {
            let mut finite = values.filter(|v| v.coordinate().to_f64().is_finite());
            let first = finite.next()?;
            let (low, high) = finite.fold((first, first), |(low, high), v| {
                (if v < low { v } else { low }, if v > high { v } else { high })
            });
            Some([low.coordinate(), high.coordinate()])
        }
        for_numbers!(self.slice(),
            values => of(values.iter().copied()),
            (times, _unit) => of(times.iter().copied().filter(|&t| t != NOT_A_TIME)),
            rest => match rest {
                ColumnSlice::Bool(values) => of(values.iter().map(|&v| u8::from(v))),
                ColumnSlice::Uniform { start, step, len } => {
                    let last = start + len.checked_sub(1)? as f64 * step;
                    of([start, last].into_iter())
                }
                _ => None,
            },
        )
    }

    /// Tells whether each value is larger than the one before it; false if any is missing or NaN, and for texts.
    pub fn is_increasing(&self) -> bool {
        fn of<T: PartialOrd>(values: &[T]) -> bool {
            // A comparison with NaN is false; a single NaN has no neighbour, only itself to be compared with.
            values.windows(2).all(|pair| pair[0] < pair[1])
                && values.first().is_none_or(|v| v.partial_cmp(v).is_some())
        }
        for_numbers!(self.slice(),
            values => of(values),
            (times, _unit) => !times.contains(&NOT_A_TIME) && of(times),
            rest => match rest {
                ColumnSlice::Bool(values) => of(values),
                ColumnSlice::Uniform { step, len, .. } => step > 0.0 || len < 2,
                _ => false,
            },
        )
    }
}
