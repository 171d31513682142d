//! What the benches that draw have in common: a canvas without a window, views of it, and frames that are read back.

use std::sync::Arc;

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
}
