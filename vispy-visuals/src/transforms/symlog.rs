//! Axes that are linear near zero and logarithmic on both sides of it.

use glam::{DVec2, DVec3};

use super::{MapFunction, Transform, equal_by_type, single};
use crate::error::{Error, Result};

/// Where the linear part of a [`SymlogTransform`] ends, in decades: ten ninths, so that from zero to its end it is
/// about as long as a decade.
const LINEAR_END: f64 = 10.0 / 9.0;

/// Bends axes so that they are linear near zero and logarithmic on both sides of it. Corresponds to matplotlib's
/// `SymmetricalLogTransform` with base 10, in decades.
///
/// Up to `linear_width` a number is mapped to `10/9 * x / linear_width`, beyond it to
/// `sign(x) * (10/9 + log10(|x| / linear_width))`.
///
/// ```
/// use vispy_visuals::glam::DVec3;
/// use vispy_visuals::transforms::{SymlogTransform, Transform as _};
///
/// let symlog_y = SymlogTransform::new(DVec3::new(0.0, 1.0, 0.0))?;
/// let y = |y: f64| symlog_y.map(DVec3::new(7.0, y, 0.0)).y;
/// assert_eq!(y(0.0), 0.0);
/// assert!((y(1000.0) - y(10.0) - 2.0).abs() < 1e-12);
/// assert_eq!(y(-1000.0), -y(1000.0));
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[doc(alias = "SymmetricalLogTransform")]
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SymlogTransform {
    linear_width: DVec3,
}

impl SymlogTransform {
    /// A transform from where the linear part of each axis ends, on either side of zero; 0 leaves an axis as it is.
    ///
    /// # Errors
    /// `Data` when a width is neither 0 nor from 1e-300 to 1e300.
    pub fn new(linear_width: DVec3) -> Result<Self> {
        for width in linear_width.to_array() {
            if width != 0.0 && !(1e-300..=1e300).contains(&width) {
                let expected = "0 for a linear axis, or a number from 1e-300 to 1e300";
                return Err(Error::data("linear width of a symlog axis", expected, width.to_string()));
            }
        }
        Ok(Self { linear_width })
    }

    /// A transform of the axis that `axis` points along, the others staying as they are. A width of 0 is refused too.
    pub(crate) fn on_axis(axis: DVec3, linear_width: f64) -> Result<Self> {
        Self::new(DVec3::splat(if linear_width == 0.0 { f64::NAN } else { linear_width }))?;
        Ok(Self { linear_width: axis * linear_width })
    }

    /// Where the linear part of each axis ends; 0 for one that stays as it is.
    #[must_use]
    pub const fn linear_width(&self) -> DVec3 {
        self.linear_width
    }
}

impl Transform for SymlogTransform {
    fn map(&self, point: DVec3) -> DVec3 {
        self.each(point, symlog)
    }

    fn imap(&self, point: DVec3) -> DVec3 {
        self.each(point, inverse)
    }

    fn axis_signs(&self) -> Option<DVec2> {
        Some(DVec2::ONE)
    }

    fn equals(&self, other: &dyn Transform) -> bool {
        equal_by_type(self, other)
    }

    fn map_function(&self, prefix: &str) -> Result<MapFunction> {
        self.function("symlog_map", prefix)
    }

    fn imap_function(&self, prefix: &str) -> Result<MapFunction> {
        self.function("symlog_imap", prefix)
    }
}

impl SymlogTransform {
    fn function(&self, name: &str, prefix: &str) -> Result<MapFunction> {
        let width = single(self.linear_width.to_array());
        MapFunction::built_in(name, prefix, &[("linear_width", width.into())])
    }

    fn each(&self, point: DVec3, map: impl Fn(f64, f64) -> f64) -> DVec3 {
        let [x, y, z] = [0, 1, 2].map(|axis| match self.linear_width[axis] {
            0.0 => point[axis],
            width => map(point[axis], width),
        });
        DVec3::new(x, y, z)
    }
}

/// The place of a number, in decades.
pub(crate) fn symlog(x: f64, linear_width: f64) -> f64 {
    let ratio = x / linear_width;
    if ratio.abs() <= 1.0 {
        return ratio * LINEAR_END;
    }
    let decades = match ratio.abs() {
        f64::INFINITY => x.abs().log10() - linear_width.log10(),
        ratio => ratio.log10(),
    };
    (LINEAR_END + decades).copysign(x)
}

/// The number at a place.
pub(crate) fn inverse(place: f64, linear_width: f64) -> f64 {
    if place.abs() <= LINEAR_END {
        return place / LINEAR_END * linear_width;
    }
    let decades = place.abs() - LINEAR_END;
    // A factor beyond 1e300 may be no number where the product still is one.
    let half = 10f64.powf(decades / 2.0);
    let value = if decades > 300.0 { linear_width * half * half } else { linear_width * 10f64.powf(decades) };
    value.copysign(place)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn it_is_continuous_odd_and_logarithmic_outside() {
        let width = 2.0;
        assert_eq!(symlog(2.0, width), LINEAR_END);
        assert!((symlog(2.0_f64.next_up(), width) - LINEAR_END).abs() < 1e-15);
        assert_eq!(symlog(1.0, width), LINEAR_END / 2.0);
        assert_eq!(symlog(20.0, width), LINEAR_END + 1.0);
        assert_eq!(symlog(-20.0, width), -LINEAR_END - 1.0);
        assert_eq!(symlog(0.0, width), 0.0);
        assert!(symlog(f64::NAN, width).is_nan());
        assert!((symlog(1e300, 1e-300) - (600.0 + LINEAR_END)).abs() < 1e-12);
        assert!((inverse(600.0 + LINEAR_END, 1e-300) / 1e300 - 1.0).abs() < 1e-12);
    }

    #[test]
    fn widths_without_a_meaning_are_refused() {
        for width in [-1.0, f64::NAN, f64::INFINITY, 1e-310] {
            assert!(SymlogTransform::new(DVec3::new(width, 0.0, 0.0)).is_err(), "{width}");
        }
    }

    proptest! {
        #[test]
        fn round_trips_are_exact_to_twelve_digits(exponent in -300.0..300.0_f64, below in 0.0..20.0_f64, sign in any::<bool>()) {
            let value = 10f64.powf(exponent) * if sign { 1.0 } else { -1.0 };
            for width in [1.0, 10f64.powf((exponent + below).min(300.0)), 1e-300] {
                if (value / width).abs() < 1e-290 {
                    continue;
                }
                let back = inverse(symlog(value, width), width);
                prop_assert!((back - value).abs() <= 1e-12 * value.abs(), "{value:e} with {width:e} comes back as {back:e}");
            }
        }

        #[test]
        fn it_rises(a in -1e3..1e3_f64, step in 1e-6..10.0_f64) {
            prop_assert!(symlog(a, 1.0) < symlog(a + step, 1.0));
        }
    }
}
