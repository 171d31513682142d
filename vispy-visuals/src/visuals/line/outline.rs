//! The extremes of fifths of pixels, for lines that are drawn in the order of their samples: dashed ones, ones whose joins or
//! caps are not round, and those in vector graphics.

use std::ops::Range;

use smallvec::SmallVec;

use super::Line;
use super::emit::Emission;
use crate::levels::{Extrema, SignalTree};
use crate::samples::{Sample, Samples, Slice, SliceVisitor};
use crate::view::AxisMaps;

/// Bins in a pixel: as many as keep a picture of these extremes within half a 255th of that of all samples, in the mean.
pub(super) const BINS_PER_PX: f64 = 5.0;
/// How large a step from an extreme to its neighbour is a jump, as a share of the range's height.
const JUMP: f64 = 0.25;

impl Line {
    /// Emits the extremes of each bin.
    pub(super) fn emit_bins(&self, map: AxisMaps<'_>, range: Range<usize>, out: &mut Emission) {
        let mut at = range.start;
        while at < range.end {
            let offset = bin_end(map, map.x(self.x.offset(at, self.x_reference)), BINS_PER_PX);
            let end = self.x.first_from(at, offset, self.x_reference).clamp(at + 1, range.end);
            match &self.y {
                Samples::Source(source) => {
                    self.emit_bin(map, self.seen_tree(map), source.slice(), at..end, out);
                }
                // Evenly spaced numbers have their extremes at the ends.
                _ => {
                    for index in [at, end - 1] {
                        out.point(map.map(self.offset(index)));
                    }
                }
            }
            at = end;
        }
    }

    fn emit_bin(
        &self,
        map: AxisMaps<'_>,
        tree: &SignalTree,
        slice: Slice<'_>,
        bin: Range<usize>,
        out: &mut Emission,
    ) {
        let Some(found) = tree.extrema(slice, bin.start, bin.end) else {
            out.gap();
            return;
        };
        if found.first > bin.start {
            out.gap();
        }
        let outline = if map.is_linear() {
            slice.visit(Outline(found, |y| y))
        } else {
            // A jump is what is seen as one.
            slice.visit(Outline(found, |y| map.y(self.y_reference.offset_of_f64(y))))
        };
        for index in outline {
            out.point(map.map(self.offset(index)));
        }
        if found.last + 1 < bin.end {
            out.gap();
        }
    }
}

/// The x at which the bin of a pixel position ends, on the side to which x grows, where there are so many bins in a pixel.
pub(in crate::visuals) fn bin_end(map: AxisMaps<'_>, px: f64, bins_per_px: f64) -> f64 {
    let edge = if map.signs().x > 0.0 {
        ((px * bins_per_px).floor() + 1.0) / bins_per_px
    } else {
        ((px * bins_per_px).ceil() - 1.0) / bins_per_px
    };
    map.imap_x(edge)
}

/// The samples that show a range, in order: first, smallest, largest, last, and before or after an extreme the sample from
/// which, or to which, the signal jumps. A step or a spike keeps its place so, however wide the range. The function says
/// how high on the screen a value stands, in any unit.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_has_the_samples_that_a_jump_leaves_and_reaches() {
        let outline = |values: &[i32]| {
            let tree = SignalTree::new(&Samples::from(values));
            let found = tree.extrema(Slice::I32(values), 0, values.len()).unwrap();
            Slice::I32(values).visit(Outline(found, |y| y)).to_vec()
        };
        assert_eq!(outline(&[7]), [0]);
        assert_eq!(outline(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), [0, 9], "a ramp is its ends");
        assert_eq!(outline(&[5, 5, 5, 5, 0, 0, 0, 0]), [0, 3, 4, 7], "a step stays where it is");
        assert_eq!(outline(&[0, 0, 0, 0, 9, 0, 0, 0]), [0, 3, 4, 5, 7], "and so does a spike");
        let walk = [5, 4, 3, 2, 1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 7, 6];
        assert_eq!(outline(&walk), [0, 5, 13, 15], "small steps need no more than the extremes");
    }
}
