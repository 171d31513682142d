//! Lines of more samples than pixels: of all their segments, the parts that can be the nearest to the centre of some pixel.
//!
//! What this rests on is told in [levels](crate::levels).

mod front;
mod sleeve;
mod walk;

use std::ops::Range;

use glam::DVec2;

use super::Line;
use crate::batch::{PieceBin, Pieces};
use crate::levels::{LEAF, SignalTree};
use crate::samples::{Sample, Samples, Slice, SliceVisitor};
use crate::threads::threads;
use crate::view::AxisMaps;
use crate::visual::Bounds;
use sleeve::Sink;
use walk::{Passage, Walk};

/// Samples in a bin up to which all are looked at: then there need not be a tree.
const FEW_SAMPLES_PER_BIN: f64 = 256.0;

/// Samples from which on it is worth while to ask another thread for help.
const MANY_SAMPLES: usize = 100_000;

/// What of a line is seen.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    /// Pixels.
    pub(super) low: DVec2,
    pub(super) high: DVec2,
    /// Samples.
    pub(super) range: Range<usize>,
}

impl Line {
    /// Makes the pieces of a line whose x never falls. Its y are those of `slice`.
    pub(super) fn emit_dense(&self, map: AxisMaps<'_>, slice: Slice<'_>, seen: Seen, out: &mut Pieces) {
        let per_bin = seen.range.len() as f64 / (seen.high.x - seen.low.x);
        let is_needed = per_bin > FEW_SAMPLES_PER_BIN && !self.lacks_tree();
        let tree = is_needed.then(|| self.seen_tree(map));
        slice.visit(Dense { line: self, map, tree, seen, out });
    }
}

/// Goes through the bins of a line.
struct Dense<'a> {
    line: &'a Line,
    map: AxisMaps<'a>,
    tree: Option<&'a SignalTree>,
    seen: Seen,
    out: &'a mut Pieces,
}

impl SliceVisitor for Dense<'_> {
    type Output = ();

    fn visit<T: Sample>(self, slice: &[T]) {
        // Edges are on the centres of pixels.
        let Seen { low, high, range } = &self.seen;
        let (left, right) = ((low.x - 0.5).floor() + 0.5, (high.x + 0.5).ceil() - 0.5);
        let rises = self.map.signs().x > 0.0;
        let bins = Bins { rises, first: if rises { left } else { right } };
        let (count, out) = ((right - left) as usize, self.out);
        let part = |which: Range<usize>, out: &mut Pieces| {
            let mut walk = Walk::new(self.line, self.map, slice, self.tree);
            walk.find_spacing(range);
            walk.bins(bins, which, &self.seen, out);
        };
        if range.len() < MANY_SAMPLES || threads() < 2 {
            return part(0..count, out);
        }
        on_two_threads(count, &part, out);
    }
}

/// Goes through the halves of some bins at once.
fn on_two_threads(count: usize, part: &(dyn Fn(Range<usize>, &mut Pieces) + Sync), out: &mut Pieces) {
    std::thread::scope(|scope| {
        let second = || {
            let mut pieces = Pieces::default();
            part(count / 2..count, &mut pieces);
            pieces
        };
        let thread = std::thread::Builder::new().spawn_scoped(scope, second);
        part(0..count / 2, out);
        match thread.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(pieces)) => out.append(pieces.all()),
            // There are no threads to be had.
            _ => part(count / 2..count, out),
        }
    });
}

/// Where bins are.
#[derive(Debug, Clone, Copy)]
struct Bins {
    /// Whether x rises with the samples.
    rises: bool,
    /// Where the first one begins.
    first: f64,
}

impl Bins {
    /// Where a bin begins, in the order of the samples, and the one before it ends.
    fn edge(self, at: usize) -> f64 {
        self.first + if self.rises { at as f64 } else { -(at as f64) }
    }
}

