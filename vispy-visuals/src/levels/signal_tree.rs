//! Where the extremes of a signal are: a tree over its sample index.
//!
//! A leaf covers 128 samples and remembers, in two bytes, which of them is the smallest and which the largest; a node
//! above covers eight nodes and remembers which of these. The values stay where they are, so that the tree takes under
//! two percent of 16-bit data, and every extreme is a real sample with its real place.

use smallvec::SmallVec;

use crate::samples::{Sample, Samples, Slice, SliceVisitor};

/// Samples under a leaf.
const LEAF: usize = 128;
/// Nodes under a node.
const FAN: usize = 8;
/// How large a step from an extreme to its neighbour is a jump, as a share of the range's height.
const JUMP: f64 = 0.25;
/// Marks a node without finite samples.
const NONE: u8 = u8::MAX;

/// Where, within a node, its smallest and its largest sample are.
type Place = [u8; 2];

/// Where the extremes of a signal are.
#[derive(Debug, Clone)]
pub struct SignalTree {
    /// Leaves first; each level has an eighth of the nodes of the one below.
    levels: Vec<Vec<Place>>,
    len: usize,
    /// Samples before the first one that the tree covered once; nodes that reach there are not used any more.
    lead: usize,
    /// Which samples count.
    counted: Counted,
}

/// Which samples of a signal count; the others are gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counted {
    Finite,
    /// Those that a logarithmic axis has a place for.
    Positive,
}

impl Counted {
    fn has<T: Sample>(self, value: T) -> bool {
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

impl Extrema {
    /// The samples that show the range, in order: first, smallest, largest, last, and before or after an extreme the sample
    /// from which, or to which, the signal jumps. A step or a spike keeps its place so, however wide the range. `height`
    /// says how high on the screen a value stands, in any unit.
    pub(crate) fn outline(self, slice: Slice<'_>, height: impl Fn(f64) -> f64) -> SmallVec<[usize; 8]> {
        slice.visit(Outline(self, height))
    }
}

struct Outline<F>(Extrema, F);

impl<F: Fn(f64) -> f64> SliceVisitor for Outline<F> {
    type Output = SmallVec<[usize; 8]>;

    fn visit<T: Sample>(self, slice: &[T]) -> Self::Output {
        let Extrema { first, min, max, last } = self.0;
        let height = |index: usize| self.1(slice[index].to_f64());
        let jump = (height(max) - height(min)).abs() * JUMP;
        let mut outline = SmallVec::new();
        outline.push(first);
        for extreme in [min.min(max), min.max(max)] {
            for index in [extreme.saturating_sub(1), extreme, extreme + 1] {
                let is_new = outline.last().is_some_and(|known| index > *known) && index < last;
                let step = || (height(index) - height(extreme)).abs();
                if is_new && (index == extreme || step() > jump) {
                    outline.push(index);
                }
            }
        }
        if last > first {
            outline.push(last);
        }
        outline
    }
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
        let mut tree = Self { levels: Vec::new(), len: 0, lead: 0, counted };
        tree.grow(samples);
        tree
    }

    /// Covers other samples, of which most are known: the first `dropped` are gone, those that were left come first and are
    /// what they were, new ones follow. Reads the new ones only, and now and then, after many were dropped, all.
    pub fn extend(&mut self, samples: &Samples, dropped: usize) {
        self.lead += dropped;
        self.len = self.len.saturating_sub(dropped);
        // Nodes of dropped samples take memory: half of the nodes at most.
        if self.lead > samples.len().max(LEAF) || self.len > samples.len() {
            *self = Self::of(samples, self.counted);
        } else {
            self.grow(samples);
        }
    }

    fn grow(&mut self, samples: &Samples) {
        match samples {
            // Evenly spaced numbers have their extremes at their ends: nothing to remember.
            Samples::Uniform { len, .. } | Samples::UniformI64 { len, .. } => {
                *self = Self { levels: Vec::new(), len: *len, lead: 0, counted: self.counted };
            }
            Samples::Source(source) => source.slice().visit(Grow(self)),
        }
    }

    /// Bytes that the tree takes.
    #[must_use]
    pub fn size_bytes(&self) -> usize {
        self.levels.iter().map(|level| level.len() * size_of::<Place>()).sum()
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
        slice.visit(Query { tree: self, start, end })
    }
}

struct Grow<'a>(&'a mut SignalTree);

