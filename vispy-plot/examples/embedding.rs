//! A figure inside another program, which owns the window, the loop and the OpenGL context.
//!
//! The program reports what its user does, asks whether a redraw is needed, and says where to draw. Here it has no window:
//! it turns the wheel over the figure as a user would, and keeps the picture.

use std::error::Error;

use vispy_app::egl::{EglOptions, HeadlessContext};
use vispy_app::events::{PhysicalPos, PhysicalSize, WheelDelta};
use vispy_app::external::ExternalCanvas;
use vispy_gloo::{FrameBuffer, ReadFormat, Texture2D, TextureFormat};
use vispy_plot::FigureView;

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "embedding.png".to_owned());
    let y: Vec<f32> = (0..100_000).map(|i| (i as f32 * 0.001).sin() * (i as f32 * 0.0301).cos()).collect();
    let figure = vispy_plot::line(&y).title("Inside another program").into_figure();

    let size = PhysicalSize::new(800, 500);
    let mut canvas = ExternalCanvas::new(FigureView::new(&figure, size, 1.0)?, size, 1.0);
    let mut host = HeadlessContext::new(&EglOptions::default())?;
    let ctx = host.make_current()?;
    let texture = Texture2D::empty(TextureFormat::Rgba8, size.width_physical_px, size.height_physical_px)?;
    let framebuffer = FrameBuffer::new(&texture)?;
    let target = ctx.use_framebuffer(&framebuffer)?;

    let mut now_secs = 0.0;
    for _turn in 0..10 {
        canvas.input().mouse_move(PhysicalPos::new(400.0, 250.0), now_secs);
        canvas.input().mouse_wheel(WheelDelta::Lines { x: 0.0, y: 1.0 }, now_secs);
        if canvas.update(now_secs).needs_redraw {
            // Whatever else the program drew in the meantime has changed the context's state.
            ctx.invalidate_state();
            canvas.draw(ctx, target, now_secs)?;
        }
        now_secs += 1.0 / 60.0;
    }

    let mut bottom_up = Vec::new();
    ctx.read_pixels_now(target, target.rect(), ReadFormat::Rgba8, &mut bottom_up)?;
    let rows = bottom_up.chunks_exact(4 * size.width_physical_px as usize).rev();
    let rgba: Vec<u8> = rows.flatten().copied().collect();
    image::save_buffer(
        path,
        &rgba,
        size.width_physical_px,
        size.height_physical_px,
        image::ColorType::Rgba8,
    )?;
    Ok(())
}
