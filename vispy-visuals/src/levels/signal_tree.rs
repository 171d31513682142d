//! The extremes of a signal: a tree over its sample index.
//!
//! A leaf covers 64 samples and keeps the smallest and the largest of them, in their own type; a node above covers eight
//! nodes. With two bits for gaps that is under five percent of the data of any type, and who looks at many samples at once
//! need not touch the samples.

mod build;
mod channels;
mod find;
mod nodes;

use std::any::Any;

pub(crate) use nodes::{Node, Nodes};

use crate::samples::{Run, Sample, Samples, Slice, union};
use nodes::AnyNodes;

/// Samples under a leaf.
pub(crate) const LEAF: usize = 64;
/// Nodes under a node.
const FAN: usize = 8;

/// The extremes of a signal.
#[derive(Debug)]
pub struct SignalTree {
    /// [`Nodes`] of the samples' type; `None` where there are no samples, or evenly spaced ones.
    nodes: Option<Box<dyn AnyNodes>>,
    len: usize,
    /// Samples before the first one that the tree covered once; nodes that reach there are not used any more.
    lead: usize,
    /// Which samples count.
    counted: Counted,
}

/// Which samples of a signal count; the others are gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counted {
    Finite,
    /// Those that a logarithmic axis has a place for.
    Positive,
}

impl Counted {
    pub(crate) fn has<T: Sample>(self, value: T) -> bool {
        value.is_finite() && (self == Self::Finite || value.to_f64() > 0.0)
    }
}

/// What a range of samples looks like when it is narrower than a pixel: indices of four of its samples.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extrema {
    /// The first sample that counts: that is finite, and positive where the tree is of positive samples.
    pub first: usize,
    /// The smallest.
    pub min: usize,
    /// The largest.
    pub max: usize,
    /// The last one that counts.
    pub last: usize,
}

impl SignalTree {
    /// Builds the tree; reads every sample once.
    #[must_use]
    pub fn new(samples: &Samples) -> Self {
        Self::of(samples, Counted::Finite)
    }

    /// Builds a tree that takes samples which are not positive for gaps, as a logarithmic axis does; reads every sample
    /// once.
    #[must_use]
    pub fn of_positive(samples: &Samples) -> Self {
        Self::of(samples, Counted::Positive)
    }

    fn of(samples: &Samples, counted: Counted) -> Self {
        let mut tree = Self { nodes: None, len: 0, lead: 0, counted };
        tree.grow(samples);
        tree
    }

    /// Covers other samples, of which most are known: the first `dropped` are gone, those that were left come first and are
    /// what they were, new ones follow. Reads the new ones only.
    pub fn extend(&mut self, samples: &Samples, dropped: usize) {
        self.forget(dropped, samples.len());
        self.grow(samples);
    }

    /// Forgets samples at the front; there will be `len` of those that are left and new ones.
    fn forget(&mut self, dropped: usize, len: usize) {
        if self.len <= dropped || self.len - dropped > len {
            *self = Self { nodes: None, len: 0, lead: 0, counted: self.counted };
            return;
        }
        self.lead += dropped;
        self.len -= dropped;
        // Nodes of samples that are gone take memory: an eighth of what the others take at most.
        if self.lead > (len / 8).max(LEAF)
            && let Some(nodes) = &mut self.nodes
        {
            self.lead -= nodes.forget(self.lead);
        }
    }

    /// Bytes that the tree takes.
    #[must_use]
    pub fn size_bytes(&self) -> usize {
        self.nodes.as_ref().map_or(0, |nodes| nodes.size_bytes())
    }

    /// How many samples it covers.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it covers none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The extremes of samples `start..end`; `None` when none of them counts. `slice` is what the tree was built
    /// over.
    #[must_use]
    pub fn extrema(&self, slice: Slice<'_>, start: usize, end: usize) -> Option<Extrema> {
        slice.visit(find::Query { tree: self, start, end })
    }

    /// The highest level whose nodes have at most so many samples.
    pub(crate) fn level_of(samples: usize) -> Option<usize> {
        (samples / LEAF).checked_ilog2().map(|log| (log / FAN.trailing_zeros()) as usize)
    }

