//! Samples of long channels that a view shows before the trees are there, read off the frame.

use std::time::Duration;

use crate::jobs::{Job, together};
use crate::samples::Strided;

/// How long a frame waits for samples: those of a file that is in memory are there by then.
const PATIENCE: Duration = Duration::from_millis(4);
/// Parts of samples that are read at once.
const PARTS: usize = 32;

/// The samples around those of the view that asked last.
#[derive(Debug)]
pub(super) struct Reading {
    samples: [usize; 2],
    job: Job<()>,
    is_told: bool,
}

impl Reading {
    /// Reads some samples of all channels, and as many on either side: a view that moves will show them next.
    pub(super) fn start(channels: &[Strided], [start, end]: [usize; 2], len: usize) -> Self {
        let beside = (end - start).max(1);
        let samples = [start.saturating_sub(beside), end.saturating_add(beside).min(len)];
        let whole = Strided::all_of(channels).map(|whole| (whole, channels.len()));
        // Numbers that lie one after the other are read in parts; others channel by channel.
        let channels = if whole.is_some() { Vec::new() } else { channels.to_vec() };
        let job = Job::start(move |control| {
            let [start, end] = samples;
            let part = |index: usize| match &whole {
                _ if control.is_cancelled() => {}
                Some((whole, count)) => {
                    let at = |index: usize| (start + (end - start) * index / PARTS) * count;
                    whole.touch(at(index)..at(index + 1));
                }
                None => channels[index].touch(start..end),
            };
            together(if whole.is_some() { PARTS } else { channels.len() }, &part);
        });
        let is_told = job.ends_within(PATIENCE);
        Self { samples, job, is_told }
    }

    /// Whether these samples are among those that are being read, or were.
    pub(super) fn is_of(&self, samples: [usize; 2]) -> bool {
        self.samples[0] <= samples[0] && samples[1] <= self.samples[1]
    }

    /// Whether these samples were read, as far as was told.
    pub(super) fn has(&self, samples: [usize; 2]) -> bool {
        self.is_told && self.is_of(samples)
    }

    /// Whether they were read since it was told.
    pub(super) fn has_news(&mut self) -> bool {
        let is_new = !self.is_told && self.job.is_ended();
        self.is_told |= is_new;
        is_new
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn what_is_beside_is_read_too_and_nothing_else() {
        let channels = Strided::interleaved(Arc::new(vec![0_i16; 3000]), 3).unwrap();
        let mut reading = Reading::start(&channels, [100, 300], 1000);
        while !reading.has([100, 300]) {
            reading.has_news();
        }
        assert!(reading.has([0, 500]) && !reading.has([0, 501]));
        assert!(!reading.has_news(), "it is known");
        let last = Reading::start(&channels, [990, 1000], 1000);
        assert!(last.is_of([980, 1000]) && !last.is_of([979, 1000]));
    }
}
