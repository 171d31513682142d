//! Preparing and drawing a line in a view.

use std::f64::consts::SQRT_2;

use super::emit::Emission;
use super::{Line, programs};
use crate::batch::{CoverageBatch, Shape};
use crate::error::Result;
use crate::vector::Join;
use crate::view::MadeFor;
use crate::visual::DrawContext;

/// A segment leads from each texel to the next.
const SEGMENT: Shape = Shape { texels: 1, vertices: 6 };

/// What a line keeps for a view.
#[derive(Debug)]
pub(super) struct Prepared {
    batch: CoverageBatch,
    emission: Emission,
    variant: programs::Variant,
    made_for: MadeFor,
}

impl Line {
    pub(super) fn prepare_view(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        let variant = programs::Variant { join: self.style.join, cap: self.style.drawn_cap() };
        let mut views = std::mem::take(&mut self.views);
        let result = views.get_or_try_insert(cx.view.id, || {
            Ok(Prepared {
                batch: CoverageBatch::new(cx, programs::segments(variant)?, SEGMENT)?,
                emission: Emission::default(),
                variant,
                made_for: MadeFor::default(),
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
        let Prepared { batch, emission, .. } = prepared;
        if prepared.variant != variant {
            batch.set_program(cx, programs::segments(variant)?)?;
            prepared.variant = variant;
        }
        self.emit(view, batch.row_index(), emission);
        let half_width_px = self.style.width_px * view.scale_factor as f32 / 2.0;
        // How far beyond its points a line may reach: points of miters, corners of square caps.
        let half_widths = if self.style.join == Join::Miter { super::emit::MITER_LIMIT } else { SQRT_2 };
        let reach = f64::from(half_width_px) * half_widths;
        let look = (self.style.color, [half_width_px, 0.0, 0.0, 0.0]);
        batch.set(cx, look, &emission.texels, (emission.extent, reach));
        prepared.made_for.set(view, self.revision);
        Ok(())
    }

    pub(super) fn draw_view(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.views.get_mut(cx.view.id).map_or(Ok(()), |prepared| prepared.batch.draw(cx))
    }
}
