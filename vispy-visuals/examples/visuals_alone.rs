//! Visuals drawn into a context of one's own: no scene, no figure.

use std::error::Error;
use std::fs::File;

use vispy_app::egl::{EglOptions, HeadlessContext};
use vispy_gloo::{FrameBuffer, ReadFormat, Texture2D, TextureFormat};
use vispy_visuals::color::{Color, cycle};
use vispy_visuals::glam::DVec2;
use vispy_visuals::text::{Anchor, TextStyle};
use vispy_visuals::visuals::{Line, LineStyle, Markers, MarkersStyle, Symbol, Text};
use vispy_visuals::{Device, DrawContext, View, Visual};

const SIZE: [u32; 2] = [640, 400];

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "target/visuals_alone.png".to_owned());
    let mut ctx = HeadlessContext::new(&EglOptions::default())?;
    let texture = Texture2D::empty(TextureFormat::Rgba8, SIZE[0], SIZE[1])?;
    let framebuffer = FrameBuffer::new(&texture)?;
    let target = ctx.use_framebuffer(&framebuffer)?;

    // In this view, visuals are in pixels from the upper left corner.
    let view = View::of_canvas(target, 1.0);
    let x: Vec<f64> = (0..12).map(|i| 60.0 + 47.0 * f64::from(i)).collect();
    let y: Vec<f64> = x.iter().map(|x| 220.0 + 90.0 * (x * 0.02).sin()).collect();
    let line = LineStyle { color: cycle::color(0), width_px: 4.0, ..LineStyle::default() };
    let stars =
        MarkersStyle { symbol: Symbol::Star, size: 34.0, face: cycle::color(1), ..MarkersStyle::default() };
    let title = Text::new("A line, twelve stars and a text", DVec2::new(320.0, 50.0), TextStyle::new(22.0))?;
    let mut visuals: [Box<dyn Visual>; 3] = [
        Box::new(Line::new(x.clone(), y.clone(), line)?),
        Box::new(Markers::new(x, y, stars)?),
        Box::new(title.with_anchor(Anchor::CENTER)),
    ];

    ctx.clear(target, None, Some(Color::WHITE.premultiplied()), None);
    Device::with(&mut ctx, |ctx, device| {
        device.begin_frame();
        for visual in &mut visuals {
            visual.prepare(&mut DrawContext::new(ctx, device, &view))?;
        }
        device.upload(ctx)?;
        for visual in &mut visuals {
            visual.draw(&mut DrawContext::new(ctx, device, &view))?;
        }
        Ok::<_, vispy_visuals::Error>(())
    })?;
    ctx.flush()?;

    let mut bottom_up = Vec::new();
    ctx.read_pixels_now(target, target.rect(), ReadFormat::Rgba8, &mut bottom_up)?;
    let rows: Vec<u8> = bottom_up.chunks_exact(4 * SIZE[0] as usize).rev().flatten().copied().collect();
    let mut encoder = png::Encoder::new(File::create(path)?, SIZE[0], SIZE[1]);
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header()?.write_image_data(&rows)?;
    Ok(())
}
