//! Channels cut into strips narrower than a pixel, each with the rows that the channel covers in it.

use crate::coordinate::Reference;
use crate::levels::{Counted, Nodes, SignalTree};
use crate::samples::{Run, RunVisitor, Sample};
use crate::view::AxisMaps;

use super::few::are_near;
use super::grid::Cuts;

/// Samples of a strip that are looked at one by one because there are gaps among them.
const MOST_BESIDE_GAPS: usize = 4096;

/// The strips of one channel in a tile: phase by phase, and of each phase column by column, so that the same strip of
/// neighbouring columns is looked at at once.
#[derive(Debug, Default)]
pub(super) struct Strips {
    /// Rows of each strip, in pixels above the lower edge; infinite where the channel is not there.
    pub(super) low: Vec<f32>,
    pub(super) high: Vec<f32>,
    /// Rows beyond a gap within the strip, if there is any such strip.
    pub(super) beyond: Option<[Vec<f32>; 2]>,
    /// Columns of the tile and beside it.
    pub(super) columns: usize,
    pub(super) per_px: usize,
    /// Whether the channel is interrupted somewhere.
    pub(super) is_broken: bool,
    /// Rows of all strips.
    pub(super) rows: [f32; 2],
    spare: Option<[Vec<f32>; 2]>,
    /// Rows of the samples of a tile, and rows at the cuts.
    pub(super) samples: Vec<f32>,
    pub(super) passed: Vec<f32>,
}

impl Strips {
    /// Becomes strips without anything in them.
    pub(super) fn begin(&mut self, per_px: usize, columns: usize) {
        (self.per_px, self.columns) = (per_px, columns);
        let count = per_px * columns;
        self.low.clear();
        self.low.resize(count, f32::INFINITY);
        self.high.clear();
        self.high.resize(count, f32::NEG_INFINITY);
        self.spare = self.beyond.take().or_else(|| self.spare.take());
        self.is_broken = false;
        self.rows = [f32::INFINITY, f32::NEG_INFINITY];
    }

    /// Lets strips next to each other meet.
    pub(super) fn connect(&mut self) {
        let mut last = NOWHERE;
        for column in 0..self.columns {
            for phase in 0..self.per_px {
                let place = phase * self.columns + column;
                let (low, high) = (&mut self.low[place], &mut self.high[place]);
                if *low > *high {
                    continue;
                }
                if last[0] <= last[1] {
                    *low = if last[1] < *low { last[1] } else { *low };
                    *high = if last[0] > *high { last[0] } else { *high };
                }
                last = [*low, *high];
            }
        }
    }

    fn set(&mut self, place: usize, [low, high]: [f32; 2]) {
        (self.low[place], self.high[place]) = (low, high);
        self.is_broken |= low > high;
        self.rows = join(self.rows, [low, high]);
    }

    fn set_beyond(&mut self, place: usize, [low, high]: [f32; 2]) {
        if low > high {
            return;
        }
        let count = self.low.len();
        let spare = &mut self.spare;
        let [lows, highs] = self.beyond.get_or_insert_with(|| {
            let [mut low, mut high] = spare.take().unwrap_or_default();
            low.clear();
            low.resize(count, f32::INFINITY);
            high.clear();
            high.resize(count, f32::NEG_INFINITY);
            [low, high]
        });
        (lows[place], highs[place]) = (low, high);
        self.rows = join(self.rows, [low, high]);
    }
}

const NOWHERE: [f32; 2] = [f32::INFINITY, f32::NEG_INFINITY];

/// The rows of both.
fn join([a, b]: [f32; 2], [c, d]: [f32; 2]) -> [f32; 2] {
    [if c < a { c } else { a }, if d > b { d } else { b }]
}

/// From samples to rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowMap<'a> {
    pub(super) map: AxisMaps<'a>,
    pub(super) reference: Reference,
    pub(super) gain: f64,
    pub(super) offset: f64,
    /// Row 0 in pixels of the frame buffer.
    pub(super) origin: f64,
    /// What is farther out is as good as there.
    pub(super) ends: [f64; 2],
    /// The smallest and the largest sample, if they are known.
    pub(super) range: Option<[f64; 2]>,
}

