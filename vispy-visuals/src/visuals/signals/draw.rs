//! Preparing and drawing signals in a view: a picture made on the CPU, as large as what is seen of them.

use vispy_gloo::{DrawCall, Program, Rect, State, Texture2D, TextureFormat, Topology};

use super::Signals;
use super::pace::Pace;
use super::paint::{Plan, Worker};
use crate::error::Result;
use crate::view::MadeFor;
use crate::visual::DrawContext;
use crate::visuals::line::color_layer_program;

/// What signals keep for a view.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    made_for: MadeFor,
    /// The pixels that the picture is of.
    area: Rect,
    /// The picture, premultiplied, row by row from the lowest.
    bytes: Vec<u8>,
    /// A part of it, while it is uploaded.
    part: Vec<u8>,
    workers: Vec<Worker>,
    pace: Pace,
    /// Strips a pixel of each tile, and as many as there are at rest.
    fineness: Vec<usize>,
    finest: usize,
    texture: Option<Texture2D>,
    program: Option<Program>,
    /// When it was prepared.
    pub(super) at: u64,
}

impl Prepared {
    /// How much of the picture is that of all samples, 0 to 1.
    pub(super) fn fraction(&self) -> f32 {
        let done = self.fineness.iter().filter(|per_px| **per_px == self.finest).count();
        if self.fineness.is_empty() { 1.0 } else { done as f32 / self.fineness.len() as f32 }
    }

    pub(super) fn forget(&mut self) {
        self.made_for = MadeFor::default();
        self.area = Rect::default();
        self.fineness.clear();
    }

    /// Paints what is not up to date, as much of it as a frame has time for.
    pub(super) fn update(
        &mut self,
        signals: &Signals,
        plan: &Plan<'_>,
        cx: &mut DrawContext<'_>,
    ) -> Result<()> {
        let is_same = self.made_for.is(cx.view, signals.revision);
        if is_same && self.fraction() == 1.0 {
            return Ok(());
        }
        let plan = &Plan { pace: self.pace, ..*plan };
        let tiles = plan.tiles();
        if !is_same {
            self.made_for.set(cx.view, signals.revision);
            self.area = plan.area;
            self.finest = plan.finest();
            self.fineness.clear();
            self.fineness.resize(tiles, 0);
            self.bytes.clear();
            self.bytes.resize(plan.area.width as usize * plan.area.height as usize * 4, 0);
            let per_px = if signals.is_patient { self.finest } else { plan.affordable() };
            return self.paint(plan, 0..tiles, per_px, cx);
        }
        let first = self.fineness.iter().position(|per_px| *per_px < self.finest).unwrap_or(tiles);
        let count = if signals.is_patient { tiles } else { plan.affordable_tiles() };
        self.paint(plan, first..(first + count).min(tiles), self.finest, cx)
    }

    fn paint(
        &mut self,
        plan: &Plan<'_>,
        tiles: std::ops::Range<usize>,
        per_px: usize,
        cx: &mut DrawContext<'_>,
    ) -> Result<()> {
        if self.area.is_empty() || tiles.is_empty() {
            return Ok(());
        }
        plan.paint_and_learn(tiles.clone(), per_px, &mut self.workers, &mut self.pace);
        let (width, height) = (self.area.width as usize, self.area.height as usize);
        for worker in &self.workers {
            let mut start = 0;
            for tile in &worker.tiles {
                let columns = plan.columns(*tile);
                let row = columns.len() * 4;
                let painted = &worker.bytes[start..start + row * height];
                let rows = self.bytes.chunks_exact_mut(width * 4).zip(painted.chunks_exact(row));
                for (into, from) in rows {
                    into[columns.start * 4..columns.end * 4].copy_from_slice(from);
                }
                start += row * height;
                self.fineness[*tile] = per_px;
            }
        }
        self.upload(plan.columns(tiles.start).start..plan.columns(tiles.end - 1).end, cx)
    }

    /// Uploads columns of the picture.
    fn upload(&mut self, columns: std::ops::Range<usize>, cx: &mut DrawContext<'_>) -> Result<()> {
        let target = cx.view.target;
        let texture = match &self.texture {
            Some(texture) => texture,
            None => {
                let texture = Texture2D::empty(TextureFormat::Rgba8, target.width, target.height)?;
                self.texture.insert(texture.with_label("picture of signals"))
            }
        };
        texture.resize(target.width, target.height)?;
        let width = self.area.width as usize;
        let rect = Rect { x: self.area.x + columns.start as i32, width: columns.len() as u32, ..self.area };
        let bytes = if columns.len() == width {
            &self.bytes
        } else {
            self.part.clear();
            for row in self.bytes.chunks_exact(width * 4) {
                self.part.extend_from_slice(&row[columns.start * 4..columns.end * 4]);
            }
            &self.part
        };
        Ok(texture.write_now(cx.ctx, rect, bytes)?)
    }

    pub(super) fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        let Some(texture) = self.texture.as_ref().filter(|_| !self.area.is_empty()) else { return Ok(()) };
        let program = match &mut self.program {
            Some(program) => program,
            None => {
                let program = cx.program(color_layer_program()?)?;
                self.program.insert(program)
            }
        };
        let target = cx.view.target;
        // What was drawn before comes first; filters are refused, for they do not get into the layer's program.
        cx.context()?;
        cx.device.bind(program, target)?;
        let Rect { x, y, width, height } = self.area;
        let [left, bottom] = [x as f32, y as f32];
        program.set_uniform("u_box", [left, bottom, left + width as f32, bottom + height as f32])?;
        program.set_texture("u_color_layer", texture)?;
        let state = State { scissor: Some(self.area), ..State::TRANSLUCENT };
        Ok(cx.ctx.draw(program, target, state, DrawCall::new(Topology::Triangles, 0..6))?)
    }
}
