//! Raw numbers without a header, as recording hardware writes them.

use std::path::Path;
use std::str::FromStr;

use super::source::Source;
use super::{Array2, Progress, not_readable, open};
use crate::data::mmap::MappedFile;
use crate::data::{Column, DType};
use crate::error::{DataError, Error};

/// What one number of a raw file is.
///
/// By its name: `i16`, or NumPy's `int16` or `<i2`; the most significant byte first where `be` follows, or `>` comes before.
///
/// ```
/// use vispy_plot::data::DType;
/// use vispy_plot::data::readers::RawNumber;
///
/// # fn main() -> Result<(), vispy_plot::error::DataError> {
/// let number: RawNumber = "i16be".parse()?;
/// assert_eq!(number, RawNumber { dtype: DType::I16, big_endian: true });
/// assert_eq!("float32".parse(), "<f4".parse::<RawNumber>());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RawNumber {
    /// Its type: an integer of 8 to 64 bits, `f32` or `f64`.
    pub dtype: DType,
    /// Whether the most significant byte comes first.
    pub big_endian: bool,
}

impl From<DType> for RawNumber {
    /// The least significant byte first.
    fn from(dtype: DType) -> Self {
        Self { dtype, big_endian: false }
    }
}

/// The types, with their names in Rust and in NumPy.
const NAMES: [(DType, [&str; 3]); 10] = [
    (DType::I8, ["i8", "int8", "i1"]),
    (DType::I16, ["i16", "int16", "i2"]),
    (DType::I32, ["i32", "int32", "i4"]),
    (DType::I64, ["i64", "int64", "=i8"]),
    (DType::U8, ["u8", "uint8", "u1"]),
    (DType::U16, ["u16", "uint16", "u2"]),
    (DType::U32, ["u32", "uint32", "u4"]),
    (DType::U64, ["u64", "uint64", "=u8"]),
    (DType::F32, ["f32", "float32", "f4"]),
    (DType::F64, ["f64", "float64", "f8"]),
];

impl FromStr for RawNumber {
    type Err = DataError;

    fn from_str(text: &str) -> Result<Self, DataError> {
        let lower = text.trim().to_ascii_lowercase();
        let unknown = || DataError::Setting {
            what: "the type of raw numbers",
            expected: "i8, i16, i32, i64, u8, u16, u32, u64, f32 or f64, such as i16 or i16be",
            found: format!("'{text}'"),
        };
        // NumPy counts bytes after a sign for their order: there `i8` is eight bytes.
        let (big_endian, name, in_bytes) = match lower.as_bytes().first() {
            Some(b'<' | b'=' | b'|') => (false, &lower[1..], true),
            Some(b'>') => (true, &lower[1..], true),
            _ => match (lower.strip_suffix("be"), lower.strip_suffix("le")) {
                (Some(name), _) => (true, name, false),
                (_, Some(name)) => (false, name, false),
                _ => (false, lower.as_str(), false),
            },
        };
        let eight_bytes = if in_bytes { format!("={name}") } else { String::new() };
        let find = |name: &str| NAMES.iter().find(|(_, names)| names.contains(&name));
        let (dtype, _) = find(&eight_bytes).or_else(|| find(name)).ok_or_else(unknown)?;
        Ok(Self { dtype: *dtype, big_endian })
    }
}

/// How a raw file is laid out: bytes to skip, then sample after sample, of each all channels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RawLayout {
    /// What one number is.
    pub number: RawNumber,
    /// The number of channels, which take turns. Default in the command: 1.
    pub channels: usize,
    /// Bytes before the first number. Default in the command: 0.
    pub skip_bytes: u64,
}

