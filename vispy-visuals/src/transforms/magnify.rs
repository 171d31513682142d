//! Magnifying glasses.

use glam::{DVec2, DVec3};

use super::lens::Lens;
use super::{MapFunction, Transform, equal_by_type, single};
use crate::error::{Error, Result};

/// A round magnifying glass in the xy plane, with a smooth transition at its rim. Corresponds to VisPy's
/// `MagnifyTransform`, in closed form both ways instead of a table.
///
/// Within the inner radius of the centre things are seen `magnification` times as large; beyond the outer one they
/// are where they were. Both radii are in the frame mapped to.
///
/// ```
/// use vispy_visuals::glam::{DVec2, DVec3};
/// use vispy_visuals::transforms::{MagnifyTransform, Transform as _};
///
/// let lens = MagnifyTransform::new(DVec2::new(100.0, 0.0), 3.0, [70.0, 100.0])?;
/// assert_eq!(lens.map(DVec3::new(110.0, 0.0, 0.0)), DVec3::new(130.0, 0.0, 0.0));
/// assert_eq!(lens.map(DVec3::new(220.0, 0.0, 0.0)), DVec3::new(220.0, 0.0, 0.0));
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MagnifyTransform {
    center: DVec2,
    lens: Lens,
}

impl MagnifyTransform {
    /// A lens from its centre, its magnification, and its inner and outer radius as they are seen.
    ///
    /// # Errors
    /// `Data` unless the centre is finite, the magnification above 0, `0 < inner < outer`, and
    /// `inner / magnification < outer`.
    pub fn new(center: DVec2, magnification: f64, radii: [f64; 2]) -> Result<Self> {
        check_center(center)?;
        Ok(Self { center, lens: Lens::new(magnification, radii)? })
    }

    /// Moves `point` from or to the centre by a function of its distance.
    fn radially(&self, point: DVec3, seen: impl FnOnce(f64) -> f64) -> DVec3 {
        let offset = point.truncate() - self.center;
        let distance = offset.length();
        if distance == 0.0 {
            return point;
        }
        (self.center + offset * (seen(distance) / distance)).extend(point.z)
    }

    fn function(&self, name: &str, prefix: &str) -> Result<MapFunction> {
        let [inner, outer] = self.lens.radii.map(|radius| radius as f32);
        let parameters = [
            ("center", single(self.center.to_array()).into()),
            ("lens", [self.lens.magnification as f32, inner, outer].into()),
        ];
        MapFunction::built_in(name, prefix, &parameters)
    }
}

/// Magnification 3 about the origin, radii 7 and 10: VisPy's.
impl Default for MagnifyTransform {
    fn default() -> Self {
        Self { center: DVec2::ZERO, lens: Lens { magnification: 3.0, radii: [7.0, 10.0] } }
    }
}

impl Transform for MagnifyTransform {
    fn map(&self, point: DVec3) -> DVec3 {
        self.radially(point, |distance| self.lens.map(distance))
    }

    fn imap(&self, point: DVec3) -> DVec3 {
        self.radially(point, |distance| self.lens.imap(distance))
    }

    fn equals(&self, other: &dyn Transform) -> bool {
        equal_by_type(self, other)
    }

    fn map_function(&self, prefix: &str) -> Result<MapFunction> {
        self.function("magnify_map", prefix)
    }

    fn imap_function(&self, prefix: &str) -> Result<MapFunction> {
        self.function("magnify_imap", prefix)
    }
}

/// A magnifying glass along x only; y and z stay. Corresponds to VisPy's `Magnify1DTransform`.
///
/// x and y stay apart, and x rises: plots can have one.
///
/// ```
/// use vispy_visuals::glam::DVec3;
/// use vispy_visuals::transforms::{Magnify1dTransform, Transform as _};
///
/// let lens = Magnify1dTransform::new(100.0, 3.0, [70.0, 100.0])?;
/// assert_eq!(lens.map(DVec3::new(90.0, 5.0, 0.0)), DVec3::new(70.0, 5.0, 0.0));
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[doc(alias = "Magnify1DTransform")]
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Magnify1dTransform {
    center: f64,
    lens: Lens,
}

