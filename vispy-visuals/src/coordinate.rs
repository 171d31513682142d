//! Values of an axis in the data's own type, and offsets from a reference among them.
//!
//! An axis keeps one [`Reference`]; limits, camera and ticks are `f64` offsets from it. Subtraction happens before
//! conversion, so that samples one nanosecond apart at 1.7e18 ns stay apart.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The value of an axis that its offsets count from, in the data's own type.
///
/// ```
/// use vispy_visuals::coordinate::{Reference, Value};
///
/// let start = Reference::I64(1_700_000_000_000_000_000);
/// assert_eq!(start.offset_of_i64(1_700_000_000_000_000_001), 1.0);
/// assert_eq!(start.value_at(1.0), Value::I64(1_700_000_000_000_000_001));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Reference {
    /// The data are floating-point numbers.
    F64(f64),
    /// The data are integers, such as counts of nanoseconds.
    I64(i64),
}

/// An absolute value of an axis, in the data's own type.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// A floating-point number.
    F64(f64),
    /// An integer.
    I64(i64),
}

impl Reference {
    /// Returns how far a floating-point value lies above the reference.
    pub fn offset_of_f64(self, value: f64) -> f64 {
        // An i64 is the exact sum of two f64, and so is the reference taken off in two exact parts.
        let (high, low) = self.parts();
        (value - high) - low
    }

    /// Returns how far an integer value lies above the reference.
    pub fn offset_of_i64(self, value: i64) -> f64 {
        match self {
            Self::F64(reference) => {
                let (high, low) = split_i64(value);
                (high - reference) + low
            }
            Self::I64(reference) => (i128::from(value) - i128::from(reference)) as f64,
        }
    }

    /// Returns the value at an offset: for an integer axis the nearest integer, saturating, NaN being offset 0.
    pub fn value_at(self, offset: f64) -> Value {
        match self {
            Self::F64(reference) => Value::F64(reference + offset),
            Self::I64(reference) => {
                let value = i128::from(reference).saturating_add(offset.round() as i128);
                Value::I64(value.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64)
            }
        }
    }

    /// Returns the reference as the exact, unevaluated sum of two `f64`.
    pub(crate) fn parts(self) -> (f64, f64) {
        match self {
            Self::F64(reference) => (reference, 0.0),
            Self::I64(reference) => split_i64(reference),
        }
    }
}

fn split_i64(value: i64) -> (f64, f64) {
    let high = value as f64;
    (high, (i128::from(value) - high as i128) as f64)
}

impl Default for Reference {
    /// Zero, for floating-point data.
    fn default() -> Self {
        Self::F64(0.0)
    }
}

impl Value {
    /// Returns the nearest `f64`.
    pub fn to_f64(self) -> f64 {
        match self {
            Self::F64(value) => value,
            Self::I64(value) => value as f64,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::F64(value) => value.fmt(f),
            Self::I64(value) => value.fmt(f),
        }
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::F64(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::I64(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subtraction_comes_before_conversion() {
        let max = Reference::I64(i64::MAX);
        assert_eq!(max.offset_of_i64(i64::MAX - 1), -1.0);
        assert_eq!(max.offset_of_i64(i64::MIN), -(2f64.powi(64)));
        // i64::MAX is no f64: the value lies one above it.
        assert_eq!(max.offset_of_f64(2f64.powi(63)), 1.0);
        assert_eq!(Reference::F64(2f64.powi(62)).offset_of_i64((1 << 62) + 1), 1.0);
        assert_eq!(Reference::F64(1e12).offset_of_f64(1e12 + 0.5), 0.5);
    }

    #[test]
    fn values_saturate() {
        assert_eq!(Reference::I64(i64::MAX - 1).value_at(1.4), Value::I64(i64::MAX));
        assert_eq!(Reference::I64(5).value_at(1e300), Value::I64(i64::MAX));
        assert_eq!(Reference::I64(5).value_at(f64::NEG_INFINITY), Value::I64(i64::MIN));
        assert_eq!(Reference::I64(5).value_at(f64::NAN), Value::I64(5));
        assert_eq!(Reference::F64(1.0).value_at(0.5), Value::F64(1.5));
    }
}
