//! How many threads work together on what a frame waits for.

use std::num::NonZeroUsize;
use std::sync::OnceLock;

/// One for each core, up to eight; in browsers there is one in all.
pub(crate) fn threads() -> usize {
    static THREADS: OnceLock<usize> = OnceLock::new();
    *THREADS.get_or_init(|| {
        let wasm = cfg!(target_family = "wasm");
        let cores = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        if wasm { 1 } else { cores().min(8) }
    })
}
