//! One column of a live series: what readers have, and what came since.

use crate::data::Column;
use crate::data::buffer::SLACK;
use crate::error::DataError;

/// A column that grows at its end and may lose values at its front.
///
/// What readers may hold is never written to: new values wait in `pending` until nobody holds the others, or until
/// a reader asks for all of them.
#[derive(Debug)]
pub(super) struct Feed {
    settled: Column,
    pending: Column,
}

impl Feed {
    /// A feed that begins with a copy of a column's values.
    pub(super) fn new(column: &Column) -> Self {
        let mut settled = column.owned_like();
        // A column of texts or truth values stays as it is: the figure's check refuses it, or it never grows.
        if settled.append_column(column).is_err() {
            settled = column.clone();
        }
        Self { settled, pending: column.owned_like() }
    }

    pub(super) fn len(&self) -> usize {
        self.settled.len() + self.pending.len()
    }

    pub(super) fn reserved_bytes(&self) -> usize {
        self.settled.reserved_bytes() + self.pending.reserved_bytes()
    }

    /// Whether values of this type can be appended.
    pub(super) fn accepts(&self, values: &Column) -> Result<(), DataError> {
        self.pending.owned_like().append_column(&values.strided(0, 1, 0))
    }

    /// Adds values at the end.
    pub(super) fn push(&mut self, values: &Column) -> Result<(), DataError> {
        if self.pending.is_empty() && self.settled.is_unshared() {
            return self.settled.append_column(values);
        }
        self.pending.append_column(values)?;
        if self.settled.is_unshared() {
            self.merge();
        }
        Ok(())
    }

    /// Forgets the first values.
    pub(super) fn drop_front(&mut self, count: usize) {
        let of_settled = count.min(self.settled.len());
        self.settled.drop_front(of_settled);
        self.pending.drop_front(count - of_settled);
        if self.settled.is_empty() && !self.pending.is_empty() {
            self.settled = std::mem::replace(&mut self.pending, self.settled.owned_like());
        }
    }

    /// Forgets all values.
    pub(super) fn clear(&mut self) {
        self.settled = self.settled.owned_like();
        self.pending = self.settled.owned_like();
    }

    /// The values of this moment; they are copied only if somebody holds older ones.
    pub(super) fn settle(&mut self) -> Column {
        if !self.pending.is_empty() {
            self.merge();
        }
        self.settled.clone()
    }

    fn merge(&mut self) {
        if self.settled.is_empty() {
            std::mem::swap(&mut self.settled, &mut self.pending);
            self.pending = self.settled.owned_like();
            return;
        }
        // Both are of one type, and owned.
        if self.settled.append_column(&self.pending).is_ok() {
            self.pending.clear();
            // What was much to come at once may have been an exception.
            if self.pending.reserved_bytes() * SLACK > self.settled.reserved_bytes() {
                self.pending = self.settled.owned_like();
            }
        }
    }
}
