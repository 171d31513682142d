//! W1: discs of 4 px with alpha 0.5, all drawn, 800 x 600, read back, beside raw OpenGL in the same process.
//!
//! `cargo bench -p vispy-visuals --bench markers [COUNT ...]`. Each frame has another view; frames of ours and raw ones take
//! turns, so that whatever else the machine does meets both. Ours include mapping on the CPU and upload.
#![expect(unsafe_code, reason = "the raw program calls OpenGL itself")]

#[path = "raw/markers.rs"]
mod raw;

use std::sync::Arc;
use std::time::Instant;

use raw::RawMarkers;
use vispy_app::Api;
use vispy_app::egl::{EglOptions, HeadlessContext};
use vispy_gloo::{Context, FrameBuffer, ReadFormat, RenderTarget, Texture2D, TextureFormat};
use vispy_visuals::color::Color;
use vispy_visuals::glam::DVec3;
use vispy_visuals::transforms::{ChainTransform, StTransform};
use vispy_visuals::visuals::{Markers, MarkersStyle, Symbol};
use vispy_visuals::{Device, DrawContext, Error, View, Visual as _};

type AnyError = Box<dyn std::error::Error>;

const SIZE: [u32; 2] = [800, 600];
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

fn view(target: RenderTarget, index: usize) -> View {
    let [sx, sy, x, y] = map(index);
    let transform = StTransform::new(DVec3::new(sx, sy, 1.0), DVec3::new(x, y, 0.0));
    View {
        framebuffer_from_visual: ChainTransform::new([Arc::new(transform) as _]),
        ..View::of_canvas(target, 1.0)
    }
}

fn frame(ctx: &mut Context, markers: &mut Markers, view: &View, pixels: &mut Vec<u8>) -> Result<(), Error> {
    ctx.clear(view.target, None, Some([1.0; 4]), None);
    Device::with(ctx, |ctx, device| {
        device.begin_frame();
        markers.prepare(&mut DrawContext::new(ctx, device, view))?;
        device.upload(ctx)?;
        markers.draw(&mut DrawContext::new(ctx, device, view))
    })?;
    Ok(ctx.read_pixels_now(view.target, view.target.rect(), ReadFormat::Rgba8, pixels)?)
}

fn compare(count: usize) -> Result<(), AnyError> {
    let places = cloud(count);
    let mut ctx = HeadlessContext::new(&EglOptions::default().with_api(Api::Es30))?;
    let framebuffer = FrameBuffer::new(&Texture2D::empty(TextureFormat::Rgba8, SIZE[0], SIZE[1])?)?;
    let target = ctx.use_framebuffer(&framebuffer)?;
    let style = MarkersStyle::filled(Symbol::Disc, 4.0, Color::rgba(0.2, 0.6, 1.0, 0.5));
    let [x, y]: [Vec<f32>; 2] = [0, 1].map(|axis| places.iter().map(|place| place[axis]).collect());
    let mut markers = Markers::new(x, y, style)?;
    let mut pixels = Vec::new();
    frame(&mut ctx, &mut markers, &view(target, 0), &mut pixels)?;
    let picture = pixels.clone();
    // SAFETY: the context is current on this thread until the function ends.
    let gl = unsafe { glow::Context::from_loader_function(|name| ctx.get_proc_address(name)) };
    let mut raw = RawMarkers::new(gl, &places)?;
    let raw_map = |index: usize| map(index).map(|value| value as f32);
    let pairs = raw.draw(raw_map(0)).chunks_exact(4).zip(picture.chunks_exact(4));
    let differences = pairs.map(|(a, b)| a.iter().zip(b).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0));
    let differences: Vec<u8> = differences.collect();
    let above = differences.iter().filter(|difference| **difference > 2).count();
    let worst = differences.iter().max().copied().unwrap_or(0);
    let mut times = [Vec::new(), Vec::new()];
    for index in 1..=FRAMES {
        ctx.invalidate_state();
        let start = Instant::now();
        frame(&mut ctx, &mut markers, &view(target, index), &mut pixels)?;
        times[0].push(start.elapsed().as_secs_f64() * 1e3);
        let start = Instant::now();
        raw.draw(raw_map(index));
        times[1].push(start.elapsed().as_secs_f64() * 1e3);
    }
    let [ours, raw] = times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    });
    println!(
        "W1 {count}: ours {ours:.1} ms, raw {raw:.1} ms, ratio {:.2}; {above} pixels differ by more than 2/255, the worst by \
         {worst}; {}",
        ours / raw,
        ctx.caps().renderer
    );
    Ok(())
}
