//! Where x values come from.

use serde::{Deserialize, Serialize};

use crate::data::{Column, ColumnId, DataStore};
use crate::error::DataError;

/// Where the x values of a line come from.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum XData {
    /// 0, 1, 2, ...
    Index,
    /// Seconds from the first sample, at this many samples a second.
    RateHz(f64),
    /// A column as long as y.
    Column(ColumnId),
}

impl XData {
    /// Returns the column that it names, if it names one.
    pub fn id(self) -> Option<ColumnId> {
        if let Self::Column(id) = self { Some(id) } else { None }
    }

    /// Returns the x values for `len` y values, without a copy.
    ///
    /// # Errors
    ///
    /// [`DataError::StaleColumn`] if the column is not in the store.
    pub fn column(self, data: &DataStore, len: usize) -> Result<Column, DataError> {
        self.column_from(data, len, 0)
    }

    /// The same for the y values of a column, of which a live one may have lost the first.
    pub(crate) fn column_of(self, data: &DataStore, y: ColumnId) -> Result<Column, DataError> {
        self.column_from(data, data.get(y)?.len(), data.values_before(y))
    }

    /// The same for `len` y values, before which there were others.
    pub(crate) fn column_from(self, data: &DataStore, len: usize, before: u64) -> Result<Column, DataError> {
        let before = before as f64;
        match self {
            Self::Index => Ok(Column::uniform(before, 1.0, len)),
            Self::RateHz(rate_hz) => Ok(Column::uniform(before / rate_hz, rate_hz.recip(), len)),
            Self::Column(id) => data.get(id).cloned(),
        }
    }
}

/// One number for all points of a series, or one for each.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Level {
    /// The same for all.
    Constant(f64),
    /// A column with one for each.
    Column(ColumnId),
}

impl Default for Level {
    /// 0 for all.
    fn default() -> Self {
        Self::Constant(0.0)
    }
}

impl Level {
    /// Returns the column that it names, if it names one.
    pub fn id(self) -> Option<ColumnId> {
        if let Self::Column(id) = self { Some(id) } else { None }
    }

    /// Returns the numbers of `len` points, without a copy.
    ///
    /// # Errors
    ///
    /// [`DataError::StaleColumn`] if the column is not in the store.
    pub fn column(self, data: &DataStore, len: usize) -> Result<Column, DataError> {
        match self {
            Self::Constant(value) => Ok(Column::uniform(value, 0.0, len)),
            Self::Column(id) => data.get(id).cloned(),
        }
    }
}
