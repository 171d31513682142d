//! What can be asked of the GPU about a stretch of work.

use serde::{Deserialize, Serialize};

/// What a query measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum QueryKind {
    /// 1 if any fragment passed its tests, else 0.
    AnySamples,
    /// Nanoseconds that the GPU was busy; where [`Caps::timer_queries`](crate::Caps::timer_queries) is set. OpenGL ES counts
    /// up to four seconds. Mesa's driver for the CPU counts from its own start where the target was not being drawn to.
    Time,
    /// How many primitives transform feedback has written.
    FeedbackPrimitives,
}
