//! What is measured.

use std::fs::File;
use std::io::{BufWriter, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use vispy_plot::Figure;
use vispy_plot::data::readers::{RawLayout, read_raw};
use vispy_plot::data::{Column, DType, Keep, LiveSeries, LiveSignals};
use vispy_plot::figure::SignalData;

use crate::AnyError;
use crate::session::zoom;
use crate::walk::Walk;

/// Samples of each line that is replaced.
pub(crate) const REPLACED: usize = 10_000;
/// Channels of an interleaved recording.
const INTERLEAVED: usize = 384;

/// Channels to which samples are appended, and how many of each are kept.
pub(crate) const APPENDED: usize = 64;
pub(crate) const KEPT: usize = 1_000_000;

/// A row of the table.
pub(crate) struct Row {
    pub(crate) figure: Figure,
    /// Samples along x, of signals.
    pub(crate) samples: Option<usize>,
    pub(crate) y: [f64; 2],
    pub(crate) live: Vec<LiveSeries>,
    /// What samples are appended to in each frame, and how many to each channel.
    pub(crate) appended: Option<(LiveSignals, usize)>,
    /// Bytes of the data in memory.
    pub(crate) data_bytes: usize,
    /// Removed at the end.
    _file: Option<Removed>,
}

/// A file that goes when this does.
struct Removed(PathBuf);

impl Drop for Removed {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

impl Row {
    /// What is seen in a frame of the session, x and y.
    pub(crate) fn seen(&self, index: usize) -> [[f64; 2]; 2] {
        let x = match (self.samples, &self.appended) {
            (Some(samples), _) => zoom(index, samples as f64),
            (None, Some(_)) => [0.0, KEPT as f64],
            (None, None) => [0.0, REPLACED as f64],
        };
        [x, self.y]
    }

    pub(crate) fn new(name: &str, count: usize) -> Result<Self, AnyError> {
        match name {
            "replace-20" => Ok(replaced(count)),
            "signals-1000" | "W3" => Ok(stacked(name, count)),
            "append-64" => Ok(appended(count)?),
            "interleaved-384" => interleaved(count, false),
            "interleaved-384-evicted" => interleaved(count, true),
            "signal" => {
                let mut row = Self::titled(name);
                row.figure.axes(0, 0).line(Walk::default().take(count));
                Ok(Self { samples: Some(count), y: [-1.1, 1.1], data_bytes: count * 4, ..row })
            }
            _ => {
                let file = Removed(path_of("signal.i16")?);
                write(&file.0, count, |index| index, &mut Walk::default())?;
                if name == "signal-mmap-evicted" {
                    evict(&file.0)?;
                }
                let mut row = Self::titled(name);
                row.figure.axes(0, 0).line(mapped(&file.0, 1)?);
                // The pages of the file are the system's.
                Ok(Self { samples: Some(count), y: [-33_000.0, 33_000.0], _file: Some(file), ..row })
            }
        }
    }

    fn titled(name: &str) -> Self {
        let mut figure = Figure::new();
        figure.axes(0, 0).title(name).x_label("sample").y_label("value");
        Self {
            figure,
            samples: None,
            y: [0.0, 1.0],
            live: Vec::new(),
            appended: None,
            data_bytes: 0,
            _file: None,
        }
    }
}

/// Lines whose samples are all replaced in each frame.
fn replaced(count: usize) -> Row {
    let mut row = Row::titled("replace-20");
    let (mut axes, mut walk) = (row.figure.axes(0, 0), Walk::default());
    let live = (0..count).map(|_| axes.line(walk.take(REPLACED)).live(Keep::All)).collect();
    Row { live, y: [-1.1, 1.1], data_bytes: count * REPLACED * size_of::<f32>(), ..row }
}

/// The last second of channels to which so many samples are appended in each frame.
fn appended(samples: usize) -> Result<Row, AnyError> {
    let mut row = Row::titled("append-64");
    let nothing = SignalData::interleaved(Vec::<i16>::new(), APPENDED);
    let live = row.figure.axes(0, 0).signals(nothing).gain(0.45 / 32_000.0).live(Keep::Last(KEPT));
    live.append(SignalData::interleaved(Walk::default().take_counts(KEPT * APPENDED), APPENDED))?;
    let data_bytes = KEPT * APPENDED * size_of::<i16>();
    Ok(Row { appended: Some((live, samples)), y: [APPENDED as f64, -1.0], data_bytes, ..row })
}

/// Samples of each of many channels.
pub(crate) fn stacked_samples(name: &str) -> usize {
    if name == "W3" { 10_000 } else { 30_000 }
}

/// Channels one after the other in memory.
fn stacked(name: &str, channels: usize) -> Row {
    let samples = stacked_samples(name);
    let mut row = Row::titled(name);
    let values = Walk::default().take(channels * samples);
    let data = SignalData { values: Column::from(values), channels, interleaved: false };
    row.figure.axes(0, 0).signals(data);
    let data_bytes = channels * samples * size_of::<f32>();
    Row { samples: Some(samples), y: [channels as f64, -1.0], data_bytes, ..row }
}

/// A recording in a file, of which one part of eight is not zero; the others take no room on the disk.
fn interleaved(samples: usize, is_evicted: bool) -> Result<Row, AnyError> {
    /// Numbers that are written at once.
    const PART: usize = 1 << 22;
    let file = Removed(path_of("interleaved.i16")?);
    let count = samples * INTERLEAVED;
    write(
        &file.0,
        count,
        |index| if index % PART == 0 { index + 7 * PART } else { index },
        &mut Walk::default(),
    )?;
    if is_evicted {
        evict(&file.0)?;
    } else {
        // What was not written is not in the page cache.
        std::io::copy(&mut File::open(&file.0)?, &mut std::io::sink())?;
    }
    let mut row = Row::titled("interleaved-384");
    let data = SignalData { values: mapped(&file.0, INTERLEAVED)?, channels: INTERLEAVED, interleaved: true };
    row.figure.axes(0, 0).signals(data).gain(0.45 / 32_000.0);
    Ok(Row { samples: Some(samples), y: [INTERLEAVED as f64, -1.0], _file: Some(file), ..row })
}

/// Where a file may be made.
fn path_of(name: &str) -> Result<PathBuf, AnyError> {
    let cache = dirs::cache_dir().unwrap_or_else(std::env::temp_dir);
    let folder = cache.join("vispy").join("bench");
    std::fs::create_dir_all(&folder)?;
    Ok(folder.join(format!("{}-{name}", std::process::id())))
}

/// Writes a file of 16-bit samples; `next` says which number follows where one would be the next.
fn write(path: &Path, count: usize, next: impl Fn(usize) -> usize, walk: &mut Walk) -> Result<(), AnyError> {
    /// Numbers at once.
    const PART: usize = 1 << 16;
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let mut at = 0;
    while at < count {
        let part = walk.take_counts(PART.min(count - at));
        file.write_all(bytemuck::cast_slice(&part))?;
        let end = at + part.len();
        at = next(end);
        if at != end {
            file.seek(SeekFrom::Start(2 * at as u64))?;
        }
    }
    file.flush()?;
    Ok(file.get_ref().set_len(2 * count as u64)?)
}

/// Takes a file out of the page cache.
fn evict(path: &Path) -> Result<(), AnyError> {
    File::open(path)?.sync_all()?;
    let input = format!("if={}", path.display());
    let status = Command::new("dd").args([&input, "iflag=nocache", "count=0", "status=none"]).status()?;
    if status.success() { Ok(()) } else { Err(format!("dd ended with {status}").into()) }
}

fn mapped(path: &Path, channels: usize) -> Result<Column, AnyError> {
    let layout = RawLayout { number: DType::I16.into(), channels, skip_bytes: 0 };
    Ok(read_raw(path, &layout, &mut ())?.values)
}
