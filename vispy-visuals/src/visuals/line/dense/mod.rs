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
use crate::view::AxisMaps;
use crate::visual::Bounds;
use sleeve::Sink;
use walk::{Passage, Walk};

/// Samples in a bin up to which all are looked at: then there need not be a tree.
const FEW_SAMPLES_PER_BIN: f64 = 256.0;

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
        let tree = (per_bin > FEW_SAMPLES_PER_BIN).then(|| self.seen_tree(map));
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
        let Self { line, map, tree, seen, out } = self;
        // Edges are on the centres of pixels.
        let (left, right) = ((seen.low.x - 0.5).floor() + 0.5, (seen.high.x + 0.5).ceil() - 0.5);
        let rises = map.signs().x > 0.0;
        let (first, step) = if rises { (left, 1.0) } else { (right, -1.0) };
        let mut walk = Walk::new(line, map, slice, tree);
        walk.find_spacing(&seen.range);
        let edge = |at: usize| first + step * at as f64;
        let mut from = walk.edge(edge(0), seen.range.start);
        for bin in 0..(right - left) as usize {
            let to = walk.edge(edge(bin + 1), from.0);
            let samples = from.0..to.0;
            let passages = [from.1, to.1];
            let is_missed = samples.is_empty() && passages.contains(&Passage::Interrupted);
            if !is_missed {
                let column = edge(bin).min(edge(bin + 1));
                walk.bin = [column, column + 1.0];
                let mut sink = Sink { ends: &mut out.ends, seen_y: [seen.low.y, seen.high.y] };
                let back = [passages[1], passages[0]];
                if rises {
                    walk.pass::<true>(samples.clone(), passages, &mut sink);
                } else {
                    walk.pass::<false>(samples.clone(), back, &mut sink);
                }
                let middle = sink.ends.len();
                if rises {
                    walk.pass::<false>(samples, back, &mut sink);
                } else {
                    walk.pass::<true>(samples, passages, &mut sink);
                }
                let end = sink.ends.len();
                out.bins.push(PieceBin { column: column.floor() as i32, middle, end });
            }
            from = to;
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
        let leaves = [
            tree.node_from(nodes, before, at, 0).filter(|leaf| !leaf.has_gaps)?,
            tree.node_from(nodes, at, at + LEAF, 0).filter(|leaf| !leaf.has_gaps)?,
        ];
        let [a, b] = leaves.map(|leaf| self.rows(leaf.range));
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
