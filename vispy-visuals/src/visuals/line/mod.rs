//! Lines.

mod colored;
mod dash;
mod dense;
mod draw;
mod emit;
mod nearest;
mod outline;
mod programs;
mod refining;

use std::sync::OnceLock;

use glam::DVec2;

pub(super) use colored::layer as color_layer_program;
pub use dash::{Dash, DashPattern};
pub use emit::LineFlags;
pub use nearest::Nearest;
pub(super) use outline::bin_end;

use crate::color::Color;
use crate::coordinate::Reference;
use crate::device::{PerView, ProgramSpec};
use crate::error::{Error, Result};
use crate::levels::SignalTree;
use crate::samples::Samples;
use crate::vector::{Cap, Join, NotVector, PathStep, Stroke, VectorSink, page_from_framebuffer};
use crate::view::View;
use crate::visual::{Bounds, DrawContext, Progress, Visual};

/// Points of which the extremes are found by looking at all.
const FEW: usize = 1 << 16;

/// The programs of lines of any kind.
pub(super) fn all_specs() -> Result<Vec<&'static ProgramSpec>> {
    let mut specs = programs::all_specs()?;
    specs.extend(colored::all_specs()?);
    Ok(specs)
}

/// How a line looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LineStyle {
    /// Colour. Default: black.
    pub color: Color,
    /// Width in logical pixels. 0 or less draws nothing, as does one that is not finite. Default: 1.5.
    pub width_px: f32,
    /// How segments meet. Default: round.
    pub join: Join,
    /// How ends look. Default: round.
    pub cap: Cap,
    /// What is left out along it. Default: nothing.
    pub dash: Dash,
    /// How the ends of dashes look, where there are any. Default: butt, so that they have the length that they should.
    pub dash_cap: Cap,
}

impl Default for LineStyle {
    fn default() -> Self {
        Self {
            color: Color::BLACK,
            width_px: 1.5,
            join: Join::Round,
            cap: Cap::Round,
            dash: Dash::Solid,
            dash_cap: Cap::Butt,
        }
    }
}

impl LineStyle {
    pub(super) fn check(&self) -> Result<()> {
        if self.width_px.is_finite() {
            return Ok(());
        }
        Err(Error::data("width of a line", "a finite number of logical pixels", self.width_px.to_string()))
    }

    /// How the ends of what is drawn look.
    fn drawn_cap(&self) -> Cap {
        if self.dash == Dash::Solid { self.cap } else { self.dash_cap }
    }

    fn is_seen(&self) -> bool {
        self.width_px.is_finite() && self.width_px > 0.0
    }
}

/// A line through points in their order. Corresponds to VisPy's `LineVisual`, antialiased at every width.
///
/// A sample that is NaN or infinite is a gap. A pixel's coverage is the largest of any segment's, and colour and alpha
/// are applied once, so that a line that crosses itself does not show its own overlaps.
///
/// Where x never falls and more samples than pixels are seen (4 a pixel), those parts of its segments are drawn that can be
/// the nearest to the centre of some pixel: what a frame costs depends on the pixels, and the picture is that of all
/// samples, to 2/255. Where joins or caps are not round, or there are dashes, it is the first, smallest, largest and last
/// sample of each fifth of a pixel instead (from 20 samples a pixel on), and the neighbours of an extreme where the signal jumps.
///
/// The same holds in views whose axes are logarithmic, or bent in any other way that keeps x and y apart. What a view has
/// no place for, such as zero on a logarithmic axis, is a gap; there the line's own frame must count from 0.
///
/// Dashes are measured in pixels along the line from its start, and from each gap on; from where it is first seen on, where
/// more than 100 000 samples come before that, and where extremes stand for samples.
///
/// ```
/// use vispy_visuals::samples::Samples;
/// use vispy_visuals::visuals::{Line, LineStyle};
///
/// // A second of a signal with 1000 samples a second; x in seconds.
/// let y: Vec<f32> = (0..1000).map(|i| (i as f32 / 50.0).sin()).collect();
/// let line = Line::new(Samples::uniform(0.0, 1e-3, 1000), y, LineStyle::default())?;
/// assert_eq!(line.len(), 1000);
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[doc(alias = "LineVisual")]
#[derive(Debug)]
pub struct Line {
    x: Samples,
    y: Samples,
    x_reference: Reference,
    y_reference: Reference,
    style: LineStyle,
    /// Whether x never falls.
    is_sorted: bool,
    /// How many points are known to do so, also after they were let go of.
    known: usize,
    /// The extremes of the samples, once somebody asked for them.
    tree: OnceLock<SignalTree>,
    /// The extremes of the positive samples, once it was seen on a logarithmic axis.
    positive_tree: OnceLock<SignalTree>,
    /// Whether long signals are looked at on another thread.
    refines: bool,
    /// Present while that goes on.
    refining: Option<refining::Refining>,
    bounds: Option<Bounds>,
    /// Counts changes, so that each view knows whether it is up to date.
    revision: u64,
    views: PerView<draw::Prepared>,
    /// Present where points have colours or widths of their own.
    point_styles: Option<Box<colored::PointStyles>>,
}

