//! Rectangles.

use glam::DVec2;

use crate::batch::{BoxBatch, BoxStyle, PixelBox};
use crate::color::Color;
use crate::device::PerView;
use crate::error::{Error, Result};
use crate::vector::{Cap, Join, NotVector, PathStep, Stroke, VectorSink, page_from_visual};
use crate::view::View;
use crate::visual::{Bounds, DrawContext, Visual};

/// A rectangle with fill, border and round corners. Corresponds to VisPy's `RectangleVisual`.
///
/// Its sides are parallel to the axes of its own frame. Border width and corner radius are in logical pixels and do not
/// grow with zoom; the border lies inside.
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
#[derive(Debug)]
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
    state: Option<(View, u64)>,
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
        self
    }

    /// Rounds the corners; radius in logical pixels. Default: 0.
    #[must_use]
    pub fn with_radius(mut self, radius_px: f32) -> Self {
        self.radius_px = radius_px.max(0.0);
        self
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

    fn pixel_box(&self, view: &View) -> PixelBox {
        let [low, high] = self.corners;
        let [a, b, c] = [low, DVec2::new(high.x, low.y), high].map(|corner| view.map(corner));
        let (along, across) = (b - a, c - b);
        let direction = along.try_normalize().unwrap_or(DVec2::X);
        if direction.y.abs() < 1e-12 {
            // What is far outside is cut off in double precision, so that what is seen keeps its place.
            let margin = f64::from(self.border_px + self.radius_px) * view.scale_factor + 4.0;
            let corner = DVec2::new(f64::from(view.clip.x), f64::from(view.clip.y));
            let size = DVec2::new(f64::from(view.clip.width), f64::from(view.clip.height));
            let low = a.min(c).max(corner - margin);
            let high = a.max(c).min(corner + size + margin);
            return PixelBox::upright(low, high.max(low));
        }
        let half_size = DVec2::new(along.length(), across.length()) / 2.0;
        PixelBox { center: (a + c) / 2.0, half_size, direction }
    }
}

impl Visual for Rectangle {
    fn bounds(&self) -> Option<Bounds> {
        Some(Bounds { min: self.corners[0], max: self.corners[1] })
    }

    fn prepare(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        let mut views = std::mem::take(&mut self.views);
        let prepared =
            views.get_or_try_insert(cx.view.id, || Ok(Prepared { boxes: BoxBatch::new(cx)?, state: None }));
        let result = prepared.and_then(|prepared| {
            let known = prepared.state.as_ref();
            if known
                .is_some_and(|(view, revision)| *revision == self.revision && view.shows_the_same(cx.view))
            {
                return Ok(());
            }
            let scale = cx.view.scale_factor as f32;
            let half = self.pixel_box(cx.view).half_size.min_element() as f32;
            let style = BoxStyle {
                fill: self.color,
                border: self.border_color,
                border_physical_px: self.border_px * scale,
                radius_physical_px: (self.radius_px * scale).min(half),
            };
            prepared.boxes.set(cx, &style, [self.pixel_box(cx.view)])?;
            prepared.state = Some((cx.view.clone(), self.revision));
            Ok(())
        });
        self.views = views;
        result
    }

    fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.views.get_mut(cx.view.id).map_or(Ok(()), |prepared| prepared.boxes.draw(cx))
    }

    fn vector(&self, view: &View, sink: &mut dyn VectorSink) -> Result<(), NotVector> {
        if self.radius_px > 0.0 {
            return Err(NotVector { visual: "Rectangle", reason: "round corners are not written yet" });
        }
        let [low, high] = self.corners;
        let corners = [low, DVec2::new(high.x, low.y), high, DVec2::new(low.x, high.y)];
        let [a, b, c, d] = corners.map(|corner| page_from_visual(view, corner));
        let path = [
            PathStep::MoveTo(a),
            PathStep::LineTo(b),
            PathStep::LineTo(c),
            PathStep::LineTo(d),
            PathStep::Close,
        ];
        let faded = |color: Color| color.with_alpha(color.alpha() * view.opacity);
        sink.fill(&path, faded(self.color));
        if self.border_px > 0.0 {
            let width_px = f64::from(self.border_px);
            let color = faded(self.border_color);
            sink.stroke(&path, &Stroke { color, width_px, join: Join::Miter, cap: Cap::Butt });
        }
        Ok(())
    }
}
