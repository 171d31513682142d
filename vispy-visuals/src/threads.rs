//! The threads that work together on what a frame waits for.

use std::num::NonZeroUsize;
use std::sync::{Mutex, OnceLock, PoisonError};

/// One for each core, up to eight.
pub(crate) fn threads() -> usize {
    static THREADS: OnceLock<usize> = OnceLock::new();
    *THREADS.get_or_init(|| cores().min(8))
}

/// How many cores there are; in browsers, which have no threads, 1.
pub(crate) fn cores() -> usize {
    let wasm = cfg!(target_family = "wasm");
    if wasm { 1 } else { std::thread::available_parallelism().map_or(1, NonZeroUsize::get) }
}

/// Lets each worker do its share, on a thread of its own where the system has one, the first on this thread.
pub(crate) fn each<W: Send>(workers: &mut [W], work: impl Fn(&mut W) + Sync) {
    let others = workers.len().saturating_sub(1);
    let waiting = Mutex::new(workers.iter_mut());
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
    let run = || {
        while let Some(worker) = next() {
            work(worker);
        }
    };
    if others == 0 {
        return run();
    }
    std::thread::scope(|scope| {
        for _ in 0..others {
            // What has no thread is done by the others.
            let _ = std::thread::Builder::new().spawn_scoped(scope, run);
        }
        run();
    });
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn each_worker_works_once() {
        for count in [0, 1, 2, 7] {
            let mut workers: Vec<usize> = (0..count).collect();
            each(&mut workers, |worker| *worker = *worker * 10 + 1);
            assert_eq!(workers, (0..count).map(|index| index * 10 + 1).collect::<Vec<_>>());
        }
    }
}
