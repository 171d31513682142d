//! A scene as vector graphics.

use std::sync::Arc;

use glam::{DVec2, DVec3};
use vispy_gloo::{Context, FrameBuffer, ReadFormat, Rect, RenderTarget, Texture2D, TextureFormat};
use vispy_visuals::View;
use vispy_visuals::color::{Color, unpremultiply};
use vispy_visuals::transforms::{ChainTransform, StTransform};
use vispy_visuals::vector::{NotVector, PathStep, Raster, VectorSink};

use super::plan::{Draw, Plan, Step};
use super::{SceneView, paint};
use crate::error::Result;
use crate::handle::NodeHandle;

/// A visual without vector form, which an export rasterises.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Unvectored {
    /// The node that shows it.
    pub node: NodeHandle,
    /// How many visuals come before it in drawing order.
    pub index: usize,
    /// Why it has none.
    pub reason: NotVector,
}

impl SceneView {
    /// Writes the scene as vector graphics, in drawing order and with clips, in logical pixels of the canvas. Returns the
    /// visuals that have no vector form; nothing was written for them.
    ///
    /// # Errors
    /// `Layout`.
    pub fn vector(&mut self, sink: &mut dyn VectorSink) -> Result<Vec<Unvectored>> {
        self.vector_with(sink, &[])
    }

    /// Pictures of visuals that have no vector form, in the order in which they are given: each alone, on nothing, as far
    /// as its clip reaches, with that many dots in a logical pixel. They are for [`vector_with`](Self::vector_with).
    ///
    /// # Errors
    /// `Layout`; `Draw`; what the driver says.
    pub fn rasterize(
        &mut self,
        ctx: &mut Context,
        visuals: &[Unvectored],
        dots_per_px: f64,
    ) -> Result<Vec<(usize, Raster)>> {
        self.plan_page()?;
        let mut rasters = Vec::with_capacity(visuals.len());
        for Unvectored { index, .. } in visuals {
            let Some(Draw { node, visual, view, filters, .. }) = self.plan.draws().nth(*index) else {
                continue;
            };
            let (view, filters) = (view.clone(), filters.clone());
            let draw = Draw { node: *node, visual: *visual, view, filters, prepared: false };
            rasters.push((*index, self.rasterize_one(ctx, draw, dots_per_px)?));
        }
        Ok(rasters)
    }

    /// As [`vector`](Self::vector), with pictures of the visuals that have no vector form, each beside how many visuals
    /// come before it. Returns those that have neither.
    ///
    /// # Errors
    /// `Layout`.
    pub fn vector_with(
        &mut self,
        sink: &mut dyn VectorSink,
        rasters: &[(usize, Raster)],
    ) -> Result<Vec<Unvectored>> {
        let target = self.plan_page()?;
        let page = self.page();
        page.fill(sink, target.rect(), self.background);
        let mut unvectored = Vec::new();
        let mut index = 0;
        for step in &self.plan.steps {
            let draw = match step {
                Step::Fill { rect, color } => {
                    page.fill(sink, *rect, *color);
                    continue;
                }
                Step::Draw(draw) => draw,
            };
            let Some(entry) = self.scene.visuals.get(draw.visual) else { continue };
            let (corner, size) = page.corner_and_size(draw.view.clip);
            sink.push_clip(corner, size);
            let written = if draw.filters.is_empty() {
                entry.visual.vector(&draw.view, sink)
            } else {
                Err(NotVector { visual: entry.type_name, reason: "its filters change pixels" })
            };
            if let Err(reason) = written {
                match rasters.iter().find(|(of, _)| *of == index) {
                    Some((_, raster)) => sink.raster(raster),
                    None => unvectored.push(Unvectored { node: draw.node, index, reason }),
                }
            }
            sink.pop_clip();
            index += 1;
        }
        Ok(unvectored)
    }

    /// Plans the page: all of the canvas.
    fn plan_page(&mut self) -> Result<RenderTarget> {
        let target = RenderTarget::canvas(self.size.width_physical_px, self.size.height_physical_px);
        paint::plan(self, target)?;
        Ok(target)
    }

    fn page(&self) -> Page {
        Page { height: f64::from(self.size.height_physical_px), scale_factor: self.scale_factor }
    }

    /// Draws a visual into a picture whose lower left corner is that of its clip.
    fn rasterize_one(&mut self, ctx: &mut Context, mut draw: Draw, dots_per_px: f64) -> Result<Raster> {
        let scale = dots_per_px / self.scale_factor;
        let clip = draw.view.clip;
        let (clip_corner, clip_size) = self.page().corner_and_size(clip);
        let dots = |pixels: u32| (f64::from(pixels) * scale).ceil().max(1.0) as u32;
        let (width, height) = (dots(clip.width), dots(clip.height));
        let texture =
            Texture2D::empty(TextureFormat::Rgba8, width, height)?.with_label("picture of a visual");
        let framebuffer = FrameBuffer::new(&texture)?.with_label("picture of a visual");
        let target = ctx.use_framebuffer(&framebuffer)?;
        draw.view = enlarged(&draw.view, target, scale);
        paint::frame(&mut self.scene, &mut Plan::of_one(draw), ctx, Color::TRANSPARENT)?;
        let mut bottom_up = Vec::new();
        ctx.read_pixels_now(target, target.rect(), ReadFormat::Rgba8, &mut bottom_up)?;
        let mut rgba = Vec::with_capacity(bottom_up.len());
        for row in bottom_up.chunks_exact(width as usize * 4).rev() {
            rgba.extend_from_slice(row);
        }
        unpremultiply(&mut rgba);
        let size = DVec2::new(f64::from(width), f64::from(height)) / dots_per_px;
        // Whole dots reach beyond the clip at the right and at the top.
        let corner = clip_corner + DVec2::new(0.0, clip_size.y - size.y);
        Ok(Raster { corner, size, width, height, rgba })
    }
}

/// The part of a view that its clip leaves, so many times as large, in a target of its own.
fn enlarged(view: &View, target: RenderTarget, scale: f64) -> View {
    let corner = DVec3::new(f64::from(view.clip.x), f64::from(view.clip.y), 0.0);
    let enlarge = StTransform::new(DVec3::new(scale, scale, 1.0), -scale * corner);
    let mut framebuffer_from_visual = ChainTransform::new([Arc::new(enlarge) as _]);
    framebuffer_from_visual.push(Arc::new(view.framebuffer_from_visual.clone()));
    View {
        framebuffer_from_visual,
        clip: target.rect(),
        target,
        scale_factor: view.scale_factor * scale,
        ..view.clone()
    }
}

/// Turns pixels of the target into logical pixels of the page.
struct Page {
    height: f64,
    scale_factor: f64,
}

impl Page {
    fn corner_and_size(&self, rect: Rect) -> (DVec2, DVec2) {
        let size = DVec2::new(f64::from(rect.width), f64::from(rect.height));
        let corner = DVec2::new(f64::from(rect.x), self.height - f64::from(rect.y) - size.y);
        (corner / self.scale_factor, size / self.scale_factor)
    }

    fn fill(&self, sink: &mut dyn VectorSink, rect: Rect, color: Color) {
        if color.alpha() == 0.0 || rect.is_empty() {
            return;
        }
        let (corner, size) = self.corner_and_size(rect);
        let path = [
            PathStep::MoveTo(corner),
            PathStep::LineTo(corner + DVec2::new(size.x, 0.0)),
            PathStep::LineTo(corner + size),
            PathStep::LineTo(corner + DVec2::new(0.0, size.y)),
            PathStep::Close,
        ];
        sink.fill(&path, color);
    }
}
