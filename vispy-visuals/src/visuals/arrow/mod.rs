//! Arrows.

mod head;
mod shaft;

use glam::DVec2;

pub use head::ArrowHead;

use super::markers::{Layout, Mark, MarkBatch, MarkWriter, NamedShape, sprites};
use super::{Line, LineStyle};
use crate::color::Color;
use crate::coordinate::Reference;
use crate::device::{PerView, ProgramSpec};
use crate::error::{Error, Result};
use crate::samples::Samples;
use crate::vector::{Cap, NotVector, VectorSink};
use crate::view::{MadeFor, View};
use crate::visual::{Bounds, DrawContext, Visual};

/// How an arrow looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ArrowStyle {
    /// The line. Default: black, 1.5 logical pixels, cut straight at its ends.
    pub line: LineStyle,
    /// Shape of the heads. Default: stealth.
    pub head: ArrowHead,
    /// Side of the square that a head fills, its length; logical pixels. Default: 10.
    pub head_size_px: f32,
    /// Colour of the heads. Default: black.
    pub head_color: Color,
}

impl Default for ArrowStyle {
    fn default() -> Self {
        Self {
            line: LineStyle { cap: Cap::Butt, ..LineStyle::default() },
            head: ArrowHead::Stealth,
            head_size_px: 10.0,
            head_color: Color::BLACK,
        }
    }
}

impl ArrowStyle {
    fn check(&self) -> Result<()> {
        let numbers =
            [("size of an arrow's head", self.head_size_px), ("width of an arrow", self.line.width_px)];
        for (what, number) in numbers {
            if !number.is_finite() {
                return Err(Error::data(what, "a finite number of logical pixels", number.to_string()));
            }
        }
        Ok(())
    }
}

/// A line with heads. Corresponds to VisPy's `ArrowVisual`.
///
/// Heads stand where they are told to, at an end of the line or elsewhere: each is given by a point that it comes from and
/// the point where its tip is, in the arrow's own frame. They keep their size at any zoom, and turn with the view. A head
/// whose points are equal or not finite is left out. A line that ends in the tip of a head stops where the head is as wide
/// as the line, so that the tip stays sharp; where both are transparent, the rest of their overlap shows. Every point of the
/// line is drawn, whatever the zoom.
///
/// ```
/// use vispy_visuals::glam::DVec2;
/// use vispy_visuals::visuals::{Arrow, ArrowHead, ArrowStyle};
///
/// let points = [DVec2::ZERO, DVec2::new(40.0, 30.0)];
/// let style = ArrowStyle { head: ArrowHead::Triangle60, ..ArrowStyle::default() };
/// let mut arrow = Arrow::from_points(&points, style)?;
/// assert_eq!(arrow.heads(), [points]);
/// arrow.set_heads(&[points, [points[1], points[0]]]);
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[doc(alias = "ArrowVisual")]
#[derive(Debug, Clone)]
pub struct Arrow {
    x: Samples,
    y: Samples,
    x_reference: Reference,
    y_reference: Reference,
    bounds: Option<Bounds>,
    style: ArrowStyle,
    /// From where, and where the tip is.
    heads: Vec<[DVec2; 2]>,
    revision: u64,
    views: PerView<Prepared>,
}

#[derive(Debug)]
struct Prepared {
    /// The line in pixels, as far as the heads leave it to be seen.
    shaft: Line,
    marks: MarkBatch,
    made_for: MadeFor,
}

impl Arrow {
    /// A line through `(x[i], y[i])`, as [`Line::new`] makes it, without heads yet.
    ///
    /// # Errors
    /// `Data` when x and y are not equally long, or a number of the style is not finite.
    pub fn new(x: impl Into<Samples>, y: impl Into<Samples>, style: ArrowStyle) -> Result<Self> {
        style.check()?;
        let (x, y) = (x.into(), y.into());
        let mut arrow = Self {
            x: Samples::uniform(0.0, 0.0, 0),
            y: Samples::uniform(0.0, 0.0, 0),
            x_reference: Reference::F64(0.0),
            y_reference: Reference::F64(0.0),
            bounds: None,
            style,
            heads: Vec::new(),
            revision: 0,
            views: PerView::default(),
        };
        arrow.set_data(x, y)?;
        Ok(arrow)
    }

    /// A line through points of its own frame, with a head at its end.
    ///
    /// # Errors
    /// `Data` when a number of the style is not finite.
    pub fn from_points(points: &[DVec2], style: ArrowStyle) -> Result<Self> {
        let x: Vec<f64> = points.iter().map(|point| point.x).collect();
        let y: Vec<f64> = points.iter().map(|point| point.y).collect();
        let mut arrow = Self::new(x, y, style)?;
        if let [.., from, tip] = points {
            arrow.set_heads(&[[*from, *tip]]);
        }
        Ok(arrow)
    }

    /// Counts the line's points from these values, so that data far from 0 (time stamps) keep every bit. Heads are in the
    /// arrow's own frame, of offsets from the same values.
    #[must_use]
    pub fn with_references(mut self, x: Reference, y: Reference) -> Self {
        (self.x_reference, self.y_reference) = (x, y);
        self.update_data();
        self
    }

    /// Where the heads stand: from where each comes, and where its tip is.
    #[must_use]
    pub fn heads(&self) -> &[[DVec2; 2]] {
        &self.heads
    }

    /// Replaces the heads: from where each comes, and where its tip is; in the arrow's own frame.
    #[doc(alias = "arrows")]
    pub fn set_heads(&mut self, heads: &[[DVec2; 2]]) {
        self.heads.clear();
        self.heads.extend_from_slice(heads);
        self.revision += 1;
    }

