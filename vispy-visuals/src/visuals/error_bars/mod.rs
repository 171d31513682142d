//! Error bars.

use glam::DVec2;

use crate::batch::{BoxBatch, BoxStyle, PixelBox, snapped_stroke};
use crate::color::Color;
use crate::coordinate::Reference;
use crate::device::PerView;
use crate::error::{Error, Result};
use crate::samples::Samples;
use crate::vector::{NotVector, PathStep, VectorSink, page_from_framebuffer};
use crate::view::{AxisMaps, MadeFor, View};
use crate::visual::{Bounds, DrawContext, Visual};

/// How error bars look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ErrorBarsStyle {
    /// Colour. Default: black.
    pub color: Color,
    /// Width of bars and caps in logical pixels; whole physical pixels are drawn. Default: 1.5.
    pub width_px: f64,
    /// Length of the caps from end to end in logical pixels; 0 for none. Default: 6.
    pub cap_px: f64,
}

impl Default for ErrorBarsStyle {
    fn default() -> Self {
        Self { color: Color::BLACK, width_px: 1.5, cap_px: 6.0 }
    }
}

/// Bars from a low to a high end at many places, with caps, whole pixels wide.
///
/// A bar whose place or end is NaN or infinite is left out. A bar that reaches below 0 on a logarithmic axis reaches to the edge of
/// the view there. A view that turns or bends the bars is refused.
///
/// ```
/// use vispy_visuals::visuals::{ErrorBars, ErrorBarsStyle};
///
/// let (x, low, high) = (vec![1.0, 2.0], vec![0.5, 1.5], vec![0.7, 1.9]);
/// let bars = ErrorBars::vertical(x, low, high, ErrorBarsStyle::default())?;
/// assert_eq!(bars.len(), 2);
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct ErrorBars {
    upright: bool,
    at: Samples,
    ends: [Samples; 2],
    /// Along x and along y.
    references: [Reference; 2],
    style: ErrorBarsStyle,
    revision: u64,
    views: PerView<Prepared>,
}

#[derive(Debug)]
struct Prepared {
    boxes: BoxBatch,
    made_for: MadeFor,
}

impl ErrorBars {
    /// Upright bars at `x[i]`, from `low[i]` to `high[i]`. Their own frame counts offsets from 0 in both directions.
    ///
    /// # Errors
    /// `Data` when the three are not equally long, or a number of the style is not finite.
    pub fn vertical(
        x: impl Into<Samples>,
        low: impl Into<Samples>,
        high: impl Into<Samples>,
        style: ErrorBarsStyle,
    ) -> Result<Self> {
        Self::new(true, x.into(), [low.into(), high.into()], style)
    }

    /// Level bars at `y[i]`, from `low[i]` to `high[i]`. Their own frame counts offsets from 0 in both directions.
    ///
    /// # Errors
    /// `Data` when the three are not equally long, or a number of the style is not finite.
    pub fn horizontal(
        y: impl Into<Samples>,
        low: impl Into<Samples>,
        high: impl Into<Samples>,
        style: ErrorBarsStyle,
    ) -> Result<Self> {
        Self::new(false, y.into(), [low.into(), high.into()], style)
    }

    fn new(upright: bool, at: Samples, ends: [Samples; 2], style: ErrorBarsStyle) -> Result<Self> {
        Samples::check_same_len("low ends of error bars", &at, &ends[0])?;
        Samples::check_same_len("high ends of error bars", &at, &ends[1])?;
        for (what, length) in [("width of error bars", style.width_px), ("caps of error bars", style.cap_px)]
        {
            if !length.is_finite() {
                return Err(Error::data(what, "a finite number of logical pixels", length.to_string()));
            }
        }
        let references = [Reference::default(); 2];
        Ok(Self { upright, at, ends, references, style, revision: 0, views: PerView::default() })
    }

    /// Counts the visual's own frame from these values, so that data far from 0 (time stamps) keep every bit.
    #[must_use]
    pub fn with_references(mut self, x: Reference, y: Reference) -> Self {
        self.set_references(x, y);
        self
    }

    /// Counts the visual's own frame from these values from now on.
    pub fn set_references(&mut self, x: Reference, y: Reference) {
        self.references = [x, y];
        self.revision += 1;
    }

