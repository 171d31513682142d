//! Building a signal tree, and extending it.

use std::sync::{Mutex, PoisonError};

use super::nodes::{Bits, Level, Nodes};
use super::{Counted, FAN, LEAF, SignalTree};
use crate::jobs::JobControl;
use crate::samples::{Run, RunVisitor, Sample, Samples, SliceVisitor, range_of, union};

/// Leaves that are made at once, so many that their bits fill whole words; twice as many are made by several threads.
const PART: usize = 1 << 14;

/// The leaves of a tree.
pub(crate) struct Leaves<'a, T> {
    /// Smallest and largest sample of each.
    pub(crate) ranges: &'a [[T; 2]],
    /// Bits of those with gaps.
    pub(crate) gaps: &'a [u64],
    /// Bits of those without a sample that counts.
    pub(crate) voids: &'a [u64],
}

impl SignalTree {
    /// Builds the tree by parts on all cores, and says how far it is; `None` if it is cancelled. Reads every sample once.
    ///
    /// ```
    /// use vispy_visuals::jobs::JobControl;
    /// use vispy_visuals::levels::SignalTree;
    /// use vispy_visuals::samples::Samples;
    ///
    /// let samples = Samples::from(vec![0.0_f32; 1000]);
    /// let tree = SignalTree::with_control(&samples, &JobControl::default());
    /// assert_eq!(tree.map(|tree| tree.len()), Some(1000));
    /// ```
    #[must_use]
    pub fn with_control(samples: &Samples, control: &JobControl) -> Option<Self> {
        let mut tree = Self { nodes: None, len: 0, lead: 0, counted: Counted::Finite };
        match samples {
            Samples::Source(source) => source.slice().visit(Grow(&mut tree, Some(control))),
            _ => tree.grow(samples),
        }
        (!control.is_cancelled()).then_some(tree)
    }

    /// The tree that was kept of some samples in a [file](crate::levels::LevelFile) of theirs, or a new one, which is kept then.
    /// `None` if it is cancelled.
    #[must_use]
    pub fn kept(samples: &Samples, control: &JobControl) -> Option<Self> {
        let file = samples.level_file();
        if let Some(tree) = file.as_ref().and_then(|file| file.read(samples)) {
            return Some(tree);
        }
        let tree = Self::with_control(samples, control)?;
        if let Some(file) = file
            && let Err(error) = file.write(&tree, samples)
        {
            tracing::warn!(%error, path = %file.path().display(), "the levels of a long signal are not kept");
        }
        Some(tree)
    }

    /// The leaves, of a tree that covers all samples from the first on.
    pub(crate) fn leaves<T: Sample>(&self) -> Option<Leaves<'_, T>> {
        let leaves = self.nodes::<T>()?.levels.first()?;
        (self.lead == 0 && self.counted == Counted::Finite).then_some(Leaves {
            ranges: &leaves.ranges,
            gaps: leaves.gaps.words(),
            voids: leaves.voids.words(),
        })
    }

    /// The number of leaves of so many samples, and of the words that their bits take.
    pub(crate) fn leaf_counts(samples: usize) -> [usize; 2] {
        let leaves = samples.div_ceil(LEAF);
        [leaves, leaves.div_ceil(64)]
    }

    /// The tree of some leaves: their smallest and largest samples, their bits of gaps and of voids.
    pub(crate) fn of_leaves<T: Sample>(ranges: Vec<[T; 2]>, bits: [Vec<u64>; 2], len: usize) -> Self {
        let [gaps, voids] = bits.map(Bits::of_words);
        let mut nodes = Nodes { levels: vec![Level { ranges, gaps, voids }] };
        grow_nodes(&mut nodes, 0);
        Self { nodes: Some(Box::new(nodes)), len, lead: 0, counted: Counted::Finite }
    }

    /// Covers samples of which the first [`len`](Self::len) are known.
    pub(super) fn grow(&mut self, samples: &Samples) {
        match samples {
            // Evenly spaced numbers have their extremes at their ends: nothing to remember.
            Samples::Uniform { len, .. } | Samples::UniformI64 { len, .. } => {
                *self = Self { nodes: None, len: *len, lead: 0, counted: self.counted };
            }
            Samples::Source(source) => source.slice().visit(Grow(self, None)),
        }
    }
}

