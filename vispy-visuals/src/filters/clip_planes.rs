//! Half planes.

use glam::DVec2;

use super::{Filter, Seen, Site, reading};
use crate::error::{Error, Result};
use crate::shaders::Function;
use crate::view::View;

/// Farther than any pixel is from the origin, and no problem for single precision.
pub(super) const BEYOND_PX: f64 = 1e7;

/// A line that divides the plane; the side that its normal points to is the inner one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plane {
    /// A point of the line, in the visual's frame.
    pub point: DVec2,
    /// At right angles to the line, in the visual's frame, of any length but 0.
    pub normal: DVec2,
}

/// Keeps what is on the inner side of all of some lines. Corresponds to VisPy's `PlanesClipper`. Position: 1.
///
/// There may be as many as memory allows. Edges are antialiased. On axes that are not linear, lines have to be parallel to
/// one.
///
/// ```
/// use vispy_visuals::filters::{ClipPlanes, Plane};
/// use vispy_visuals::glam::DVec2;
///
/// let right_of_3 = ClipPlanes::new([Plane { point: DVec2::new(3.0, 0.0), normal: DVec2::X }])?;
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[doc(alias = "PlanesClipper")]
#[derive(Debug, Clone, PartialEq)]
pub struct ClipPlanes {
    planes: Vec<Plane>,
}

impl ClipPlanes {
    /// Keeps what is on the inner side of all lines; everything, when there are none.
    ///
    /// # Errors
    /// `Data` when a number is not finite, or a normal is 0.
    pub fn new(planes: impl IntoIterator<Item = Plane>) -> Result<Self> {
        let planes: Vec<Plane> = planes.into_iter().collect();
        for (index, Plane { point, normal }) in planes.iter().enumerate() {
            if !point.is_finite() || !normal.is_finite() || *normal == DVec2::ZERO {
                let found = format!("point {point} and normal {normal}");
                let expected = "finite numbers, and a normal that is not 0";
                return Err(Error::data(&format!("clip plane {index}"), expected, found));
            }
        }
        Ok(Self { planes })
    }
}

/// The line in pixels: its normal of length 1, and its distance from the origin along it.
fn in_pixels(view: &View, Plane { point, normal }: Plane) -> Result<[f64; 3]> {
    let (normal_px, distance) = if let Some(affine) = view.affine() {
        let normal_px = (affine.matrix2.inverse().transpose() * normal).normalize();
        (normal_px, normal_px.dot(affine.transform_point2(point)))
    } else if let Some(maps) = view.axis_maps().filter(|_| normal.x == 0.0 || normal.y == 0.0) {
        // The other coordinate, which may have no place on its axis, does not count.
        let axis = usize::from(normal.x == 0.0);
        let sign = normal[axis].signum() * maps.signs()[axis];
        (sign * DVec2::AXES[axis], sign * maps.reach(point)[axis])
    } else {
        let expected = "normals along x or y where axes are not linear";
        return Err(Error::data("clip planes", expected, format!("normal {normal}")));
    };
    if !normal_px.is_finite() || distance.is_nan() {
        // Squeezed to nothing: no pixel shows it.
        return Ok([1.0, 0.0, BEYOND_PX]);
    }
    Ok([normal_px.x, normal_px.y, distance.clamp(-BEYOND_PX, BEYOND_PX)])
}

impl Filter for ClipPlanes {
    fn position(&self) -> i32 {
        1
    }

    fn hook(&self, site: &Site<'_>) -> Result<(&'static str, Function)> {
        Ok(("fragment_post", reading("clip_planes", site)?))
    }

    fn values(&self, seen: &Seen<'_>, values: &mut Vec<[f32; 4]>) -> Result<()> {
        values.push([self.planes.len() as f32, 0.0, 0.0, 0.0]);
        for plane in &self.planes {
            let [x, y, distance] = in_pixels(seen.view, *plane)?;
            values.push([x as f32, y as f32, distance as f32, 0.0]);
        }
        Ok(())
    }
}
