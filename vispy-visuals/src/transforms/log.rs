//! Logarithmic axes.

use glam::DVec3;

use super::{MapFunction, Transform, equal_by_type, single};
use crate::error::{Error, Result};

/// Takes the logarithm of axes. Corresponds to VisPy's `LogTransform`, in double precision.
///
/// Zero and negative numbers have no logarithm: they become NaN, which visuals take for gaps (VisPy's become −∞ or
/// whatever the driver makes of them).
///
/// ```
/// use vispy_visuals::glam::DVec3;
/// use vispy_visuals::transforms::{LogTransform, Transform as _};
///
/// let log_y = LogTransform::new(DVec3::new(0.0, 10.0, 0.0))?;
/// assert_eq!(log_y.map(DVec3::new(5.0, 1000.0, 1.0)), DVec3::new(5.0, 3.0, 1.0));
/// assert!(log_y.map(DVec3::new(5.0, 0.0, 1.0)).y.is_nan());
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogTransform {
    base: DVec3,
}

impl LogTransform {
    /// A transform from the base of each axis: above 1 takes the logarithm to that base, below −1 raises the number
    /// `-base` to the power of the coordinate, and 0 leaves an axis as it is.
    ///
    /// # Errors
    /// `Data` for any other base.
    pub fn new(base: DVec3) -> Result<Self> {
        for base in base.to_array() {
            if !(base.is_finite() && (base == 0.0 || base.abs() > 1.0)) {
                let expected = "0 for a linear axis, or a number above 1 or below -1";
                return Err(Error::data("base of a logarithm", expected, base.to_string()));
            }
        }
        Ok(Self { base })
    }

    /// The base of each axis; 0 for one that stays as it is.
    #[must_use]
    pub const fn base(&self) -> DVec3 {
        self.base
    }
}

impl Transform for LogTransform {
    fn map(&self, point: DVec3) -> DVec3 {
        bend(self.base, point)
    }

    fn imap(&self, point: DVec3) -> DVec3 {
        bend(-self.base, point)
    }

    fn axis_signs(&self) -> Option<glam::DVec2> {
        Some(glam::DVec2::ONE)
    }

    fn equals(&self, other: &dyn Transform) -> bool {
        equal_by_type(self, other)
    }

    fn map_function(&self, prefix: &str) -> Result<MapFunction> {
        function(self.base, prefix)
    }

    fn imap_function(&self, prefix: &str) -> Result<MapFunction> {
        function(-self.base, prefix)
    }
}

/// In GLSL both ways are one: the sign of the base tells them apart.
fn function(base: DVec3, prefix: &str) -> Result<MapFunction> {
    MapFunction::built_in("log_map", prefix, &[("base", single(base.to_array()).into())])
}

/// The logarithm of a positive number to base 10, NaN of any other.
pub(crate) fn log10(x: f64) -> f64 {
    log(x, 10.0)
}

fn bend(base: DVec3, point: DVec3) -> DVec3 {
    let [x, y, z] = [0, 1, 2].map(|axis| match base[axis] {
        0.0 => point[axis],
        base if base > 0.0 => log(point[axis], base),
        base => power(-base, point[axis]),
    });
    DVec3::new(x, y, z)
}

/// The logarithm of a positive number, NaN of any other.
fn log(x: f64, base: f64) -> f64 {
    if x <= 0.0 {
        return f64::NAN;
    }
    // Powers of these bases come out as whole numbers.
    match base {
        10.0 => x.log10(),
        2.0 => x.log2(),
        _ => x.ln() / base.ln(),
    }
}

fn power(base: f64, x: f64) -> f64 {
    if base == 2.0 { x.exp2() } else { base.powf(x) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(base: f64) -> LogTransform {
        LogTransform::new(DVec3::splat(base)).unwrap()
    }

    #[test]
    fn powers_are_whole_numbers_and_what_has_no_logarithm_is_nan() {
        for n in -300..=300 {
            let value: f64 = format!("1e{n}").parse().unwrap();
            assert_eq!(all(10.0).map(DVec3::splat(value)), DVec3::splat(f64::from(n)));
        }
        assert_eq!(all(2.0).map(DVec3::splat(1024.0)), DVec3::splat(10.0));
        for value in [0.0, -0.0, -1.0, f64::NEG_INFINITY, f64::NAN] {
            assert!(all(10.0).map(DVec3::splat(value)).is_nan_mask().all(), "{value}");
        }
        assert_eq!(all(-10.0).map(DVec3::splat(3.0)), DVec3::splat(1000.0));
        assert_eq!(all(-10.0).imap(DVec3::splat(1000.0)), DVec3::splat(3.0));
    }

    #[test]
    fn bases_without_a_meaning_are_refused() {
        for base in [1.0, 0.5, -1.0, -0.1, f64::NAN, f64::INFINITY] {
            let error = LogTransform::new(DVec3::new(0.0, base, 0.0)).unwrap_err().to_string();
            assert!(error.starts_with("base of a logarithm: expected 0 for"), "{error}");
        }
    }

    proptest! {
        #[test]
        fn round_trips_are_exact_to_twelve_digits(exponent in -300.0..300.0_f64, base in 1.001..100.0_f64) {
            let value = 10f64.powf(exponent);
            for base in [base, 2.0, 10.0, std::f64::consts::E] {
                let transform = all(base);
                let back = transform.imap(transform.map(DVec3::splat(value))).x;
                prop_assert!((back - value).abs() <= 1e-12 * value, "{value:e} to base {base} comes back as {back:e}");
            }
        }
    }
}
