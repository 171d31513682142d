//! Following a line through a bin, from one edge to the other.

use std::ops::Range;

use glam::DVec2;

use super::super::Line;
use super::front::Front;
use super::sleeve::Sink;
use crate::levels::{Counted, LEAF, Node, Nodes, SignalTree};
use crate::samples::{Sample, Samples, range_of, union};
use crate::view::AxisMaps;

/// The widest that samples may be together to be drawn as one vertical stroke, in pixels.
const WIDEST_PX: f64 = 1.0 / 128.0;
/// Samples that are drawn as one stroke, at least, where they are looked at.
const FEWEST_IN_BLOCK: usize = 4;
/// Samples beside gaps that are looked at one by one in a bin, from each side. Of a line that is interrupted more often than
/// so many samples tell, what is left is drawn as if it were not.
const MOST_BESIDE_GAPS: usize = 64 * LEAF;

/// How a line passes from one bin to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Passage {
    /// Not at all.
    Interrupted,
    /// At a point.
    At(DVec2),
    /// Through rows at an x.
    Through(f64, [f64; 2]),
    /// Somewhere among the rows that it covers on both sides.
    Somewhere,
}

/// What a line is made of.
pub(super) struct Walk<'a, T> {
    pub(super) line: &'a Line,
    pub(super) map: AxisMaps<'a>,
    pub(super) samples: &'a [T],
    pub(super) counted: Counted,
    pub(super) tree: Option<(&'a SignalTree, &'a Nodes<T>)>,
    /// The bin, in pixels, the smaller x first.
    pub(super) bin: [f64; 2],
    pub(super) front: Front,
    /// Samples that are together narrow enough for one stroke, if all of the bin are as far apart as each other.
    narrow: usize,
    /// Where samples are in x that are evenly spaced in pixels: one of them, its place, and the way to the next.
    even: Option<(usize, f64, f64)>,
    /// Values between these two are among the rows where the line is.
    inside: Option<[T; 2]>,
    /// The point that was looked at last.
    last: Option<(usize, DVec2)>,
    beside_gaps: usize,
}

impl<'a, T: Sample> Walk<'a, T> {
    pub(super) fn new(
        line: &'a Line,
        map: AxisMaps<'a>,
        samples: &'a [T],
        tree: Option<&'a SignalTree>,
    ) -> Self {
        let counted = if map.needs_positive_y() { Counted::Positive } else { Counted::Finite };
        let tree = tree.filter(|tree| tree.len() == samples.len() && tree.counted() == counted);
        let tree = tree.and_then(|tree| Some((tree, tree.nodes()?)));
        Self {
            line,
            map,
            samples,
            counted,
            tree,
            bin: [0.0; 2],
            front: Front::default(),
            narrow: 0,
            even: None,
            inside: None,
            last: None,
            beside_gaps: 0,
        }
    }

    /// Finds out where samples are in x, so that it need not be computed from the axis for each of those near one of them.
    pub(super) fn find_spacing(&mut self, seen: &Range<usize>) {
        let is_even = matches!(self.line.x, Samples::Uniform { .. } | Samples::UniformI64 { .. });
        if is_even && self.map.is_linear() && seen.len() > 1 {
            let (first, last) = (self.x(seen.start), self.x(seen.end - 1));
            self.even = Some((seen.start, first, (last - first) / (seen.len() - 1) as f64));
        }
    }

    /// Where a sample is in x.
    #[inline]
    pub(super) fn x(&self, index: usize) -> f64 {
        if let Some((start, first, step)) = self.even {
            return first + (index as isize - start as isize) as f64 * step;
        }
        self.map.x(self.line.x.offset(index, self.line.x_reference))
    }

    #[inline]
    fn y(&self, value: T) -> f64 {
        self.map.y(value.offset(self.line.y_reference))
    }

    /// Where a sample is, if it is anywhere.
    pub(super) fn point(&self, index: usize) -> Option<DVec2> {
        let value = *self.samples.get(index)?;
        let point = DVec2::new(self.x(index), self.y(value));
        (self.counted.has(value) && point.is_finite()).then_some(point)
    }

    /// The rows of values, the lower first.
    pub(super) fn rows(&self, range: [T; 2]) -> [f64; 2] {
        let (a, b) = (self.y(range[0]), self.y(range[1]));
        [a.min(b), a.max(b)]
    }

    /// Whether samples, and the way to the first of them, are narrow enough for one stroke.
    pub(super) fn is_narrow<const FORWARD: bool>(&self, samples: &Range<usize>) -> bool {
        let (from, to) = if FORWARD {
            (samples.start.saturating_sub(1), samples.end - 1)
        } else {
            (samples.start, samples.end.min(self.samples.len() - 1))
        };
        (self.x(to) - self.x(from)).abs() <= WIDEST_PX
    }

