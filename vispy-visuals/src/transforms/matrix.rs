//! Any affine or perspective map.

use std::any::Any;

use glam::{DMat4, DQuat, DVec2, DVec3, DVec4};

use super::{MapFunction, Transform};
use crate::error::{Error, Result};

/// A 4 x 4 matrix that multiplies column vectors. Corresponds to VisPy's `MatrixTransform`, whose matrices are the
/// transposes of these. Points are divided by w.
///
/// ```
/// use vispy_visuals::glam::DVec3;
/// use vispy_visuals::transforms::{MatrixTransform, Transform as _};
///
/// let eye = MatrixTransform::perspective(90f64.to_radians(), 1.0, [1.0, 100.0])?;
/// let corner = eye.map(DVec3::new(5.0, 5.0, -5.0));
/// assert!((corner.truncate() - 1.0).length() < 1e-15);
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
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

    /// A turn by `angle_rad` about an axis through the origin, counter-clockwise where the axis points at the viewer.
    ///
    /// # Errors
    /// `Data` when the axis has no direction or the angle is not finite.
    #[doc(alias = "rotate")]
    pub fn rotation(angle_rad: f64, axis: DVec3) -> Result<Self> {
        let Some(axis) = axis.try_normalize().filter(|_| angle_rad.is_finite()) else {
            let found = format!("{axis} and {angle_rad}");
            return Err(Error::data("axis and angle of a rotation", "a direction and a finite angle", found));
        };
        let turn = |angle| DMat4::from_quat(DQuat::from_axis_angle(axis, angle));
        Ok(Self { matrix: turn(angle_rad), inverse: turn(-angle_rad) })
    }

    /// The affine transform that maps four points onto four others.
    ///
    /// # Errors
    /// `Singular` when either four lie in a plane, or a point is not finite.
    #[doc(alias = "set_mapping")]
    pub fn from_mapping(from: [DVec3; 4], to: [DVec3; 4]) -> Result<Self> {
        let corners = |points: [DVec3; 4]| {
            let [a, b, c, d] = points.map(|point| point.extend(1.0));
            Self::new(DMat4::from_cols(a, b, c, d))
        };
        let mut product = corners(to)?.matrix * corners(from)?.inverse;
        // Affine exactly, whatever rounding has made of it.
        for axis in 0..4 {
            product.col_mut(axis).w = if axis == 3 { 1.0 } else { 0.0 };
        }
        Self::new(product)
    }

    /// The projection of a box, given by its least and its greatest corner in the frame of the eye, to the cube from -1 to 1
    /// of OpenGL: the eye looks along -z, so that `-low.z` and `-high.z` are the far and the near distance.
    ///
    /// # Errors
    /// `Singular` when the box is flat, or a corner is not finite.
    #[doc(alias = "set_ortho")]
    pub fn orthographic(low: DVec3, high: DVec3) -> Result<Self> {
        let size = high - low;
        let flip = DVec3::new(1.0, 1.0, -1.0);
        let scale = flip * 2.0 / size;
        let translate = -flip * (high + low) / size;
        Self::new(DMat4::from_translation(translate) * DMat4::from_scale(scale))
    }

    /// The perspective of an eye at the origin that looks along -z: what is between the distances `near_far` and within
    /// `fov_y_rad`, the whole vertical angle, fills the cube from -1 to 1 of OpenGL. `aspect` is width over height.
    ///
    /// # Errors
    /// `Data` unless the angle is between 0 and π, the aspect above 0, and `0 < near < far`.
    #[doc(alias = "set_perspective")]
    pub fn perspective(fov_y_rad: f64, aspect: f64, near_far: [f64; 2]) -> Result<Self> {
        let top = near_far[0] * (fov_y_rad / 2.0).tan();
        if !(fov_y_rad > 0.0 && fov_y_rad < std::f64::consts::PI && aspect > 0.0) {
            let found = format!("{fov_y_rad} and {aspect}");
            let expected = "an angle between 0 and π, and an aspect above 0";
            return Err(Error::data("angle and aspect of a perspective", expected, found));
        }
        Self::frustum(DVec2::new(-top * aspect, -top), DVec2::new(top * aspect, top), near_far)
    }

    /// The perspective of an eye at the origin that looks along -z through a window at the near distance, given by its lower
    /// left and upper right corner.
    ///
    /// # Errors
    /// `Data` unless `0 < near < far`; `Singular` when the window has no width or height.
    #[doc(alias = "set_frustum")]
    pub fn frustum(low: DVec2, high: DVec2, [near, far]: [f64; 2]) -> Result<Self> {
        if !(near > 0.0 && near < far && far.is_finite()) {
            let found = format!("{near} and {far}");
            return Err(Error::data("near and far distance", "0 < near < far, finite", found));
        }
        let (scale, shift) = (2.0 * near / (high - low), (high + low) / (high - low));
        let depth = far - near;
        Self::new(DMat4::from_cols(
            DVec4::new(scale.x, 0.0, 0.0, 0.0),
            DVec4::new(0.0, scale.y, 0.0, 0.0),
            DVec4::new(shift.x, shift.y, -(far + near) / depth, -1.0),
            DVec4::new(0.0, 0.0, -2.0 * far * near / depth, 0.0),
        ))
    }

    /// The matrix of the map, affine or not.
    #[must_use]
    pub fn to_matrix(&self) -> DMat4 {
        self.matrix
    }

    /// The matrix back.
    #[must_use]
    pub fn inverse(&self) -> DMat4 {
        self.inverse
    }
}

