//! One line of 936,001 samples at full view, 800 x 600, read back, beside raw OpenGL in the same process.
//!
//! `cargo bench -p vispy-visuals --bench line`. Each frame has another view, so that nothing is drawn from a cache. The
//! raw program is the one that vispy-plot is measured beside; here there is nothing around the line.
#![expect(unsafe_code, reason = "the raw program calls OpenGL itself")]

#[path = "support/beside_raw.rs"]
mod beside_raw;
#[path = "support/differences.rs"]
mod differences;
#[path = "../../vispy-plot/benches/raw/line.rs"]
mod raw;
mod support;

use criterion::{Criterion, criterion_group, criterion_main};
use differences::differences;
use raw::RawLine;
use support::{AnyError, Canvas};
use vispy_visuals::color::Color;
use vispy_visuals::samples::Samples;
use vispy_visuals::visuals::{Line, LineStyle};

const SAMPLES: usize = 936_001;
/// The colour and the width of the raw program.
const STYLE: ([f32; 3], f32) = ([0.25, 0.56, 0.85], 1.5);

/// A random walk between -1 and 1, the same every time.
fn random_walk() -> Vec<f32> {
    let mut state = 1_u32;
    let mut at = 0.0_f64;
    let walk: Vec<f64> = (0..SAMPLES)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            at += f64::from(state >> 8) / f64::from(1 << 23) - 1.0;
            at
        })
        .collect();
    let most = walk.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    walk.iter().map(|value| (value / most) as f32).collect()
}

/// Scale and shift from samples to pixels in frame `index`: all samples, a little wider each time.
fn map(index: usize) -> [f64; 4] {
    let scale = 800.0 / (SAMPLES as f64 + (index % 64) as f64);
    [scale, 290.0, 0.0, 300.0]
}

/// Benches ours, and returns its picture of frame 0.
fn ours(criterion: &mut Criterion) -> Result<Vec<u8>, AnyError> {
    let mut canvas = Canvas::new()?;
    let ([red, green, blue], width_px) = STYLE;
    let style = LineStyle { color: Color::rgb(red, green, blue), width_px, ..LineStyle::default() };
    let mut line = Line::new(Samples::uniform(0.0, 1.0, SAMPLES), random_walk(), style)?;
    canvas.timed(&mut line, map(0))?;
    let picture = canvas.pixels.clone();
    let mut index = 0;
    let mut failure = None;
    for (name, step) in [("line, full view: ours", 1), ("line, full view: ours, nothing changed", 0)] {
        criterion.bench_function(name, |bencher| {
            bencher.iter(|| {
                index += step;
                failure = canvas.timed(&mut line, map(index)).err().or(failure.take());
            });
        });
    }
    criterion.bench_function("line: a new one of as many samples", |bencher| {
        let samples = Samples::from(random_walk());
        bencher.iter(|| Line::new(Samples::uniform(0.0, 1.0, SAMPLES), samples.clone(), style));
    });
    failure.map_or(Ok(picture), |error| Err(error.into()))
}

fn raw(criterion: &mut Criterion, picture: &[u8]) -> Result<(), AnyError> {
    let canvas = Canvas::new()?;
    let renderer = &canvas.ctx.caps().renderer;
    println!("renderer: {renderer}, {} cores", std::thread::available_parallelism()?);
    let samples: Vec<[f32; 2]> =
        random_walk().into_iter().enumerate().map(|(index, y)| [index as f32, y]).collect();
    let mut raw = RawLine::new(canvas.glow(), &samples)?;
    let map = |index: usize| map(index).map(|value| value as f32);
    raw.antialiased(map(0));
    println!("ours and raw: {}", differences(picture, raw.pixels()));
    let mut index = 0;
    criterion.bench_function("line, full view: raw, all samples, same picture", |bencher| {
        bencher.iter(|| {
            index += 1;
            raw.antialiased(map(index));
        });
    });
    criterion.bench_function("line, full view: raw, GL_LINE_STRIP", |bencher| {
        bencher.iter(|| {
            index += 1;
            raw.strip(map(index));
        });
    });
    Ok(())
}

fn all(criterion: &mut Criterion) {
    let result = ours(criterion).and_then(|picture| raw(criterion, &picture));
    if let Err(error) = result {
        eprintln!("bench failed: {error}");
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20).without_plots();
    targets = all
}
criterion_main!(benches);
