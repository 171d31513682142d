//! Transforms: maps between frames, in double precision on the CPU.
//!
//! Vectors are columns: a chain `a, b` maps a point by `b` first, then by `a`, as the product `a * b` does. Names say
//! both frames, the result first: `framebuffer_from_visual`.
//!
//! Each transform is a value: another parameter is another transform, and [`Transform::equals`] tells whether anything
//! changed. Visuals map on the CPU; [`Transform::map_function`] is the same map in GLSL, for programs of one's own.

mod chain;
mod create;
mod inverse;
mod lens;
mod log;
mod magnify;
mod map_function;
mod matrix;
mod null;
mod polar;
mod projections;
mod st;
mod symlog;

use std::any::Any;
use std::fmt::Debug;

use glam::{DMat4, DVec2, DVec3};

use crate::error::{Error, Result};

pub use chain::ChainTransform;
pub use create::{all_map_functions, create_transform, transform_names};
pub use inverse::InverseTransform;
pub use log::LogTransform;
pub(crate) use log::log10;
pub use magnify::{Magnify1dTransform, MagnifyTransform};
pub use map_function::MapFunction;
pub use matrix::MatrixTransform;
pub use null::NullTransform;
pub use polar::PolarTransform;
pub use projections::{
    AzimuthalEqualAreaTransform, AzimuthalEquidistantTransform, HammerTransform, WebMercatorTransform,
};
pub use st::StTransform;
pub use symlog::SymlogTransform;
pub(crate) use symlog::{inverse as symlog_inverse, symlog};

/// A map from one frame to another. Corresponds to VisPy's `BaseTransform`.
pub trait Transform: Any + Debug + Send + Sync {
    /// Maps a point forward.
    fn map(&self, point: DVec3) -> DVec3;

    /// Maps a point backward. What no point maps to comes out as NaN.
    fn imap(&self, point: DVec3) -> DVec3;

    /// Maps points forward in place.
    fn map_slice(&self, points: &mut [DVec3]) {
        for point in points {
            *point = self.map(*point);
        }
    }

    /// Maps points backward in place.
    fn imap_slice(&self, points: &mut [DVec3]) {
        for point in points {
            *point = self.imap(*point);
        }
    }

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

    /// Whether it is affine: straight lines stay straight, and what is halfway stays halfway. Corresponds to VisPy's
    /// `Linear`.
    #[doc(alias = "Linear")]
    fn is_linear(&self) -> bool {
        self.matrix().is_some()
    }

    /// Whether it is known to scale all directions alike, so that circles stay circles; it may turn, shift and mirror.
    /// Corresponds to VisPy's `Isometric`.
    #[doc(alias = "Isometric")]
    fn is_isometric(&self) -> bool {
        self.matrix().is_some_and(|matrix| matrix::keeps_angles(matrix, matrix.x_axis.length()))
    }

    /// Whether it is known to keep all distances. Corresponds to VisPy's `NonScaling`.
    #[doc(alias = "NonScaling")]
    fn is_non_scaling(&self) -> bool {
        self.matrix().is_some_and(|matrix| matrix::keeps_angles(matrix, 1.0))
    }

    /// The map forward in GLSL: a function of a homogeneous point, whose uniforms are named `{prefix}_...`. Corresponds to
    /// VisPy's `shader_map`.
    ///
    /// # Errors
    /// `Data` for a transform that is not affine and does not say how it is written in GLSL; `Compose` for a prefix that
    /// is no name in GLSL.
    #[doc(alias = "shader_map")]
    fn map_function(&self, prefix: &str) -> Result<MapFunction> {
        let matrix = self.matrix().ok_or_else(|| no_function(&format!("{self:?}")))?;
        matrix_function(matrix, prefix)
    }

    /// The map backward in GLSL, as [`map_function`](Self::map_function) is the one forward.
    ///
    /// # Errors
    /// As there, and `Singular` for a matrix that cannot be inverted.
    #[doc(alias = "shader_imap")]
    fn imap_function(&self, prefix: &str) -> Result<MapFunction> {
        let matrix = self.matrix().ok_or_else(|| no_function(&format!("{self:?}")))?;
        matrix_function(MatrixTransform::new(matrix)?.inverse(), prefix)
    }

    /// Whether `other` is known to map every point as this one does. Unless a transform says more, only affine ones know.
    fn equals(&self, other: &dyn Transform) -> bool {
        matches!((self.matrix(), other.matrix()), (Some(a), Some(b)) if a == b)
    }
}

fn no_function(transform: &str) -> Error {
    Error::data("transform in GLSL", "an affine one, or one with a `map_function` of its own", transform)
}

fn matrix_function(matrix: DMat4, prefix: &str) -> Result<MapFunction> {
    let columns = single(matrix.to_cols_array());
    MapFunction::built_in("matrix_map", prefix, &[("matrix", columns.into())])
}

/// Numbers in single precision, as uniforms are.
fn single<const N: usize>(values: [f64; N]) -> [f32; N] {
    values.map(|value| value as f32)
}

/// Whether two transforms are of the same type and equal.
fn equal_by_type<T: Transform + PartialEq>(one: &T, other: &dyn Transform) -> bool {
    let other: &dyn Any = other;
    other.downcast_ref() == Some(one)
}