    /// How many bars there are, those left out included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.at.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.at.is_empty()
    }

    /// What lies along the bars and across them, of what lies along x and y.
    fn along_across<T: Copy>(&self, [x, y]: [T; 2]) -> [T; 2] {
        if self.upright { [y, x] } else { [x, y] }
    }

    /// A bar in the visual's own frame: place, low and high end; `None` where it is left out.
    fn bar(&self, i: usize) -> Option<[f64; 3]> {
        let [along, across] = self.along_across(self.references);
        let bar = [self.at.offset(i, across), self.ends[0].offset(i, along), self.ends[1].offset(i, along)];
        bar.iter().all(|offset| offset.is_finite()).then_some(bar)
    }

    /// The boxes of a bar and its caps in pixels, as ends along and across it.
    fn parts(&self, maps: AxisMaps<'_>, bar: [f64; 3], scale_factor: f64) -> [Option<[[f64; 2]; 2]>; 3] {
        let [at, low, high] = bar;
        let [across_px, ends_px] = if self.upright {
            [[maps.x(at); 2], [low, high].map(|y| maps.reach(DVec2::new(at, y)).y)]
        } else {
            [[maps.y(at); 2], [low, high].map(|x| maps.reach(DVec2::new(x, at)).x)]
        };
        if across_px[0].is_nan() || ends_px.iter().any(|end| end.is_nan()) {
            return [None; 3];
        }
        let stroke = |center: f64| snapped_stroke(center, self.style.width_px, scale_factor);
        let across = stroke(across_px[0]);
        let [first, last] = [ends_px[0].min(ends_px[1]), ends_px[0].max(ends_px[1])];
        if self.style.cap_px <= self.style.width_px {
            return [Some([[first, last], across]), None, None];
        }
        let [first, last] = [first, last].map(stroke);
        let middle = f64::midpoint(across[0], across[1]);
        let half = (self.style.cap_px * scale_factor / 2.0).round();
        // Where bar and caps would overlap, a transparent colour would show it.
        let cap = |end: [f64; 2]| Some([end, [(middle - half).round(), (middle + half).round()]]);
        let bar = (first[1] < last[0]).then_some([[first[1], last[0]], across]);
        [bar, cap(first), if first == last { None } else { cap(last) }]
    }

    /// All boxes that are seen.
    fn boxes(&self, view: &View) -> Result<Vec<PixelBox>> {
        let Some(maps) = view.axis_maps() else {
            let expected = "a transform that keeps lines parallel to the axes";
            return Err(Error::data("view of error bars", expected, "one that turns or bends them"));
        };
        let corner = DVec2::new(f64::from(view.clip.x), f64::from(view.clip.y));
        // What is far outside is cut off in double precision.
        let low = corner - 2.0;
        let high = corner + DVec2::new(f64::from(view.clip.width), f64::from(view.clip.height)) + 2.0;
        let mut boxes = Vec::new();
        for bar in (0..self.len()).filter_map(|i| self.bar(i)) {
            for [along, across] in self.parts(maps, bar, view.scale_factor).into_iter().flatten() {
                let [x, y] = if self.upright { [across, along] } else { [along, across] };
                let [a, b] = [0, 1].map(|end| DVec2::new(x[end], y[end]).clamp(low, high));
                if a.cmplt(b).all() {
                    boxes.push(PixelBox::upright(a, b));
                }
            }
        }
        Ok(boxes)
    }
}

impl Visual for ErrorBars {
    fn bounds(&self) -> Option<Bounds> {
        let ends = (0..self.len()).filter_map(|i| self.bar(i)).flat_map(|[at, low, high]| {
            [low, high].map(|end| if self.upright { DVec2::new(at, end) } else { DVec2::new(end, at) })
        });
        Bounds::of_points(ends)
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
            prepared.boxes.set(cx, &BoxStyle::filled(self.style.color), self.boxes(cx.view)?)?;
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
        let turned = NotVector { visual: "ErrorBars", reason: "the view turns or bends them" };
        let mut path = Vec::new();
        for PixelBox { center, half_size, .. } in self.boxes(view).map_err(|_turned| turned)? {
            let corner = |x: f64, y: f64| page_from_framebuffer(view, center + half_size * DVec2::new(x, y));
            path.push(PathStep::MoveTo(corner(-1.0, -1.0)));
            path.extend([(1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(|(x, y)| PathStep::LineTo(corner(x, y))));
            path.push(PathStep::Close);
        }
        if !path.is_empty() {
            sink.fill(&path, self.style.color.with_alpha(self.style.color.alpha() * view.opacity));
        }
        Ok(())
    }
}
