//! Short parts of lines, each of which matters to the pixels on one side of it.

use std::ops::Range;

/// Parts of segments between neighbouring columns of pixel centres: what of a line can be the nearest of it to some
/// centre.
///
/// A bin lies between the centres of the pixel columns `column` and `column + 1`. What is nearest to a centre on the left of
/// the bin is among the pieces that are seen from the left. Bins are in the order of their columns, or in the opposite one.
#[derive(Debug, Default)]
pub(crate) struct Pieces {
    /// Ends `[x, y, x, y]` in pixels of the frame buffer, in order of the bins; of each bin first those seen from the left.
    pub(crate) ends: Vec<[f32; 4]>,
    pub(crate) bins: Vec<PieceBin>,
}

/// The pieces of a bin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PieceBin {
    /// The pixel column whose centres are its left edge.
    pub(crate) column: i32,
    /// Where in `ends` the pieces that are seen from the left end, and those seen from the right begin.
    pub(crate) middle: usize,
    /// Where those seen from the right end.
    pub(crate) end: usize,
}

impl Pieces {
    pub(crate) fn clear(&mut self) {
        self.ends.clear();
        self.bins.clear();
    }

    /// Adds the pieces of other bins.
    pub(crate) fn append(&mut self, other: PiecesPart<'_>) {
        let (from, to) = (other.first_end(), self.ends.len());
        self.ends.extend_from_slice(other.ends());
        self.bins.extend(other.bins().iter().map(|bin| PieceBin {
            middle: bin.middle - from + to,
            end: bin.end - from + to,
            ..*bin
        }));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All of them.
    pub(crate) fn all(&self) -> PiecesPart<'_> {
        PiecesPart { pieces: self, start: 0, end: self.bins.len() }
    }
}

/// The pieces of some bins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PiecesPart<'a> {
    pieces: &'a Pieces,
    /// Which bins.
    start: usize,
    end: usize,
}

impl<'a> PiecesPart<'a> {
    pub(super) fn bins(self) -> &'a [PieceBin] {
        &self.pieces.bins[self.start..self.end]
    }

    /// Some of its bins.
    pub(super) fn part(self, range: Range<usize>) -> Self {
        Self { start: self.start + range.start, end: self.start + range.end, ..self }
    }

    /// Where in all ends its own begin.
    fn first_end(self) -> usize {
        self.start.checked_sub(1).map_or(0, |before| self.pieces.bins[before].end)
    }

    pub(super) fn ends(self) -> &'a [[f32; 4]] {
        let end = self.bins().last().map_or(self.first_end(), |bin| bin.end);
        &self.pieces.ends[self.first_end()..end]
    }

    /// For each bin its column, the pieces seen from the left and those seen from the right.
    pub(super) fn iter(self) -> impl Iterator<Item = (i32, [&'a [[f32; 4]]; 2])> {
        let (ends, mut start) = (&self.pieces.ends, self.first_end());
        self.bins().iter().map(move |bin| {
            let begin = std::mem::replace(&mut start, bin.end);
            (bin.column, [&ends[begin..bin.middle], &ends[bin.middle..bin.end]])
        })
    }
}
