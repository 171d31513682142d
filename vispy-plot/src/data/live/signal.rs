//! Tells a reader that data changed, once until it looks.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{PoisonError, RwLock};

use vispy_app::Waker;

/// Whether data changed since their reader looked last, and what wakes the reader.
#[derive(Debug, Default)]
pub(crate) struct Signal {
    raised: AtomicBool,
    waker: RwLock<Option<Waker>>,
}

impl Signal {
    /// Data changed: wakes the reader unless it was told already.
    pub(crate) fn raise(&self) {
        if !self.raised.swap(true, Ordering::AcqRel)
            && let Some(waker) = &*self.waker.read().unwrap_or_else(PoisonError::into_inner)
        {
            waker.wake();
        }
    }

    /// Whether data changed since [`lower`](Self::lower).
    pub(crate) fn is_raised(&self) -> bool {
        self.raised.load(Ordering::Acquire)
    }

    /// The reader is about to look; returns whether there is something to see.
    pub(crate) fn lower(&self) -> bool {
        self.raised.swap(false, Ordering::AcqRel)
    }

    /// Sets what wakes the reader.
    pub(crate) fn attach(&self, waker: &Waker) {
        let mut slot = self.waker.write().unwrap_or_else(PoisonError::into_inner);
        *slot = Some(waker.clone());
    }
}