/// Whether the axes are mapped to directions perpendicular to each other, all of one length.
pub(super) fn keeps_angles(matrix: DMat4, length: f64) -> bool {
    let axes = [matrix.x_axis, matrix.y_axis, matrix.z_axis].map(DVec4::truncate);
    let tolerance = 1e-12 * length;
    length > 0.0
        && axes.iter().all(|axis| (axis.length() - length).abs() <= tolerance)
        && (0..3).all(|i| axes[i].dot(axes[(i + 1) % 3]).abs() <= tolerance * length)
}

impl Transform for MatrixTransform {
    fn map(&self, point: DVec3) -> DVec3 {
        self.matrix.project_point3(point)
    }

    fn imap(&self, point: DVec3) -> DVec3 {
        self.inverse.project_point3(point)
    }

    fn matrix(&self) -> Option<DMat4> {
        let affine = self.matrix.row(3) == DVec4::W;
        affine.then_some(self.matrix)
    }

    fn equals(&self, other: &dyn Transform) -> bool {
        let any: &dyn Any = other;
        match any.downcast_ref::<Self>() {
            Some(other) => self.matrix == other.matrix,
            None => matches!((self.matrix(), other.matrix()), (Some(a), Some(b)) if a == b),
        }
    }

    fn map_function(&self, prefix: &str) -> Result<MapFunction> {
        super::matrix_function(self.matrix, prefix)
    }

    fn imap_function(&self, prefix: &str) -> Result<MapFunction> {
        super::matrix_function(self.inverse, prefix)
    }
}

#[cfg(test)]
mod tests {
    use std::f64::consts::{FRAC_PI_2, FRAC_PI_3};

    use proptest::prelude::*;

    use super::*;

    fn near(a: DVec3, b: DVec3) -> bool {
        (a - b).length() <= 1e-12 * b.length().max(1.0)
    }

    #[test]
    fn corners_of_what_is_seen_are_corners_of_the_cube() {
        let ortho = MatrixTransform::orthographic(DVec3::new(-2.0, 1.0, -9.0), DVec3::new(4.0, 3.0, -1.0));
        let ortho = ortho.unwrap();
        assert!(near(ortho.map(DVec3::new(-2.0, 1.0, -1.0)), DVec3::NEG_ONE));
        assert!(near(ortho.map(DVec3::new(4.0, 3.0, -9.0)), DVec3::ONE));
        assert!(ortho.is_linear());
        let (low, high) = (DVec2::new(-1.0, -0.5), DVec2::new(3.0, 0.5));
        let frustum = MatrixTransform::frustum(low, high, [2.0, 10.0]).unwrap();
        assert!(near(frustum.map(low.extend(-2.0)), DVec3::NEG_ONE));
        assert!(near(frustum.map((high * 5.0).extend(-10.0)), DVec3::ONE));
        assert!(!frustum.is_linear() && frustum.axis_signs().is_none());
        assert!(frustum.equals(&frustum.clone()) && !frustum.equals(&ortho));
    }

    #[test]
    fn turns_and_mappings_are_right_handed_and_exact() {
        let turn = MatrixTransform::rotation(FRAC_PI_2, DVec3::X * 3.0).unwrap();
        assert!(near(turn.map(DVec3::Y), DVec3::Z));
        assert!(turn.is_isometric() && turn.is_non_scaling());
        let third = MatrixTransform::rotation(2.0 * FRAC_PI_3, DVec3::ONE).unwrap();
        assert!(near(third.map(DVec3::X), DVec3::Y));
        let from = [DVec3::ZERO, DVec3::X, DVec3::Y, DVec3::Z];
        let to =
            [DVec3::ONE, DVec3::new(3.0, 1.0, 0.5), DVec3::new(1.0, 5.0, 1.0), DVec3::new(0.0, 0.0, 9.0)];
        let map = MatrixTransform::from_mapping(from, to).unwrap();
        assert!(map.is_linear());
        for (from, to) in from.into_iter().zip(to) {
            assert!(near(map.map(from), to));
        }
    }

    #[test]
    fn what_has_no_way_back_is_refused() {
        let flat = [DVec3::ZERO, DVec3::X, DVec3::Y, DVec3::ONE.with_z(0.0)];
        let errors = [
            MatrixTransform::from_mapping(flat, flat),
            MatrixTransform::orthographic(DVec3::ZERO, DVec3::new(1.0, 0.0, 1.0)),
            MatrixTransform::frustum(DVec2::ZERO, DVec2::ONE, [0.0, 1.0]),
            MatrixTransform::frustum(DVec2::ONE, DVec2::ONE, [1.0, 2.0]),
            MatrixTransform::perspective(0.0, 1.0, [1.0, 2.0]),
            MatrixTransform::perspective(1.0, f64::NAN, [1.0, 2.0]),
            MatrixTransform::rotation(1.0, DVec3::ZERO),
            MatrixTransform::rotation(f64::NAN, DVec3::X),
        ];
        for (index, error) in errors.into_iter().enumerate() {
            assert!(error.is_err(), "{index}");
        }
    }

    proptest! {
        #[test]
        fn round_trips_are_exact_to_twelve_digits(x in -1.0..1.0_f64, y in -1.0..1.0_f64, z in 1.0..20.0_f64, angle in -3.0..3.0_f64) {
            let point = DVec3::new(x * z, y * z, -z);
            let eye = MatrixTransform::perspective(1.5, 1.25, [1.0, 20.0]).unwrap();
            let turn = MatrixTransform::rotation(angle, DVec3::new(1.0, x, y)).unwrap();
            for map in [eye, turn] {
                let back = map.imap(map.map(point));
                prop_assert!((back - point).length() <= 1e-12 * point.length(), "{point} comes back as {back}");
            }
        }
    }
}