impl<T: Sample> Walk<'_, T> {
    /// Makes the pieces of some bins.
    fn bins(&mut self, bins: Bins, which: Range<usize>, seen: &Seen, out: &mut Pieces) {
        let mut from = self.edge(bins.edge(which.start), seen.range.start);
        for bin in which {
            let to = self.edge(bins.edge(bin + 1), from.0);
            let samples = from.0..to.0;
            let passages = [from.1, to.1];
            from = to;
            if samples.is_empty() && passages.contains(&Passage::Interrupted) {
                continue;
            }
            let column = bins.edge(bin).min(bins.edge(bin + 1));
            self.bin = [column, column + 1.0];
            let mut sink = Sink { ends: &mut out.ends, seen_y: [seen.low.y, seen.high.y] };
            let back = [passages[1], passages[0]];
            if bins.rises {
                self.pass::<true>(samples.clone(), passages, &mut sink);
            } else {
                self.pass::<false>(samples.clone(), back, &mut sink);
            }
            let middle = sink.ends.len();
            if bins.rises {
                self.pass::<false>(samples, back, &mut sink);
            } else {
                self.pass::<true>(samples, passages, &mut sink);
            }
            let end = sink.ends.len();
            out.bins.push(PieceBin { column: column.floor() as i32, middle, end });
        }
    }
}

impl<T: Sample> Walk<'_, T> {
    /// The first sample beyond an edge, looked for from sample `at` on, and how the line passes the edge.
    fn edge(&self, edge: f64, at: usize) -> (usize, Passage) {
        let offset = self.map.imap_x(edge);
        let (x, reference) = (&self.line.x, self.line.x_reference);
        let index = if at < self.samples.len() && x.offset(at, reference) < offset {
            x.first_from(at, offset, reference)
        } else {
            at
        };
        if let Some(snapped) = self.snap(edge, index, at) {
            return snapped;
        }
        let Some(before) = index.checked_sub(1).and_then(|before| self.point(before)) else {
            return (index, Passage::Interrupted);
        };
        let Some(after) = self.point(index) else { return (index, Passage::Interrupted) };
        let t = ((edge - before.x) / (after.x - before.x)).clamp(0.0, 1.0);
        let y = before.y + t * (after.y - before.y);
        (index, if t.is_finite() { Passage::At(DVec2::new(edge, y)) } else { Passage::Interrupted })
    }

    /// Moves an edge to the next leaf, where a leaf is so narrow that nobody can tell: then the samples need not be touched.
    fn snap(&self, edge: f64, index: usize, least: usize) -> Option<(usize, Passage)> {
        // Of samples that are not evenly spaced, the leaves beside may be wide.
        if !matches!(self.line.x, Samples::Uniform { .. } | Samples::UniformI64 { .. }) {
            return None;
        }
        let (tree, nodes) = self.tree?;
        let start = tree.leaf_start(index)?;
        let at = if index - start > LEAF / 2 { start + LEAF } else { start };
        let before = at.checked_sub(LEAF).filter(|_| at > least)?;
        if at + LEAF > self.samples.len() || !self.is_narrow::<true>(&(before..at + LEAF)) {
            return None;
        }
        let leaf = |from: usize, to: usize| {
            tree.node_at::<_, true>(nodes, [from, to], 0).filter(|leaf| !leaf.has_gaps)
        };
        let (a, b) = (self.rows(leaf(before, at)?.range), self.rows(leaf(at, at + LEAF)?.range));
        let between = if a[1] < b[0] {
            [a[1], b[0]]
        } else if b[1] < a[0] {
            [b[1], a[0]]
        } else {
            return Some((at, Passage::Somewhere));
        };
        Some((at, Passage::Through(edge, between)))
    }
}

impl Pieces {
    /// The pixels that they span.
    pub(super) fn extent(&self) -> Option<Bounds> {
        let mut bounds: Option<[f32; 4]> = None;
        for [ax, ay, bx, by] in &self.ends {
            let [left, low, right, high] = bounds.get_or_insert([*ax, *ay, *ax, *ay]);
            (*left, *right) = (left.min(ax.min(*bx)), right.max(ax.max(*bx)));
            (*low, *high) = (low.min(ay.min(*by)), high.max(ay.max(*by)));
        }
        bounds.map(|[left, low, right, high]| Bounds {
            min: DVec2::new(f64::from(left), f64::from(low)),
            max: DVec2::new(f64::from(right), f64::from(high)),
        })
    }
}

#[cfg(test)]
mod tests;
