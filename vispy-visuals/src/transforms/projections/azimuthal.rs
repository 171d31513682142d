//! Maps that keep directions from their centre.

use std::f64::consts::PI;

use glam::{DVec2, DVec3};

use super::{Globe, NEAR_OPPOSITE, map_of_the_sphere};

/// Lambert's azimuthal map, of equal areas: a disc of twice the sphere's radius. Longitude in x and latitude in y, in
/// degrees.
///
/// The point opposite the centre is the whole rim, and comes out as NaN; so does what lies beyond the rim, mapped back.
///
/// ```
/// use vispy_visuals::glam::{DVec2, DVec3};
/// use vispy_visuals::transforms::{AzimuthalEqualAreaTransform, Transform as _};
///
/// let from_the_north = AzimuthalEqualAreaTransform::new(DVec2::new(0.0, 90.0))?;
/// let equator = from_the_north.map(DVec3::new(90.0, 0.0, 0.0));
/// assert!((equator - DVec3::new(2f64.sqrt(), 0.0, 0.0)).length() < 1e-15);
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[doc(alias = "LambertAzimuthalEqualArea")]
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct AzimuthalEqualAreaTransform(Globe);

map_of_the_sphere!(
    AzimuthalEqualAreaTransform,
    equal_area,
    from_equal_area,
    "azimuthal_equal_area_map",
    "azimuthal_equal_area_imap"
);

/// The azimuthal map of true distances from the centre: a disc whose radius is half of a great circle. Longitude in x and
/// latitude in y, in degrees.
///
/// The point opposite the centre is the whole rim, and comes out as NaN; so does what lies beyond the rim, mapped back.
///
/// ```
/// use vispy_visuals::glam::{DVec2, DVec3};
/// use vispy_visuals::transforms::{AzimuthalEquidistantTransform, Transform as _};
///
/// let map = AzimuthalEquidistantTransform::new(DVec2::ZERO)?.with_radius(6371.0)?;
/// let ten_degrees_km = map.map(DVec3::new(0.0, 10.0, 0.0)).y;
/// assert!((ten_degrees_km - 6371.0 * 10f64.to_radians()).abs() < 1e-9);
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct AzimuthalEquidistantTransform(Globe);

map_of_the_sphere!(
    AzimuthalEquidistantTransform,
    equidistant,
    from_equidistant,
    "azimuthal_equidistant_map",
    "azimuthal_equidistant_imap"
);

fn is_opposite(place: DVec3) -> bool {
    place.z < 0.0 && place.truncate().length() < NEAR_OPPOSITE
}

fn equal_area(place: DVec3) -> DVec2 {
    if is_opposite(place) {
        return DVec2::NAN;
    }
    let aside = place.truncate();
    if place.z >= 0.0 {
        return aside * (2.0 / (1.0 + place.z)).sqrt();
    }
    // There 1 + z is a small difference, 1 - z is none.
    aside * ((2.0 * (1.0 - place.z)).sqrt() / aside.length())
}

fn from_equal_area(point: DVec2) -> DVec3 {
    let squared = point.length_squared();
    if squared > 4.0 {
        return DVec3::NAN;
    }
    (point * (1.0 - squared / 4.0).sqrt()).extend(1.0 - squared / 2.0)
}

fn equidistant(place: DVec3) -> DVec2 {
    if is_opposite(place) {
        return DVec2::NAN;
    }
    let aside = place.truncate();
    let length = aside.length();
    if length == 0.0 { DVec2::ZERO } else { aside * (length.atan2(place.z) / length) }
}

fn from_equidistant(point: DVec2) -> DVec3 {
    let angle = point.length();
    if angle > PI {
        return DVec3::NAN;
    }
    let (sin, cos) = angle.sin_cos();
    let aside = if angle == 0.0 { DVec2::ZERO } else { point * (sin / angle) };
    aside.extend(cos)
}
