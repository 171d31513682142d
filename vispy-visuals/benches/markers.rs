//! W1: discs of 4 px with alpha 0.5, all drawn, 800 x 600, read back, beside raw OpenGL in the same process.
//!
//! `cargo bench -p vispy-visuals --bench markers [COUNT ...]`. Each frame has another view; frames of ours and raw ones take
//! turns, so that whatever else the machine does meets both. Ours include mapping on the CPU and upload.
#![expect(unsafe_code, reason = "the raw program calls OpenGL itself")]

#[path = "support/beside_raw.rs"]
mod beside_raw;
#[path = "support/differences.rs"]
mod differences;
#[path = "support/median.rs"]
mod median;
#[path = "raw/markers.rs"]
mod raw;
mod support;

use std::time::Instant;

use differences::differences;
use median::median;
use raw::RawMarkers;
use support::{AnyError, Canvas};
use vispy_visuals::color::Color;
use vispy_visuals::visuals::{Markers, MarkersStyle, Symbol};

const FRAMES: usize = 10;

fn main() -> Result<(), AnyError> {
    let asked: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let counts = if asked.is_empty() { vec![100_000, 1_000_000] } else { asked };
    counts.into_iter().try_for_each(compare)
}

/// Normally distributed, the same every time.
fn cloud(count: usize) -> Vec<[f32; 2]> {
    let mut state = 1_u64;
    let mut uniform = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 40) as f64 + 0.5) / f64::from(1 << 24)
    };
    let point = |_| {
        let (radius, angle) = ((-2.0 * uniform().ln()).sqrt(), std::f64::consts::TAU * uniform());
        [(radius * angle.cos()) as f32, (radius * angle.sin()) as f32]
    };
    (0..count).map(point).collect()
}

/// Scale and shift from data to pixels in frame `index`: 8 wide and high, a slow zoom and pan.
fn map(index: usize) -> [f64; 4] {
    let zoom = 1.0 - 0.01 * (index % 20) as f64;
    let (width, height) = (8.0 * zoom, 8.0 * zoom);
    let center = [0.032 * index as f64, -0.016 * index as f64];
    let scale = [800.0 / width, 600.0 / height];
    [scale[0], scale[1], 400.0 - scale[0] * center[0], 300.0 - scale[1] * center[1]]
}

fn compare(count: usize) -> Result<(), AnyError> {
    let places = cloud(count);
    let mut canvas = Canvas::new()?;
    let style = MarkersStyle::filled(Symbol::Disc, 4.0, Color::rgba(0.2, 0.6, 1.0, 0.5));
    let [x, y]: [Vec<f32>; 2] = [0, 1].map(|axis| places.iter().map(|place| place[axis]).collect());
    let mut markers = Markers::new(x, y, style)?;
    canvas.timed(&mut markers, map(0))?;
    let mut raw = RawMarkers::new(canvas.glow(), &places)?;
    let raw_map = |index: usize| map(index).map(|value| value as f32);
    let differences = differences(&canvas.pixels, raw.draw(raw_map(0)));
    let (mut ours, mut raws) = (Vec::new(), Vec::new());
    for index in 1..=FRAMES {
        canvas.ctx.invalidate_state();
        ours.push(canvas.timed(&mut markers, map(index))?);
        let start = Instant::now();
        raw.draw(raw_map(index));
        raws.push(start.elapsed().as_secs_f64() * 1e3);
    }
    let (ours, raw) = (median(ours), median(raws));
    let renderer = &canvas.ctx.caps().renderer;
    println!(
        "W1 {count}: ours {ours:.1} ms, raw {raw:.1} ms, ratio {:.2}; {differences}; {renderer}",
        ours / raw
    );
    Ok(())
}
