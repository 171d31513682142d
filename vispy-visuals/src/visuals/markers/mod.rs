//! Markers.

mod batch;
mod items;
mod outline;
mod pick;
mod place;
mod programs;
mod style;
mod symbol;
mod vector;

use glam::DVec2;

pub(super) use batch::{Mark, MarkBatch};
pub(super) use programs::{Layout, all_specs, sprites};
pub use style::{MarkersStyle, SizeUnit};
pub use symbol::Symbol;
pub(super) use symbol::polygon;
pub(super) use vector::{MarkWriter, NamedShape};

use crate::color::Color;
use crate::coordinate::Reference;
use crate::device::PerView;
use crate::error::{Error, Result};
use crate::samples::Samples;
use crate::vector::{NotVector, VectorSink};
use crate::view::{MadeFor, View};
use crate::visual::{Bounds, DrawContext, Picked, Visual};
use items::{Items, Looks};

/// More markers than this have no vector form: a file of them is larger than a picture, and slow to open.
const MOST_VECTOR_MARKERS: usize = 50_000;

/// A symbol at each of many points. Corresponds to VisPy's `MarkersVisual`.
///
/// Markers are drawn in the order of the data, one over the other, antialiased over one pixel; their size is not limited by
/// the driver. A marker whose place or size is NaN or infinite is left out. Size, colours, edge width, symbol and angle
/// are one for all ([`MarkersStyle`]) or one each (`set_sizes` and its like): a marker beyond the end of such a list looks
/// as the style says.
///
/// Unlike VisPy's, an edge lies half inside and half outside the outline and does not change the size, as in matplotlib, and
/// the opacity of the view always counts.
///
/// ```
/// use vispy_visuals::color::Color;
/// use vispy_visuals::visuals::{Markers, MarkersStyle, Symbol};
///
/// let style = MarkersStyle { symbol: Symbol::Star, size: 14.0, ..MarkersStyle::default() };
/// let mut markers = Markers::new(vec![1_i32, 2, 3], vec![0.5_f32, 0.1, 0.7], style)?;
/// markers.set_face_colors(vec![Color::WHITE, Color::BLACK, Color::parse("gold")?])?;
/// assert_eq!(markers.len(), 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "MarkersVisual")]
#[doc(alias = "scatter")]
#[derive(Debug, Clone)]
pub struct Markers {
    x: Samples,
    y: Samples,
    x_reference: Reference,
    y_reference: Reference,
    style: MarkersStyle,
    items: Items,
    bounds: Option<Bounds>,
    /// Counts changes, so that each view knows whether it is up to date.
    revision: u64,
    views: PerView<Prepared>,
}

#[derive(Debug)]
struct Prepared {
    marks: MarkBatch,
    made_for: MadeFor,
}

impl Markers {
    /// Markers at `(x[i], y[i])`. Their own frame counts offsets from 0 in both directions;
    /// [`with_references`](Self::with_references) sets others.
    ///
    /// # Errors
    /// `Data` when x and y are not equally long, or a number of the style is not finite.
    pub fn new(x: impl Into<Samples>, y: impl Into<Samples>, style: MarkersStyle) -> Result<Self> {
        let (x, y) = (x.into(), y.into());
        Samples::check_same_len("markers", &x, &y)?;
        style.check()?;
        let mut markers = Self {
            x,
            y,
            x_reference: Reference::F64(0.0),
            y_reference: Reference::F64(0.0),
            style,
            items: Items::default(),
            bounds: None,
            revision: 0,
            views: PerView::default(),
        };
        markers.update_data();
        Ok(markers)
    }

    /// Counts the markers' own frame from these values, so that data far from 0 (time stamps) keep every bit.
    #[must_use]
    pub fn with_references(mut self, x: Reference, y: Reference) -> Self {
        self.set_references(x, y);
        self
    }

    /// Counts the markers' own frame from these values from now on.
    pub fn set_references(&mut self, x: Reference, y: Reference) {
        self.x_reference = x;
        self.y_reference = y;
        self.update_data();
    }

    /// Replaces the points; what each marker has of its own stays with its index.
    ///
    /// # Errors
    /// `Data` when x and y are not equally long; the markers stay as they were then.
    pub fn set_data(&mut self, x: impl Into<Samples>, y: impl Into<Samples>) -> Result<()> {
        let (x, y) = (x.into(), y.into());
        Samples::check_same_len("markers", &x, &y)?;
        self.x = x;
        self.y = y;
        self.update_data();
        Ok(())
    }

    /// How they look, where they do not differ.
    #[must_use]
    pub fn style(&self) -> MarkersStyle {
        self.style
    }

    /// Changes how they look, where they do not differ.
    ///
    /// # Errors
    /// `Data` when a number is not finite; they look as before then.
    pub fn set_style(&mut self, style: MarkersStyle) -> Result<()> {
        style.check()?;
        if self.style != style {
            self.style = style;
            self.items.find_used(&style);
            self.revision += 1;
        }
        Ok(())
    }

    /// Gives each marker a size of its own, in the style's unit; one that is not above 0 hides it. An empty list takes them
    /// back.
    ///
    /// # Errors
    /// `Data` when there are more or fewer than markers.
    pub fn set_sizes(&mut self, sizes: Vec<f32>) -> Result<()> {
        self.check_len("sizes", sizes.len())?;
        self.items.sizes = sizes;
        self.revision += 1;
        Ok(())
    }

