//! Tables in text: CSV and its relatives.

use std::fs::File;
use std::io::Seek as _;
use std::path::Path;

use csv::{ByteRecord, ErrorKind, Reader};
use jiff::Timestamp;

use super::sniff::{Cell, Dialect, has_header};
use super::{NamedColumn, Progress, Table, TextCell, fill, not_readable, time};
use crate::data::Column;
use crate::error::Error;

/// Rows between two looks at the progress.
const ROWS_PER_REPORT: u64 = 4096;

/// Reads a table; delimiter, header and types are found out.
pub(super) fn read(path: &Path, mut file: File, progress: &mut dyn Progress) -> Result<Table, Error> {
    let size = file.metadata().map_err(|e| not_readable(path, e))?.len();
    let mut head = vec![0; 64 * 1024];
    let known = fill(&mut file, &mut head).map_err(|e| not_readable(path, e))?;
    head.truncate(known);
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return Err(broken(path, "the text is UTF-16; save it as UTF-8".into()));
    }
    if head.contains(&0) {
        return Err(broken(path, "it has zero bytes, so it is not a text".into()));
    }
    let dialect = Dialect::sniff(&head, (known as u64) >= size);
    let source = Source { path, file: &file, size, dialect };
    let mut columns = source.builders()?;
    let rows = source.each_row(progress, columns.header, |record, line| {
        for (column, cell) in columns.builders.iter_mut().zip(record) {
            column.push(cell, dialect, line);
        }
    })?;
    if rows == 0 {
        return Err(Error::NoRows { path: path.into(), reason: "there is a header and nothing below it" });
    }
    // The texts of a column that began with numbers were not kept: they are read again.
    if columns.builders.iter().any(|c| c.unread.is_some()) {
        source.each_row(progress, columns.header, |record, _line| {
            for (column, cell) in columns.builders.iter_mut().zip(record) {
                if let Some(texts) = &mut column.unread {
                    texts.push(text_of(cell, dialect));
                }
            }
        })?;
    }
    progress.fraction(1.0);
    let columns = columns.builders.into_iter().map(Builder::finish).collect();
    Ok(Table { path: path.into(), columns, rows: rows as usize })
}

/// The file that a table is read from, once or twice.
struct Source<'a> {
    path: &'a Path,
    file: &'a File,
    size: u64,
    dialect: Dialect,
}

/// The columns under construction.
struct Builders {
    builders: Vec<Builder>,
    header: bool,
}

impl Source<'_> {
    fn reader(&self) -> Result<Reader<&File>, Error> {
        let mut file = self.file;
        file.rewind().map_err(|e| not_readable(self.path, e))?;
        Ok(self.dialect.reader().buffer_capacity(1 << 18).from_reader(file))
    }

    /// Looks at the first two rows and makes a builder for each column.
    fn builders(&self) -> Result<Builders, Error> {
        let mut reader = self.reader()?;
        let (mut first, mut second) = (ByteRecord::new(), ByteRecord::new());
        if !self.next(&mut reader, &mut first)? {
            return Err(Error::NoRows { path: self.path.into(), reason: "the file has no text" });
        }
        let second = self.next(&mut reader, &mut second)?.then_some(&second);
        let header = has_header(&first, second, self.dialect);
        let name = |(i, cell): (usize, &[u8])| {
            let numbered = || format!("column {}", i + 1);
            if header && !cell.is_empty() { String::from_utf8_lossy(cell).into_owned() } else { numbered() }
        };
        let builders = first.iter().enumerate().map(name).map(Builder::new).collect();
        Ok(Builders { builders, header })
    }

    /// Calls `each` with every row and its line, and returns how many rows there are.
    fn each_row(
        &self,
        progress: &mut dyn Progress,
        header: bool,
        mut each: impl FnMut(&ByteRecord, u64),
    ) -> Result<u64, Error> {
        let mut reader = self.reader()?;
        let mut record = ByteRecord::new();
        if header {
            self.next(&mut reader, &mut record)?;
        }
        let mut rows = 0;
        while self.next(&mut reader, &mut record)? {
            each(&record, record.position().map_or(0, csv::Position::line));
            rows += 1;
            if rows % ROWS_PER_REPORT == 0 {
                progress.fraction(reader.position().byte() as f64 / self.size.max(1) as f64);
                if progress.cancelled() {
                    return Err(Error::Cancelled { path: self.path.into() });
                }
            }
        }
        Ok(rows)
    }

    fn next(&self, reader: &mut Reader<&File>, record: &mut ByteRecord) -> Result<bool, Error> {
        reader.read_byte_record(record).map_err(|error| {
            let message = error.to_string();
            match error.into_kind() {
                ErrorKind::Io(source) => not_readable(self.path, source),
                ErrorKind::UnequalLengths { pos, expected_len, len } => Error::RowLength {
                    path: self.path.into(),
                    line: pos.map_or(0, |p| p.line()),
                    expected: expected_len,
                    found: len,
                },
                _ => broken(self.path, message),
            }
        })
    }
}

