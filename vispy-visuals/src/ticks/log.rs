//! Ticks of axes that are logarithmic, or logarithmic beyond a linear part.
//!
//! Over two decades and more only powers of ten are labelled, after the manner of matplotlib; over less, the multiples
//! within a decade that people count by; over a small part of a decade, the multiples of a round step as on a linear axis.

use super::choice::{self, Candidate, MAX_MAJOR, View};
use super::labels::{self, Labels, MINUS, superscript};
use super::step::Step;
use super::{Scale, Tick, Ticks};

/// Powers of ten are labelled alone from this many decades on.
const MANY_DECADES: f64 = 2.0;
/// Multiples within decades are labelled from this part of a decade on; below, multiples of a step.
const SOME_DECADE: f64 = 0.6;
/// Added to the score of what a view of its size is to have.
const FITTING: f64 = 100.0;

/// How many decades are between two ticks.
const STRIDES: [i32; 9] = [1, 2, 3, 5, 10, 20, 50, 100, 200];
/// What is labelled within a decade, and the distance of two of them in decades; where they crowd, that counts for more.
const PARTS: [(&[i128], f64); 3] = [(&[1, 3], 0.5), (&[1, 2, 5], 0.33), (&[1, 2, 3, 4, 5, 6, 7, 8, 9], 0.07)];
/// The steps within a decade of a linear piece, with the next finer step: its mantissa and exponent.
const STEPS: [(i128, (i128, i32)); 4] = [(1, (2, -1)), (2, (5, -1)), (25, (5, 0)), (5, (1, 0))];

/// A number in decimals.
#[derive(Debug, Clone, Copy)]
struct Decimal {
    mantissa: i128,
    exponent: i32,
}

/// Which numbers have a tick.
#[derive(Debug, Clone, Copy)]
enum Pattern {
    /// Every n-th power of ten.
    Decades(i32),
    /// These multiples of every power of ten.
    Parts(&'static [i128]),
    /// The multiples of a step.
    Steps(Step),
}

/// Makes the ticks of a logarithmic or a symlog axis, whose offsets are in scaled space.
pub(super) fn ticks(view: &mut View<'_>, scale: Scale) -> Ticks {
    if view.span() > 0.0 {
        let ruler = Ruler { scale };
        let candidates = ruler.candidates(view);
        let place = |view: &View<'_>, pattern: Pattern| ruler.place(view, pattern);
        let label =
            |view: &View<'_>, pattern: Pattern, places: &[Decimal]| ruler.label(view, pattern, places);
        if let Some((pattern, mut ticks)) = choice::choose(view, candidates, place, label) {
            ticks.minor = ruler.minor(view, pattern, &ticks.major);
            return ticks;
        }
    }
    alone(view, scale)
}

/// One tick at the middle, for a view that is too narrow for round numbers.
fn alone(view: &mut View<'_>, scale: Scale) -> Ticks {
    let offset = view.lo + view.span() / 2.0;
    // The logarithm knows no more than twelve digits.
    let value = format!("{:.11e}", scale.data_from_scaled(offset)).parse().unwrap_or(f64::NAN);
    if !value.is_finite() {
        return Ticks::default();
    }
    let Labels { mut texts, multiplier, offset_text } = labels::shortest(value);
    match texts.pop() {
        Some(label) if view.fits_alone(&label) => {
            Ticks { major: vec![Tick { offset, label }], minor: Vec::new(), multiplier, offset_text }
        }
        _ => Ticks::default(),
    }
}

/// Where numbers stand on the axis.
#[derive(Debug, Clone, Copy)]
struct Ruler {
    scale: Scale,
}

impl Ruler {
    fn offset(self, Decimal { mantissa, exponent }: Decimal) -> f64 {
        match self.scale {
            // A power of ten stands at a whole number, however small or large.
            Scale::Log => self.scale.scaled_from_data(mantissa as f64) + f64::from(exponent),
            _ => self.scale.scaled_from_data(Step { mantissa, exponent }.value()),
        }
    }

    /// Where the linear part ends, 0 if there is none.
    fn linear_width(self) -> f64 {
        match self.scale {
            Scale::Symlog { linear_width } => linear_width,
            _ => 0.0,
        }
    }

    /// Which number the view begins with, and which it ends with.
    fn values(self, view: &View<'_>) -> [f64; 2] {
        [view.lo, view.hi].map(|offset| self.scale.data_from_scaled(offset).clamp(-1e308, 1e308))
    }

