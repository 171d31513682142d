//! Tables of Apache Arrow: files and streams in its own format, and Parquet.

mod columns;
mod ipc;
#[cfg(feature = "parquet")]
mod parquet;

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{Field, Schema};

use super::{Progress, Table};
use crate::data::mmap::MappedFile;
use crate::error::Error;

/// Reads a file in Arrow's own format.
pub(super) fn read_file(path: &Path, file: &File, progress: &mut dyn Progress) -> Result<Table, Error> {
    guarded(path, "Arrow", || ipc::read_file(path, file, progress))
}

/// Reads a stream in Arrow's own format.
pub(super) fn read_stream(path: &Path, file: &File, progress: &mut dyn Progress) -> Result<Table, Error> {
    guarded(path, "Arrow", || ipc::read_stream(path, file, progress))
}

/// Reads a Parquet file.
#[cfg(feature = "parquet")]
pub(super) fn read_parquet(path: &Path, file: &File, progress: &mut dyn Progress) -> Result<Table, Error> {
    guarded(path, "Parquet", || parquet::read(path, file, progress))
}

/// Puts the batches of a file together; what a batch holds of `mapped` is not copied where there is one batch only.
fn table(
    path: &Path,
    schema: &Schema,
    batches: Vec<RecordBatch>,
    mapped: &MappedFile,
) -> Result<Table, Error> {
    let rows = batches.iter().map(RecordBatch::num_rows).sum();
    if rows == 0 {
        return Err(Error::NoRows { path: path.into(), reason: "the table has no rows" });
    }
    let mut parts: Vec<Vec<ArrayRef>> = vec![Vec::with_capacity(batches.len()); schema.fields().len()];
    for batch in batches {
        for (part, array) in parts.iter_mut().zip(batch.columns()) {
            part.push(array.clone());
        }
    }
    // The arrays of a column are let go as soon as it is made.
    let column = |(field, arrays): (&Arc<Field>, Vec<ArrayRef>)| {
        columns::named(field.name(), field.data_type(), &arrays, mapped)
    };
    Ok(Table { path: path.into(), columns: schema.fields().iter().zip(parts).map(column).collect(), rows })
}

/// Runs a reader whose libraries panic at some contradictions within a file instead of saying so.
fn guarded(
    path: &Path,
    format: &'static str,
    read: impl FnOnce() -> Result<Table, Error>,
) -> Result<Table, Error> {
    // What the reader leaves half done is dropped with it.
    let read = catch_unwind(AssertUnwindSafe(read));
    read.unwrap_or_else(|_panic| Err(broken(path, format, "its parts contradict each other")))
}

fn broken(path: &Path, format: &'static str, reason: &str) -> Error {
    // The reason of the library may have several lines, and begins with the format; a message has one line.
    let reason = reason.trim_start_matches("Parquet error: ").trim_start_matches("Arrow: ");
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    Error::Broken { path: path.into(), format, reason }
}
