//! Building a signal tree, and extending it.

use super::nodes::{Level, Nodes};
use super::{Counted, FAN, LEAF, SignalTree};
use crate::samples::{Sample, Samples, SliceVisitor, range_of, union};

impl SignalTree {
    /// Covers samples of which the first [`len`](Self::len) are known.
    pub(super) fn grow(&mut self, samples: &Samples) {
        match samples {
            // Evenly spaced numbers have their extremes at their ends: nothing to remember.
            Samples::Uniform { len, .. } | Samples::UniformI64 { len, .. } => {
                *self = Self { nodes: None, len: *len, lead: 0, counted: self.counted };
            }
            Samples::Source(source) => source.slice().visit(Grow(self)),
        }
    }
}

struct Grow<'a>(&'a mut SignalTree);

impl SliceVisitor for Grow<'_> {
    type Output = ();

    fn visit<T: Sample>(self, slice: &[T]) {
        let Self(tree) = self;
        let known = tree.nodes.take().and_then(|nodes| {
            let nodes: Box<dyn std::any::Any> = nodes;
            nodes.downcast::<Nodes<T>>().ok()
        });
        let mut nodes = known.unwrap_or_else(|| {
            // Nothing is known, or samples of another type were.
            (tree.len, tree.lead) = (0, 0);
            Box::new(Nodes { levels: vec![Level::default()] })
        });
        let first = (tree.lead + tree.len) / LEAF;
        tree.len = slice.len();
        grow_leaves(&mut nodes, slice, tree.lead, tree.counted, first);
        grow_nodes(&mut nodes, first);
        tree.nodes = Some(nodes);
    }
}

/// Makes the leaves from `first` on anew: the last one may not have been full.
fn grow_leaves<T: Sample>(nodes: &mut Nodes<T>, slice: &[T], lead: usize, counted: Counted, first: usize) {
    let Some(filler) = slice.first().copied() else { return };
    let leaves = &mut nodes.levels[0];
    leaves.truncate(first);
    let end = lead + slice.len();
    leaves.ranges.reserve(end.div_ceil(LEAF).saturating_sub(first));
    for leaf in first..end.div_ceil(LEAF) {
        // A leaf that reaches before the first sample is not used.
        let start = (leaf * LEAF).checked_sub(lead);
        let samples = start.map(|start| &slice[start..(start + LEAF).min(slice.len())]);
        let (range, has_gaps) = samples.map_or((None, true), |samples| range_of_counted(samples, counted));
        leaves.push(range, has_gaps, filler);
    }
}

/// Makes the nodes above the leaves from `first` on anew.
fn grow_nodes<T: Sample>(nodes: &mut Nodes<T>, mut first: usize) {
    for level in 1.. {
        let below = nodes.levels[level - 1].ranges.len();
        if below <= FAN {
            nodes.levels.truncate(level);
            return;
        }
        if nodes.levels.len() == level {
            nodes.levels.push(Level::default());
        }
        first = first.min(nodes.levels[level].ranges.len() * FAN) / FAN;
        let (lower, upper) = nodes.levels.split_at_mut(level);
        let (children, parents) = (&lower[level - 1], &mut upper[0]);
        parents.truncate(first);
        for node in first..below.div_ceil(FAN) {
            let mut range = None::<[T; 2]>;
            let mut has_gaps = false;
            for child in node * FAN..(node * FAN + FAN).min(below) {
                has_gaps |= children.gaps.get(child);
                if !children.voids.get(child) {
                    let child = children.ranges[child];
                    range = Some(range.map_or(child, |known| union(known, child)));
                }
            }
            parents.push(range, has_gaps, children.ranges[node * FAN][0]);
        }
    }
}

/// The smallest and the largest sample that counts, and whether one does not.
fn range_of_counted<T: Sample>(samples: &[T], counted: Counted) -> (Option<[T; 2]>, bool) {
    let counts = samples.iter().fold(true, |all, value| all & counted.has(*value));
    if counts {
        return (range_of(samples), false);
    }
    let counting = samples.iter().filter(|value| counted.has(**value));
    (counting.map(|value| [*value; 2]).reduce(union), true)
}
