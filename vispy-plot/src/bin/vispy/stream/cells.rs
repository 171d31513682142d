//! Lines of text as cells.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cell {
    /// A number; NaN where nothing, `nan` or `NA` stands.
    Number(f64),
    /// A point in time, in nanoseconds since 1970.
    Time(i64),
    Text,
}

/// Splits a line at commas, semicolons or tabs, or without any of these at blanks. Comments and empty lines have no cells.
pub(super) fn split(line: &str) -> Vec<&str> {
    let line = line.trim();
    if line.is_empty() || line.starts_with('#') {
        return Vec::new();
    }
    match ['\t', ';', ','].into_iter().find(|separator| line.contains(*separator)) {
        Some(separator) => line.split(separator).map(str::trim).collect(),
        None => line.split_whitespace().collect(),
    }
}

impl Cell {
    pub(super) fn parse(text: &str) -> Self {
        if let Ok(number) = text.parse() {
            return Self::Number(number);
        }
        if text.is_empty() || ["na", "null", "none"].contains(&text.to_lowercase().as_str()) {
            return Self::Number(f64::NAN);
        }
        time(text).map_or(Self::Text, Self::Time)
    }
}

/// A date or a date-time, with a zone or, without one, in UTC.
fn time(text: &str) -> Option<i64> {
    let starts_as_year = text.len() >= 8 && text.as_bytes()[..4].iter().all(u8::is_ascii_digit);
    if !starts_as_year {
        return None;
    }
    let instant = text.parse::<Timestamp>().ok().or_else(|| {
        let civil = text.parse::<DateTime>().ok().or_else(|| Some(text.parse::<Date>().ok()?.into()));
        Some(civil?.to_zoned(TimeZone::UTC).ok()?.timestamp())
    });
    i64::try_from(instant?.as_nanosecond()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_split_where_people_split_them() {
        assert_eq!(split("1, 2,3\r\n"), ["1", "2", "3"]);
        assert_eq!(split("1;;3"), ["1", "", "3"]);
        assert_eq!(split("  1   2\t"), ["1", "2"]);
        assert_eq!(split("1\t2 3"), ["1", "2 3"]);
        assert_eq!(split("2000-01-02 03:04:05, 7"), ["2000-01-02 03:04:05", "7"]);
        assert_eq!([split(""), split("# a comment"), split(" \r\n")], [const { Vec::<&str>::new() }; 3]);
    }

    #[test]
    fn cells_are_numbers_times_or_texts() {
        assert_eq!(Cell::parse("-1.5e3"), Cell::Number(-1500.0));
        assert!(matches!(Cell::parse(""), Cell::Number(nan) if nan.is_nan()));
        assert!(matches!(Cell::parse("NaN"), Cell::Number(nan) if nan.is_nan()));
        assert_eq!(Cell::parse("1970-01-01T00:00:01Z"), Cell::Time(1_000_000_000));
        assert_eq!(Cell::parse("1970-01-01 00:00:00.5"), Cell::Time(500_000_000));
        assert_eq!(Cell::parse("1970-01-02"), Cell::Time(86_400_000_000_000));
        assert_eq!(Cell::parse("volts"), Cell::Text);
        assert_eq!(Cell::parse("12V"), Cell::Text);
    }
}
