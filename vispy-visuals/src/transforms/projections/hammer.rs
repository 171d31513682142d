//! The whole sphere in an ellipse.

use std::f64::consts::SQRT_2;

use glam::{DVec2, DVec3};

use super::{Globe, map_of_the_sphere};

/// Hammer's map, of equal areas: the sphere in an ellipse, twice as wide as high. Longitude in x and latitude in y, in
/// degrees. For a sphere of radius 1 it reaches to `2 sqrt(2)` in x and to `sqrt(2)` in y.
///
/// What lies beyond the ellipse comes out as NaN, mapped back.
///
/// ```
/// use vispy_visuals::glam::{DVec2, DVec3};
/// use vispy_visuals::transforms::{HammerTransform, Transform as _};
///
/// let hammer = HammerTransform::new(DVec2::ZERO)?;
/// let pole = hammer.map(DVec3::new(0.0, 90.0, 0.0));
/// assert!((pole - DVec3::new(0.0, 2f64.sqrt(), 0.0)).length() < 1e-15);
/// assert!(hammer.imap(DVec3::new(2.5, 1.0, 0.0)).x.is_nan());
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct HammerTransform(Globe);

map_of_the_sphere!(HammerTransform, hammer, from_hammer, "hammer_map", "hammer_imap");

fn hammer(place: DVec3) -> DVec2 {
    let DVec3 { x: east, y: north, z: up } = place;
    let level = east.hypot(up);
    // Cosine and sine of half the longitude, times the cosine of the latitude.
    let half = if level == 0.0 {
        DVec2::ZERO
    } else if up >= 0.0 {
        DVec2::new(level + up, east).normalize() * level
    } else {
        DVec2::new(east.abs(), (level - up).copysign(east)).normalize() * level
    };
    DVec2::new(2.0 * half.y, north) * (SQRT_2 / (1.0 + half.x).sqrt())
}

fn from_hammer(point: DVec2) -> DVec3 {
    let DVec2 { x, y } = point;
    let ellipse = x * x / 8.0 + y * y / 2.0;
    // Rounding must not push the rim out.
    if ellipse > 1.0 + 1e-15 {
        return DVec3::NAN;
    }
    let z = (1.0 - ellipse / 2.0).sqrt();
    let half = DVec2::new(2.0 * z * z - 1.0, x * z / 2.0);
    let level = half.length();
    if level == 0.0 {
        return DVec3::new(0.0, y * z, 0.0);
    }
    let unit = half / level;
    DVec3::new(2.0 * unit.x * half.y, y * z, unit.x * half.x - unit.y * half.y)
}
