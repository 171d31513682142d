//! The element types of a column.

use std::fmt;

use vispy_visuals::ticks::TimeUnit;

/// The type of a column's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DType {
    /// 32-bit floats.
    F32,
    /// 64-bit floats.
    F64,
    /// Signed 8-bit integers.
    I8,
    /// Signed 16-bit integers.
    I16,
    /// Signed 32-bit integers.
    I32,
    /// Signed 64-bit integers.
    I64,
    /// Unsigned 8-bit integers.
    U8,
    /// Unsigned 16-bit integers.
    U16,
    /// Unsigned 32-bit integers.
    U32,
    /// Unsigned 64-bit integers.
    U64,
    /// Truth values.
    Bool,
    /// Strings.
    Text,
    /// Points in time.
    Timestamp(TimeUnit),
}

impl DType {
    /// Tells whether values of this type can be drawn as numbers; truth values count as 0 and 1.
    pub fn is_number(self) -> bool {
        !matches!(self, Self::Text | Self::Timestamp(_))
    }

    /// Tells whether values of this type are points in time.
    pub fn is_time(self) -> bool {
        matches!(self, Self::Timestamp(_))
    }
}

impl fmt::Display for DType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::F32 => "f32",
            Self::F64 => "f64",
            Self::I8 => "i8",
            Self::I16 => "i16",
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::U8 => "u8",
            Self::U16 => "u16",
            Self::U32 => "u32",
            Self::U64 => "u64",
            Self::Bool => "bool",
            Self::Text => "text",
            Self::Timestamp(unit) => return write!(f, "time in {}", unit_name(*unit)),
        };
        f.write_str(name)
    }
}

/// Returns the English name of a unit, in the plural.
pub(crate) fn unit_name(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Seconds => "seconds",
        TimeUnit::Millis => "milliseconds",
        TimeUnit::Micros => "microseconds",
        TimeUnit::Nanos => "nanoseconds",
    }
}
