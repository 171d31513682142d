//! Trees of many channels, built and extended in one pass over memory.

use std::any::Any;
use std::sync::{Mutex, PoisonError};

use super::build::{GrowRun, grow_nodes};
use super::nodes::{AnyNodes, Level, Nodes};
use super::{Counted, LEAF, SignalTree};
use crate::jobs::JobControl;
use crate::samples::{Access, Run, RunVisitor, Sample, SampleSource, SliceVisitor, Strided};

/// Leaves of each channel that are made at once, so many that their bits fill whole words.
const PART: usize = 256;
/// Numbers that are asked for before they are read: so few that the system does not keep a core busy with them for long.
const AHEAD: usize = 1 << 17;
/// Leaves of each channel that are added at once where channels lie between each other: what they have of all channels stays in
/// a core's cache.
const AT_ONCE: usize = 8;
/// New samples of all channels from which on threads share them, and channels that a thread has at least.
const MANY_NEW: usize = 1 << 17;
const GROUP: usize = 32;

impl SignalTree {
    /// Builds the trees of channels, by parts on all cores, and says how far it is; `None` if it is cancelled. Each part of
    /// all channels is read before the next, so that interleaved channels come through memory once.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use vispy_visuals::jobs::JobControl;
    /// use vispy_visuals::levels::SignalTree;
    /// use vispy_visuals::samples::Strided;
    ///
    /// let channels = Strided::interleaved(Arc::new(vec![0_i16; 30_000]), 3)?;
    /// let trees = SignalTree::of_channels(&channels, &JobControl::default()).unwrap_or_default();
    /// assert_eq!((trees.len(), trees[2].len()), (3, 10_000));
    /// # Ok::<(), vispy_visuals::Error>(())
    /// ```
    #[must_use]
    pub fn of_channels(channels: &[Strided], control: &JobControl) -> Option<Vec<Self>> {
        let longest = channels.iter().map(Strided::len).max().unwrap_or_default();
        let parts = longest.div_ceil(PART * LEAF);
        let made: Mutex<Vec<Vec<Box<dyn AnyNodes>>>> = Mutex::new((0..parts).map(|_| Vec::new()).collect());
        control.by_parts(parts, &|part| {
            let leaves = leaves_of_part(channels, part);
            made.lock().unwrap_or_else(PoisonError::into_inner)[part] = leaves;
        });
        if control.is_cancelled() {
            return None;
        }
        let made = made.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut trees: Vec<_> = channels.iter().map(|channel| channel.visit(Begin(parts))).collect();
        for leaves in made {
            for ((tree, channel), leaves) in trees.iter_mut().zip(channels).zip(leaves) {
                channel.visit(Append(tree, leaves));
            }
        }
        for (tree, channel) in trees.iter_mut().zip(channels) {
            channel.visit(Finish(tree));
        }
        Some(trees)
    }

    /// Covers other samples of channels, as [`extend`](Self::extend) does for one: of each the first `dropped` are gone.
    pub(crate) fn extend_channels(trees: &mut [Self], channels: &[Strided], dropped: usize) {
        let new = |(tree, channel): (&Self, &Strided)| (channel.len() + dropped).saturating_sub(tree.len);
        let news = trees.iter().zip(channels).map(new);
        // Threads cost something too.
        let groups = if news.sum::<usize>() < MANY_NEW { 1 } else { trees.len().div_ceil(GROUP) };
        let share = trees.len().div_ceil(groups.max(1)).max(1);
        let groups: Vec<_> = trees.chunks_mut(share).zip(channels.chunks(share)).map(Mutex::new).collect();
        JobControl::default().by_parts(groups.len(), &|index| {
            let mut group = groups[index].lock().unwrap_or_else(PoisonError::into_inner);
            let (trees, channels) = &mut *group;
            extend_group(trees, channels, dropped);
        });
    }
}

/// Extends the trees of some channels; of such that lie between each other, some leaves at a time.
fn extend_group(trees: &mut [SignalTree], channels: &[Strided], dropped: usize) {
    for (tree, channel) in trees.iter_mut().zip(channels) {
        tree.forget(dropped, channel.len());
    }
    let is_apart = channels.iter().any(|channel| channel.stride() > 1);
    let step = if is_apart { AT_ONCE * LEAF } else { usize::MAX };
    let longest = channels.iter().map(Strided::len).max().unwrap_or_default();
    let mut end = trees.iter().map(|tree| tree.len).min().unwrap_or_default();
    loop {
        end = end.saturating_add(step).min(longest);
        for (tree, channel) in trees.iter_mut().zip(channels) {
            channel.visit(GrowRun(tree, end.max(tree.len)));
        }
        if end == longest {
            return;
        }
    }
}

/// The leaves of a part of all channels.
fn leaves_of_part(channels: &[Strided], part: usize) -> Vec<Box<dyn AnyNodes>> {
    if channels.len() > 1
        && let Some(source) = Strided::rows(channels)
    {
        let leaves = LeavesOfRows { source: &**source, channels: channels.len(), first: part * PART };
        return source.slice().visit(leaves);
    }
    let mut made: Vec<_> = channels.iter().map(|channel| channel.visit(NoLeaves)).collect();
    let first = part * PART;
    // What lies between each other is read leaf by leaf, while it is at hand.
    let at_once = if channels.iter().any(|channel| channel.stride() > 1) { 1 } else { PART };
    for leaf in (0..PART).step_by(at_once) {
        for (made, channel) in made.iter_mut().zip(channels) {
            channel.visit(Leaves { made: &mut **made, first: first + leaf, count: at_once });
        }
    }
    made
}

