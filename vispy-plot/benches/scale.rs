//! One row of the table of scale: `scale WORKLOAD N`; `cargo xtask bench scale` runs them all.
//!
//! A figure of 800 x 600 pixels with axes, ticks, grid and title; a frame is drawn when its pixels have been read. Frames are
//! those of one session of drags and wheels, from the whole signal down to some hundred samples and back. The result is a
//! line of JSON. `signal-mmap` makes its file in the folder for temporary files, and removes it; its `cold_ms` is the first
//! frame with the file in the page cache.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

use vispy_app::egl::{EglOptions, HeadlessContext};
use vispy_app::events::PhysicalSize;
use vispy_gloo::{FrameBuffer, ReadFormat, RenderTarget, Texture2D, TextureFormat};
use vispy_plot::data::readers::{RawLayout, read_raw};
use vispy_plot::data::{Column, DType, Keep, LiveSeries};
use vispy_plot::{Figure, FigureView};
use vispy_visuals::Progress;

type AnyError = Box<dyn std::error::Error>;

const SIZE: [u32; 2] = [800, 600];
/// Views of the session.
const FRAMES: usize = 300;
/// Samples that are seen at the deepest.
const DEEPEST: f64 = 300.0;
/// Samples of each line that is replaced.
const REPLACED: usize = 10_000;

/// A row: its name, and what its median must be and should be, in milliseconds.
const ROWS: [(&str, f64, f64); 3] =
    [("signal", 8.0, 3.0), ("signal-mmap", 16.0, 8.0), ("replace-20", 10.0, 5.0)];

/// What is measured.
struct Row {
    figure: Figure,
    /// Samples along x, of signals.
    samples: Option<usize>,
    y: [f64; 2],
    live: Vec<LiveSeries>,
    /// Bytes of the data in memory.
    data_bytes: usize,
    /// Removed at the end.
    file: Option<Removed>,
}

/// A file that goes when this does.
struct Removed(PathBuf);

impl Drop for Removed {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn main() -> Result<(), AnyError> {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let (Some(name), Some(count)) = (arguments.next(), arguments.next()) else {
        // `cargo bench` of the whole workspace comes by without arguments.
        println!("usage: scale WORKLOAD N; `cargo xtask bench scale` runs all");
        return Ok(());
    };
    let count: usize = count.parse()?;
    let row = ROWS.iter().find(|(row, ..)| *row == name);
    let (_, must_ms, aim_ms) = row.ok_or_else(|| format!("no row is called {name}"))?;
    let row = Row::new(&name, count)?;
    let start = Instant::now();
    let mut session = Session::new(&row)?;
    session.frame()?;
    let cold_ms = ms(start);
    let mut times = Vec::new();
    // While all samples are looked at, frames count too.
    let mut index = 0;
    while session.view.progress() != Progress::Settled {
        times.push(session.next(&row, index)?);
        index += 1;
    }
    if index > 0 {
        eprintln!("all samples were looked at after {:.2} s and {index} frames", ms(start) / 1e3);
        tell("frames meanwhile", &mut times.clone());
    }
    for index in 0..FRAMES {
        times.push(session.next(&row, index)?);
    }
    let [p50, p99, worst] = percentiles(&mut times);
    let beyond = rss_mb()? - row.data_bytes as f64 / 1e6;
    println!(
        "{{\"workload\":\"{name}\",\"n\":{count},\"size\":\"{}x{}\",\"ms\":{p50:.3},\"p99_ms\":{p99:.3},\
         \"worst_ms\":{worst:.3},\"must_ms\":{must_ms},\"aim_ms\":{aim_ms},\"strategy\":\"lod\",\"raw_ms\":null,\
         \"ratio\":null,\"cold_ms\":{cold_ms:.1},\"rss_mb\":{beyond:.1},\"renderer\":\"{}\"}}",
        SIZE[0],
        SIZE[1],
        session.ctx.caps().renderer.replace(['"', '\\'], "'"),
    );
    drop(row.file);
    Ok(())
}

impl Row {
    fn new(name: &str, count: usize) -> Result<Self, AnyError> {
        let (mut figure, mut live) = (Figure::new(), Vec::new());
        let mut axes = figure.axes(0, 0);
        axes.title(name).x_label("sample").y_label("value");
        let mut walk = Walk::default();
        Ok(match name {
            "replace-20" => {
                for _ in 0..count {
                    live.push(axes.line(walk.take(REPLACED)).live(Keep::All));
                }
                let data_bytes = count * REPLACED * size_of::<f32>();
                Self { figure, samples: None, y: [0.0, 1.0], live, data_bytes, file: None }
            }
            "signal" => {
                axes.line(walk.take(count));
                let data_bytes = count * size_of::<f32>();
                Self { figure, samples: Some(count), y: [-1.1, 1.1], live, data_bytes, file: None }
            }
            _ => {
                let path = std::env::temp_dir().join(format!("vispy-scale-{}.i16", std::process::id()));
                let file = Removed(path);
                make(&file.0, count, &mut walk)?;
                axes.line(mapped(&file.0)?);
                // The pages of the file are the system's.
                Self {
                    figure,
                    samples: Some(count),
                    y: [-33_000.0, 33_000.0],
                    live,
                    data_bytes: 0,
                    file: Some(file),
                }
            }
        })
    }
}

/// A file of 16-bit samples.
fn make(path: &Path, count: usize, walk: &mut Walk) -> Result<(), AnyError> {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    for _ in 0..count {
        file.write_all(&((walk.next() * 32_000.0) as i16).to_le_bytes())?;
    }
    Ok(file.flush()?)
}

fn mapped(path: &Path) -> Result<Column, AnyError> {
    let layout = RawLayout { number: DType::I16.into(), channels: 1, skip_bytes: 0 };
    Ok(read_raw(path, &layout, &mut ())?.values)
}

/// A walk that looks random, from -1 to 1.
struct Walk {
    state: u64,
    at: f32,
}

impl Default for Walk {
    fn default() -> Self {
        Self { state: 0x9e37_79b9_7f4a_7c15, at: 0.0 }
    }
}

impl Walk {
    fn next(&mut self) -> f32 {
        // Marsaglia's xorshift.
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        let step = (self.state >> 40) as f32 / (1 << 23) as f32 - 1.0;
        // It is drawn back to the middle.
        self.at = (self.at * 0.999_99 + step * 0.005).clamp(-1.0, 1.0);
        self.at
    }

