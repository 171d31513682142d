//! Colour bars.

use glam::DVec2;

use crate::batch::{BoxBatch, BoxStyle, PixelBox, snapped_stroke};
use crate::color::{Color, Colormap};
use crate::coordinate::Reference;
use crate::device::PerView;
use crate::error::{Error, Result};
use crate::ticks::Scale;
use crate::vector::{Cap, Join, NotVector, PathStep, Stroke, VectorSink, page_from_visual};
use crate::view::{MadeFor, View};
use crate::visual::{Bounds, DrawContext, Visual};
use crate::visuals::{Axis, AxisRoom, AxisStyle, Image, ImageData, ImageStyle, Side};

/// Colours of a colormap.
const ENTRIES: usize = 256;

/// How a colour bar looks; all lengths in logical pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ColorBarStyle {
    /// Ticks, their labels and the label.
    pub axis: AxisStyle,
    /// Colour of the border. Default: as the line of the axis.
    pub border_color: Color,
    /// Width of the border. 0: none. Default: 1.
    pub border_width_px: f64,
}

impl Default for ColorBarStyle {
    fn default() -> Self {
        let axis = AxisStyle::default();
        Self { axis, border_color: axis.line_color, border_width_px: 1.0 }
    }
}

/// A strip with the colours of a colormap, and an axis that says what they mean. Corresponds to VisPy's
/// `ColorBarVisual`, with real ticks instead of two labels.
///
/// It lives in a frame of logical pixels whose y points downwards, as [`Axis`] does. The first limit is on the left or at
/// the bottom. Ticks, their labels and the label stand outside the strip on one side, which says too whether the strip is
/// upright; [`room`](Self::room) is what they need.
///
/// ```
/// use vispy_visuals::color::Colormap;
/// use vispy_visuals::coordinate::Reference;
/// use vispy_visuals::glam::DVec2;
/// use vispy_visuals::ticks::Scale;
/// use vispy_visuals::visuals::{ColorBar, Side};
///
/// let mut bar = ColorBar::new(Side::Right, Colormap::by_name("magma")?)?;
/// bar.set_place(DVec2::new(300.0, 20.0), DVec2::new(316.0, 220.0))?;
/// bar.set_domain(Reference::F64(0.0), [-40.0, 25.0], Scale::Linear);
/// bar.set_label(Some("temperature (°C)"));
/// assert!(bar.room().outward_px > 30.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "ColorBarVisual")]
#[derive(Debug)]
pub struct ColorBar {
    axis: Axis,
    colormap: Colormap,
    strip: Image,
    corners: [DVec2; 2],
    style: ColorBarStyle,
    revision: u64,
    views: PerView<Prepared>,
}

#[derive(Debug)]
struct Prepared {
    border: BoxBatch,
    made_for: MadeFor,
}

impl ColorBar {
    /// A bar with its ticks on one side, over the domain 0 to 1, 1 x 1 px large yet.
    ///
    /// # Errors
    /// What the strip's image says.
    pub fn new(side: Side, colormap: Colormap) -> Result<Self> {
        let strip = strip(side, &colormap)?;
        let mut bar = Self {
            axis: Axis::new(side),
            colormap,
            strip,
            corners: [DVec2::ZERO; 2],
            style: ColorBarStyle::default(),
            revision: 0,
            views: PerView::default(),
        };
        bar.set_place(DVec2::ZERO, DVec2::ONE)?;
        Ok(bar)
    }

    /// Which side its ticks are on.
    #[must_use]
    pub fn side(&self) -> Side {
        self.axis.side()
    }

    /// Moves the strip between two opposite corners.
    ///
    /// # Errors
    /// `Data` when a corner is not finite, or the strip has no width or height.
    pub fn set_place(&mut self, a: DVec2, b: DVec2) -> Result<()> {
        let [low, high] = [a.min(b), a.max(b)];
        if !a.is_finite() || !b.is_finite() || low.cmpeq(high).any() {
            return Err(Error::data("place of a colour bar", "two opposite corners", format!("{a} and {b}")));
        }
        if [low, high] == self.corners {
            return Ok(());
        }
        let (start, end) = match self.axis.side() {
            Side::Left => (DVec2::new(low.x, high.y), low),
            Side::Right => (high, DVec2::new(high.x, low.y)),
            Side::Bottom => (DVec2::new(low.x, high.y), high),
            Side::Top => (low, DVec2::new(high.x, low.y)),
        };
        self.axis.set_ends(start, end)?;
        self.corners = [low, high];
        self.place_strip()
    }

    /// The strip's corners: upper left, lower right.
    #[must_use]
    pub fn place(&self) -> [DVec2; 2] {
        self.corners
    }

    /// Puts the strip's first colour where the first limit is.
    fn place_strip(&mut self) -> Result<()> {
        let [low, high] = self.corners;
        let image = strip(self.axis.side(), &self.colormap)?;
        self.strip = image.with_extent(DVec2::new(low.x, high.y), DVec2::new(high.x, low.y))?;
        self.revision += 1;
        Ok(())
    }

    /// Shows other colours.
    ///
    /// # Errors
    /// What the strip's image says.
    pub fn set_colormap(&mut self, colormap: Colormap) -> Result<()> {
        if self.colormap != colormap {
            self.colormap = colormap;
            self.place_strip()?;
        }
        Ok(())
    }

    /// What the first and the last colour mean, as in [`Axis::set_domain`]: the limits of a logarithmic scale are
    /// logarithms.
    pub fn set_domain(&mut self, reference: Reference, limits: [f64; 2], scale: Scale) {
        self.axis.set_domain(reference, limits, scale);
    }

