//! The point of a line nearest to a position, however many points there are.

use std::ops::Range;

use glam::DVec2;

use super::Line;
use crate::levels::SignalTree;
use crate::samples::{Samples, Slice};
use crate::transforms::{ChainTransform, Transform};

/// Points that are looked at one by one; where there are more, the signal tree says which can be near.
const FEW: usize = 4096;
/// The most points of a line whose x falls that are looked at.
const MOST_UNSORTED: usize = 1 << 22;
/// How much farther than the nearest one a point may be that is taken for it, in pixels, where points are dense.
const TOLERANCE_PX: f64 = 0.25;

/// A point of a line and how far it is from somewhere.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nearest {
    /// Which point it is.
    pub index: usize,
    /// Where it is on the screen.
    pub pos: DVec2,
    /// How far that is from the position that was asked for, in pixels.
    pub distance_px: f64,
}

/// What is looked for.
struct Search<'a> {
    line: &'a Line,
    map: &'a ChainTransform,
    pos: DVec2,
    best: Option<Nearest>,
    reach_px: f64,
}

impl Line {
    /// The point nearest to a position on the screen, if one is within `reach_px`. `screen_from_line` maps the line's own frame
    /// to pixels.
    ///
    /// Where x never falls and many points share a pixel, the point found may be a quarter pixel farther away than the nearest
    /// one, and the time does not grow with the number of points. Where x falls, every point is looked at; with more than four
    /// million of them there is no answer, nor where points share a pixel while the line
    /// [refines](Self::is_refining).
    #[must_use]
    pub fn nearest(&self, screen_from_line: &ChainTransform, pos: DVec2, reach_px: f64) -> Option<Nearest> {
        let mut search = Search { line: self, map: screen_from_line, pos, best: None, reach_px };
        if !self.is_sorted {
            if self.len() <= MOST_UNSORTED {
                search.look_at(0..self.len());
            }
            return search.best;
        }
        let window = search.seen_between(pos.x - reach_px, pos.x + reach_px);
        match &self.y {
            // Nobody waits for the tree here.
            _ if window.len() > FEW && self.lacks_tree() => {}
            Samples::Source(source) if window.len() > FEW => search.by_columns(self.tree(), source.slice()),
            // Evenly spaced values near the pointer have an x near it too.
            _ if window.len() > FEW => search.look_at(search.seen_between(pos.x - 0.5, pos.x + 0.5)),
            _ => search.look_at(window),
        }
        search.best
    }
}

impl Search<'_> {
    /// Where a point is on the screen.
    fn place(&self, index: usize) -> DVec2 {
        let line = self.line;
        let x = line.x.offset(index, line.x_reference);
        let y = line.y.offset(index, line.y_reference);
        self.map.map(DVec2::new(x, y).extend(0.0)).truncate()
    }

    fn look_at(&mut self, range: Range<usize>) {
        let few = range.len().min(MOST_UNSORTED);
        for index in range.take(few) {
            let pos = self.place(index);
            let distance_px = pos.distance(self.pos);
            // A comparison with NaN, which a gap has, is false.
            if distance_px <= self.reach_px && self.best.is_none_or(|best| distance_px < best.distance_px) {
                self.best = Some(Nearest { index, pos, distance_px });
            }
        }
    }

    /// The points between two columns of the screen.
    fn seen_between(&self, left_px: f64, right_px: f64) -> Range<usize> {
        let line = self.line;
        let x_at = |x_px: f64| self.map.imap(DVec2::new(x_px, self.pos.y).extend(0.0)).x;
        let (a, b) = (x_at(left_px), x_at(right_px));
        let start = line.x.partition_point(a.min(b), line.x_reference);
        let end = line.x.partition_point(a.max(b).next_up(), line.x_reference);
        start..end.max(start)
    }

    /// Looks at columns a pixel wide, from the pointer outwards, as long as something nearer can be there.
    fn by_columns(&mut self, tree: &SignalTree, slice: Slice<'_>) {
        for step in 0..=self.reach_px.ceil() as i32 {
            let away_px = (f64::from(step) - 0.5).max(0.0);
            if self.best.is_some_and(|best| best.distance_px <= away_px + TOLERANCE_PX) {
                return;
            }
            for center_px in [self.pos.x - f64::from(step), self.pos.x + f64::from(step)] {
                let column = self.seen_between(center_px - 0.5, center_px + 0.5);
                self.by_halves(tree, slice, column);
                if step == 0 {
                    break;
                }
            }
        }
    }

    /// Looks at points of a column, those halves first that can be nearer.
    fn by_halves(&mut self, tree: &SignalTree, slice: Slice<'_>, range: Range<usize>) {
        if range.len() <= FEW / 32 {
            return self.look_at(range);
        }
        let middle = range.start + range.len() / 2;
        let halves = [range.start..middle, middle..range.end];
        let mut halves = halves.map(|half| (self.least_distance(tree, slice, &half), half));
        if halves[1].0 < halves[0].0 {
            halves.swap(0, 1);
        }
        for (least_px, half) in halves {
            let enough = self.best.map_or(self.reach_px, |best| best.distance_px - TOLERANCE_PX);
            if least_px <= enough {
                self.by_halves(tree, slice, half);
            }
        }
    }

    /// How near to the pointer points of a range can be.
    fn least_distance(&self, tree: &SignalTree, slice: Slice<'_>, range: &Range<usize>) -> f64 {
        let Some(found) = tree.extrema(slice, range.start, range.end) else { return f64::INFINITY };
        let ends = [range.start, range.end - 1].map(|index| self.place(index).x);
        let across = outside(self.pos.x, ends);
        // An extreme that the view has no place for, such as 0 on a logarithmic axis, is beyond all others.
        let extremes = [found.min, found.max].map(|index| self.place(index).y);
        let along = if extremes.iter().any(|y| y.is_nan()) { 0.0 } else { outside(self.pos.y, extremes) };
        across.hypot(along)
    }
}

/// How far a number is outside of a range given by its ends in any order; NaN ends are no limit.
fn outside(at: f64, [a, b]: [f64; 2]) -> f64 {
    (a.min(b) - at).max(at - a.max(b)).max(0.0)
}
