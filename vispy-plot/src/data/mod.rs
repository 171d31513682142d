//! Data: columns of values, the store that holds them, and the readers that fill them from files.

mod buffer;
mod cache;
mod column;
mod convert;
mod dtype;
mod element;
mod exact_text;
mod grow;
mod live;
mod mmap;
pub mod readers;
mod store;
mod value;

pub use cache::cache_folder;
pub(crate) use column::for_numbers;
pub use column::{Column, ColumnSlice, NOT_A_TIME};
pub use convert::{IntoSeriesData, SeriesData};
pub use dtype::DType;
pub(crate) use dtype::unit_name;
pub use element::Element;
pub(crate) use exact_text::exact_text;
pub use live::{Keep, LiveSeries, LiveSignals};
pub(crate) use live::{Refreshed, Signal};
pub use store::{Change, ColumnId, DataStore};
pub(crate) use value::difference;
pub use vispy_visuals::coordinate::{Reference, Value};
pub use vispy_visuals::ticks::TimeUnit;
