//! The profile of a magnifying glass.

use crate::error::{Error, Result};

/// How far from the centre of a lens things are seen: `magnification` times as far within the inner radius, where they
/// are beyond the outer one, and between the two a rational quadratic (Gregory and Delbourgo, 1982,
/// doi:10.1093/imanum/2.2.123), which rises, has no kinks, and is undone by the root of a quadratic equation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Lens {
    pub(super) magnification: f64,
    /// Inner and outer, both as they are seen.
    pub(super) radii: [f64; 2],
}

impl Lens {
    pub(super) fn new(magnification: f64, radii: [f64; 2]) -> Result<Self> {
        if !(magnification.is_finite() && magnification > 0.0) {
            let expected = "a finite number above 0";
            return Err(Error::data("magnification of a lens", expected, magnification.to_string()));
        }
        let [inner, outer] = radii;
        if !(inner > 0.0 && inner < outer && inner / magnification < outer && outer.is_finite()) {
            let expected = "0 < inner < outer, and inner / magnification < outer";
            return Err(Error::data("radii of a lens", expected, format!("{inner} and {outer}")));
        }
        Ok(Self { magnification, radii })
    }

    /// Where the transition begins, its slope on average, and its coefficient of the mixed term.
    fn transition(self) -> (f64, f64, f64) {
        let [inner, outer] = self.radii;
        let begin = inner / self.magnification;
        let slope = (outer - inner) / (outer - begin);
        (begin, slope, self.magnification + 1.0 - 2.0 * slope)
    }

    /// How far from the centre something at this distance is seen.
    pub(super) fn map(self, distance: f64) -> f64 {
        let [inner, outer] = self.radii;
        let (begin, slope, mixed) = self.transition();
        if distance <= begin {
            return distance * self.magnification;
        }
        if distance >= outer || distance.is_nan() {
            return distance;
        }
        let at = (distance - begin) / (outer - begin);
        let product = at * (1.0 - at);
        inner + (outer - inner) * (slope * at * at + self.magnification * product) / (slope + mixed * product)
    }

    /// How far from the centre what is seen at this distance is.
    pub(super) fn imap(self, distance: f64) -> f64 {
        let [inner, outer] = self.radii;
        if distance <= inner {
            return distance / self.magnification;
        }
        if distance >= outer || distance.is_nan() {
            return distance;
        }
        let (begin, slope, mixed) = self.transition();
        let seen = (distance - inner) / (outer - inner);
        let a = slope - self.magnification + seen * mixed;
        let b = self.magnification - seen * mixed;
        let c = -slope * seen;
        let at = -2.0 * c / (b + (b * b - 4.0 * a * c).max(0.0).sqrt());
        begin + (outer - begin) * at
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lenses_that_would_fold_are_refused() {
        for (magnification, radii) in [
            (0.0, [1.0, 2.0]),
            (f64::NAN, [1.0, 2.0]),
            (3.0, [2.0, 2.0]),
            (3.0, [0.0, 2.0]),
            (0.5, [1.0, 2.0]),
            (3.0, [1.0, f64::INFINITY]),
        ] {
            assert!(Lens::new(magnification, radii).is_err(), "{magnification} {radii:?}");
        }
    }

    #[test]
    fn it_has_no_kink() {
        let lens = Lens::new(3.0, [7.0, 10.0]).unwrap();
        let slope = |at: f64| (lens.map(at + 1e-6) - lens.map(at - 1e-6)) / 2e-6;
        assert!((slope(7.0 / 3.0) - 3.0).abs() < 1e-5 && (slope(10.0) - 1.0).abs() < 1e-5);
        assert_eq!((lens.map(1.0), lens.map(10.0), lens.map(11.0)), (3.0, 10.0, 11.0));
        assert!((lens.map(7.0 / 3.0 + 1e-12) - 7.0).abs() < 1e-10);
    }

    proptest! {
        #[test]
        fn it_rises_and_comes_back(
            magnification in 0.2..30.0_f64,
            inner in 0.01..5.0_f64,
            more in 1.01..10.0_f64,
            share in 0.0..1.5_f64,
        ) {
            let outer = inner * more * (1.0 / magnification).max(1.0);
            let lens = Lens::new(magnification, [inner, outer]).unwrap();
            let distance = outer * share;
            let step = 1e-6 * outer;
            let seen = lens.map(distance);
            prop_assert!(lens.map(distance + step) > seen);
            // A strong lens in a narrow ring squeezes a hundred thousand times: by that much the rounding of what is seen grows.
            let slope = (lens.map(distance + step) - lens.map((distance - step).max(0.0))) / (step + step.min(distance));
            let error = (lens.imap(seen) - distance).abs();
            prop_assert!(error <= 16.0 * f64::EPSILON * distance.max(seen / slope), "{distance} by {seen}: {error}");
        }
    }
}
