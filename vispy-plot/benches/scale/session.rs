//! The session that each row is measured on.

use std::time::Instant;

use vispy_app::egl::{EglOptions, HeadlessContext};
use vispy_app::events::PhysicalSize;
use vispy_gloo::{FrameBuffer, ReadFormat, RenderTarget, Texture2D, TextureFormat};
use vispy_plot::FigureView;
use vispy_plot::figure::SignalData;
use vispy_visuals::{Device, Progress, Strategy};

use crate::rows::{APPENDED, REPLACED, Row};
use crate::walk::Walk;
use crate::{AnyError, FRAMES, ms};

/// Samples that are seen at the deepest.
const DEEPEST: f64 = 300.0;

/// A figure on a canvas without a window.
pub(crate) struct Session {
    pub(crate) ctx: HeadlessContext,
    view: FigureView,
    _framebuffer: FrameBuffer,
    target: RenderTarget,
    pixels: Vec<u8>,
    walk: Walk,
}

impl Session {
    pub(crate) fn new(row: &Row, size: [u32; 2]) -> Result<Self, AnyError> {
        let mut ctx = HeadlessContext::new(&EglOptions::default())?;
        let texture = Texture2D::empty(TextureFormat::Rgba8, size[0], size[1])?;
        let framebuffer = FrameBuffer::new(&texture)?;
        let target = ctx.use_framebuffer(&framebuffer)?;
        let view = FigureView::new(&row.figure, PhysicalSize::new(size[0], size[1]), 1.0)?;
        Ok(Self { ctx, view, _framebuffer: framebuffer, target, pixels: Vec::new(), walk: Walk::new(1) })
    }

    pub(crate) fn progress(&self) -> Progress {
        self.view.progress()
    }

    /// How long signals are drawn.
    pub(crate) fn strategy(&mut self) -> Result<Strategy, AnyError> {
        Ok(Device::with(&mut self.ctx, |_, device| Ok::<_, vispy_gloo::Error>(device.strategy()))?)
    }

    /// The name of the driver.
    pub(crate) fn renderer(&self) -> String {
        self.ctx.caps().renderer.replace(['"', '\\'], "'")
    }

    /// Draws; how many milliseconds that took.
    pub(crate) fn frame(&mut self) -> Result<f64, AnyError> {
        let begun = Instant::now();
        self.view.draw(&mut self.ctx, self.target)?;
        self.ctx.read_pixels_now(self.target, self.target.rect(), ReadFormat::Rgba8, &mut self.pixels)?;
        Ok(ms(begun))
    }

    /// Draws the next view, or new data.
    pub(crate) fn next(&mut self, row: &Row, index: usize) -> Result<f64, AnyError> {
        let data: Vec<Vec<f32>> = row.live.iter().map(|_| self.walk.take(REPLACED)).collect();
        let block = row.appended.as_ref().map(|(_, samples)| self.walk.take_counts(samples * APPENDED));
        let begun = Instant::now();
        if let (Some((live, _)), Some(block)) = (&row.appended, block) {
            live.append(SignalData::interleaved(block, APPENDED))?;
        }
        for (live, data) in row.live.iter().zip(data) {
            live.set(data)?;
        }
        if row.samples.is_some() {
            let [x, y] = row.seen(index);
            self.view.set_limits(0, x, y)?;
        }
        self.frame()?;
        Ok(ms(begun))
    }
}

/// What is seen in a frame of the session: wheels go in and out, drags go to and fro.
pub(crate) fn zoom(index: usize, samples: f64) -> [f64; 2] {
    let phase = index as f64 / FRAMES as f64 % 1.0;
    let depth = 1.0 - (2.0 * phase - 1.0).abs();
    let span = samples * (DEEPEST / samples).min(1.0).powf(depth);
    let middle = samples * (0.4 + 0.1 * (phase * 7.0).sin()) + span * 0.2 * (phase * 60.0).sin();
    [middle - span / 2.0, middle + span / 2.0]
}