impl Clone for Line {
    /// Shares the points. What was made for views and what was found out of a long signal is made anew.
    fn clone(&self) -> Self {
        let mut line = Self {
            x: self.x.clone(),
            y: self.y.clone(),
            tree: OnceLock::new(),
            positive_tree: OnceLock::new(),
            refining: None,
            views: PerView::default(),
            point_styles: self.point_styles.clone(),
            ..*self
        };
        line.begin_refining();
        line
    }
}

impl Line {
    /// A line through `(x[i], y[i])`. Its own frame counts offsets from 0 in both directions;
    /// [`with_references`](Self::with_references) sets others.
    ///
    /// # Errors
    /// `Data` when x and y are not equally long, or the width is not finite.
    pub fn new(x: impl Into<Samples>, y: impl Into<Samples>, style: LineStyle) -> Result<Self> {
        let (x, y) = (x.into(), y.into());
        Samples::check_same_len("line", &x, &y)?;
        style.check()?;
        Ok(Self::of_samples(x, y, style))
    }

    /// The same, but of a long signal (some four million samples) all samples are looked at on other threads: until they
    /// were, it is [`Refining`](Progress::Refining) and some samples are drawn, where too many are seen to look at all.
    ///
    /// # Errors
    /// As for [`new`](Self::new).
    pub fn refining(x: impl Into<Samples>, y: impl Into<Samples>, style: LineStyle) -> Result<Self> {
        let (x, y) = (x.into(), y.into());
        let mut line = Self::new(Samples::uniform(0.0, 1.0, 0), Samples::uniform(0.0, 1.0, 0), style)?;
        line.refines = true;
        line.set_data(x, y)?;
        Ok(line)
    }

    /// A line through points of its own frame.
    #[must_use]
    pub fn from_points(points: &[DVec2], style: LineStyle) -> Self {
        let x: Vec<f64> = points.iter().map(|point| point.x).collect();
        let y: Vec<f64> = points.iter().map(|point| point.y).collect();
        Self::of_samples(x.into(), y.into(), style)
    }

    fn of_samples(x: Samples, y: Samples, style: LineStyle) -> Self {
        let mut line = Self {
            is_sorted: false,
            known: 0,
            tree: OnceLock::new(),
            positive_tree: OnceLock::new(),
            x,
            y,
            x_reference: Reference::F64(0.0),
            y_reference: Reference::F64(0.0),
            style,
            refines: false,
            refining: None,
            bounds: None,
            revision: 0,
            views: PerView::default(),
            point_styles: None,
        };
        line.update_data();
        line
    }

    /// Counts the line's own frame from these values, so that data far from 0 (time stamps) keep every bit.
    #[must_use]
    pub fn with_references(mut self, x: Reference, y: Reference) -> Self {
        self.set_references(x, y);
        self
    }

    /// Counts the line's own frame from these values from now on.
    pub fn set_references(&mut self, x: Reference, y: Reference) {
        self.x_reference = x;
        self.y_reference = y;
        self.follow_probe();
        self.bounds = self.find_bounds();
        self.revision += 1;
    }

    /// Replaces the points.
    ///
    /// # Errors
    /// `Data` when x and y are not equally long; the line stays as it was then.
    pub fn set_data(&mut self, x: impl Into<Samples>, y: impl Into<Samples>) -> Result<()> {
        let (x, y) = (x.into(), y.into());
        Samples::check_same_len("line", &x, &y)?;
        self.x = x;
        self.y = y;
        self.update_data();
        Ok(())
    }

    /// Lets go of the points, so that who lent them can change them in place, and remembers what is known of them for
    /// [`extend_data`](Self::extend_data). Until then the line has none.
    pub fn release_data(&mut self) {
        self.settle();
        (self.x, self.y) = (Samples::uniform(0.0, 1.0, 0), Samples::uniform(0.0, 1.0, 0));
        self.bounds = None;
        self.revision += 1;
    }

