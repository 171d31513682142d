//! What variables a program has.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Block;
use crate::buffer::{Scalar, VertexFormat};
use crate::texture::{Channels, TextureKind};

/// A type of GLSL ES 3.00 that a uniform or an attribute can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is the GLSL type of the same name")]
#[non_exhaustive]
pub enum GlslType {
    Float,
    Vec2,
    Vec3,
    Vec4,
    Int,
    IVec2,
    IVec3,
    IVec4,
    UInt,
    UVec2,
    UVec3,
    UVec4,
    Bool,
    BVec2,
    BVec3,
    BVec4,
    Mat2,
    Mat3,
    Mat4,
    Mat2x3,
    Mat2x4,
    Mat3x2,
    Mat3x4,
    Mat4x2,
    Mat4x3,
    Sampler2D,
    Sampler3D,
    Sampler2DArray,
    SamplerCube,
    Sampler2DShadow,
    Sampler2DArrayShadow,
    SamplerCubeShadow,
    ISampler2D,
    ISampler3D,
    ISampler2DArray,
    ISamplerCube,
    USampler2D,
    USampler3D,
    USampler2DArray,
    USamplerCube,
}

const NAMES: [(GlslType, &str); 40] = [
    (GlslType::Float, "float"),
    (GlslType::Vec2, "vec2"),
    (GlslType::Vec3, "vec3"),
    (GlslType::Vec4, "vec4"),
    (GlslType::Int, "int"),
    (GlslType::IVec2, "ivec2"),
    (GlslType::IVec3, "ivec3"),
    (GlslType::IVec4, "ivec4"),
    (GlslType::UInt, "uint"),
    (GlslType::UVec2, "uvec2"),
    (GlslType::UVec3, "uvec3"),
    (GlslType::UVec4, "uvec4"),
    (GlslType::Bool, "bool"),
    (GlslType::BVec2, "bvec2"),
    (GlslType::BVec3, "bvec3"),
    (GlslType::BVec4, "bvec4"),
    (GlslType::Mat2, "mat2"),
    (GlslType::Mat3, "mat3"),
    (GlslType::Mat4, "mat4"),
    (GlslType::Mat2x3, "mat2x3"),
    (GlslType::Mat2x4, "mat2x4"),
    (GlslType::Mat3x2, "mat3x2"),
    (GlslType::Mat3x4, "mat3x4"),
    (GlslType::Mat4x2, "mat4x2"),
    (GlslType::Mat4x3, "mat4x3"),
    (GlslType::Sampler2D, "sampler2D"),
    (GlslType::Sampler3D, "sampler3D"),
    (GlslType::Sampler2DArray, "sampler2DArray"),
    (GlslType::SamplerCube, "samplerCube"),
    (GlslType::Sampler2DShadow, "sampler2DShadow"),
    (GlslType::Sampler2DArrayShadow, "sampler2DArrayShadow"),
    (GlslType::SamplerCubeShadow, "samplerCubeShadow"),
    (GlslType::ISampler2D, "isampler2D"),
    (GlslType::ISampler3D, "isampler3D"),
    (GlslType::ISampler2DArray, "isampler2DArray"),
    (GlslType::ISamplerCube, "isamplerCube"),
    (GlslType::USampler2D, "usampler2D"),
    (GlslType::USampler3D, "usampler3D"),
    (GlslType::USampler2DArray, "usampler2DArray"),
    (GlslType::USamplerCube, "usamplerCube"),
];

