//! Readers: NumPy arrays, tables, sound files and pictures become columns.

mod array3;
#[cfg(feature = "arrow")]
mod arrow;
#[cfg(feature = "readers")]
mod csv;
mod guess;
#[cfg(feature = "readers")]
mod npy;
#[cfg(feature = "readers")]
mod npz;
#[cfg(feature = "readers")]
mod picture;
mod progress;
mod raw;
#[cfg(feature = "readers")]
mod sniff;
mod source;
mod table;
#[cfg(feature = "readers")]
mod time;
#[cfg(feature = "readers")]
mod wav;

use std::fs::File;
use std::io::{self, Read as _, Seek as _};
use std::path::Path;

pub use array3::Array3;
pub use guess::Pair;
#[cfg(feature = "readers")]
pub use npz::read_npz;
pub use progress::Progress;
pub use raw::{RawLayout, RawNumber, read_raw};
pub(crate) use table::closest;
pub use table::{NamedColumn, Table, TextCell};

use super::{Column, SeriesData};
use crate::error::Error;

/// The formats that [`read`] knows, for messages.
const SUPPORTED: &str = ".npy, .npz, .csv, .tsv, .txt, .arrow, .feather, .parquet, .wav, .png, .jpg, .jpeg";

/// What a file turned out to hold.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Content {
    /// Named columns of equal length, from a file of text, Arrow or Parquet, or an archive of NumPy arrays.
    Table(Table),
    /// One column, from a one-dimensional NumPy array.
    Array1(Column),
    /// Rows and columns of numbers, from a two-dimensional NumPy array.
    Array2(Array2),
    /// A stack of images or a volume, from a three-dimensional NumPy array.
    Array3(Array3),
    /// A picture.
    Image(ImageData),
    /// Channels that were sampled together, from a sound file.
    Recording(Recording),
}

/// Channels that were sampled together.
#[derive(Debug, Clone)]
pub struct Recording {
    /// A row for each point in time, a column for each channel.
    pub samples: Array2,
    /// Samples of each channel in a second.
    pub rate_hz: f64,
}

impl Recording {
    /// A channel, counted from 0, over the time in seconds.
    pub fn channel(&self, index: usize) -> SeriesData {
        let time = Column::uniform(0.0, self.rate_hz.recip(), self.samples.rows);
        SeriesData { x: Some(time), y: self.samples.column(index) }
    }
}

/// A two-dimensional array, row by row.
#[derive(Debug, Clone)]
pub struct Array2 {
    /// The number of rows.
    pub rows: usize,
    /// The number of columns.
    pub columns: usize,
    /// The `rows * columns` values, the first row first.
    pub values: Column,
}

impl Array2 {
    /// One column of the array; copied, unless it is all that there is of a mapped file.
    pub fn column(&self, index: usize) -> Column {
        self.values.strided(index, self.columns, self.rows)
    }

    /// One row of the array; not copied where the file is mapped.
    pub fn row(&self, index: usize) -> Column {
        self.values.strided(index.saturating_mul(self.columns), 1, self.columns)
    }
}

/// A picture: pixels with one, three or four channels, row 0 at the top.
#[derive(Debug, Clone)]
pub struct ImageData {
    /// The width in pixels.
    pub width: usize,
    /// The height in pixels.
    pub height: usize,
    /// 1 (grey), 3 (RGB) or 4 (RGBA, straight alpha), sRGB.
    pub channels: usize,
    /// The `height * width * channels` values of type `u8`, `u16` or `f32`, the top row first.
    pub values: Column,
}

