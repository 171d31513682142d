//! How much of each pixel a channel covers, from its strips.
//!
//! A strip stands for a vertical stroke in its middle. Seen from the centre of a pixel, strips on the left and on the right
//! at the same distance make a ring; where a channel is not interrupted, the rows that it covers from the centre up to
//! some ring are an interval, which grows from ring to ring. A row above that of the rings whose pixels are covered fully is
//! nearest to the upper ends, a row below to the lower ones, and rows between need no look.

use super::grid::TILE;
use super::layer::Layer;
use super::strips::Strips;

/// Columns that are computed at once.
const LANES: usize = 4;
/// Groups of them in a tile.
const GROUPS: usize = TILE / LANES;

/// A number for each column of a tile.
type Wide = [[f32; LANES]; GROUPS];

/// What a channel is drawn with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen {
    pub(super) half_width_px: f32,
    /// Premultiplied.
    pub(super) color: [f32; 4],
}

impl Pen {
    /// How far from a centre a stroke still covers some of its pixel.
    pub(super) fn reach(self) -> f32 {
        self.half_width_px + 0.5
    }

    /// Columns beside a tile that strokes in the tile may come from.
    pub(super) fn columns_beside(self) -> usize {
        (self.reach() - 0.5).max(0.0).ceil() as usize
    }

    /// How much of a pixel is covered by a stroke at a squared distance from its centre.
    fn coverage(self, squared: f32) -> f32 {
        let distance = squared.sqrt();
        let low = distance - 0.5;
        let (low, high) = (if low < -self.half_width_px { -self.half_width_px } else { low }, distance + 0.5);
        let covered = (if high > self.half_width_px { self.half_width_px } else { high }) - low;
        if covered < 0.0 { 0.0 } else { covered }
    }
}

/// Computes coverage; keeps its memory.
#[derive(Debug, Default)]
pub(super) struct Rings {
    /// The rows that are covered up to each ring.
    low: Vec<Wide>,
    high: Vec<Wide>,
    /// The squared distance of each ring.
    squared: Vec<f32>,
}

impl Rings {
    /// Paints a channel into a tile. `is_mirrored`: the first column of the strips is the last of the layer.
    pub(super) fn paint(&mut self, strips: &Strips, pen: Pen, is_mirrored: bool, layer: &mut Layer) {
        let rings = (pen.reach() * strips.per_px as f32).ceil() as usize;
        let reach = pen.reach();
        if strips.rows[0] - reach > layer.height as f32 || strips.rows[1] + reach < 0.0 {
            return;
        }
        self.squared.clear();
        let step = 1.0 / strips.per_px as f32;
        self.squared.extend((0..rings).map(|ring| ((ring as f32 + 0.5) * step).powi(2)));
        let painter = Painter { strips, pen, rings, is_mirrored };
        if strips.is_broken {
            for group in 0..GROUPS {
                painter.broken(group, &self.squared, layer);
            }
            return;
        }
        painter.grow(&mut self.low, &mut self.high);
        for group in 0..GROUPS {
            painter.whole(group, self, layer);
        }
    }
}

struct Painter<'a> {
    strips: &'a Strips,
    pen: Pen,
    rings: usize,
    is_mirrored: bool,
}

