//! The nodes of a signal tree, level by level.

use std::any::Any;
use std::fmt::Debug;
use std::ops::Range;

use super::{FAN, LEAF, size_of_node};
use crate::samples::{Sample, union};

/// Nodes of samples of some type.
pub(super) trait AnyNodes: Any + Debug + Send + Sync {
    fn size_bytes(&self) -> usize;

    /// Removes nodes of so many samples at the front, as far as whole nodes of the highest level have no others; how many samples
    /// those were.
    fn forget(&mut self, samples: usize) -> usize;
}

/// The nodes of samples of one type: leaves first; each level has an eighth of the nodes of the one below.
///
/// A level is plain columns, so that its parts can be made independently of each other.
#[derive(Debug, PartialEq)]
pub(crate) struct Nodes<T> {
    pub(super) levels: Vec<Level<T>>,
}

/// The nodes of a level.
#[derive(Debug, PartialEq)]
pub(super) struct Level<T> {
    /// Smallest and largest sample that counts; anything where none does.
    pub(super) ranges: Vec<[T; 2]>,
    /// Whether there is a sample that does not count.
    pub(super) gaps: Bits,
    /// Whether no sample counts.
    pub(super) voids: Bits,
}

/// A node.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node<T> {
    /// Its level: 0 is a leaf.
    pub(crate) level: usize,
    pub(super) index: usize,
    /// Samples under it.
    pub(crate) size: usize,
    /// Smallest and largest sample that counts; anything where none does.
    pub(crate) range: [T; 2],
    /// Whether there is a sample that does not count.
    pub(crate) has_gaps: bool,
    /// Whether no sample counts.
    pub(crate) is_void: bool,
}

impl<T> Default for Level<T> {
    fn default() -> Self {
        Self { ranges: Vec::new(), gaps: Bits::default(), voids: Bits::default() }
    }
}

impl<T: Sample> Level<T> {
    /// Adds a node; `None` is one without samples that count, which `filler` then stands for.
    pub(super) fn push(&mut self, range: Option<[T; 2]>, has_gaps: bool, filler: T) {
        let index = self.ranges.len();
        self.gaps.set(index, has_gaps);
        self.voids.set(index, range.is_none());
        self.ranges.push(range.unwrap_or([filler; 2]));
    }

    /// Adds the nodes of another level, of which the first has bit 0 of a word here.
    pub(super) fn append(&mut self, mut other: Self) {
        self.ranges.append(&mut other.ranges);
        self.gaps.0.append(&mut other.gaps.0);
        self.voids.0.append(&mut other.voids.0);
    }

    /// Removes nodes at the front.
    fn forget(&mut self, count: usize) {
        self.ranges.drain(..count.min(self.ranges.len()));
        for bits in [&mut self.gaps, &mut self.voids] {
            bits.forget(count);
            bits.truncate(self.ranges.len());
        }
    }

    pub(super) fn truncate(&mut self, len: usize) {
        self.ranges.truncate(len);
        self.gaps.truncate(len);
        self.voids.truncate(len);
    }
}

impl<T: Sample> Nodes<T> {
    pub(super) fn level_count(&self) -> usize {
        self.levels.len()
    }

    /// A node of samples that the tree covers.
    pub(super) fn get(&self, level: usize, index: usize, size: usize) -> Option<Node<T>> {
        let nodes = self.levels.get(level)?;
        let range = *nodes.ranges.get(index)?;
        let (has_gaps, is_void) = (nodes.gaps.get(index), nodes.voids.get(index));
        Some(Node { level, index, size, range, has_gaps, is_void })
    }

