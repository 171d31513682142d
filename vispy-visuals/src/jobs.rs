//! Work off the frame: on a thread of its own, with its progress, stopped when nobody wants it any more.

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::threads::{cores, each};

/// What a job tells others, and is told by them.
#[derive(Debug, Default)]
pub struct JobControl {
    done: AtomicUsize,
    all: AtomicUsize,
    cancelled: AtomicBool,
}

impl JobControl {
    /// Says of how many steps the work consists.
    pub fn set_steps(&self, all: usize) {
        self.all.store(all, Ordering::Relaxed);
    }

    /// Counts a step that is done.
    pub fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// How much is done, 0 to 1.
    #[must_use]
    pub fn fraction(&self) -> f32 {
        let all = self.all.load(Ordering::Relaxed).max(1);
        (self.done.load(Ordering::Relaxed) as f32 / all as f32).min(1.0)
    }

    /// Whether nobody wants the result any more.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Does the parts of some work on all cores, in any order, each a step; the rest is left out where the work is cancelled.
    pub(crate) fn by_parts(&self, parts: usize, part: &(dyn Fn(usize) + Sync)) {
        self.set_steps(parts);
        let next = AtomicUsize::new(0);
        let work = || {
            while !self.is_cancelled() {
                let index = next.fetch_add(1, Ordering::Relaxed);
                if index >= parts {
                    return;
                }
                part(index);
                self.step();
            }
        };
        let mut workers = vec![(); cores().min(parts)];
        each(&mut workers, |()| work());
    }
}

/// Work that goes on while frames are drawn. Dropping it stops the work at its next look at the control.
///
/// ```
/// use vispy_visuals::jobs::Job;
///
/// let job = Job::start(|control| {
///     control.set_steps(10);
///     (0..10).map(|i| (control.step(), i).1).sum::<i32>()
/// });
/// assert_eq!(job.wait(), Some(45));
/// ```
pub struct Job<T> {
    shared: Arc<Shared<T>>,
}

struct Shared<T> {
    control: JobControl,
    state: Mutex<State<T>>,
    ended: Condvar,
}

enum State<T> {
    Works,
    /// `None` where it was taken, or the work broke down.
    Ended(Option<T>),
}

impl<T> Shared<T> {
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Says that the work has ended, however it did.
struct Ending<T>(Arc<Shared<T>>, Option<T>);

impl<T> Ending<T> {
    fn end(mut self, result: T) {
        self.1 = Some(result);
    }
}

impl<T> Drop for Ending<T> {
    fn drop(&mut self) {
        *self.0.lock() = State::Ended(self.1.take());
        self.0.ended.notify_all();
    }
}

impl<T: Send + 'static> Job<T> {
    /// Starts work on a thread of its own; at once in browsers, which have no threads. Where the system has no thread left
    /// the work is not done, as if it had broken down.
    #[must_use]
    pub fn start(work: impl FnOnce(&JobControl) -> T + Send + 'static) -> Self {
        let state = Mutex::new(State::Works);
        let shared = Arc::new(Shared { control: JobControl::default(), state, ended: Condvar::new() });
        let ending = Ending(Arc::clone(&shared), None);
        let run = move || {
            let result = work(&ending.0.control);
            ending.end(result);
        };
        #[cfg(not(target_family = "wasm"))]
        if std::thread::Builder::new().spawn(run).is_err() {
            // What the work held is dropped with it, and so the job has ended.
            tracing::warn!("the system has no thread left for work off the frame");
        }
        #[cfg(target_family = "wasm")]
        run();
        Self { shared }
    }
}

impl<T> Job<T> {
    /// How much is done, 0 to 1.
    #[must_use]
    pub fn fraction(&self) -> f32 {
        self.shared.control.fraction()
    }

    /// Whether the work has ended.
    #[must_use]
    pub fn is_ended(&self) -> bool {
        matches!(*self.shared.lock(), State::Ended(_))
    }

    /// Waits for the end of the work, but not longer than that; whether it has ended.
    #[must_use]
    pub fn ends_within(&self, time: Duration) -> bool {
        // Browsers have no clock to wait by, and no job that goes on.
        self.is_ended() || {
            let works = |state: &mut State<T>| matches!(state, State::Works);
            let waited = self.shared.ended.wait_timeout_while(self.shared.lock(), time, works);
            !waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
        }
    }

    /// Waits for the result; `None` where the work broke down.
    #[must_use]
    pub fn wait(self) -> Option<T> {
        let mut state = self.shared.lock();
        loop {
            match &mut *state {
                State::Ended(result) => return result.take(),
                State::Works => state = self.shared.ended.wait(state).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.shared.control.cancelled.store(true, Ordering::Relaxed);
    }
}

impl<T> fmt::Debug for Job<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Job").field("fraction", &self.fraction()).field("ended", &self.is_ended()).finish()
    }
}

/// Threads that wait together.
const WAITING: usize = 16;

/// Does parts of some work that each wait for a file that is not in memory, many at once; what they give, in their order.
pub(crate) fn together<T: Send>(parts: usize, part: &(dyn Fn(usize) -> T + Sync)) -> Vec<T> {
    let all = |range: std::ops::Range<usize>| range.map(part).collect::<Vec<T>>();
    if cfg!(target_family = "wasm") || parts < 2 * WAITING {
        return all(0..parts);
    }
    let share = |index: usize| parts * index / WAITING..parts * (index + 1) / WAITING;
    std::thread::scope(|scope| {
        let spawn = |index| std::thread::Builder::new().spawn_scoped(scope, move || all(share(index)));
        let threads: Vec<_> = (1..WAITING).map(spawn).collect();
        let mut found = all(share(0));
        for (index, thread) in (1..).zip(threads) {
            match thread.map(std::thread::ScopedJoinHandle::join) {
                Ok(Ok(more)) => found.extend(more),
                // There is no thread left, or it broke down, which will be seen here.
                _ => found.extend(all(share(index))),
            }
        }
        found
    })
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn a_job_says_how_far_it_is_and_gives_its_result_once() {
        let (go, wait) = channel::<()>();
        let (told, tells) = channel();
        let job = Job::start(move |control| {
            control.set_steps(4);
            control.step();
            told.send(()).unwrap();
            wait.recv().unwrap();
            7
        });
        tells.recv().unwrap();
        assert_eq!((job.fraction(), job.is_ended()), (0.25, false));
        assert!(!job.ends_within(Duration::from_millis(1)), "it waits");
        go.send(()).unwrap();
        assert!(job.ends_within(Duration::from_secs(60)));
        assert_eq!(job.wait(), Some(7));
    }

    #[test]
    fn a_job_that_nobody_wants_is_told_so() {
        let (ended, ends) = channel();
        let job = Job::start(move |control| {
            while !control.is_cancelled() {
                std::thread::yield_now();
            }
            ended.send(()).unwrap();
        });
        drop(job);
        ends.recv().unwrap();
    }

    #[test]
    fn what_waits_together_comes_in_order() {
        for parts in [0, 1, 31, 32, 1000] {
            assert_eq!(
                together(parts, &|part| part * 3),
                (0..parts).map(|part| part * 3).collect::<Vec<_>>()
            );
        }
    }

    #[test]
    fn a_job_that_breaks_down_has_no_result() {
        let job = Job::start(|_| -> i32 { panic!("as it should in this test") });
        assert_eq!(job.wait(), None);
    }
}
