//! Rectangles.

use glam::DVec2;

use super::clip_planes::BEYOND_PX;
use super::{Filter, Seen, Site, reading};
use crate::error::{Error, Result};
use crate::shaders::Function;
use crate::visual::Bounds;

/// Keeps what is inside of a rectangle. Corresponds to VisPy's `Clipper`. Position: 1.
///
/// The rectangle is in the visual's frame and follows it, turned and sheared too; a pixel on its edge is as opaque as it is
/// covered. On axes that are not linear it stays between its corners.
///
/// ```
/// use vispy_visuals::Bounds;
/// use vispy_visuals::filters::RectClip;
/// use vispy_visuals::glam::DVec2;
///
/// let clip = RectClip::new(Bounds { min: DVec2::ZERO, max: DVec2::new(10.0, 5.0) })?;
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[doc(alias = "Clipper")]
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RectClip {
    bounds: Bounds,
}

impl RectClip {
    /// Keeps what is inside of bounds, in the visual's frame; they may be infinite.
    ///
    /// # Errors
    /// `Data` when a number is a NaN, or a lower corner is above the upper one.
    pub fn new(bounds: Bounds) -> Result<Self> {
        if bounds.min.cmple(bounds.max).all() {
            return Ok(Self { bounds });
        }
        let found = format!("{} and {}", bounds.min, bounds.max);
        Err(Error::data("bounds of a clip rectangle", "a lower and an upper corner", found))
    }

    /// For each pair of sides: normal in pixels and the distances of both from the origin along it.
    fn sides(&self, seen: &Seen<'_>) -> Result<[[f64; 4]; 2]> {
        let Bounds { min, max } = self.bounds;
        if let Some(affine) = seen.view.affine() {
            let back = affine.inverse();
            let pair = |axis: usize| {
                // A coordinate of the visual is `normal * pixel + start`.
                let normal = back.matrix2.row(axis);
                let (length, start) = (normal.length(), back.translation[axis]);
                let [low, high] = [min[axis], max[axis]].map(|side| (side - start) / length);
                [normal.x / length, normal.y / length, low, high]
            };
            return Ok([pair(0), pair(1)]);
        }
        let Some(maps) = seen.view.axis_maps() else {
            let expected = "a view that keeps lines straight, or x and y apart";
            return Err(Error::data("clip rectangle", expected, "one that bends both"));
        };
        let [a, b] = [maps.reach(min), maps.reach(max)];
        let (low, high) = (a.min(b), a.max(b));
        Ok([[1.0, 0.0, low.x, high.x], [0.0, 1.0, low.y, high.y]])
    }
}

impl Filter for RectClip {
    fn position(&self) -> i32 {
        1
    }

    fn hook(&self, site: &Site<'_>) -> Result<(&'static str, Function)> {
        Ok(("fragment_post", reading("rect_clip", site)?))
    }

    fn values(&self, seen: &Seen<'_>, values: &mut Vec<[f32; 4]>) -> Result<()> {
        for [x, y, low, high] in self.sides(seen)? {
            let normal = DVec2::new(x, y);
            if !normal.is_finite() || low.is_nan() || high.is_nan() {
                // Squeezed to nothing: no pixel shows it.
                values.push([1.0, 0.0, BEYOND_PX as f32, BEYOND_PX as f32]);
                continue;
            }
            let [low, high] = [low, high].map(|side| side.clamp(-BEYOND_PX, BEYOND_PX));
            values.push([x, y, low, high].map(|value| value as f32));
        }
        Ok(())
    }
}
