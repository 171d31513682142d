//! What the benches that draw have in common: a canvas without a window, views of it, and frames that are read back.
#![allow(dead_code, reason = "each bench uses its part of this")]
#![expect(unsafe_code, reason = "the raw programs call OpenGL themselves")]

use std::sync::Arc;
use std::time::Instant;

use vispy_app::Api;
use vispy_app::egl::{EglOptions, HeadlessContext};
use vispy_gloo::{FrameBuffer, ReadFormat, RenderTarget, Texture2D, TextureFormat};
use vispy_visuals::glam::DVec3;
use vispy_visuals::transforms::{ChainTransform, StTransform};
use vispy_visuals::{Device, DrawContext, Error, View, Visual};

pub(crate) type AnyError = Box<dyn std::error::Error>;

/// Pixels.
pub(crate) const SIZE: [u32; 2] = [800, 600];

/// A context with a texture to draw into.
pub(crate) struct Canvas {
    pub(crate) ctx: HeadlessContext,
    /// Keeps the texture.
    _framebuffer: FrameBuffer,
    pub(crate) target: RenderTarget,
    /// RGBA, rows from the bottom up.
    pub(crate) pixels: Vec<u8>,
}

impl Canvas {
    pub(crate) fn new() -> Result<Self, AnyError> {
        let mut ctx = HeadlessContext::new(&EglOptions::default().with_api(Api::Es30))?;
        let framebuffer = FrameBuffer::new(&Texture2D::empty(TextureFormat::Rgba8, SIZE[0], SIZE[1])?)?;
        let target = ctx.use_framebuffer(&framebuffer)?;
        Ok(Self { ctx, _framebuffer: framebuffer, target, pixels: Vec::new() })
    }

    /// The driver's functions, for a raw program in the same context.
    pub(crate) fn glow(&self) -> glow::Context {
        // SAFETY: the context is current on this thread, in which the benches do all they do, and outlives the raw programs.
        unsafe { glow::Context::from_loader_function(|name| self.ctx.get_proc_address(name)) }
    }

    /// A view with a scale and a shift to pixels: x and y of each.
    pub(crate) fn view(&self, [scale_x, scale_y, x, y]: [f64; 4]) -> View {
        let transform = StTransform::new(DVec3::new(scale_x, scale_y, 1.0), DVec3::new(x, y, 0.0));
        View {
            framebuffer_from_visual: ChainTransform::new([Arc::new(transform) as _]),
            ..View::of_canvas(self.target, 1.0)
        }
    }

    /// Draws a frame on white and reads it.
    pub(crate) fn frame(&mut self, visuals: &mut [(&mut dyn Visual, View)]) -> Result<(), Error> {
        let Self { ctx, target, pixels, .. } = self;
        ctx.clear(*target, None, Some([1.0; 4]), None);
        Device::with(ctx, |ctx, device| {
            device.begin_frame();
            for (visual, view) in &mut *visuals {
                visual.prepare(&mut DrawContext::new(ctx, device, view))?;
            }
            device.upload(ctx)?;
            for (visual, view) in visuals {
                visual.draw(&mut DrawContext::new(ctx, device, view))?;
            }
            Ok::<_, Error>(())
        })?;
        Ok(ctx.read_pixels_now(*target, target.rect(), ReadFormat::Rgba8, pixels)?)
    }

    /// As `frame`, of one visual that is seen with a scale and a shift to pixels; how many milliseconds that took.
    pub(crate) fn timed(&mut self, visual: &mut dyn Visual, map: [f64; 4]) -> Result<f64, Error> {
        let start = Instant::now();
        let view = self.view(map);
        self.frame(&mut [(visual, view)])?;
        Ok(start.elapsed().as_secs_f64() * 1e3)
    }
}

/// How the raw program's picture differs from ours.
pub(crate) fn differences(ours: &[u8], raw: &[u8]) -> String {
    let pairs = raw.chunks_exact(4).zip(ours.chunks_exact(4));
    let differences = pairs.map(|(a, b)| a.iter().zip(b).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0));
    let differences: Vec<u8> = differences.collect();
    let above = differences.iter().filter(|difference| **difference > 2).count();
    let share = above as f64 / differences.len() as f64 * 100.0;
    let worst = differences.iter().max().copied().unwrap_or(0);
    format!("{above} pixels ({share:.2} %) differ by more than 2/255, the worst by {worst}")
}

pub(crate) fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
