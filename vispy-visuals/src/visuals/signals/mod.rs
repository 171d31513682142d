//! Many signals in one visual.
//!
//! Each channel is cut into strips between places that are the same for all channels, 128 to a pixel, and of each strip
//! the smallest and the largest row are found: from the samples, from where the channel passes the cuts, and, where a
//! strip has more than 64 samples, from the nodes of a [tree](crate::levels::SignalTree). What a channel covers of a pixel is
//! computed from the strips around it (see [`coverage`]), and all channels are composited in their order, in real
//! arithmetic, tile by tile of 32 columns, on all cores. What comes out is one picture of what is seen, drawn as one
//! rectangle: a frame costs columns, channels and covered pixels, and no vertex.
//!
//! A strip is a stroke in its middle, so that 128 of them to a pixel are off by 1/256 of a pixel at most: 1/255 of a pixel's
//! coverage. Where so many would take longer than a frame, a view is first painted with fewer (2 at least, none of which
//! loses an extreme), and then, while it stays the same, tile by tile with 128; until then the signals are
//! [`Refining`](crate::Progress::Refining). How long a machine takes is learned from what it has painted (see [`pace`]).
//! Pictures of up to 8 strips have a path of their own, in single precision (see [`sketch`]).
//!
//! Where more than 200 000 interleaved samples fall into a column of pixels, a picture at rest has strips as wide as nodes, 64
//! samples: each comes from a place of its own in memory, and a view would take seconds to settle. No extreme is missing, and
//! an edge is off by half a strip at most.
//!
//! Until all samples of long channels were looked at, the extremes at some places stand for them (see [`refining`]), and where few
//! samples are seen these themselves, as soon as they were read (see [`reading`]): no frame waits for a file that is not in memory.
//!
//! Hardware drivers get the same picture: what it costs to make does not depend on the driver.

mod channels;
mod coverage;
mod draw;
mod few;
mod grid;
mod layer;
mod nearest;
mod pace;
mod paint;
mod plain;
mod reading;
mod refining;
mod sketch;
mod strips;
mod style;

pub use nearest::NearestSignal;
pub use style::{ChannelStyle, SignalsStyle};

use glam::DVec2;

use crate::coordinate::Reference;
use crate::device::{PerView, Strategy};
use crate::error::{Error, Result};
use crate::levels::SignalTree;
use crate::samples::{Samples, Strided};
use crate::vector::{NotVector, VectorSink};
use crate::view::View;
use crate::visual::{Bounds, DrawContext, Progress, Visual};

/// A view that was not prepared when so many others were, one after the other, is not seen any more.
const VIEWS_AT_ONCE: u64 = 64;

/// Many signals over the same x: channels of a recording, offset or overlaid, each with its colour, in one visual and one
/// draw.
///
/// A channel is drawn as a [`Line`](super::Line) with round joins and caps through `offset + gain * sample` would be, to
/// 2/255; a sample that is NaN or infinite is a gap; later channels are drawn over earlier ones. What a frame costs depends on the
/// pixels, not on the samples: see the docs of the module for how, and for what is drawn while a view moves.
///
/// Where x falls, in views that do not keep x and y apart, on logarithmic y axes and by [`Strategy::Brute`] channels are drawn
/// as lines.
///
/// ```
/// use std::sync::Arc;
/// use vispy_visuals::samples::{Samples, Strided};
/// use vispy_visuals::visuals::{ChannelStyle, Signals, SignalsStyle};
///
/// // Four interleaved channels with 1000 samples a second, stacked; x in seconds.
/// let recording = Arc::new(vec![0_i16; 4 * 1000]);
/// let channels = Strided::interleaved(recording, 4)?;
/// let mut signals = Signals::new(Samples::uniform(0.0, 1e-3, 1000), channels, SignalsStyle::default())?;
/// for channel in 0..4 {
///     let style = ChannelStyle { offset: channel as f64, gain: 1.0 / 32_768.0, ..ChannelStyle::default() };
///     signals.set_channel_style(channel, style)?;
/// }
/// assert_eq!((signals.channel_count(), signals.len()), (4, 1000));
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[derive(Debug)]
pub struct Signals {
    x: Samples,
    x_reference: Reference,
    y_reference: Reference,
    channels: Vec<Strided>,
    styles: Vec<ChannelStyle>,
    style: SignalsStyle,
    is_sorted: bool,
    /// The extremes of the samples of each channel; empty where there are few samples, and as long as they are looked for.
    trees: Vec<SignalTree>,
    /// The smallest and the largest sample of each channel that is finite.
    ranges: Vec<Option<[f64; 2]>>,
    /// Whether each channel has gaps, as far as is known.
    gaps: Vec<bool>,
    refining: Option<refining::Refining>,
    refines: bool,
    /// Samples that the trees are of, also after they were let go of.
    known: usize,
    /// Counts views that were prepared.
    prepared: u64,
    /// Whether frames take the time for a picture of all samples.
    is_patient: bool,
    bounds: Option<Bounds>,
    revision: u64,
    views: PerView<draw::Prepared>,
    plain: Option<plain::Plain>,
}

