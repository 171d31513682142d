//! Values of uniforms.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::GlslType;

/// A value for a uniform. Everything that OpenGL takes converts into it: numbers, arrays of two to four of them, `glam`
/// vectors and matrices, and slices for GLSL arrays.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is the GLSL type of the same name; the plurals are arrays")]
#[non_exhaustive]
pub enum UniformValue {
    Float(f32),
    Vec2([f32; 2]),
    Vec3([f32; 3]),
    Vec4([f32; 4]),
    Int(i32),
    IVec2([i32; 2]),
    IVec3([i32; 3]),
    IVec4([i32; 4]),
    UInt(u32),
    UVec2([u32; 2]),
    UVec3([u32; 3]),
    UVec4([u32; 4]),
    Bool(bool),
    BVec2([bool; 2]),
    BVec3([bool; 3]),
    BVec4([bool; 4]),
    Mat2([f32; 4]),
    Mat3([f32; 9]),
    Mat4([f32; 16]),
    Floats(Arc<[f32]>),
    Vec2s(Arc<[[f32; 2]]>),
    Vec3s(Arc<[[f32; 3]]>),
    Vec4s(Arc<[[f32; 4]]>),
    Ints(Arc<[i32]>),
}

impl UniformValue {
    /// GLSL type of the value (of an array: of its elements), and how many elements there are.
    #[must_use]
    pub fn glsl_type(&self) -> (GlslType, usize) {
        match self {
            Self::Float(_) => (GlslType::Float, 1),
            Self::Vec2(_) => (GlslType::Vec2, 1),
            Self::Vec3(_) => (GlslType::Vec3, 1),
            Self::Vec4(_) => (GlslType::Vec4, 1),
            Self::Int(_) => (GlslType::Int, 1),
            Self::IVec2(_) => (GlslType::IVec2, 1),
            Self::IVec3(_) => (GlslType::IVec3, 1),
            Self::IVec4(_) => (GlslType::IVec4, 1),
            Self::UInt(_) => (GlslType::UInt, 1),
            Self::UVec2(_) => (GlslType::UVec2, 1),
            Self::UVec3(_) => (GlslType::UVec3, 1),
            Self::UVec4(_) => (GlslType::UVec4, 1),
            Self::Bool(_) => (GlslType::Bool, 1),
            Self::BVec2(_) => (GlslType::BVec2, 1),
            Self::BVec3(_) => (GlslType::BVec3, 1),
            Self::BVec4(_) => (GlslType::BVec4, 1),
            Self::Mat2(_) => (GlslType::Mat2, 1),
            Self::Mat3(_) => (GlslType::Mat3, 1),
            Self::Mat4(_) => (GlslType::Mat4, 1),
            Self::Floats(values) => (GlslType::Float, values.len()),
            Self::Vec2s(values) => (GlslType::Vec2, values.len()),
            Self::Vec3s(values) => (GlslType::Vec3, values.len()),
            Self::Vec4s(values) => (GlslType::Vec4, values.len()),
            Self::Ints(values) => (GlslType::Int, values.len()),
        }
    }

    /// The value of that type and length that a uniform has before it is set.
    pub(crate) fn zeroed(&self) -> Self {
        match self {
            Self::Float(_) => Self::Float(0.0),
            Self::Vec2(_) => Self::Vec2([0.0; 2]),
            Self::Vec3(_) => Self::Vec3([0.0; 3]),
            Self::Vec4(_) => Self::Vec4([0.0; 4]),
            Self::Int(_) => Self::Int(0),
            Self::IVec2(_) => Self::IVec2([0; 2]),
            Self::IVec3(_) => Self::IVec3([0; 3]),
            Self::IVec4(_) => Self::IVec4([0; 4]),
            Self::UInt(_) => Self::UInt(0),
            Self::UVec2(_) => Self::UVec2([0; 2]),
            Self::UVec3(_) => Self::UVec3([0; 3]),
            Self::UVec4(_) => Self::UVec4([0; 4]),
            Self::Bool(_) => Self::Bool(false),
            Self::BVec2(_) => Self::BVec2([false; 2]),
            Self::BVec3(_) => Self::BVec3([false; 3]),
            Self::BVec4(_) => Self::BVec4([false; 4]),
            Self::Mat2(_) => Self::Mat2([0.0; 4]),
            Self::Mat3(_) => Self::Mat3([0.0; 9]),
            Self::Mat4(_) => Self::Mat4([0.0; 16]),
            Self::Floats(values) => Self::Floats(vec![0.0; values.len()].into()),
            Self::Vec2s(values) => Self::Vec2s(vec![[0.0; 2]; values.len()].into()),
            Self::Vec3s(values) => Self::Vec3s(vec![[0.0; 3]; values.len()].into()),
            Self::Vec4s(values) => Self::Vec4s(vec![[0.0; 4]; values.len()].into()),
            Self::Ints(values) => Self::Ints(vec![0; values.len()].into()),
        }
    }

    /// Whether a variable of that type, with that many elements, takes the value. An array may be set in part: the rest
    /// is zero.
    pub(crate) fn fits(&self, ty: GlslType, array_len: u32) -> bool {
        let (own, len) = self.glsl_type();
        own == ty && len >= 1 && len <= array_len as usize
    }

    pub(crate) fn describe(&self) -> String {
        match self.glsl_type() {
            (ty, 1) => ty.name().to_owned(),
            (ty, len) => format!("{}[{len}]", ty.name()),
        }
    }
}

macro_rules! conversions {
    ($($type:ty => $variant:ident $(with $convert:expr)?;)*) => {$(
        impl From<$type> for UniformValue {
            fn from(value: $type) -> Self {
                Self::$variant(conversions!(@value value $(, $convert)?))
            }
        }
    )*};
    (@value $value:ident) => { $value };
    (@value $value:ident, $convert:expr) => { $convert($value) };
}
conversions! {
    f32 => Float;
    [f32; 2] => Vec2;
    [f32; 3] => Vec3;
    [f32; 4] => Vec4;
    i32 => Int;
    [i32; 2] => IVec2;
    [i32; 3] => IVec3;
    [i32; 4] => IVec4;
    u32 => UInt;
    [u32; 2] => UVec2;
    [u32; 3] => UVec3;
    [u32; 4] => UVec4;
    bool => Bool;
    [bool; 2] => BVec2;
    [bool; 3] => BVec3;
    [bool; 4] => BVec4;
    glam::Vec2 => Vec2 with |v: glam::Vec2| v.to_array();
    glam::Vec3 => Vec3 with |v: glam::Vec3| v.to_array();
    glam::Vec4 => Vec4 with |v: glam::Vec4| v.to_array();
    glam::Mat2 => Mat2 with |m: glam::Mat2| m.to_cols_array();
    glam::Mat3 => Mat3 with |m: glam::Mat3| m.to_cols_array();
    glam::Mat4 => Mat4 with |m: glam::Mat4| m.to_cols_array();
    &[f32] => Floats with Into::into;
    &[[f32; 2]] => Vec2s with Into::into;
    &[[f32; 3]] => Vec3s with Into::into;
    &[[f32; 4]] => Vec4s with Into::into;
    &[i32] => Ints with Into::into;
}