/// Reads a file of any known format; the first bytes decide before the name does.
///
/// NumPy arrays, sound files and Arrow's columns are mapped, not copied, where their layout allows it. A process that shortens such a file while it is
/// in use ends this one, as with every mapping.
///
/// # Errors
///
/// - [`Error::FileNotFound`], [`Error::NotReadable`]: the system does not give the file.
/// - [`Error::UnknownFormat`]: no reader for it.
/// - [`Error::Broken`], [`Error::Truncated`], [`Error::RowLength`]: the file contradicts itself.
/// - [`Error::Unsupported`]: an element type or shape that is not read, or a build without the feature `readers`.
/// - [`Error::NoRows`]: no data.
/// - [`Error::Cancelled`]: `progress` asked to stop.
///
/// ```
/// use vispy_plot::data::readers::{Content, read};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let path = std::env::temp_dir().join(format!("vispy-doc-{}.csv", std::process::id()));
/// std::fs::write(&path, "date,close\n2000-01-03,1455.2\n2000-01-04,1399.4\n")?;
/// let Content::Table(table) = read(&path, &mut ())? else { unreachable!() };
/// assert_eq!(table.column("close")?.get_f64(1), Some(1399.4));
/// # std::fs::remove_file(&path)?;
/// # Ok(())
/// # }
/// ```
pub fn read(path: impl AsRef<Path>, progress: &mut dyn Progress) -> Result<Content, Error> {
    let path = path.as_ref();
    let mut file = open(path)?;
    let mut start = [0; 16];
    let known = fill(&mut file, &mut start).map_err(|source| not_readable(path, source))?;
    file.rewind().map_err(|source| not_readable(path, source))?;
    match format(path, &start[..known]) {
        Some(_) if known == 0 => Err(Error::NoRows { path: path.into(), reason: "the file is empty" }),
        Some(format) => format.read(path, file, progress),
        None => Err(Error::UnknownFormat { path: path.into(), supported: SUPPORTED }),
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Format {
    Npy,
    Npz,
    Csv,
    ArrowFile,
    ArrowStream,
    Parquet,
    Wav,
    Picture,
}

impl Format {
    #[cfg(feature = "readers")]
    fn read(self, path: &Path, file: File, progress: &mut dyn Progress) -> Result<Content, Error> {
        match self {
            Self::Npy => npy::read(path, file, progress),
            Self::Npz => npz::read(path, &file, progress),
            Self::Csv => csv::read(path, file, progress).map(Content::Table),
            Self::Wav => wav::read(path, &file, progress).map(Content::Recording),
            Self::Picture => picture::read(path, file, progress).map(Content::Image),
            #[cfg(feature = "arrow")]
            Self::ArrowFile => arrow::read_file(path, &file, progress).map(Content::Table),
            #[cfg(feature = "arrow")]
            Self::ArrowStream => arrow::read_stream(path, &file, progress).map(Content::Table),
            #[cfg(feature = "parquet")]
            Self::Parquet => arrow::read_parquet(path, &file, progress).map(Content::Table),
            #[cfg(not(feature = "parquet"))]
            other => Err(other.missing(path)),
        }
    }

    #[cfg(not(feature = "readers"))]
    fn read(self, path: &Path, _: File, _: &mut dyn Progress) -> Result<Content, Error> {
        Err(self.missing(path))
    }

    /// Says that this build has no reader of the format.
    #[cfg(not(feature = "parquet"))]
    fn missing(self, path: &Path) -> Error {
        let (what, supported) = match self {
            Self::ArrowFile | Self::ArrowStream => {
                ("an Arrow file", "those only where vispy-plot is built with its feature `arrow`")
            }
            Self::Parquet => {
                ("a Parquet file", "those only where vispy-plot is built with its feature `parquet`")
            }
            _ => ("a file of data", "nothing, unless vispy-plot is built with its feature `readers`"),
        };
        Error::Unsupported { path: path.into(), what: what.to_owned(), supported }
    }
}

/// Decides by the first bytes, then by the extension.
fn format(path: &Path, start: &[u8]) -> Option<Format> {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    let magic: [(&[u8], Format); 6] = [
        (b"\x93NUMPY", Format::Npy),
        (b"PK\x03\x04", Format::Npz),
        (b"ARROW1", Format::ArrowFile),
        (b"PAR1", Format::Parquet),
        (b"\x89PNG\r\n\x1a\n", Format::Picture),
        (b"\xff\xd8\xff", Format::Picture),
    ];
    if let Some((_, format)) = magic.into_iter().find(|(magic, _)| start.starts_with(magic)) {
        return Some(format);
    }
    if start.starts_with(b"RIFF") && start.get(8..12) == Some(b"WAVE") {
        return Some(Format::Wav);
    }
    match extension.as_str() {
        "npy" => Some(Format::Npy),
        "npz" => Some(Format::Npz),
        "csv" | "tsv" | "txt" => Some(Format::Csv),
        "arrow" | "feather" | "ipc" => Some(Format::ArrowFile),
        "arrows" => Some(Format::ArrowStream),
        "parquet" | "pq" => Some(Format::Parquet),
        "wav" => Some(Format::Wav),
        "png" | "jpg" | "jpeg" => Some(Format::Picture),
        _ => None,
    }
}

fn open(path: &Path) -> Result<File, Error> {
    let file = File::open(path).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => Error::FileNotFound { path: path.into() },
        _ => not_readable(path, source),
    })?;
    let metadata = file.metadata().map_err(|source| not_readable(path, source))?;
    if metadata.is_dir() {
        return Err(not_readable(path, io::Error::from(io::ErrorKind::IsADirectory)));
    }
    Ok(file)
}

fn not_readable(path: &Path, source: io::Error) -> Error {
    Error::NotReadable { path: path.into(), source }
}

/// Reads until the buffer is full or the file ends, and returns how many bytes there are.
fn fill(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match file.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
