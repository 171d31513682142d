//! Preparing and drawing a line in a view.

use std::f64::consts::SQRT_2;

use super::emit::Emission;
use super::{Line, programs};
use crate::batch::{CoverageBatch, Shape, StrokeBatch};
use crate::device::Strategy;
use crate::error::Result;
use crate::vector::{Cap, Join};
use crate::view::MadeFor;
use crate::visual::DrawContext;

/// A segment leads from each texel to the next.
const SEGMENT: Shape = Shape { texels: 1, vertices: 6 };

/// The variant in which a pixel's distance says all.
const ROUND: programs::Variant = programs::Variant { join: Join::Round, cap: Cap::Round };

/// What a line keeps for a view.
#[derive(Debug)]
pub(super) struct Prepared {
    drawn: Drawn,
    emission: Emission,
    made_for: MadeFor,
}

/// How a line is drawn.
#[derive(Debug)]
enum Drawn {
    /// By the driver.
    Parts(Box<CoverageBatch>, programs::Variant),
    /// By the CPU, and coloured by the driver.
    Strokes(Box<StrokeBatch>),
}

impl Drawn {
    fn new(cx: &mut DrawContext<'_>, variant: programs::Variant) -> Result<Self> {
        if by_cpu(cx, variant) {
            return Ok(Self::Strokes(Box::new(StrokeBatch::new(cx)?)));
        }
        let program = programs::segments(variant)?;
        Ok(Self::Parts(Box::new(CoverageBatch::new(cx, program, SEGMENT)?), variant))
    }

    fn is_for(&self, cx: &DrawContext<'_>, variant: programs::Variant) -> bool {
        match self {
            Self::Parts(_, known) => *known == variant && !by_cpu(cx, variant),
            Self::Strokes(_) => by_cpu(cx, variant),
        }
    }
}

/// Whether the CPU computes the coverage of a line: where the driver does so too, and where a distance is all it takes.
fn by_cpu(cx: &DrawContext<'_>, variant: programs::Variant) -> bool {
    cx.device.rasterizes() && variant == ROUND
}

impl Line {
    pub(super) fn prepare_view(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        let variant = programs::Variant { join: self.style.join, cap: self.style.drawn_cap() };
        let mut views = std::mem::take(&mut self.views);
        let result = views.get_or_try_insert(cx.view.id, || {
            let drawn = Drawn::new(cx, variant)?;
            Ok(Prepared { drawn, emission: Emission::default(), made_for: MadeFor::default() })
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
        let is_fit = prepared.drawn.is_for(cx, variant);
        if is_fit && prepared.made_for.is(view, self.revision) {
            return Ok(());
        }
        if !is_fit {
            prepared.drawn = Drawn::new(cx, variant)?;
        }
        let half_width_px = self.style.width_px * view.scale_factor as f32 / 2.0;
        let Prepared { drawn, emission, .. } = prepared;
        emission.is_brute = cx.device.strategy() == Strategy::Brute;
        let seen = if emission.is_brute { self } else { self.drawn_in(view) };
        match drawn {
            Drawn::Strokes(strokes) => {
                seen.emit_round(view, 0.0, emission);
                strokes.set(cx, (self.style.color, half_width_px), emission.paths(), emission.extent);
            }
            Drawn::Parts(parts, variant) => {
                if *variant == ROUND {
                    seen.emit_round(view, parts.row_index(), emission);
                    emission.pieces_as_texels();
                } else {
                    seen.emit(view, parts.row_index(), emission);
                }
                // How far beyond its points a line may reach: points of miters, corners of square caps.
                let half_widths =
                    if self.style.join == Join::Miter { super::emit::MITER_LIMIT } else { SQRT_2 };
                let reach = f64::from(half_width_px) * half_widths;
                let look = (self.style.color, [half_width_px, 0.0, 0.0, 0.0]);
                parts.set(cx, look, &emission.texels, (emission.extent, reach));
            }
        }
        prepared.made_for.set(view, self.revision);
        Ok(())
    }

    pub(super) fn draw_view(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        let Some(Prepared { drawn, emission, .. }) = self.views.get_mut(cx.view.id) else { return Ok(()) };
        match drawn {
            Drawn::Strokes(strokes) => strokes.draw(cx, emission.paths()),
            Drawn::Parts(parts, _) => parts.draw(cx),
        }
    }
}
