//! Ellipses and sectors of them.

mod arc;

use std::f64::consts::TAU;

use glam::DVec2;

use crate::areas::{Origin, Rings, Shape};
use crate::coordinate::Reference;
use crate::error::{Error, Result};
use crate::vector::{NotVector, VectorSink};
use crate::view::View;
use crate::visual::{Bounds, DrawContext, Visual};
use crate::visuals::PolygonStyle;

/// An ellipse, or a sector of one. Corresponds to VisPy's `EllipseVisual`.
///
/// Center and radii are in its own frame. Its outline is exact to 1/50 pixel at every zoom; VisPy's `num_segments` has no
/// counterpart ([`RegularPolygon`](super::RegularPolygon) has corners). Angles are in radians from the x axis towards the
/// y axis.
///
/// ```
/// use vispy_visuals::glam::DVec2;
/// use vispy_visuals::visuals::{Ellipse, PolygonStyle};
///
/// let pie = Ellipse::new(DVec2::ZERO, DVec2::new(3.0, 2.0), PolygonStyle::default())?
///     .with_sector(0.0, std::f64::consts::FRAC_PI_2);
/// # let _ = pie;
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[doc(alias = "EllipseVisual")]
#[derive(Debug, Clone)]
pub struct Ellipse {
    sector: Sector,
    origin: Origin,
    shape: Shape,
}

/// The outline in the ellipse's own frame.
#[derive(Debug, Clone, Copy)]
struct Sector {
    center: DVec2,
    radii: DVec2,
    start_rad: f64,
    span_rad: f64,
}

impl Sector {
    fn at(&self, angle: f64) -> DVec2 {
        self.center + self.radii * DVec2::from_angle(angle)
    }

    fn is_whole(&self) -> bool {
        self.span_rad.abs() >= TAU
    }

    /// Finds the outline in pixels.
    fn trace(&self, origin: &Origin, view: &View, out: &mut Rings) {
        let shift = origin.shift();
        let map = |point: DVec2| view.map(point + shift);
        let span = self.span_rad.clamp(-TAU, TAU);
        if span == 0.0 {
            return;
        }
        let mut points = Vec::new();
        arc::flatten(view, self.start_rad, self.start_rad + span, |angle| map(self.at(angle)), &mut points);
        if self.is_whole() {
            // The last is the first again.
            points.pop();
        } else {
            points.push(map(self.center));
        }
        out.push(points);
    }
}

pub(super) fn check(center: DVec2, radii: DVec2, what: &str) -> Result<()> {
    if !center.is_finite() {
        return Err(Error::data(&format!("center of {what}"), "finite numbers", center.to_string()));
    }
    if radii.is_finite() && radii.cmpge(DVec2::ZERO).all() {
        return Ok(());
    }
    Err(Error::data(&format!("radii of {what}"), "finite numbers of at least 0", radii.to_string()))
}

impl Ellipse {
    /// A whole ellipse; `radii` along x and y.
    ///
    /// # Errors
    /// `Data` when a number is not finite, or a radius below 0.
    pub fn new(center: DVec2, radii: DVec2, style: PolygonStyle) -> Result<Self> {
        check(center, radii, "an ellipse")?;
        let sector = Sector { center, radii, start_rad: 0.0, span_rad: TAU };
        Ok(Self { sector, origin: Origin::default(), shape: Shape::new(style) })
    }

    /// Leaves only the sector that begins at an angle and spans another (negative: clockwise), with its two straight sides.
    /// A span of a whole turn or more, or one that is not finite, is the whole ellipse.
    #[must_use]
    #[doc(alias = "start_angle")]
    #[doc(alias = "span_angle")]
    pub fn with_sector(mut self, start_rad: f64, span_rad: f64) -> Self {
        self.sector.start_rad = if start_rad.is_finite() { start_rad } else { 0.0 };
        self.sector.span_rad = if span_rad.is_finite() { span_rad } else { TAU };
        self.shape.changed();
        self
    }

    /// Moves it.
    ///
    /// # Errors
    /// `Data` when a number is not finite, or a radius below 0; it stays as it was then.
    pub fn set_place(&mut self, center: DVec2, radii: DVec2) -> Result<()> {
        check(center, radii, "an ellipse")?;
        (self.sector.center, self.sector.radii) = (center, radii);
        self.shape.changed();
        Ok(())
    }

    /// Counts its coordinates from these values, such as a time stamp. Default: 0.
    #[must_use]
    pub fn with_origin(mut self, x: Reference, y: Reference) -> Self {
        self.origin.of_data = [x, y];
        self.shape.changed();
        self
    }

    /// Counts the visual's own frame from these values from now on. Default: 0.
    pub fn set_references(&mut self, x: Reference, y: Reference) {
        self.origin.of_frame = [x, y];
        self.shape.changed();
    }

    /// How it looks.
    #[must_use]
    pub fn style(&self) -> PolygonStyle {
        self.shape.style
    }

    /// Changes how it looks.
    pub fn set_style(&mut self, style: PolygonStyle) {
        self.shape.set_style(style);
    }
}

impl Visual for Ellipse {
    fn bounds(&self) -> Option<Bounds> {
        let Sector { center, start_rad, span_rad, .. } = self.sector;
        let (low, high) = (start_rad.min(start_rad + span_rad), start_rad.max(start_rad + span_rad));
        // The ends of a sector, and every quarter turn within it.
        let quarter = TAU / 4.0;
        let first = (low / quarter).ceil();
        let quarters = (0..4).map(|i| (first + f64::from(i)) * quarter).filter(|angle| *angle <= high);
        let around = quarters.map(|angle| self.sector.at(angle));
        let points = if self.sector.is_whole() {
            vec![center - self.sector.radii, center + self.sector.radii]
        } else {
            around.chain([self.sector.at(low), self.sector.at(high), center]).collect()
        };
        let shift = self.origin.shift();
        Bounds::of_points(points.into_iter().map(|point| point + shift))
    }

    fn prepare(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        let Self { sector, origin, shape } = self;
        shape.prepare(cx, |view, out| sector.trace(origin, view, out))
    }

    fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.shape.draw(cx)
    }

    fn vector(&self, view: &View, sink: &mut dyn VectorSink) -> Result<(), NotVector> {
        self.shape.write(view, sink, |view, out| self.sector.trace(&self.origin, view, out));
        Ok(())
    }
}