struct Grow<'a>(&'a mut SignalTree, Option<&'a JobControl>);

impl SliceVisitor for Grow<'_> {
    type Output = ();

    fn visit<T: Sample>(self, slice: &[T]) {
        let Self(tree, control) = self;
        if tree.len == 0 && tree.lead == 0 && slice.len() > 2 * PART * LEAF {
            let alone = JobControl::default();
            let control = control.unwrap_or(&alone);
            let mut nodes = Nodes { levels: vec![leaves_by_parts(slice, tree.counted, control)] };
            grow_nodes(&mut nodes, 0);
            tree.len = slice.len();
            tree.nodes = Some(Box::new(nodes));
            return;
        }
        RunVisitor::visit(GrowRun(tree, usize::MAX), Run::of(slice));
    }
}

/// Covers a run, or its beginning of so many samples, of which the first ones are known.
pub(super) struct GrowRun<'a>(pub(super) &'a mut SignalTree, pub(super) usize);

impl RunVisitor for GrowRun<'_> {
    type Output = ();

    fn visit<T: Sample>(self, run: Run<'_, T>) {
        let Self(tree, end) = self;
        let end = end.min(run.len());
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
        tree.len = end;
        grow_leaves(&mut nodes.levels[0], run, [tree.lead, end], tree.counted, first);
        grow_nodes(&mut nodes, first);
        tree.nodes = Some(nodes);
    }
}

/// Makes all leaves, on all cores; not all of them if it is cancelled.
fn leaves_by_parts<T: Sample>(slice: &[T], counted: Counted, control: &JobControl) -> Level<T> {
    let count = slice.len().div_ceil(PART * LEAF);
    let made: Mutex<Vec<Level<T>>> = Mutex::new((0..count).map(|_| Level::default()).collect());
    control.by_parts(count, &|index| {
        let start = index * PART * LEAF;
        let part = &slice[start..(start + PART * LEAF).min(slice.len())];
        let mut level = Level::default();
        grow_leaves(&mut level, Run::of(part), [0, part.len()], counted, 0);
        made.lock().unwrap_or_else(PoisonError::into_inner)[index] = level;
    });
    let made = made.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut leaves = Level::default();
    leaves.ranges.reserve_exact(slice.len().div_ceil(LEAF));
    for part in made {
        leaves.append(part);
    }
    leaves
}

/// Makes the leaves of samples up to `len` from leaf `first` on anew: the last one may not have been full.
fn grow_leaves<T: Sample>(
    leaves: &mut Level<T>,
    run: Run<'_, T>,
    [lead, len]: [usize; 2],
    counted: Counted,
    first: usize,
) {
    let Some(filler) = run.get(0) else { return };
    leaves.truncate(first);
    let end = lead + len;
    leaves.ranges.reserve(end.div_ceil(LEAF).saturating_sub(first));
    for leaf in first..end.div_ceil(LEAF) {
        // A leaf that reaches before the first sample is not used.
        let start = (leaf * LEAF).checked_sub(lead);
        let range = start.map(|start| run.range(start, (start + LEAF).min(len), counted));
        let (range, has_gaps) = range.unwrap_or((None, true));
        leaves.push(range, has_gaps, filler);
    }
}

/// Makes the nodes above the leaves from `first` on anew.
pub(super) fn grow_nodes<T: Sample>(nodes: &mut Nodes<T>, mut first: usize) {
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

impl<T: Sample> Run<'_, T> {
    /// The smallest and the largest of samples `start..end` that count, and whether one does not. There must be so many.
    pub(crate) fn range(self, start: usize, end: usize, counted: Counted) -> (Option<[T; 2]>, bool) {
        if let Some(samples) = self.slice(start, end) {
            return range_of_counted(samples, counted);
        }
        let mut range = None::<[T; 2]>;
        let mut has_gaps = false;
        for value in self.iter(start, end) {
            if counted.has(value) {
                range = Some(range.map_or([value; 2], |known| union(known, [value; 2])));
            } else {
                has_gaps = true;
            }
        }
        (range, has_gaps)
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
