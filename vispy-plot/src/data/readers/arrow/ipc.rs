//! Arrow's own format, also known as Feather: files, read in place, and streams.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_buffer::Buffer;
use arrow_ipc::convert::fb_to_schema;
use arrow_ipc::reader::{FileDecoder, StreamDecoder, read_footer_length};
use arrow_ipc::{Block, root_as_footer};
use bytes::Bytes;

use super::super::{Progress, Table, not_readable};
use super::{broken, table};
use crate::data::mmap::MappedFile;
use crate::error::Error;

/// The length of the footer and the magic bytes stand at the end of a file.
const TRAILER_BYTES: usize = 10;

/// Reads a file: the list of its batches stands at its end.
pub(super) fn read_file(path: &Path, file: &File, progress: &mut dyn Progress) -> Result<Table, Error> {
    let mapped = MappedFile::open(path, file).map_err(|source| not_readable(path, source))?;
    let refuse = |reason: &str| broken(path, "Arrow", reason);
    let bytes = mapped.bytes();
    let cut = || refuse("its end is missing: it was not written to the end, or cut off");
    let (body, trailer) = bytes.split_last_chunk::<TRAILER_BYTES>().ok_or_else(cut)?;
    let footer_len = read_footer_length(*trailer).map_err(|_not_a_trailer| cut())?;
    let footer_start = body.len().checked_sub(footer_len).ok_or_else(cut)?;
    let footer = root_as_footer(&body[footer_start..]).map_err(|error| refuse(&error.to_string()))?;
    let schema = footer.schema().ok_or_else(|| refuse("it does not say which columns it has"))?;
    let schema = Arc::new(fb_to_schema(schema));
    let buffer = Buffer::from(Bytes::from_owner(mapped.clone()));
    let data = |block: &Block| -> Result<Buffer, Error> {
        let place = place_of(block)
            .filter(|(start, len)| start.checked_add(*len).is_some_and(|end| end <= bytes.len()));
        let (start, len) = place.ok_or_else(|| refuse("a batch lies beyond the end of the file"))?;
        Ok(buffer.slice_with_length(start, len))
    };
    let mut decoder = FileDecoder::new(Arc::clone(&schema), footer.version());
    for block in footer.dictionaries().iter().flatten() {
        decoder.read_dictionary(block, &data(block)?).map_err(|error| refuse(&error.to_string()))?;
    }
    let blocks = footer.recordBatches().unwrap_or_default();
    let mut batches = Vec::with_capacity(blocks.len());
    for (index, block) in blocks.iter().enumerate() {
        let batch = decoder.read_record_batch(block, &data(block)?);
        batches.extend(batch.map_err(|error| refuse(&error.to_string()))?);
        progress.fraction(index as f64 / blocks.len() as f64);
        if progress.cancelled() {
            return Err(Error::Cancelled { path: path.into() });
        }
    }
    let table = table(path, &schema, batches, &mapped);
    progress.fraction(1.0);
    table
}

/// First byte and number of bytes of a batch; `None` where they are impossible.
fn place_of(block: &Block) -> Option<(usize, usize)> {
    let [start, body] = [block.offset(), block.bodyLength()].map(usize::try_from);
    let head = usize::try_from(block.metaDataLength()).ok()?;
    Some((start.ok()?, head.checked_add(body.ok()?)?))
}

/// Reads a stream: batch after batch, until it ends.
pub(super) fn read_stream(path: &Path, file: &File, progress: &mut dyn Progress) -> Result<Table, Error> {
    let mapped = MappedFile::open(path, file).map_err(|source| not_readable(path, source))?;
    let refuse = |reason: &str| broken(path, "Arrow", reason);
    let all = mapped.bytes().len() as f64;
    let mut buffer = Buffer::from(Bytes::from_owner(mapped.clone()));
    let mut decoder = StreamDecoder::new();
    let mut batches: Vec<RecordBatch> = Vec::new();
    while !buffer.is_empty() {
        let batch = decoder.decode(&mut buffer).map_err(|error| refuse(&error.to_string()))?;
        batches.extend(batch);
        progress.fraction(1.0 - buffer.len() as f64 / all);
        if progress.cancelled() {
            return Err(Error::Cancelled { path: path.into() });
        }
    }
    decoder.finish().map_err(|error| refuse(&error.to_string()))?;
    let schema = decoder.schema().ok_or_else(|| refuse("it does not say which columns it has"))?;
    table(path, &schema, batches, &mapped)
}
