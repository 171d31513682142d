//! Scaling, then shifting.

use glam::{DMat4, DVec2, DVec3};

use super::{MapFunction, Transform, single};
use crate::error::{Error, Result};

/// Scales each axis, then shifts: `scale * point + translate`. Corresponds to VisPy's `STTransform`.
///
/// ```
/// use vispy_visuals::glam::{DVec2, DVec3};
/// use vispy_visuals::transforms::{StTransform, Transform as _};
///
/// // Data 0..10 and -1..1 onto 800 x 600 pixels whose y counts downwards.
/// let canvas_from_data = StTransform::from_mapping(
///     [DVec2::new(0.0, -1.0), DVec2::new(10.0, 1.0)],
///     [DVec2::new(0.0, 600.0), DVec2::new(800.0, 0.0)],
/// )?;
/// assert_eq!(canvas_from_data.map(DVec3::new(5.0, 0.0, 0.0)), DVec3::new(400.0, 300.0, 0.0));
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[doc(alias = "STTransform")]
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StTransform {
    /// Factor of each axis.
    pub scale: DVec3,
    /// Shift of each axis, after scaling.
    pub translate: DVec3,
}

impl StTransform {
    /// A transform from its scale and shift.
    #[must_use]
    pub const fn new(scale: DVec3, translate: DVec3) -> Self {
        Self { scale, translate }
    }

    /// The transform that maps the corners `from` onto the corners `to`; z stays.
    ///
    /// # Errors
    /// `Singular` when `from` has no width or no height, or a corner is not finite.
    pub fn from_mapping(from: [DVec2; 2], to: [DVec2; 2]) -> Result<Self> {
        let size = from[1] - from[0];
        let scale = (to[1] - to[0]) / size;
        let translate = to[0] - from[0] * scale;
        if scale.is_finite() && translate.is_finite() {
            return Ok(Self::new(scale.extend(1.0), translate.extend(0.0)));
        }
        Err(Error::Singular {
            what: "the mapping of one rectangle to another".to_owned(),
            reason: format!("from {} .. {} to {} .. {}", from[0], from[1], to[0], to[1]),
        })
    }

    /// The two in one: `other` first, then `self`.
    #[must_use]
    pub fn after(&self, other: &Self) -> Self {
        Self::new(self.scale * other.scale, self.scale * other.translate + self.translate)
    }

    /// The transform back; infinite where a scale is 0.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self::new(self.scale.recip(), -self.translate / self.scale)
    }
}

impl Default for StTransform {
    fn default() -> Self {
        Self::new(DVec3::ONE, DVec3::ZERO)
    }
}

impl Transform for StTransform {
    fn map(&self, point: DVec3) -> DVec3 {
        self.scale * point + self.translate
    }

    fn imap(&self, point: DVec3) -> DVec3 {
        (point - self.translate) / self.scale
    }

    fn matrix(&self) -> Option<DMat4> {
        Some(DMat4::from_translation(self.translate) * DMat4::from_scale(self.scale))
    }

    fn map_function(&self, prefix: &str) -> Result<MapFunction> {
        self.function("st_map", prefix)
    }

    fn imap_function(&self, prefix: &str) -> Result<MapFunction> {
        self.function("st_imap", prefix)
    }
}

impl StTransform {
    fn function(&self, name: &str, prefix: &str) -> Result<MapFunction> {
        let of = |vector: DVec3| single(vector.to_array()).into();
        MapFunction::built_in(name, prefix, &[("scale", of(self.scale)), ("translate", of(self.translate))])
    }
}
