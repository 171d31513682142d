//! Preparing and drawing a line in a view.

use vispy_gloo::{Blend, DrawCall, Program, Rect, State, Topology};

use super::emit::Emission;
use super::{Line, programs};
use crate::device::{Row, RowHandle, VertexRange};
use crate::error::Result;
use crate::view::MadeFor;
use crate::visual::DrawContext;

/// What a line keeps for a view.
#[derive(Debug)]
pub(super) struct Prepared {
    row: RowHandle,
    vertices: VertexRange,
    emission: Emission,
    segments: Program,
    composite: Program,
    variant: programs::Variant,
    /// What the vertices were made for.
    made_for: MadeFor,
    /// The pixels that may be touched.
    area: Rect,
}

impl Line {
    pub(super) fn prepare_view(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        let variant = programs::Variant { join: self.style.join, cap: self.style.cap };
        let mut views = std::mem::take(&mut self.views);
        let result = views.get_or_try_insert(cx.view.id, || {
            Ok(Prepared {
                row: cx.device.rows.allocate(),
                vertices: cx.device.vertices.allocate(),
                emission: Emission::default(),
                segments: cx.device.program(cx.ctx, programs::segments(variant)?)?,
                composite: cx.device.program(cx.ctx, programs::composite()?)?,
                variant,
                made_for: MadeFor::default(),
                area: Rect::default(),
            })
        });
        let result = result.and_then(|prepared| self.update(prepared, variant, cx));
        self.views = views;
        result
    }

    fn update(
        &self,
        prepared: &mut Prepared,
        variant: programs::Variant,
        cx: &mut DrawContext<'_>,
    ) -> Result<()> {
        let view = cx.view;
        if prepared.made_for.is(view, self.revision) {
            return Ok(());
        }
        if prepared.variant != variant {
            prepared.segments = cx.device.program(cx.ctx, programs::segments(variant)?)?;
            prepared.variant = variant;
        }
        // Rows are counted from 0 and stay far below the 2^24 that a float holds exactly.
        self.emit(view, prepared.row.index() as f32, &mut prepared.emission);
        cx.device.vertices.set(&mut prepared.vertices, &prepared.emission.texels);
        let half_width_px = self.style.width_px * view.scale_factor as f32 / 2.0;
        let color = self.style.color.with_alpha(self.style.color.alpha() * view.opacity);
        let row =
            Row { color: color.premultiplied(), params: [half_width_px, 0.0, 0.0, 0.0], ..Row::default() };
        cx.device.rows.set(&prepared.row, row);
        let reach = f64::from(half_width_px) * super::emit::MITER_LIMIT + 1.0;
        prepared.area = view.pixels_within(prepared.emission.extent, reach);
        prepared.made_for.set(view, self.revision);
        Ok(())
    }

    pub(super) fn draw_view(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        let Some(prepared) = self.views.get_mut(cx.view.id) else { return Ok(()) };
        let hidden = self.style.color.alpha() * cx.view.opacity <= 0.0;
        if hidden || prepared.area.is_empty() || prepared.vertices.len() < 2 {
            return Ok(());
        }
        let target = cx.view.target;
        let (layer, texture) = cx.device.coverage_layer.get(cx.ctx, [target.width, target.height])?;
        let texture = texture.clone();
        let scissor = Some(prepared.area);
        cx.ctx.clear(layer, scissor, Some([0.0; 4]), None);

        cx.device.bind(&mut prepared.segments, target)?;
        let state =
            State { blend: Some(Blend::MAX), scissor, viewport: Some(target.rect()), ..State::TRANSLUCENT };
        let (start, len) = (prepared.vertices.start(), prepared.vertices.len());
        let call = DrawCall::new(Topology::Triangles, start * 6..(start + len - 1) * 6);
        cx.ctx.draw(&mut prepared.segments, layer, state, call)?;

        cx.device.bind(&mut prepared.composite, target)?;
        let Rect { x, y, width, height } = prepared.area;
        let [left, bottom] = [x as f32, y as f32];
        let corners = [left, bottom, left + width as f32, bottom + height as f32];
        prepared.composite.set_uniform("u_box", corners)?;
        prepared.composite.set_uniform("u_row", prepared.row.index() as i32)?;
        prepared.composite.set_texture("u_coverage_layer", &texture)?;
        let state = State { scissor, ..State::TRANSLUCENT };
        cx.ctx.draw(&mut prepared.composite, target, state, DrawCall::new(Topology::Triangles, 0..6))?;
        Ok(())
    }
}
