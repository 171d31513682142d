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
mod tests {
    use super::*;

    fn plain(values: &[f32], start: usize, end: usize) -> Option<[f32; 2]> {
        let finite = values[start..end].iter().copied().filter(|value| value.is_finite());
        finite.map(|value| [value, value]).reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1])])
    }

    /// A sequence that looks random and is the same every time.
    fn noise(count: usize) -> Vec<f32> {
        let mut state = 1_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / 65536.0 - 128.0
        };
        (0..count).map(|_| next()).collect()
    }

    #[test]
    fn every_range_has_its_own_extremes() {
        let mut values = noise(20_000);
        values[5_000..5_400].fill(f32::NAN);
        values[777] = f32::INFINITY;
        values[12_345] = 1e6;
        let samples = Samples::from(values.clone());
        let tree = SignalTree::new(&samples);
        assert!(tree.size_bytes() < 20_000 * 4 / 50, "the tree is small");
        let places = noise(400);
        for pair in places.chunks(2) {
            let [a, b] = [pair[0], pair[1]].map(|v| ((v.abs() * 150.0) as usize).min(19_999));
            let (start, end) = (a.min(b), a.max(b) + 1);
            let found = tree.extrema(Slice::F32(&values), start, end);
            let found = found.map(|e| [values[e.min], values[e.max]]);
            assert_eq!(found, plain(&values, start, end), "{start}..{end}");
        }
        assert_eq!(tree.extrema(Slice::F32(&values), 5_000, 5_400), None);
    }

    #[test]
    fn columns_of_every_length_have_their_extremes() {
        for len in [0, 1, 2, 127, 128, 129, 1023, 1024, 1025, 8191, 8193, 66_000] {
            let values = noise(len);
            let tree = SignalTree::new(&Samples::from(values.clone()));
            for (start, end) in
                [(0, len), (len / 3, len), (0, len - len / 3), (len / 2, len / 2), (len, len + 5)]
            {
                let found = tree.extrema(Slice::F32(&values), start, end);
                let range = start..end.min(len);
                let expected = if range.is_empty() { None } else { plain(&values, range.start, range.end) };
                assert_eq!(
                    found.map(|e| [values[e.min], values[e.max]]),
                    expected,
                    "{start}..{end} of {len}"
                );
                if let Some(found) = found {
                    assert_eq!(
                        [found.first, found.last],
                        [range.start, range.end - 1],
                        "{start}..{end} of {len}"
                    );
                }
            }
        }
        let nan = vec![f64::NAN; 70_000];
        let tree = SignalTree::new(&Samples::from(nan.clone()));
        assert_eq!(tree.extrema(Slice::F64(&nan), 0, 70_000), None);
    }

    #[test]
    fn a_tree_that_grew_is_the_tree_of_all() {
        let values = noise(300_000);
        let samples = |range: std::ops::Range<usize>| Samples::from(values[range].to_vec());
        let mut grown = SignalTree::new(&samples(0..0));
        for end in [0, 1, 5, 127, 128, 129, 1_000, 1_024, 1_025, 8_200, 66_000, 70_001, 300_000] {
            grown.extend(&samples(0..end), 0);
            assert_eq!(grown.levels, SignalTree::new(&samples(0..end)).levels, "{end} samples");
        }
    }

    #[test]
    fn a_tree_whose_samples_leave_at_the_front_knows_the_others() {
        let mut values = noise(400_000);
        values[90_000..90_700].fill(f32::NAN);
        let (mut start, mut end) = (0, 20_000);
        let mut tree = SignalTree::new(&Samples::from(values[start..end].to_vec()));
        let steps = noise(2_000);
        let mut most_bytes = 0;
        for pair in steps.chunks(2) {
            let [gone, new] = [pair[0], pair[1]].map(|v| (v.abs() * 6.0) as usize);
            let (gone, new) = (gone.min(end - start), new.min(values.len() - end));
            (start, end) = (start + gone, end + new);
            let window = &values[start..end];
            tree.extend(&Samples::from(window.to_vec()), gone);
            most_bytes = most_bytes.max(tree.size_bytes());
            let len = window.len();
            for (from, to) in [(0, len), (len / 3, len), (len / 7, len - len / 5), (0, len / 2)] {
                let found = tree.extrema(Slice::F32(window), from, to);
                let found = found.map(|e| [window[e.min], window[e.max]]);
                assert_eq!(found, plain(window, from, to), "{from}..{to} of {start}..{end}");
            }
        }
        assert!(start > 300_000, "much was dropped: {start}");
        assert!(most_bytes < 400_000 * 2 / 128, "nodes of what was dropped go too: {most_bytes} bytes");
    }

    #[test]
    fn an_outline_has_the_samples_that_a_jump_leaves_and_reaches() {
        let outline = |values: &[i32]| {
            let tree = SignalTree::new(&Samples::from(values));
            let found = tree.extrema(Slice::I32(values), 0, values.len()).unwrap();
            found.outline(Slice::I32(values), |y| y).to_vec()
        };
        assert_eq!(outline(&[7]), [0]);
        assert_eq!(outline(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), [0, 9], "a ramp is its ends");
        assert_eq!(outline(&[5, 5, 5, 5, 0, 0, 0, 0]), [0, 3, 4, 7], "a step stays where it is");
        assert_eq!(outline(&[0, 0, 0, 0, 9, 0, 0, 0]), [0, 3, 4, 5, 7], "and so does a spike");
        let walk = [5, 4, 3, 2, 1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 7, 6];
        assert_eq!(outline(&walk), [0, 5, 13, 15], "small steps need no more than the extremes");
    }

    #[test]
    fn a_tree_of_positive_samples_takes_the_others_for_gaps() {
        let mut values = noise(20_000);
        values[3_000..3_300].fill(-1.0);
        let tree = SignalTree::of_positive(&Samples::from(values.clone()));
        let positive = |start: usize, end: usize| {
            let seen = values[start..end].iter().copied().filter(|value| *value > 0.0);
            seen.map(|value| [value, value]).reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1])])
        };
        for (start, end) in [(0, 20_000), (17, 9_000), (2_900, 3_200), (3_010, 3_020), (3_000, 3_300)] {
            let found = tree.extrema(Slice::F32(&values), start, end);
            assert_eq!(found.map(|e| [values[e.min], values[e.max]]), positive(start, end), "{start}..{end}");
            if let Some(found) = found {
                assert!(values[found.first] > 0.0 && values[found.last] > 0.0);
            }
        }
    }
}
