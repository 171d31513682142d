//! Rectangles.

use glam::DVec2;

use crate::batch::{BoxBatch, BoxStyle, PixelBox};
use crate::color::Color;
use crate::device::PerView;
use crate::error::{Error, Result};
use crate::vector::{Cap, Join, NotVector, PathStep, Stroke, VectorSink, page_from_framebuffer};
use crate::view::{MadeFor, View};
use crate::visual::{Bounds, DrawContext, Visual};

/// A rectangle with fill, border and round corners. Corresponds to VisPy's `RectangleVisual`.
///
/// Its sides are parallel to the axes of its own frame, and may be turned by the view. Border width and corner radius are
/// in logical pixels and do not grow with zoom; the border lies inside.
///
/// ```
/// use vispy_visuals::color::Color;
/// use vispy_visuals::glam::DVec2;
/// use vispy_visuals::visuals::Rectangle;
///
/// let panel = Rectangle::new(DVec2::new(10.0, 10.0), DVec2::new(110.0, 60.0), Color::parse("steelblue")?)?
///     .with_border(Color::BLACK, 1.0)
///     .with_radius(6.0);
/// # let _ = panel;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "RectangleVisual")]
#[derive(Debug, Clone)]
pub struct Rectangle {
    corners: [DVec2; 2],
    color: Color,
    border_color: Color,
    border_px: f32,
    radius_px: f32,
    revision: u64,
    views: PerView<Prepared>,
}

#[derive(Debug)]
struct Prepared {
    boxes: BoxBatch,
    made_for: MadeFor,
}

impl Rectangle {
    /// A rectangle between two opposite corners, in its own frame.
    ///
    /// # Errors
    /// `Data` when a corner is not finite.
    pub fn new(a: DVec2, b: DVec2, color: Color) -> Result<Self> {
        let mut rectangle = Self {
            corners: [a, b],
            color,
            border_color: Color::TRANSPARENT,
            border_px: 0.0,
            radius_px: 0.0,
            revision: 0,
            views: PerView::default(),
        };
        rectangle.set_corners(a, b)?;
        Ok(rectangle)
    }

    /// Draws a border, inside; width in logical pixels. Default: none.
    #[must_use]
    pub fn with_border(mut self, color: Color, width_px: f32) -> Self {
        (self.border_color, self.border_px) = (color, width_px.max(0.0));
        self.revision += 1;
        self
    }

    /// Rounds the corners; radius in logical pixels. Default: 0.
    #[must_use]
    pub fn with_radius(mut self, radius_px: f32) -> Self {
        self.radius_px = radius_px.max(0.0);
        self.revision += 1;
        self
    }

    /// The corners where x and y are smallest and where they are largest.
    #[must_use]
    pub fn corners(&self) -> [DVec2; 2] {
        self.corners
    }

    /// Its fill.
    #[must_use]
    pub fn color(&self) -> Color {
        self.color
    }

    /// Moves it between two other corners.
    ///
    /// # Errors
    /// `Data` when a corner is not finite.
    pub fn set_corners(&mut self, a: DVec2, b: DVec2) -> Result<()> {
        if !a.is_finite() || !b.is_finite() {
            return Err(Error::data("corners of a rectangle", "finite numbers", format!("{a} and {b}")));
        }
        self.corners = [a.min(b), a.max(b)];
        self.revision += 1;
        Ok(())
    }

    /// Changes its fill.
    pub fn set_color(&mut self, color: Color) {
        self.color = color;
        self.revision += 1;
    }

    /// Three corners in pixels: where x and y are smallest, where x is largest, and where both are.
    fn pixel_corners(&self, view: &View) -> [DVec2; 3] {
        let [low, high] = self.corners;
        let maps = view.axis_maps();
        let map = |corner| maps.map_or_else(|| view.map(corner), |maps| maps.reach(corner));
        [low, DVec2::new(high.x, low.y), high].map(map)
    }

    /// The radius of its corners in physical pixels: at most half of the shorter side.
    fn radius(&self, view: &View) -> f64 {
        let [a, b, c] = self.pixel_corners(view);
        let half = (b - a).length().min((c - b).length()) / 2.0;
        (f64::from(self.radius_px) * view.scale_factor).min(half)
    }

