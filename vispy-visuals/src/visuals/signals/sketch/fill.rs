//! The rows of a channel in the strips of a tile, in single precision.

use glam::{Mat4, Vec4};

use super::super::strips::Strips;
use super::LANES;
use super::places::{Places, Way};
use crate::levels::Nodes;
use crate::samples::{Run, Sample, union};

/// Numbers that are kept while a channel is looked at.
#[derive(Debug, Default)]
pub(in crate::visuals::signals) struct Scratch {
    samples: Vec<f32>,
    passed: Vec<f32>,
}

/// From samples to rows: what is taken from a sample, what the rest is multiplied by, and what is added.
#[derive(Debug, Clone, Copy)]
struct ToRow {
    base: f32,
    scale: f32,
    shift: f32,
}

impl ToRow {
    fn row(self, value: f32) -> f32 {
        (value - self.base) * self.scale + self.shift
    }

    /// The rows of four strips, from their smallest and their largest numbers.
    fn rows(self, low: Vec4, high: Vec4) -> [Vec4; 2] {
        let [low, high] = [low, high].map(|value| (value - self.base) * self.scale + Vec4::splat(self.shift));
        if self.scale < 0.0 { [high, low] } else { [low, high] }
    }
}

/// Fills the strips of a channel that has no gaps.
pub(super) struct Filler<'a, T> {
    pub(super) run: Run<'a, T>,
    pub(super) nodes: Option<&'a Nodes<T>>,
    pub(super) places: &'a Places,
    /// What is taken from a sample, what the rest is multiplied by, and what is added.
    pub(super) map: [f64; 3],
}

impl<T: Sample> Filler<'_, T> {
    /// Whether it could.
    pub(super) fn fill(&self, strips: &mut Strips, scratch: &mut Scratch) -> bool {
        let (per_px, columns) = (self.places.per_px, self.places.columns);
        // Of samples and of spans each strip is set.
        let is_set = matches!(self.places.way, Way::Samples | Way::Spans);
        if !is_set || [strips.per_px, strips.columns] != [per_px, columns] {
            strips.begin(per_px, columns);
        }
        let (scale, shift) = (self.map[1] as f32, self.map[2] as f32);
        let away = ToRow { base: 0.0, scale, shift };
        match (self.places.way, self.nodes) {
            (Way::Nodes(level), Some(nodes)) => self.nodes(nodes.ranges_of(level), away, strips),
            (Way::Nodes(_), None) => return false,
            (Way::Samples | Way::Spans, _) => self.read_all(away, strips, scratch),
        }
        true
    }

    fn read_all(&self, away: ToRow, strips: &mut Strips, scratch: &mut Scratch) {
        let [start, end] = self.places.samples;
        let own = self.run.slice(start, end).and_then(T::as_singles);
        let (samples, map) = match own {
            Some(own) => (own, ToRow { base: self.map[0] as f32, ..away }),
            None => {
                self.run.read_minus(start, end, self.map[0], &mut scratch.samples);
                (scratch.samples.as_slice(), away)
            }
        };
        if self.places.way == Way::Spans {
            self.places.fill_from_spans(samples, map, strips);
        } else {
            self.places.fill_from_samples(samples, map, &mut scratch.passed, strips);
        }
    }

    fn nodes(&self, nodes: &[[T; 2]], map: ToRow, strips: &mut Strips) {
        for (place, [from, to]) in self.places.spans.iter().enumerate() {
            let range = nodes.get(*from..(to + 1).min(nodes.len())).unwrap_or_default();
            let Some((first, rest)) = range.split_first() else { continue };
            self.set(place, rest.iter().fold(*first, |known, range| union(known, *range)), map, strips);
        }
        strips.connect();
    }

    /// Sets a strip from the smallest and the largest sample.
    fn set(&self, place: usize, range: [T; 2], map: ToRow, strips: &mut Strips) {
        let base = self.map[0];
        let (low, high) = (map.row(range[0].minus(base)), map.row(range[1].minus(base)));
        strips.low[place] = if low < high { low } else { high };
        strips.high[place] = if low < high { high } else { low };
    }
}

