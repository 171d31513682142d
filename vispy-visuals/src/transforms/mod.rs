//! Transforms: maps between frames, in double precision on the CPU.
//!
//! Vectors are columns: a chain `a, b` maps a point by `b` first, then by `a`, as the product `a * b` does. Names say
//! both frames, the result first: `framebuffer_from_visual`.

mod chain;
mod matrix;
mod null;
mod st;

use std::fmt::Debug;

use glam::{DMat4, DVec3};

pub use chain::ChainTransform;
pub use matrix::MatrixTransform;
pub use null::NullTransform;
pub use st::StTransform;

/// A map from one frame to another. Corresponds to VisPy's `BaseTransform`.
pub trait Transform: Debug + Send + Sync {
    /// Maps a point forward.
    fn map(&self, point: DVec3) -> DVec3;

    /// Maps a point backward. What no point maps to comes out as NaN.
    fn imap(&self, point: DVec3) -> DVec3;

    /// The map as one matrix, if it is affine.
    fn matrix(&self) -> Option<DMat4> {
        None
    }
}
