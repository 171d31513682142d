//! Drawing visuals into a small target and reading the pixels back.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use vispy_app::egl::HeadlessContext;
use vispy_gloo::{Context, FrameBuffer, ReadFormat, RenderTarget, Texture2D, TextureFormat};
use vispy_visuals::glam::DVec2;
use vispy_visuals::transforms::{ChainTransform, StTransform, Transform};
use vispy_visuals::{Device, DrawContext, Strategy, View, Visual};

/// A picture: RGBA bytes, rows from the bottom up, premultiplied.
pub(crate) struct Picture {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) data: Vec<u8>,
}

impl Picture {
    /// The colour of a pixel, `y` counted from the bottom.
    pub(crate) fn pixel(&self, x: u32, y: u32) -> [u8; 4] {
        let at = ((y * self.width + x) * 4) as usize;
        [self.data[at], self.data[at + 1], self.data[at + 2], self.data[at + 3]]
    }

    /// Writes the picture into the target folder, to be looked at.
    pub(crate) fn save(&self, name: &str) {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pictures");
        self.save_to(&folder.join(format!("{name}.png")));
    }

    /// Writes the picture to a file.
    pub(crate) fn save_to(&self, path: &Path) {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let file = std::fs::File::create(path).unwrap();
        let mut encoder = png::Encoder::new(file, self.width, self.height);
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::High);
        let rows: Vec<u8> =
            self.data.chunks_exact(self.width as usize * 4).rev().flatten().copied().collect();
        encoder.write_header().unwrap().write_image_data(&rows).unwrap();
    }
}

/// A headless context with a target to draw into.
pub(crate) struct Stage {
    pub(crate) ctx: HeadlessContext,
    framebuffer: FrameBuffer,
    pub(crate) target: RenderTarget,
}

impl Stage {
    /// `None`, with a printed reason, where there is no OpenGL.
    pub(crate) fn new(width: u32, height: u32) -> Option<Self> {
        let mut ctx = vispy_app::testing::test_context()?;
        let texture = Texture2D::empty(TextureFormat::Rgba8, width, height).unwrap();
        let framebuffer = FrameBuffer::new(&texture).unwrap();
        let target = ctx.use_framebuffer(&framebuffer).unwrap();
        Some(Self { ctx, framebuffer, target })
    }

    /// Sets how long signals are drawn.
    pub(crate) fn set_strategy(&mut self, strategy: Strategy) {
        Device::with(&mut self.ctx, |_, device| {
            device.set_strategy(strategy);
            Ok::<(), vispy_gloo::Error>(())
        })
        .unwrap();
    }

    /// Draws visuals over a background, as a frame does.
    pub(crate) fn draw(&mut self, background: [f32; 4], visuals: &mut [(&mut dyn Visual, &View)]) -> Picture {
        let target = self.ctx.use_framebuffer(&self.framebuffer).unwrap();
        draw_frame(&mut self.ctx, target, background, visuals);
        let mut data = Vec::new();
        self.ctx.read_pixels_now(target, target.rect(), ReadFormat::Rgba8, &mut data).unwrap();
        Picture { width: target.width, height: target.height, data }
    }
}

/// Prepares, uploads and draws.
pub(crate) fn draw_frame(
    ctx: &mut Context,
    target: RenderTarget,
    background: [f32; 4],
    visuals: &mut [(&mut dyn Visual, &View)],
) {
    try_draw_frame(ctx, target, background, visuals).unwrap();
}

/// Prepares, uploads and draws, or says why not.
pub(crate) fn try_draw_frame(
    ctx: &mut Context,
    target: RenderTarget,
    background: [f32; 4],
    visuals: &mut [(&mut dyn Visual, &View)],
) -> vispy_visuals::Result<()> {
    ctx.clear(target, None, Some(background), None);
    Device::with(ctx, |ctx, device| {
        device.begin_frame();
        for _ in 0..2 {
            for (visual, view) in visuals.iter_mut() {
                visual.prepare(&mut DrawContext::new(ctx, device, view))?;
            }
            if device.is_settled() {
                break;
            }
        }
        device.upload(ctx)?;
        for (visual, view) in visuals.iter_mut() {
            visual.draw(&mut DrawContext::new(ctx, device, view))?;
        }
        Ok::<_, vispy_visuals::Error>(())
    })?;
    Ok(ctx.flush()?)
}

/// A view in which offsets `x[0]..x[1]` and `y[0]..y[1]` fill a target.
pub(crate) fn data_view(target: RenderTarget, x: [f64; 2], y: [f64; 2]) -> View {
    let size = DVec2::new(f64::from(target.width), f64::from(target.height));
    let from = [DVec2::new(x[0], y[0]), DVec2::new(x[1], y[1])];
    with_map(target, StTransform::from_mapping(from, [DVec2::ZERO, size]).unwrap())
}

/// A view of a target through a transform.
pub(crate) fn with_map(target: RenderTarget, map: impl Transform + 'static) -> View {
    View {
        framebuffer_from_visual: ChainTransform::new([Arc::new(map) as _]),
        ..View::of_canvas(target, 1.0)
    }
}

/// A view of a target in its own pixels, y upwards.
pub(crate) fn pixel_view(target: RenderTarget) -> View {
    View { framebuffer_from_visual: ChainTransform::default(), ..View::of_canvas(target, 1.0) }
}
