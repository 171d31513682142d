//! Finds out how a table is written: its delimiter, and whether it has a header.

use super::time;

/// How the cells of a table are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    pub(super) delimiter: u8,
    /// Lines that start with `#` are no rows; found where the first line is one.
    pub(super) comments: bool,
}

impl Dialect {
    /// Decides by the first lines; `complete` says that `head` is the whole file, so that its last line is whole.
    ///
    /// A tab or a semicolon that gives each line the same number of fields wins over a comma, which may be a decimal
    /// comma.
    pub(super) fn sniff(head: &[u8], complete: bool) -> Self {
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
        let whole = match head.iter().rposition(|&b| b == b'\n') {
            Some(end) if !complete => &head[..end],
            _ => head,
        };
        let comments = whole.first() == Some(&b'#');
        let candidates = [b'\t', b';', b','].map(|delimiter| Self { delimiter, comments });
        let regular = candidates.into_iter().find(|dialect| dialect.fields(whole).is_some_and(|n| n > 1));
        // Irregular rows are an error later, with the line; the delimiter that splits the first line is the one meant.
        let splits = || candidates.into_iter().find(|d| first_line(whole, *d).len() > 1);
        regular.or_else(splits).unwrap_or(Self { delimiter: b',', comments })
    }

    /// Returns a parser of this dialect; `flexible` accepts rows of different lengths.
    pub(super) fn reader(self) -> csv::ReaderBuilder {
        let mut builder = csv::ReaderBuilder::new();
        builder.delimiter(self.delimiter).has_headers(false).trim(csv::Trim::All);
        builder.comment(self.comments.then_some(b'#'));
        builder
    }

    /// Returns the number of fields of each of the first lines, if it is the same.
    fn fields(self, head: &[u8]) -> Option<usize> {
        let mut rows = self.reader().flexible(true).from_reader(head).into_byte_records().take(20);
        let first = rows.next()?.ok()?.len();
        rows.all(|row| row.is_ok_and(|row| row.len() == first)).then_some(first)
    }
}

fn first_line(head: &[u8], dialect: Dialect) -> csv::ByteRecord {
    let mut record = csv::ByteRecord::new();
    // A head that cannot be parsed gives no fields, which is what a failed guess should give.
    let _ = dialect.reader().flexible(true).from_reader(head).read_byte_record(&mut record);
    record
}

/// What one cell is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cell {
    /// Nothing, `NA`, `nan`, `null`.
    Missing,
    Integer(i64),
    Float(f64),
    Time(jiff::Timestamp),
    Text,
}

impl Cell {
    /// Finds out what a trimmed cell is; a comma is a decimal comma where it does not separate cells.
    pub(super) fn parse(bytes: &[u8], dialect: Dialect) -> Self {
        let Ok(text) = std::str::from_utf8(bytes) else { return Self::Text };
        let Some(&first) = bytes.first() else { return Self::Missing };
        if !(first.is_ascii_digit() || matches!(first, b'-' | b'+' | b'.' | b',')) {
            return Self::word(text);
        }
        if let Ok(integer) = text.parse() {
            return Self::Integer(integer);
        }
        if let Ok(float) = text.parse() {
            return Self::Float(float);
        }
        if let Some(time) = time::parse(text) {
            return Self::Time(time);
        }
        if dialect.delimiter != b','
            && text.matches(',').count() == 1
            && !text.contains('.')
            && let Ok(float) = text.replace(',', ".").parse()
        {
            return Self::Float(float);
        }
        Self::Text
    }

    fn word(text: &str) -> Self {
        const MISSING: [&str; 6] = ["na", "n/a", "nan", "null", "none", "#n/a"];
        if MISSING.iter().any(|missing| text.eq_ignore_ascii_case(missing)) {
            Self::Missing
        } else if text.eq_ignore_ascii_case("inf") || text.eq_ignore_ascii_case("infinity") {
            Self::Float(f64::INFINITY)
        } else {
            Self::Text
        }
    }

    fn is_value(self) -> bool {
        matches!(self, Self::Integer(_) | Self::Float(_) | Self::Time(_))
    }
}

/// Tells whether the first row is a header.
///
/// It is one if none of its cells is a value, or if some cell of it is a text above a value (`country,1990,1991`).
pub(super) fn has_header(
    first: &csv::ByteRecord,
    second: Option<&csv::ByteRecord>,
    dialect: Dialect,
) -> bool {
    let parse = |cell| Cell::parse(cell, dialect);
    if !first.iter().map(parse).any(Cell::is_value) {
        return true;
    }
    second.is_some_and(|second| {
        first.iter().zip(second).any(|(above, below)| parse(above) == Cell::Text && parse(below).is_value())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMA: Dialect = Dialect { delimiter: b',', comments: false };

    #[test]
    fn delimiters_are_found() {
        for (head, delimiter) in [
            ("a,b\n1,2\n", b','),
            ("a;b\n1,5;2,5\n", b';'),
            ("a\tb, c\n1\t2\n", b'\t'),
            ("a\n1\n", b','),
            ("\"a;b\",c\n\"d;e\",1\n", b','),
            // An irregular table keeps the delimiter of its first line.
            ("a;b\n1;2\n3\n", b';'),
        ] {
            assert_eq!(Dialect::sniff(head.as_bytes(), true).delimiter, delimiter, "{head}");
        }
    }

    #[test]
    fn a_cut_last_line_does_not_count() {
        assert_eq!(Dialect::sniff(b"a;b;c\n1;2;3\n4;", false).delimiter, b';');
    }

    #[test]
    fn cells_are_told_apart() {
        for (text, expected) in [
            ("", Cell::Missing),
            ("NaN", Cell::Missing),
            ("N/A", Cell::Missing),
            ("-3", Cell::Integer(-3)),
            ("1e3", Cell::Float(1000.0)),
            (".5", Cell::Float(0.5)),
            ("-inf", Cell::Float(f64::NEG_INFINITY)),
            ("18446744073709551615", Cell::Float(u64::MAX as f64)),
            ("1,5", Cell::Text),
            ("12abc", Cell::Text),
            ("nano", Cell::Text),
        ] {
            assert_eq!(Cell::parse(text.as_bytes(), COMMA), expected, "{text}");
        }
        let semicolon = Dialect { delimiter: b';', comments: false };
        assert_eq!(Cell::parse(b"1,5", semicolon), Cell::Float(1.5));
        assert_eq!(Cell::parse(b"\xff1", COMMA), Cell::Text);
        assert!(matches!(Cell::parse(b"2000-01-03", COMMA), Cell::Time(_)));
    }

    #[test]
    fn headers_are_found() {
        let row = |cells: &[&str]| csv::ByteRecord::from(cells.to_vec());
        for (first, second, expected) in [
            (&["a", "b"][..], &["1", "2"][..], true),
            (&["1", "2"], &["3", "4"], false),
            (&["country", "1990"], &["Chile", "3"], false),
            (&["day", "1990"], &["2000-01-01", "3"], true),
            (&["", "b"], &["0", "2"], true),
            (&["x", "y"], &["p", "q"], true),
        ] {
            assert_eq!(has_header(&row(first), Some(&row(second)), COMMA), expected, "{first:?}");
        }
        assert!(!has_header(&row(&["1"]), None, COMMA));
    }
}