    fn candidates(self, view: &View<'_>) -> Vec<Candidate<Pattern>> {
        let [first, last] = self.values(view);
        let is_bent_all_over = first > self.linear_width() || last < -self.linear_width();
        let decades = if is_bent_all_over {
            view.span()
        } else if self.place(view, Pattern::Decades(1)).len() < 3 {
            0.0
        } else {
            MANY_DECADES
        };
        let mut found = Vec::new();
        let mut add = |choice: Pattern, length: f64, wanted: bool| {
            // Powers of ten are short and alike: they may stand closer.
            let aim_px = view.spacing_px * if matches!(choice, Pattern::Decades(_)) { 0.6 } else { 1.0 };
            let density = choice::density(view.px_between(0.0, length), aim_px);
            let score = density + if wanted { FITTING } else { 0.0 };
            found.push(Candidate { choice, score, length });
        };
        for stride in STRIDES {
            add(Pattern::Decades(stride), f64::from(stride), decades >= MANY_DECADES);
        }
        for (parts, length) in PARTS {
            add(Pattern::Parts(parts), length, (SOME_DECADE..MANY_DECADES).contains(&decades));
        }
        for step in self.steps(view) {
            add(Pattern::Steps(step.0), step.1, decades < SOME_DECADE);
        }
        found
    }

    /// Steps of linear pieces, and how long they are in the middle of the view.
    fn steps(self, view: &View<'_>) -> Vec<(Step, f64)> {
        let middle = view.lo + view.span() / 2.0;
        let value = self.scale.data_from_scaled(middle);
        let aim = view.span() * (view.spacing_px / view.length_px).min(1.0);
        let [below, above] = [-aim, aim].map(|by| self.scale.data_from_scaled(middle + by / 2.0));
        let around = above - below;
        if !around.is_normal() {
            return Vec::new();
        }
        let exponent = around.log10().floor() as i32;
        let mut steps = Vec::new();
        for exponent in (exponent - 2).max(-306)..=(exponent + 2).min(306) {
            for (mantissa, _) in STEPS {
                let exponent = if mantissa == 25 { exponent - 1 } else { exponent };
                let step = Step { mantissa, exponent };
                let ends = [-0.5, 0.5].map(|part| self.scale.scaled_from_data(value + part * step.value()));
                let length = ends[1] - ends[0];
                if length.is_finite() && length > 0.0 {
                    steps.push((step, length));
                }
            }
        }
        steps
    }

    /// The numbers of a pattern that are in view, ascending; none where there are too many.
    fn place(self, view: &View<'_>, pattern: Pattern) -> Vec<Decimal> {
        let mut places = match pattern {
            Pattern::Decades(stride) => self.powers(view, stride, &[1]),
            Pattern::Parts(parts) => self.powers(view, 1, parts),
            Pattern::Steps(step) => self.multiples(view, step),
        };
        places.retain(|place| view.inside(self.offset(*place)).is_some());
        if places.len() > MAX_MAJOR {
            return Vec::new();
        }
        places
    }

    /// Multiples of powers of ten, of both signs where there are two, and zero between them.
    fn powers(self, view: &View<'_>, stride: i32, parts: &[i128]) -> Vec<Decimal> {
        let [first, last] = self.values(view);
        let width = self.linear_width();
        if width == 0.0 {
            return powers_between([view.lo, view.hi], stride, parts);
        }
        // The largest power of ten that can be in view; the smallest ends the linear part.
        let limit = |value: f64| if value > 0.0 { value.log10() } else { f64::NEG_INFINITY };
        let side = |farthest: f64, nearest: f64| {
            let from = (width.log10() - 1e-9).max(limit(nearest));
            let mut side = powers_between([from, limit(farthest)], stride, parts);
            // Where not all are labelled, those beside zero are too near to it.
            let least = if stride > 1 { 0.9 * f64::from(stride) } else { 0.0 };
            side.retain(|place| {
                self.offset(*place) >= least
                    && Step { mantissa: place.mantissa, exponent: place.exponent }.value()
                        >= width * (1.0 - 1e-9)
            });
            side
        };
        let negative = side(-first, -last).into_iter().rev();
        let negative = negative.map(|place| Decimal { mantissa: -place.mantissa, ..place });
        let mut all: Vec<Decimal> = negative.collect();
        if first <= 0.0 && last >= 0.0 {
            all.push(Decimal { mantissa: 0, exponent: 0 });
        }
        all.extend(side(last, first));
        all
    }

