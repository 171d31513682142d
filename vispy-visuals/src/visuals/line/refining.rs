//! Long lines while their extremes are still being looked for: what is drawn until then.

use std::ops::Range;

use super::{Dash, Line};
use crate::jobs::{Job, together};
use crate::levels::SignalTree;
use crate::samples::{Access, Samples};
use crate::vector::{Cap, Join};
use crate::view::View;
use crate::visual::Progress;

/// Samples from which on a line that may refine does.
pub(super) const LONG: usize = 1 << 22;
/// Samples seen up to which all are looked at, without a tree.
const PLAIN: usize = 1 << 20;
/// The same of a line that is drawn in the order of its samples, which wants a tree sooner.
const PLAIN_IN_ORDER: usize = 1 << 12;
/// Places where a long signal is looked at before all of it was.
const PLACES: usize = 2048;
/// Samples at such a place.
const AT_A_PLACE: usize = 64;

/// What a long line is drawn as while its tree is made.
#[derive(Debug)]
pub(super) struct Refining {
    job: Job<Option<SignalTree>>,
    /// Some of the samples.
    probe: Box<Line>,
    /// Which ones.
    indices: Vec<usize>,
}

/// Indices of some samples of a long signal, in order: the extremes of some at evenly spaced places.
fn some_samples(samples: &Samples) -> Vec<usize> {
    let len = samples.len();
    let places = PLACES.min(len / AT_A_PLACE);
    // The last place is at the end. A signal of 2^53 samples is beyond any memory.
    let start = |place: usize| {
        (place as f64 / (places - 1).max(1) as f64 * len.saturating_sub(AT_A_PLACE) as f64) as usize
    };
    samples.advise(Access::Scattered);
    let found = together(places, &|place| extremes_of(samples, start(place)..start(place) + AT_A_PLACE));
    samples.advise(Access::InOrder);
    let mut indices = Vec::with_capacity(2 * places + 2);
    indices.extend((len > 0).then_some(0));
    indices.extend(found.into_iter().flatten().flat_map(|[low, high]| [low.min(high), low.max(high)]));
    indices.extend(len.checked_sub(1));
    indices.sort_unstable();
    indices.dedup();
    indices
}

fn extremes_of(samples: &Samples, range: Range<usize>) -> Option<[usize; 2]> {
    let reference = samples.reference_at(range.start);
    let mut offsets = [0.0; AT_A_PLACE];
    samples.read_offsets(range.start, reference, &mut offsets);
    let finite = || (0..AT_A_PLACE).filter(|at| offsets[*at].is_finite());
    let low = finite().min_by(|a, b| offsets[*a].total_cmp(&offsets[*b]))?;
    let high = finite().max_by(|a, b| offsets[*a].total_cmp(&offsets[*b]))?;
    Some([low, high].map(|at| range.start + at))
}

impl Line {
    /// Whether the extremes of a long signal are still being looked for, so that [`extremes`](Self::extremes) and the bounds
    /// are those of some samples.
    #[must_use]
    pub fn is_refining(&self) -> bool {
        self.refining.is_some()
    }

    /// Indices of the smallest and the largest of some samples of a long signal; `None` of one that is not long, and where
    /// they are all gaps.
    #[must_use]
    pub fn extremes_of_some(samples: &Samples) -> Option<[usize; 2]> {
        if samples.len() <= LONG || !matches!(samples, Samples::Source(_)) {
            return None;
        }
        let indices = some_samples(samples);
        let reference = samples.reference_at(0);
        let offset = |index: &usize| samples.offset(*index, reference);
        let finite = || indices.iter().filter(|index| offset(index).is_finite());
        let low = finite().min_by(|a, b| offset(a).total_cmp(&offset(b)))?;
        let high = finite().max_by(|a, b| offset(a).total_cmp(&offset(b)))?;
        Some([*low, *high])
    }

    /// Waits until all samples of a long signal were looked at.
    pub fn settle(&mut self) {
        if let Some(refining) = self.refining.take() {
            self.take_tree(refining.job);
        }
    }

    /// Starts to look at all samples on another thread, if there are many.
    pub(super) fn begin_refining(&mut self) {
        self.refining = None;
        if !self.refines || !self.is_sorted || self.len() <= LONG || !matches!(self.y, Samples::Source(_)) {
            return;
        }
        let indices = some_samples(&self.y);
        let probe = Box::new(self.probe(&indices));
        let samples = self.y.clone();
        let job = Job::start(move |control| SignalTree::kept(&samples, control));
        self.refining = Some(Refining { job, probe, indices });
    }

