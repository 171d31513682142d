//! Any affine or perspective map.

use glam::{DMat4, DQuat, DVec3};

use super::Transform;
use crate::error::{Error, Result};

/// A 4 x 4 matrix that multiplies column vectors. Corresponds to VisPy's `MatrixTransform`, whose matrices are the
/// transposes of these.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MatrixTransform {
    matrix: DMat4,
    inverse: DMat4,
}

impl MatrixTransform {
    /// A transform from its matrix.
    ///
    /// # Errors
    /// `Singular` when the matrix cannot be inverted or is not finite.
    pub fn new(matrix: DMat4) -> Result<Self> {
        let inverse = matrix.inverse();
        if matrix.is_finite() && inverse.is_finite() {
            return Ok(Self { matrix, inverse });
        }
        let reason = format!("its determinant is {}", matrix.determinant());
        Err(Error::Singular { what: "a matrix".to_owned(), reason })
    }

    /// A turn about the z axis by `angle_rad`, counter-clockwise where y points up.
    #[must_use]
    pub fn rotation_z(angle_rad: f64) -> Self {
        let turn = |angle| DMat4::from_quat(DQuat::from_rotation_z(angle));
        Self { matrix: turn(angle_rad), inverse: turn(-angle_rad) }
    }

    /// The matrix back.
    #[must_use]
    pub fn inverse(&self) -> DMat4 {
        self.inverse
    }
}

impl Transform for MatrixTransform {
    fn map(&self, point: DVec3) -> DVec3 {
        self.matrix.project_point3(point)
    }

    fn imap(&self, point: DVec3) -> DVec3 {
        self.inverse.project_point3(point)
    }

    fn matrix(&self) -> Option<DMat4> {
        let affine = self.matrix.row(3) == glam::DVec4::W;
        affine.then_some(self.matrix)
    }
}