    fn multiples(self, view: &View<'_>, step: Step) -> Vec<Decimal> {
        let [first, last] = self.values(view).map(|value| value / step.value());
        if !(last - first <= MAX_MAJOR as f64 && first.abs().max(last.abs()) < 9e15) {
            return Vec::new();
        }
        let numbers = (first.floor() as i64)..=(last.ceil() as i64);
        numbers
            .map(|n| Decimal { mantissa: i128::from(n) * step.mantissa, exponent: step.exponent })
            .collect()
    }

    fn label(self, view: &View<'_>, pattern: Pattern, places: &[Decimal]) -> Ticks {
        let mut common = (None, None);
        let texts: Vec<String> = match pattern {
            Pattern::Decades(_) => places.iter().map(|place| power(*place)).collect(),
            Pattern::Parts(_) if places.iter().all(|place| (-4..6).contains(&place.exponent)) => {
                places.iter().map(|place| labels::fixed(place.mantissa, place.exponent)).collect()
            }
            Pattern::Parts(_) => places.iter().map(|place| power(*place)).collect(),
            Pattern::Steps(step) => {
                let values: Vec<i128> = places.iter().map(|place| place.mantissa).collect();
                let Labels { texts, multiplier, offset_text } = labels::decimal(&values, step.exponent);
                common = (multiplier, offset_text);
                texts
            }
        };
        let offsets = places.iter().filter_map(|place| view.inside(self.offset(*place)));
        let major = std::iter::zip(offsets, texts).map(|(offset, label)| Tick { offset, label }).collect();
        Ticks { major, minor: Vec::new(), multiplier: common.0, offset_text: common.1 }
    }

    /// The next finer pattern that has room.
    fn minor(self, view: &mut View<'_>, pattern: Pattern, major: &[Tick]) -> Vec<f64> {
        // That the multiples crowd at the end of a decade is what makes it one.
        view.min_minor_px = (view.min_minor_px / 2.0).max(1.0);
        let finer: Vec<Pattern> = match pattern {
            Pattern::Decades(1) => vec![Pattern::Parts(PARTS[2].0), Pattern::Parts(PARTS[1].0)],
            Pattern::Decades(_) => vec![Pattern::Decades(1)],
            Pattern::Parts(_) => vec![Pattern::Parts(PARTS[2].0)],
            Pattern::Steps(Step { mantissa, exponent }) => {
                let finer = STEPS.iter().find(|(known, _)| *known == mantissa);
                let finer =
                    finer.map(|(_, (mantissa, by))| Step { mantissa: *mantissa, exponent: exponent + by });
                finer.map(Pattern::Steps).into_iter().collect()
            }
        };
        let offsets = |pattern: &Pattern| {
            let places = match pattern {
                Pattern::Decades(stride) => self.powers(view, *stride, &[1]),
                Pattern::Parts(parts) => self.powers(view, 1, parts),
                Pattern::Steps(step) => self.multiples(view, *step),
            };
            places.into_iter().map(|place| self.offset(place)).collect::<Vec<f64>>()
        };
        let kept = finer.iter().map(offsets).find_map(|offsets| view.keep_minor(offsets.into_iter(), major));
        kept.unwrap_or_default()
    }
}

/// Multiples of the powers of ten that a range of exponents holds or begins in.
fn powers_between([first, last]: [f64; 2], stride: i32, parts: &[i128]) -> Vec<Decimal> {
    // More decades than this have no ticks: nothing that is a number is out there.
    let span = last - first;
    if !span.is_finite() || span > 1e4 || first.abs().max(last.abs()) > 1e6 {
        return Vec::new();
    }
    let [first, last] = [(first - 1e-9).floor() as i32, (last + 1e-9).floor() as i32];
    (first..=last)
        .filter(|exponent| exponent.rem_euclid(stride) == 0)
        .flat_map(|exponent| parts.iter().map(move |&mantissa| Decimal { mantissa, exponent }))
        .collect()
}

/// Writes a multiple of a power of ten.
fn power(Decimal { mantissa, exponent }: Decimal) -> String {
    let sign = if mantissa < 0 { String::from(MINUS) } else { String::new() };
    let power = format!("10{}", superscript(exponent));
    match mantissa.abs() {
        0 => "0".to_owned(),
        1 => sign + &power,
        mantissa => format!("{sign}{mantissa}×{power}"),
    }
}