    /// How many nodes of a level from one end of `nodes` on have all their samples within a range; none where there may be
    /// gaps.
    pub(super) fn count_inside<const FORWARD: bool>(
        &self,
        level: usize,
        nodes: Range<usize>,
        inside: [T; 2],
    ) -> usize {
        let Some(level) = self.levels.get(level).filter(|_| !self.has_gaps()) else { return 0 };
        let Some(ranges) = level.ranges.get(nodes) else { return 0 };
        let is_inside = |range: &&[T; 2]| inside[0] <= range[0] && range[1] <= inside[1];
        if FORWARD {
            ranges.iter().take_while(is_inside).count()
        } else {
            ranges.iter().rev().take_while(is_inside).count()
        }
    }

    /// The smallest and the largest of samples under nodes of a level, where there are no gaps; `None` where there is no
    /// node.
    pub(crate) fn range_of(&self, level: usize, nodes: Range<usize>) -> Option<[T; 2]> {
        let ranges = self.levels.get(level)?.ranges.get(nodes)?;
        ranges.iter().copied().reduce(union)
    }

    /// The smallest and the largest sample of each node of a level; none where there is no such level.
    pub(crate) fn ranges_of(&self, level: usize) -> &[[T; 2]] {
        self.levels.get(level).map_or(&[], |level| &level.ranges)
    }

    /// Whether any sample does not count.
    pub(crate) fn has_gaps(&self) -> bool {
        self.levels.last().is_none_or(|level| level.gaps.any())
    }

    /// The nodes under a node.
    pub(super) fn children(&self, node: Node<T>) -> impl Iterator<Item = Node<T>> {
        let first = node.index * FAN;
        let below = node.level.checked_sub(1);
        let size = node.size / FAN;
        below
            .into_iter()
            .flat_map(move |below| (first..first + FAN).filter_map(move |index| self.get(below, index, size)))
    }
}

impl<T: Sample> AnyNodes for Nodes<T> {
    fn size_bytes(&self) -> usize {
        let level = |level: &Level<T>| {
            size_of_val(level.ranges.as_slice()) + level.gaps.size_bytes() + level.voids.size_bytes()
        };
        self.levels.iter().map(level).sum()
    }

    fn forget(&mut self, samples: usize) -> usize {
        let Some(highest) = self.levels.len().checked_sub(1) else { return 0 };
        let gone = samples / size_of_node(highest) * size_of_node(highest);
        for (level, nodes) in self.levels.iter_mut().enumerate() {
            nodes.forget(gone / size_of_node(level));
        }
        gone
    }
}

impl<T: Sample> Node<T> {
    /// Where its samples begin, counted from the first that the tree covered once.
    pub(super) fn start(&self) -> usize {
        self.index * self.size
    }

    /// Whether it is the leaf of so many samples.
    pub(super) fn is_leaf(&self) -> bool {
        self.size == LEAF
    }
}

/// Bits in words.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    pub(super) fn of_words(words: Vec<u64>) -> Self {
        Self(words)
    }

    pub(super) fn words(&self) -> &[u64] {
        &self.0
    }

    fn set(&mut self, index: usize, bit: bool) {
        let word = index / 64;
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= u64::from(bit) << (index % 64);
    }

    pub(super) fn get(&self, index: usize) -> bool {
        self.0.get(index / 64).is_some_and(|word| word >> (index % 64) & 1 == 1)
    }

    /// Keeps the first `len` bits; what comes after them is 0 when it is set next.
    fn truncate(&mut self, len: usize) {
        self.0.truncate(len.div_ceil(64));
        if let Some(word) = self.0.get_mut(len / 64) {
            *word &= (1 << (len % 64)) - 1;
        }
    }

    /// Removes bits at the front.
    fn forget(&mut self, count: usize) {
        let (words, bits) = (count / 64, count % 64);
        self.0.drain(..words.min(self.0.len()));
        if bits > 0 {
            for index in 0..self.0.len() {
                let next = self.0.get(index + 1).copied().unwrap_or_default();
                self.0[index] = self.0[index] >> bits | next << (64 - bits);
            }
        }
    }

    fn any(&self) -> bool {
        self.0.iter().any(|word| *word != 0)
    }

    fn size_bytes(&self) -> usize {
        size_of_val(self.0.as_slice())
    }
}
