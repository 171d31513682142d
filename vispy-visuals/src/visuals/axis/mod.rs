//! Axes: a line with ticks, tick labels and a label.

mod draw;
mod layout;
mod style;

use glam::DVec2;

pub use layout::AxisRoom;
pub use style::{AxisStyle, Side};

use crate::coordinate::Reference;
use crate::device::PerView;
use crate::error::{Error, Result};
use crate::ticks::{Scale, TickRequest, Ticks};
use crate::vector::{NotVector, VectorSink};
use crate::view::View;
use crate::visual::{Bounds, DrawContext, Visual};

/// A line with ticks, tick labels and a label. Corresponds to VisPy's `AxisVisual`.
///
/// It lives in a frame of logical pixels whose y points downwards (VisPy's canvas frame). The axis runs from `start` to
/// `end`; its ticks stand at round values of the domain, at calendar steps for times. Lines are whole pixels. A view that
/// turns or bends it is refused.
///
/// ```
/// use vispy_visuals::coordinate::Reference;
/// use vispy_visuals::glam::DVec2;
/// use vispy_visuals::ticks::Scale;
/// use vispy_visuals::visuals::{Axis, Side};
///
/// let mut axis = Axis::new(Side::Bottom);
/// axis.set_ends(DVec2::new(60.0, 560.0), DVec2::new(780.0, 560.0))?;
/// axis.set_domain(Reference::F64(0.0), [0.0, 1.0], Scale::Linear);
/// axis.set_label(Some("time (s)"));
/// assert_eq!(axis.ticks().major.len(), 11);
/// assert!(axis.room().outward_px > 30.0);
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[doc(alias = "AxisVisual")]
#[derive(Debug)]
pub struct Axis {
    side: Side,
    start: DVec2,
    end: DVec2,
    reference: Reference,
    limits: [f64; 2],
    scale: Scale,
    categories: Vec<String>,
    tick_labels: bool,
    label: Option<String>,
    style: AxisStyle,
    /// Present when it is up to date.
    layout: Option<layout::Layout>,
    revision: u64,
    views: PerView<draw::Prepared>,
}

impl Axis {
    /// An axis of one side of a rectangle, over the domain 0 to 1, without a length yet.
    #[must_use]
    pub fn new(side: Side) -> Self {
        Self {
            side,
            start: DVec2::ZERO,
            end: DVec2::ZERO,
            reference: Reference::default(),
            limits: [0.0, 1.0],
            scale: Scale::Linear,
            categories: Vec::new(),
            tick_labels: true,
            label: None,
            style: AxisStyle::default(),
            layout: None,
            revision: 0,
            views: PerView::default(),
        }
    }

    /// Which side of a rectangle it is for.
    #[must_use]
    pub fn side(&self) -> Side {
        self.side
    }

    /// Moves its ends: where the first and where the second limit of the domain stands.
    ///
    /// # Errors
    /// `Data` when an end is not finite.
    pub fn set_ends(&mut self, start: DVec2, end: DVec2) -> Result<()> {
        if !start.is_finite() || !end.is_finite() {
            return Err(Error::data("ends of an axis", "finite numbers", format!("{start} and {end}")));
        }
        if (start, end) != (self.start, self.end) {
            let same_length = (end - start).length() == (self.end - self.start).length();
            (self.start, self.end) = (start, end);
            self.revision += 1;
            if !same_length {
                self.layout = None;
            }
        }
        Ok(())
    }

    /// What it shows: offsets from a reference at its two ends (the first may be the greater), and what they mean. On a log
    /// or symlog axis the limits are in [scaled space](Scale), and the reference plays no part.
    ///
    /// Limits that are not finite, or the same, leave the line without ticks.
    pub fn set_domain(&mut self, reference: Reference, limits: [f64; 2], scale: Scale) {
        // Compared bit by bit: a NaN is no change from a NaN.
        let same = limits.map(f64::to_bits) == self.limits.map(f64::to_bits);
        if !same || (reference, scale) != (self.reference, self.scale) {
            (self.reference, self.limits, self.scale) = (reference, limits, scale);
            self.changed();
        }
    }

    /// The names of a category axis, which stand at 0, 1, 2 and so on. Default: none, the numbers are shown.
    pub fn set_categories(&mut self, names: &[String]) {
        if self.categories != names {
            self.categories = names.to_vec();
            self.changed();
        }
    }

    /// Whether there are labels at the ticks, and what they have in common at the end. Default: yes.
    pub fn set_tick_labels(&mut self, shown: bool) {
        if self.tick_labels != shown {
            self.tick_labels = shown;
            self.changed();
        }
    }

    /// What stands beside it. Default: nothing.
    pub fn set_label(&mut self, label: Option<&str>) {
        if self.label.as_deref() != label {
            self.label = label.map(str::to_owned);
            self.changed();
        }
    }

    /// How it looks.
    pub fn set_style(&mut self, style: AxisStyle) {
        if self.style != style {
            self.style = style;
            self.changed();
        }
    }

    /// Its ticks; offsets as in [`set_domain`](Self::set_domain).
    pub fn ticks(&mut self) -> &Ticks {
        &self.layout().ticks
    }

    /// How much room it needs around its line.
    pub fn room(&mut self) -> AxisRoom {
        self.layout().room
    }

    /// Where an offset stands on the axis, in its own frame; not finite where the limits are the same or not finite.
    #[must_use]
    pub fn position(&self, offset: f64) -> DVec2 {
        let fraction = (offset - self.limits[0]) / (self.limits[1] - self.limits[0]);
        self.start + fraction * (self.end - self.start)
    }

    fn changed(&mut self) {
        self.layout = None;
        self.revision += 1;
    }

    fn request(&self) -> TickRequest {
        let mut request = TickRequest::new(self.reference, self.limits, (self.end - self.start).length());
        request.scale = self.scale;
        if !self.side.is_horizontal() {
            request.spacing_px = self.style.vertical_spacing_px;
        }
        request
    }

    fn layout(&mut self) -> &layout::Layout {
        if self.layout.is_none() {
            self.layout = Some(layout::Layout::new(self));
        }
        // Just made where there was none.
        self.layout.get_or_insert_default()
    }
}

impl Visual for Axis {
    fn bounds(&self) -> Option<Bounds> {
        Some(Bounds { min: self.start.min(self.end), max: self.start.max(self.end) })
    }

    fn prepare(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.layout();
        self.prepare_view(cx)
    }

    fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.views.get_mut(cx.view.id).map_or(Ok(()), |prepared| prepared.draw(cx))
    }

    fn vector(&self, view: &View, sink: &mut dyn VectorSink) -> Result<(), NotVector> {
        self.write(view, sink);
        Ok(())
    }
}
