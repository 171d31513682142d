//! Long channels while their extremes are still being looked for: what is drawn until then.

use super::Signals;
use super::paint::Plan;
use super::reading::Reading;
use crate::coordinate::Reference;
use crate::jobs::{Job, together};
use crate::levels::SignalTree;
use crate::samples::{Access, Samples, Strided};
use crate::view::View;

/// Samples in all from which on they are looked at on other threads, where signals may refine.
pub(super) const MANY: usize = 1 << 22;
/// Samples seen up to which all are looked at, without trees.
const PLAIN: usize = 1 << 20;
/// The same of samples that do not lie beside each other.
const PLAIN_APART: usize = 1 << 18;
/// Places where long channels are looked at before all of their samples were, and samples at each.
const MOST_PLACES: usize = 1024;
const LEAST_PLACES: usize = 32;
const AT_A_PLACE: usize = 4;
/// The same of channels in all whose samples do not lie beside each other's: each is a place of its own in memory or a file.
const PLACES_APART: usize = 1 << 15;

/// What long channels are drawn as while their trees are made: frames do not wait for what is not in memory.
#[derive(Debug)]
pub(super) struct Refining {
    pub(super) job: Job<Option<Vec<SignalTree>>>,
    /// Some of the samples.
    pub(super) probe: Box<Signals>,
    /// Which ones.
    indices: Vec<usize>,
    /// All samples around those that a view shows, where these are few.
    reading: Option<Reading>,
}

impl Refining {
    /// Whether a plan of these signals can be painted from their samples without trees, and without waiting for a file.
    pub(super) fn can_paint(&self, plan: &Plan<'_>) -> bool {
        are_few(plan) && self.reading.as_ref().is_some_and(|reading| reading.has(plan.seen))
    }
}

/// Whether a plan shows so few samples that no trees are needed.
fn are_few(plan: &Plan<'_>) -> bool {
    plan.samples() <= (if plan.is_apart() { PLAIN_APART } else { PLAIN }) as f64
}

impl Signals {
    /// Begins to look at all samples on other threads; some are looked at here.
    pub(super) fn begin_refining(&mut self) {
        let count = self.channels.len();
        let are_rows = count > 1 && Strided::rows(&self.channels).is_some();
        let places = if are_rows { MOST_PLACES } else { PLACES_APART / count };
        let places = places.clamp(LEAST_PLACES, MOST_PLACES);
        // The last place is at the end.
        let step = (self.len() - AT_A_PLACE) as f64 / (places - 1) as f64;
        let start = |place: usize| (place as f64 * step) as usize;
        Strided::advise(&self.channels, Access::Scattered);
        let found = together(places, &|place| self.extremes_from(start(place)));
        // Rows are asked for as they are read.
        Strided::advise(&self.channels, if are_rows { Access::Scattered } else { Access::InOrder });
        let mut probe = Self::empty(self.style, false);
        probe.channels = (0..count)
            .map(|channel| found.iter().flat_map(|place| place[channel]).collect::<Vec<f64>>())
            .map(|values| Strided::from(Samples::from(values)))
            .collect();
        probe.take_ranges();
        self.ranges = probe.ranges.clone();
        self.gaps = vec![false; count];
        let indices = (0..places).flat_map(|place| [start(place), start(place) + AT_A_PLACE - 1]).collect();
        let channels = self.channels.clone();
        let job = Job::start(move |control| {
            let trees = SignalTree::of_channels(&channels, control);
            // Also where nobody wants them any more: others may read the same file.
            Strided::advise(&channels, Access::InOrder);
            trees
        });
        self.refining = Some(Refining { job, probe: Box::new(probe), indices, reading: None });
    }

    /// The extremes of each channel among some samples from `start` on, in their order; NaN where all are gaps.
    fn extremes_from(&self, start: usize) -> Vec<[f64; 2]> {
        let of_channel = |channel: &Strided| {
            let values = (start..start + AT_A_PLACE).map(|index| channel.offset(index, Reference::F64(0.0)));
            let values = values.filter(|value| value.is_finite()).enumerate();
            let ends = values.fold(None, |known: Option<[(usize, f64); 2]>, here| {
                let [low, high] = known.unwrap_or([here; 2]);
                Some([if here.1 < low.1 { here } else { low }, if here.1 > high.1 { here } else { high }])
            });
            ends.map_or(
                [f64::NAN; 2],
                |[low, high]| if low.0 < high.0 { [low.1, high.1] } else { [high.1, low.1] },
            )
        };
        self.channels.iter().map(of_channel).collect()
    }

