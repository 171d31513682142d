//! Lines without ends.

use glam::DVec2;

use crate::batch::{BoxBatch, BoxStyle, PixelBox, snapped_stroke};
use crate::coordinate::{Reference, Value};
use crate::device::PerView;
use crate::error::{Error, Result};
use crate::transforms::ChainTransform;
use crate::vector::{Cap, Join, NotVector, PathStep, Stroke, VectorSink, page_from_framebuffer};
use crate::view::{MadeFor, View};
use crate::visual::{Bounds, DrawContext, Visual};
use crate::visuals::{Line, LineStyle};

/// Which way something without an end runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Orientation {
    /// Along y, at a place in x.
    Vertical,
    /// Along x, at a place in y.
    Horizontal,
}

impl Orientation {
    /// A point at a place on one axis.
    pub(super) fn point(self, place: f64, along: f64) -> DVec2 {
        match self {
            Self::Vertical => DVec2::new(place, along),
            Self::Horizontal => DVec2::new(along, place),
        }
    }

    /// The place of a point.
    pub(super) fn place(self, point: DVec2) -> f64 {
        match self {
            Self::Vertical => point.x,
            Self::Horizontal => point.y,
        }
    }

    /// How far along a point is.
    pub(super) fn along(self, point: DVec2) -> f64 {
        match self {
            Self::Vertical => point.y,
            Self::Horizontal => point.x,
        }
    }
}

/// A value as an offset.
pub(super) fn offset(value: Value, reference: Reference) -> f64 {
    match value {
        Value::F64(value) => reference.offset_of_f64(value),
        Value::I64(value) => reference.offset_of_i64(value),
    }
}

/// A line through all of a view, upright or level, at a value of one axis. Corresponds to VisPy's `InfiniteLineVisual`;
/// matplotlib calls it `axvline` and `axhline`.
///
/// It is whole pixels wide and stands on whole pixels where the view keeps the axes' directions, so that it is crisp. It
/// has no end, and thus no bounds. Of its style, joins and caps are not used but for the caps of dashes.
///
/// ```
/// use vispy_visuals::visuals::{InfiniteLine, LineStyle, Orientation};
///
/// let threshold = InfiniteLine::new(Orientation::Horizontal, 0.75, LineStyle::default())?;
/// # let _ = threshold;
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[doc(alias = "InfiniteLineVisual")]
#[doc(alias = "axvline")]
#[doc(alias = "axhline")]
#[derive(Debug, Clone)]
pub struct InfiniteLine {
    orientation: Orientation,
    position: Value,
    reference: Reference,
    style: LineStyle,
    revision: u64,
    views: PerView<Prepared>,
}

#[derive(Debug)]
struct Prepared {
    boxes: BoxBatch,
    /// In views that turn it: a line in pixels, and the view of pixels.
    turned: Option<(Line, View)>,
    made_for: MadeFor,
}

/// The line in pixels.
enum Seen {
    /// A rectangle of whole pixels, cut along: places from and to, then each dash's ends.
    Upright([f64; 2], Vec<[f64; 2]>),
    /// Its ends, outside of what is seen.
    Turned([DVec2; 2]),
}

impl InfiniteLine {
    /// A line at a value of the axis that it crosses: x for an upright line, y for a level one. The visual's own frame counts
    /// offsets from 0; [`set_reference`](Self::set_reference) sets another.
    ///
    /// # Errors
    /// `Data` when the position or the width is not finite.
    pub fn new(orientation: Orientation, position: impl Into<Value>, style: LineStyle) -> Result<Self> {
        style.check()?;
        let mut line = Self {
            orientation,
            position: Value::F64(0.0),
            reference: Reference::default(),
            style,
            revision: 0,
            views: PerView::default(),
        };
        line.set_position(position)?;
        Ok(line)
    }

    /// Moves it.
    ///
    /// # Errors
    /// `Data` when the position is not finite; it stays where it was then.
    pub fn set_position(&mut self, position: impl Into<Value>) -> Result<()> {
        let position = position.into();
        if !position.to_f64().is_finite() {
            return Err(Error::data("position of a line", "a finite number", position.to_string()));
        }
        self.position = position;
        self.revision += 1;
        Ok(())
    }

    /// Where it stands.
    #[must_use]
    pub fn position(&self) -> Value {
        self.position
    }

    /// Counts the visual's own frame from this value from now on, on the axis that it crosses.
    pub fn set_reference(&mut self, reference: Reference) {
        self.reference = reference;
        self.revision += 1;
    }

    /// How it looks.
    #[must_use]
    pub fn style(&self) -> LineStyle {
        self.style
    }

    /// Changes how it looks.
    ///
    /// # Errors
    /// `Data` when the width is not finite; it looks as before then.
    pub fn set_style(&mut self, style: LineStyle) -> Result<()> {
        style.check()?;
        if self.style != style {
            self.style = style;
            self.revision += 1;
        }
        Ok(())
    }

