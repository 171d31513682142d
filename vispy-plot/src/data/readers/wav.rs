//! Sound files: WAV, mapped where the samples are of a type that columns have.

use std::fs::File;
use std::io::Cursor;
use std::path::Path;

use hound::{SampleFormat, WavReader};

use super::source::Source;
use super::{Array2, Progress, Recording, not_readable};
use crate::data::mmap::MappedFile;
use crate::error::Error;

/// Reads all channels of a sound file.
pub(super) fn read(path: &Path, file: &File, progress: &mut dyn Progress) -> Result<Recording, Error> {
    let mapped = MappedFile::open(path, file).map_err(|source| not_readable(path, source))?;
    let reader = WavReader::new(Cursor::new(mapped.bytes())).map_err(|error| match error {
        hound::Error::Unsupported => unsupported(path, "a compressed sound file".into()),
        error => broken(path, error.to_string()),
    })?;
    let (spec, values) = (reader.spec(), reader.len() as usize);
    let start = reader.into_inner().position() as usize;
    let channels = usize::from(spec.channels);
    if channels == 0 || spec.sample_rate == 0 {
        return Err(broken(path, "it has no channels, or no samples a second".into()));
    }
    let item_bytes = usize::from(spec.bits_per_sample).div_ceil(8);
    let (expected_bytes, found_bytes) = (start + values * item_bytes, mapped.bytes().len());
    if expected_bytes > found_bytes {
        let [expected_bytes, found_bytes] = [expected_bytes, found_bytes].map(|bytes| bytes as u64);
        return Err(Error::Truncated { path: path.into(), expected_bytes, found_bytes });
    }
    let rows = values / channels;
    if rows == 0 {
        return Err(Error::NoRows { path: path.into(), reason: "the sound has no samples" });
    }
    let count = rows * channels;
    let mut source =
        Source { path, file: &mapped, start, count, swapped: false, fortran_shape: None, progress };
    let values = match (spec.sample_format, spec.bits_per_sample) {
        // Bytes are counted from 128 in these files.
        (SampleFormat::Int, 8) => source.numbers::<u8, 1>(u8::from_le_bytes)?,
        (SampleFormat::Int, 16) => source.numbers::<i16, 2>(i16::from_le_bytes)?,
        (SampleFormat::Int, 24) => {
            source.copied::<i32, 3>(|[a, b, c]| i32::from_le_bytes([0, a, b, c]) >> 8)?.into()
        }
        (SampleFormat::Int, 32) => source.numbers::<i32, 4>(i32::from_le_bytes)?,
        (SampleFormat::Float, 32) => source.numbers::<f32, 4>(f32::from_le_bytes)?,
        (_, bits) => return Err(unsupported(path, format!("a sound file with {bits} bits a sample"))),
    };
    progress.fraction(1.0);
    Ok(Recording {
        samples: Array2 { rows, columns: channels, values },
        rate_hz: f64::from(spec.sample_rate),
    })
}

fn broken(path: &Path, reason: String) -> Error {
    Error::Broken { path: path.into(), format: "WAV", reason }
}

fn unsupported(path: &Path, what: String) -> Error {
    let supported = "WAV files with integers of 8, 16, 24 or 32 bits, or floats of 32 bits";
    Error::Unsupported { path: path.into(), what, supported }
}
