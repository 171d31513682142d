//! Drawing a frame: prepare all, upload, draw all.

use vispy_app::events::PhysicalSize;
use vispy_gloo::{Context, RenderTarget};
use vispy_visuals::color::Color;
use vispy_visuals::{Device, DrawContext};

use super::plan::{Draw, Frame, Step};
use super::{Plan, SceneView};
use crate::error::{Error, Result};
use crate::handle::NodeHandle;
use crate::scene::{Scene, VisualEntry};

/// Draws a frame.
pub(super) fn draw(view: &mut SceneView, ctx: &mut Context, target: RenderTarget) -> Result<()> {
    view.resize(PhysicalSize::new(target.width, target.height), view.scale_factor);
    // What went wrong goes wrong again: the next frame is drawn when something changes.
    view.forced = false;
    plan(view, target)?;
    let background = view.background;
    frame(&mut view.scene, &mut view.plan, ctx, background)
}

/// Draws all of a plan over a background, into the target that it was made for.
pub(super) fn frame(scene: &mut Scene, plan: &mut Plan, ctx: &mut Context, background: Color) -> Result<()> {
    let mut first_error = None;
    let target = plan.target();
    Device::with(ctx, |ctx, device| {
        device.begin_frame();
        prepare(scene, plan, ctx, device, &mut first_error);
        if !device.is_settled() {
            // Glyphs had to move: what was prepared before them names their old places.
            prepare(scene, plan, ctx, device, &mut first_error);
        }
        device.upload(ctx)?;
        ctx.clear(target, None, Some(background.premultiplied()), Some(1.0));
        paint(scene, plan, ctx, device, &mut first_error)
    })?;
    ctx.flush()?;
    first_error.map_or(Ok(()), Err)
}

/// Brings layout, draw list and plan up to date.
pub(super) fn plan(view: &mut SceneView, target: RenderTarget) -> Result<()> {
    view.scene.layout.solve()?;
    view.scene.follow_links();
    view.list.update(&view.scene);
    view.plan.update(&view.scene, &view.list, Frame { target, scale_factor: view.scale_factor });
    Ok(())
}

fn prepare(
    scene: &mut Scene,
    plan: &mut Plan,
    ctx: &mut Context,
    device: &mut Device,
    first_error: &mut Option<Error>,
) {
    for step in &mut plan.steps {
        let Step::Draw(Draw { node, visual, view, filters, prepared }) = step else { continue };
        let Some(entry) = scene.visuals.get_mut(*visual) else { continue };
        let mut cx = DrawContext::new(ctx, device, view);
        let result = cx.filtered(filters, |cx| entry.visual.prepare(cx));
        *prepared = result.is_ok();
        if let Err(source) = result {
            first_error.get_or_insert(failed(entry, *node, source));
        }
    }
}

fn paint(
    scene: &mut Scene,
    plan: &Plan,
    ctx: &mut Context,
    device: &mut Device,
    first_error: &mut Option<Error>,
) -> Result<()> {
    for step in &plan.steps {
        let Draw { node, visual, view, filters, .. } = match step {
            Step::Fill { rect, color } => {
                let target = plan.target();
                device.flush_draws(ctx)?;
                ctx.clear(target, Some(*rect), Some(color.premultiplied()), None);
                continue;
            }
            Step::Draw(draw) if draw.prepared => draw,
            Step::Draw(_) => continue,
        };
        let Some(entry) = scene.visuals.get_mut(*visual) else { continue };
        let mut cx = DrawContext::new(ctx, device, view);
        if let Err(source) = cx.filtered(filters, |cx| entry.visual.draw(cx)) {
            first_error.get_or_insert(failed(entry, *node, source));
        }
    }
    Ok(())
}

fn failed(entry: &VisualEntry, node: NodeHandle, source: vispy_visuals::Error) -> Error {
    Error::Draw { visual: entry.type_name, node: node.to_string(), source: Box::new(source) }
}
