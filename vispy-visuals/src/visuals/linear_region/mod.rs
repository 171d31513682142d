//! Bands without ends.

use glam::DVec2;

use super::infinite_line::{across_view, offset};
use super::{Orientation, PolygonStyle};
use crate::areas::{Rings, Shape};
use crate::color::Color;
use crate::coordinate::{Reference, Value};
use crate::error::{Error, Result};
use crate::vector::{NotVector, VectorSink};
use crate::view::View;
use crate::visual::{Bounds, DrawContext, Visual};

/// A band through all of a view, upright or level, between two values of one axis. Corresponds to VisPy's
/// `LinearRegionVisual` with one colour; matplotlib calls it `axvspan` and `axhspan`.
///
/// It has no end, and thus no bounds. Its sides are where its values are, to a fraction of a pixel. In a view that bends
/// lines it is not drawn.
///
/// ```
/// use vispy_visuals::color::Color;
/// use vispy_visuals::visuals::{LinearRegion, Orientation};
///
/// let recession = LinearRegion::new(Orientation::Vertical, [2008.0, 2009.5], Color::parse("#80808040")?)?;
/// # let _ = recession;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "LinearRegionVisual")]
#[doc(alias = "axvspan")]
#[doc(alias = "axhspan")]
#[derive(Debug, Clone)]
pub struct LinearRegion {
    band: Band,
    shape: Shape,
}

#[derive(Debug, Clone)]
struct Band {
    orientation: Orientation,
    limits: [Value; 2],
    reference: Reference,
}

impl Band {
    /// The four corners, two of them beyond each end of what is seen.
    fn trace(&self, view: &View, out: &mut Rings) {
        let offsets = self.limits.map(|limit| offset(limit, self.reference));
        let low = DVec2::new(f64::from(view.clip.x), f64::from(view.clip.y)) - 64.0;
        let high = low + DVec2::new(f64::from(view.clip.width), f64::from(view.clip.height)) + 128.0;
        let sides = match view.axis_maps() {
            Some(maps) => offsets.map(|offset| {
                // Where the other axis is does not matter.
                let place = self.orientation.place(maps.reach(self.orientation.point(offset, 1.0)));
                let ends = [self.orientation.along(low), self.orientation.along(high)];
                Some(ends.map(|along| self.orientation.point(place, along)))
            }),
            None => offsets.map(|offset| across_view(view, self.orientation, offset)),
        };
        if let [Some([a, b]), Some([d, c])] = sides {
            out.push([a, b, c, d]);
        }
    }
}

impl LinearRegion {
    /// A band between two values, in either order, of the axis that it crosses: x for an upright band, y for a level one.
    /// The visual's own frame counts offsets from 0; [`set_reference`](Self::set_reference) sets another.
    ///
    /// # Errors
    /// `Data` when a limit is not finite.
    pub fn new(orientation: Orientation, limits: [impl Into<Value>; 2], color: Color) -> Result<Self> {
        let band = Band { orientation, limits: [Value::F64(0.0); 2], reference: Reference::default() };
        let mut region = Self { band, shape: Shape::new(PolygonStyle::filled(color)) };
        region.set_limits(limits)?;
        Ok(region)
    }

    /// Moves its sides.
    ///
    /// # Errors
    /// `Data` when a limit is not finite; it stays where it was then.
    pub fn set_limits(&mut self, limits: [impl Into<Value>; 2]) -> Result<()> {
        let limits: [Value; 2] = limits.map(Into::into);
        if limits.iter().any(|limit| !limit.to_f64().is_finite()) {
            let [a, b] = limits;
            return Err(Error::data("limits of a region", "finite numbers", format!("{a} and {b}")));
        }
        self.band.limits = limits;
        self.shape.changed();
        Ok(())
    }

    /// Where its sides are.
    #[must_use]
    pub fn limits(&self) -> [Value; 2] {
        self.band.limits
    }

    /// Counts the visual's own frame from this value from now on, on the axis that it crosses.
    pub fn set_reference(&mut self, reference: Reference) {
        self.band.reference = reference;
        self.shape.changed();
    }

    /// Its colour.
    #[must_use]
    pub fn color(&self) -> Color {
        self.shape.style.fill
    }

    /// Changes its colour.
    pub fn set_color(&mut self, color: Color) {
        self.shape.set_style(PolygonStyle::filled(color));
    }
}

impl Visual for LinearRegion {
    fn bounds(&self) -> Option<Bounds> {
        None
    }

    fn prepare(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        let Self { band, shape } = self;
        shape.prepare(cx, |view, out| band.trace(view, out))
    }

    fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.shape.draw(cx)
    }

    fn vector(&self, view: &View, sink: &mut dyn VectorSink) -> Result<(), NotVector> {
        self.shape.write(view, sink, |view, out| self.band.trace(view, out));
        Ok(())
    }
}