impl Magnify1dTransform {
    /// A lens from the x of its middle, its magnification, and its inner and outer half width as they are seen.
    ///
    /// # Errors
    /// `Data` unless the middle is finite, the magnification above 0, `0 < inner < outer`, and
    /// `inner / magnification < outer`.
    pub fn new(center: f64, magnification: f64, radii: [f64; 2]) -> Result<Self> {
        check_center(DVec2::new(center, 0.0))?;
        Ok(Self { center, lens: Lens::new(magnification, radii)? })
    }

    fn function(&self, name: &str, prefix: &str) -> Result<MapFunction> {
        let [inner, outer] = self.lens.radii.map(|radius| radius as f32);
        let parameters = [
            ("center", (self.center as f32).into()),
            ("lens", [self.lens.magnification as f32, inner, outer].into()),
        ];
        MapFunction::built_in(name, prefix, &parameters)
    }
}

/// Magnification 3 about 0, half widths 7 and 10: VisPy's.
impl Default for Magnify1dTransform {
    fn default() -> Self {
        Self { center: 0.0, lens: MagnifyTransform::default().lens }
    }
}

impl Transform for Magnify1dTransform {
    fn map(&self, point: DVec3) -> DVec3 {
        let offset = point.x - self.center;
        DVec3 { x: self.center + self.lens.map(offset.abs()).copysign(offset), ..point }
    }

    fn imap(&self, point: DVec3) -> DVec3 {
        let offset = point.x - self.center;
        DVec3 { x: self.center + self.lens.imap(offset.abs()).copysign(offset), ..point }
    }

    fn axis_signs(&self) -> Option<DVec2> {
        Some(DVec2::ONE)
    }

    fn equals(&self, other: &dyn Transform) -> bool {
        equal_by_type(self, other)
    }

    fn map_function(&self, prefix: &str) -> Result<MapFunction> {
        self.function("magnify_1d_map", prefix)
    }

    fn imap_function(&self, prefix: &str) -> Result<MapFunction> {
        self.function("magnify_1d_imap", prefix)
    }
}

fn check_center(center: DVec2) -> Result<()> {
    if center.is_finite() {
        return Ok(());
    }
    Err(Error::data("centre of a lens", "finite numbers", center.to_string()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_happens_at_the_centre_and_to_what_is_no_number() {
        let lens = MagnifyTransform::default();
        assert_eq!(lens.map(DVec3::ZERO), DVec3::ZERO);
        assert!(lens.map(DVec3::new(f64::NAN, 0.0, 0.0)).x.is_nan());
        assert_eq!(Magnify1dTransform::default().map(DVec3::new(f64::INFINITY, 0.0, 0.0)).x, f64::INFINITY);
        assert!(MagnifyTransform::new(DVec2::NAN, 2.0, [1.0, 2.0]).is_err());
        assert!(Magnify1dTransform::new(f64::INFINITY, 2.0, [1.0, 2.0]).is_err());
    }

    proptest! {
        #[test]
        fn round_trips_are_exact_to_twelve_digits(x in -20.0..20.0_f64, y in -20.0..20.0_f64, magnification in 0.8..9.0_f64) {
            let point = DVec3::new(x, y, 1.0);
            let round = MagnifyTransform::new(DVec2::new(1.0, -2.0), magnification, [7.0, 10.0]).unwrap();
            let back = round.imap(round.map(point));
            prop_assert!((back - point).length() <= 1e-12 * 20.0, "{point} comes back as {back}");
            let strip = Magnify1dTransform::new(1.0, magnification, [7.0, 10.0]).unwrap();
            let back = strip.imap(strip.map(point));
            prop_assert!((back - point).length() <= 1e-12 * 20.0, "{point} comes back as {back}");
        }
    }
}
