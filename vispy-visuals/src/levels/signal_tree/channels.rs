//! Trees of many channels, built in one pass over memory.

use std::any::Any;
use std::sync::{Mutex, PoisonError};

use super::build::grow_nodes;
use super::nodes::{AnyNodes, Level, Nodes};
use super::{Counted, LEAF, SignalTree};
use crate::jobs::JobControl;
use crate::samples::{Run, RunVisitor, Sample, Strided};

/// Leaves of each channel that are made at once, so many that their bits fill whole words.
const PART: usize = 256;

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
}

/// The leaves of a part of all channels.
fn leaves_of_part(channels: &[Strided], part: usize) -> Vec<Box<dyn AnyNodes>> {
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
