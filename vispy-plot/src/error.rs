//! What can go wrong in this crate: [`Error`] for files and drawing, [`DataError`] for the caller's own data.

use std::io;
use std::path::PathBuf;

use crate::data::{ColumnId, DType};
use crate::figure::OwnVisualId;

/// Everything that a function of this crate can fail with.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such file.
    #[error("{}: no such file", path.display())]
    FileNotFound {
        /// The path that was given.
        path: PathBuf,
    },
    /// The file exists but the system refuses to read it, or it is a folder.
    #[error("{}: cannot be read: {source}", path.display())]
    NotReadable {
        /// The path that was given.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Neither the name nor the first bytes belong to a format that can be read.
    #[error("{}: unknown format; can be read: {supported}", path.display())]
    UnknownFormat {
        /// The path that was given.
        path: PathBuf,
        /// The formats that there are readers for.
        supported: &'static str,
    },
    /// The file is not what its name or its first bytes say.
    #[error("{}: broken {format} file: {reason}", path.display())]
    Broken {
        /// The path that was given.
        path: PathBuf,
        /// The format that was expected.
        format: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// The file is a good one, but of a kind that this crate does not read.
    #[error("{}: {what} cannot be read; can be read: {supported}", path.display())]
    Unsupported {
        /// The path that was given.
        path: PathBuf,
        /// What was found.
        what: String,
        /// What there is support for.
        supported: &'static str,
    },
    /// The file ends before the data does that its header promises.
    #[error("{}: truncated: header promises {expected_bytes} bytes, file has {found_bytes}", path.display())]
    Truncated {
        /// The path that was given.
        path: PathBuf,
        /// The size of the file by its header, in bytes.
        expected_bytes: u64,
        /// The size that it has, in bytes.
        found_bytes: u64,
    },
    /// The bytes of a raw file are not a whole number of samples of all its channels.
    #[error("{}: {data_bytes} bytes of data are not a multiple of {sample_bytes}, which {channels} channels of {dtype} take; {} are left over", path.display(), data_bytes % sample_bytes)]
    RawSize {
        /// The path that was given.
        path: PathBuf,
        /// The bytes after those that are skipped.
        data_bytes: u64,
        /// The bytes that one sample of all channels takes.
        sample_bytes: u64,
        /// The number of channels.
        channels: usize,
        /// The type of the numbers.
        dtype: DType,
    },
    /// The file has no data at all: it is empty, or has a header only.
    #[error("{}: no rows: {reason}", path.display())]
    NoRows {
        /// The path that was given.
        path: PathBuf,
        /// Why there are none.
        reason: &'static str,
    },
    /// A row of a table has more or fewer fields than the first one.
    #[error("{}: line {line}: expected {expected} fields, found {found}", path.display())]
    RowLength {
        /// The path that was given.
        path: PathBuf,
        /// The line of the row, counted from 1.
        line: u64,
        /// The number of fields in the first row.
        expected: u64,
        /// The number of fields in this row.
        found: u64,
    },
    /// A column was asked for by a name that the table does not have.
    #[error("{}: no column '{name}'; columns are {}{}", path.display(), list(columns), did_you_mean(suggestion.as_deref()))]
    MissingColumn {
        /// The file of the table.
        path: PathBuf,
        /// The name that was asked for.
        name: String,
        /// The names that there are.
        columns: Vec<String>,
        /// The name that was probably meant.
        suggestion: Option<String>,
    },
    /// A column with text in it was asked for as numbers.
    #[error("{}: column '{column}' is not numeric: {}", path.display(), offender(value, *line))]
    NotNumeric {
        /// The file of the table.
        path: PathBuf,
        /// The name of the column.
        column: String,
        /// The first value that is neither a number nor missing.
        value: String,
        /// The line of that value, counted from 1.
        line: Option<u64>,
    },
    /// The caller's [`Progress`](crate::data::readers::Progress) asked to stop.
    #[error("{}: reading was cancelled", path.display())]
    Cancelled {
        /// The path that was given.
        path: PathBuf,
    },
    /// The data or the settings of a figure do not fit together.
    #[error(transparent)]
    Data(#[from] DataError),
    /// The ending of a file's name is of no format that can be written.
    #[error("{}: cannot be written in this format; can be written: {supported}", path.display())]
    Format {
        /// The path that was given.
        path: PathBuf,
        /// The endings that there are writers for.
        supported: &'static str,
    },
    /// The system refuses to write the file.
    #[error("{}: cannot be written: {source}", path.display())]
    Write {
        /// The path that was given.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// There is no display or no OpenGL.
    #[error(transparent)]
    App(#[from] vispy_app::Error),
    /// The scene or its layout refuses something.
    #[error(transparent)]
    Scene(#[from] vispy_scene::Error),
    /// A visual refuses its data, or cannot be drawn.
    #[error(transparent)]
    Visuals(#[from] vispy_visuals::Error),
    /// The driver refuses something.
    #[error(transparent)]
    Gloo(#[from] vispy_gloo::Error),
}

/// What is wrong with columns or with the settings of a figure.
///
/// The methods that build a figure do not fail one by one: [`Figure::check`](crate::Figure::check), which saving and
/// showing call first, returns the first of these.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum DataError {
    /// The x and the y of a line are not equally long.
    #[error("x has {x} values, y has {y}; both must be equally long")]
    LengthMismatch {
        /// The number of x values.
        x: usize,
        /// The number of y values.
        y: usize,
    },
    /// There are not as many numbers as there are points.
    #[error("{what}: expected {expected} values, one for each point, found {found}")]
    Count {
        /// What the numbers are.
        what: &'static str,
        /// The number of points.
        expected: usize,
        /// The number of values.
        found: usize,
    },
    /// A column holds a type that cannot be used here.
    #[error("{what} is of type {found}, expected {expected}")]
    ColumnType {
        /// What the column was to be used as.
        what: &'static str,
        /// The types that can be used.
        expected: &'static str,
        /// The type of the column.
        found: DType,
    },
    /// Values cannot be appended to this column.
    #[error(
        "cannot append {found} values to a column of type {dtype} ({storage}); only owned columns of the same type grow"
    )]
    Append {
        /// The type of the column.
        dtype: DType,
        /// How the column is stored.
        storage: &'static str,
        /// The type of the new values.
        found: DType,
    },
    /// A column was named that is not, or no longer, in the store.
    #[error("column {id:?} is not in the data store")]
    StaleColumn {
        /// The name of the column.
        id: ColumnId,
    },
    /// A visual of one's own was named that is not in the store: it was made for another figure.
    #[error("visual {id:?} is not in the data store; add it to this figure")]
    StaleVisual {
        /// The name of the visual.
        id: OwnVisualId,
    },
    /// Bytes cannot be taken as values of a type without a copy.
    #[error(
        "{len} values of {dtype} at byte {offset} do not fit in {available} bytes, or are not aligned to {align}"
    )]
    Layout {
        /// The type of the values.
        dtype: DType,
        /// The number of values.
        len: usize,
        /// The position of the first value in bytes.
        offset: usize,
        /// The number of bytes that there are.
        available: usize,
        /// The alignment that the type needs, in bytes.
        align: usize,
    },
    /// A timestamp is too far from 1970 to be counted in seconds.
    #[error("timestamp {value} in units of {factor} s does not fit in an i64 of seconds")]
    TimeRange {
        /// The value that does not fit.
        value: i64,
        /// The unit that it is in, in seconds.
        factor: i64,
    },
    /// The values of an image are not as many as its shape says.
    #[error(
        "an image of {width} x {height} pixels with {channels} channels needs {expected} values, found {found}"
    )]
    ImageShape {
        /// The width in pixels.
        width: usize,
        /// The height in pixels.
        height: usize,
        /// The number of values per pixel.
        channels: usize,
        /// The number of values that this shape needs.
        expected: usize,
        /// The number of values in the column.
        found: usize,
    },
    /// A series has no values.
    #[error("{what} has no values")]
    Empty {
        /// What is empty.
        what: &'static str,
    },
    /// Two series on one axis do not measure the same thing.
    #[error("{axis} axis at row {row}, column {column} shows {expected}, but a series on it has {found}")]
    AxisKind {
        /// `"x"` or `"y"`.
        axis: &'static str,
        /// The row of the axes in the figure.
        row: u32,
        /// The column of the axes in the figure.
        column: u32,
        /// What the axis shows.
        expected: String,
        /// What the series has.
        found: String,
    },
    /// A text is no colour, or a colormap has no such name.
    #[error(transparent)]
    Color(#[from] vispy_visuals::color::ColorError),
    /// No symbol of markers has this name.
    #[error("no symbol is called '{name}'; known are {}{}", known.join(", "), did_you_mean(suggestion.as_deref()))]
    Symbol {
        /// The name that was asked for.
        name: String,
        /// The names there are, without aliases such as `o`.
        known: Vec<&'static str>,
        /// The name that was probably meant.
        suggestion: Option<String>,
    },
    /// A setting is out of its range.
    #[error("{what} is {found}, expected {expected}")]
    Setting {
        /// Which setting.
        what: &'static str,
        /// What it may be.
        expected: &'static str,
        /// What it is.
        found: String,
    },
    /// Something is wrong with one series among several, or with one that has a name.
    #[error("{series}: {source}")]
    InSeries {
        /// Which series: its label, or its place among those of its axes, counted from 1.
        series: String,
        /// What is wrong with it.
        source: Box<Self>,
    },
    /// The function that colours a series by position cannot be read, or is not of the right kind.
    #[error("the colour function: {source}")]
    ColorFunction {
        /// What is wrong with it, with the line and the place.
        source: Box<vispy_visuals::Error>,
    },
    /// Two axes lie on the same cell of the figure's grid.
    #[error("two axes overlap at row {row}, column {column}")]
    CellTaken {
        /// The row of the cell.
        row: u32,
        /// The column of the cell.
        column: u32,
    },
}

/// Joins names for a message, and cuts a long list short.
fn list(names: &[String]) -> String {
    const SHOWN: usize = 12;
    let mut text = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN {
        text.push_str(&format!(" and {} more", names.len() - SHOWN));
    }
    text
}

fn did_you_mean(suggestion: Option<&str>) -> String {
    suggestion.map(|name| format!("; did you mean '{name}'?")).unwrap_or_default()
}

/// Describes the first value that is not a number.
fn offender(value: &str, line: Option<u64>) -> String {
    const SHOWN: usize = 40;
    let mut short: String = value.chars().take(SHOWN).collect();
    if short.len() < value.len() {
        short.push_str("...");
    }
    // A message is one line, whatever is in the cell.
    let short = short.escape_debug();
    line.map_or_else(|| format!("'{short}'"), |line| format!("line {line} has '{short}'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_column_names_what_there_is() {
        let error = Error::MissingColumn {
            path: "sp500.csv".into(),
            name: "cloze".into(),
            columns: vec!["date".into(), "close".into()],
            suggestion: Some("close".into()),
        };
        assert_eq!(
            error.to_string(),
            "sp500.csv: no column 'cloze'; columns are date, close; did you mean 'close'?"
        );
    }

    #[test]
    fn long_lists_and_values_are_cut() {
        let names: Vec<String> = (0..15).map(|i| format!("c{i}")).collect();
        assert!(list(&names).ends_with("c11 and 3 more"));
        assert_eq!(offender(&"x".repeat(50), None), format!("'{}...'", "x".repeat(40)));
        assert_eq!(offender("a\nb", Some(3)), "line 3 has 'a\\nb'");
    }
}