    fn take(&mut self, count: usize) -> Vec<f32> {
        (0..count).map(|_| self.next()).collect()
    }
}

/// A figure on a canvas without a window.
struct Session {
    ctx: HeadlessContext,
    view: FigureView,
    _framebuffer: FrameBuffer,
    target: RenderTarget,
    pixels: Vec<u8>,
    walk: Walk,
}

impl Session {
    fn new(row: &Row) -> Result<Self, AnyError> {
        let mut ctx = HeadlessContext::new(&EglOptions::default())?;
        let texture = Texture2D::empty(TextureFormat::Rgba8, SIZE[0], SIZE[1])?;
        let framebuffer = FrameBuffer::new(&texture)?;
        let target = ctx.use_framebuffer(&framebuffer)?;
        let view = FigureView::new(&row.figure, PhysicalSize::new(SIZE[0], SIZE[1]), 1.0)?;
        let walk = Walk { state: 1, at: 0.0 };
        Ok(Self { ctx, view, _framebuffer: framebuffer, target, pixels: Vec::new(), walk })
    }

    /// Draws; how many milliseconds that took.
    fn frame(&mut self) -> Result<f64, AnyError> {
        let begun = Instant::now();
        self.view.draw(&mut self.ctx, self.target)?;
        self.ctx.read_pixels_now(self.target, self.target.rect(), ReadFormat::Rgba8, &mut self.pixels)?;
        Ok(ms(begun))
    }

    /// Draws the next view, or new data.
    fn next(&mut self, row: &Row, index: usize) -> Result<f64, AnyError> {
        let data: Vec<Vec<f32>> = row.live.iter().map(|_| self.walk.take(REPLACED)).collect();
        let begun = Instant::now();
        for (live, data) in row.live.iter().zip(data) {
            live.set(data)?;
        }
        if let Some(samples) = row.samples {
            self.view.set_limits(0, zoom(index, samples as f64), row.y)?;
        }
        self.frame()?;
        Ok(ms(begun))
    }
}

/// What is seen in a frame of the session: wheels go in and out, drags go to and fro.
fn zoom(index: usize, samples: f64) -> [f64; 2] {
    let phase = index as f64 / FRAMES as f64 % 1.0;
    let depth = 1.0 - (2.0 * phase - 1.0).abs();
    let span = samples * (DEEPEST / samples).min(1.0).powf(depth);
    let middle = samples * (0.4 + 0.1 * (phase * 7.0).sin()) + span * 0.2 * (phase * 60.0).sin();
    [middle - span / 2.0, middle + span / 2.0]
}

fn percentiles(times: &mut [f64]) -> [f64; 3] {
    times.sort_by(f64::total_cmp);
    let at = |part: f64| times.get(((times.len() as f64 - 1.0) * part).round() as usize).copied();
    [0.5, 0.99, 1.0].map(|part| at(part).unwrap_or(f64::NAN))
}

fn tell(what: &str, times: &mut [f64]) {
    let [p50, p99, worst] = percentiles(times);
    eprintln!("{what}: p50 {p50:.1} ms, p99 {p99:.1} ms, worst {worst:.1} ms");
}

fn ms(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e3
}

/// The memory of the process now that is not of a mapped file, in MB; an error where the system does not say.
fn rss_mb() -> Result<f64, AnyError> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).ok_or("no RssAnon")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse::<f64>()? * 1024.0 / 1e6)
}
