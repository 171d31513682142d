//! Values as texts that lose nothing.

use jiff::Timestamp;
use vispy_visuals::ticks::TimeUnit;

use super::{Column, ColumnSlice, NOT_A_TIME};

/// The significant digits of values that are computed and not stored.
const COMPUTED_DIGITS: usize = 12;

/// A value of a column as its own type writes it, times as a date; empty beyond the end.
pub(crate) fn exact_text(column: &Column, index: usize) -> String {
    match column.slice() {
        ColumnSlice::F32(values) => values.get(index).map(|value| float(*value, f64::from(*value))),
        ColumnSlice::F64(values) => values.get(index).map(|value| float(*value, *value)),
        ColumnSlice::I8(values) => values.get(index).map(ToString::to_string),
        ColumnSlice::I16(values) => values.get(index).map(ToString::to_string),
        ColumnSlice::I32(values) => values.get(index).map(ToString::to_string),
        ColumnSlice::I64(values) => values.get(index).map(ToString::to_string),
        ColumnSlice::U8(values) => values.get(index).map(ToString::to_string),
        ColumnSlice::U16(values) => values.get(index).map(ToString::to_string),
        ColumnSlice::U32(values) => values.get(index).map(ToString::to_string),
        ColumnSlice::U64(values) => values.get(index).map(ToString::to_string),
        ColumnSlice::Bool(values) => values.get(index).map(ToString::to_string),
        ColumnSlice::Text(values) => values.get(index).cloned(),
        ColumnSlice::Timestamp(times, unit) => times.get(index).map(|time| date(*time, unit)),
        ColumnSlice::Uniform { start, step, len } => {
            (index < len).then(|| computed(start + index as f64 * step))
        }
    }
    .unwrap_or_default()
}

/// The shortest text that reads back as the same number of its own type.
fn float(value: impl std::fmt::Debug, size: f64) -> String {
    // The debug form turns to exponents where a number gets long; a whole number needs no fraction.
    let text = format!("{value:?}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if size.is_sign_negative() { text.replacen('-', "\u{2212}", 1) } else { text.to_owned() }
}

/// What has no type of its own is rounded, so that 0.1 * 3 is 0.3.
fn computed(value: f64) -> String {
    let rounded: f64 = format!("{value:.*e}", COMPUTED_DIGITS - 1).parse().unwrap_or(value);
    float(rounded, rounded)
}

/// A point in time with as many digits of the second as its unit has.
fn date(time: i64, unit: TimeUnit) -> String {
    if time == NOT_A_TIME {
        return "no time".to_owned();
    }
    let (found, digits) = match unit {
        TimeUnit::Seconds => (Timestamp::from_second(time), 0),
        TimeUnit::Millis => (Timestamp::from_millisecond(time), 3),
        TimeUnit::Micros => (Timestamp::from_microsecond(time), 6),
        TimeUnit::Nanos => (Timestamp::from_nanosecond(i128::from(time)), 9),
    };
    // Beyond the calendar, the number is what there is.
    let Ok(found) = found else { return time.to_string() };
    let date = found.strftime("%Y-%m-%d %H:%M:%S").to_string();
    let fraction = found.subsec_nanosecond().rem_euclid(1_000_000_000);
    match digits {
        0 => date.strip_suffix(" 00:00:00").map_or_else(|| date.clone(), str::to_owned),
        _ => format!("{date}.{:0digits$}", fraction / 10_i32.pow(9 - digits as u32)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_their_own_type_does() {
        let first = |column: Column| exact_text(&column, 0);
        assert_eq!(first(vec![0.1f32].into()), "0.1");
        assert_eq!(first(vec![0.1f64 + 0.2].into()), "0.30000000000000004");
        assert_eq!(first(vec![-2.0f32].into()), "\u{2212}2");
        assert_eq!(first(vec![1e300].into()), "1e300");
        assert_eq!(first(vec![i64::MIN + 1].into()), "-9223372036854775807");
        assert_eq!(first(vec![u64::MAX].into()), "18446744073709551615");
        assert_eq!(exact_text(&Column::uniform(0.0, 0.1, 9), 3), "0.3");
        assert_eq!(exact_text(&Column::uniform(0.0, 0.1, 9), 9), "");
    }

    #[test]
    fn times_are_dates_with_the_digits_of_their_unit() {
        let text = |time, unit| exact_text(&Column::timestamps(vec![time], unit), 0);
        assert_eq!(text(1_301_529_600, TimeUnit::Seconds), "2011-03-31");
        assert_eq!(text(1_301_529_601, TimeUnit::Seconds), "2011-03-31 00:00:01");
        assert_eq!(text(1_301_529_600_010, TimeUnit::Millis), "2011-03-31 00:00:00.010");
        assert_eq!(text(1_700_000_000_123_456_789, TimeUnit::Nanos), "2023-11-14 22:13:20.123456789");
        assert_eq!(text(-1, TimeUnit::Millis), "1969-12-31 23:59:59.999");
        assert_eq!(text(NOT_A_TIME, TimeUnit::Nanos), "no time");
    }
}
