//! Columns as visuals read them.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use vispy_visuals::coordinate::Reference;
use vispy_visuals::levels::LevelFile;
use vispy_visuals::samples::{Access, SampleSource, Samples, Slice};

use crate::data::{Column, ColumnSlice, NOT_A_TIME, cache_folder};

/// A column that lends its numbers to a visual.
#[derive(Debug)]
struct ColumnSource(Column);

impl SampleSource for ColumnSource {
    fn slice(&self) -> Slice<'_> {
        match self.0.slice() {
            ColumnSlice::F32(values) => Slice::F32(values),
            ColumnSlice::F64(values) => Slice::F64(values),
            ColumnSlice::I8(values) => Slice::I8(values),
            ColumnSlice::I16(values) => Slice::I16(values),
            ColumnSlice::I32(values) => Slice::I32(values),
            ColumnSlice::I64(values) | ColumnSlice::Timestamp(values, _) => Slice::I64(values),
            ColumnSlice::U8(values) => Slice::U8(values),
            ColumnSlice::U16(values) => Slice::U16(values),
            ColumnSlice::U32(values) => Slice::U32(values),
            ColumnSlice::U64(values) => Slice::U64(values),
            // Made into other samples by `samples_of`.
            _ => Slice::F64(&[]),
        }
    }

    fn level_file(&self) -> Option<LevelFile> {
        let key = self.0.identity()?;
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        Some(LevelFile::new(cache_folder()?.join(format!("{:016x}.levels", hasher.finish())), key))
    }

    fn advise(&self, access: Access) {
        self.0.advise(access);
    }
}

/// A column as samples, without a copy where its numbers lie in memory.
fn samples_of(column: &Column) -> Samples {
    match column.slice() {
        ColumnSlice::Uniform { start, step, len } => Samples::uniform(start, step, len),
        ColumnSlice::Bool(values) => values.iter().map(|value| u8::from(*value)).collect::<Vec<_>>().into(),
        // A figure with a text where numbers belong is refused before it is shown.
        ColumnSlice::Text(_) => Samples::from(Vec::<f64>::new()),
        _ => Samples::from_source(Arc::new(ColumnSource(column.clone()))),
    }
}

/// A column of numbers as something that lends them.
pub(super) fn source_of(column: &Column) -> Arc<dyn SampleSource> {
    match samples_of(column) {
        Samples::Source(source) => source,
        even => {
            let mut values = vec![0.0; even.len()];
            even.read_offsets(0, Reference::F64(0.0), &mut values);
            Arc::new(values)
        }
    }
}

fn has_missing_times(column: &Column) -> bool {
    matches!(column.slice(), ColumnSlice::Timestamp(times, _) if times.contains(&NOT_A_TIME))
}

/// Both columns of a line as samples. Where a time is missing, the line has a gap.
pub(super) fn line_samples(x: &Column, y: &Column) -> (Samples, Samples) {
    if !has_missing_times(x) && !has_missing_times(y) {
        return (samples_of(x), samples_of(y));
    }
    // A missing time keeps the place of the one before, so that times still never fall, and its y is a gap.
    let gap = |i: usize| y.get_f64(i).is_none_or(f64::is_nan);
    match x.slice() {
        ColumnSlice::Timestamp(times, _) => {
            let first = times.iter().copied().find(|time| *time != NOT_A_TIME).unwrap_or(0);
            let mut last = first;
            let mut kept = Vec::with_capacity(times.len());
            let mut values = Vec::with_capacity(times.len());
            for (i, time) in times.iter().enumerate() {
                let missing = *time == NOT_A_TIME;
                last = if missing { last } else { *time };
                kept.push(last);
                values.push(if missing || gap(i) { f64::NAN } else { y.get_f64(i).unwrap_or(f64::NAN) });
            }
            (kept.into(), values.into())
        }
        _ => {
            let values: Vec<f64> = (0..y.len()).map(|i| y.get_f64(i).unwrap_or(f64::NAN)).collect();
            (samples_of(x), values.into())
        }
    }
}

/// The columns of an area as samples. Where a time is missing, the area has a gap.
pub(super) fn area_samples(x: &Column, y1: &Column, y2: &Column) -> [Samples; 3] {
    let (x_samples, y1_samples) = line_samples(x, y1);
    let (_, y2_samples) = line_samples(x, y2);
    [x_samples, y1_samples, y2_samples]
}

/// A column of image values as samples.
pub(super) fn image_samples(column: &Column) -> Samples {
    samples_of(column)
}

/// A column by itself as samples; a missing time is a number as any other.
pub(super) fn column_samples(column: &Column) -> Samples {
    samples_of(column)
}
