//! Texts.

use std::sync::Arc;

use glam::DVec2;

use crate::batch::GlyphBatch;
use crate::color::Color;
use crate::device::PerView;
use crate::error::{Error, Result};
use crate::text::{Anchor, FontSystem, FontWeight, ShapedText, TextPlacement, TextStyle};
use crate::vector::{NotVector, TextRun, VectorSink, page_from_framebuffer};
use crate::view::{MadeFor, View};
use crate::visual::{Bounds, DrawContext, Visual};

/// Texts at points, of one style, sharp at every size and angle. Corresponds to VisPy's `TextVisual`.
///
/// Sizes are in logical pixels and do not grow with zoom. Line breaks are `\n`.
///
/// ```
/// use vispy_visuals::glam::DVec2;
/// use vispy_visuals::text::{Anchor, TextStyle};
/// use vispy_visuals::visuals::Text;
///
/// let label = Text::new("Ångström", DVec2::new(3.0, 1.0), TextStyle::new(14.0))?.with_anchor(Anchor::CENTER);
/// assert_eq!(label.len(), 1);
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[doc(alias = "TextVisual")]
#[derive(Debug, Clone)]
pub struct Text {
    items: Vec<(Arc<str>, DVec2)>,
    style: TextStyle,
    anchor: Anchor,
    angle_rad: f64,
    color: Color,
    revision: u64,
    views: PerView<Prepared>,
}

#[derive(Debug)]
struct Prepared {
    glyphs: GlyphBatch,
    made_for: MadeFor,
}

impl Text {
    /// One text whose anchor stands at a point of its own frame.
    ///
    /// # Errors
    /// `Data` when the point or the size is not finite.
    pub fn new(text: &str, position: DVec2, style: TextStyle) -> Result<Self> {
        Self::many([(text, position)], style)
    }

    /// Many texts, each at its own point.
    ///
    /// # Errors
    /// `Data` when a point or the size is not finite.
    pub fn many<'a>(items: impl IntoIterator<Item = (&'a str, DVec2)>, style: TextStyle) -> Result<Self> {
        if !style.size_px.is_finite() || style.size_px <= 0.0 {
            return Err(Error::data("size of a text", "logical pixels above 0", style.size_px.to_string()));
        }
        let mut text = Self {
            items: Vec::new(),
            style,
            anchor: Anchor::default(),
            angle_rad: 0.0,
            color: Color::BLACK,
            revision: 0,
            views: PerView::default(),
        };
        text.set_items(items)?;
        Ok(text)
    }

    /// Which point of each text stands at its position. Default: the left end of the first baseline.
    #[must_use]
    pub fn with_anchor(mut self, anchor: Anchor) -> Self {
        self.anchor = anchor;
        self.revision += 1;
        self
    }

    /// Turns each text about its anchor, counter-clockwise as seen. Default: 0, as for an angle that is not finite.
    #[must_use]
    pub fn with_angle(mut self, angle_rad: f64) -> Self {
        self.angle_rad = if angle_rad.is_finite() { angle_rad } else { 0.0 };
        self.revision += 1;
        self
    }

    /// Colour. Default: black.
    #[must_use]
    pub fn with_color(mut self, color: Color) -> Self {
        self.color = color;
        self.revision += 1;
        self
    }

    /// Replaces the texts.
    ///
    /// # Errors
    /// `Data` when a point is not finite; the texts stay as they were then.
    pub fn set_items<'a>(&mut self, items: impl IntoIterator<Item = (&'a str, DVec2)>) -> Result<()> {
        let items = items.into_iter().map(|(text, position)| {
            if position.is_finite() {
                return Ok((text.into(), position));
            }
            Err(Error::data("position of a text", "finite numbers", position.to_string()))
        });
        self.items = items.collect::<Result<_>>()?;
        self.revision += 1;
        Ok(())
    }

    /// How many texts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    fn placement(&self, view: &View, position: DVec2) -> TextPlacement {
        TextPlacement {
            origin_physical_px: view.map(position).as_vec2().to_array(),
            angle_rad: self.angle_rad as f32,
            scale_factor: view.scale_factor as f32,
            anchor: self.anchor,
        }
    }
}

impl Visual for Text {
    fn bounds(&self) -> Option<Bounds> {
        Bounds::of_points(self.items.iter().map(|(_, position)| *position))
    }

    fn prepare(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        let mut views = std::mem::take(&mut self.views);
        let prepared = views.get_or_try_insert(cx.view.id, || {
            Ok(Prepared { glyphs: GlyphBatch::new(cx)?, made_for: MadeFor::default() })
        });
        let result = prepared.map(|prepared| {
            let same = prepared.made_for.is(cx.view, self.revision);
            if same && prepared.glyphs.is_current(cx) {
                return;
            }
            prepared.glyphs.begin();
            let mut fonts = FontSystem::global();
            for (text, position) in &self.items {
                let shaped = fonts.shape(text, &self.style);
                if may_be_seen(cx.view, &shaped, self.anchor, *position) {
                    prepared.glyphs.push(cx, &shaped, &self.placement(cx.view, *position));
                }
            }
            prepared.glyphs.finish(cx, self.color);
            prepared.made_for.set(cx.view, self.revision);
        });
        self.views = views;
        result
    }

    fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.views.get_mut(cx.view.id).map_or(Ok(()), |prepared| prepared.glyphs.draw(cx))
    }

    fn vector(&self, view: &View, sink: &mut dyn VectorSink) -> Result<(), NotVector> {
        let mut fonts = FontSystem::global();
        for (text, position) in &self.items {
            let shaped = fonts.shape(text, &self.style);
            let placement = self.placement(view, *position);
            let color = self.color.with_alpha(self.color.alpha() * view.opacity);
            write_text(view, &shaped, &placement, color, sink);
        }
        Ok(())
    }
}

/// Whether a text, turned by any angle, may reach the pixels of a view.
fn may_be_seen(view: &View, shaped: &ShapedText, anchor: Anchor, position: DVec2) -> bool {
    let [x, y] = anchor.offset(shaped).map(f64::from);
    // Ink may stand out of the lines' box, by less than the height of a letter.
    let size = f64::from(shaped.width_px + shaped.height_px() + 2.0 * shaped.style.size_px);
    let reach = (DVec2::new(x, y).length() + size) * view.scale_factor;
    let at = view.map(position);
    let extent = at.is_finite().then_some(Bounds { min: at, max: at });
    !view.pixels_within(extent, reach).is_empty()
}

/// Writes a shaped text run by run.
pub(crate) fn write_text(
    view: &View,
    shaped: &ShapedText,
    placement: &TextPlacement,
    color: Color,
    sink: &mut dyn VectorSink,
) {
    let shift = DVec2::from_array(placement.anchor.offset(shaped).map(f64::from));
    let turn = DVec2::from_angle(f64::from(placement.angle_rad));
    let origin = DVec2::from_array(placement.origin_physical_px.map(f64::from));
    for run in &shaped.runs {
        let pen = DVec2::new(f64::from(run.x), f64::from(run.y)) + shift;
        let pixel = origin + turn.rotate(pen) * f64::from(placement.scale_factor);
        sink.text(&TextRun {
            text: &shaped.text[run.text.clone()],
            origin: page_from_framebuffer(view, pixel),
            angle_rad: f64::from(placement.angle_rad),
            size_px: f64::from(run.size_px),
            bold: shaped.style.weight == FontWeight::Bold,
            color,
            width_px: f64::from(run.width_px),
            glyphs: &shaped.glyphs[run.glyphs.clone()],
            pen: [run.x, run.y],
            text_start: run.text.start,
        });
    }
}
