//! The view that ticks are made for, and the choice among candidate steps.

use super::{Tick, TickRequest, Ticks};
use crate::coordinate::Reference;

/// More ticks than this are never made, however long the axis.
pub(super) const MAX_MAJOR: usize = 150;

/// Limits are held within this, so that their difference is finite.
const MAX_LIMIT: f64 = 1e307;

/// What can be seen of an axis, checked and in ascending order.
pub(super) struct View<'a> {
    pub(super) reference: Reference,
    pub(super) lo: f64,
    pub(super) hi: f64,
    pub(super) length_px: f64,
    pub(super) spacing_px: f64,
    pub(super) min_minor_px: f64,
    pub(super) min_gap_px: f64,
    measure: &'a mut dyn FnMut(&str) -> f64,
}

impl<'a> View<'a> {
    /// Checks a request; `None` where it has no ticks.
    pub(super) fn new(request: &TickRequest, measure: &'a mut dyn FnMut(&str) -> f64) -> Option<Self> {
        let [a, b] = request.limits;
        let (base, _) = request.reference.parts();
        let finite = a.is_finite() && b.is_finite() && base.is_finite() && request.length_px.is_finite();
        if !finite || request.length_px <= 0.0 {
            return None;
        }
        let lo = a.min(b).clamp(-MAX_LIMIT, MAX_LIMIT);
        let hi = a.max(b).clamp(-MAX_LIMIT, MAX_LIMIT);
        if !((base + lo).is_finite() && (base + hi).is_finite()) {
            return None;
        }
        // A spacing that is no positive number, or would ask for hundreds of ticks, is brought into range.
        let spacing_px = request.spacing_px.max(request.length_px / 100.0).max(1.0);
        Some(Self {
            reference: request.reference,
            lo,
            hi,
            length_px: request.length_px,
            spacing_px: spacing_px.min(1e6),
            min_minor_px: request.min_minor_px.max(1.0),
            min_gap_px: request.min_gap_px.max(0.0),
            measure,
        })
    }

    /// The width of the view, in the axis's unit.
    pub(super) fn span(&self) -> f64 {
        self.hi - self.lo
    }

    /// The distance between neighbouring values of the data's type at the far end of the view.
    pub(super) fn resolution(&self) -> f64 {
        let ulp = |x: f64| x.abs().next_up() - x.abs();
        let (base, _) = self.reference.parts();
        match self.reference {
            Reference::I64(_) => 1.0,
            Reference::F64(_) => [base, base + self.lo, base + self.hi, self.lo, self.hi]
                .map(ulp)
                .into_iter()
                .fold(0.0, f64::max),
        }
    }

    /// Brings an offset that rounding has put just outside the limits back to them; `None` if it is not in view.
    pub(super) fn inside(&self, offset: f64) -> Option<f64> {
        let slack = self.span() * 1e-9;
        (offset >= self.lo - slack && offset <= self.hi + slack).then(|| offset.clamp(self.lo, self.hi))
    }

    /// The distance of two offsets on the axis, in logical pixels.
    pub(super) fn px_between(&self, a: f64, b: f64) -> f64 {
        // Divided first: the product of a great span and a great length would overflow.
        (b - a) / self.span() * self.length_px
    }

    /// Whether no two neighbouring labels come closer than the gap.
    fn fits(&mut self, ticks: &[Tick]) -> bool {
        let extents: Vec<f64> = ticks.iter().map(|tick| (self.measure)(&tick.label)).collect();
        std::iter::zip(ticks.windows(2), extents.windows(2)).all(|(pair, extent)| {
            let gap = self.px_between(pair[0].offset, pair[1].offset) - (extent[0] + extent[1]) / 2.0;
            pair[0].label != pair[1].label && gap >= self.min_gap_px
        })
    }

    /// How far a label reaches along the axis, in logical pixels.
    pub(super) fn length_of(&mut self, label: &str) -> f64 {
        (self.measure)(label)
    }

    /// Whether a label that stands alone is no longer than the axis.
    pub(super) fn fits_alone(&mut self, label: &str) -> bool {
        (self.measure)(label) <= self.length_px
    }

    /// Keeps the minor offsets that are in view and not at a major tick, or none where they stand too close.
    pub(super) fn keep_minor(&self, offsets: impl Iterator<Item = f64>, major: &[Tick]) -> Option<Vec<f64>> {
        let slack = self.span() * 1e-9;
        let mut all: Vec<f64> = major.iter().map(|tick| tick.offset).collect();
        let minor: Vec<f64> = offsets
            .filter_map(|offset| self.inside(offset))
            .filter(|offset| major.iter().all(|tick| (tick.offset - offset).abs() > slack))
            .collect();
        all.extend(&minor);
        all.sort_by(f64::total_cmp);
        let far = all.windows(2).all(|pair| self.px_between(pair[0], pair[1]) >= self.min_minor_px);
        far.then_some(minor)
    }
}

/// A step that could be taken, with how much it is liked and how long it is.
pub(super) struct Candidate<C> {
    pub(super) choice: C,
    pub(super) score: f64,
    pub(super) length: f64,
}

/// Takes the best-liked step whose labels fit; where no two fit, one tick of the longest step that has one in view.
///
/// `place` returns the places of a step's ticks in view, none if there are too many; `label` makes ticks of them.
pub(super) fn choose<C: Copy, P: Copy>(
    view: &mut View<'_>,
    mut candidates: Vec<Candidate<C>>,
    place: impl Fn(&View<'_>, C) -> Vec<P>,
    label: impl Fn(&View<'_>, C, &[P]) -> Ticks,
) -> Option<(C, Ticks)> {
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    for candidate in &candidates {
        let places = place(view, candidate.choice);
        if places.len() >= 2 {
            let ticks = label(view, candidate.choice, &places);
            if view.fits(&ticks.major) {
                return Some((candidate.choice, ticks));
            }
        }
    }
    candidates.sort_by(|a, b| b.length.total_cmp(&a.length));
    for candidate in &candidates {
        let places = place(view, candidate.choice);
        if let Some(&middle) = places.get(places.len() / 2) {
            let ticks = label(view, candidate.choice, &[middle]);
            if ticks.major.first().is_some_and(|tick| view.fits_alone(&tick.label)) {
                return Some((candidate.choice, ticks));
            }
        }
    }
    None
}

/// How well a distance of ticks agrees with the one aimed at: 1 at best, falling with the ratio. Talbot's density.
pub(super) fn density(step_px: f64, aim_px: f64) -> f64 {
    2.0 - (step_px / aim_px).max(aim_px / step_px)
}
