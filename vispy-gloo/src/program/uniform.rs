//! Values of uniforms.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::GlslType;
use crate::buffer::Scalar;

macro_rules! values {
    ($($variant:ident($type:ty) zero $zero:expr => $one:expr;)*) => {
        /// A value for a uniform. Everything that OpenGL takes converts into it: numbers, arrays of two to four of them,
        /// `glam` vectors and matrices, and slices for GLSL arrays.
        ///
        /// Matrices hold their columns one after the other; `Mat2x3` has two columns of three numbers, as in GLSL.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "each is the GLSL type of the same name")]
        #[non_exhaustive]
        pub enum UniformValue {
            $($variant($type),)*
            /// An array of any type but samplers.
            Array {
                /// Type of the elements.
                ty: GlslType,
                /// The elements one after the other: the bits of floats, integers as they are, 0 and 1 for `bool`.
                words: Arc<[u32]>,
            },
        }

        impl UniformValue {
            /// GLSL type of the value (of an array: of its elements), and how many elements there are.
            #[must_use]
            pub fn glsl_type(&self) -> (GlslType, usize) {
                match self {
                    $(Self::$variant(_) => (GlslType::$variant, 1),)*
                    Self::Array { ty, words } => (*ty, words.len() / ty.words().max(1)),
                }
            }

            /// A value of that type and length that is another.
            pub(crate) fn different(&self) -> Self {
                let zero = self.zeroed();
                if *self != zero {
                    return zero;
                }
                match self {
                    $(Self::$variant(_) => Self::$variant($one),)*
                    Self::Array { ty, words } => Self::Array { ty: *ty, words: vec![1; words.len()].into() },
                }
            }

            /// The value of that type and length that a uniform has before it is set.
            pub(crate) fn zeroed(&self) -> Self {
                match self {
                    $(Self::$variant(_) => Self::$variant($zero),)*
                    Self::Array { ty, words } => Self::Array { ty: *ty, words: vec![0; words.len()].into() },
                }
            }
        }
    };
}
values! {
    Float(f32) zero 0.0 => 1.0;
    Vec2([f32; 2]) zero [0.0; 2] => [1.0; 2];
    Vec3([f32; 3]) zero [0.0; 3] => [1.0; 3];
    Vec4([f32; 4]) zero [0.0; 4] => [1.0; 4];
    Int(i32) zero 0 => 1;
    IVec2([i32; 2]) zero [0; 2] => [1; 2];
    IVec3([i32; 3]) zero [0; 3] => [1; 3];
    IVec4([i32; 4]) zero [0; 4] => [1; 4];
    UInt(u32) zero 0 => 1;
    UVec2([u32; 2]) zero [0; 2] => [1; 2];
    UVec3([u32; 3]) zero [0; 3] => [1; 3];
    UVec4([u32; 4]) zero [0; 4] => [1; 4];
    Bool(bool) zero false => true;
    BVec2([bool; 2]) zero [false; 2] => [true; 2];
    BVec3([bool; 3]) zero [false; 3] => [true; 3];
    BVec4([bool; 4]) zero [false; 4] => [true; 4];
    Mat2([f32; 4]) zero [0.0; 4] => [1.0; 4];
    Mat3([f32; 9]) zero [0.0; 9] => [1.0; 9];
    Mat4([f32; 16]) zero [0.0; 16] => [1.0; 16];
    Mat2x3([f32; 6]) zero [0.0; 6] => [1.0; 6];
    Mat2x4([f32; 8]) zero [0.0; 8] => [1.0; 8];
    Mat3x2([f32; 6]) zero [0.0; 6] => [1.0; 6];
    Mat3x4([f32; 12]) zero [0.0; 12] => [1.0; 12];
    Mat4x2([f32; 8]) zero [0.0; 8] => [1.0; 8];
    Mat4x3([f32; 12]) zero [0.0; 12] => [1.0; 12];
}

impl UniformValue {
    /// Whether a variable of that type, with that many elements, takes the value. An array may be set in part: the rest
    /// is zero.
    pub(crate) fn fits(&self, ty: GlslType, array_len: u32) -> bool {
        let (own, len) = self.glsl_type();
        own == ty && self.is_whole() && len >= 1 && len <= array_len as usize
    }

