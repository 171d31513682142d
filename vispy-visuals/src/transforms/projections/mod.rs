//! Maps of the sphere: longitude in x and latitude in y, both in degrees, to the plane; z stays.

mod azimuthal;
mod hammer;
mod mercator;

use glam::{DVec2, DVec3};

pub use azimuthal::{AzimuthalEqualAreaTransform, AzimuthalEquidistantTransform};
pub use hammer::HammerTransform;
pub use mercator::WebMercatorTransform;

use super::MapFunction;
use crate::error::{Error, Result};

/// How near to the point opposite the centre, in radians, there is no telling in which direction it lies.
const NEAR_OPPOSITE: f64 = 1e-11;

/// The centre of a map and the radius of the sphere.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Globe {
    /// Longitude and latitude, in degrees.
    center: DVec2,
    radius: f64,
}

/// The point of longitude 0 and latitude 0, and a sphere of radius 1.
impl Default for Globe {
    fn default() -> Self {
        Self { center: DVec2::ZERO, radius: 1.0 }
    }
}

impl Globe {
    fn at(center: DVec2) -> Result<Self> {
        if center.is_finite() && center.y.abs() <= 90.0 {
            return Ok(Self { center, radius: 1.0 });
        }
        let expected = "a longitude and a latitude from -90 to 90, in degrees";
        Err(Error::data("centre of a map", expected, center.to_string()))
    }

    fn with_radius(self, radius: f64) -> Result<Self> {
        if radius.is_finite() && radius > 0.0 {
            return Ok(Self { radius, ..self });
        }
        Err(Error::data("radius of a sphere", "a finite number above 0", radius.to_string()))
    }

    /// The place on the unit sphere as seen from its centre: east, north, and towards the centre of the map. NaN where
    /// there is no such latitude.
    fn place_of(&self, degrees: DVec2) -> DVec3 {
        if degrees.y.abs() > 90.0 {
            return DVec3::NAN;
        }
        let (sin_lon, cos_lon) = (degrees.x - self.center.x).to_radians().sin_cos();
        let (sin_lat, cos_lat) = degrees.y.to_radians().sin_cos();
        let (sin_0, cos_0) = self.center.y.to_radians().sin_cos();
        let along = cos_lat * cos_lon;
        DVec3::new(cos_lat * sin_lon, cos_0 * sin_lat - sin_0 * along, sin_0 * sin_lat + cos_0 * along)
    }

    /// The other way; the longitude is from -180 to 180.
    fn degrees_of(self, place: DVec3) -> DVec2 {
        let DVec3 { x: east, y: north, z: up } = place;
        let (sin_0, cos_0) = self.center.y.to_radians().sin_cos();
        let (along, axis) = (up * cos_0 - north * sin_0, north * cos_0 + up * sin_0);
        let lon = self.center.x + east.atan2(along).to_degrees();
        let lat = axis.atan2(east.hypot(along)).to_degrees();
        DVec2::new(lon - 360.0 * (lon / 360.0).round(), lat)
    }

    /// Maps through the sphere: `plane` gets a place on it and returns one on the map of the unit sphere.
    fn map(&self, point: DVec3, plane: impl FnOnce(DVec3) -> DVec2) -> DVec3 {
        (plane(self.place_of(point.truncate())) * self.radius).extend(point.z)
    }

    fn imap(&self, point: DVec3, sphere: impl FnOnce(DVec2) -> DVec3) -> DVec3 {
        self.degrees_of(sphere(point.truncate() / self.radius)).extend(point.z)
    }

    fn function(&self, name: &str, prefix: &str) -> Result<MapFunction> {
        let (sin_0, cos_0) = self.center.y.to_radians().sin_cos();
        let center = [self.center.x as f32, cos_0 as f32, sin_0 as f32];
        let parameters = [("center", center.into()), ("radius", (self.radius as f32).into())];
        MapFunction::built_in(name, prefix, &parameters)
    }
}

/// Writes what is the same for every map with a centre.
macro_rules! map_of_the_sphere {
    ($type:ident, $plane:path, $sphere:path, $map:literal, $imap:literal) => {
        impl $type {
            /// A map of the unit sphere about a point: its longitude and latitude, in degrees.
            ///
            /// # Errors
            /// `Data` when it is not finite or there is no such latitude.
            pub fn new(center: glam::DVec2) -> crate::error::Result<Self> {
                Ok(Self(super::Globe::at(center)?))
            }

            /// The map of a sphere of another radius, in the unit of the frame mapped to. Default: 1.
            ///
            /// # Errors
            /// `Data` unless it is finite and above 0.
            pub fn with_radius(self, radius: f64) -> crate::error::Result<Self> {
                Ok(Self(self.0.with_radius(radius)?))
            }
        }

        impl crate::transforms::Transform for $type {
            fn map(&self, point: glam::DVec3) -> glam::DVec3 {
                self.0.map(point, $plane)
            }

            fn imap(&self, point: glam::DVec3) -> glam::DVec3 {
                self.0.imap(point, $sphere)
            }

            fn equals(&self, other: &dyn crate::transforms::Transform) -> bool {
                crate::transforms::equal_by_type(self, other)
            }

            fn map_function(&self, prefix: &str) -> crate::error::Result<crate::transforms::MapFunction> {
                self.0.function($map, prefix)
            }

            fn imap_function(&self, prefix: &str) -> crate::error::Result<crate::transforms::MapFunction> {
                self.0.function($imap, prefix)
            }
        }
    };
}
use map_of_the_sphere;

#[cfg(test)]
mod tests;
