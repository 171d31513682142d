//! Parquet: groups of rows, unpacked side by side.

use std::fs::File;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};

use arrow_array::RecordBatch;
use bytes::Bytes;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};
use parquet::errors::ParquetError;

use super::super::{Progress, Table, not_readable};
use super::{broken, table};
use crate::data::mmap::MappedFile;
use crate::error::Error;

/// Rows that are unpacked between two looks at the progress.
const ROWS_AT_ONCE: usize = 1 << 16;

/// What was unpacked of a group of rows, or why it can't be.
type Part = Result<(usize, RecordBatch), String>;

/// Reads all columns of a file.
pub(super) fn read(path: &Path, file: &File, progress: &mut dyn Progress) -> Result<Table, Error> {
    let mapped = MappedFile::open(path, file).map_err(|source| not_readable(path, source))?;
    let refuse = |reason: &str| broken(path, "Parquet", reason);
    let bytes = Bytes::from_owner(mapped.clone());
    let metadata = ArrowReaderMetadata::load(&bytes, ArrowReaderOptions::new())
        .map_err(|error| refuse(&error.to_string()))?;
    let groups = metadata.metadata().num_row_groups();
    let rows = metadata.metadata().file_metadata().num_rows().max(1) as f64;
    let work =
        Work { bytes, metadata, groups, next: AtomicUsize::new(0), is_cancelled: AtomicBool::new(false) };
    let mut parts: Vec<Vec<RecordBatch>> = vec![Vec::new(); groups];
    let mut done = 0;
    let mut failure = None;
    std::thread::scope(|scope| {
        let (sender, receiver) = channel();
        let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let mut threads = 0;
        for _ in 0..cores.min(groups) {
            let sender = sender.clone();
            threads +=
                usize::from(std::thread::Builder::new().spawn_scoped(scope, || work.run(sender)).is_ok());
        }
        if threads == 0 {
            work.run(sender);
        } else {
            drop(sender);
        }
        for part in receiver {
            match part {
                Ok((group, batch)) => {
                    done += batch.num_rows();
                    parts[group].push(batch);
                    progress.fraction((done as f64 / rows).min(1.0));
                }
                Err(reason) => failure = Some(refuse(&reason)),
            }
            if progress.cancelled() {
                failure = Some(Error::Cancelled { path: path.into() });
            }
            if failure.is_some() {
                work.is_cancelled.store(true, Ordering::Relaxed);
            }
        }
    });
    match failure {
        Some(failure) => Err(failure),
        None => table(path, work.metadata.schema(), parts.into_iter().flatten().collect(), &mapped),
    }
}

/// What the threads share.
struct Work {
    bytes: Bytes,
    metadata: ArrowReaderMetadata,
    groups: usize,
    next: AtomicUsize,
    is_cancelled: AtomicBool,
}

impl Work {
    /// Unpacks groups until none is left.
    fn run(&self, parts: Sender<Part>) {
        while !self.is_cancelled.load(Ordering::Relaxed) {
            let group = self.next.fetch_add(1, Ordering::Relaxed);
            if group >= self.groups {
                return;
            }
            if let Err(error) = self.group(group, &parts) {
                // Nobody listens any more only where another group has failed.
                let _ = parts.send(Err(error.to_string()));
                return;
            }
        }
    }

    fn group(&self, group: usize, parts: &Sender<Part>) -> Result<(), ParquetError> {
        let builder =
            ParquetRecordBatchReaderBuilder::new_with_metadata(self.bytes.clone(), self.metadata.clone());
        for batch in builder.with_row_groups(vec![group]).with_batch_size(ROWS_AT_ONCE).build()? {
            let sent = parts.send(Ok((group, batch?)));
            if sent.is_err() || self.is_cancelled.load(Ordering::Relaxed) {
                break;
            }
        }
        Ok(())
    }
}
