//! Areas: what outlines enclose, as boxes of whole pixels that are covered alike.
//!
//! Each pixel belongs to at most one box, with the exact share of it that is covered, computed in double precision. So
//! nothing shows where parts of an area meet, thin parts keep their weight, and only outlines cost time.

mod batch;
mod outline;
mod rings;
mod scan;
mod shape;

pub(crate) use batch::{AreaBatch, spec};
pub(crate) use rings::Rings;
pub(crate) use scan::{Scan, ScanLines};
pub(crate) use shape::{Origin, Shape};
