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
        match self {
            Self::Index => Ok(Column::uniform(0.0, 1.0, len)),
            Self::RateHz(rate_hz) => Ok(Column::uniform(0.0, rate_hz.recip(), len)),
            Self::Column(id) => data.get(id).cloned(),
        }
    }
}
