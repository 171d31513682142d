//! Long channels while their extremes are still being looked for: what is drawn until then.

use super::Signals;
use crate::coordinate::Reference;
use crate::jobs::{Job, together};
use crate::levels::SignalTree;
use crate::samples::{Access, Samples, Strided};

/// Samples in all from which on they are looked at on other threads, where signals may refine.
pub(super) const MANY: usize = 1 << 22;
/// Samples seen up to which all are looked at, without trees.
pub(super) const PLAIN: usize = 1 << 20;
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
}

impl Signals {
    /// Begins to look at all samples on other threads; some are looked at here.
    pub(super) fn begin_refining(&mut self) {
        let count = self.channels.len();
        let places = if Strided::rows(&self.channels).is_some() { MOST_PLACES } else { PLACES_APART / count };
        let places = places.clamp(LEAST_PLACES, MOST_PLACES);
        // The last place is at the end.
        let step = (self.len() - AT_A_PLACE) as f64 / (places - 1) as f64;
        let start = |place: usize| (place as f64 * step) as usize;
        let advise = |access| self.channels.iter().for_each(|channel| channel.advise(access));
        advise(Access::Scattered);
        let found = together(places, &|place| self.extremes_from(start(place)));
        advise(Access::InOrder);
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
        let job = Job::start(move |control| SignalTree::of_channels(&channels, control));
        self.refining = Some(Refining { job, probe: Box::new(probe), indices });
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
    use std::sync::Arc;

    use super::super::{ChannelStyle, SignalsStyle};
    use super::*;
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
