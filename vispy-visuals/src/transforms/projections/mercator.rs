//! The map of the web.

use glam::{DVec2, DVec3};

use super::Globe;
use crate::error::Result;
use crate::transforms::{MapFunction, Transform, equal_by_type};

/// The map of tile servers: Mercator's, of a sphere. Longitude in x and latitude in y, in degrees.
///
/// With [`EARTH_RADIUS_M`](Self::EARTH_RADIUS_M) the result is in the metres of EPSG:3857. Longitudes do not wrap: x and
/// y stay apart and rise, so that axes of plots can have it. Latitudes of 90 degrees and beyond come out as NaN.
///
/// ```
/// use vispy_visuals::glam::DVec3;
/// use vispy_visuals::transforms::{Transform as _, WebMercatorTransform};
///
/// let metres = WebMercatorTransform::new(0.0)?.with_radius(WebMercatorTransform::EARTH_RADIUS_M)?;
/// let corner = metres.map(DVec3::new(180.0, 85.051_128_779_806_59, 0.0));
/// assert!((corner - DVec3::new(20_037_508.342_789_244, 20_037_508.342_789_244, 0.0)).length() < 1e-6);
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[doc(alias = "EPSG:3857")]
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct WebMercatorTransform(Globe);

impl WebMercatorTransform {
    /// The radius of the earth that EPSG:3857 takes, in metres.
    pub const EARTH_RADIUS_M: f64 = 6_378_137.0;

    /// A map of the unit sphere; `center` is the longitude of x = 0, in degrees.
    ///
    /// # Errors
    /// `Data` when it is not finite.
    pub fn new(center: f64) -> Result<Self> {
        Ok(Self(Globe::at(DVec2::new(center, 0.0))?))
    }

    /// The map of a sphere of another radius, in the unit of the frame mapped to. Default: 1.
    ///
    /// # Errors
    /// `Data` unless it is finite and above 0.
    pub fn with_radius(self, radius: f64) -> Result<Self> {
        Ok(Self(self.0.with_radius(radius)?))
    }

    fn function(&self, name: &str, prefix: &str) -> Result<MapFunction> {
        let parameters =
            [("center", (self.0.center.x as f32).into()), ("radius", (self.0.radius as f32).into())];
        MapFunction::built_in(name, prefix, &parameters)
    }
}

impl Transform for WebMercatorTransform {
    fn map(&self, point: DVec3) -> DVec3 {
        let Globe { center, radius } = self.0;
        let y = if point.y.abs() < 90.0 { point.y.to_radians().tan().asinh() } else { f64::NAN };
        DVec3::new((point.x - center.x).to_radians() * radius, y * radius, point.z)
    }

    fn imap(&self, point: DVec3) -> DVec3 {
        let Globe { center, radius } = self.0;
        let lat = (point.y / radius).sinh().atan().to_degrees();
        DVec3::new(center.x + (point.x / radius).to_degrees(), lat, point.z)
    }

    fn axis_signs(&self) -> Option<DVec2> {
        Some(DVec2::ONE)
    }

    fn equals(&self, other: &dyn Transform) -> bool {
        equal_by_type(self, other)
    }

    fn map_function(&self, prefix: &str) -> Result<MapFunction> {
        self.function("web_mercator_map", prefix)
    }

    fn imap_function(&self, prefix: &str) -> Result<MapFunction> {
        self.function("web_mercator_imap", prefix)
    }
}
