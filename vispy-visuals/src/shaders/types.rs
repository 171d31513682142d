//! GLSL types as plain values: what a uniform, an attribute, a varying or a function parameter is.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A built-in GLSL type that both dialects have.
///
/// # Example
///
/// ```
/// use vispy_visuals::shaders::GlslType;
///
/// assert_eq!(GlslType::from_name("vec4"), Some(GlslType::Vec4));
/// assert_eq!(GlslType::Vec4.name(), "vec4");
/// assert!(GlslType::Sampler2D.is_sampler());
/// ```
#[doc(alias = "vtype")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum GlslType {
    /// `void`, the return type of a function without a value.
    Void,
    /// `bool`.
    Bool,
    /// `int`, 32 bits.
    Int,
    /// `uint`, 32 bits.
    UInt,
    /// `float`, 32 bits.
    Float,
    /// `vec2`.
    Vec2,
    /// `vec3`.
    Vec3,
    /// `vec4`.
    Vec4,
    /// `ivec2`.
    IVec2,
    /// `ivec3`.
    IVec3,
    /// `ivec4`.
    IVec4,
    /// `uvec2`.
    UVec2,
    /// `uvec3`.
    UVec3,
    /// `uvec4`.
    UVec4,
    /// `bvec2`.
    BVec2,
    /// `bvec3`.
    BVec3,
    /// `bvec4`.
    BVec4,
    /// `mat2`, two columns of two rows.
    Mat2,
    /// `mat3`, three columns of three rows.
    Mat3,
    /// `mat4`, four columns of four rows.
    Mat4,
    /// `sampler2D`, a two-dimensional texture read as floats.
    Sampler2D,
    /// `sampler3D`, a volume read as floats.
    Sampler3D,
    /// `samplerCube`, a cube map read as floats.
    SamplerCube,
    /// `sampler2DArray`, layers of equal size read as floats.
    Sampler2DArray,
    /// `sampler2DShadow`, a depth texture with comparison.
    Sampler2DShadow,
    /// `isampler2D`, a two-dimensional texture read as signed integers.
    ISampler2D,
    /// `isampler3D`, a volume read as signed integers.
    ISampler3D,
    /// `isampler2DArray`, layers read as signed integers.
    ISampler2DArray,
    /// `usampler2D`, a two-dimensional texture read as unsigned integers.
    USampler2D,
    /// `usampler3D`, a volume read as unsigned integers.
    USampler3D,
    /// `usampler2DArray`, layers read as unsigned integers.
    USampler2DArray,
}

/// The kind of the components of a [`GlslType`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Component {
    Bool,
    Int,
    UInt,
    Float,
}

/// Every type with its GLSL name.
const NAMES: [(GlslType, &str); 31] = [
    (GlslType::Void, "void"),
    (GlslType::Bool, "bool"),
    (GlslType::Int, "int"),
    (GlslType::UInt, "uint"),
    (GlslType::Float, "float"),
    (GlslType::Vec2, "vec2"),
    (GlslType::Vec3, "vec3"),
    (GlslType::Vec4, "vec4"),
    (GlslType::IVec2, "ivec2"),
    (GlslType::IVec3, "ivec3"),
    (GlslType::IVec4, "ivec4"),
    (GlslType::UVec2, "uvec2"),
    (GlslType::UVec3, "uvec3"),
    (GlslType::UVec4, "uvec4"),
    (GlslType::BVec2, "bvec2"),
    (GlslType::BVec3, "bvec3"),
    (GlslType::BVec4, "bvec4"),
    (GlslType::Mat2, "mat2"),
    (GlslType::Mat3, "mat3"),
    (GlslType::Mat4, "mat4"),
    (GlslType::Sampler2D, "sampler2D"),
    (GlslType::Sampler3D, "sampler3D"),
    (GlslType::SamplerCube, "samplerCube"),
    (GlslType::Sampler2DArray, "sampler2DArray"),
    (GlslType::Sampler2DShadow, "sampler2DShadow"),
    (GlslType::ISampler2D, "isampler2D"),
    (GlslType::ISampler3D, "isampler3D"),
    (GlslType::ISampler2DArray, "isampler2DArray"),
    (GlslType::USampler2D, "usampler2D"),
    (GlslType::USampler3D, "usampler3D"),
    (GlslType::USampler2DArray, "usampler2DArray"),
];

impl GlslType {
    /// Returns the type of this GLSL name, `None` for a structure or a type outside this list.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = match name {
            "mat2x2" => "mat2",
            "mat3x3" => "mat3",
            "mat4x4" => "mat4",
            other => other,
        };
        NAMES.iter().find(|(_, known)| *known == name).map(|(ty, _)| *ty)
    }

    /// Returns the GLSL names of all types.
    #[cfg(feature = "parser")]
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(_, name)| *name)
    }

    /// Returns the GLSL name of this type.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(ty, _)| *ty == self).map_or("void", |(_, name)| name)
    }

    /// Returns whether this is a texture sampler.
    pub fn is_sampler(self) -> bool {
        self.name().contains("sampler")
    }

    /// Returns whether values of this type are integers, which need `flat` as a varying.
    pub fn is_integer(self) -> bool {
        matches!(self.vector(), Some((Component::Int | Component::UInt, _)))
    }

    /// Returns the component and the number of components of a scalar or vector.
    pub(crate) fn vector(self) -> Option<(Component, u8)> {
        Some(match self {
            Self::Bool => (Component::Bool, 1),
            Self::Int => (Component::Int, 1),
            Self::UInt => (Component::UInt, 1),
            Self::Float => (Component::Float, 1),
            Self::Vec2 => (Component::Float, 2),
            Self::Vec3 => (Component::Float, 3),
            Self::Vec4 => (Component::Float, 4),
            Self::IVec2 => (Component::Int, 2),
            Self::IVec3 => (Component::Int, 3),
            Self::IVec4 => (Component::Int, 4),
            Self::UVec2 => (Component::UInt, 2),
            Self::UVec3 => (Component::UInt, 3),
            Self::UVec4 => (Component::UInt, 4),
            Self::BVec2 => (Component::Bool, 2),
            Self::BVec3 => (Component::Bool, 3),
            Self::BVec4 => (Component::Bool, 4),
            _ => return None,
        })
    }

    /// Returns the column of a square matrix.
    pub(crate) fn column(self) -> Option<Self> {
        match self {
            Self::Mat2 => Some(Self::Vec2),
            Self::Mat3 => Some(Self::Vec3),
            Self::Mat4 => Some(Self::Vec4),
            _ => None,
        }
    }

    /// Returns the scalar or vector of `count` components of this kind.
    pub(crate) fn of(component: Component, count: u8) -> Option<Self> {
        NAMES.iter().map(|(ty, _)| *ty).find(|ty| ty.vector() == Some((component, count)))
    }
}

impl fmt::Display for GlslType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_gives_its_type_back() {
        for (ty, name) in NAMES {
            assert_eq!(GlslType::from_name(name), Some(ty), "{name}");
            assert_eq!(ty.name(), name);
        }
    }

    #[test]
    fn components_build_the_vector_again() {
        assert_eq!(GlslType::of(Component::UInt, 3), Some(GlslType::UVec3));
        assert_eq!(GlslType::of(Component::Float, 5), None);
        assert!(GlslType::IVec2.is_integer());
        assert!(!GlslType::Vec2.is_integer());
    }
}
