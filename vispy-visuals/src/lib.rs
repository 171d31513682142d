#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod areas;
pub mod batch;
pub mod color;
pub mod coordinate;
pub mod device;
pub mod error;
pub mod filters;
pub mod interpolation;
pub mod jobs;
pub mod levels;
pub mod samples;
pub mod shaders;
pub mod text;
mod threads;
pub mod ticks;
pub mod transforms;
pub mod vector;
pub mod view;
pub mod visual;
pub mod visuals;

pub use device::{Device, Strategy};
pub use error::{Error, Result};
pub use glam;
pub use view::{AxisMaps, MadeFor, View, ViewId};
pub use visual::{Bounds, DrawContext, Picked, Progress, Visual};

/// Compiles the examples of the guide.
#[cfg(doctest)]
#[doc = include_str!("../GUIDE.md")]
struct Guide;