    /// Replaces the line's points; the heads stay.
    ///
    /// # Errors
    /// `Data` when x and y are not equally long; the arrow stays as it was then.
    pub fn set_data(&mut self, x: impl Into<Samples>, y: impl Into<Samples>) -> Result<()> {
        let (x, y) = (x.into(), y.into());
        Samples::check_same_len("arrow", &x, &y)?;
        (self.x, self.y) = (x, y);
        self.update_data();
        Ok(())
    }

    fn update_data(&mut self) {
        self.bounds = self.find_bounds();
        self.revision += 1;
    }

    fn find_bounds(&self) -> Option<Bounds> {
        let x = self.x.range(self.x_reference)?;
        let y = self.y.range(self.y_reference)?;
        Some(Bounds { min: DVec2::new(x[0], y[0]), max: DVec2::new(x[1], y[1]) })
    }

    /// How it looks.
    #[must_use]
    pub fn style(&self) -> ArrowStyle {
        self.style
    }

    /// Changes how it looks.
    ///
    /// # Errors
    /// `Data` when a number is not finite; it looks as before then.
    pub fn set_style(&mut self, style: ArrowStyle) -> Result<()> {
        style.check()?;
        self.style = style;
        self.revision += 1;
        Ok(())
    }

    /// A head in pixels, its tip on the given point.
    fn mark(&self, view: &View, [from, tip]: [DVec2; 2]) -> Option<Mark> {
        let half_px = f64::from(self.style.head_size_px) * view.scale_factor / 2.0;
        let [from, tip] = [from, tip].map(|point| view.map(point));
        let direction = (tip - from).try_normalize()?;
        let mark = Mark {
            center: tip - direction * half_px,
            half_px,
            half_edge_px: 0.0,
            direction,
            shape: 0,
            face: self.style.head_color,
            edge: Color::TRANSPARENT,
        };
        (mark.is_seen() && mark.center.is_finite()).then_some(mark)
    }

    fn update(&self, prepared: &mut Prepared, cx: &mut DrawContext<'_>) -> Result<()> {
        let view = cx.view;
        if prepared.made_for.is(view, self.revision) {
            return Ok(());
        }
        // What all heads have in common; the rest each has itself.
        let like = Mark {
            center: DVec2::ZERO,
            half_px: 0.0,
            half_edge_px: 0.0,
            direction: DVec2::X,
            shape: 0,
            face: self.style.head_color,
            edge: Color::TRANSPARENT,
        };
        let (x, y) = self.shaft(view);
        prepared.shaft.set_style(self.style.line)?;
        prepared.shaft.set_data(x, y)?;
        prepared.marks.set(cx, &layout(vec![self.style.head]), &like, |marks| {
            for mark in self.heads.iter().filter_map(|head| self.mark(view, *head)) {
                marks.push(&mark);
            }
        })?;
        prepared.made_for.set(view, self.revision);
        Ok(())
    }
}

/// Heads carry their angle, and their size with it.
fn layout(heads: Vec<ArrowHead>) -> Layout {
    let shapes = heads.into_iter().map(ArrowHead::snippet).collect();
    Layout { shapes, turned: true, item_shape: true, ..Layout::default() }
}

/// Programs that stand for all: what `cargo xtask shaders` compiles.
pub(super) fn all_specs() -> Result<Vec<&'static ProgramSpec>> {
    Ok(vec![sprites(&layout(vec![ArrowHead::Stealth]))?, sprites(&layout(ArrowHead::ALL.to_vec()))?])
}

impl Visual for Arrow {
    /// That of the line and of the points of the heads.
    fn bounds(&self) -> Option<Bounds> {
        let heads = Bounds::of_points(self.heads.iter().flatten().copied());
        match (self.bounds, heads) {
            (Some(line), Some(heads)) => Some(line.union(heads)),
            (line, heads) => line.or(heads),
        }
    }

    fn prepare(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        let mut views = std::mem::take(&mut self.views);
        let prepared = views.get_or_try_insert(cx.view.id, || {
            let marks = MarkBatch::new(cx, &layout(vec![self.style.head]))?;
            let shaft = Line::from_points(&[], self.style.line);
            Ok(Prepared { shaft, marks, made_for: MadeFor::default() })
        });
        let result = prepared.and_then(|prepared| {
            self.update(prepared, cx)?;
            let view = shaft::pixels_of(cx.view);
            prepared.shaft.prepare(&mut cx.with_view(&view))
        });
        self.views = views;
        result
    }

    fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        let Some(prepared) = self.views.get_mut(cx.view.id) else { return Ok(()) };
        let view = shaft::pixels_of(cx.view);
        prepared.shaft.draw(&mut cx.with_view(&view))?;
        prepared.marks.draw(cx)
    }

    fn vector(&self, view: &View, sink: &mut dyn VectorSink) -> Result<(), NotVector> {
        let (x, y) = self.shaft(view);
        let points: Vec<DVec2> = x.into_iter().zip(y).map(|(x, y)| DVec2::new(x, y)).collect();
        Line::from_points(&points, self.style.line).vector(&shaft::pixels_of(view), sink)?;
        let head = self.style.head;
        let shape = NamedShape { name: head.name(), distance: &|p| head.distance(p) };
        let mut writer = MarkWriter::default();
        for mark in self.heads.iter().filter_map(|head| self.mark(view, *head)) {
            writer.write(&shape, &mark, view, sink);
        }
        Ok(())
    }
}