impl Signals {
    /// Signals over the same x. Their own frame counts offsets from 0 in both directions;
    /// [`set_references`](Self::set_references) sets others.
    ///
    /// # Errors
    /// `Data` when a channel and x are not equally long, or the width is not finite.
    pub fn new(x: impl Into<Samples>, channels: Vec<Strided>, style: SignalsStyle) -> Result<Self> {
        Self::make(x.into(), channels, style, false)
    }

    /// The same, but of many samples (some four million in all) those of long channels are looked at on other threads:
    /// until they were, it is [`Refining`](Progress::Refining), and where more are seen only some of them are drawn, which are
    /// looked at here.
    ///
    /// # Errors
    /// As for [`new`](Self::new).
    pub fn refining(x: impl Into<Samples>, channels: Vec<Strided>, style: SignalsStyle) -> Result<Self> {
        Self::make(x.into(), channels, style, true)
    }

    fn make(x: Samples, channels: Vec<Strided>, style: SignalsStyle, refines: bool) -> Result<Self> {
        style.check()?;
        let mut signals = Self::empty(style, refines);
        signals.set_data(x, channels)?;
        Ok(signals)
    }

    fn empty(style: SignalsStyle, refines: bool) -> Self {
        Self {
            x: Samples::uniform(0.0, 1.0, 0),
            x_reference: Reference::F64(0.0),
            y_reference: Reference::F64(0.0),
            channels: Vec::new(),
            styles: Vec::new(),
            style,
            is_sorted: true,
            trees: Vec::new(),
            ranges: Vec::new(),
            gaps: Vec::new(),
            refining: None,
            refines,
            known: 0,
            prepared: 0,
            is_patient: false,
            bounds: None,
            revision: 0,
            views: PerView::default(),
            plain: None,
        }
    }

    /// Replaces the samples. Channels keep how they look; new ones look as channels do by default.
    ///
    /// # Errors
    /// `Data` when a channel and x are not equally long; the signals stay as they were then.
    pub fn set_data(&mut self, x: impl Into<Samples>, channels: Vec<Strided>) -> Result<()> {
        self.take_data(x.into(), channels)?;
        self.is_sorted = self.x.is_sorted();
        self.find_trees();
        self.changed();
        Ok(())
    }

    /// Replaces the samples by ones of which most are known: of each channel the first `dropped` are gone, those that
    /// were left come first and are what they were, new ones follow. Costs what is new, as long as x never falls.
    ///
    /// # Errors
    /// `Data` when a channel and x are not equally long, or there are more or fewer channels than before; the signals stay
    /// as they were then.
    pub fn extend_data(
        &mut self,
        x: impl Into<Samples>,
        channels: Vec<Strided>,
        dropped: usize,
    ) -> Result<()> {
        if channels.len() != self.channels.len() {
            let expected = format!("as many as before ({})", self.channels.len());
            return Err(Error::data("channels of signals", &expected, channels.len().to_string()));
        }
        self.settle_trees();
        let known = self.known.saturating_sub(dropped);
        self.take_data(x.into(), channels)?;
        self.is_sorted = self.is_sorted && self.x.is_sorted_from(known.saturating_sub(1));
        self.extend_trees(dropped);
        self.changed();
        Ok(())
    }

