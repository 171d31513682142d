//! NumPy's `.npz` archives: arrays with names. What is stored as it is, is mapped; what is compressed is unpacked into memory.

use std::fs::File;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};

use zip::CompressionMethod;
use zip::read::{ZipArchive, ZipFile};

use super::{Content, NamedColumn, Progress, Table, not_readable, npy, open};
use crate::data::mmap::MappedFile;
use crate::error::Error;

/// A byte of an archive stands for at most so many: more is a lie.
const BEST_COMPRESSION: u64 = 1032;
/// Bytes between two looks at the progress, where an archive is unpacked.
const BYTES_PER_REPORT: usize = 1 << 20;

/// Reads all arrays of an `.npz` archive with their names; those of another number of dimensions than 1 to 3 or with other
/// elements than numbers, times and truth values are left out.
///
/// ```no_run
/// use vispy_plot::data::readers::read_npz;
///
/// for (name, content) in read_npz("run.npz", &mut ())? {
///     println!("{name}: {content:?}");
/// }
/// # Ok::<(), vispy_plot::Error>(())
/// ```
///
/// # Errors
/// - [`Error::FileNotFound`], [`Error::NotReadable`]: the system does not give the file.
/// - [`Error::Broken`], [`Error::Truncated`]: the archive or an array contradicts itself.
/// - [`Error::Unsupported`]: the archive is encrypted, or none of its arrays is of use.
/// - [`Error::NoRows`]: it is empty.
/// - [`Error::Cancelled`]: `progress` asked to stop.
pub fn read_npz(
    path: impl AsRef<Path>,
    progress: &mut dyn Progress,
) -> Result<Vec<(String, Content)>, Error> {
    let path = path.as_ref();
    arrays(path, &open(path)?, progress)
}

/// Reads an archive: its only array, or its longest table of columns.
pub(super) fn read(path: &Path, file: &File, progress: &mut dyn Progress) -> Result<Content, Error> {
    let mut arrays = arrays(path, file, progress)?;
    if arrays.len() == 1 {
        return Ok(arrays.remove(0).1);
    }
    let length = |content: &Content| match content {
        Content::Array1(column) => Some(column.len()),
        _ => None,
    };
    // Scalars and short lists of parameters lie beside the data.
    let Some(rows) = arrays.iter().filter_map(|(_, content)| length(content)).max() else {
        let names: Vec<&str> = arrays.iter().map(|(name, _)| name.as_str()).collect();
        let what = format!("an archive of the arrays {} at once", names.join(", "));
        let supported = "archives with columns, or with one array; choose with --array";
        return Err(Error::Unsupported { path: path.into(), what, supported });
    };
    let column = |(name, content): (String, Content)| match content {
        Content::Array1(column) if column.len() == rows => Some(NamedColumn { name, column, text: None }),
        _ => None,
    };
    Ok(Content::Table(Table {
        path: path.into(),
        columns: arrays.into_iter().filter_map(column).collect(),
        rows,
    }))
}

fn arrays(path: &Path, file: &File, progress: &mut dyn Progress) -> Result<Vec<(String, Content)>, Error> {
    let mapped = MappedFile::open(path, file).map_err(|source| not_readable(path, source))?;
    let broken = |error: zip::result::ZipError| broken(path, error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(mapped.bytes())).map_err(broken)?;
    let count = archive.len();
    let mut arrays = Vec::new();
    let mut refused = None;
    for index in 0..count {
        let mut entry = archive.by_index(index).map_err(broken)?;
        let Some(name) = entry.name().strip_suffix(".npy").map(str::to_owned) else { continue };
        let here = PathBuf::from(format!("{}[{name}]", path.display()));
        let mut part = Part { progress, done: index, all: count };
        let content = match entry.compression() {
            CompressionMethod::Stored => {
                let start = entry.data_start().and_then(|start| usize::try_from(start).ok());
                let end = |start: usize| Some(start..start.checked_add(usize::try_from(entry.size()).ok()?)?);
                let place = start.and_then(end).unwrap_or(usize::MAX..usize::MAX);
                npy::read_part(&here, &mapped, place, &mut part)
            }
            _ => {
                let unpacked = unpacked(&here, &mut entry, &mut part)?;
                let all = 0..unpacked.bytes().len();
                npy::read_part(&here, &unpacked, all, &mut part)
            }
        };
        match content {
            Ok(content) => arrays.push((name, content)),
            Err(error @ (Error::Unsupported { .. } | Error::NoRows { .. })) => refused = Some(error),
            Err(error) => return Err(error),
        }
    }
    let empty = || Error::NoRows { path: path.into(), reason: "there are no arrays in the archive" };
    if arrays.is_empty() { Err(refused.unwrap_or_else(empty)) } else { Ok(arrays) }
}

/// Unpacks a compressed array.
fn unpacked(
    path: &Path,
    entry: &mut ZipFile<'_, Cursor<&[u8]>>,
    progress: &mut dyn Progress,
) -> Result<MappedFile, Error> {
    let size = entry.size();
    if size > entry.compressed_size().saturating_add(1).saturating_mul(BEST_COMPRESSION) {
        return Err(broken(path, format!("it promises {size} bytes, more than it can hold")));
    }
    let mut cancelled = false;
    let filled = MappedFile::filled(size as usize, |bytes| {
        for (index, piece) in bytes.chunks_mut(BYTES_PER_REPORT).enumerate() {
            entry.read_exact(piece)?;
            progress.fraction((index * BYTES_PER_REPORT) as f64 / size as f64);
            cancelled = progress.cancelled();
            if cancelled {
                break;
            }
        }
        Ok(())
    });
    if cancelled {
        return Err(Error::Cancelled { path: path.into() });
    }
    filled.map_err(|error| broken(path, error.to_string()))
}

/// The progress with one of several arrays.
struct Part<'a> {
    progress: &'a mut dyn Progress,
    done: usize,
    all: usize,
}

impl Progress for Part<'_> {
    fn fraction(&mut self, fraction: f64) {
        self.progress.fraction((self.done as f64 + fraction) / self.all as f64);
    }

    fn cancelled(&self) -> bool {
        self.progress.cancelled()
    }
}

fn broken(path: &Path, reason: String) -> Error {
    Error::Broken { path: path.into(), format: "NumPy archive", reason }
}
