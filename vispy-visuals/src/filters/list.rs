//! Filters in order.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::Filter;
use super::scope::apply;
use crate::device::ProgramSpec;
use crate::error::Result;

/// Filters in the order of their positions; those of equal position in the order in which they were added.
///
/// A value: to change a filter is to attach other filters, which is cheap as long as their kinds are the same. Clones are
/// the same filters.
#[derive(Debug, Clone, Default)]
pub struct Filters(Option<Arc<Inner>>);

#[derive(Debug, Clone)]
struct Inner {
    entries: Vec<(i32, Arc<dyn Filter>)>,
    /// The same for filters of the same kinds in the same order.
    structure: u64,
    /// The same for clones only.
    stamp: u64,
}

impl Filters {
    /// No filters.
    #[must_use]
    pub const fn new() -> Self {
        Self(None)
    }

    /// With one more filter, at its own position.
    #[must_use]
    #[doc(alias = "attach")]
    pub fn with(self, filter: impl Filter) -> Self {
        let position = filter.position();
        self.with_at(position, filter)
    }

    /// With one more filter, at a position: the lower acts before the higher.
    ///
    /// ```
    /// use vispy_visuals::filters::{Alpha, Filter as _, Filters, PickingId};
    ///
    /// let filters = Filters::new().with(PickingId::new(3)?).with_at(2, Alpha::new(0.5)?);
    /// assert_eq!(filters.iter().map(|(position, _)| position).collect::<Vec<_>>(), [2, 10]);
    /// # Ok::<(), vispy_visuals::Error>(())
    /// ```
    #[must_use]
    pub fn with_at(mut self, position: i32, filter: impl Filter) -> Self {
        static LAST: AtomicU64 = AtomicU64::new(0);
        let mut entries = self.0.take().map_or_else(Vec::new, |inner| Arc::unwrap_or_clone(inner).entries);
        let at = entries.partition_point(|(known, _)| *known <= position);
        entries.insert(at, (position, Arc::new(filter)));
        let mut hasher = DefaultHasher::new();
        for (_, filter) in &entries {
            let filter: &dyn Filter = &**filter;
            (filter.type_id(), filter.variant()).hash(&mut hasher);
        }
        let stamp = LAST.fetch_add(1, Ordering::Relaxed);
        Self(Some(Arc::new(Inner { entries, structure: hasher.finish(), stamp })))
    }

    /// The filters in order, with their positions.
    pub fn iter(&self) -> impl Iterator<Item = (i32, &dyn Filter)> {
        self.0.iter().flat_map(|inner| &inner.entries).map(|(position, filter)| (*position, &**filter))
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// A program with the filters in it, as it is composed for visuals that have them.
    ///
    /// # Errors
    /// `Compose` when the program has not the hooks that the filters are for.
    pub fn apply(&self, spec: &ProgramSpec) -> Result<ProgramSpec> {
        apply(self.iter().map(|(_, filter)| filter), spec)
    }

    pub(super) fn structure(&self) -> u64 {
        self.0.as_ref().map_or(0, |inner| inner.structure)
    }

    /// Names these filters and their values.
    pub(super) fn stamp(&self) -> Option<u64> {
        self.0.as_ref().map(|inner| inner.stamp)
    }
}

/// Whether one is a clone of the other, or both are empty.
impl PartialEq for Filters {
    fn eq(&self, other: &Self) -> bool {
        self.stamp() == other.stamp()
    }
}
