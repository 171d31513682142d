//! Views that keep x and y apart.

use glam::{DVec2, DVec3};

use crate::transforms::{ChainTransform, Transform as _};

/// Farther outside than any target is large, and near enough for single precision to be good to a pixel.
const BEYOND_PX: f64 = 1e7;

/// The maps of x and of y in a view that keeps the two apart, each monotone: linear, logarithmic, or any other. Got from
/// [`View::axis_maps`](crate::View::axis_maps).
///
/// ```
/// use std::sync::Arc;
/// use vispy_visuals::glam::{DVec2, DVec3};
/// use vispy_visuals::transforms::{ChainTransform, LogTransform, StTransform};
/// use vispy_visuals::AxisMaps;
///
/// let hundred_px_a_decade = StTransform::new(DVec3::new(100.0, 1.0, 1.0), DVec3::ZERO);
/// let log_x = LogTransform::new(DVec3::new(10.0, 0.0, 0.0))?;
/// let chain = ChainTransform::new([Arc::new(hundred_px_a_decade) as _, Arc::new(log_x) as _]);
/// let maps = AxisMaps::of(&chain).expect("x and y are apart");
/// assert_eq!(maps.x(1000.0), 300.0);
/// assert_eq!(maps.imap_x(200.0), 100.0);
/// assert!(maps.x(-1.0).is_nan());
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct AxisMaps<'a>(Maps<'a>);

#[derive(Debug, Clone, Copy)]
enum Maps<'a> {
    /// Scaling and shifting, without a detour through a chain: lines map every sample by it.
    Linear {
        scale: DVec2,
        translate: DVec2,
    },
    Bent {
        chain: &'a ChainTransform,
        signs: DVec2,
    },
}

impl<'a> AxisMaps<'a> {
    /// The maps of a chain; `None` where it does not keep x and y apart.
    #[must_use]
    pub fn of(chain: &'a ChainTransform) -> Option<Self> {
        let signs = chain.axis_signs()?;
        Some(Self(match chain.matrix() {
            Some(matrix) => Maps::Linear {
                scale: DVec2::new(matrix.x_axis.x, matrix.y_axis.y),
                translate: matrix.w_axis.truncate().truncate(),
            },
            None => Maps::Bent { chain, signs },
        }))
    }

    /// The pixel position of a point.
    #[must_use]
    pub fn map(self, point: DVec2) -> DVec2 {
        match self.0 {
            Maps::Linear { scale, translate } => scale * point + translate,
            Maps::Bent { chain, .. } => chain.map(point.extend(0.0)).truncate(),
        }
    }

    /// The pixel position of a point of something that has an extent, such as a bar that stands on 0: what has no place
    /// on a logarithmic axis is far outside, on the side of small numbers. NaN stays NaN.
    #[must_use]
    pub fn reach(self, point: DVec2) -> DVec2 {
        let one = |value: f64, px: f64, sign: f64| {
            if px.is_nan() && !value.is_nan() { -BEYOND_PX * sign } else { px.clamp(-BEYOND_PX, BEYOND_PX) }
        };
        match self.0 {
            Maps::Linear { .. } => self.map(point),
            Maps::Bent { signs, .. } => {
                DVec2::new(one(point.x, self.x(point.x), signs.x), one(point.y, self.y(point.y), signs.y))
            }
        }
    }

    /// The point at a pixel position; NaN or infinite where no point maps there.
    #[must_use]
    pub fn imap(self, pixel: DVec2) -> DVec2 {
        match self.0 {
            Maps::Linear { scale, translate } => (pixel - translate) / scale,
            Maps::Bent { chain, .. } => chain.imap(pixel.extend(0.0)).truncate(),
        }
    }

    /// The horizontal pixel position of an x.
    #[must_use]
    pub fn x(self, x: f64) -> f64 {
        match self.0 {
            Maps::Linear { scale, translate } => scale.x * x + translate.x,
            // What y is does not matter, as long as there is no way to be lost.
            Maps::Bent { chain, .. } => chain.map(DVec3::new(x, 1.0, 0.0)).x,
        }
    }

    /// The vertical pixel position of a y.
    #[must_use]
    pub fn y(self, y: f64) -> f64 {
        match self.0 {
            Maps::Linear { scale, translate } => scale.y * y + translate.y,
            Maps::Bent { chain, .. } => chain.map(DVec3::new(1.0, y, 0.0)).y,
        }
    }

    /// The x at a horizontal pixel position.
    #[must_use]
    pub fn imap_x(self, px: f64) -> f64 {
        self.imap(DVec2::new(px, 0.0)).x
    }

    /// The y at a vertical pixel position.
    #[must_use]
    pub fn imap_y(self, px: f64) -> f64 {
        self.imap(DVec2::new(0.0, px)).y
    }

    /// Whether pixel positions rise (1) or fall (-1) with x and with y; 0 where all of an axis is one place.
    #[must_use]
    pub fn signs(self) -> DVec2 {
        match self.0 {
            Maps::Linear { scale, .. } => {
                DVec2::select(scale.cmpeq(DVec2::ZERO), DVec2::ZERO, scale.signum())
            }
            Maps::Bent { signs, .. } => signs,
        }
    }

    /// Whether both axes are scaled and shifted only.
    pub(crate) fn is_linear(self) -> bool {
        matches!(self.0, Maps::Linear { .. })
    }

    /// Whether only positive y are seen anywhere: a logarithmic axis.
    pub(crate) fn needs_positive_y(self) -> bool {
        matches!(self.0, Maps::Bent { .. }) && !self.y(0.0).is_finite() && !self.y(-1.0).is_finite()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::transforms::{LogTransform, MatrixTransform, StTransform};

    fn chain(scale: f64) -> ChainTransform {
        let pixels = StTransform::new(DVec3::new(scale, scale, 1.0), DVec3::new(7.0, 11.0, 0.0));
        let log = LogTransform::new(DVec3::new(0.0, 10.0, 0.0)).unwrap();
        ChainTransform::new([
            Arc::new(StTransform::default()) as _,
            Arc::new(pixels) as _,
            Arc::new(log) as _,
        ])
    }

    #[test]
    fn an_axis_does_not_see_what_the_other_has_no_place_for() {
        let chain = chain(128.0);
        let maps = AxisMaps::of(&chain).unwrap();
        assert_eq!((maps.x(2.0), maps.y(100.0)), (263.0, 267.0));
        assert_eq!((maps.imap_x(263.0), maps.imap_y(267.0)), (2.0, 100.0));
        assert!(maps.y(0.0).is_nan() && maps.map(DVec2::new(2.0, 0.0)).y.is_nan());
        assert!(maps.needs_positive_y() && !maps.is_linear());
        assert_eq!(maps.reach(DVec2::new(2.0, 0.0)), DVec2::new(263.0, -1e7));
        assert_eq!(maps.reach(DVec2::new(2.0, 100.0)), DVec2::new(263.0, 267.0));
        assert!(maps.reach(DVec2::new(2.0, f64::NAN)).y.is_nan());
    }

    #[test]
    fn falling_axes_reach_to_the_other_side() {
        let chain = chain(-128.0);
        let maps = AxisMaps::of(&chain).unwrap();
        assert_eq!(maps.signs(), DVec2::NEG_ONE);
        assert_eq!(maps.reach(DVec2::new(0.0, -5.0)).y, 1e7);
        let turned = ChainTransform::new([Arc::new(MatrixTransform::rotation_z(0.1)) as _]);
        assert!(AxisMaps::of(&turned).is_none());
    }
}
