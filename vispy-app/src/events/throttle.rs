//! Keeps mice that report a thousand times a second from flooding a canvas.

use super::MouseMoveEvent;

/// Keeps the latest pointer move until it is time to deliver it.
///
/// Moves that come faster than once per [`interval_secs`](Self::interval_secs) replace each other, so that
/// a handler sees at most one per frame. VisPy throttles to one per 10 ms.
///
/// Any other event must be preceded by [`take`](Self::take), so that the order is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct MoveThrottle {
    /// Shortest time between two delivered moves. Default: `1/120` s.
    pub interval_secs: f64,
    pending: Option<MouseMoveEvent>,
    last_secs: f64,
}

impl Default for MoveThrottle {
    fn default() -> Self {
        Self { interval_secs: 1.0 / 120.0, pending: None, last_secs: f64::NEG_INFINITY }
    }
}

impl MoveThrottle {
    /// Notes a move; it replaces one that was not delivered yet.
    pub fn push(&mut self, event: MouseMoveEvent) {
        self.pending = Some(event);
    }

    /// When the waiting move is to be delivered, in seconds since the canvas started.
    pub fn next_wakeup_secs(&self) -> Option<f64> {
        self.pending.as_ref().map(|_| self.last_secs + self.interval_secs)
    }

    /// The waiting move, if its time has come.
    pub fn take_due(&mut self, now_secs: f64) -> Option<MouseMoveEvent> {
        if now_secs < self.next_wakeup_secs()? { None } else { self.take(now_secs) }
    }

    /// The waiting move, at once: what else happens comes after it.
    pub fn take(&mut self, now_secs: f64) -> Option<MouseMoveEvent> {
        let event = self.pending.take()?;
        self.last_secs = now_secs;
        Some(event)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time_secs: f64) -> MouseMoveEvent {
        MouseMoveEvent { time_secs, ..MouseMoveEvent::default() }
    }

    #[test]
    fn a_thousand_moves_a_second_become_a_hundred_and_twenty() {
        let mut throttle = MoveThrottle::default();
        let mut delivered = Vec::new();
        for millisecond in 0..1000 {
            let now_secs = f64::from(millisecond) / 1000.0;
            throttle.push(at(now_secs));
            delivered.extend(throttle.take_due(now_secs).map(|event| event.time_secs));
        }
        assert_eq!(delivered.len(), 112, "one per 9 ms, the first tick not before 1/120 s");
        assert_eq!(delivered[..3], [0.0, 0.009, 0.018]);
    }

    #[test]
    fn the_last_move_is_never_lost() {
        let mut throttle = MoveThrottle::default();
        throttle.push(at(0.0));
        assert_eq!(throttle.take_due(0.0), Some(at(0.0)));
        throttle.push(at(0.001));
        throttle.push(at(0.002));
        assert_eq!(throttle.take_due(0.002), None);
        assert_eq!(throttle.next_wakeup_secs(), Some(1.0 / 120.0));
        assert_eq!(throttle.take_due(0.01), Some(at(0.002)));
        assert_eq!(throttle.next_wakeup_secs(), None);
    }

    #[test]
    fn another_event_takes_the_move_out_at_once() {
        let mut throttle = MoveThrottle::default();
        throttle.push(at(0.0));
        throttle.take_due(0.0);
        throttle.push(at(0.001));
        assert_eq!(throttle.take(0.0015), Some(at(0.001)));
    }
}