impl Painter<'_> {
    /// Where the strips of a ring begin that are seen from the first column of a tile.
    fn places(&self, ring: usize) -> [usize; 2] {
        let Strips { per_px, columns, .. } = *self.strips;
        let beside = (columns - TILE) / 2;
        let middle = beside * per_px + per_px / 2;
        // There are as many columns beside as rings reach, so that no place is before the first.
        [middle.saturating_sub(ring + 1), middle + ring]
            .map(|strip| strip % per_px * columns + strip / per_px)
    }

    /// Finds the rows that are covered up to each ring.
    fn grow(&self, low: &mut Vec<Wide>, high: &mut Vec<Wide>) {
        low.clear();
        high.clear();
        let mut rows = ([[f32::INFINITY; LANES]; GROUPS], [[f32::NEG_INFINITY; LANES]; GROUPS]);
        for ring in 0..self.rings {
            for place in self.places(ring) {
                let range = place..place + TILE;
                least(&mut rows.0, &self.strips.low[range.clone()]);
                most(&mut rows.1, &self.strips.high[range]);
            }
            low.push(rows.0);
            high.push(rows.1);
        }
    }

    fn column(&self, column: usize) -> usize {
        if self.is_mirrored { TILE - 1 - column } else { column }
    }

    /// Paints columns in which the channel is not interrupted.
    fn whole(&self, group: usize, rings: &Rings, layer: &mut Layer) {
        let Some(last) = self.rings.checked_sub(1) else { return };
        let reach = self.pen.reach();
        // Up to this ring pixels are covered as much as can be.
        let full = ((self.pen.half_width_px - 0.5).abs() * self.strips.per_px as f32 - 0.5).max(0.0) as usize;
        let full = full.min(last);
        let (low, high) = (rings.low[full][group], rings.high[full][group]);
        let (lowest, highest) = (rings.low[last][group], rings.high[last][group]);
        let most = (self.pen.half_width_px * 2.0).min(1.0);
        let (mut start, mut end) = ([0.0; LANES], [0.0; LANES]);
        let mut rows = [0.0_f32; 2];
        for lane in 0..LANES {
            start[lane] = (low[lane] - 0.5).ceil();
            end[lane] = (high[lane] - 0.5).floor();
            layer.fill(
                self.column(group * LANES + lane),
                [start[lane], end[lane]],
                self.pen.color.map(|v| v * most),
            );
            rows[0] = rows[0].max(start[lane] - (lowest[lane] - reach) + 0.5);
            rows[1] = rows[1].max(highest[lane] + reach - end[lane] + 0.5);
        }
        let squared = &rings.squared[..self.rings];
        // Where nothing is between, the rows below begin right under those above.
        for row in 1..=rows[0].max(0.0) as usize {
            let row = row as f32;
            let mut nearest = [f32::INFINITY; LANES];
            for (rows, ring) in rings.low.iter().zip(squared) {
                let low = &rows[group];
                for lane in 0..LANES {
                    let away = low[lane] - (start[lane] - row + 0.5);
                    let away = if away > 0.0 { away } else { 0.0 };
                    let squared = away * away + ring;
                    nearest[lane] = if squared < nearest[lane] { squared } else { nearest[lane] };
                }
            }
            self.blend(group, nearest, |lane| start[lane] - row, layer);
        }
        for row in 1..=rows[1].max(0.0) as usize {
            let row = row as f32;
            let mut nearest = [f32::INFINITY; LANES];
            for (rows, ring) in rings.high.iter().zip(squared) {
                let high = &rows[group];
                for lane in 0..LANES {
                    let away = end[lane] + row + 0.5 - high[lane];
                    let away = if away > 0.0 { away } else { 0.0 };
                    let squared = away * away + ring;
                    nearest[lane] = if squared < nearest[lane] { squared } else { nearest[lane] };
                }
            }
            self.blend(group, nearest, |lane| end[lane] + row, layer);
        }
    }

    /// Paints columns in which the channel is interrupted: each strip is looked at from each pixel.
    fn broken(&self, group: usize, squared: &[f32], layer: &mut Layer) {
        let reach = self.pen.reach();
        let (mut low, mut high) = (f32::INFINITY, f32::NEG_INFINITY);
        let sets = || {
            let beyond = self.strips.beyond.as_ref().map(|[low, high]| [low, high]);
            std::iter::once([&self.strips.low, &self.strips.high]).chain(beyond)
        };
        let lanes = |place: usize| place + group * LANES..place + (group + 1) * LANES;
        for ring in 0..self.rings {
            for place in self.places(ring) {
                for [lows, highs] in sets() {
                    low = lows[lanes(place)].iter().copied().fold(low, f32::min);
                    high = highs[lanes(place)].iter().copied().fold(high, f32::max);
                }
            }
        }
        if low > high {
            return;
        }
        let first = (low - reach).max(0.0) as usize;
        let last = ((high + reach).max(-1.0) + 1.0) as usize;
        for row in first..last.min(layer.height) {
            let center = row as f32 + 0.5;
            let mut nearest = [f32::INFINITY; LANES];
            for (ring, squared) in squared.iter().enumerate() {
                for place in self.places(ring) {
                    for [lows, highs] in sets() {
                        let (low, high) = (&lows[lanes(place)], &highs[lanes(place)]);
                        for lane in 0..LANES {
                            let (below, above) = (low[lane] - center, center - high[lane]);
                            let away = if below > above { below } else { above };
                            let away = if away > 0.0 { away } else { 0.0 };
                            let squared = away * away + squared;
                            nearest[lane] = if squared < nearest[lane] { squared } else { nearest[lane] };
                        }
                    }
                }
            }
            self.blend(group, nearest, |_| row as f32, layer);
        }
    }

    fn blend(&self, group: usize, nearest: [f32; LANES], row: impl Fn(usize) -> f32, layer: &mut Layer) {
        let covered = nearest.map(|squared| self.pen.coverage(squared));
        for (lane, covered) in covered.into_iter().enumerate() {
            if covered > 0.0 {
                let color = self.pen.color.map(|v| v * covered);
                layer.blend(self.column(group * LANES + lane), row(lane), color);
            }
        }
    }
}

fn least(known: &mut Wide, found: &[f32]) {
    for (known, found) in known.as_flattened_mut().iter_mut().zip(found) {
        *known = if *found < *known { *found } else { *known };
    }
}

fn most(known: &mut Wide, found: &[f32]) {
    for (known, found) in known.as_flattened_mut().iter_mut().zip(found) {
        *known = if *found > *known { *found } else { *known };
    }
}