impl SliceVisitor for Grow<'_> {
    type Output = ();

    fn visit<T: Sample>(self, slice: &[T]) {
        let Self(tree) = self;
        let lead = tree.lead;
        let end = lead + slice.len();
        // The last node of each level may not have been full.
        let mut first = (lead + tree.len) / LEAF;
        tree.len = slice.len();
        if tree.levels.is_empty() {
            tree.levels.push(Vec::new());
            first = 0;
        }
        tree.levels[0].truncate(first);
        for leaf in first..end.div_ceil(LEAF) {
            let samples = (leaf * LEAF).checked_sub(lead).map(|start| start..(start + LEAF).min(slice.len()));
            let place = samples.map_or([NONE; 2], |samples| place_in_leaf(&slice[samples], tree.counted));
            tree.levels[0].push(place);
        }
        let mut size = LEAF;
        for level in 1.. {
            let below = tree.levels[level - 1].len();
            if below <= FAN {
                tree.levels.truncate(level);
                break;
            }
            if tree.levels.len() == level {
                tree.levels.push(Vec::new());
            }
            (first, size) = (first.min(tree.levels[level].len() * FAN) / FAN, size * FAN);
            tree.levels[level].truncate(first);
            for node in first..below.div_ceil(FAN) {
                let is_whole = node * size >= lead;
                let place = if is_whole { tree.place_in_node(slice, level, node) } else { [NONE; 2] };
                tree.levels[level].push(place);
            }
        }
    }
}

/// Where in a leaf its smallest and largest finite samples are.
fn place_in_leaf<T: Sample>(samples: &[T], counted: Counted) -> Place {
    let Some(first) = samples.iter().position(|value| counted.has(*value)) else { return [NONE; 2] };
    let (mut low, mut high) = (first, first);
    for (index, value) in samples.iter().enumerate().skip(first + 1) {
        if *value < samples[low] && counted.has(*value) {
            low = index;
        }
        if *value > samples[high] && counted.has(*value) {
            high = index;
        }
    }
    // A leaf has 128 samples.
    [low as u8, high as u8]
}

impl SignalTree {
    /// Which children of a node of a level above the leaves have its extremes.
    fn place_in_node<T: Sample>(&self, slice: &[T], level: usize, node: usize) -> Place {
        let below = level - 1;
        let children = node * FAN..(node * FAN + FAN).min(self.levels[below].len());
        let mut place = [NONE; 2];
        let mut extremes = None::<[T; 2]>;
        for (child, index) in children.enumerate() {
            let Some([low, high]) = self.find(below, index).map(|found| found.map(|at| slice[at])) else {
                continue;
            };
            // A node has at most eight children.
            let child = child as u8;
            let [least, most] = extremes.get_or_insert_with(|| {
                place = [child; 2];
                [low, high]
            });
            if low < *least {
                (*least, place[0]) = (low, child);
            }
            if high > *most {
                (*most, place[1]) = (high, child);
            }
        }
        place
    }

    /// Sample indices of the extremes of a node.
    fn find(&self, level: usize, node: usize) -> Option<[usize; 2]> {
        if self.levels[level][node] == [NONE; 2] {
            return None;
        }
        Some([self.descend(level, node, 0), self.descend(level, node, 1)].map(|at| at - self.lead))
    }

    fn descend(&self, mut level: usize, mut node: usize, side: usize) -> usize {
        while level > 0 {
            node = node * FAN + usize::from(self.levels[level][node][side]);
            level -= 1;
        }
        node * LEAF + usize::from(self.levels[0][node][side])
    }

    /// The highest node that begins at sample `start` and ends at or before `end`.
    fn node_at(&self, start: usize, end: usize) -> Option<(usize, usize, usize)> {
        let [start, end] = [start, end].map(|at| at + self.lead);
        let mut found = None;
        let mut size = LEAF;
        for (level, nodes) in self.levels.iter().enumerate() {
            let node = start / size;
            if !start.is_multiple_of(size) || start + size > end || node >= nodes.len() {
                break;
            }
            found = Some((level, node, size));
            size *= FAN;
        }
        found
    }
}

struct Query<'a> {
    tree: &'a SignalTree,
    start: usize,
    end: usize,
}

impl SliceVisitor for Query<'_> {
    type Output = Option<Extrema>;

    fn visit<T: Sample>(self, slice: &[T]) -> Option<Extrema> {
        let end = self.end.min(slice.len());
        let counted = self.tree.counted;
        let range = slice.get(self.start..end)?;
        let first = self.start + range.iter().position(|value| counted.has(*value))?;
        let last = self.start + range.iter().rposition(|value| counted.has(*value))?;
        let (mut min, mut max) = (first, first);
        let mut take = |low: usize, high: usize| {
            if slice[low] < slice[min] {
                min = low;
            }
            if slice[high] > slice[max] {
                max = high;
            }
        };
        let mut at = first;
        while at <= last {
            match self.tree.node_at(at, last + 1) {
                Some((level, node, size)) => {
                    if let Some([low, high]) = self.tree.find(level, node) {
                        take(low, high);
                    }
                    at += size;
                }
                None => {
                    // Up to the next place where a node can begin.
                    let lead = self.tree.lead;
                    let stop = (((at + lead) / LEAF + 1) * LEAF - lead).min(last + 1);
                    for index in (at..stop).filter(|index| counted.has(slice[*index])) {
                        take(index, index);
                    }
                    at = stop;
                }
            }
        }
        Some(Extrema { first, min, max, last })
    }
}

#[cfg(test)]
mod tests;
