//! Measures how many frames a canvas draws per second.

use std::collections::VecDeque;

/// Frames per second over a sliding window.
///
/// ```
/// use vispy_app::FrameRate;
///
/// let mut rate = FrameRate::new(1.0);
/// for frame in 0..=30 {
///     rate.frame(f64::from(frame) / 30.0);
/// }
/// assert_eq!(rate.fps().map(f64::round), Some(30.0));
/// ```
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "measure_fps")]
pub struct FrameRate {
    window_secs: f64,
    frames_secs: VecDeque<f64>,
}

impl Default for FrameRate {
    /// A window of one second.
    fn default() -> Self {
        Self::new(1.0)
    }
}

impl FrameRate {
    /// Averages over the last `window_secs`.
    pub fn new(window_secs: f64) -> Self {
        Self { window_secs, frames_secs: VecDeque::new() }
    }

    /// Notes that a frame was drawn at `now_secs`, in seconds since the canvas started.
    pub fn frame(&mut self, now_secs: f64) {
        self.frames_secs.push_back(now_secs);
        // Two frames stay whatever their age, so that a canvas slower than the window has a rate too.
        while self.frames_secs.len() > 2
            && self.frames_secs.front().is_some_and(|&first| now_secs - first > self.window_secs)
        {
            self.frames_secs.pop_front();
        }
    }

    /// The mean number of frames per second, or `None` before the second frame.
    pub fn fps(&self) -> Option<f64> {
        let span_secs = self.frames_secs.back()? - self.frames_secs.front()?;
        (span_secs > 0.0).then(|| (self.frames_secs.len() - 1) as f64 / span_secs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_frames_leave_the_window() {
        let mut rate = FrameRate::new(1.0);
        for frame in 0..100 {
            rate.frame(f64::from(frame) * 0.125);
        }
        assert_eq!(rate.fps(), Some(8.0));
        for frame in 0..200 {
            rate.frame(20.0 + f64::from(frame) * 0.0625);
        }
        assert_eq!(rate.fps(), Some(16.0));
        assert!(rate.frames_secs.len() <= 18, "{}", rate.frames_secs.len());
    }

    #[test]
    fn slower_than_the_window_still_has_a_rate() {
        let mut rate = FrameRate::new(1.0);
        assert_eq!(rate.fps(), None);
        rate.frame(0.0);
        assert_eq!(rate.fps(), None);
        rate.frame(4.0);
        assert_eq!(rate.fps(), Some(0.25));
    }
}