    /// The line through some of the points.
    fn probe(&self, indices: &[usize]) -> Self {
        let offsets = |samples: &Samples, reference| {
            indices.iter().map(|index| samples.offset(*index, reference)).collect::<Vec<f64>>()
        };
        let x = offsets(&self.x, self.x_reference);
        let y = offsets(&self.y, self.y_reference);
        Self::of_samples(x.into(), y.into(), self.style)
    }

    /// Makes the probe anew, after the references or the style changed.
    pub(super) fn follow_probe(&mut self) {
        if let Some(refining) = self.refining.take() {
            let probe = Box::new(self.probe(&refining.indices));
            self.refining = Some(Refining { probe, ..refining });
        }
    }

    /// Takes the tree, if it is complete.
    pub(super) fn poll(&mut self) {
        if let Some(refining) = self.refining.take_if(|refining| refining.job.is_ended()) {
            self.take_tree(refining.job);
        }
    }

    fn take_tree(&mut self, job: Job<Option<SignalTree>>) {
        // Without one it is made as it is needed.
        if let Some(tree) = job.wait().flatten() {
            let _ = self.tree.set(tree);
        }
        self.bounds = self.find_bounds();
        self.revision += 1;
    }

    /// What is drawn in a view: all samples, or only some while it takes too long to look at all that are seen.
    pub(super) fn drawn_in(&self, view: &View) -> &Self {
        let Some(refining) = &self.refining else { return self };
        let maps = view.axis_maps().filter(|maps| maps.signs().x != 0.0);
        let seen = maps.map_or(self.len(), |map| {
            let clip = view.clip;
            let edges =
                [f64::from(clip.x), f64::from(clip.x) + f64::from(clip.width)].map(|px| map.imap_x(px));
            let at = |offset| self.x.partition_point(offset, self.x_reference);
            at(edges[0].max(edges[1])).saturating_sub(at(edges[0].min(edges[1])))
        });
        let is_round = self.style.join == Join::Round && self.style.cap == Cap::Round;
        let in_pieces = is_round && self.style.dash == Dash::Solid && self.point_styles.is_none();
        if seen > if in_pieces { PLAIN } else { PLAIN_IN_ORDER } { &refining.probe } else { self }
    }

    /// Whether there is no tree yet for so many samples.
    pub(super) fn lacks_tree(&self) -> bool {
        self.refining.is_some()
    }

    /// Indices of the smallest and the largest of the samples that were looked at.
    pub(super) fn some_extremes(&self) -> Option<[usize; 2]> {
        let refining = self.refining.as_ref()?;
        Some(refining.probe.y.extremes()?.map(|at| refining.indices[at]))
    }

    pub(super) fn refining_progress(&self) -> Progress {
        self.refining.as_ref().map_or(Progress::Settled, |refining| Progress::Refining {
            what: "reading a long signal",
            fraction: refining.job.fraction(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::LineStyle;
    use super::*;
    use crate::visual::Visual as _;

    fn long() -> Vec<i16> {
        let mut values: Vec<i16> = (0..LONG + 1000).map(|i| (i % 1000) as i16).collect();
        values[LONG / 2 + 7] = i16::MAX;
        values
    }

    #[test]
    fn a_line_that_refines_becomes_what_it_would_have_been() {
        let x = || Samples::uniform(0.0, 1.0, LONG + 1000);
        let now = Line::new(x(), long(), LineStyle::default()).unwrap();
        assert!(!now.is_refining());
        let mut later = Line::refining(x(), long(), LineStyle::default()).unwrap();
        assert!(later.is_refining(), "nobody has looked whether it is done");
        let some = later.extremes().unwrap();
        assert_eq!(some[0], [0, LONG + 999]);
        assert!(later.bounds().is_some_and(|bounds| bounds.max.y <= 32_767.0 && bounds.max.y >= 900.0));
        later.settle();
        assert_eq!((later.extremes(), later.bounds()), (now.extremes(), now.bounds()));
        assert_eq!(later.extremes().unwrap()[1][1], LONG / 2 + 7);
        assert_eq!(later.progress(), Progress::Settled);
    }

    #[test]
    fn short_lines_have_nothing_to_refine() {
        let line = Line::refining(Samples::uniform(0.0, 1.0, 3), vec![1.0_f32; 3], LineStyle::default());
        assert!(!line.unwrap().is_refining());
    }

    #[test]
    fn some_samples_are_in_order_and_hold_the_ends() {
        let mut values = vec![0.0_f32; 100_000];
        values[10_000..40_000].fill(f32::NAN);
        let indices = some_samples(&values.clone().into());
        assert!(indices.is_sorted() && indices[0] == 0 && indices.last() == Some(&99_999));
        assert!(indices.len() > 2000, "{}", indices.len());
        assert!(indices.iter().all(|index| values[*index].is_finite()));
        assert_eq!(some_samples(&Vec::<f32>::new().into()), [0; 0]);
    }
}