/// A column under construction: its type is what all its cells so far agree on.
struct Builder {
    name: String,
    values: Values,
    /// The first cell that does not fit the cells before it.
    text: Option<TextCell>,
    /// The texts of the second pass, where one is needed.
    unread: Option<Vec<String>>,
}

enum Values {
    /// So many missing cells and nothing else.
    Missing(usize),
    Integers(Vec<i64>),
    Floats(Vec<f64>),
    Times(Vec<Option<Timestamp>>),
    Texts(Vec<String>),
}

impl Builder {
    fn new(name: String) -> Self {
        Self { name, values: Values::Missing(0), text: None, unread: None }
    }

    fn push(&mut self, bytes: &[u8], dialect: Dialect, line: u64) {
        if self.unread.is_some() {
            return;
        }
        if let Values::Texts(texts) = &mut self.values {
            texts.push(text_of(bytes, dialect));
            return;
        }
        let cell = Cell::parse(bytes, dialect);
        if !self.values.push(cell) {
            self.text =
                Some(TextCell { value: String::from_utf8_lossy(bytes).into_owned(), line: Some(line) });
            match self.values {
                Values::Missing(n) => {
                    let mut texts = vec![String::new(); n];
                    texts.push(text_of(bytes, dialect));
                    self.values = Values::Texts(texts);
                }
                _ => self.unread = Some(Vec::new()),
            }
        }
    }

    fn finish(self) -> NamedColumn {
        let column = match (self.unread, self.values) {
            (Some(texts), _) | (None, Values::Texts(texts)) => Column::text(texts),
            (None, Values::Missing(n)) => Column::from(vec![f64::NAN; n]),
            (None, Values::Integers(values)) => Column::from(values),
            (None, Values::Floats(values)) => Column::from(values),
            (None, Values::Times(values)) => time::column(&values),
        };
        NamedColumn { name: self.name, column, text: self.text }
    }
}

impl Values {
    /// Takes a cell, and returns false if it does not fit.
    fn push(&mut self, cell: Cell) -> bool {
        match (&mut *self, cell) {
            (Self::Missing(n), Cell::Missing) => *n += 1,
            (Self::Missing(0), Cell::Integer(value)) => *self = Self::Integers(vec![value]),
            (Self::Missing(n), Cell::Integer(value)) => {
                *self = Self::Floats(after(*n, f64::NAN, value as f64));
            }
            (Self::Missing(n), Cell::Float(value)) => *self = Self::Floats(after(*n, f64::NAN, value)),
            (Self::Missing(n), Cell::Time(value)) => *self = Self::Times(after(*n, None, Some(value))),
            (Self::Integers(values), Cell::Integer(value)) => values.push(value),
            (Self::Integers(values), Cell::Float(_) | Cell::Missing) => {
                *self = Self::Floats(values.iter().map(|&v| v as f64).collect());
                return self.push(cell);
            }
            (Self::Floats(values), Cell::Integer(value)) => values.push(value as f64),
            (Self::Floats(values), Cell::Float(value)) => values.push(value),
            (Self::Floats(values), Cell::Missing) => values.push(f64::NAN),
            (Self::Times(values), Cell::Time(value)) => values.push(Some(value)),
            (Self::Times(values), Cell::Missing) => values.push(None),
            _ => return false,
        }
        true
    }
}

fn after<T: Clone>(missing: usize, filler: T, value: T) -> Vec<T> {
    let mut values = vec![filler; missing];
    values.push(value);
    values
}

/// Returns a cell of a column of texts; a missing one is empty.
fn text_of(bytes: &[u8], dialect: Dialect) -> String {
    match Cell::parse(bytes, dialect) {
        Cell::Missing => String::new(),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn broken(path: &Path, reason: String) -> Error {
    Error::Broken { path: path.into(), format: "CSV", reason }
}
