//! Preparing and drawing a line with several colours: the nearest segment of each pixel into a layer, then the layer over
//! the target.

use vispy_gloo::{Compare, DrawCall, Program, Rect, State, Topology};

use super::emit::Emission;
use super::{PointStyles, programs};
use crate::device::{FilteredDraw, RowHandle, VertexRange};
use crate::error::Result;
use crate::view::MadeFor;
use crate::visual::DrawContext;
use crate::visuals::line::Line;

/// Texels of a segment.
const SEGMENT_TEXELS: u32 = 4;
/// Vertices of a segment.
const SEGMENT_VERTICES: u32 = 6;

/// What such a line keeps for a view.
#[derive(Debug)]
pub(in crate::visuals) struct Prepared {
    vertices: VertexRange,
    segments: Program,
    layer: Program,
    filtered: FilteredDraw,
    /// Leads to the values of filters.
    row: RowHandle,
    emission: Emission,
    texels: Vec<[f32; 4]>,
    area: Rect,
    made_for: MadeFor,
}

impl Line {
    pub(in crate::visuals::line) fn prepare_colored(
        &self,
        styles: &mut PointStyles,
        cx: &mut DrawContext<'_>,
    ) -> Result<()> {
        let mut views = std::mem::take(&mut styles.views);
        let prepared = views.get_or_try_insert(cx.view.id, || {
            Ok(Prepared {
                vertices: cx.device.vertices.allocate(),
                segments: cx.program(programs::segments()?)?,
                layer: cx.program(programs::layer()?)?,
                filtered: FilteredDraw::default(),
                row: cx.device.rows.allocate(),
                emission: Emission::default(),
                texels: Vec::new(),
                area: Rect::default(),
                made_for: MadeFor::default(),
            })
        });
        let result = prepared.map(|prepared| {
            if prepared.made_for.is(cx.view, self.revision) {
                return;
            }
            let Prepared { emission, texels, .. } = prepared;
            self.emit_colored(styles, cx.view, emission);
            emission.texels(texels);
            cx.device.vertices.set(&mut prepared.vertices, texels);
            prepared.area = cx.view.pixels_within(emission.extent, 1.0);
            prepared.made_for.set(cx.view, self.revision);
        });
        styles.views = views;
        result
    }
}

impl Prepared {
    pub(in crate::visuals::line) fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        if self.area.is_empty() || self.vertices.is_empty() {
            return Ok(());
        }
        let target = cx.view.target;
        // What was drawn before comes first.
        cx.context_past_filters()?;
        let (layer, texture) = cx.device.color_layer.get(cx.ctx, [target.width, target.height])?;
        let texture = texture.clone();
        let scissor = Some(self.area);
        cx.ctx.clear(layer, scissor, Some([0.0; 4]), Some(1.0));
        cx.device.bind(&mut self.segments, target)?;
        let state = State {
            blend: None,
            depth_test: Some(Compare::Less),
            depth_write: true,
            scissor,
            viewport: Some(target.rect()),
            ..State::TRANSLUCENT
        };
        let vertex = |texel: u32| texel / SEGMENT_TEXELS * SEGMENT_VERTICES;
        let (start, end) = (self.vertices.start(), self.vertices.start() + self.vertices.len());
        let call = DrawCall::new(Topology::Triangles, vertex(start)..vertex(end));
        cx.ctx.draw(&mut self.segments, layer, state, call)?;

        let row = self.row.index();
        let program = match self.filtered.update(cx, programs::layer()?, row, None)? {
            Some(filtered) => {
                cx.device.upload_filters(cx.ctx)?;
                filtered.set_uniform("u_row", row as i32)?;
                filtered
            }
            None => &mut self.layer,
        };
        cx.device.bind(program, target)?;
        let Rect { x, y, width, height } = self.area;
        let [left, bottom] = [x as f32, y as f32];
        let corners = [left, bottom, left + width as f32, bottom + height as f32];
        program.set_uniform("u_box", corners)?;
        program.set_texture("u_color_layer", &texture)?;
        let state = State { scissor, ..State::TRANSLUCENT };
        let call = DrawCall::new(Topology::Triangles, 0..SEGMENT_VERTICES);
        Ok(cx.ctx.draw(program, target, state, call)?)
    }
}
