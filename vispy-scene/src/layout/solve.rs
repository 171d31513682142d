//! Solving one axis of one grid.
//!
//! Wishes that cannot all be granted give way in this order, the first to go first: proportions of stretch weights, the
//! filling of the whole length, maxima, minima, gaps. Among equals the later track gives way first.

use kasuari::WeightedRelation::{EQ, GE, LE};
use kasuari::{AddConstraintError, Constraint, Expression, Solver, Strength, Variable};

use super::sizing::Sizing;

const GAP: f64 = 1e8;
const MINIMUM: f64 = 1e7;
const MAXIMUM: f64 = 2e6;
const COLLAPSE: f64 = 2e5;
const FILL: f64 = 1e5;
const PROPORTION: f64 = 1e3;
const PULL: f64 = 1.0;

/// A widget along one axis of its grid.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    /// First track.
    pub(super) first: usize,
    /// Number of tracks.
    pub(super) tracks: usize,
    pub(super) sizing: Sizing,
}

/// One axis of one grid.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axis<'a> {
    pub(super) items: &'a [Item],
    /// Length of the grid in logical pixels.
    pub(super) length_px: f64,
    /// Between neighbouring tracks.
    pub(super) spacing_px: f64,
    /// Before the first and after the last track.
    pub(super) padding_px: [f64; 2],
}

impl Axis<'_> {
    fn track_count(&self) -> usize {
        self.items.iter().map(|item| item.first + item.tracks).max().unwrap_or(0)
    }

    /// What the widgets of one track alone want of it, together.
    fn track_sizing(&self, track: usize) -> Sizing {
        let own = self.items.iter().filter(|item| item.first == track && item.tracks == 1);
        let none = Sizing { min_px: 0.0, max_px: f64::INFINITY, stretch: 0.0 };
        own.map(|item| item.sizing).fold(none, |all, one| {
            let min_px = all.min_px.max(one.min_px);
            let max_px = all.max_px.min(one.max_px).max(min_px);
            Sizing { min_px, max_px, stretch: all.stretch.max(one.stretch) }
        })
    }

    /// The least length at which all minima and gaps are granted.
    pub(super) fn min_length(&self) -> f64 {
        let count = self.track_count();
        let tracks: Vec<f64> = (0..count).map(|track| self.track_sizing(track).min_px).collect();
        let gaps = self.padding_px[0] + self.padding_px[1];
        let inner: f64 = tracks.iter().sum::<f64>() + self.spacing_px * count.saturating_sub(1) as f64;
        // What a widget over several tracks lacks is added once: the solver finds out to which track.
        let lacking = self.items.iter().filter(|item| item.tracks > 1).map(|item| {
            let spanned: f64 = tracks[item.first..item.first + item.tracks].iter().sum();
            item.sizing.min_px - spanned - self.spacing_px * (item.tracks - 1) as f64
        });
        gaps + inner + lacking.fold(0.0, f64::max)
    }

    /// Start and end of each track, from the start of the grid.
    pub(super) fn solve(&self) -> Result<Vec<[f64; 2]>, AddConstraintError> {
        let count = self.track_count();
        let tracks: Vec<[Variable; 2]> = (0..count).map(|_| [Variable::new(), Variable::new()]).collect();
        let mut solver = Solver::new();
        self.chain(&mut solver, &tracks)?;
        self.proportions(&mut solver, &tracks)?;
        for (index, item) in self.items.iter().enumerate() {
            let width = tracks[item.first + item.tracks - 1][1] - tracks[item.first][0];
            let tie = 2.0 - index as f64 / self.items.len() as f64;
            if item.sizing.min_px > 0.0 {
                let strength = Strength::new(MINIMUM * tie);
                solver.add_constraint(width.clone() | GE(strength) | item.sizing.min_px)?;
            }
            if item.sizing.max_px.is_finite() {
                solver.add_constraint(width | LE(Strength::new(MAXIMUM * tie)) | item.sizing.max_px)?;
            }
        }
        Ok(tracks.iter().map(|track| track.map(|edge| solver.get_value(edge))).collect())
    }

    /// Tracks follow each other, with gaps between, and fill the length.
    fn chain(&self, solver: &mut Solver, tracks: &[[Variable; 2]]) -> Result<(), AddConstraintError> {
        let required = Strength::REQUIRED;
        for [start, end] in tracks {
            solver.add_constraint((*end - *start) | GE(required) | 0.0)?;
        }
        for pair in tracks.windows(2) {
            let gap = pair[1][0] - pair[0][1];
            solver.add_constraint(gap.clone() | GE(required) | 0.0)?;
            solver.add_constraint(gap | EQ(Strength::new(GAP)) | self.spacing_px)?;
        }
        if let (Some([first, _]), Some([_, last])) = (tracks.first(), tracks.last()) {
            let rest: Expression = self.length_px.max(0.0) - *last;
            let all: [Constraint; 5] = [
                *first | GE(required) | 0.0,
                *first | EQ(Strength::new(GAP)) | self.padding_px[0],
                rest.clone() | GE(required) | 0.0,
                rest.clone() | GE(Strength::new(GAP)) | self.padding_px[1],
                rest | EQ(Strength::new(FILL)) | self.padding_px[1],
            ];
            solver.add_constraints(all)?;
        }
        Ok(())
    }

    /// Tracks without stretch are as small as allowed; the others share the rest in proportion, up to their limits.
    fn proportions(&self, solver: &mut Solver, tracks: &[[Variable; 2]]) -> Result<(), AddConstraintError> {
        let sizings: Vec<Sizing> = (0..tracks.len()).map(|track| self.track_sizing(track)).collect();
        let largest = sizings.iter().map(|sizing| sizing.stretch).fold(0.0, f64::max);
        // The length of a track of the largest stretch that meets no limit.
        let unit = Variable::new();
        solver.add_constraint(unit | GE(Strength::REQUIRED) | 0.0)?;
        for ([start, end], sizing) in tracks.iter().zip(&sizings) {
            let width = *end - *start;
            if sizing.stretch == 0.0 {
                solver.add_constraint(width | EQ(Strength::new(COLLAPSE)) | 0.0)?;
                continue;
            }
            let excess = width - unit * (sizing.stretch / largest);
            let strength = Strength::new(PROPORTION);
            match (sizing.min_px > 0.0, sizing.max_px.is_finite()) {
                (false, false) => solver.add_constraint(excess | EQ(strength) | 0.0)?,
                (has_min, has_max) => {
                    if !has_max {
                        solver.add_constraint(excess.clone() | GE(strength) | 0.0)?;
                    }
                    if !has_min {
                        solver.add_constraint(excess.clone() | LE(strength) | 0.0)?;
                    }
                    solver.add_constraint(excess | EQ(Strength::new(PULL)) | 0.0)?;
                }
            }
        }
        Ok(())
    }
}
