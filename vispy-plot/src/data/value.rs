//! The values of a column one by one, exact, and as offsets from a reference.

use std::ops::Range;

use vispy_visuals::coordinate::{Reference, Value};
use vispy_visuals::ticks::Scale;

use super::column::for_numbers;
use super::{Column, ColumnSlice, NOT_A_TIME};
use crate::error::DataError;

/// Returns `high - low`, subtracted before the conversion where both are integers.
pub(crate) fn difference(high: Value, low: Value) -> f64 {
    let low = match low {
        Value::F64(low) => Reference::F64(low),
        Value::I64(low) => Reference::I64(low),
    };
    match high {
        Value::F64(high) => low.offset_of_f64(high),
        Value::I64(high) => low.offset_of_i64(high),
    }
}

/// A reference prepared for the subtractions of a whole column, which must be cheap.
#[derive(Clone, Copy)]
struct Base {
    reference: Reference,
    /// The same value as an integer, if it is one.
    integer: Option<i64>,
}

impl From<Reference> for Base {
    fn from(reference: Reference) -> Self {
        let integer = match reference {
            Reference::I64(value) => Some(value),
            // Every float from -2^63 up to below 2^63 without a fraction is an i64.
            Reference::F64(value) => {
                let whole = value.fract() == 0.0 && (-(2f64.powi(63))..2f64.powi(63)).contains(&value);
                whole.then_some(value as i64)
            }
        };
        Self { reference, integer }
    }
}

impl Base {
    fn offset_of_i64(self, value: i64) -> f64 {
        match self.integer.and_then(|integer| value.checked_sub(integer)) {
            Some(difference) => difference as f64,
            None => self.reference.offset_of_i64(value),
        }
    }

    /// Subtracts from an integer beyond `i64`, of which half is far away from everything else.
    fn offset_of_u64(self, value: u64) -> f64 {
        const HALF: u64 = 1 << 63;
        match (i64::try_from(value), self.reference) {
            (Ok(value), _) => self.offset_of_i64(value),
            (Err(_), Reference::I64(reference)) => (i128::from(value) - i128::from(reference)) as f64,
            (Err(_), Reference::F64(reference)) => (HALF as f64 - reference) + (value - HALF) as f64,
        }
    }
}

/// A value that knows whether it is an integer.
trait Exact: Copy {
    fn offset(self, base: Base) -> f64;
    fn value(self) -> Value;
}

macro_rules! exact {
    ($($int:ty),* ; $($float:ty),*) => {
        $(impl Exact for $int {
            fn offset(self, base: Base) -> f64 {
                base.offset_of_i64(i64::from(self))
            }
            fn value(self) -> Value {
                Value::I64(i64::from(self))
            }
        })*
        $(impl Exact for $float {
            fn offset(self, base: Base) -> f64 {
                base.reference.offset_of_f64(f64::from(self))
            }
            fn value(self) -> Value {
                Value::F64(f64::from(self))
            }
        })*
    };
}
exact!(i8, i16, i32, i64, u8, u16, u32; f32, f64);

impl Exact for u64 {
    fn offset(self, base: Base) -> f64 {
        base.offset_of_u64(self)
    }

    fn value(self) -> Value {
        i64::try_from(self).map_or(Value::F64(self as f64), Value::I64)
    }
}

impl Column {
    /// Returns value `i` as the nearest `f64`, or `None` beyond the end and for texts.
    ///
    /// A missing timestamp is NaN. Integers beyond 2^53 are rounded: [`Column::offset`] does not round them.
    pub fn get_f64(&self, i: usize) -> Option<f64> {
        for_numbers!(self.slice(),
            values => values.get(i).map(|v| v.value().to_f64()),
            (times, _unit) => times.get(i).map(|&t| if t == NOT_A_TIME { f64::NAN } else { t as f64 }),
            rest => match rest {
                ColumnSlice::Bool(values) => values.get(i).map(|&v| f64::from(u8::from(v))),
                ColumnSlice::Uniform { start, step, len } => (i < len).then_some( start + i as f64 * step),
                _ => None,
            },
        )
    }

    /// Returns value `i` exactly (`u64` beyond `i64` rounded), or `None` beyond the end, for texts, and where the value is missing or NaN.
    pub fn value(&self, i: usize) -> Option<Value> {
        let value = for_numbers!(self.slice(),
            values => values.get(i)?.value(),
            (times, _unit) => times.get(i).filter(|&&t| t != NOT_A_TIME)?.value(),
            _rest => Value::F64(self.get_f64(i)?),
        );
        (!value.to_f64().is_nan()).then_some(value)
    }

    /// Returns value `i` minus `reference`, subtracted in the column's own type; `None` beyond the end and for texts.
    pub fn offset(&self, i: usize, reference: Reference) -> Option<f64> {
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
        reference: Reference,
        out: &mut Vec<f64>,
    ) -> Result<(), DataError> {
        let end = range.end.min(self.len());
        let range = range.start.min(end)..end;
        let base = Base::from(reference);
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
                    let start = reference.offset_of_f64(start);
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
    pub fn extent(&self) -> Option<[Value; 2]> {
        self.extent_above(f64::NEG_INFINITY)
    }

    /// Returns the same for what an axis of that scale shows: on a logarithmic one positive values only, if there are any.
    pub(crate) fn extent_on(&self, scale: Scale) -> Option<[Value; 2]> {
        let positive = if scale == Scale::Log { self.extent_above(0.0) } else { None };
        positive.or_else(|| self.extent())
    }

    /// Returns the smallest and the largest finite value above a bound.
    fn extent_above(&self, bound: f64) -> Option<[Value; 2]> {
        fn of<T: Exact + PartialOrd>(values: impl Iterator<Item = T>, bound: f64) -> Option<[Value; 2]> {
            let seen = |value: f64| value.is_finite() && value > bound;
            let mut seen = values.filter(|v| seen(v.value().to_f64()));
            let first = seen.next()?;
            let (low, high) = seen.fold((first, first), |(low, high), v| {
                (if v < low { v } else { low }, if v > high { v } else { high })
            });
            Some([low.value(), high.value()])
        }
        for_numbers!(self.slice(),
            values => of(values.iter().copied(), bound),
            (times, _unit) => of(times.iter().copied().filter(|&t| t != NOT_A_TIME), bound),
            rest => match rest {
                ColumnSlice::Bool(values) => of(values.iter().map(|&v| u8::from(v)), bound),
                ColumnSlice::Uniform { start, step, len } => {
                    let last = start + len.checked_sub(1)? as f64 * step;
                    // The first above the bound, from the lower end on.
                    let up = (last - start).abs() / (len - 1).max(1) as f64;
                    let low = start.min(last);
                    let skipped = if low > bound || up == 0.0 { 0.0 } else { ((bound - low) / up).floor() + 1.0 };
                    let first = if skipped.is_finite() { low + skipped * up } else { low };
                    of([first, start.max(last)].into_iter(), bound)
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
