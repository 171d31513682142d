//! Transforms: maps between frames, in double precision on the CPU.
//!
//! Vectors are columns: a chain `a, b` maps a point by `b` first, then by `a`, as the product `a * b` does. Names say
//! both frames, the result first: `framebuffer_from_visual`.

mod chain;
mod log;
mod matrix;
mod null;
mod st;
mod symlog;

use std::any::Any;
use std::fmt::Debug;

use glam::{DMat4, DVec2, DVec3};

pub use chain::ChainTransform;
pub use log::LogTransform;
pub(crate) use log::log10;
pub use matrix::MatrixTransform;
pub use null::NullTransform;
pub use st::StTransform;
pub use symlog::SymlogTransform;
pub(crate) use symlog::{inverse as symlog_inverse, symlog};

/// A map from one frame to another. Corresponds to VisPy's `BaseTransform`.
pub trait Transform: Any + Debug + Send + Sync {
    /// Maps a point forward.
    fn map(&self, point: DVec3) -> DVec3;

    /// Maps a point backward. What no point maps to comes out as NaN.
    fn imap(&self, point: DVec3) -> DVec3;

    /// The map as one matrix, if it is affine.
    fn matrix(&self) -> Option<DMat4> {
        None
    }

    /// For x and for y, whether the map rises (1) or falls (-1) along it; 0 where it is flat.
    ///
    /// `None` unless x of the result depends on x only, y on y only, and both monotonically: then lines parallel to the
    /// axes stay so, and what is between two points stays between them. Corresponds to VisPy's `Orthogonal`.
    #[doc(alias = "Orthogonal")]
    fn axis_signs(&self) -> Option<DVec2> {
        let matrix = self.matrix()?;
        let sign = |scale: f64| if scale == 0.0 { 0.0 } else { scale.signum() };
        let apart = matrix.x_axis.y == 0.0 && matrix.y_axis.x == 0.0;
        apart.then(|| DVec2::new(sign(matrix.x_axis.x), sign(matrix.y_axis.y)))
    }

    /// Whether `other` is known to map every point as this one does. Unless a transform says more, only affine ones know.
    fn equals(&self, other: &dyn Transform) -> bool {
        matches!((self.matrix(), other.matrix()), (Some(a), Some(b)) if a == b)
    }
}

/// Whether two transforms are of the same type and equal.
fn equal_by_type<T: Transform + PartialEq>(one: &T, other: &dyn Transform) -> bool {
    let other: &dyn Any = other;
    other.downcast_ref() == Some(one)
}
