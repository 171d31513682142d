//! A decimal step and the exact place of a reference between two of its multiples.

use super::choice::View;
use crate::coordinate::Reference;

/// A step of `mantissa × 10^exponent`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) mantissa: i128,
    pub(super) exponent: i32,
}

/// The multiples of a step, counted from the one at or below the reference.
#[derive(Debug, Clone, Copy)]
pub(super) struct Multiples {
    /// The step, as an unevaluated sum of two numbers: 0.1 is no `f64`, and a billion steps of it would go astray.
    step: (f64, f64),
    /// The number of steps from zero to the multiple at or below the reference.
    index: i128,
    /// What is left from there to the reference.
    rest: f64,
}

impl Step {
    /// The nearest `f64`.
    pub(super) fn value(self) -> f64 {
        self.parts().0
    }

    /// The step as the sum of two `f64`, good to 30 digits.
    fn parts(self) -> (f64, f64) {
        let mantissa = (self.mantissa as f64, 0.0);
        let power = power_of_ten(self.exponent.unsigned_abs());
        if self.exponent < 0 { divide(mantissa, power) } else { multiply(mantissa, power) }
    }

    /// Finds the place of a reference among the multiples of the step.
    pub(super) fn multiples(self, reference: Reference) -> Multiples {
        let step = self.parts();
        if let (Reference::I64(value), 0..=18) = (reference, self.exponent) {
            let step_exact = self.mantissa * 10i128.pow(self.exponent.unsigned_abs());
            let index = i128::from(value).div_euclid(step_exact);
            return Multiples { step, index, rest: i128::from(value).rem_euclid(step_exact) as f64 };
        }
        let (high, low) = reference.parts();
        let count = (high / step.0).floor();
        let mut rest = (-count).mul_add(step.0, high) + (low - count * step.1);
        let mut index = count as i128;
        // The quotient was rounded: it may have gone over by one.
        if rest < 0.0 {
            rest += step.0;
            index -= 1;
        } else if rest >= step.0 {
            rest -= step.0;
            index += 1;
        }
        Multiples { step, index, rest }
    }
}

impl Multiples {
    /// The offset from the reference of the multiple with this number, which may be a fraction.
    pub(super) fn offset(&self, number: f64) -> f64 {
        number.mul_add(self.step.0, number * self.step.1 - self.rest)
    }

    /// The number of a multiple at or below an offset, by less than two steps.
    pub(super) fn below(&self, offset: f64) -> f64 {
        ((offset + self.rest) / self.step.0).floor() - 1.0
    }

    /// The absolute number of a multiple, counted from zero.
    pub(super) fn absolute(&self, number: i64) -> i128 {
        self.index + i128::from(number)
    }

    /// The numbers of the multiples in view; none where there are more than `max`.
    pub(super) fn in_view(&self, view: &View<'_>, max: usize) -> std::ops::Range<i64> {
        let (first, last) = (self.below(view.lo), self.below(view.hi) + 3.0);
        // Beyond 2^53 neighbouring numbers fall together; such a step is below the resolution of the data.
        if !(last - first <= max as f64 + 4.0 && first.abs().max(last.abs()) < 9e15) {
            return 0..0;
        }
        let inside = |number: &i64| view.inside(self.offset(*number as f64)).is_some();
        let mut seen = (first as i64..=last as i64).filter(inside);
        let Some(first) = seen.next() else { return 0..0 };
        let last = seen.next_back().unwrap_or(first);
        if last - first >= max as i64 { 0..0 } else { first..last + 1 }
    }
}

/// `10^exponent` as the sum of two `f64`.
fn power_of_ten(exponent: u32) -> (f64, f64) {
    let mut power = (1.0, 0.0);
    let mut left = exponent;
    while left > 0 {
        // Up to 10^22 a power of ten is an f64.
        let part = left.min(22);
        power = multiply(power, (10f64.powi(part as i32), 0.0));
        left -= part;
    }
    power
}

fn multiply(a: (f64, f64), b: (f64, f64)) -> (f64, f64) {
    let high = a.0 * b.0;
    let low = a.0.mul_add(b.0, -high) + (a.0 * b.1 + a.1 * b.0);
    normal(high, low)
}

fn divide(a: (f64, f64), b: (f64, f64)) -> (f64, f64) {
    let high = a.0 / b.0;
    let left = (-high).mul_add(b.0, a.0) + (a.1 - high * b.1);
    normal(high, left / b.0)
}

/// The same sum with its first part as near to it as can be.
fn normal(high: f64, low: f64) -> (f64, f64) {
    let sum = high + low;
    (sum, low - (sum - high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_phase_is_exact_where_the_step_is_no_float() {
        let milli = Step { mantissa: 1, exponent: -3 };
        let multiples = milli.multiples(Reference::F64(1e12));
        assert_eq!(multiples.absolute(0), 1_000_000_000_000_000);
        assert!(multiples.rest.abs() < 1e-15, "{multiples:?}");
        // Plainly computed the remainder is wrong by 2 % of a step.
        assert!((1e12_f64 % 1e-3).min(1e-3 - 1e12_f64 % 1e-3) > 1e-5);
    }

    #[test]
    fn integers_are_divided_exactly() {
        let twenty = Step { mantissa: 2, exponent: 1 };
        let multiples = twenty.multiples(Reference::I64(-1_700_000_000_000_000_001));
        assert_eq!(multiples.absolute(0), -85_000_000_000_000_001);
        assert_eq!(multiples.offset(0.0), -19.0);
    }

    #[test]
    fn products_are_rounded_once() {
        let tenth = Step { mantissa: 1, exponent: -1 }.multiples(Reference::F64(0.0));
        assert_eq!(tenth.offset(3.0), 0.3);
        let tiny = Step { mantissa: 25, exponent: -291 };
        assert_eq!(tiny.value(), 25e-291);
    }
}