    fn take_data(&mut self, x: Samples, channels: Vec<Strided>) -> Result<()> {
        if let Some(channel) = channels.iter().find(|channel| channel.len() != x.len()) {
            let expected = format!("as many samples as x ({})", x.len());
            return Err(Error::data("channel of signals", &expected, channel.len().to_string()));
        }
        self.styles.resize_with(channels.len(), ChannelStyle::default);
        (self.x, self.channels) = (x, channels);
        Ok(())
    }

    /// Lets go of the samples, so that who lent them can change them in place, and remembers what is known of them for
    /// [`extend_data`](Self::extend_data). Until then there are none.
    pub fn release_data(&mut self) {
        self.settle_trees();
        self.x = Samples::uniform(0.0, 1.0, 0);
        for channel in &mut self.channels {
            *channel = Strided::empty();
        }
        self.plain = None;
        self.bounds = None;
        self.revision += 1;
    }

    /// Counts the signals' own frame from these values from now on.
    pub fn set_references(&mut self, x: Reference, y: Reference) {
        (self.x_reference, self.y_reference) = (x, y);
        self.changed();
    }

    /// How many channels there are.
    #[must_use]
    pub fn channel_count(&self) -> usize {
        self.channels.len()
    }

    /// How many samples each channel has, gaps included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.x.len()
    }

    /// Whether there is nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.channels.is_empty() || self.x.is_empty()
    }

    /// How a channel looks; `None` where there is no such channel.
    #[must_use]
    pub fn channel_style(&self, channel: usize) -> Option<ChannelStyle> {
        self.styles.get(channel).copied()
    }

    /// Changes how a channel looks.
    ///
    /// # Errors
    /// `Data` when there is no such channel, or offset or gain are not finite.
    pub fn set_channel_style(&mut self, channel: usize, style: ChannelStyle) -> Result<()> {
        style.check()?;
        let count = self.channel_count();
        let Some(known) = self.styles.get_mut(channel) else {
            let expected = format!("one of the {count} channels");
            return Err(Error::data("number of a channel", &expected, channel.to_string()));
        };
        if *known != style {
            *known = style;
            self.changed();
        }
        Ok(())
    }

    /// Changes how all channels look, by their number.
    ///
    /// # Errors
    /// `Data` when an offset or a gain is not finite; all look as before then.
    pub fn set_channel_styles(&mut self, style: impl Fn(usize) -> ChannelStyle) -> Result<()> {
        let styles: Vec<_> = (0..self.channel_count()).map(style).collect();
        styles.iter().try_for_each(|style| style.check())?;
        if self.styles != styles {
            self.styles = styles;
            self.changed();
        }
        Ok(())
    }

    /// How all channels look.
    #[must_use]
    pub fn style(&self) -> SignalsStyle {
        self.style
    }

    /// Changes how all channels look.
    ///
    /// # Errors
    /// `Data` when the width is not finite; they look as before then.
    pub fn set_style(&mut self, style: SignalsStyle) -> Result<()> {
        style.check()?;
        if self.style != style {
            self.style = style;
            self.changed();
        }
        Ok(())
    }

    /// The smallest and the largest finite sample of a channel; of some samples, while the signals
    /// [refine](Self::refining). `None` when there is none.
    #[must_use]
    pub fn range(&self, channel: usize) -> Option<[f64; 2]> {
        *self.ranges.get(channel)?
    }

    /// Sample `index` of a channel; NaN where there is none.
    #[must_use]
    pub fn sample(&self, channel: usize, index: usize) -> f64 {
        self.channels.get(channel).map_or(f64::NAN, |channel| channel.offset(index, Reference::F64(0.0)))
    }

    /// Whether the samples of long channels are still being looked at.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        self.refining.is_some()
    }

    /// Waits until all samples were looked at, and takes the time for a picture of all of them in every frame from now on.
    pub fn settle(&mut self) {
        self.settle_trees();
        self.is_patient = true;
    }

    /// The range of a channel, if all its samples were looked at.
    fn known_range(&self, channel: usize) -> Option<[f64; 2]> {
        self.range(channel).filter(|_| self.refining.is_none())
    }

    fn is_even(&self) -> bool {
        matches!(self.x, Samples::Uniform { .. } | Samples::UniformI64 { .. })
    }

    /// What is to be painted in a view; `None` where channels are drawn as lines.
    fn plan<'a>(&'a self, view: &'a View, strategy: Strategy) -> Option<paint::Plan<'a>> {
        if strategy == Strategy::Brute || !self.is_sorted {
            return None;
        }
        let plan = paint::Plan::new(self, view)?;
        match &self.refining {
            Some(refining) if !refining.can_paint(&plan) => paint::Plan::new(&refining.probe, view),
            _ => Some(plan),
        }
    }

    fn is_seen(&self) -> bool {
        self.style.width_px > 0.0 && !self.is_empty()
    }

    fn changed(&mut self) {
        self.follow_probe();
        self.bounds = self.find_bounds();
        self.plain = None;
        self.revision += 1;
    }

    fn find_bounds(&self) -> Option<Bounds> {
        let x = self.x.range(self.x_reference)?;
        let seen = self.styles.iter().zip(&self.ranges).filter(|(style, _)| style.visible);
        let y = seen.filter_map(|(style, range)| Some(style.place((*range)?)));
        let y = y.reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1])])?;
        let y = y.map(|y| self.y_reference.offset_of_f64(y));
        Some(Bounds { min: DVec2::new(x[0], y[0]), max: DVec2::new(x[1], y[1]) })
    }
}

