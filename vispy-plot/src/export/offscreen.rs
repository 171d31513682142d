//! Drawing without a display.

use std::cell::RefCell;

use vispy_app::egl::{EglOptions, HeadlessContext};
use vispy_app::events::PhysicalSize;
use vispy_gloo::{Context, FrameBuffer, ReadFormat, Texture2D, TextureFormat};
use vispy_visuals::Progress;
use vispy_visuals::color::unpremultiply;

use super::{DPI_OF_LOGICAL_PX, Picture, SaveOptions, positive};
use crate::error::Error;
use crate::figure::Figure;
use crate::view::FigureView;

/// Frames after which a figure that still refines is taken as it is.
const MOST_FRAMES: usize = 100_000;

thread_local! {
    /// One context a thread: a second figure needs no second one, nor its programs.
    static CONTEXT: RefCell<Option<HeadlessContext>> = const { RefCell::new(None) };
}

pub(super) fn render(figure: &Figure, options: &SaveOptions) -> Result<Picture, Error> {
    let scale_factor = positive("dpi", options.dpi)? / DPI_OF_LOGICAL_PX;
    // A side beyond u32 saturates, and is refused as beyond the device's limit.
    let dots = |px: u32| (f64::from(px) * scale_factor).round().max(1.0) as u32;
    let [width, height] = figure.document.size_px.map(dots);
    // What is wrong with the figure comes before what is wrong with the machine.
    let mut view = FigureView::new(figure, PhysicalSize::new(width, height), scale_factor)?;
    with_context(|ctx| draw(&mut view, ctx, width, height))
}

/// Calls with the thread's context, which is made at the first call.
pub(super) fn with_context<T>(call: impl FnOnce(&mut Context) -> Result<T, Error>) -> Result<T, Error> {
    CONTEXT.with_borrow_mut(|slot| {
        let context = match slot {
            Some(context) => context,
            None => slot.insert(HeadlessContext::new(&EglOptions::default())?),
        };
        call(context.make_current()?)
    })
}

pub(super) fn draw(
    view: &mut FigureView,
    ctx: &mut Context,
    width: u32,
    height: u32,
) -> Result<Picture, Error> {
    let texture = Texture2D::empty(TextureFormat::Rgba8, width, height)?.with_label("picture of a figure");
    let framebuffer = FrameBuffer::new(&texture)?.with_label("picture of a figure");
    let target = ctx.use_framebuffer(&framebuffer)?;
    view.settle()?;
    for _frame in 0..MOST_FRAMES {
        view.draw(ctx, target)?;
        if view.progress() == Progress::Settled {
            break;
        }
    }
    let mut bottom_up = Vec::new();
    ctx.read_pixels_now(target, target.rect(), ReadFormat::Rgba8, &mut bottom_up)?;
    let row = width as usize * 4;
    let mut rgba = Vec::with_capacity(bottom_up.len());
    for pixels in bottom_up.chunks_exact(row).rev() {
        rgba.extend_from_slice(pixels);
    }
    // A canvas is premultiplied, a picture file is not.
    unpremultiply(&mut rgba);
    Ok(Picture { width, height, rgba })
}
