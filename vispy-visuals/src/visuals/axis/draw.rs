//! Preparing, drawing and writing an axis.

use glam::DVec2;

use super::Axis;
use super::layout::{Layout, Placed};
use crate::batch::{BoxBatch, BoxStyle, GlyphBatch, PixelBox, snapped_stroke};
use crate::color::Color;
use crate::error::{Error, Result};
use crate::text::TextPlacement;
use crate::vector::{Cap, Join, PathStep, Stroke, VectorSink, page_from_framebuffer};
use crate::view::{MadeFor, View};
use crate::visual::DrawContext;
use crate::visuals::text::write_text;

/// What an axis keeps for a view.
#[derive(Debug)]
pub(super) struct Prepared {
    boxes: BoxBatch,
    glyphs: GlyphBatch,
    made_for: MadeFor,
}

impl Prepared {
    pub(super) fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.boxes.draw(cx)?;
        self.glyphs.draw(cx)
    }
}

impl Axis {
    pub(super) fn prepare_view(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        let mut views = std::mem::take(&mut self.views);
        let prepared = views.get_or_try_insert(cx.view.id, || {
            let (boxes, glyphs) = (BoxBatch::new(cx)?, GlyphBatch::new(cx)?);
            Ok(Prepared { boxes, glyphs, made_for: MadeFor::default() })
        });
        let result = prepared.and_then(|prepared| {
            let same = prepared.made_for.is(cx.view, self.revision);
            if same && prepared.glyphs.is_current(cx) {
                return Ok(());
            }
            if !cx.view.is_upright() {
                let expected = "a transform that keeps lines parallel to the axes";
                return Err(Error::data("view of an axis", expected, "one that turns or bends them"));
            }
            if let Some(layout) = &self.layout {
                let boxes = self.boxes(layout, cx.view);
                prepared.boxes.set(cx, &BoxStyle::filled(self.style.line_color), boxes)?;
                prepared.glyphs.begin();
                for placed in &layout.texts {
                    prepared.glyphs.push(cx, &placed.shaped, &self.placement(placed, cx.view));
                }
                prepared.glyphs.finish(cx, self.style.text_color);
            }
            prepared.made_for.set(cx.view, self.revision);
            Ok(())
        });
        self.views = views;
        result
    }

    /// Line and ticks as whole pixels.
    fn boxes(&self, layout: &Layout, view: &View) -> Vec<PixelBox> {
        let mut boxes = Vec::with_capacity(1 + layout.ticks.major.len() + layout.ticks.minor.len());
        let (style, scale) = (&self.style, view.scale_factor);
        let horizontal = self.side.is_horizontal();
        // Along and across the axis, in pixels.
        let split = |p: DVec2| if horizontal { (p.x, p.y) } else { (p.y, p.x) };
        let join = |along: f64, across: f64| {
            if horizontal { DVec2::new(along, across) } else { DVec2::new(across, along) }
        };
        let (start, across) = split(view.map(self.start));
        let (end, _) = split(view.map(self.end));
        let line = snapped_stroke(across, style.line_width_px, scale);
        // The line reaches as far as a tick at its end does.
        let [first, _] = snapped_stroke(start.min(end), style.line_width_px, scale);
        let [_, last] = snapped_stroke(start.max(end), style.line_width_px, scale);
        boxes.push(PixelBox::upright(join(first, line[0]), join(last, line[1])));
        let outward = split(view.map(self.start + self.side.outward()) - view.map(self.start)).1.signum();
        let majors = layout.ticks.major.iter().map(|tick| (tick.offset, style.tick_length_px));
        let minors = layout.ticks.minor.iter().map(|offset| (*offset, style.minor_tick_length_px));
        for (offset, length_px) in majors.chain(minors) {
            let (along, _) = split(view.map(self.position(offset)));
            let [low, high] = snapped_stroke(along, style.line_width_px, scale);
            let length = (length_px * scale).round();
            let [near, far] =
                if outward > 0.0 { [line[1], line[1] + length] } else { [line[0] - length, line[0]] };
            boxes.push(PixelBox::upright(join(low, near), join(high, far)));
        }
        boxes
    }

    fn placement(&self, placed: &Placed, view: &View) -> TextPlacement {
        let position = self.place(placed.along_px, placed.outward_px);
        TextPlacement {
            origin_physical_px: view.map(position).as_vec2().to_array(),
            angle_rad: placed.angle_rad,
            scale_factor: view.scale_factor as f32,
            anchor: placed.anchor,
        }
    }

    pub(super) fn write(&self, view: &View, sink: &mut dyn VectorSink) {
        let made;
        let layout = match &self.layout {
            Some(layout) => layout,
            None => {
                made = Layout::new(self);
                &made
            }
        };
        let style = &self.style;
        let faded = |color: Color| color.with_alpha(color.alpha() * view.opacity);
        // The whole pixels of a picture: where the page is shown as it is, they are as crisp. The line is the first box.
        let boxes = self.boxes(layout, view);
        let mut path = Vec::with_capacity(2 * boxes.len());
        for (index, PixelBox { center, half_size, .. }) in boxes.into_iter().enumerate() {
            let lies = (index == 0) == self.side.is_horizontal();
            let along = if lies { DVec2::X } else { DVec2::Y } * half_size;
            let [a, b] = [center - along, center + along].map(|pixel| page_from_framebuffer(view, pixel));
            path.extend([PathStep::MoveTo(a), PathStep::LineTo(b)]);
        }
        let [start, end] = snapped_stroke(0.0, style.line_width_px, view.scale_factor);
        let width_px = (end - start) / view.scale_factor;
        let color = faded(style.line_color);
        sink.stroke(&path, &Stroke { color, width_px, join: Join::Miter, cap: Cap::Butt });
        for placed in &layout.texts {
            let placement = self.placement(placed, view);
            write_text(view, &placed.shaped, &placement, faded(style.text_color), sink);
        }
    }
}