    /// Follows the line through the samples of a bin, or back.
    pub(super) fn pass<const FORWARD: bool>(
        &mut self,
        bin: Range<usize>,
        [from, to]: [Passage; 2],
        sink: &mut Sink<'_>,
    ) {
        (self.inside, self.beside_gaps) = (None, 0);
        self.narrow = (bin.len().saturating_sub(1) as f64 * WIDEST_PX) as usize;
        let level = SignalTree::level_of(self.narrow).unwrap_or(0);
        // The way to the first sample begins at the edge.
        self.last = None;
        let (mut at, end) = if FORWARD { (bin.start, bin.end) } else { (bin.end, bin.start) };
        match from {
            Passage::At(point) => {
                self.front.start(point, sink);
                self.last = Some((if FORWARD { at.wrapping_sub(1) } else { at }, point));
            }
            Passage::Through(x, rows) => self.front.span(x, rows, sink),
            Passage::Interrupted | Passage::Somewhere => {}
        }
        let mut cap = usize::MAX;
        while at != end {
            if cap == usize::MAX {
                at = self.skip::<FORWARD>(at, end, level);
                if at == end {
                    break;
                }
            }
            if let Some(node) = self.node::<FORWARD>(at, end, cap) {
                let samples = if FORWARD { at..at + node.size } else { at - node.size..at };
                if self.takes::<FORWARD>(node, samples, sink) {
                    at = if FORWARD { at + node.size } else { at - node.size };
                    cap = usize::MAX;
                    continue;
                }
                if node.level > 0 {
                    cap = node.level - 1;
                    continue;
                }
            }
            let stop = self.leaf_edge::<FORWARD>(at, end);
            self.scan_blocks::<FORWARD>(at, stop, sink);
            (at, cap) = (stop, usize::MAX);
        }
        match to {
            Passage::At(point) => {
                let last = if bin.is_empty() {
                    self.last.map(|(_, point)| point)
                } else {
                    self.known_point(if FORWARD { bin.end - 1 } else { bin.start })
                };
                if let Some(last) = last {
                    self.front.segment(last, point, sink);
                }
            }
            Passage::Through(x, rows) => self.front.span(x, rows, sink),
            Passage::Interrupted | Passage::Somewhere => {}
        }
        self.front.finish(sink);
    }

    /// Passes over nodes ahead that extend nothing.
    fn skip<const FORWARD: bool>(&self, mut at: usize, end: usize, level: usize) -> usize {
        let (Some((tree, nodes)), Some(inside)) = (self.tree, self.inside) else { return at };
        for level in [level + 1, level] {
            let count = tree.count_inside::<T, FORWARD>(nodes, level, [at, end], inside);
            at = if FORWARD { at + count } else { at - count };
        }
        at
    }

    /// The largest node ahead.
    fn node<const FORWARD: bool>(&self, at: usize, end: usize, cap: usize) -> Option<Node<T>> {
        let (tree, nodes) = self.tree?;
        tree.node_at::<T, FORWARD>(nodes, [at, end], cap)
    }

    /// Where the leaf ahead ends, or the bin.
    fn leaf_edge<const FORWARD: bool>(&self, at: usize, end: usize) -> usize {
        let Some((tree, _)) = self.tree else { return end };
        if FORWARD { (tree.leaf_end(at)).min(end) } else { tree.leaf_start(at - 1).unwrap_or(0).max(end) }
    }

    /// Whether the samples of a node are done with: they are covered, or narrow enough for one stroke.
    fn takes<const FORWARD: bool>(
        &mut self,
        node: Node<T>,
        samples: Range<usize>,
        sink: &mut Sink<'_>,
    ) -> bool {
        if node.is_void {
            self.interrupt(sink);
            return true;
        }
        let range = node.range;
        let is_inside = self.inside.is_some_and(|inside| inside[0] <= range[0] && range[1] <= inside[1]);
        if is_inside && !node.has_gaps {
            return true;
        }
        let rows = self.rows(range);
        if node.has_gaps {
            // The way from where the line is to the first of them must be covered too.
            if let Some(at) = self.front.covering(rows).filter(|at| self.front.may_enter(*at)) {
                self.interrupt(sink);
                let last = if FORWARD { samples.end - 1 } else { samples.start };
                if self.counted.has(self.samples[last]) {
                    self.front.enter(at);
                    self.inside = Some(range);
                }
                return true;
            }
            if self.beside_gaps < MOST_BESIDE_GAPS {
                self.beside_gaps += if node.level == 0 { LEAF } else { 0 };
                return false;
            }
        } else if !self.front.is_open()
            && let Some(at) = self.front.covering(rows)
        {
            self.front.enter(at);
            self.inside = Some(range);
            return true;
        }
        if !self.is_narrow::<FORWARD>(&samples) {
            return false;
        }
        self.stroke(&samples, range, sink);
        true
    }