/// The leaves of all channels of rows that have a sample of each: row by row, so that neighbours are compared at once.
struct LeavesOfRows<'a> {
    source: &'a dyn SampleSource,
    channels: usize,
    first: usize,
}

impl SliceVisitor for LeavesOfRows<'_> {
    type Output = Vec<Box<dyn AnyNodes>>;

    fn visit<T: Sample>(self, values: &[T]) -> Self::Output {
        let Self { source, channels, first } = self;
        let len = values.len() / channels;
        let end = ((first + PART) * LEAF).min(len);
        let mut asked_for = first * LEAF * channels;
        let mut levels: Vec<Level<T>> = (0..channels).map(|_| Level::default()).collect();
        for level in &mut levels {
            level.ranges.reserve_exact(PART);
        }
        let (mut low, mut high) = (Vec::new(), Vec::new());
        for start in (first * LEAF..end).step_by(LEAF) {
            while asked_for < (start * channels + AHEAD).min(end * channels) {
                let next = (asked_for + AHEAD).min(end * channels);
                source.advise(Access::Soon { start: asked_for, end: next });
                asked_for = next;
            }
            let leaf = &values[start * channels..(start + LEAF).min(end) * channels];
            let is_known = least_and_most(leaf, channels, &mut low, &mut high);
            for (channel, level) in levels.iter_mut().enumerate() {
                let (range, has_gaps) = if is_known {
                    (Some([low[channel], high[channel]]), false)
                } else {
                    let run = Run::every(leaf, channel, channels);
                    run.range(0, run.len(), Counted::Finite)
                };
                level.push(range, has_gaps, values[channel]);
            }
        }
        let nodes =
            levels.into_iter().map(|level| -> Box<dyn AnyNodes> { Box::new(Nodes { levels: vec![level] }) });
        nodes.collect()
    }
}

/// Finds the smallest and the largest number of each column of rows; whether all are finite, else it is not known.
fn least_and_most<T: Sample>(rows: &[T], columns: usize, low: &mut Vec<T>, high: &mut Vec<T>) -> bool {
    let mut rows = rows.chunks_exact(columns);
    let Some(first) = rows.next() else { return false };
    for ends in [&mut *low, &mut *high] {
        ends.clear();
        ends.extend_from_slice(first);
    }
    let mut is_finite = first.iter().all(|value| value.is_finite());
    for row in rows {
        for ((low, high), value) in low.iter_mut().zip(high.iter_mut()).zip(row) {
            *low = if *value < *low { *value } else { *low };
            *high = if *value > *high { *value } else { *high };
            is_finite &= value.is_finite();
        }
    }
    is_finite
}

struct NoLeaves;

impl RunVisitor for NoLeaves {
    type Output = Box<dyn AnyNodes>;

    fn visit<T: Sample>(self, _run: Run<'_, T>) -> Self::Output {
        let mut level = Level::<T>::default();
        level.ranges.reserve_exact(PART);
        Box::new(Nodes { levels: vec![level] })
    }
}

/// Adds leaves to those of a part.
struct Leaves<'a> {
    made: &'a mut dyn AnyNodes,
    first: usize,
    count: usize,
}

impl RunVisitor for Leaves<'_> {
    type Output = ();

    fn visit<T: Sample>(self, run: Run<'_, T>) {
        let made: &mut dyn Any = self.made;
        let Some(nodes) = made.downcast_mut::<Nodes<T>>() else { return };
        let (Some(filler), Some(level)) = (run.get(0), nodes.levels.first_mut()) else { return };
        let end = ((self.first + self.count) * LEAF).min(run.len());
        for start in (self.first * LEAF..end).step_by(LEAF) {
            let (range, has_gaps) = run.range(start, (start + LEAF).min(end), Counted::Finite);
            level.push(range, has_gaps, filler);
        }
    }
}

/// An empty tree with room for some parts.
struct Begin(usize);

impl RunVisitor for Begin {
    type Output = SignalTree;

    fn visit<T: Sample>(self, run: Run<'_, T>) -> SignalTree {
        let mut level = Level::<T>::default();
        level.ranges.reserve_exact(run.len().div_ceil(LEAF).min(self.0 * PART));
        let nodes = Nodes { levels: vec![level] };
        SignalTree { nodes: Some(Box::new(nodes)), len: run.len(), lead: 0, counted: Counted::Finite }
    }
}

/// Adds the leaves of a part to those of a tree.
struct Append<'a>(&'a mut SignalTree, Box<dyn AnyNodes>);

impl RunVisitor for Append<'_> {
    type Output = ();

    fn visit<T: Sample>(self, _run: Run<'_, T>) {
        let part: Box<dyn Any> = self.1;
        let known = self.0.nodes.as_deref_mut().map(|nodes| -> &mut dyn Any { nodes });
        if let (Some(known), Ok(mut part)) =
            (known.and_then(|nodes| nodes.downcast_mut::<Nodes<T>>()), part.downcast::<Nodes<T>>())
            && let Some(level) = part.levels.pop()
        {
            known.levels[0].append(level);
        }
    }
}

/// Makes the nodes above the leaves.
struct Finish<'a>(&'a mut SignalTree);

impl RunVisitor for Finish<'_> {
    type Output = ();

    fn visit<T: Sample>(self, _run: Run<'_, T>) {
        let known = self.0.nodes.as_deref_mut().map(|nodes| -> &mut dyn Any { nodes });
        if let Some(nodes) = known.and_then(|nodes| nodes.downcast_mut::<Nodes<T>>()) {
            grow_nodes(nodes, 0);
        }
    }
}