    /// Lets what is drawn meanwhile look as the channels do.
    pub(super) fn follow_probe(&mut self) {
        let Some(Refining { probe, indices, .. }) = &mut self.refining else { return };
        let x: Vec<f64> = indices.iter().map(|index| self.x.offset(*index, self.x_reference)).collect();
        probe.x = x.into();
        probe.y_reference = self.y_reference;
        probe.style = self.style;
        probe.styles.clone_from(&self.styles);
    }

    /// Takes the trees, if they are complete.
    pub(super) fn poll(&mut self) {
        if self.refining.as_ref().is_some_and(|refining| refining.job.is_ended()) {
            self.settle_trees();
        }
    }

    /// Lets the samples that a view shows be read, where they are few.
    pub(super) fn read_ahead(&mut self, view: &View) {
        if self.refining.is_none() || !self.is_sorted {
            return;
        }
        let plan = Plan::new(self, view).filter(are_few);
        let Some(seen) = plan.map(|plan| plan.seen) else { return };
        let Some(refining) = &mut self.refining else { return };
        match &mut refining.reading {
            Some(reading) if reading.is_of(seen) => {
                if reading.has_news() {
                    self.revision += 1;
                }
            }
            reading => *reading = Some(Reading::start(&self.channels, seen, self.x.len())),
        }
    }

    /// Waits for the trees.
    pub(super) fn settle_trees(&mut self) {
        let Some(refining) = self.refining.take() else { return };
        self.trees = refining.job.wait().flatten().unwrap_or_default();
        self.take_ranges();
        self.changed();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use glam::DVec3;
    use vispy_gloo::{Rect, RenderTarget};

    use super::super::{ChannelStyle, SignalsStyle};
    use super::*;
    use crate::device::Strategy;
    use crate::samples::{SampleSource, Slice};
    use crate::transforms::{ChainTransform, StTransform};
    use crate::visual::{Progress, Visual as _};

    const LEN: usize = 1 << 20;
    const CHANNELS: usize = 6;

    /// Channels that count up to 999 over and over, from a different number on each, with one spike and a gap.
    fn recording() -> Arc<Vec<f32>> {
        let mut values: Vec<f32> =
            (0..LEN * CHANNELS).map(|i| ((i / CHANNELS + 100 * (i % CHANNELS)) % 1000) as f32).collect();
        values[LEN / 2 * CHANNELS + 2] = 5000.0;
        values[..3 * CHANNELS].fill(f32::NAN);
        Arc::new(values)
    }

    /// Some samples of channels whose trees are never made, as a view would show them in 100 pixels.
    fn endless(channels: Vec<Strided>) -> (Signals, impl Fn(std::ops::Range<usize>) -> View) {
        let mut signals =
            Signals::refining(Samples::uniform(0.0, 1.0, LEN), channels, SignalsStyle::default()).unwrap();
        let job = Job::start(|control| {
            while !control.is_cancelled() {
                std::thread::sleep(std::time::Duration::from_millis(1));
            }
            None
        });
        signals.refining.as_mut().unwrap().job = job;
        let view = |samples: std::ops::Range<usize>| {
            let scale = 100.0 / samples.len() as f64;
            let start = DVec3::new(-(samples.start as f64) * scale, 50.0, 0.0);
            let map = StTransform::new(DVec3::new(scale, 1.0, 1.0), start);
            View {
                framebuffer_from_visual: ChainTransform::new([Arc::new(map) as _]),
                clip: Rect::new(0, 0, 100, 100),
                ..View::of_canvas(RenderTarget::canvas(100, 100), 1.0)
            }
        };
        (signals, view)
    }

    #[test]
    fn few_samples_are_drawn_themselves_as_soon_as_they_were_read() {
        let orders = [
            (Strided::interleaved(recording(), CHANNELS).unwrap(), PLAIN_APART),
            (Strided::by_channel(recording(), CHANNELS).unwrap(), PLAIN),
        ];
        for (channels, most) in orders {
            let (mut signals, view) = endless(channels);
            let most = most / CHANNELS;
            let drawn = |signals: &mut Signals, view: &View| {
                let started = std::time::Instant::now();
                loop {
                    signals.read_ahead(view);
                    let len = signals.plan(view, Strategy::Lod).unwrap().signals.len();
                    if len == LEN || started.elapsed().as_secs() >= 20 {
                        return len;
                    }
                    std::thread::yield_now();
                }
            };
            let at = 300_000;
            assert_eq!(drawn(&mut signals, &view(at..at + most - 100)), LEN);
            let revision = signals.revision;
            assert_eq!(drawn(&mut signals, &view(at + 50..at + most + 50)), LEN, "read with the others");
            assert_eq!(signals.revision, revision, "nothing is new");
            let wide = view(at..at + most + 5000);
            signals.read_ahead(&wide);
            let len = signals.plan(&wide, Strategy::Lod).unwrap().signals.len();
            assert_eq!(len, 2 * MOST_PLACES, "more than a few are not waited for");
        }
    }

    /// Numbers that remember how they were to be read.
    #[derive(Debug)]
    struct Advised(Vec<i16>, Mutex<Vec<Access>>);

    impl SampleSource for Advised {
        fn slice(&self) -> Slice<'_> {
            Slice::I16(&self.0)
        }

        fn advise(&self, access: Access) {
            self.1.lock().unwrap().push(access);
        }
    }

