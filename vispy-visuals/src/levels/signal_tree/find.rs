//! Looking up where the extremes of a range are.

use super::nodes::{Node, Nodes};
use super::{Extrema, LEAF, SignalTree};
use crate::samples::{Sample, SliceVisitor};

/// Asks for the extremes of samples `start..end`.
pub(super) struct Query<'a> {
    pub(super) tree: &'a SignalTree,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Where an extreme was seen.
#[derive(Clone, Copy)]
enum Place<T> {
    Sample(usize),
    Under(Node<T>),
}

impl SliceVisitor for Query<'_> {
    type Output = Option<Extrema>;

    fn visit<T: Sample>(self, slice: &[T]) -> Option<Extrema> {
        let end = self.end.min(slice.len());
        if self.start >= end {
            return None;
        }
        let none = Nodes { levels: Vec::new() };
        let finder = Finder { tree: self.tree, nodes: self.tree.nodes().unwrap_or(&none), slice };
        let first = finder.first(self.start, end)?;
        let last = finder.last(self.start, end)?;
        let mut extremes = [(slice[first], Place::Sample(first)); 2];
        let mut take = |[low, high]: [T; 2], place: Place<T>| {
            if low < extremes[0].0 {
                extremes[0] = (low, place);
            }
            if high > extremes[1].0 {
                extremes[1] = (high, place);
            }
        };
        let mut at = first;
        while at <= last {
            if let Some(node) = self.tree.node_at::<_, true>(finder.nodes, [at, last + 1], usize::MAX) {
                if !node.is_void {
                    take(node.range, Place::Under(node));
                }
                at += node.size;
                continue;
            }
            let stop = finder.tree.leaf_end(at).min(last + 1);
            for (index, value) in slice.iter().enumerate().take(stop).skip(at) {
                if finder.tree.counted.has(*value) {
                    take([*value; 2], Place::Sample(index));
                }
            }
            at = stop;
        }
        let (min, max) = (finder.locate(extremes[0].1, 0)?, finder.locate(extremes[1].1, 1)?);
        Some(Extrema { first, min, max, last })
    }
}

struct Finder<'a, T> {
    tree: &'a SignalTree,
    nodes: &'a Nodes<T>,
    slice: &'a [T],
}

impl<T: Sample> Finder<'_, T> {
    /// The first sample of a range that counts.
    fn first(&self, start: usize, end: usize) -> Option<usize> {
        let (mut at, mut cap) = (start, usize::MAX);
        while at < end {
            match self.tree.node_at::<_, true>(self.nodes, [at, end], cap) {
                Some(node) if node.is_void => (at, cap) = (at + node.size, usize::MAX),
                Some(node) if node.level > 0 => cap = node.level - 1,
                _ => {
                    let stop = self.tree.leaf_end(at).min(end);
                    let found = self.slice[at..stop].iter().position(|value| self.tree.counted.has(*value));
                    if let Some(found) = found {
                        return Some(at + found);
                    }
                    (at, cap) = (stop, usize::MAX);
                }
            }
        }
        None
    }

    /// The last sample of a range that counts.
    fn last(&self, start: usize, end: usize) -> Option<usize> {
        let (mut at, mut cap) = (end, usize::MAX);
        while at > start {
            match self.tree.node_at::<_, false>(self.nodes, [at, start], cap) {
                Some(node) if node.is_void => (at, cap) = (at - node.size, usize::MAX),
                Some(node) if node.level > 0 => cap = node.level - 1,
                _ => {
                    let stop = self.tree.leaf_start(at - 1).unwrap_or(0).max(start);
                    let found = self.slice[stop..at].iter().rposition(|value| self.tree.counted.has(*value));
                    if let Some(found) = found {
                        return Some(stop + found);
                    }
                    (at, cap) = (stop, usize::MAX);
                }
            }
        }
        None
    }

    /// The sample that is the smallest (side 0) or the largest (side 1) of a place.
    fn locate(&self, place: Place<T>, side: usize) -> Option<usize> {
        let mut node = match place {
            Place::Sample(index) => return Some(index),
            Place::Under(node) => node,
        };
        let value = node.range[side];
        while !node.is_leaf() {
            node = self.nodes.children(node).find(|child| !child.is_void && child.range[side] == value)?;
        }
        let start = node.start().checked_sub(self.tree.lead)?;
        let samples = self.slice.get(start..)?.iter().take(LEAF);
        let found = samples.enumerate().find(|(_, sample)| **sample == value)?;
        Some(start + found.0)
    }
}