/// A row map made ready: scale and shift, or none where the axis is bent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows<'a> {
    linear: Option<[f64; 2]>,
    map: RowMap<'a>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(map: RowMap<'a>) -> Self {
        let mut rows = Self { linear: None, map };
        if map.map.is_linear() {
            let [zero, one] = [0.0, 1.0].map(|y| map.map.y(y) - map.origin);
            let shift = map.reference.offset_of_f64(map.offset);
            rows.linear = Some([(one - zero) * map.gain, map.map.y(shift) - map.origin]);
        }
        rows
    }

    /// The same, if the smallest and the largest sample were these.
    pub(super) fn with_range(self, range: Option<[f64; 2]>) -> Self {
        Self { map: RowMap { range, ..self.map }, ..self }
    }

    /// What is to be taken from samples, what the rest is to be multiplied by, and what is to be added, for rows in single
    /// precision; `None` where that is not good enough.
    pub(super) fn single(self) -> Option<[f64; 3]> {
        let [scale, shift] = self.linear?;
        let range = self.map.range?;
        if !are_near(range.map(|value| scale * value + shift)) {
            return None;
        }
        // From a sample in the middle of what is seen, so that near it nothing is lost.
        let middle = (self.map.ends[0] + self.map.ends[1]) / 2.0;
        let base = f64::from(((middle - shift) / scale).clamp(range[0], range[1]) as f32);
        let base = if base.is_finite() { base } else { 0.0 };
        Some([base, scale, scale * base + shift])
    }

    /// Whether all samples are known to be farther than `reach` below row 0, or above row `height`.
    pub(super) fn is_unseen(self, height: usize, reach: f32) -> bool {
        let (Some([scale, shift]), Some(range)) = (self.linear, self.map.range) else { return false };
        let [a, b] = range.map(|value| scale * value + shift);
        let reach = f64::from(reach) + 1.0;
        a.max(b) < -reach || a.min(b) > height as f64 + reach
    }

    pub(super) fn ends(self) -> [f32; 2] {
        self.map.ends.map(|end| end as f32)
    }

    fn row(self, value: f64) -> f64 {
        match self.linear {
            Some([scale, shift]) => scale * value + shift,
            None => {
                let y = self.map.reference.offset_of_f64(self.map.offset + self.map.gain * value);
                self.map.map.y(y) - self.map.origin
            }
        }
    }

    fn cut(self, row: f64) -> f32 {
        // A NaN stays one.
        row.clamp(self.map.ends[0], self.map.ends[1]) as f32
    }

    /// The row of the way from one value to another, at a part of it.
    fn between(self, from: f64, to: f64, part: f64) -> f32 {
        let row = match self.linear {
            Some(_) => self.row(from + part * (to - from)),
            None => {
                let [from, to] = [from, to].map(|value| self.row(value));
                from + part * (to - from)
            }
        };
        if row.is_finite() { self.cut(row) } else { f32::NAN }
    }

    fn range<T: Sample>(self, range: [T; 2]) -> [f32; 2] {
        let (a, b) = (self.cut(self.row(range[0].to_f64())), self.cut(self.row(range[1].to_f64())));
        if a <= b { [a, b] } else { [b, a] }
    }
}

/// Fills the strips of a channel.
pub(super) struct Fill<'a> {
    pub(super) cuts: &'a Cuts,
    pub(super) rows: Rows<'a>,
    pub(super) tree: Option<&'a SignalTree>,
    pub(super) strips: &'a mut Strips,
}

impl RunVisitor for Fill<'_> {
    type Output = ();

    fn visit<T: Sample>(self, run: Run<'_, T>) {
        self.strips.begin(self.cuts.per_px, self.cuts.columns);
        let tree = self.tree.filter(|tree| tree.len() == run.len());
        let tree = tree.and_then(|tree| Some((tree, tree.nodes::<T>()?)));
        let filler = Filler {
            run,
            cuts: self.cuts,
            rows: self.rows,
            plain: tree.filter(|(_, nodes)| !nodes.has_gaps()),
            tree,
        };
        if self.cuts.is_whole {
            filler.nodes(self.strips);
        } else if !filler.few(self.strips) {
            filler.samples(self.strips);
        }
    }
}

pub(super) struct Filler<'a, T> {
    pub(super) run: Run<'a, T>,
    pub(super) cuts: &'a Cuts,
    pub(super) rows: Rows<'a>,
    tree: Option<(&'a SignalTree, &'a Nodes<T>)>,
    /// The same, if there are no gaps.
    plain: Option<(&'a SignalTree, &'a Nodes<T>)>,
}

