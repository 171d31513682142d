//! NumPy's `.npy` arrays, mapped where their layout allows it.

use std::fs::File;
use std::ops::Range;
use std::path::Path;

use npyz::{DType as NpyType, Endianness, NpyHeader, Order, TimeUnits, TypeChar, TypeStr};

use super::source::Source;
use super::{Array2, Array3, Content, Progress, not_readable};
use crate::data::mmap::MappedFile;
use crate::data::{Column, NOT_A_TIME, TimeUnit};
use crate::error::{DataError, Error};

const SUPPORTED: &str = "arrays of 1 to 3 dimensions of bool, int8..64, uint8..64, float32, float64, datetime64[s, ms, us, ns, m, h, D, W]";

/// Reads an array of one to three dimensions.
pub(super) fn read(path: &Path, file: File, progress: &mut dyn Progress) -> Result<Content, Error> {
    let mapped = MappedFile::open(path, &file).map_err(|source| not_readable(path, source))?;
    let all = 0..mapped.bytes().len();
    read_part(path, &mapped, all, progress)
}

/// Reads an array that is a part of a mapped file; `path` is for messages.
pub(super) fn read_part(
    path: &Path,
    mapped: &MappedFile,
    part: Range<usize>,
    progress: &mut dyn Progress,
) -> Result<Content, Error> {
    let cut = || broken(path, "its place in the archive is beyond the end".into());
    let bytes = mapped.bytes().get(part.clone()).ok_or_else(cut)?;
    let (header, data_start) = header(path, bytes)?;
    let NpyType::Plain(element) = header.dtype() else {
        return Err(unsupported(path, "an array of records".into()));
    };
    let shape = match *header.shape() {
        [len] => [1, len, 1],
        [rows, columns] => [1, rows, columns],
        [a, b, c] => [a, b, c],
        _ => return Err(unsupported(path, format!("an array of shape {:?}", header.shape()))),
    };
    let unknown = || unsupported(path, format!("an array of type {}", header.dtype().descr()));
    let item_bytes = element.num_bytes().filter(|&bytes| bytes > 0).ok_or_else(unknown)?;
    let too_big = || broken(path, format!("the shape {:?} is impossible", header.shape()));
    let count = shape[0].checked_mul(shape[1]).and_then(|count| count.checked_mul(shape[2]));
    let count = count.ok_or_else(too_big)?;
    let found_bytes = bytes.len() as u64;
    let data_bytes = count.checked_mul(item_bytes as u64).ok_or_else(too_big)?;
    let expected_bytes = data_bytes.checked_add(data_start as u64).ok_or_else(too_big)?;
    if expected_bytes > found_bytes {
        return Err(Error::Truncated { path: path.into(), expected_bytes, found_bytes });
    }
    if count == 0 {
        return Err(Error::NoRows { path: path.into(), reason: "the array is empty" });
    }
    // The data is in memory, so every count fits in a usize from here on.
    let shape = shape.map(|len| len as usize);
    let is_fortran = header.order() == Order::Fortran;
    let has_order = shape.iter().filter(|&&len| len > 1).count() > 1;
    let mut source = Source {
        path,
        file: mapped,
        start: part.start + data_start,
        count: count as usize,
        swapped: element.endianness() == Endianness::Big,
        fortran_shape: (is_fortran && has_order).then_some(shape),
        progress,
    };
    let values = source.column(&element)?.ok_or_else(unknown)?;
    progress.fraction(1.0);
    Ok(match header.shape().len() {
        1 => Content::Array1(values),
        2 => Content::Array2(Array2 { rows: shape[1], columns: shape[2], values }),
        _ => Content::Array3(Array3 { shape, values, slowest_axis: if is_fortran { 2 } else { 0 } }),
    })
}

/// Parses the header and returns where the data starts.
fn header(path: &Path, bytes: &[u8]) -> Result<(NpyHeader, usize), Error> {
    let cut = || broken(path, "the header is cut off".into());
    if !bytes.starts_with(b"\x93NUMPY") {
        return Err(broken(path, "it does not start with the magic bytes of an array".into()));
    }
    let (text_start, text_len) = match bytes.get(6).ok_or_else(cut)? {
        1 => (10, usize::from(u16::from_le_bytes(four(bytes, 8).map(|[a, b, ..]| [a, b]).ok_or_else(cut)?))),
        _ => (12, u32::from_le_bytes(four(bytes, 8).ok_or_else(cut)?) as usize),
    };
    let data_start = text_len.checked_add(text_start).filter(|&end| end <= bytes.len()).ok_or_else(cut)?;
    if let Some(reason) = suspicious(&bytes[text_start..data_start]) {
        return Err(broken(path, reason.into()));
    }
    let header = NpyHeader::from_reader(&bytes[..data_start]).map_err(|e| broken(path, e.to_string()))?;
    Ok((header, data_start))
}

fn four(bytes: &[u8], start: usize) -> Option<[u8; 4]> {
    bytes.get(start..start + 4)?.try_into().ok()
}

