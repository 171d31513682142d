//! A changed view of the seismogram, 800 x 600, with axes and read-back, beside raw OpenGL in the same process.
//!
//! `cargo bench -p vispy-plot --bench seismogram`. Views are those of a recorded zoom: each is another one, so that nothing
//! is drawn from a cache.
#![expect(unsafe_code, reason = "the raw program calls OpenGL itself")]

#[path = "raw/line.rs"]
mod raw;

use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use raw::RawLine;
use vispy_app::egl::{EglOptions, HeadlessContext};
use vispy_app::events::PhysicalSize;
use vispy_gloo::{FrameBuffer, ReadFormat, Texture2D, TextureFormat};
use vispy_plot::data::Column;
use vispy_plot::data::readers::{Content, read};
use vispy_plot::{Figure, FigureView, line};

type AnyError = Box<dyn std::error::Error>;

const SIZE: [u32; 2] = [800, 600];
const VIEWS: usize = 64;
const RATE_HZ: f64 = 100.0;

/// View `index` of the session: from everything down to a thousandth, and back.
fn x_limits(index: usize, seconds: f64) -> [f64; 2] {
    let phase = (index % VIEWS) as f64 / VIEWS as f64;
    let depth = 1.0 - (2.0 * phase - 1.0).abs();
    let span = seconds * 1000_f64.powf(-depth);
    let middle = seconds * (0.5 + 0.2 * (phase * 7.0).sin() * depth);
    let low = (middle - span / 2.0).clamp(0.0, seconds - span);
    [low, low + span]
}

fn seismogram() -> Result<Column, AnyError> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/seismogram_kw1_2011-090.npy");
    match read(&path, &mut ())? {
        Content::Array1(counts) => Ok(counts),
        _ => Err("not a signal".into()),
    }
}

fn figure(counts: &Column, x: [f64; 2]) -> Figure {
    let plot = line(counts).rate_hz(RATE_HZ).title("Ground motion at BW.KW1");
    plot.x_label("time (s)").y_label("counts").x_limits(x[0], x[1]).into_figure()
}

fn ours(
    criterion: &mut Criterion,
    name: &str,
    view_of: impl Fn(usize, f64) -> [f64; 2],
) -> Result<(), AnyError> {
    let counts = seismogram()?;
    let seconds = (counts.len() - 1) as f64 / RATE_HZ;
    let mut ctx = HeadlessContext::new(&EglOptions::default())?;
    let texture = Texture2D::empty(TextureFormat::Rgba8, SIZE[0], SIZE[1])?;
    let framebuffer = FrameBuffer::new(&texture)?;
    let target = ctx.use_framebuffer(&framebuffer)?;
    let size = PhysicalSize::new(SIZE[0], SIZE[1]);
    let mut view = FigureView::new(&figure(&counts, [0.0, seconds]), size, 1.0)?;
    let mut pixels = Vec::new();
    let mut index = 0;
    let mut failure = None;
    criterion.bench_function(name, |bencher| {
        bencher.iter(|| {
            index += 1;
            let mut frame = || -> Result<(), AnyError> {
                view.set_limits(0, view_of(index, seconds), [-4500.0, 6500.0])?;
                view.draw(&mut ctx, target)?;
                Ok(ctx.read_pixels_now(target, target.rect(), ReadFormat::Rgba8, &mut pixels)?)
            };
            failure = frame().err().or(failure.take());
        });
    });
    failure.map_or(Ok(()), Err)
}

fn raw(criterion: &mut Criterion) -> Result<(), AnyError> {
    let counts = seismogram()?;
    let seconds = (counts.len() - 1) as f64 / RATE_HZ;
    let samples: Vec<[f32; 2]> = (0..counts.len())
        .map(|i| [(i as f64 / RATE_HZ) as f32, counts.get_f64(i).unwrap_or(0.0) as f32])
        .collect();
    let ctx = HeadlessContext::new(&EglOptions::default())?;
    println!("renderer: {}, {} cores", ctx.caps().renderer, std::thread::available_parallelism()?);
    // SAFETY: the context is current on this thread until the function ends.
    let gl = unsafe { glow::Context::from_loader_function(|name| ctx.get_proc_address(name)) };
    let mut raw = RawLine::new(gl, &samples)?;
    let map = |[low, high]: [f64; 2]| {
        let scale = 700.0 / (high - low);
        [scale, 500.0 / 11_000.0, 88.0 - low * scale, 57.0 + 4500.0 * 500.0 / 11_000.0].map(|v| v as f32)
    };
    let full = map([0.0, seconds]);
    raw.antialiased(full);
    assert!(raw.pixels().chunks_exact(4).any(|pixel| pixel[0] < 100), "the raw line is there");
    let mut index = 0;
    criterion.bench_function("seismogram, full view: raw, all samples, same picture", |bencher| {
        bencher.iter(|| {
            index += 1;
            raw.antialiased(map([0.0, seconds + index as f64 * 1e-3]));
        });
    });
    criterion.bench_function("seismogram, full view: raw, GL_LINE_STRIP", |bencher| {
        bencher.iter(|| {
            index += 1;
            raw.strip(map([0.0, seconds + index as f64 * 1e-3]));
        });
    });
    criterion.bench_function("seismogram, session: raw, all samples, same picture", |bencher| {
        bencher.iter(|| {
            index += 1;
            raw.antialiased(map(x_limits(index, seconds)));
        });
    });
    criterion.bench_function("seismogram, session: raw, GL_LINE_STRIP", |bencher| {
        bencher.iter(|| {
            index += 1;
            raw.strip(map(x_limits(index, seconds)));
        });
    });
    Ok(())
}

fn all(criterion: &mut Criterion) {
    let full = |index: usize, seconds: f64| [0.0, seconds + (index % VIEWS) as f64 * 1e-3];
    let results = [
        ours(criterion, "seismogram, full view: ours, with axes", full),
        ours(criterion, "seismogram, session: ours, with axes", x_limits),
        raw(criterion),
    ];
    for error in results.into_iter().filter_map(Result::err) {
        eprintln!("bench failed: {error}");
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20).without_plots();
    targets = all
}
criterion_main!(benches);