/// Reads raw numbers: a row of the array is one sample of all channels.
///
/// The file is mapped, not copied, where the least significant byte comes first and the numbers lie as the machine wants
/// them. A process that shortens such a file while it is in use ends this one, as with every mapping.
///
/// ```
/// use vispy_plot::data::DType;
/// use vispy_plot::data::readers::{RawLayout, read_raw};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let path = std::env::temp_dir().join(format!("vispy-doc-{}.bin", std::process::id()));
/// // Three samples of two channels.
/// std::fs::write(&path, [1, 0, 10, 0, 2, 0, 20, 0, 3, 0, 30, 0])?;
/// let layout = RawLayout { number: DType::I16.into(), channels: 2, skip_bytes: 0 };
/// let recording = read_raw(&path, &layout, &mut ())?;
/// assert_eq!(recording.rows, 3);
/// assert_eq!(recording.column(1).as_slice::<i16>(), Some(&[10, 20, 30][..]));
/// # std::fs::remove_file(&path)?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// - [`Error::FileNotFound`], [`Error::NotReadable`]: the system does not give the file.
/// - [`Error::NoRows`]: nothing comes after the bytes to skip.
/// - [`Error::RawSize`]: what comes is not a whole number of samples of all channels.
/// - [`Error::Data`]: no channels, or a type that is not of numbers.
/// - [`Error::Cancelled`]: `progress` asked to stop.
pub fn read_raw(
    path: impl AsRef<Path>,
    layout: &RawLayout,
    progress: &mut dyn Progress,
) -> Result<Array2, Error> {
    let path = path.as_ref();
    let RawLayout { number, channels, skip_bytes } = *layout;
    let file = open(path)?;
    let file_bytes = file.metadata().map_err(|source| not_readable(path, source))?.len();
    let setting = |what, expected, found| Error::Data(DataError::Setting { what, expected, found });
    let item_bytes = bytes_of(number.dtype)
        .ok_or_else(|| setting("the type of raw numbers", "a type of numbers", number.dtype.to_string()))?;
    let sample_bytes = (channels as u64).checked_mul(item_bytes).filter(|&bytes| bytes > 0);
    let sample_bytes = sample_bytes
        .ok_or_else(|| setting("the number of channels", "a number from 1 on", channels.to_string()))?;
    let data_bytes = file_bytes.saturating_sub(skip_bytes);
    if data_bytes == 0 {
        let reason = "the file has no bytes but those that are skipped";
        return Err(Error::NoRows { path: path.into(), reason });
    }
    if !data_bytes.is_multiple_of(sample_bytes) {
        let dtype = number.dtype;
        return Err(Error::RawSize { path: path.into(), data_bytes, sample_bytes, channels, dtype });
    }
    let mapped = MappedFile::open(path, &file).map_err(|source| not_readable(path, source))?;
    let mut source = Source {
        path,
        file: &mapped,
        // The data is in memory, so every count fits in a usize from here on.
        start: skip_bytes as usize,
        count: (data_bytes / item_bytes) as usize,
        swapped: number.big_endian && item_bytes > 1,
        fortran_shape: None,
        progress,
    };
    let values = column(&mut source, number.dtype)?;
    progress.fraction(1.0);
    Ok(Array2 { rows: (data_bytes / sample_bytes) as usize, columns: channels, values })
}

fn bytes_of(dtype: DType) -> Option<u64> {
    Some(match dtype {
        DType::I8 | DType::U8 => 1,
        DType::I16 | DType::U16 => 2,
        DType::I32 | DType::U32 | DType::F32 => 4,
        DType::I64 | DType::U64 | DType::F64 => 8,
        DType::Bool | DType::Text | DType::Timestamp(_) => return None,
    })
}

fn column(source: &mut Source<'_>, dtype: DType) -> Result<Column, Error> {
    match dtype {
        DType::F32 => source.numbers::<f32, 4>(f32::from_le_bytes),
        DType::I8 => source.numbers::<i8, 1>(i8::from_le_bytes),
        DType::I16 => source.numbers::<i16, 2>(i16::from_le_bytes),
        DType::I32 => source.numbers::<i32, 4>(i32::from_le_bytes),
        DType::I64 => source.numbers::<i64, 8>(i64::from_le_bytes),
        DType::U8 => source.numbers::<u8, 1>(u8::from_le_bytes),
        DType::U16 => source.numbers::<u16, 2>(u16::from_le_bytes),
        DType::U32 => source.numbers::<u32, 4>(u32::from_le_bytes),
        DType::U64 => source.numbers::<u64, 8>(u64::from_le_bytes),
        _ => source.numbers::<f64, 8>(f64::from_le_bytes),
    }
}