    /// Which samples count.
    pub(crate) fn counted(&self) -> Counted {
        self.counted
    }

    /// The nodes, for samples of the type that the tree was built over.
    pub(crate) fn nodes<T: Sample>(&self) -> Option<&Nodes<T>> {
        let nodes: &dyn Any = self.nodes.as_deref()?;
        nodes.downcast_ref()
    }

    /// Where the leaf that holds a sample ends.
    pub(crate) fn leaf_end(&self, index: usize) -> usize {
        ((index + self.lead) / LEAF + 1) * LEAF - self.lead
    }

    /// The start of the leaf that holds a sample; before 0 where the leaf's first samples were dropped.
    pub(crate) fn leaf_start(&self, index: usize) -> Option<usize> {
        ((index + self.lead) / LEAF * LEAF).checked_sub(self.lead)
    }

    /// How many samples from `at` on, forward or back, up to `end`, are under whole nodes of a level that have all of them
    /// within a range.
    pub(crate) fn count_inside<T: Sample, const FORWARD: bool>(
        &self,
        nodes: &Nodes<T>,
        level: usize,
        [at, end]: [usize; 2],
        inside: [T; 2],
    ) -> usize {
        let size = size_of_node(level);
        let (at, end) = (at + self.lead, end + self.lead);
        if !at.is_multiple_of(size) {
            return 0;
        }
        let which = if FORWARD { at / size..end / size } else { end.div_ceil(size)..at / size };
        nodes.count_inside::<FORWARD>(level, which, inside) * size
    }

    /// How many samples a node of a level has.
    pub(crate) fn node_size(level: usize) -> usize {
        size_of_node(level)
    }

    /// Samples before the first one that nodes are counted from.
    pub(crate) fn lead(&self) -> usize {
        self.lead
    }

    /// The smallest and the largest of samples `start..end` that count, and whether one does not.
    pub(crate) fn range_in<T: Sample>(
        &self,
        nodes: &Nodes<T>,
        run: Run<'_, T>,
        [start, end]: [usize; 2],
    ) -> (Option<[T; 2]>, bool) {
        let (mut range, mut has_gaps) = (None::<[T; 2]>, false);
        let mut at = start;
        while at < end {
            let (found, gaps, next) = match self.node_at::<T, true>(nodes, [at, end], usize::MAX) {
                Some(node) => ((!node.is_void).then_some(node.range), node.has_gaps, at + node.size),
                None => {
                    let stop = self.leaf_end(at).min(end);
                    let (found, gaps) = run.range(at, stop, self.counted);
                    (found, gaps, stop)
                }
            };
            range = match (range, found) {
                (Some(known), Some(found)) => Some(union(known, found)),
                (known, found) => known.or(found),
            };
            has_gaps |= gaps;
            at = next;
        }
        (range, has_gaps)
    }

    /// The highest node, not above level `cap`, that lies next to `at`, forward or back, and not beyond `end`.
    pub(crate) fn node_at<T: Sample, const FORWARD: bool>(
        &self,
        nodes: &Nodes<T>,
        [at, end]: [usize; 2],
        cap: usize,
    ) -> Option<Node<T>> {
        let (at, end) = (at + self.lead, end + self.lead);
        let level = highest(at, at.abs_diff(end), nodes.level_count().min(cap.saturating_add(1)))?;
        let size = size_of_node(level);
        nodes.get(level, if FORWARD { at / size } else { at / size - 1 }, size)
    }
}

/// The highest of the lowest levels whose nodes begin, and end, at a place and have at most so many samples.
fn highest(place: usize, samples: usize, levels: usize) -> Option<usize> {
    (0..levels)
        .take_while(|level| place.is_multiple_of(size_of_node(*level)) && size_of_node(*level) <= samples)
        .last()
}

/// Samples under a node of a level.
fn size_of_node(level: usize) -> usize {
    LEAF << (FAN.trailing_zeros() as usize * level)
}

#[cfg(test)]
mod tests;
