//! The area between two signals.

mod emit;

use glam::DVec2;

use crate::areas::{AreaBatch, Rings, Scan, ScanLines};
use crate::color::Color;
use crate::coordinate::Reference;
use crate::device::PerView;
use crate::error::{Error, Result};
use crate::levels::SignalTree;
use crate::samples::Samples;
use crate::vector::{NotVector, VectorSink};
use crate::view::{MadeFor, View};
use crate::visual::{Bounds, DrawContext, Visual};
use emit::Slab;

/// The area between two signals over the same x, such as a band of confidence. It has no counterpart in VisPy;
/// matplotlib calls it `fill_between`.
///
/// Where a sample of x or of either signal is NaN or infinite, there is a gap: set samples to NaN for matplotlib's `where`.
/// Signals that cross are filled on both sides of the crossing. A pixel is coloured by the share of it that is inside.
///
/// Where x never falls and more than two samples a pixel are seen, what is filled of a quarter pixel is the range from the
/// smallest to the largest sample of both signals in it: what a frame costs depends on the pixels, and no extreme is
/// lost. What rises by more than 16 pixels within one is drawn as a step there. Of a band that is thinner than its own noise this fills more than the exact share.
///
/// ```
/// use vispy_visuals::color::Color;
/// use vispy_visuals::samples::Samples;
/// use vispy_visuals::visuals::FillBetween;
///
/// let mean: Vec<f64> = (0..100).map(|i| (f64::from(i) / 10.0).sin()).collect();
/// let x = Samples::uniform(0.0, 0.1, 100);
/// let [low, high] = [-0.2, 0.2].map(|d| mean.iter().map(|y| y + d).collect::<Vec<f64>>());
/// let blue = Color::parse("steelblue")?.with_alpha(0.3);
/// let band = FillBetween::new(x.clone(), low, high, blue)?;
/// let under = FillBetween::to_level(x, mean, 0.0, blue)?;
/// # let _ = (band, under);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "fill_between")]
#[derive(Debug)]
pub struct FillBetween {
    x: Samples,
    y: [Samples; 2],
    x_reference: Reference,
    y_reference: Reference,
    color: Color,
    /// Present where x never falls.
    trees: Option<[SignalTree; 2]>,
    bounds: Option<Bounds>,
    revision: u64,
    views: PerView<Prepared>,
}

#[derive(Debug)]
struct Prepared {
    fill: AreaBatch,
    scan: Scan,
    made_for: MadeFor,
}

impl FillBetween {
    /// The area between `(x[i], y1[i])` and `(x[i], y2[i])`, in either order. Its own frame counts offsets from 0 in both
    /// directions; [`with_references`](Self::with_references) sets others.
    ///
    /// # Errors
    /// `Data` when the three are not equally long.
    pub fn new(
        x: impl Into<Samples>,
        y1: impl Into<Samples>,
        y2: impl Into<Samples>,
        color: Color,
    ) -> Result<Self> {
        let mut area = Self {
            x: Samples::uniform(0.0, 1.0, 0),
            y: [Samples::uniform(0.0, 0.0, 0), Samples::uniform(0.0, 0.0, 0)],
            x_reference: Reference::F64(0.0),
            y_reference: Reference::F64(0.0),
            color,
            trees: None,
            bounds: None,
            revision: 0,
            views: PerView::default(),
        };
        area.set_data(x, y1, y2)?;
        Ok(area)
    }

    /// The area between a signal and a level, such as 0.
    ///
    /// # Errors
    /// `Data` when x and y are not equally long, or the level is not finite.
    pub fn to_level(x: impl Into<Samples>, y: impl Into<Samples>, level: f64, color: Color) -> Result<Self> {
        if !level.is_finite() {
            return Err(Error::data("level of a filled area", "a finite number", level.to_string()));
        }
        let y = y.into();
        let levels = Samples::uniform(level, 0.0, y.len());
        Self::new(x, y, levels, color)
    }

    /// Counts the visual's own frame from these values, so that data far from 0 (time stamps) keep every bit.
    #[must_use]
    pub fn with_references(mut self, x: Reference, y: Reference) -> Self {
        self.set_references(x, y);
        self
    }

    /// Counts the visual's own frame from these values from now on.
    pub fn set_references(&mut self, x: Reference, y: Reference) {
        self.x_reference = x;
        self.y_reference = y;
        self.bounds = self.find_bounds();
        self.revision += 1;
    }

    /// Replaces the samples.
    ///
    /// # Errors
    /// `Data` when the three are not equally long; the area stays as it was then.
    pub fn set_data(
        &mut self,
        x: impl Into<Samples>,
        y1: impl Into<Samples>,
        y2: impl Into<Samples>,
    ) -> Result<()> {
        let (x, y1, y2) = (x.into(), y1.into(), y2.into());
        Samples::check_same_len("first side of a filled area", &x, &y1)?;
        Samples::check_same_len("second side of a filled area", &x, &y2)?;
        self.trees = x.is_sorted().then(|| [SignalTree::new(&y1), SignalTree::new(&y2)]);
        (self.x, self.y) = (x, [y1, y2]);
        self.bounds = self.find_bounds();
        self.revision += 1;
        Ok(())
    }

    /// Its colour.
    #[must_use]
    pub fn color(&self) -> Color {
        self.color
    }

    /// Changes its colour.
    pub fn set_color(&mut self, color: Color) {
        if self.color != color {
            self.color = color;
            self.revision += 1;
        }
    }

    /// How many samples it has, gaps included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.x.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn find_bounds(&self) -> Option<Bounds> {
        let x = self.x.range(self.x_reference)?;
        let sides = [0, 1].into_iter().filter_map(|side| self.y_range(side, 0..self.len()));
        let y = sides.reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1])])?;
        Some(Bounds { min: DVec2::new(x[0], y[0]), max: DVec2::new(x[1], y[1]) })
    }
}

impl Visual for FillBetween {
    fn bounds(&self) -> Option<Bounds> {
        self.bounds
    }

    fn prepare(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        let mut views = std::mem::take(&mut self.views);
        let prepared = views.get_or_try_insert(cx.view.id, || {
            let fill = AreaBatch::new(cx)?;
            Ok(Prepared { fill, scan: Scan::default(), made_for: MadeFor::default() })
        });
        let result = prepared.map(|Prepared { fill, scan, made_for }| {
            if !made_for.is(cx.view, self.revision) {
                scan.begin(cx.view.clip.intersection(cx.view.target.rect()), ScanLines::Columns);
                if self.color.alpha() > 0.0 {
                    self.emit(cx.view, &mut |slab| slab.add_to(scan));
                }
                fill.set(cx, self.color, scan.boxes());
                made_for.set(cx.view, self.revision);
            }
        });
        self.views = views;
        result
    }

    fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.views.get_mut(cx.view.id).map_or(Ok(()), |prepared| prepared.fill.draw(cx))
    }

    fn vector(&self, view: &View, sink: &mut dyn VectorSink) -> Result<(), NotVector> {
        let (mut rings, mut run) = (Rings::default(), Vec::<Slab>::new());
        let mut end_run = |run: &mut Vec<Slab>| {
            rings.push(Slab::outline(run));
            run.clear();
        };
        self.emit(view, &mut |slab| {
            if run.last().is_some_and(|last| !last.leads_to(&slab)) {
                end_run(&mut run);
            }
            run.push(slab);
        });
        end_run(&mut run);
        let path = rings.path(view, 16.0);
        if !path.is_empty() {
            sink.fill(&path, self.color.with_alpha(self.color.alpha() * view.opacity));
        }
        Ok(())
    }
}