    /// Replaces the points by ones of which most are known: the first `dropped` are gone, those that were left come
    /// first and are what they were, new ones follow. Costs what is new, as long as x never falls.
    ///
    /// # Errors
    /// `Data` when x and y are not equally long; the line stays as it was then.
    pub fn extend_data(
        &mut self,
        x: impl Into<Samples>,
        y: impl Into<Samples>,
        dropped: usize,
    ) -> Result<()> {
        let (x, y) = (x.into(), y.into());
        Samples::check_same_len("line", &x, &y)?;
        self.settle();
        (self.x, self.y) = (x, y);
        let known = self.known.saturating_sub(dropped);
        self.is_sorted = self.is_sorted && self.x.is_sorted_from(known.saturating_sub(1));
        self.known = self.len();
        for tree in [&mut self.tree, &mut self.positive_tree] {
            if !self.is_sorted {
                tree.take();
            } else if let Some(tree) = tree.get_mut() {
                tree.extend(&self.y, dropped);
            }
        }
        self.bounds = self.find_bounds();
        self.revision += 1;
        Ok(())
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
            self.follow_probe();
            self.revision += 1;
        }
        Ok(())
    }

    /// How many points it has, gaps included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.y.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn update_data(&mut self) {
        self.is_sorted = self.x.is_sorted();
        self.known = self.len();
        self.tree = OnceLock::new();
        self.positive_tree = OnceLock::new();
        self.begin_refining();
        self.bounds = self.find_bounds();
        self.revision += 1;
    }

    /// Indices of the points with the smallest and the largest finite x, and of those with the smallest and the largest
    /// finite y; `None` when there is none. Costs next to nothing where x never falls. While the line
    /// [refines](Self::is_refining), y is of some points.
    #[must_use]
    pub fn extremes(&self) -> Option<[[usize; 2]; 2]> {
        // Of numbers that never fall the ends are the extremes.
        let ends = [0, self.len().checked_sub(1)?];
        let is_finite = |index: &usize| self.x.offset(*index, self.x_reference).is_finite();
        let x = if self.is_sorted && ends.iter().all(is_finite) { ends } else { self.x.extremes()? };
        let y = match &self.y {
            _ if self.lacks_tree() => self.some_extremes()?,
            Samples::Source(source) if self.is_sorted && self.len() > FEW => {
                let found = self.tree().extrema(source.slice(), 0, self.len())?;
                [found.min, found.max]
            }
            _ => self.y.extremes()?,
        };
        Some([x, y])
    }

    /// The extremes of the samples, of which there should be many.
    fn tree(&self) -> &SignalTree {
        self.tree.get_or_init(|| SignalTree::new(&self.y))
    }

    fn find_bounds(&self) -> Option<Bounds> {
        let [x, y] = self.extremes()?;
        let x = x.map(|index| self.x.offset(index, self.x_reference));
        let y = y.map(|index| self.y.offset(index, self.y_reference));
        Some(Bounds { min: DVec2::new(x[0], y[0]), max: DVec2::new(x[1], y[1]) })
    }
}

impl Visual for Line {
    fn bounds(&self) -> Option<Bounds> {
        self.bounds
    }

    fn progress(&self) -> Progress {
        self.refining_progress()
    }

    fn prepare(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.poll();
        let Some(mut styles) = self.point_styles.take() else { return self.prepare_view(cx) };
        let result = self.prepare_colored(&mut styles, cx);
        self.point_styles = Some(styles);
        result
    }

    fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        match &mut self.point_styles {
            Some(styles) => styles.views.get_mut(cx.view.id).map_or(Ok(()), |prepared| prepared.draw(cx)),
            None => self.draw_view(cx),
        }
    }

    fn vector(&self, view: &View, sink: &mut dyn VectorSink) -> Result<(), NotVector> {
        if let Some(styles) = &self.point_styles {
            self.write_colored(styles, view, sink);
            return Ok(());
        }
        let mut emission = emit::Emission::default();
        self.emit(view, 0.0, &mut emission);
        let mut path = Vec::with_capacity(emission.texels.len());
        let mut begins = true;
        for [x, y, _, flags] in &emission.texels {
            let point = page_from_framebuffer(view, DVec2::new(f64::from(*x), f64::from(*y)));
            path.push(if begins { PathStep::MoveTo(point) } else { PathStep::LineTo(point) });
            begins = LineFlags::from_texel(*flags).gap_after;
        }
        let LineStyle { color, width_px, join, .. } = self.style;
        let cap = self.style.drawn_cap();
        if !path.is_empty() {
            let color = color.with_alpha(color.alpha() * view.opacity);
            sink.stroke(&path, &Stroke { color, width_px: f64::from(width_px), join, cap });
        }
        Ok(())
    }
}