impl<T: Sample> Filler<'_, T> {
    /// Strips that are cut between samples, wherever that is.
    fn samples(&self, strips: &mut Strips) {
        let cuts = self.cuts;
        let mut before = self.row_at(0);
        strips.is_broken = before.is_nan();
        let mut strip = 0;
        for column in 0..cuts.columns {
            for phase in 0..cuts.per_px {
                let place = phase * cuts.columns + column;
                let (start, end) = (cuts.index[strip].min(self.run.len()), cuts.index[strip + 1]);
                let end = end.min(self.run.len());
                let after = self.row_at(strip + 1);
                let (range, has_gaps) = if start < end { self.range(start, end) } else { (None, false) };
                if has_gaps && end - start <= MOST_BESIDE_GAPS {
                    self.split([start, end], [before, after], place, strips);
                } else {
                    let mut rows = range.map_or(NOWHERE, |range| self.rows.range(range));
                    for row in [before, after] {
                        // A comparison with NaN is false.
                        rows[0] = if row < rows[0] { row } else { rows[0] };
                        rows[1] = if row > rows[1] { row } else { rows[1] };
                    }
                    strips.is_broken |= after.is_nan();
                    strips.set(place, rows);
                }
                before = after;
                strip += 1;
            }
        }
    }

    /// Strips of whole nodes: what leads from one to the next is what is missing between them.
    fn nodes(&self, strips: &mut Strips) {
        let cuts = self.cuts;
        let mut last = NOWHERE;
        let mut strip = 0;
        for column in 0..cuts.columns {
            for phase in 0..cuts.per_px {
                let place = phase * cuts.columns + column;
                let (start, end) = (cuts.index[strip], cuts.index[strip + 1].min(self.run.len()));
                strip += 1;
                if start >= end {
                    strips.set(place, NOWHERE);
                    last = NOWHERE;
                    continue;
                }
                let (range, has_gaps) = self.range(start, end);
                let mut rows = range.map_or(NOWHERE, |range| self.rows.range(range));
                if has_gaps && end - start <= MOST_BESIDE_GAPS {
                    self.split([start, end], [self.leads_to(start), f32::NAN], place, strips);
                    last = NOWHERE;
                    continue;
                }
                if last[0] <= last[1] {
                    rows = [rows[0].min(last[1]), rows[1].max(last[0])];
                } else {
                    let row = self.leads_to(start);
                    rows = if row.is_nan() { rows } else { join(rows, [row; 2]) };
                    strips.is_broken = true;
                }
                strips.is_broken |= has_gaps;
                strips.set(place, rows);
                last = rows;
            }
        }
    }

    /// The row before a sample, where the channel leads from there to it.
    fn leads_to(&self, index: usize) -> f32 {
        let before = index.checked_sub(1).and_then(|before| self.run.get(before));
        match (before, self.run.get(index)) {
            (Some(before), Some(here)) => self.rows.between(before.to_f64(), here.to_f64(), 0.0),
            _ => f32::NAN,
        }
    }

    /// The row where the channel passes a cut; NaN where it does not.
    fn row_at(&self, cut: usize) -> f32 {
        let (part, index) = (self.cuts.part[cut], self.cuts.index[cut]);
        if part.is_nan() {
            return f32::NAN;
        }
        match (index.checked_sub(1).and_then(|before| self.run.get(before)), self.run.get(index)) {
            (Some(from), Some(to)) => self.rows.between(from.to_f64(), to.to_f64(), part),
            _ => f32::NAN,
        }
    }

    /// The smallest and the largest of samples, and whether there is a gap among them.
    fn range(&self, start: usize, end: usize) -> (Option<[T; 2]>, bool) {
        if let (Some((tree, nodes)), Some(level)) = (self.plain, self.cuts.level) {
            let size = SignalTree::node_size(level);
            let (from, to) = (start + tree.lead(), end + tree.lead());
            if from.is_multiple_of(size) && to.is_multiple_of(size) {
                return (nodes.range_of(level, from / size..to / size), false);
            }
        }
        match self.tree {
            Some((tree, nodes)) if end - start >= 2 * SignalTree::node_size(0) => {
                tree.range_in(nodes, self.run, [start, end])
            }
            _ => self.run.range(start, end, Counted::Finite),
        }
    }

    /// A strip with gaps in it: the rows before the first, and those beyond.
    fn split(&self, [start, end]: [usize; 2], [before, after]: [f32; 2], place: usize, strips: &mut Strips) {
        let (mut first, mut beyond) = (NOWHERE, NOWHERE);
        let mut keep = |rows: [f32; 2]| {
            if rows[0] > rows[1] {
                return;
            }
            let is_beside = first[0] <= rows[1] && rows[0] <= first[1];
            if first[0] > first[1] || is_beside {
                first = join(first, rows);
            } else {
                beyond = join(beyond, rows);
            }
        };
        let add = |rows: [f32; 2], row: f32| if row.is_nan() { rows } else { join(rows, [row; 2]) };
        let mut here = add(NOWHERE, before);
        for value in self.run.iter(start, end) {
            let row = if value.is_finite() { self.rows.row(value.to_f64()) } else { f64::NAN };
            if row.is_finite() {
                here = add(here, self.rows.cut(row));
            } else {
                keep(std::mem::replace(&mut here, NOWHERE));
            }
        }
        keep(add(here, after));
        strips.set(place, first);
        strips.set_beyond(place, beyond);
        strips.is_broken = true;
    }
}
