//! The columns of a figure, with what changed in them.

use std::collections::VecDeque;
use std::ops::Range;

use slotmap::SlotMap;
use vispy_visuals::Visual;

use super::live::LiveColumns;
use super::{Column, Element};
use crate::error::DataError;
use crate::figure::{OwnVisual, OwnVisualId};

slotmap::new_key_type! {
    /// Names a column in a [`DataStore`]; a name is never given to a second column.
    pub struct ColumnId;
}

/// How many changes of a column are remembered one by one; a view that is further behind reads all of it again.
const REMEMBERED: usize = 64;

/// What changed in a column since a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    None,
    /// The values in this range, which may be new ones at the end.
    Range(Range<usize>),
    /// Everything, the type and the length too.
    All,
}

/// The columns that a [`FigureDocument`](crate::figure::FigureDocument) names.
///
/// Each column has a revision, which grows with every change, so that a view can ask what it has not seen yet.
///
/// ```
/// use vispy_plot::data::{Change, Column, DataStore};
///
/// # fn main() -> Result<(), vispy_plot::error::DataError> {
/// let mut store = DataStore::new();
/// let id = store.insert(Column::from(vec![1.0f32, 2.0]));
/// let seen = store.revision(id)?;
/// store.append(id, &[3.0f32])?;
/// assert_eq!(store.changed_since(id, seen)?, Change::Range(2..3));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
pub struct DataStore {
    columns: SlotMap<ColumnId, Entry>,
    visuals: SlotMap<OwnVisualId, OwnVisual>,
    /// Whose columns other threads change.
    pub(super) live: Vec<LiveColumns>,
}

#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) column: Column,
    revision: u64,
    /// The revision since which every change is in `appended`.
    remembered_from: u64,
    /// The range that each of the last changes made, oldest first; the newest belongs to `revision`.
    appended: VecDeque<Range<usize>>,
}

impl DataStore {
    /// Makes an empty store.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a column and returns its name; the first revision is 1.
    pub fn insert(&mut self, column: impl Into<Column>) -> ColumnId {
        self.columns.insert(Entry {
            column: column.into(),
            revision: 1,
            remembered_from: 1,
            appended: VecDeque::new(),
        })
    }

    /// Returns a column.
    ///
    /// # Errors
    ///
    /// [`DataError::StaleColumn`] if it is not, or no longer, in the store.
    pub fn get(&self, id: ColumnId) -> Result<&Column, DataError> {
        self.entry(id).map(|entry| &entry.column)
    }

    /// Puts another column in the place of one and returns the old one; type and length may differ. A column that other
    /// threads change is theirs no more.
    ///
    /// # Errors
    ///
    /// [`DataError::StaleColumn`] if there is no such column.
    pub fn replace(&mut self, id: ColumnId, column: impl Into<Column>) -> Result<Column, DataError> {
        self.live.retain(|live| !live.has(id));
        let entry = self.entry_mut(id)?;
        entry.note(None);
        Ok(std::mem::replace(&mut entry.column, column.into()))
    }

    /// Appends values to an owned column; `i64` values go to a column of `i64` or of timestamps.
    ///
    /// # Errors
    ///
    /// - [`DataError::StaleColumn`] if there is no such column.
    /// - [`DataError::Append`] if the column is of another type, shared, mapped, uniform, or not of numbers.
    pub fn append<T: Element>(&mut self, id: ColumnId, values: &[T]) -> Result<(), DataError> {
        let entry = self.entry_mut(id)?;
        let before = entry.column.len();
        entry.column.append(values)?;
        if values.is_empty() {
            return Ok(());
        }
        entry.note(Some(before..before + values.len()));
        Ok(())
    }

    /// Takes a column out of the store, or `None` if there is no such column.
    pub fn remove(&mut self, id: ColumnId) -> Option<Column> {
        self.live.retain(|live| !live.has(id));
        self.columns.remove(id).map(|entry| entry.column)
    }

    /// Returns the revision of a column: 1 when inserted, and one more with each change.
    ///
    /// # Errors
    ///
    /// [`DataError::StaleColumn`] if there is no such column.
    pub fn revision(&self, id: ColumnId) -> Result<u64, DataError> {
        self.entry(id).map(|entry| entry.revision)
    }

    /// Returns what changed in a column since a revision that was seen.
    ///
    /// # Errors
    ///
    /// [`DataError::StaleColumn`] if there is no such column.
    pub fn changed_since(&self, id: ColumnId, seen: u64) -> Result<Change, DataError> {
        let entry = self.entry(id)?;
        if seen == entry.revision {
            return Ok(Change::None);
        }
        if seen < entry.remembered_from || seen > entry.revision {
            return Ok(Change::All);
        }
        let unseen = (entry.revision - seen) as usize;
        let ranges = entry.appended.iter().rev().take(unseen);
        let start = ranges.clone().map(|r| r.start).min().unwrap_or(0);
        let end = ranges.map(|r| r.end).max().unwrap_or(0);
        Ok(Change::Range(start..end))
    }

    /// Adds a visual of one's own, of which every view of a figure shows a clone, and returns its name.
    pub fn insert_visual<V: Visual + Clone>(&mut self, visual: V) -> OwnVisualId {
        self.visuals.insert(OwnVisual::new(visual))
    }

    /// A visual of one's own.
    pub(crate) fn visual(&self, id: OwnVisualId) -> Result<&OwnVisual, DataError> {
        self.visuals.get(id).ok_or(DataError::StaleVisual { id })
    }

    /// Returns the number of columns.
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// Tells whether there are no columns.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// Lists the columns with their names.
    pub fn iter(&self) -> impl Iterator<Item = (ColumnId, &Column)> {
        self.columns.iter().map(|(id, entry)| (id, &entry.column))
    }

    pub(super) fn entry_mut(&mut self, id: ColumnId) -> Result<&mut Entry, DataError> {
        self.columns.get_mut(id).ok_or(DataError::StaleColumn { id })
    }

    fn entry(&self, id: ColumnId) -> Result<&Entry, DataError> {
        self.columns.get(id).ok_or(DataError::StaleColumn { id })
    }
}

impl Entry {
    /// Counts a change: of a range, or of everything.
    pub(super) fn note(&mut self, range: Option<Range<usize>>) {
        self.revision += 1;
        match range {
            Some(range) => self.appended.push_back(range),
            None => {
                self.appended.clear();
                self.remembered_from = self.revision;
            }
        }
        if self.appended.len() > REMEMBERED {
            self.appended.pop_front();
            self.remembered_from += 1;
        }
    }
}
