//! Colours by a coordinate.

use glam::DVec2;

use super::{Filter, Seen, Site, reading};
use crate::color::{Color, Colormap};
use crate::error::{Error, Result};
use crate::shaders::Function;
use crate::view::View;

/// Colours at most; of a target that is larger, some pixels side by side have the same.
const MOST_COLORS: f64 = 8192.0;

/// A coordinate of the visual's frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Coordinate {
    /// The first.
    X,
    /// The second.
    Y,
}

impl Coordinate {
    fn index(self) -> usize {
        match self {
            Self::X => 0,
            Self::Y => 1,
        }
    }
}

/// Colours a visual by where it is: each pixel by a coordinate of its centre. Corresponds to VisPy's `ZColormapFilter`,
/// whose coordinate is the third. Position: 3.
///
/// A pixel stays as opaque as it was, if the colormap's colour is opaque. The coordinate may be logarithmic.
///
/// ```
/// use vispy_visuals::color::Colormap;
/// use vispy_visuals::filters::{Coordinate, ZColormap};
///
/// let by_height = ZColormap::new(Coordinate::Y, Colormap::default(), [-1.0, 1.0])?;
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[doc(alias = "ZColormapFilter")]
#[derive(Debug, Clone, PartialEq)]
pub struct ZColormap {
    coordinate: Coordinate,
    colormap: Colormap,
    limits: [f64; 2],
}

impl ZColormap {
    /// Colours by a coordinate: from the first limit to the second, which may be the smaller.
    ///
    /// # Errors
    /// `Data` when the limits are not finite, or the same.
    pub fn new(coordinate: Coordinate, colormap: Colormap, limits: [f64; 2]) -> Result<Self> {
        let [first, last] = limits;
        if first.is_finite() && last.is_finite() && first != last {
            return Ok(Self { coordinate, colormap, limits });
        }
        let found = format!("{first} and {last}");
        Err(Error::data("limits of a coordinate's colormap", "two different finite numbers", found))
    }

    /// The direction in pixels in which the coordinate changes.
    fn direction(&self, view: &View) -> Result<DVec2> {
        let index = self.coordinate.index();
        if let Some(affine) = view.affine() {
            let direction = affine.matrix2.inverse().row(index).normalize();
            return Ok(if direction.is_finite() { direction } else { DVec2::X });
        }
        if view.keeps_axes() {
            return Ok(DVec2::AXES[index]);
        }
        let expected = "a view that keeps lines straight, or x and y apart";
        Err(Error::data("colormap of a coordinate", expected, "one that bends both"))
    }

    fn color(&self, coordinate: f64) -> Color {
        let [first, last] = self.limits;
        self.colormap.map((coordinate - first) / (last - first))
    }
}

impl Filter for ZColormap {
    fn position(&self) -> i32 {
        3
    }

    fn hook(&self, site: &Site<'_>) -> Result<(&'static str, Function)> {
        Ok(("fragment_post", reading("z_colormap", site)?))
    }

    fn values(&self, seen: &Seen<'_>, values: &mut Vec<[f32; 4]>) -> Result<()> {
        let direction = self.direction(seen.view)?;
        let clip = seen.view.clip;
        let low = DVec2::new(f64::from(clip.x), f64::from(clip.y));
        let size = DVec2::new(f64::from(clip.width), f64::from(clip.height));
        // One colour for each pixel that the clip rectangle is long in that direction.
        let center = low + size / 2.0;
        let reach = direction.abs().dot(size) / 2.0;
        let count = (2.0 * reach).ceil().clamp(1.0, MOST_COLORS);
        let step = (2.0 * reach / count).max(f64::MIN_POSITIVE);
        let start = direction.dot(center) - reach;
        let place = [direction.x / step, direction.y / step, -start / step, count];
        values.push(place.map(|value| value as f32));
        for index in 0..count as usize {
            let at = start + (index as f64 + 0.5) * step;
            let pixel = center + direction * (at - direction.dot(center));
            let coordinate = seen.view.imap(pixel)[self.coordinate.index()];
            values.push(self.color(coordinate).premultiplied());
        }
        Ok(())
    }
}