/// Finds what the parser of headers does not survive: deep nesting, and shapes whose product overflows.
fn suspicious(header: &[u8]) -> Option<&'static str> {
    if header.len() > 1 << 20 {
        return Some("the header is longer than 1 MiB");
    }
    let text = String::from_utf8_lossy(header);
    // An escaped key would hide a shape from the check below, and a repeated one would replace it.
    let mut after_shape = text.split("shape");
    let (_, Some(shape), None) = (after_shape.next(), after_shape.next(), after_shape.next()) else {
        return Some("the header does not name the shape once");
    };
    if text.contains('\\') || text.matches(['(', '[', '{']).count() > 256 {
        return Some("the header is not one that NumPy writes");
    }
    let inside = shape.split_once(['(', '['])?.1.split([')', ']']).next()?;
    let mut product = 1u64;
    for size in inside.split(',').map(|n| n.trim().trim_end_matches('L')).filter(|n| !n.is_empty()) {
        match size.parse::<u64>() {
            // An empty axis hides the product of the others, which is formed nevertheless.
            Ok(size) => match product.checked_mul(size.max(1)) {
                Some(larger) if larger < 1 << 62 => product = larger,
                _ => return Some("the shape is impossible"),
            },
            Err(_) => return Some("the shape is not a list of sizes"),
        }
    }
    None
}

impl Source<'_> {
    /// Reads the column, or returns `None` if the type is not supported.
    fn column(&mut self, element: &TypeStr) -> Result<Option<Column>, Error> {
        let bytes = element.num_bytes().unwrap_or(0);
        Ok(Some(match (element.type_char(), bytes) {
            (TypeChar::Float, 4) => self.numbers::<f32, 4>(f32::from_le_bytes)?,
            (TypeChar::Float, 8) => self.numbers::<f64, 8>(f64::from_le_bytes)?,
            (TypeChar::Int, 1) => self.numbers::<i8, 1>(i8::from_le_bytes)?,
            (TypeChar::Int, 2) => self.numbers::<i16, 2>(i16::from_le_bytes)?,
            (TypeChar::Int, 4) => self.numbers::<i32, 4>(i32::from_le_bytes)?,
            (TypeChar::Int, 8) => self.numbers::<i64, 8>(i64::from_le_bytes)?,
            (TypeChar::Uint, 1) => self.numbers::<u8, 1>(u8::from_le_bytes)?,
            (TypeChar::Uint, 2) => self.numbers::<u16, 2>(u16::from_le_bytes)?,
            (TypeChar::Uint, 4) => self.numbers::<u32, 4>(u32::from_le_bytes)?,
            (TypeChar::Uint, 8) => self.numbers::<u64, 8>(u64::from_le_bytes)?,
            (TypeChar::Bool, 1) => {
                Column::bools(self.copied::<u8, 1>(u8::from_le_bytes)?.into_iter().map(|b| b != 0))
            }
            (TypeChar::DateTime, 8) => match element.time_units().and_then(unit) {
                Some((unit, 1)) => self.numbers::<i64, 8>(i64::from_le_bytes)?.with_time_unit(unit)?,
                Some((unit, factor)) => {
                    let values = self.copied::<i64, 8>(i64::from_le_bytes)?;
                    Column::timestamps(multiplied(values, factor)?, unit)
                }
                None => return Ok(None),
            },
            _ => return Ok(None),
        }))
    }
}

/// Returns the unit of a column for one of NumPy's, and the factor between them; months and years have none.
fn unit(unit: TimeUnits) -> Option<(TimeUnit, i64)> {
    Some(match unit {
        TimeUnits::Second => (TimeUnit::Seconds, 1),
        TimeUnits::Millisecond => (TimeUnit::Millis, 1),
        TimeUnits::Microsecond => (TimeUnit::Micros, 1),
        TimeUnits::Nanosecond => (TimeUnit::Nanos, 1),
        TimeUnits::Minute => (TimeUnit::Seconds, 60),
        TimeUnits::Hour => (TimeUnit::Seconds, 3_600),
        TimeUnits::Day => (TimeUnit::Seconds, 86_400),
        TimeUnits::Week => (TimeUnit::Seconds, 604_800),
        _ => return None,
    })
}

fn multiplied(mut values: Vec<i64>, factor: i64) -> Result<Vec<i64>, DataError> {
    for value in values.iter_mut().filter(|v| **v != NOT_A_TIME) {
        let too_far = DataError::TimeRange { value: *value, factor };
        *value = value.checked_mul(factor).ok_or(too_far)?;
    }
    Ok(values)
}

fn broken(path: &Path, reason: String) -> Error {
    // The reason of the parser may have several lines; a message has one.
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    Error::Broken { path: path.into(), format: "NumPy", reason }
}

fn unsupported(path: &Path, what: String) -> Error {
    Error::Unsupported { path: path.into(), what, supported: SUPPORTED }
}
