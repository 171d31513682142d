//! Timers that a canvas asks about, rather than threads that call it.

/// Fires at regular times; the canvas asks it whether it is due.
///
/// A timer starts nothing by itself: a handler keeps it, returns [`next_due_secs`](Self::next_due_secs)
/// from `next_wakeup_secs`, and asks [`due`](Self::due) in `tick`. Times are seconds since the
/// canvas started. Firings that were missed, because a frame took long, are not made up for.
///
/// ```
/// use vispy_app::Timer;
///
/// let mut timer = Timer::new(0.5).with_iterations(2);
/// timer.start(10.0);
/// assert!(timer.due(10.4).is_none());
/// assert_eq!(timer.due(10.5).map(|tick| tick.iteration), Some(0));
/// assert_eq!(timer.due(11.0).map(|tick| tick.iteration), Some(1));
/// assert!(!timer.is_running());
/// ```
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "vispy.app.Timer")]
pub struct Timer {
    interval_secs: f64,
    iterations: Option<u64>,
    run: Option<Run>,
}

/// The state of a timer between `start` and `stop`.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Run {
    start_secs: f64,
    last_secs: f64,
    next_secs: f64,
    fired: u64,
}

/// One firing of a [`Timer`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimerTick {
    /// How often the timer fired before since it was started: 0 at first.
    pub iteration: u64,
    /// Seconds since the timer was started.
    pub elapsed_secs: f64,
    /// Seconds since it last fired, or since the start.
    pub dt_secs: f64,
}

impl Default for Timer {
    /// A timer that fires 60 times a second, VisPy's `'auto'`.
    fn default() -> Self {
        Self::new(1.0 / 60.0)
    }
}

impl Timer {
    /// A stopped timer that will fire every `interval_secs`, without end.
    ///
    /// An interval that is negative or not a number counts as 0: due whenever asked.
    pub fn new(interval_secs: f64) -> Self {
        Self { interval_secs: interval_secs.max(0.0), iterations: None, run: None }
    }

    /// Stops by itself after firing `iterations` times.
    #[must_use]
    pub fn with_iterations(self, iterations: u64) -> Self {
        Self { iterations: Some(iterations), ..self }
    }

    /// The time between two firings.
    pub fn interval_secs(&self) -> f64 {
        self.interval_secs
    }

    /// Changes the time between two firings, from the next one on.
    pub fn set_interval_secs(&mut self, interval_secs: f64) {
        self.interval_secs = interval_secs.max(0.0);
        if let Some(run) = &mut self.run {
            run.next_secs = run.last_secs + self.interval_secs;
        }
    }

    /// Starts, or starts anew; it first fires one interval from now.
    pub fn start(&mut self, now_secs: f64) {
        self.run = (self.iterations != Some(0)).then_some(Run {
            start_secs: now_secs,
            last_secs: now_secs,
            next_secs: now_secs + self.interval_secs,
            fired: 0,
        });
    }

    /// Stops; it fires no more until it is started again.
    pub fn stop(&mut self) {
        self.run = None;
    }

    /// Whether it is started and has firings left.
    pub fn is_running(&self) -> bool {
        self.run.is_some()
    }

    /// When it fires next, or `None` when it is stopped.
    pub fn next_due_secs(&self) -> Option<f64> {
        self.run.map(|run| run.next_secs)
    }

    /// Fires if it is time to: at most once per call.
    pub fn due(&mut self, now_secs: f64) -> Option<TimerTick> {
        let interval_secs = self.interval_secs;
        let run = self.run.as_mut().filter(|run| now_secs >= run.next_secs)?;
        let tick = TimerTick {
            iteration: run.fired,
            elapsed_secs: now_secs - run.start_secs,
            dt_secs: now_secs - run.last_secs,
        };
        run.fired += 1;
        run.last_secs = now_secs;
        run.next_secs += interval_secs;
        if run.next_secs <= now_secs {
            run.next_secs = now_secs + interval_secs;
        }
        if self.iterations.is_some_and(|iterations| tick.iteration + 1 >= iterations) {
            self.run = None;
        }
        Some(tick)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fires_on_its_grid_even_when_asked_late() {
        let mut timer = Timer::new(1.0);
        timer.start(0.0);
        assert_eq!(timer.due(0.99), None);
        assert_eq!(timer.due(1.25), Some(TimerTick { iteration: 0, elapsed_secs: 1.25, dt_secs: 1.25 }));
        assert_eq!(timer.next_due_secs(), Some(2.0));
        assert_eq!(timer.due(2.0), Some(TimerTick { iteration: 1, elapsed_secs: 2.0, dt_secs: 0.75 }));
    }

    #[test]
    fn missed_firings_are_not_made_up_for() {
        let mut timer = Timer::new(1.0);
        timer.start(0.0);
        assert!(timer.due(5.5).is_some());
        assert_eq!(timer.due(5.5), None);
        assert_eq!(timer.next_due_secs(), Some(6.5));
    }

    #[test]
    fn stops_after_its_iterations() {
        let mut timer = Timer::new(0.5).with_iterations(1);
        assert!(!timer.is_running());
        timer.start(0.0);
        assert!(timer.due(0.5).is_some());
        assert!(!timer.is_running());
        assert_eq!((timer.due(9.0), timer.next_due_secs()), (None, None));
        timer.start(10.0);
        assert_eq!(timer.due(10.5).map(|tick| tick.iteration), Some(0));
        let mut never = Timer::new(0.5).with_iterations(0);
        never.start(0.0);
        assert!(!never.is_running());
    }

    #[test]
    fn a_new_interval_counts_from_the_last_firing() {
        let mut timer = Timer::new(10.0);
        timer.start(0.0);
        timer.set_interval_secs(2.0);
        assert_eq!(timer.next_due_secs(), Some(2.0));
        timer.stop();
        timer.set_interval_secs(3.0);
        assert_eq!(timer.next_due_secs(), None);
    }

    #[test]
    fn a_bad_interval_is_due_whenever_asked() {
        for bad in [-1.0, f64::NAN] {
            let mut timer = Timer::new(bad);
            timer.start(1.0);
            assert!(timer.due(1.0).is_some());
        }
    }
}
