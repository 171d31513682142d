//! How far a reader is, and whether it shall stop.

/// Watches a reader at work. `()` is the one that does nothing.
pub trait Progress {
    /// Takes note of the fraction that is read, 0 to 1; called a few hundred times at most per 10 MB.
    fn fraction(&mut self, fraction: f64);

    /// Tells whether the reader shall stop. Default: never.
    fn cancelled(&self) -> bool {
        false
    }
}

impl Progress for () {
    fn fraction(&mut self, _fraction: f64) {}
}
