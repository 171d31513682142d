//! What is known of the samples of channels: their extremes, found at once, on other threads, or as samples come in.

use super::Signals;
use super::refining::MANY;
use crate::jobs::JobControl;
use crate::levels::{Counted, SignalTree};
use crate::samples::{Run, RunVisitor, Sample, Strided};

/// Samples of a channel from which on it has a tree.
const LONG: usize = 1 << 16;
/// Samples of a channel that grows up to which there need not be a tree.
const FEW: usize = 1024;

impl Signals {
    /// Begins to look at all samples.
    pub(super) fn find_trees(&mut self) {
        self.refining = None;
        self.trees.clear();
        self.known = self.len();
        if self.len() <= LONG {
            return self.take_ranges();
        }
        if self.refines && self.len().saturating_mul(self.channels.len()) > MANY {
            return self.begin_refining();
        }
        self.trees = SignalTree::of_channels(&self.channels, &JobControl::default()).unwrap_or_default();
        self.take_ranges();
    }

    /// Looks at samples that are not known; `dropped` of the known ones are gone.
    pub(super) fn extend_trees(&mut self, dropped: usize) {
        if !self.is_sorted || self.len() < FEW {
            return self.find_trees();
        }
        self.known = self.len();
        // What grows is looked at once, however long it is.
        if self.trees.len() != self.channels.len() {
            let control = JobControl::default();
            self.trees = SignalTree::of_channels(&self.channels, &control).unwrap_or_default();
            return self.take_ranges();
        }
        SignalTree::extend_channels(&mut self.trees, &self.channels, dropped);
        self.take_ranges();
    }

    pub(super) fn take_ranges(&mut self) {
        let all = self.channels.iter().enumerate();
        let found = all.map(|(index, channel)| channel.visit(RangeOf(self.trees.get(index))));
        (self.ranges, self.gaps) = found.unzip();
    }
}

/// The smallest and the largest finite sample, and whether there are others; looked up in a tree if there is one.
struct RangeOf<'a>(Option<&'a SignalTree>);

impl RunVisitor for RangeOf<'_> {
    type Output = (Option<[f64; 2]>, bool);

    fn visit<T: Sample>(self, run: Run<'_, T>) -> Self::Output {
        let tree = self.0.and_then(|tree| Some((tree, tree.nodes::<T>()?)));
        let (range, has_gaps) = match tree {
            Some((tree, nodes)) => tree.range_in(nodes, run, [0, run.len()]),
            None => run.range(0, run.len(), Counted::Finite),
        };
        (range.map(|range| range.map(Sample::to_f64)), has_gaps)
    }
}

impl Strided {
    /// The smallest and the largest of some samples that are finite.
    pub(super) fn range_between(&self, tree: Option<&SignalTree>, range: [usize; 2]) -> Option<[f64; 2]> {
        self.visit(Between(tree, range))
    }
}

struct Between<'a>(Option<&'a SignalTree>, [usize; 2]);

impl RunVisitor for Between<'_> {
    type Output = Option<[f64; 2]>;

    fn visit<T: Sample>(self, run: Run<'_, T>) -> Self::Output {
        let (start, end) = (self.1[0].min(run.len()), self.1[1].min(run.len()));
        let tree = self.0.and_then(|tree| Some((tree, tree.nodes::<T>()?)));
        let (range, _) = match tree {
            Some((tree, nodes)) => tree.range_in(nodes, run, [start, end]),
            None => run.range(start, end.max(start), Counted::Finite),
        };
        range.map(|range| range.map(Sample::to_f64))
    }
}
