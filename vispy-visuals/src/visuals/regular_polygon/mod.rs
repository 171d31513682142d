//! Regular polygons.

use std::f64::consts::TAU;

use glam::DVec2;

use super::ellipse::check;
use super::{Polygon, PolygonStyle};
use crate::coordinate::Reference;
use crate::error::{Error, Result};
use crate::vector::{NotVector, VectorSink};
use crate::view::View;
use crate::visual::{Bounds, DrawContext, Visual};

/// A polygon with equal sides and angles, its corners on an ellipse. Corresponds to VisPy's `RegularPolygonVisual`.
///
/// Center and radii are in its own frame. Its first corner is in the direction of the x axis.
///
/// ```
/// use vispy_visuals::glam::DVec2;
/// use vispy_visuals::visuals::{PolygonStyle, RegularPolygon};
///
/// let hexagon = RegularPolygon::new(DVec2::ZERO, DVec2::splat(2.0), 6, PolygonStyle::default())?;
/// assert!(RegularPolygon::new(DVec2::ZERO, DVec2::ONE, 2, PolygonStyle::default()).is_err());
/// # let _ = hexagon;
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[doc(alias = "RegularPolygonVisual")]
#[derive(Debug, Clone)]
pub struct RegularPolygon(Polygon);

impl RegularPolygon {
    /// A polygon of `sides` sides; `radii` along x and y, from the center to the corners.
    ///
    /// # Errors
    /// `Data` when a number is not finite, a radius below 0, or there are fewer than three sides.
    pub fn new(center: DVec2, radii: DVec2, sides: u32, style: PolygonStyle) -> Result<Self> {
        Self::turned(center, radii, sides, 0.0, style)
    }

    /// The same, with its first corner at an angle (radians from the x axis towards the y axis).
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn turned(
        center: DVec2,
        radii: DVec2,
        sides: u32,
        angle_rad: f64,
        style: PolygonStyle,
    ) -> Result<Self> {
        const WHAT: &str = "a regular polygon";
        check(center, radii, WHAT)?;
        if sides < 3 {
            return Err(Error::data(&format!("sides of {WHAT}"), "at least 3", sides.to_string()));
        }
        if !angle_rad.is_finite() {
            return Err(Error::data(&format!("angle of {WHAT}"), "a finite number", angle_rad.to_string()));
        }
        let corner = |i: u32| {
            let angle = angle_rad + f64::from(i) / f64::from(sides) * TAU;
            center + radii * DVec2::from_angle(angle)
        };
        Ok(Self(Polygon::new(&[(0..sides).map(corner).collect()], style)?))
    }

    /// Counts its coordinates from these values, such as a time stamp. Default: 0.
    #[must_use]
    pub fn with_origin(self, x: Reference, y: Reference) -> Self {
        Self(self.0.with_origin(x, y))
    }

    /// Counts the visual's own frame from these values from now on. Default: 0.
    pub fn set_references(&mut self, x: Reference, y: Reference) {
        self.0.set_references(x, y);
    }

    /// How it looks.
    #[must_use]
    pub fn style(&self) -> PolygonStyle {
        self.0.style()
    }

    /// Changes how it looks.
    pub fn set_style(&mut self, style: PolygonStyle) {
        self.0.set_style(style);
    }
}

impl Visual for RegularPolygon {
    fn bounds(&self) -> Option<Bounds> {
        self.0.bounds()
    }

    fn prepare(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.0.prepare(cx)
    }

    fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.0.draw(cx)
    }

    fn vector(&self, view: &View, sink: &mut dyn VectorSink) -> Result<(), NotVector> {
        self.0.vector(view, sink)
    }
}
