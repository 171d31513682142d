//! What a two-dimensional camera shows: ranges of x and y.

use glam::DVec2;
use vispy_visuals::Bounds;
use vispy_visuals::transforms::StTransform;

use crate::error::{Error, Result};

/// Ranges of x and y in the scene frame. A range may run backwards: its axis is then reversed.
///
/// `x` is what is seen at the left and at the right edge, `y` at the lower and at the upper edge of the view. All
/// functions are pure. Positions in a view are in its logical pixels, origin at the upper left corner, y downwards.
///
/// ```
/// use vispy_scene::{DataRect, glam::DVec2};
///
/// let rect = DataRect::new([0.0, 10.0], [0.0, 1.0])?;
/// let size = DVec2::new(500.0, 200.0);
/// assert_eq!(rect.data_at(DVec2::new(100.0, 50.0), size), DVec2::new(2.0, 0.75));
/// assert_eq!(rect.panned_px(DVec2::new(100.0, 0.0), size).x(), [-2.0, 8.0]);
/// # Ok::<(), vispy_scene::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DataRect {
    /// Data at the left end and at the lower end.
    pub(super) start: DVec2,
    /// Data at the right end and at the upper end.
    pub(super) end: DVec2,
}

impl Default for DataRect {
    /// 0 to 1 in both axes.
    fn default() -> Self {
        Self { start: DVec2::ZERO, end: DVec2::ONE }
    }
}

impl DataRect {
    /// Ranges of x, from left to right, and of y, from the bottom up.
    ///
    /// # Errors
    /// `Value` when a range has no extent or is not finite.
    pub fn new(x: [f64; 2], y: [f64; 2]) -> Result<Self> {
        for (what, [lo, hi]) in [("the range of x", x), ("the range of y", y)] {
            if !(hi - lo).is_finite() || lo == hi {
                let expected = "two different finite numbers";
                return Err(Error::Value { what, expected, found: format!("{lo} .. {hi}") });
            }
        }
        Ok(Self { start: DVec2::new(x[0], y[0]), end: DVec2::new(x[1], y[1]) })
    }

    /// The rectangle around data, with `margin` times their extent on each side. Where the data have no extent, half of
    /// their magnitude is shown on each side, or 0.5 around 0.
    #[must_use]
    pub fn around(bounds: Bounds, margin: f64) -> Self {
        let extent = bounds.max - bounds.min;
        let magnitude = bounds.max.abs().max(bounds.min.abs());
        let none = DVec2::select(magnitude.cmpgt(DVec2::ZERO), magnitude * 0.5, DVec2::splat(0.5));
        let room = DVec2::select(extent.cmpgt(DVec2::ZERO), extent * margin, none);
        Self { start: bounds.min - room, end: bounds.max + room }
    }

    /// Data at the left and at the right edge.
    #[must_use]
    pub fn x(&self) -> [f64; 2] {
        [self.start.x, self.end.x]
    }

    /// Data at the lower and at the upper edge.
    #[must_use]
    pub fn y(&self) -> [f64; 2] {
        [self.start.y, self.end.y]
    }

    /// What lies between the edges; negative along a reversed axis.
    #[must_use]
    pub fn span(&self) -> DVec2 {
        self.end - self.start
    }

    /// The data in the middle.
    #[must_use]
    pub fn center(&self) -> DVec2 {
        self.start + self.span() / 2.0
    }

    /// The data at a position of a view of `size_px`.
    #[must_use]
    pub fn data_at(&self, pos_px: DVec2, size_px: DVec2) -> DVec2 {
        let t = pos_px / size_px;
        self.start + self.span() * DVec2::new(t.x, 1.0 - t.y)
    }

    /// The position of data in a view of `size_px`.
    #[must_use]
    pub fn pos_of(&self, data: DVec2, size_px: DVec2) -> DVec2 {
        let t = (data - self.start) / self.span();
        DVec2::new(t.x, 1.0 - t.y) * size_px
    }

    /// What is seen after the data were dragged by `delta_px`.
    #[must_use]
    pub fn panned_px(&self, delta_px: DVec2, size_px: DVec2) -> Self {
        let t = delta_px / size_px;
        self.shifted(self.span() * DVec2::new(-t.x, t.y))
    }

    /// What is seen `by` further along.
    #[must_use]
    pub fn shifted(&self, by: DVec2) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// What is seen after the spans were multiplied by `factor`, `center` staying where it is: below 1 zooms in.
    #[must_use]
    pub fn zoomed(&self, factor: DVec2, center: DVec2) -> Self {
        let about = |data: DVec2| center + (data - center) * factor;
        Self { start: about(self.start), end: about(self.end) }
    }

    /// The smallest rectangle about the same centre that holds this one and whose units of y are `aspect` times as long
    /// on the screen as its units of x.
    #[must_use]
    pub fn with_aspect(&self, aspect: f64, size_px: DVec2) -> Self {
        // Pixels that a unit takes; the axis whose units are too long gets more of them.
        let unit_px = size_px / self.span().abs();
        let ratio = unit_px.y / unit_px.x / aspect;
        if !ratio.is_finite() || ratio <= 0.0 {
            return *self;
        }
        let factor = DVec2::new((1.0 / ratio).max(1.0), ratio.max(1.0));
        if factor == DVec2::ONE { *self } else { self.zoomed(factor, self.center()) }
    }

    /// The map to the logical pixels of a view of `size_px`.
    #[must_use]
    pub fn viewport_from_scene(&self, size_px: DVec2) -> StTransform {
        let to = [DVec2::new(0.0, size_px.y), DVec2::new(size_px.x, 0.0)];
        // Both ranges have an extent, so that only a size that is not finite has no map.
        StTransform::from_mapping([self.start, self.end], to).unwrap_or_default()
    }
}