// What is the same for samples of all types.
impl Places {
    /// Finds the smallest and the largest number of each strip, and then what rows they are.
    fn fill_from_samples(&self, samples: &[f32], map: ToRow, passed: &mut Vec<f32>, strips: &mut Strips) {
        let Self { per_px, columns, .. } = *self;
        passed.clear();
        let next = samples.get(1..).unwrap_or_default();
        passed.extend(self.cuts.iter().map(|(before, part)| {
            let at = *before as usize;
            match (samples.get(at), next.get(at)) {
                (Some(from), Some(to)) => from + part * (to - from),
                _ => f32::NAN,
            }
        }));
        for phase in 0..per_px {
            let from = &passed[phase * (columns + 1)..][..columns];
            let to = if phase + 1 < per_px { (phase + 1) * (columns + 1) } else { 1 };
            let to = &passed[to..][..columns];
            let low = &mut strips.low[phase * columns..][..columns];
            let high = &mut strips.high[phase * columns..][..columns];
            if self.has_ends {
                // A comparison with NaN is false.
                for column in 0..columns {
                    let ends = [from[column], to[column]].into_iter();
                    low[column] =
                        ends.clone().fold(f32::INFINITY, |low, end| if end < low { end } else { low });
                    high[column] =
                        ends.fold(f32::NEG_INFINITY, |high, end| if end > high { end } else { high });
                }
                continue;
            }
            for first in (0..columns).step_by(LANES) {
                let first = first.min(columns - LANES);
                let (from, to) = (Vec4::from_slice(&from[first..]), Vec4::from_slice(&to[first..]));
                from.min(to).write_to_slice(&mut low[first..]);
                from.max(to).write_to_slice(&mut high[first..]);
            }
        }
        let samples = samples.get(self.before_tile..).unwrap_or_default();
        for (place, value) in self.strips.iter().zip(samples) {
            let place = *place as usize;
            let (low, high) = (&mut strips.low[place], &mut strips.high[place]);
            *low = if *value < *low { *value } else { *low };
            *high = if *value > *high { *value } else { *high };
        }
        let (low, _) = strips.low.as_chunks_mut::<LANES>();
        let (high, _) = strips.high.as_chunks_mut::<LANES>();
        for (low, high) in low.iter_mut().zip(high) {
            let rows = map.rows(Vec4::from_array(*low), Vec4::from_array(*high));
            [*low, *high] = rows.map(Vec4::into);
        }
    }

    fn fill_from_spans(&self, samples: &[f32], map: ToRow, strips: &mut Strips) {
        let columns = self.columns;
        for phase in 0..self.per_px {
            let spans = &self.spans[phase * columns..][..columns];
            let low = &mut strips.low[phase * columns..][..columns];
            let high = &mut strips.high[phase * columns..][..columns];
            for first in (0..columns).step_by(LANES) {
                let first = first.min(columns - LANES);
                let (mut lows, mut highs) = ([Vec4::ZERO; LANES], [Vec4::ZERO; LANES]);
                for (lane, [start, end]) in spans[first..first + LANES].iter().enumerate() {
                    let span = samples.get(*start..=*end).unwrap_or_default();
                    (lows[lane], highs[lane]) = ends_of(span);
                }
                let [lows, highs] = [lows, highs].map(|[a, b, c, d]| Mat4::from_cols(a, b, c, d).transpose());
                let least = lows.x_axis.min(lows.y_axis).min(lows.z_axis.min(lows.w_axis));
                let most = highs.x_axis.max(highs.y_axis).max(highs.z_axis.max(highs.w_axis));
                let [least, most] = map.rows(least, most);
                least.write_to_slice(&mut low[first..]);
                most.write_to_slice(&mut high[first..]);
            }
        }
    }
}

/// The smallest and the largest of some numbers, four lanes of which the whole is found elsewhere.
#[inline]
fn ends_of(span: &[f32]) -> (Vec4, Vec4) {
    let (chunks, _) = span.as_chunks::<LANES>();
    let Some(last) = span.last_chunk::<LANES>() else { return (Vec4::INFINITY, Vec4::NEG_INFINITY) };
    // The last four may have been looked at before.
    let last = Vec4::from_array(*last);
    let (mut low, mut high) = (last, last);
    for chunk in chunks {
        let chunk = Vec4::from_array(*chunk);
        (low, high) = (low.min(chunk), high.max(chunk));
    }
    (low, high)
}