    /// What stands beside it. Default: nothing.
    pub fn set_label(&mut self, label: Option<&str>) {
        self.axis.set_label(label);
    }

    /// How it looks.
    #[must_use]
    pub fn style(&self) -> ColorBarStyle {
        self.style
    }

    /// Changes how it looks.
    pub fn set_style(&mut self, style: ColorBarStyle) {
        if self.style != style {
            self.style = style;
            self.axis.set_style(style.axis);
            self.revision += 1;
        }
    }

    /// How much room its ticks and labels need around the strip, along and away from its side.
    pub fn room(&mut self) -> AxisRoom {
        self.axis.room()
    }

    /// The border as whole pixels about the strip's edges.
    fn border(&self, view: &View) -> Vec<PixelBox> {
        let width_px = self.style.border_width_px;
        if !(width_px > 0.0 && width_px.is_finite()) {
            return Vec::new();
        }
        let [a, b] = self.corners.map(|corner| view.map(corner));
        let (low, high) = (a.min(b), a.max(b));
        let snapped = |place: f64| snapped_stroke(place, width_px, view.scale_factor);
        let ([left, bottom], [right, top]) =
            ([snapped(low.x), snapped(low.y)], [snapped(high.x), snapped(high.y)]);
        let upright =
            |x: [f64; 2], y: [f64; 2]| PixelBox::upright(DVec2::new(x[0], y[0]), DVec2::new(x[1], y[1]));
        // Level sides reach over the corners, upright ones stand between them: each pixel once.
        vec![
            upright([left[0], right[1]], bottom),
            upright([left[0], right[1]], top),
            upright(left, [bottom[1], top[0]]),
            upright(right, [bottom[1], top[0]]),
        ]
    }
}

/// The colours as an image: one row, or one column.
fn strip(side: Side, colormap: &Colormap) -> Result<Image> {
    let bytes: Vec<u8> = colormap.table_rgba8().into_iter().flatten().collect();
    let count = (bytes.len() / 4) as u32;
    let [width, height] = if side.is_horizontal() { [count, 1] } else { [1, count] };
    Image::new(ImageData::rgba8(width, height, bytes)?, ImageStyle::default())
}

impl Visual for ColorBar {
    fn bounds(&self) -> Option<Bounds> {
        Some(Bounds { min: self.corners[0], max: self.corners[1] })
    }

    fn prepare(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.strip.prepare(cx)?;
        let mut views = std::mem::take(&mut self.views);
        let prepared = views.get_or_try_insert(cx.view.id, || {
            Ok::<_, Error>(Prepared { border: BoxBatch::new(cx)?, made_for: MadeFor::default() })
        });
        let result = prepared.and_then(|Prepared { border, made_for }| {
            if made_for.is(cx.view, self.revision) {
                return Ok(());
            }
            border.set(cx, &BoxStyle::filled(self.style.border_color), self.border(cx.view))?;
            made_for.set(cx.view, self.revision);
            Ok(())
        });
        self.views = views;
        result?;
        self.axis.prepare(cx)
    }

    fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.strip.draw(cx)?;
        if let Some(prepared) = self.views.get_mut(cx.view.id) {
            prepared.border.draw(cx)?;
        }
        self.axis.draw(cx)
    }

    fn vector(&self, view: &View, sink: &mut dyn VectorSink) -> Result<(), NotVector> {
        let [low, high] = self.corners;
        let horizontal = self.axis.side().is_horizontal();
        let table = self.colormap.table_rgba8();
        let is_opaque = table.iter().all(|color| color[3] == 255);
        let mut start = 0;
        for same in table.chunk_by(|a, b| a == b) {
            let end = start + same.len();
            // Opaque colours go on to the end, under those that follow: so no seam shows between two.
            let end_fraction = if is_opaque { 1.0 } else { end as f64 / ENTRIES as f64 };
            let fraction = start as f64 / ENTRIES as f64;
            let [a, c] = if horizontal {
                let x = |fraction: f64| low.x + fraction * (high.x - low.x);
                [DVec2::new(x(fraction), low.y), DVec2::new(x(end_fraction), high.y)]
            } else {
                let y = |fraction: f64| high.y - fraction * (high.y - low.y);
                [DVec2::new(low.x, y(fraction)), DVec2::new(high.x, y(end_fraction))]
            };
            let color = Color::from_rgba8(same[0]);
            sink.fill(&rectangle(view, a, c), color.with_alpha(color.alpha() * view.opacity));
            start = end;
        }
        let ColorBarStyle { border_color, border_width_px: width_px, .. } = self.style;
        if width_px > 0.0 {
            let color = border_color.with_alpha(border_color.alpha() * view.opacity);
            let stroke = Stroke { color, width_px, join: Join::Miter, cap: Cap::Butt };
            sink.stroke(&rectangle(view, low, high), &stroke);
        }
        self.axis.vector(view, sink)
    }
}

fn rectangle(view: &View, a: DVec2, c: DVec2) -> [PathStep; 5] {
    let [b, d] = [DVec2::new(c.x, a.y), DVec2::new(a.x, c.y)];
    let [a, b, c, d] = [a, b, c, d].map(|corner| page_from_visual(view, corner));
    [PathStep::MoveTo(a), PathStep::LineTo(b), PathStep::LineTo(c), PathStep::LineTo(d), PathStep::Close]
}
