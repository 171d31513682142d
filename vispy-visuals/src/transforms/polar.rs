//! Angles and radii.

use glam::DVec3;

use super::{MapFunction, Transform, equal_by_type};
use crate::error::Result;

/// Maps an angle and a radius to the plane: `(theta, r, z)` to `(r cos theta, r sin theta, z)`. Corresponds to VisPy's
/// `PolarTransform`, whose way back swaps two arguments.
///
/// `theta` is in radians, counter-clockwise from the x axis where y points up. Backward it comes out from -π to π, with
/// a radius that is not negative.
///
/// ```
/// use std::f64::consts::FRAC_PI_2;
/// use vispy_visuals::glam::DVec3;
/// use vispy_visuals::transforms::{PolarTransform, Transform as _};
///
/// let up = PolarTransform.map(DVec3::new(FRAC_PI_2, 2.0, 0.0));
/// assert!((up - DVec3::new(0.0, 2.0, 0.0)).length() < 1e-15);
/// assert_eq!(PolarTransform.imap(DVec3::Y * 2.0), DVec3::new(FRAC_PI_2, 2.0, 0.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PolarTransform;

impl Transform for PolarTransform {
    fn map(&self, point: DVec3) -> DVec3 {
        let (sin, cos) = point.x.sin_cos();
        DVec3::new(point.y * cos, point.y * sin, point.z)
    }

    fn imap(&self, point: DVec3) -> DVec3 {
        DVec3::new(point.y.atan2(point.x), point.x.hypot(point.y), point.z)
    }

    fn equals(&self, other: &dyn Transform) -> bool {
        equal_by_type(self, other)
    }

    fn map_function(&self, prefix: &str) -> Result<MapFunction> {
        MapFunction::built_in("polar_map", prefix, &[])
    }

    fn imap_function(&self, prefix: &str) -> Result<MapFunction> {
        MapFunction::built_in("polar_imap", prefix, &[])
    }
}

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_angle_comes_back_as_it_was() {
        // VisPy's 0.30 comes back as 1.27.
        let back = PolarTransform.imap(PolarTransform.map(DVec3::new(0.3, 1.0, 5.0)));
        assert!((back - DVec3::new(0.3, 1.0, 5.0)).length() < 1e-15, "{back}");
        assert_eq!(PolarTransform.imap(DVec3::ZERO), DVec3::ZERO);
        assert!(PolarTransform.map(DVec3::new(f64::INFINITY, 1.0, 0.0)).x.is_nan());
    }

    proptest! {
        #[test]
        fn round_trips_are_exact_to_twelve_digits(theta in -PI..PI, exponent in -100.0..100.0_f64) {
            let r = 10f64.powf(exponent);
            let back = PolarTransform.imap(PolarTransform.map(DVec3::new(theta, r, 1.0)));
            prop_assert!((back.x - theta).abs() <= 1e-12 * theta.abs(), "{theta} comes back as {}", back.x);
            prop_assert!((back.y - r).abs() <= 1e-12 * r, "{r} comes back as {}", back.y);
        }
    }
}