    /// Takes over another value that is no array; whether it was another. The common ones first, without a detour.
    #[inline]
    pub(crate) fn replace_plain(&mut self, value: &Self) -> bool {
        fn replace<T: PartialEq + Copy>(known: &mut T, value: &T) -> bool {
            *known != *value && {
                *known = *value;
                true
            }
        }
        match (&mut *self, value) {
            (Self::Float(known), Self::Float(value)) => replace(known, value),
            (Self::Vec2(known), Self::Vec2(value)) => replace(known, value),
            (Self::Vec4(known), Self::Vec4(value)) => replace(known, value),
            _ => self.replace_any(value),
        }
    }

    #[inline(never)]
    fn replace_any(&mut self, value: &Self) -> bool {
        *self != *value && {
            self.clone_from(value);
            true
        }
    }

    pub(crate) const fn is_array(&self) -> bool {
        matches!(self, Self::Array { .. })
    }

    /// Whether an array ends with an element.
    pub(crate) fn is_whole(&self) -> bool {
        match self {
            Self::Array { ty, words } => ty.words() > 0 && words.len().is_multiple_of(ty.words()),
            _ => true,
        }
    }

    pub(crate) fn describe(&self) -> String {
        match (self, self.glsl_type()) {
            (Self::Array { .. }, (ty, len)) if len != 1 => format!("{}[{len}]", ty.name()),
            (_, (ty, _)) => ty.name().to_owned(),
        }
    }

    /// An array; `words` are those of its elements.
    fn array(ty: GlslType, words: impl Iterator<Item = u32>) -> Self {
        Self::Array { ty, words: words.collect() }
    }
}

/// The text form: the numbers.
impl fmt::Display for UniformValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Float(v) => write!(f, "{v}"),
            Self::Int(v) => write!(f, "{v}"),
            Self::UInt(v) => write!(f, "{v}u"),
            Self::Bool(v) => write!(f, "{v}"),
            Self::Array { ty, words } => {
                write!(f, "{ty}")?;
                let scalar = ty.shape().map_or(Scalar::U32, |(scalar, ..)| scalar);
                let numbers = words.iter().map(|word| match scalar {
                    Scalar::F32 => format!("{:?}", f32::from_bits(*word)),
                    Scalar::I32 => word.cast_signed().to_string(),
                    _ => word.to_string(),
                });
                write!(f, "[{}]", numbers.collect::<Vec<_>>().join(", "))
            }
            other => write!(f, "{other:?}"),
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
}

macro_rules! arrays {
    ($($type:ty => $variant:ident by $words:expr;)*) => {$(
        impl From<&[$type]> for UniformValue {
            fn from(values: &[$type]) -> Self {
                Self::array(GlslType::$variant, values.iter().flat_map($words))
            }
        }
    )*};
}
arrays! {
    f32 => Float by |v| [v.to_bits()];
    [f32; 2] => Vec2 by |v| v.map(f32::to_bits);
    [f32; 3] => Vec3 by |v| v.map(f32::to_bits);
    [f32; 4] => Vec4 by |v| v.map(f32::to_bits);
    i32 => Int by |v| [v.cast_unsigned()];
    [i32; 2] => IVec2 by |v| v.map(i32::cast_unsigned);
    [i32; 3] => IVec3 by |v| v.map(i32::cast_unsigned);
    [i32; 4] => IVec4 by |v| v.map(i32::cast_unsigned);
    u32 => UInt by |v| [*v];
    [u32; 2] => UVec2 by |v| *v;
    [u32; 3] => UVec3 by |v| *v;
    [u32; 4] => UVec4 by |v| *v;
    bool => Bool by |v| [u32::from(*v)];
    [bool; 2] => BVec2 by |v| v.map(u32::from);
    [bool; 3] => BVec3 by |v| v.map(u32::from);
    [bool; 4] => BVec4 by |v| v.map(u32::from);
    glam::Vec2 => Vec2 by |v| v.to_array().map(f32::to_bits);
    glam::Vec3 => Vec3 by |v| v.to_array().map(f32::to_bits);
    glam::Vec4 => Vec4 by |v| v.to_array().map(f32::to_bits);
    glam::Mat2 => Mat2 by |m| m.to_cols_array().map(f32::to_bits);
    glam::Mat3 => Mat3 by |m| m.to_cols_array().map(f32::to_bits);
    glam::Mat4 => Mat4 by |m| m.to_cols_array().map(f32::to_bits);
}