    #[test]
    fn only_rows_are_asked_for_piece_by_piece() {
        use Access::{InOrder, Scattered};
        for channels in [1, 2] {
            let source = Arc::new(Advised(vec![1; MANY + 2], Mutex::default()));
            let strided = Strided::interleaved(Arc::clone(&source) as _, channels).unwrap();
            let x = Samples::uniform(0.0, 1.0, (MANY + 2) / channels);
            let mut signals = Signals::refining(x, strided, SignalsStyle::default()).unwrap();
            assert!(signals.is_reading());
            signals.settle();
            let mut told = source.1.lock().unwrap().clone();
            let all = told.len();
            told.retain(|access| matches!(access, InOrder | Scattered));
            let meanwhile = if channels == 1 { InOrder } else { Scattered };
            assert_eq!(told, [Scattered, meanwhile, InOrder], "{channels} channels");
            assert_eq!(all > told.len(), channels == 2, "{channels} channels");
        }
    }

    #[test]
    fn signals_that_refine_become_what_they_would_have_been() {
        let x = || Samples::uniform(0.0, 1.0, LEN);
        let orders = [
            Strided::interleaved(recording(), CHANNELS).unwrap(),
            Strided::by_channel(recording(), CHANNELS).unwrap(),
        ];
        for channels in orders {
            let now = Signals::new(x(), channels.clone(), SignalsStyle::default()).unwrap();
            let mut later = Signals::refining(x(), channels, SignalsStyle::default()).unwrap();
            let style = ChannelStyle { gain: 0.5, ..ChannelStyle::default() };
            later.set_channel_style(3, style).unwrap();
            {
                let Refining { probe, indices, .. } = later.refining.as_ref().unwrap();
                assert_eq!((probe.len(), indices.last()), (2 * MOST_PLACES, Some(&(LEN - 1))));
                assert!(probe.is_sorted && indices.is_sorted());
                assert_eq!((probe.channel_count(), probe.styles[3]), (CHANNELS, style));
                let in_order = (0..probe.len() - 1)
                    .all(|i| probe.x.offset(i, probe.x_reference) < probe.x.offset(i + 1, probe.x_reference));
                assert!(in_order, "samples of a place are apart");
            }
            let some = later.range(4).unwrap();
            assert!(some[0] < 20.0 && some[1] > 980.0, "{some:?}");
            assert!(matches!(later.progress(), Progress::Refining { .. }));
            later.settle();
            let ranges = |signals: &Signals| (0..CHANNELS).map(|c| signals.range(c)).collect::<Vec<_>>();
            assert_eq!(ranges(&later), ranges(&now));
            assert_eq!((later.gaps.clone(), later.is_reading()), (now.gaps.clone(), false));
        }
    }
}
