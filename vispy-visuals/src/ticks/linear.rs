//! Ticks of plain numbers: the scores of Talbot, Lin and Hanrahan over the multiples of round steps.
//!
//! Three things differ from the paper, all for an axis that is panned and zoomed. Candidates are the multiples of a step
//! that lie in view, so a tick stays where it is while the view moves. Coverage, which says how near the outermost
//! ticks come to the ends, is left out: it depends on where the limits fall, and the step would flicker while panning;
//! its mean over all places of the limits only asks for more ticks, which density settles. And labels that do not fit
//! rule a step out, where the paper takes something off its legibility.

use super::choice::{self, Candidate, MAX_MAJOR, View};
use super::labels::{self, Labels};
use super::step::{Multiples, Step};
use super::{Tick, Ticks};
use crate::coordinate::{Reference, Value};

/// The steps within a decade, the nicest first, as mantissa and exponent, and how many parts their minor ticks make.
/// The paper has 4 and 3 as well, whose multiples nobody counts in.
const STEPS: [(i128, i32, &[i128]); 4] = [(1, 0, &[5, 2]), (5, 0, &[5]), (2, 0, &[4, 2]), (25, -1, &[5])];

/// The paper's weight of simplicity.
const SIMPLICITY: f64 = 0.25;
/// The paper's weight of density.
const DENSITY: f64 = 0.5;

/// Makes the ticks of a linear axis.
pub(super) fn ticks(view: &mut View<'_>) -> Ticks {
    if view.span() > 0.0 {
        let candidates = candidates(view);
        let place = |view: &View<'_>, step: Step| -> Vec<i64> {
            step.multiples(view.reference).in_view(view, MAX_MAJOR).collect()
        };
        if let Some((step, mut ticks)) = choice::choose(view, candidates, place, label) {
            ticks.minor = minor(view, step, &ticks.major);
            return ticks;
        }
    }
    alone(view)
}

/// Lists the steps that may do, with their scores.
fn candidates(view: &View<'_>) -> Vec<Candidate<Step>> {
    let span = view.span();
    let aim = span * (view.spacing_px / view.length_px).min(1.0);
    let resolution = view.resolution();
    let finest = aim.max(resolution).log10().floor() as i32 - 1;
    let coarsest = span.max(resolution).log10().ceil() as i32 + 1;
    let mut found = Vec::new();
    // Farther down the reciprocal of the step is no number any more.
    for exponent in finest.max(-306)..=coarsest.min(307) {
        for (rank, &(mantissa, shift, _)) in STEPS.iter().enumerate() {
            let step = Step { mantissa, exponent: exponent + shift };
            let fractional = matches!(view.reference, Reference::I64(_)) && step.exponent < 0;
            let length = step.value();
            if fractional || !length.is_finite() || length < resolution {
                continue;
            }
            let simplicity = 1.0 - rank as f64 / (STEPS.len() - 1) as f64;
            let density = choice::density(view.px_between(0.0, length), view.spacing_px);
            let score = SIMPLICITY * simplicity + DENSITY * density;
            found.push(Candidate { choice: step, score, length });
        }
    }
    found
}

/// Makes ticks at multiples of a step.
fn label(view: &View<'_>, step: Step, numbers: &[i64]) -> Ticks {
    let multiples = step.multiples(view.reference);
    let values: Vec<i128> = numbers.iter().map(|&n| multiples.absolute(n) * step.mantissa).collect();
    let Labels { texts, multiplier, offset_text } = labels::decimal(&values, step.exponent);
    let offsets = numbers.iter().filter_map(|&n| view.inside(multiples.offset(n as f64)));
    let major = std::iter::zip(offsets, texts).map(|(offset, label)| Tick { offset, label }).collect();
    Ticks { major, minor: Vec::new(), multiplier, offset_text }
}

/// Divides the steps around and between the major ticks.
fn minor(view: &View<'_>, step: Step, major: &[Tick]) -> Vec<f64> {
    let parts_of = |mantissa| STEPS.iter().find(|known| known.0 == mantissa).map_or(&[][..], |known| known.2);
    let multiples = step.multiples(view.reference);
    parts_of(step.mantissa)
        .iter()
        .filter(|&&parts| whole(view.reference, step, parts))
        .filter(|&&parts| view.px_between(0.0, step.value()) / parts as f64 >= view.min_minor_px)
        .find_map(|&parts| view.keep_minor(divided(view, &multiples, parts), major))
        .unwrap_or_default()
}

/// Whether a part of a step is a value that the data can have.
fn whole(reference: Reference, step: Step, parts: i128) -> bool {
    match (reference, step.exponent) {
        (Reference::F64(_), _) => true,
        (Reference::I64(_), 0..=18) => {
            (step.mantissa * 10i128.pow(step.exponent.unsigned_abs())) % parts == 0
        }
        (Reference::I64(_), exponent) => exponent > 0,
    }
}

/// The offsets of a step's parts, from one step below the view to its upper end, the multiples themselves left out.
fn divided(view: &View<'_>, multiples: &Multiples, parts: i128) -> impl Iterator<Item = f64> {
    let (multiples, hi) = (*multiples, view.hi);
    let within = (1..parts).map(move |part| part as f64 / parts as f64);
    let from = multiples.below(view.lo);
    (0..=MAX_MAJOR)
        .flat_map(move |n| within.clone().map(move |part| multiples.offset(from + n as f64 + part)))
        .take_while(move |&offset| offset <= hi)
}

/// One tick for a view in which no step has two: at its middle, or at an integer in view for integer data.
fn alone(view: &mut View<'_>) -> Ticks {
    let middle = view.lo + view.span() / 2.0;
    let (offset, found) = match view.reference {
        Reference::F64(_) => (middle, true),
        Reference::I64(_) => (middle.round(), view.inside(middle.round()).is_some()),
    };
    let Labels { mut texts, multiplier, offset_text } = match view.reference.value_at(offset) {
        Value::F64(value) => labels::shortest(value),
        Value::I64(value) => labels::decimal(&[i128::from(value)], 0),
    };
    match texts.pop() {
        Some(label) if found && view.fits_alone(&label) => {
            let major = vec![Tick { offset, label }];
            Ticks { major, minor: Vec::new(), multiplier, offset_text }
        }
        _ => Ticks::default(),
    }
}
