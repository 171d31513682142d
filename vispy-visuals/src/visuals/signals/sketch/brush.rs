//! How much of each pixel a channel covers, four columns at once.
//!
//! The rings are those of [`coverage`](super::super::coverage); there are so few that each row looks at all of them.

use glam::{Vec4, Vec4Swizzles as _};

use super::super::coverage::Pen;
use super::super::grid::TILE;
use super::super::layer::{Block, Layer};
use super::super::strips::Strips;
use super::LANES;

/// Groups of columns of a tile.
const GROUPS: usize = TILE / LANES;

/// A distance around the centres of pixels.
#[derive(Debug, Clone, Copy)]
struct Ring {
    squared: f32,
    /// How far above and below its strips a stroke reaches.
    reach: f32,
    /// Where its strips begin on either side.
    places: [usize; 2],
}

/// The rows that columns of a tile cover up to a ring, four by four.
#[derive(Debug, Clone, Copy)]
struct Covered {
    low: [Vec4; GROUPS],
    high: [Vec4; GROUPS],
}

/// Paints a tile; keeps its memory.
#[derive(Debug, Default)]
pub(in crate::visuals::signals) struct Brush {
    rings: Vec<Ring>,
    covered: Vec<Covered>,
    /// Up to this ring pixels are covered as much as can be.
    full: usize,
    is_mirrored: bool,
}

impl Brush {
    /// Begins a tile with so many strips a pixel, and columns of strips. `is_mirrored`: the first of these is the last of
    /// the layer.
    pub(in crate::visuals::signals) fn begin(
        &mut self,
        pen: Pen,
        per_px: usize,
        columns: usize,
        is_mirrored: bool,
    ) {
        let reach = pen.reach();
        let middle = (columns - TILE) / 2 * per_px + per_px / 2;
        let count = (reach * per_px as f32).ceil() as usize;
        self.is_mirrored = is_mirrored;
        self.full = ((pen.half_width_px - 0.5).abs() * per_px as f32 - 0.5).max(0.0) as usize;
        self.rings.clear();
        self.rings.extend((0..count).map(|ring| {
            // What is nearest is taken for being at the centre.
            let away = if ring == 0 { 0.0 } else { (ring as f32 + 0.5) / per_px as f32 };
            let places = [middle.saturating_sub(ring + 1), middle + ring]
                .map(|strip| strip % per_px * columns + strip / per_px);
            Ring { squared: away * away, reach: (reach * reach - away * away).max(0.0).sqrt(), places }
        }));
        self.covered.resize(count, Covered { low: [Vec4::ZERO; GROUPS], high: [Vec4::ZERO; GROUPS] });
    }

    /// Paints a channel.
    pub(in crate::visuals::signals) fn paint(&mut self, strips: &Strips, pen: Pen, layer: &mut Layer) {
        let (mut low, mut high) = ([Vec4::INFINITY; GROUPS], [Vec4::NEG_INFINITY; GROUPS]);
        let (mut bottom, mut top) = (low, high);
        for (ring, covered) in self.rings.iter().zip(&mut self.covered) {
            for place in ring.places {
                let ends = [&strips.low, &strips.high].map(|rows| rows[place..].first_chunk::<TILE>());
                let [Some(lows), Some(highs)] = ends else { return };
                let (lows, highs) = (lows.as_chunks::<LANES>().0, highs.as_chunks::<LANES>().0);
                for group in 0..GROUPS {
                    low[group] = low[group].min(Vec4::from_array(lows[group]));
                    high[group] = high[group].max(Vec4::from_array(highs[group]));
                }
            }
            for group in 0..GROUPS {
                bottom[group] = bottom[group].min(low[group] - ring.reach);
                top[group] = top[group].max(high[group] + ring.reach);
            }
            (covered.low, covered.high) = (low, high);
        }
        for group in 0..GROUPS {
            self.group(group, [bottom[group], top[group]], pen, layer);
        }
    }

    fn group(&self, group: usize, [bottom, top]: [Vec4; 2], pen: Pen, layer: &mut Layer) {
        // Rows whose centres are within; a float that is too large or too small becomes the nearest whole number.
        let end = layer.height as i32;
        let row_at = |height: f32| {
            let whole = (height - 0.5) as i32;
            whole.saturating_add(i32::from(height - 0.5 > whole as f32))
        };
        let first = row_at(bottom.min_element()).clamp(0, end);
        let last = row_at(top.max_element()).clamp(first, end);
        let Some(full) = self.covered.get(self.full.min(self.covered.len() - 1)).filter(|_| first < last)
        else {
            return;
        };
        let inside = row_at(full.low[group].max_element()).clamp(first, last);
        let outside = row_at(full.high[group].min_element()).clamp(inside, last);
        let place = if self.is_mirrored { GROUPS - 1 - group } else { group };
        let rows = layer.rows_of(place, [first as usize, last as usize]);
        let (before, rest) = rows.split_at_mut((inside - first) as usize);
        let (within, beyond) = rest.split_at_mut((outside - inside) as usize);
        fill(within, pen.color, (2.0 * pen.half_width_px).min(1.0));
        self.edge(group, before, first as f32 + 0.5, pen);
        self.edge(group, beyond, outside as f32 + 0.5, pen);
    }

    /// Paints rows of which the first has its centre at some height.
    fn edge(&self, group: usize, rows: &mut [Block], mut center: f32, pen: Pen) {
        let color = pen.color.map(Vec4::splat);
        let half_width_px = Vec4::splat(pen.half_width_px);
        for block in rows {
            let here = Vec4::splat(center);
            let mut nearest = Vec4::INFINITY;
            for (covered, ring) in self.covered.iter().zip(&self.rings) {
                let away = (covered.low[group] - here).max(here - covered.high[group]).max(Vec4::ZERO);
                nearest = nearest.min(away * away + Vec4::splat(ring.squared));
            }
            let distance = nearest.sqrt();
            let covered = (distance + 0.5).min(half_width_px) - (distance - 0.5).max(-half_width_px);
            let covered = covered.max(Vec4::ZERO);
            let covered = if self.is_mirrored { covered.wzyx() } else { covered };
            let rest = Vec4::ONE - covered * color[3];
            for (value, color) in block.iter_mut().zip(color) {
                *value = (Vec4::from_array(*value) * rest + color * covered).to_array();
            }
            center += 1.0;
        }
    }
}

/// Puts a colour over blocks.
fn fill(blocks: &mut [Block], color: [f32; 4], covered: f32) {
    let color = color.map(|value| Vec4::splat(value * covered));
    if color[3].x >= 1.0 {
        blocks.fill(color.map(|value| value.to_array()));
        return;
    }
    let rest = Vec4::ONE - color[3];
    for block in blocks {
        for (value, color) in block.iter_mut().zip(color) {
            *value = (Vec4::from_array(*value) * rest + color).to_array();
        }
    }
}
