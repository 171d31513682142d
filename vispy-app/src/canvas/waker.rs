//! Wakes a sleeping loop from any thread.

use std::fmt;
use std::sync::Arc;

/// Wakes the loop that drives a canvas, from any thread.
///
/// A job that has new data calls [`wake`](Self::wake); the loop then asks the handler whether it
/// needs to be redrawn. Waking twice before the loop is awake counts once; waking a loop that has ended does
/// nothing.
///
/// ```
/// use std::sync::Arc;
/// use std::sync::atomic::{AtomicUsize, Ordering};
/// use vispy_app::Waker;
///
/// let woken = Arc::new(AtomicUsize::new(0));
/// let counter = Arc::clone(&woken);
/// let waker = Waker::new(move || {
///     counter.fetch_add(1, Ordering::Relaxed);
/// });
/// let job = waker.clone();
/// std::thread::spawn(move || job.wake()).join().ok();
/// assert_eq!(woken.load(Ordering::Relaxed), 1);
/// ```
#[derive(Clone)]
pub struct Waker {
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Waker {
    /// A waker that calls `wake`, which must be quick and must not block.
    pub fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self { wake: Arc::new(wake) }
    }

    /// A waker for loops that never sleep: it does nothing.
    pub fn noop() -> Self {
        Self::new(|| {})
    }

    /// Wakes the loop.
    pub fn wake(&self) {
        (self.wake)();
    }
}

impl fmt::Debug for Waker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waker").finish_non_exhaustive()
    }
}
