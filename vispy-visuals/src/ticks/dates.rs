//! Ticks of dates and times, at true steps of the calendar.

use super::calendar::{CalendarStep, Period};
use super::choice::{self, Candidate, MAX_MAJOR, View};
use super::{Tick, Ticks, TimeUnit, date_labels};
use crate::coordinate::Reference;

/// Minor ticks are at most this many.
const MAX_MINOR: usize = 6 * MAX_MAJOR;

/// Makes the ticks of a time axis; `None` where the view leaves the calendar.
pub(super) fn ticks(view: &mut View<'_>, unit: TimeUnit) -> Option<Ticks> {
    let clock = Clock::new(view.reference, unit);
    let period = Period::new(clock.instant(view.lo).0, clock.instant(view.hi).0 + 1)?;
    let resolution = view.resolution() * clock.unit;
    let px = |view: &View<'_>, step: CalendarStep| view.px_between(0.0, step.length() / clock.unit);
    let candidates = CalendarStep::all()
        .filter(|step| step.length() >= resolution)
        .map(|step| Candidate {
            choice: step,
            score: choice::density(px(view, step), view.spacing_px),
            length: step.length(),
        })
        .collect();
    let place = |view: &View<'_>, step: CalendarStep| -> Vec<i128> {
        let mut instants = step.instants(&period, MAX_MAJOR - 2);
        instants.retain(|&instant| view.inside(clock.offset(instant)).is_some());
        instants
    };
    let label = |view: &View<'_>, step: CalendarStep, instants: &[i128]| {
        let (texts, offset_text) = date_labels::concise(step, instants);
        let offsets = instants.iter().filter_map(|&instant| view.inside(clock.offset(instant)));
        let major = std::iter::zip(offsets, texts).map(|(offset, label)| Tick { offset, label }).collect();
        Ticks { major, offset_text, ..Ticks::default() }
    };
    let Some((step, mut ticks)) = choice::choose(view, candidates, place, label) else {
        return Some(alone(view, &clock));
    };
    let minor =
        step.minor().filter(|minor| minor.length() >= resolution && px(view, *minor) >= view.min_minor_px);
    if let Some(minor) = minor {
        let offsets = minor.instants(&period, MAX_MINOR).into_iter().map(|instant| clock.offset(instant));
        ticks.minor = view.keep_minor(offsets, &ticks.major).unwrap_or_default();
    }
    Some(ticks)
}

/// One tick, to the nanosecond, for a view that is narrower than the data's resolution.
fn alone(view: &mut View<'_>, clock: &Clock) -> Ticks {
    let middle = view.lo + view.span() / 2.0;
    let offset = match view.reference {
        Reference::F64(_) => middle,
        Reference::I64(_) => middle.round(),
    };
    let (instant, rest) = clock.instant(offset);
    let instant = if rest < 0.5 { instant } else { instant + 1 };
    let (mut texts, offset_text) = date_labels::concise(CalendarStep::Nanos(1), &[instant]);
    match texts.pop() {
        Some(label) if view.inside(offset).is_some() && view.fits_alone(&label) => {
            Ticks { major: vec![Tick { offset, label }], offset_text, ..Ticks::default() }
        }
        _ => Ticks::default(),
    }
}

/// Turns offsets of an axis into nanoseconds since 1970 and back.
struct Clock {
    /// Nanoseconds in a unit of the axis.
    unit: f64,
    /// The reference in whole nanoseconds, rounded down.
    nanos: i128,
    /// What that leaves of the reference, in nanoseconds.
    rest: f64,
}

impl Clock {
    fn new(reference: Reference, unit: TimeUnit) -> Self {
        let per_unit = unit.nanos() as f64;
        let (nanos, rest) = match reference {
            Reference::I64(value) => (i128::from(value) * i128::from(unit.nanos()), 0.0),
            Reference::F64(value) => whole_nanos(value, per_unit),
        };
        Self { unit: per_unit, nanos, rest }
    }

    /// The instant at an offset, in whole nanoseconds rounded down, and what that leaves.
    fn instant(&self, offset: f64) -> (i128, f64) {
        let (nanos, rest) = whole_nanos(offset, self.unit);
        let carry = (rest + self.rest).floor();
        (self.nanos.saturating_add(nanos).saturating_add(carry as i128), rest + self.rest - carry)
    }

    /// The offset at an instant.
    fn offset(&self, instant: i128) -> f64 {
        ((instant - self.nanos) as f64 - self.rest) / self.unit
    }
}

/// Splits a number of units into whole nanoseconds, rounded down, and the rest. Whole units are converted exactly.
fn whole_nanos(value: f64, per_unit: f64) -> (i128, f64) {
    let fraction = value.fract() * per_unit;
    let whole = (value.trunc() as i128).saturating_mul(per_unit as i128);
    // Beyond a tenth of the type's range there is no calendar; holding the value there keeps all sums in range.
    let whole = whole.clamp(i128::MIN / 10, i128::MAX / 10);
    (whole + fraction.floor() as i128, fraction - fraction.floor())
}
