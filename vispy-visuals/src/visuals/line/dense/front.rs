//! What of a bin is seen from one of its sides.

use glam::DVec2;

use super::sleeve::{Sink, Sleeve};

/// How much farther than what is drawn a line may reach up or down without being drawn, in pixels.
const TOLERANCE_PX: f64 = 1.0 / 512.0;
/// Rows without the line, between rows with it, that are taken for rows with it, in pixels.
const NARROWEST_GAP_PX: f64 = 1.0 / 256.0;
/// Most intervals of rows that are kept apart.
const MOST_INTERVALS: usize = 64;

/// The rows that a line covers between one edge of a bin and how far it was followed from there, and the pieces of it
/// that covered them first.
#[derive(Debug, Default)]
pub(super) struct Front {
    /// Covered rows, from the lowest, apart from each other.
    rows: Vec<[f64; 2]>,
    /// In which of them the line is; `None` where it is interrupted.
    current: Option<usize>,
    /// What is being drawn at either end of the current rows.
    up: Sleeve,
    down: Sleeve,
    /// Where the line began, as long as nothing is drawn of it.
    begun: Option<DVec2>,
}

impl Front {
    /// Whether the line is not interrupted.
    pub(super) fn is_open(&self) -> bool {
        self.current.is_some()
    }

    /// Whether a row is among those where the line is.
    pub(super) fn holds(&self, y: f64) -> bool {
        self.current.is_some_and(|at| {
            let [low, high] = self.rows[at];
            low - TOLERANCE_PX <= y && y <= high + TOLERANCE_PX
        })
    }

    /// Covered rows, without a gap between them, that hold others.
    pub(super) fn covering(&self, [low, high]: [f64; 2]) -> Option<usize> {
        let after = self.rows.partition_point(|rows| rows[0] - TOLERANCE_PX <= low);
        let at = after.checked_sub(1)?;
        (high <= self.rows[at][1] + TOLERANCE_PX).then_some(at)
    }

    /// Whether the line is among some covered rows, or nowhere.
    pub(super) fn may_enter(&self, rows: usize) -> bool {
        self.current.is_none_or(|current| current == rows)
    }

    /// The line goes on among rows that are covered, however it came there.
    pub(super) fn enter(&mut self, rows: usize) {
        self.current = Some(rows);
    }

    /// The line begins.
    pub(super) fn start(&mut self, point: DVec2, sink: &mut Sink<'_>) {
        self.gap(sink);
        if let Some(at) = self.covering([point.y; 2]) {
            self.current = Some(at);
            return;
        }
        let after = self.rows.partition_point(|rows| rows[0] <= point.y);
        if self.rows.len() < MOST_INTERVALS {
            self.rows.insert(after, [point.y; 2]);
            self.current = Some(after);
            self.begun = Some(point);
            return;
        }
        // Too many of them: the line is taken to come from the rows below, or from the lowest.
        let at = after.saturating_sub(1);
        self.current = Some(at);
        self.span(point.x, [point.y; 2], sink);
    }

    /// The line goes on from a point, which is where it has come to, straight to another.
    pub(super) fn segment(&mut self, from: DVec2, to: DVec2, sink: &mut Sink<'_>) {
        let Some(at) = self.current else { return };
        let [low, high] = self.rows[at];
        let crossing = |y: f64| from + (to - from) * ((y - from.y) / (to.y - from.y));
        if to.y > high + TOLERANCE_PX {
            let from = if from.y < high { crossing(high) } else { from };
            self.leave(from, sink);
            self.up.add(from, to, sink);
            self.raise(at, to.y);
        } else if to.y < low - TOLERANCE_PX {
            let from = if from.y > low { crossing(low) } else { from };
            self.leave(from, sink);
            self.down.add(from, to, sink);
            self.lower(at, to.y);
        }
    }

    /// The line goes on through all of some rows, and those between them and where it was, at one x.
    pub(super) fn span(&mut self, x: f64, [low, high]: [f64; 2], sink: &mut Sink<'_>) {
        if self.current.is_none() {
            self.start(DVec2::new(x, low), sink);
        }
        let Some(at) = self.current else { return };
        if high > self.rows[at][1] + TOLERANCE_PX {
            let from = DVec2::new(x, self.rows[at][1]);
            self.leave(from, sink);
            self.up.add(from, DVec2::new(x, high), sink);
            self.raise(at, high);
        }
        if low < self.rows[at][0] - TOLERANCE_PX {
            let from = DVec2::new(x, self.rows[at][0]);
            self.leave(from, sink);
            self.down.add(from, DVec2::new(x, low), sink);
            self.lower(at, low);
        }
    }

    /// The line is interrupted.
    pub(super) fn gap(&mut self, sink: &mut Sink<'_>) {
        self.current = None;
        self.up.flush(sink);
        self.down.flush(sink);
        if let Some(point) = self.begun.take() {
            sink.push(point, point);
        }
    }

    /// The line has left the bin: forgets everything.
    pub(super) fn finish(&mut self, sink: &mut Sink<'_>) {
        self.gap(sink);
        self.rows.clear();
    }

    /// The line leaves the rows where it was: its beginning is drawn, unless a piece begins there.
    fn leave(&mut self, from: DVec2, sink: &mut Sink<'_>) {
        if let Some(point) = self.begun.take().filter(|point| point.distance(from) > TOLERANCE_PX) {
            sink.push(point, point);
        }
    }

    fn raise(&mut self, at: usize, high: f64) {
        self.rows[at][1] = high;
        while let Some(above) = self.rows.get(at + 1).copied()
            && above[0] <= self.rows[at][1] + NARROWEST_GAP_PX
        {
            self.rows[at][1] = above[1].max(self.rows[at][1]);
            self.rows.remove(at + 1);
        }
    }

    fn lower(&mut self, mut at: usize, low: f64) {
        self.rows[at][0] = low;
        while let Some(below) = at.checked_sub(1).map(|below| self.rows[below])
            && below[1] >= self.rows[at][0] - NARROWEST_GAP_PX
        {
            self.rows[at][0] = below[0].min(self.rows[at][0]);
            self.rows.remove(at - 1);
            at -= 1;
        }
        self.current = Some(at);
    }
}
