//! What is known of the samples of channels: their extremes, found at once, on other threads, or as samples come in.

use super::Signals;
use crate::jobs::{Job, JobControl};
use crate::levels::{Counted, SignalTree};
use crate::samples::{Run, RunVisitor, Sample, Strided, union};

/// Samples of a channel from which on it has a tree.
const LONG: usize = 1 << 16;
/// Samples of a channel that grows up to which there need not be a tree.
const FEW: usize = 1024;
/// Samples in all from which on they are looked at on other threads, where signals may refine.
const MANY: usize = 1 << 22;
/// Places where long channels are looked at before all of their samples were, and samples at each.
const PLACES: usize = 256;
const AT_A_PLACE: usize = 16;

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
            let channels = self.channels.clone();
            self.ranges = channels.iter().map(|channel| channel.visit(RangeOfSome)).collect();
            self.gaps = vec![false; channels.len()];
            self.refining = Some(Job::start(move |control| SignalTree::of_channels(&channels, control)));
            return;
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

    fn take_ranges(&mut self) {
        let all = self.channels.iter().enumerate();
        let found = all.map(|(index, channel)| channel.visit(RangeOf(self.trees.get(index))));
        (self.ranges, self.gaps) = found.unzip();
    }

    /// Takes the trees, if they are complete.
    pub(super) fn poll(&mut self) {
        if self.refining.as_ref().is_some_and(Job::is_ended) {
            self.settle_trees();
        }
    }

    /// Waits for the trees.
    pub(super) fn settle_trees(&mut self) {
        let Some(job) = self.refining.take() else { return };
        self.trees = job.wait().flatten().unwrap_or_default();
        self.take_ranges();
        self.changed();
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

/// The same of some samples.
struct RangeOfSome;

impl RunVisitor for RangeOfSome {
    type Output = Option<[f64; 2]>;

    fn visit<T: Sample>(self, run: Run<'_, T>) -> Self::Output {
        let last = run.len().saturating_sub(AT_A_PLACE);
        let place = |place: usize| (last as f64 * place as f64 / (PLACES - 1) as f64) as usize;
        let found = (0..PLACES).map(place).filter_map(|start| {
            let end = (start + AT_A_PLACE).min(run.len());
            run.range(start, end, Counted::Finite).0
        });
        Some(found.reduce(union)?.map(Sample::to_f64))
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