    /// Gives each face a colour of its own. An empty list takes them back.
    ///
    /// # Errors
    /// `Data` when there are more or fewer than markers.
    pub fn set_face_colors(&mut self, colors: Vec<Color>) -> Result<()> {
        self.check_len("face colours", colors.len())?;
        self.items.faces = colors;
        self.revision += 1;
        Ok(())
    }

    /// Gives each edge a colour of its own. An empty list takes them back.
    ///
    /// # Errors
    /// `Data` when there are more or fewer than markers.
    pub fn set_edge_colors(&mut self, colors: Vec<Color>) -> Result<()> {
        self.check_len("edge colours", colors.len())?;
        self.items.edges = colors;
        self.revision += 1;
        Ok(())
    }

    /// Gives each edge a width of its own in logical pixels. An empty list takes them back.
    ///
    /// # Errors
    /// `Data` when there are more or fewer than markers.
    pub fn set_edge_widths(&mut self, widths_px: Vec<f32>) -> Result<()> {
        self.check_len("edge widths", widths_px.len())?;
        self.items.edge_widths_px = widths_px;
        self.revision += 1;
        Ok(())
    }

    /// Gives each marker a symbol of its own. An empty list takes them back.
    ///
    /// # Errors
    /// `Data` when there are more or fewer than markers.
    pub fn set_symbols(&mut self, symbols: Vec<Symbol>) -> Result<()> {
        self.check_len("symbols", symbols.len())?;
        self.items.set_symbols(symbols, &self.style);
        self.revision += 1;
        Ok(())
    }

    /// Gives each marker an angle of its own in radians, counter-clockwise as seen. An empty list takes them back.
    ///
    /// # Errors
    /// `Data` when there are more or fewer than markers.
    pub fn set_angles(&mut self, angles_rad: Vec<f32>) -> Result<()> {
        self.check_len("angles", angles_rad.len())?;
        self.items.angles_rad = angles_rad;
        self.revision += 1;
        Ok(())
    }

    /// How many there are, those without a place included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.y.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn check_len(&self, what: &str, found: usize) -> Result<()> {
        if found == 0 || found == self.len() {
            return Ok(());
        }
        let expected = format!("one for each of {} markers, or none", self.len());
        Err(Error::data(&format!("{what} of markers"), &expected, found.to_string()))
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

    fn update(&self, prepared: &mut Prepared, cx: &mut DrawContext<'_>) -> Result<()> {
        let view = cx.view;
        if prepared.made_for.is(view, self.revision) {
            return Ok(());
        }
        let looks = Looks::new(self, view);
        let layout = looks.layout();
        let equal = layout.is_uniform();
        prepared.marks.set(cx, &layout, &looks.like, |marks| {
            self.each_chunk(&looks.map, |start, points, pixels| {
                if equal {
                    marks.push_equal(&looks.like, pixels);
                    return;
                }
                for (offset, center) in pixels.iter().enumerate() {
                    marks.push(&looks.mark(start + offset, points[offset], *center));
                }
            });
        })?;
        prepared.made_for.set(view, self.revision);
        Ok(())
    }
}

impl Visual for Markers {
    /// That of their centres.
    fn bounds(&self) -> Option<Bounds> {
        self.bounds
    }

    fn prepare(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        let mut views = std::mem::take(&mut self.views);
        let prepared = views.get_or_try_insert(cx.view.id, || {
            let layout = Looks::new(self, cx.view).layout();
            Ok(Prepared { marks: MarkBatch::new(cx, &layout)?, made_for: MadeFor::default() })
        });
        let result = prepared.and_then(|prepared| self.update(prepared, cx));
        self.views = views;
        result
    }

    fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.views.get_mut(cx.view.id).map_or(Ok(()), |prepared| prepared.marks.draw(cx))
    }

    fn vector(&self, view: &View, sink: &mut dyn VectorSink) -> Result<(), NotVector> {
        if self.len() > MOST_VECTOR_MARKERS {
            let reason = "a file of more than 50,000 markers is larger than a picture of them";
            return Err(NotVector { visual: "Markers", reason });
        }
        let looks = Looks::new(self, view);
        let mut writer = MarkWriter::default();
        let clip = view.clip;
        let low = DVec2::new(f64::from(clip.x), f64::from(clip.y));
        let high = low + DVec2::new(f64::from(clip.width), f64::from(clip.height));
        self.each_chunk(&looks.map, |start, points, pixels| {
            for (offset, center) in pixels.iter().enumerate() {
                let mark = looks.mark(start + offset, points[offset], *center);
                let reach = mark.reach_px();
                let inside = center.cmpgt(low - reach).all() && center.cmplt(high + reach).all();
                if mark.is_seen() && inside {
                    looks.symbol(start + offset).write(&mut writer, &mark, view, sink);
                }
            }
        });
        Ok(())
    }

    /// The marker that [`nearest`](Self::nearest) finds.
    fn pick(&self, view: &View, pixel: DVec2, within_px: f64) -> Option<Picked> {
        let index = self.nearest(view, pixel, within_px)?;
        let at = DVec2::new(self.x.offset(index, self.x_reference), self.y.offset(index, self.y_reference));
        Some(Picked { index, at, lines: Vec::new() })
    }
}
