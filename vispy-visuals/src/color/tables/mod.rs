//! The published tables behind the named colormaps, one file each.

pub(crate) mod cividis;
pub(crate) mod coolwarm;
pub(crate) mod inferno;
pub(crate) mod magma;
pub(crate) mod plasma;
pub(crate) mod turbo;
pub(crate) mod viridis;