    /// Where it is in a view; `None` where it is not seen at all.
    fn seen(&self, view: &View) -> Result<Option<Seen>> {
        let offset = offset(self.position, self.reference);
        let clip = view.clip;
        let low = DVec2::new(f64::from(clip.x), f64::from(clip.y));
        let size = DVec2::new(f64::from(clip.width), f64::from(clip.height));
        if let Some(maps) = view.axis_maps() {
            let place = match self.orientation {
                Orientation::Vertical => maps.x(offset),
                Orientation::Horizontal => maps.y(offset),
            };
            let across = snapped_stroke(place, f64::from(self.style.width_px), view.scale_factor);
            let ends = [self.orientation.along(low), self.orientation.along(low + size)];
            let seen =
                across[1] > self.orientation.place(low) && across[0] < self.orientation.place(low + size);
            if !seen {
                return Ok(None);
            }
            let mut dashes = Vec::new();
            match self.style.dash.cutter(self.style.width_px, view.scale_factor) {
                None => dashes.push(ends),
                Some(mut cutter) => {
                    let length = ends[1] - ends[0];
                    cutter
                        .along(length, [0.0, length], |from, to| dashes.push([ends[0] + from, ends[0] + to]));
                }
            }
            return Ok(Some(Seen::Upright(across, dashes)));
        }
        let Some([a, b]) = across_view(view, self.orientation, offset) else {
            let expected = "a transform that keeps lines straight";
            return Err(Error::data("view of an infinite line", expected, "one that bends them"));
        };
        Ok(Some(Seen::Turned([a, b])))
    }
}

/// Where a line without ends enters and leaves the surroundings of what is seen, in pixels of a view that keeps lines
/// straight.
pub(super) fn across_view(view: &View, orientation: Orientation, offset: f64) -> Option<[DVec2; 2]> {
    let map = view.affine()?;
    let along = map.transform_vector2(orientation.point(0.0, 1.0)).try_normalize()?;
    let size = DVec2::new(f64::from(view.clip.width), f64::from(view.clip.height));
    let middle = DVec2::new(f64::from(view.clip.x), f64::from(view.clip.y)) + size / 2.0;
    let on_line = map.transform_point2(orientation.point(offset, 0.0));
    let nearest = on_line + along * (middle - on_line).dot(along);
    let reach = size.length() + 64.0;
    Some([nearest - along * reach, nearest + along * reach])
}

impl Visual for InfiniteLine {
    fn bounds(&self) -> Option<Bounds> {
        None
    }

    fn prepare(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        let mut views = std::mem::take(&mut self.views);
        let prepared = views.get_or_try_insert(cx.view.id, || {
            Ok(Prepared { boxes: BoxBatch::new(cx)?, turned: None, made_for: MadeFor::default() })
        });
        let result = prepared.and_then(|prepared| {
            if !prepared.made_for.is(cx.view, self.revision) {
                let hidden = self.style.width_px <= 0.0;
                let seen = if hidden { None } else { self.seen(cx.view)? };
                let mut boxes = Vec::new();
                prepared.turned = None;
                match seen {
                    None => {}
                    Some(Seen::Upright(across, dashes)) => {
                        let point = |place: f64, along: f64| self.orientation.point(place, along);
                        boxes.extend(dashes.iter().map(|[from, to]| {
                            PixelBox::upright(point(across[0], *from), point(across[1], *to))
                        }));
                    }
                    Some(Seen::Turned(ends)) => {
                        let view =
                            View { framebuffer_from_visual: ChainTransform::default(), ..cx.view.clone() };
                        prepared.turned = Some((Line::from_points(&ends, self.style), view));
                    }
                }
                prepared.boxes.set(cx, &BoxStyle::filled(self.style.color), boxes)?;
                prepared.made_for.set(cx.view, self.revision);
            }
            match &mut prepared.turned {
                Some((line, view)) => line.prepare(&mut cx.with_view(view)),
                None => Ok(()),
            }
        });
        self.views = views;
        result
    }

    fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        let Some(prepared) = self.views.get_mut(cx.view.id) else { return Ok(()) };
        match &mut prepared.turned {
            Some((line, view)) => line.draw(&mut cx.with_view(view)),
            None => prepared.boxes.draw(cx),
        }
    }

    fn vector(&self, view: &View, sink: &mut dyn VectorSink) -> Result<(), NotVector> {
        let seen = match self.seen(view) {
            Ok(Some(seen)) => seen,
            Ok(None) => return Ok(()),
            Err(_) => return Err(NotVector { visual: "InfiniteLine", reason: "the view bends it" }),
        };
        let color = self.style.color.with_alpha(self.style.color.alpha() * view.opacity);
        let mut stroke = |[a, b]: [DVec2; 2], width_px: f64| {
            let [a, b] = [a, b].map(|point| page_from_framebuffer(view, point));
            let stroke = Stroke { color, width_px, join: Join::Miter, cap: Cap::Butt };
            sink.stroke(&[PathStep::MoveTo(a), PathStep::LineTo(b)], &stroke);
        };
        match seen {
            _ if self.style.width_px <= 0.0 => {}
            Seen::Upright([start, end], dashes) => {
                let middle = (start + end) / 2.0;
                for dash in dashes {
                    let ends = dash.map(|along| self.orientation.point(middle, along));
                    stroke(ends, (end - start) / view.scale_factor);
                }
            }
            Seen::Turned(ends) => stroke(ends, f64::from(self.style.width_px)),
        }
        Ok(())
    }
}
