//! Data: columns of values, the store that holds them, and the readers that fill them from files.

mod buffer;
mod column;
mod convert;
mod coordinate;
mod dtype;
mod element;
mod mmap;
pub mod readers;
mod store;

pub use column::{Column, ColumnSlice, NOT_A_TIME};
pub use convert::{IntoSeriesData, SeriesData};
pub use coordinate::Coordinate;
pub use dtype::{DType, TimeUnit};
pub use element::Element;
pub use store::{Change, ColumnId, DataStore};
