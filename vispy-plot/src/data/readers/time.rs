//! ISO 8601 dates and date-times in tables.

use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};

use crate::data::{Column, NOT_A_TIME, TimeUnit};

/// Reads a date, a month (`2000-01`) or a date-time, with a zone or, without one, in UTC.
///
/// Only the form with dashes counts: `20000103` is a number.
pub(super) fn parse(text: &str) -> Option<Timestamp> {
    let bytes = text.as_bytes();
    let start = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    if !bytes.get(start)?.is_ascii_digit() || !bytes.get(4..).is_some_and(|rest| rest.contains(&b'-')) {
        return None;
    }
    if bytes.len() == 7 {
        return parse(&format!("{text}-01"));
    }
    // A zone decides: without one, the text is not an instant but a time of day, which is taken as UTC.
    if let Ok(timestamp) = text.parse::<Timestamp>() {
        return Some(timestamp);
    }
    if text.ends_with(['Z', 'z']) {
        return None;
    }
    let civil: DateTime = text.parse().ok()?;
    let since = civil.duration_since(DateTime::constant(1970, 1, 1, 0, 0, 0, 0));
    Timestamp::from_duration(since).ok()
}

/// Makes a column in the coarsest unit that keeps every value, or in the finest in which all of them fit.
pub(super) fn column(values: &[Option<Timestamp>]) -> Column {
    let finest = values
        .iter()
        .flatten()
        .map(|t| needed(t.as_duration()))
        .min_by_key(|u| u.nanos())
        .unwrap_or(TimeUnit::Seconds);
    for unit in [TimeUnit::Nanos, TimeUnit::Micros, TimeUnit::Millis] {
        if unit.nanos() >= finest.nanos()
            && let Some(column) = in_unit(values, unit)
        {
            return column;
        }
    }
    // Years -9999 to 9999, all that a timestamp can be, fit in seconds.
    in_unit(values, TimeUnit::Seconds).unwrap_or_else(|| Column::timestamps(Vec::new(), TimeUnit::Seconds))
}

fn needed(time: SignedDuration) -> TimeUnit {
    match time.subsec_nanos() {
        0 => TimeUnit::Seconds,
        n if n % 1_000_000 == 0 => TimeUnit::Millis,
        n if n % 1_000 == 0 => TimeUnit::Micros,
        _ => TimeUnit::Nanos,
    }
}

fn in_unit(values: &[Option<Timestamp>], unit: TimeUnit) -> Option<Column> {
    let convert = |time: &Option<Timestamp>| {
        let Some(time) = time else { return Some(NOT_A_TIME) };
        let nanos = time.as_nanosecond();
        i64::try_from(nanos.div_euclid(i128::from(unit.nanos()))).ok()
    };
    let converted: Option<Vec<i64>> = values.iter().map(convert).collect();
    converted.map(|values| Column::timestamps(values, unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(text: &str) -> Option<i64> {
        parse(text).map(Timestamp::as_second)
    }

    #[test]
    fn iso_forms_are_read() {
        for (text, expected) in [
            ("1970-01-01", 0),
            ("1970-01-02", 86_400),
            ("1970-02", 31 * 86_400),
            ("1970-01-01T00:00:01", 1),
            ("1970-01-01 00:01", 60),
            ("1970-01-01T00:00:00Z", 0),
            ("1970-01-01T02:00:00+02:00", 0),
            ("1969-12-31T23:00:00-01:00", 0),
            ("1969-12-31", -86_400),
        ] {
            assert_eq!(seconds(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_texts_are_not_times() {
        for text in
            ["", "20000103", "2000", "-5", "1-2", "2000-13-01", "2000-02-30", "12:30", "2000-01-03Z", "a-b-c"]
        {
            assert_eq!(seconds(text), None, "{text}");
        }
    }

    #[test]
    fn the_unit_keeps_every_value() {
        let read = |texts: &[&str]| column(&texts.iter().map(|t| parse(t)).collect::<Vec<_>>());
        for (texts, unit, last) in [
            (&["1970-01-01", "1970-01-01T00:00:02"][..], TimeUnit::Seconds, 2),
            (&["1970-01-01", "1970-01-01T00:00:00.250"][..], TimeUnit::Millis, 250),
            (&["1970-01-01T00:00:00.000001"][..], TimeUnit::Micros, 1),
            (&["1970-01-01T00:00:00.000000007"][..], TimeUnit::Nanos, 7),
            // Nanoseconds of the year 3000 do not fit in an i64.
            (&["3000-01-01T00:00:00.000000007", "1970-01-01T00:00:01"][..], TimeUnit::Micros, 1_000_000),
        ] {
            let column = read(texts);
            assert_eq!(column.dtype(), crate::data::DType::Timestamp(unit), "{texts:?}");
            assert_eq!(column.get_f64(texts.len() - 1), Some(f64::from(last)), "{texts:?}");
        }
    }

    #[test]
    fn missing_times_are_nan() {
        let column = column(&[parse("1970-01-01"), None]);
        assert!(column.get_f64(1).is_some_and(f64::is_nan));
        assert_eq!(column.value(1), None);
    }
}
