//! How long painting takes on this machine.

use std::time::{Duration, Instant};

/// What is so short is not learned from: it says more of threads that start than of what they paint.
const SHORT_NS: f64 = 1e5;

/// How many times as long as was reckoned painting takes, learned from what was painted: machines differ by much, and so do
/// their moods.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pace {
    sketch: f64,
    fine: f64,
}

impl Default for Pace {
    fn default() -> Self {
        Self { sketch: 1.0, fine: 1.0 }
    }
}

impl Pace {
    /// That of sketches, or of pictures with more strips.
    pub(super) fn of(self, is_sketch: bool) -> f64 {
        if is_sketch { self.sketch } else { self.fine }
    }

    /// Learns from something that was reckoned to take so many nanoseconds.
    pub(super) fn learn(&mut self, is_sketch: bool, reckoned_ns: f64, took: Duration) {
        if reckoned_ns < SHORT_NS {
            return;
        }
        let pace = if is_sketch { &mut self.sketch } else { &mut self.fine };
        // A frame in which the system was busy elsewhere does not count for more than a slow one.
        let found = (took.as_nanos() as f64 / reckoned_ns).clamp(*pace / 4.0, *pace * 4.0);
        *pace = pace.midpoint(found).clamp(0.1, 100.0);
    }
}

/// A clock that stands still where there is none.
pub(super) struct Watch(Option<Instant>);

impl Watch {
    pub(super) fn start() -> Self {
        // In browsers the standard library has no clock.
        Self((!cfg!(target_family = "wasm")).then(Instant::now))
    }

    /// The time since it was started.
    pub(super) fn took(&self) -> Option<Duration> {
        Some(self.0?.elapsed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_comes_to_what_painting_takes_and_odd_frames_count_little() {
        let mut pace = Pace::default();
        for _ in 0..20 {
            pace.learn(true, 1e6, Duration::from_micros(3000));
        }
        assert!((pace.of(true) - 3.0).abs() < 1e-3 && pace.of(false) == 1.0, "{pace:?}");
        pace.learn(true, 1e6, Duration::from_secs(10));
        assert!(pace.of(true) < 8.0, "{pace:?}");
        pace.learn(true, 1e4, Duration::from_secs(10));
        assert!(pace.of(true) < 8.0, "too short to learn from: {pace:?}");
    }
}
