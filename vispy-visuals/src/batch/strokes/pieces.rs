//! Short parts of lines, each of which matters to the pixels on one side of it.

/// Parts of segments between neighbouring columns of pixel centres: what of a line can be the nearest of it to some
/// centre.
///
/// A bin lies between the centres of the pixel columns `column` and `column + 1`. What is nearest to a centre on the left of
/// the bin is among the pieces that are seen from the left.
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
    pub(crate) fn append(&mut self, other: &Self) {
        let start = self.ends.len();
        self.ends.extend_from_slice(&other.ends);
        self.bins.extend(other.bins.iter().map(|bin| PieceBin {
            middle: bin.middle + start,
            end: bin.end + start,
            ..*bin
        }));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// For each bin its column, the pieces seen from the left and those seen from the right.
    pub(super) fn iter(&self) -> impl Iterator<Item = (i32, [&[[f32; 4]]; 2])> {
        let mut start = 0;
        self.bins.iter().map(move |bin| {
            let begin = std::mem::replace(&mut start, bin.end);
            (bin.column, [&self.ends[begin..bin.middle], &self.ends[bin.middle..bin.end]])
        })
    }
}
