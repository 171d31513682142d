//! The first frame of 1,000 lines, each with a colour, a width and a transform of its own, beside that of one line with as many
//! samples.
//!
//! `cargo bench -p vispy-visuals --bench many_lines`. Each frame is the first of a fresh context, from the making of the visuals to
//! the pixels in memory, with all programs compiled and linked in it.

use std::sync::Arc;
use std::time::Instant;

use vispy_app::Api;
use vispy_app::egl::{EglOptions, HeadlessContext};
use vispy_gloo::{FrameBuffer, ReadFormat, RenderTarget, Texture2D, TextureFormat};
use vispy_visuals::color::Color;
use vispy_visuals::glam::DVec3;
use vispy_visuals::samples::Samples;
use vispy_visuals::transforms::{ChainTransform, StTransform};
use vispy_visuals::visuals::{Line, LineStyle};
use vispy_visuals::{Device, DrawContext, View, Visual as _};

type AnyError = Box<dyn std::error::Error>;

const SIZE: [u32; 2] = [800, 600];
const SAMPLES: usize = 100_000;
const LINES: usize = 1000;
const ROUNDS: usize = 11;

/// `count` lines stacked over the target, of as many samples together as one has.
fn lines(count: usize, target: RenderTarget) -> Result<Vec<(Line, View)>, AnyError> {
    let samples = SAMPLES / count;
    let [width, height] = SIZE.map(f64::from);
    let line = |index: usize| {
        let wave = |i: usize| ((i * (index + 3)) as f32 * 0.37).sin();
        let part = index as f32 / count as f32;
        let style = LineStyle {
            color: Color::rgb(part, 0.4, 1.0 - part),
            width_px: 1.0 + part,
            ..LineStyle::default()
        };
        let values: Vec<f32> = (0..samples).map(wave).collect();
        let line = Line::new(Samples::uniform(0.0, 1.0, samples), values, style)?;
        let band = height / count as f64;
        let map = StTransform::new(
            DVec3::new(width / samples as f64, 0.45 * band.max(8.0), 1.0),
            DVec3::new(0.0, (index as f64 + 0.5) * band, 0.0),
        );
        let map = ChainTransform::new([Arc::new(map) as _]);
        Ok((line, View { framebuffer_from_visual: map, ..View::of_canvas(target, 1.0) }))
    };
    (0..count).map(line).collect()
}

/// Milliseconds of the first frame, and the programs that were linked for it.
fn first_frame(count: usize) -> Result<(f64, u64), AnyError> {
    let mut ctx = HeadlessContext::new(&EglOptions::default().with_api(Api::Es30))?;
    let framebuffer = FrameBuffer::new(&Texture2D::empty(TextureFormat::Rgba8, SIZE[0], SIZE[1])?)?;
    let target = ctx.use_framebuffer(&framebuffer)?;
    ctx.flush()?;
    let start = Instant::now();
    let mut lines = lines(count, target)?;
    ctx.clear(target, None, Some([1.0; 4]), None);
    Device::with(&mut ctx, |ctx, device| {
        device.begin_frame();
        for (line, view) in &mut lines {
            line.prepare(&mut DrawContext::new(ctx, device, view))?;
        }
        device.upload(ctx)?;
        for (line, view) in &mut lines {
            line.draw(&mut DrawContext::new(ctx, device, view))?;
        }
        Ok::<_, vispy_visuals::Error>(device.flush_draws(ctx)?)
    })?;
    let mut pixels = Vec::new();
    ctx.read_pixels_now(target, target.rect(), ReadFormat::Rgba8, &mut pixels)?;
    let took = start.elapsed().as_secs_f64() * 1e3;
    Ok((took, ctx.take_stats().links))
}

fn main() -> Result<(), AnyError> {
    // The first context of a process loads the driver.
    first_frame(1)?;
    let mut median = Vec::new();
    for count in [1, LINES] {
        let mut all = Vec::with_capacity(ROUNDS);
        let mut links = 0;
        for _ in 0..ROUNDS {
            let (took, linked) = first_frame(count)?;
            all.push(took);
            links = linked;
        }
        all.sort_by(f64::total_cmp);
        println!("{count:>5} lines, {SAMPLES} samples: {:.1} ms, {links} programs", all[ROUNDS / 2]);
        median.push(all[ROUNDS / 2]);
    }
    println!("ratio: {:.2}", median[1] / median[0]);
    Ok(())
}