    /// The rectangle in pixels. What is far outside is cut off, in double precision, so that what is seen keeps its place.
    fn pixel_box(&self, view: &View) -> PixelBox {
        let [a, b, c] = self.pixel_corners(view);
        let direction = (b - a).try_normalize().unwrap_or(DVec2::X);
        let clip = view.clip;
        let clip_size = DVec2::new(f64::from(clip.width), f64::from(clip.height));
        let seen = DVec2::new(f64::from(clip.x), f64::from(clip.y)) + clip_size / 2.0;
        // The border, and the corners about twice their radius, have to stay outside of what is seen.
        let reach = f64::from(self.border_px + 2.0 * self.radius_px) * view.scale_factor + 4.0;
        let reach = clip_size.length() / 2.0 + reach;
        // Along both of its sides, from the middle of what is seen.
        let back = DVec2::new(direction.x, -direction.y);
        let into_box = |point: DVec2| back.rotate(point - seen);
        let [a, c] = [into_box(a), into_box(c)];
        let (low, high) = (a.min(c).max(DVec2::splat(-reach)), a.max(c).min(DVec2::splat(reach)));
        let center = seen + direction.rotate((low + high) / 2.0);
        PixelBox { center, half_size: (high - low).max(DVec2::ZERO) / 2.0, direction }
    }
}

impl Visual for Rectangle {
    fn bounds(&self) -> Option<Bounds> {
        Some(Bounds { min: self.corners[0], max: self.corners[1] })
    }

    fn prepare(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        let mut views = std::mem::take(&mut self.views);
        let prepared = views.get_or_try_insert(cx.view.id, || {
            Ok(Prepared { boxes: BoxBatch::new(cx)?, made_for: MadeFor::default() })
        });
        let result = prepared.and_then(|prepared| {
            if prepared.made_for.is(cx.view, self.revision) {
                return Ok(());
            }
            let scale = cx.view.scale_factor as f32;
            let style = BoxStyle {
                fill: self.color,
                border: self.border_color,
                border_physical_px: self.border_px * scale,
                radius_physical_px: self.radius(cx.view) as f32,
            };
            prepared.boxes.set(cx, &style, [self.pixel_box(cx.view)])?;
            prepared.made_for.set(cx.view, self.revision);
            Ok(())
        });
        self.views = views;
        result
    }

    fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.views.get_mut(cx.view.id).map_or(Ok(()), |prepared| prepared.boxes.draw(cx))
    }

    fn vector(&self, view: &View, sink: &mut dyn VectorSink) -> Result<(), NotVector> {
        let [a, b, c] = self.pixel_corners(view).map(|pixel| page_from_framebuffer(view, pixel));
        let outline = Outline { corner: a, sides: [b - a, c - b] };
        let radius = self.radius(view) / view.scale_factor;
        let faded = |color: Color| color.with_alpha(color.alpha() * view.opacity);
        let width_px = f64::from(self.border_px);
        sink.fill(&outline.path(radius, width_px), faded(self.color));
        if width_px > 0.0 {
            let color = faded(self.border_color);
            let stroke = Stroke { color, width_px, join: Join::Miter, cap: Cap::Butt };
            sink.stroke(&outline.path(radius, width_px / 2.0), &stroke);
        }
        Ok(())
    }
}

/// A rectangle on a page: a corner and the sides from it on.
struct Outline {
    corner: DVec2,
    sides: [DVec2; 2],
}

impl Outline {
    /// Its outline, moved inwards; `radius` is that of the outline that is not moved.
    fn path(&self, radius: f64, inwards: f64) -> Vec<PathStep> {
        /// How far the control points of a quarter of a circle stand from its ends, in radii.
        const QUARTER: f64 = 0.552_284_749_830_793_4;
        let lengths = self.sides.map(DVec2::length);
        let inwards = inwards.min(lengths[0] / 2.0).min(lengths[1] / 2.0);
        let [along, across] = self.sides.map(DVec2::normalize_or_zero);
        let [width, height] = lengths.map(|length| length - 2.0 * inwards);
        let radius = (radius - inwards).max(0.0);
        let at = |x: f64, y: f64| self.corner + (inwards + x) * along + (inwards + y) * across;
        let corners = [at(0.0, 0.0), at(width, 0.0), at(width, height), at(0.0, height)];
        if radius == 0.0 {
            let [a, b, c, d] = corners;
            let [b, c, d] = [b, c, d].map(PathStep::LineTo);
            return vec![PathStep::MoveTo(a), b, c, d, PathStep::Close];
        }
        // Into each corner, and out of it.
        let ways = [(-across, along), (along, across), (across, -along), (-along, -across)];
        let mut path = Vec::with_capacity(10);
        for (corner, (into, out)) in corners.into_iter().zip(ways) {
            let (start, end) = (corner - radius * into, corner + radius * out);
            path.push(if path.is_empty() { PathStep::MoveTo(start) } else { PathStep::LineTo(start) });
            let handle = (1.0 - QUARTER) * radius;
            path.push(PathStep::CubicTo(corner - handle * into, corner + handle * out, end));
        }
        path.push(PathStep::Close);
        path
    }
}