    /// Looks at samples block by block, where blocks are narrow.
    fn scan_blocks<const FORWARD: bool>(&mut self, from: usize, to: usize, sink: &mut Sink<'_>) {
        if self.narrow < FEWEST_IN_BLOCK {
            return self.scan::<FORWARD>(from, to, sink);
        }
        let mut at = from;
        loop {
            at = self.skip_samples::<FORWARD>(at, to);
            if at == to {
                return;
            }
            let block = if FORWARD {
                at..(at + self.narrow).min(to)
            } else {
                at.saturating_sub(self.narrow).max(to)..at
            };
            let next = if FORWARD { block.end } else { block.start };
            let samples = &self.samples[block.clone()];
            let counted = self.counted;
            let counts = samples.iter().fold(true, |all, value| all & counted.has(*value));
            match range_of(samples).filter(|_| counts && self.is_narrow::<FORWARD>(&block)) {
                Some(range) => self.stroke(&block, range, sink),
                None => self.scan::<FORWARD>(at, next, sink),
            }
            at = next;
        }
    }

    /// Passes over samples ahead that extend nothing.
    fn skip_samples<const FORWARD: bool>(&self, at: usize, end: usize) -> usize {
        let ahead = if FORWARD { &self.samples[at..end] } else { &self.samples[end..at] };
        let count = self.inside.map_or(0, |inside| count_inside::<T, FORWARD>(ahead, inside));
        if FORWARD { at + count } else { at - count }
    }

    /// Draws samples as one stroke.
    fn stroke(&mut self, samples: &Range<usize>, range: [T; 2], sink: &mut Sink<'_>) {
        let x = (self.x(samples.start) + self.x(samples.end - 1)) / 2.0;
        let rows = self.rows(range);
        self.front.span(x.clamp(self.bin[0], self.bin[1]), rows, sink);
        self.widen(range);
    }

    /// Looks at samples one by one.
    fn scan<const FORWARD: bool>(&mut self, from: usize, to: usize, sink: &mut Sink<'_>) {
        let mut at = from;
        while at != to {
            at = self.skip_samples::<FORWARD>(at, to);
            if at == to {
                return;
            }
            let index = if FORWARD { at } else { at - 1 };
            self.sample::<FORWARD>(index, sink);
            at = if FORWARD { at + 1 } else { index };
        }
    }

    fn sample<const FORWARD: bool>(&mut self, index: usize, sink: &mut Sink<'_>) {
        let value = self.samples[index];
        let y = self.y(value);
        if !self.counted.has(value) || !y.is_finite() {
            self.interrupt(sink);
            return;
        }
        if !self.front.holds(y) {
            let here = DVec2::new(self.x(index), y);
            let before = if FORWARD { index.wrapping_sub(1) } else { index + 1 };
            match self.known_point(before).filter(|_| self.front.is_open()) {
                Some(before) => self.front.segment(before, here, sink),
                None => {
                    self.inside = None;
                    self.front.start(here, sink);
                }
            }
            self.last = Some((index, here));
        }
        self.widen([value; 2]);
    }

    /// Where a sample is that may have been looked at just now.
    #[inline]
    fn known_point(&self, index: usize) -> Option<DVec2> {
        match self.last {
            Some((last, point)) if last == index => Some(point),
            _ => self.point(index),
        }
    }

    fn interrupt(&mut self, sink: &mut Sink<'_>) {
        self.inside = None;
        self.front.gap(sink);
    }

    /// The line has been at these values, and at all between them and where it was.
    #[inline]
    fn widen(&mut self, range: [T; 2]) {
        self.inside = Some(self.inside.map_or(range, |inside| union(inside, range)));
    }
}

/// How many samples from one end on are within a range. A NaN is not.
fn count_inside<T: Sample, const FORWARD: bool>(samples: &[T], [low, high]: [T; 2]) -> usize {
    const AT_ONCE: usize = 16;
    let is_inside = |value: &T| low <= *value && *value <= high;
    let all = |chunk: &&[T]| chunk.iter().fold(true, |all, value| all & is_inside(value));
    if FORWARD {
        let count = samples.chunks_exact(AT_ONCE).take_while(all).count() * AT_ONCE;
        count + samples[count..].iter().take_while(|value| is_inside(value)).count()
    } else {
        let count = samples.rchunks_exact(AT_ONCE).take_while(all).count() * AT_ONCE;
        let rest = &samples[..samples.len() - count];
        count + rest.iter().rev().take_while(|value| is_inside(value)).count()
    }
}