impl GlslType {
    /// The type of that name.
    ///
    /// ```
    /// # use vispy_gloo::GlslType;
    /// assert_eq!(GlslType::from_name("vec3"), Some(GlslType::Vec3));
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        NAMES.iter().find(|(_, known)| *known == name).map(|(ty, _)| *ty)
    }

    /// Its name in GLSL.
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(ty, _)| *ty == self).map_or("?", |(_, name)| name)
    }

    /// Number type, rows and columns; `None` of a sampler.
    pub(crate) const fn shape(self) -> Option<(Scalar, u8, u32)> {
        use Scalar::{F32, I32, U32};
        Some(match self {
            Self::Float => (F32, 1, 1),
            Self::Vec2 => (F32, 2, 1),
            Self::Vec3 => (F32, 3, 1),
            Self::Vec4 => (F32, 4, 1),
            Self::Int => (I32, 1, 1),
            Self::IVec2 => (I32, 2, 1),
            Self::IVec3 => (I32, 3, 1),
            Self::IVec4 => (I32, 4, 1),
            Self::UInt | Self::Bool => (U32, 1, 1),
            Self::UVec2 | Self::BVec2 => (U32, 2, 1),
            Self::UVec3 | Self::BVec3 => (U32, 3, 1),
            Self::UVec4 | Self::BVec4 => (U32, 4, 1),
            Self::Mat2 => (F32, 2, 2),
            Self::Mat3 => (F32, 3, 3),
            Self::Mat4 => (F32, 4, 4),
            Self::Mat2x3 => (F32, 3, 2),
            Self::Mat2x4 => (F32, 4, 2),
            Self::Mat3x2 => (F32, 2, 3),
            Self::Mat3x4 => (F32, 4, 3),
            Self::Mat4x2 => (F32, 2, 4),
            Self::Mat4x3 => (F32, 3, 4),
            _ => return None,
        })
    }

    /// How many numbers a value has; 0 of a sampler.
    pub(crate) const fn words(self) -> usize {
        match self.shape() {
            Some((_, rows, columns)) => rows as usize * columns as usize,
            None => 0,
        }
    }

    pub(crate) const fn is_bool(self) -> bool {
        matches!(self, Self::Bool | Self::BVec2 | Self::BVec3 | Self::BVec4)
    }

    /// Of a sampler: the kind of texture, the channels, and whether it compares depth.
    const fn sampled(self) -> Option<(TextureKind, Channels, bool)> {
        use TextureKind::{Cube, D2, D2Array, D3};
        Some(match self {
            Self::Sampler2D => (D2, Channels::Float, false),
            Self::Sampler3D => (D3, Channels::Float, false),
            Self::Sampler2DArray => (D2Array, Channels::Float, false),
            Self::SamplerCube => (Cube, Channels::Float, false),
            Self::Sampler2DShadow => (D2, Channels::Depth, true),
            Self::Sampler2DArrayShadow => (D2Array, Channels::Depth, true),
            Self::SamplerCubeShadow => (Cube, Channels::Depth, true),
            Self::ISampler2D => (D2, Channels::Int, false),
            Self::ISampler3D => (D3, Channels::Int, false),
            Self::ISampler2DArray => (D2Array, Channels::Int, false),
            Self::ISamplerCube => (Cube, Channels::Int, false),
            Self::USampler2D => (D2, Channels::UInt, false),
            Self::USampler3D => (D3, Channels::UInt, false),
            Self::USampler2DArray => (D2Array, Channels::UInt, false),
            Self::USamplerCube => (Cube, Channels::UInt, false),
            _ => return None,
        })
    }

    /// Whether it reads textures.
    #[must_use]
    pub const fn is_sampler(self) -> bool {
        self.sampled().is_some()
    }

    /// Whether it reads textures of such a kind, with such channels, that are compared or not.
    pub(crate) fn samples(self, kind: TextureKind, channels: Channels, compared: bool) -> bool {
        let Some((wanted, own, shadow)) = self.sampled() else { return false };
        let readable = own == channels || (own == Channels::Float && channels == Channels::Depth);
        wanted == kind && readable && shadow == compared
    }

    /// Whether an attribute of this type can be fed from such values.
    pub(crate) const fn takes(self, format: VertexFormat) -> bool {
        let Some((scalar, rows, columns)) = self.shape() else { return false };
        let numbers = match scalar {
            Scalar::I32 => {
                matches!(format.scalar, Scalar::I8 | Scalar::I16 | Scalar::I32) && !format.normalized
            }
            Scalar::U32 => {
                matches!(format.scalar, Scalar::U8 | Scalar::U16 | Scalar::U32) && !format.normalized
            }
            _ => true,
        };
        // OpenGL fills missing components up with (0, 0, 0, 1), which is useful for positions.
        let size = rows >= format.components && (columns == 1 || rows == format.components);
        numbers && size && columns == format.columns as u32 && !self.is_bool()
    }
}

impl fmt::Display for GlslType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A uniform or an attribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    /// Its name.
    pub name: Arc<str>,
    /// Its type; of an array, the type of an element.
    pub ty: GlslType,
    /// How many elements; 1 where it is no array.
    pub array_len: u32,
}

impl Variable {
    /// A variable that is no array.
    #[must_use]
    pub fn new(name: &str, ty: GlslType) -> Self {
        Self { name: name.into(), ty, array_len: 1 }
    }

    pub(crate) fn describe(&self) -> String {
        match self.array_len {
            1 => self.ty.name().to_owned(),
            len => format!("{}[{len}]", self.ty.name()),
        }
    }
}

/// Name and number of an element: `u_weights` and 2 of `u_weights[2]`.
pub(crate) fn element(name: &str) -> Option<(&str, u32)> {
    let (base, index) = name.strip_suffix(']')?.rsplit_once('[')?;
    Some((base, index.parse().ok()?))
}

/// The variables of a program: what can be set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interface {
    /// Uniforms and samplers.
    pub uniforms: Vec<Variable>,
    /// Attributes.
    pub attributes: Vec<Variable>,
    /// Uniform blocks; their variables are not among the uniforms.
    pub blocks: Vec<Block>,
    /// Outputs of the vertex stage that transform feedback captures, in their order.
    pub feedback: Vec<Variable>,
}

impl Interface {
    /// The uniform of that name, or whose element it names (`u_weights[2]`), and how many elements there are from it on.
    pub(crate) fn uniform(&self, name: &str) -> Option<(&Variable, u32)> {
        let find = |name: &str| self.uniforms.iter().find(|variable| *variable.name == *name);
        if let Some(variable) = find(name) {
            return Some((variable, variable.array_len));
        }
        let (base, index) = element(name)?;
        let variable = find(base)?;
        Some((variable, variable.array_len.checked_sub(index).filter(|left| *left > 0)?))
    }

    /// The name of a uniform or sampler as it is kept here.
    pub(crate) fn shared_name(&self, name: &str) -> Option<&Arc<str>> {
        self.uniforms.iter().map(|variable| &variable.name).find(|known| ***known == *name)
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&Variable> {
        self.attributes.iter().find(|variable| *variable.name == *name)
    }
}