impl Visual for Signals {
    fn bounds(&self) -> Option<Bounds> {
        self.bounds
    }

    fn progress(&self) -> Progress {
        if let Some(refining) = &self.refining {
            return Progress::Refining { what: "reading long signals", fraction: refining.job.fraction() };
        }
        let is_seen = |prepared: &&draw::Prepared| prepared.at + VIEWS_AT_ONCE > self.prepared;
        let fraction = self.views.iter().filter(is_seen).map(draw::Prepared::fraction).fold(1.0, f32::min);
        if fraction < 1.0 {
            return Progress::Refining { what: "drawing many signals", fraction };
        }
        Progress::Settled
    }

    fn prepare(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.poll();
        if cx.device.strategy() == Strategy::Lod {
            self.read_ahead(cx.view);
        }
        self.prepared += 1;
        let mut views = std::mem::take(&mut self.views);
        let result =
            views.get_or_try_insert(cx.view.id, || Ok(draw::Prepared::default())).and_then(|prepared| {
                prepared.at = self.prepared;
                if !self.is_seen() {
                    prepared.forget();
                    return Ok(());
                }
                let view = cx.view;
                match self.plan(view, cx.device.strategy()) {
                    Some(plan) => prepared.update(self, &plan, cx),
                    None => {
                        prepared.forget();
                        self.prepare_plain(cx)
                    }
                }
            });
        self.views = views;
        result
    }

    fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        if !self.is_seen() {
            return Ok(());
        }
        if self.plan(cx.view, cx.device.strategy()).is_none() {
            return self.draw_plain(cx);
        }
        self.views.get_mut(cx.view.id).map_or(Ok(()), |prepared| prepared.draw(cx))
    }

    fn vector(&self, view: &View, sink: &mut dyn VectorSink) -> Result<(), NotVector> {
        self.write_plain(view, sink)
    }
}
