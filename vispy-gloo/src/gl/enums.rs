//! Our words in OpenGL's numbers.

use crate::buffer::{IndexType, Scalar};
use crate::command::Topology;
use crate::program::GlslType;
use crate::read::ReadFormat;
use crate::state::{BlendEquation, BlendFactor, Compare, CullFace};
use crate::texture::{Filter, TextureFormat, Wrap};

pub(super) const fn topology(topology: Topology) -> u32 {
    match topology {
        Topology::Points => glow::POINTS,
        Topology::Lines => glow::LINES,
        Topology::LineStrip => glow::LINE_STRIP,
        Topology::LineLoop => glow::LINE_LOOP,
        Topology::Triangles => glow::TRIANGLES,
        Topology::TriangleStrip => glow::TRIANGLE_STRIP,
        Topology::TriangleFan => glow::TRIANGLE_FAN,
    }
}

pub(super) const fn compare(compare: Compare) -> u32 {
    match compare {
        Compare::Never => glow::NEVER,
        Compare::Less => glow::LESS,
        Compare::Equal => glow::EQUAL,
        Compare::LessEqual => glow::LEQUAL,
        Compare::Greater => glow::GREATER,
        Compare::NotEqual => glow::NOTEQUAL,
        Compare::GreaterEqual => glow::GEQUAL,
        Compare::Always => glow::ALWAYS,
    }
}

pub(super) const fn factor(factor: BlendFactor) -> u32 {
    match factor {
        BlendFactor::Zero => glow::ZERO,
        BlendFactor::One => glow::ONE,
        BlendFactor::SrcColor => glow::SRC_COLOR,
        BlendFactor::OneMinusSrcColor => glow::ONE_MINUS_SRC_COLOR,
        BlendFactor::DstColor => glow::DST_COLOR,
        BlendFactor::OneMinusDstColor => glow::ONE_MINUS_DST_COLOR,
        BlendFactor::SrcAlpha => glow::SRC_ALPHA,
        BlendFactor::OneMinusSrcAlpha => glow::ONE_MINUS_SRC_ALPHA,
        BlendFactor::DstAlpha => glow::DST_ALPHA,
        BlendFactor::OneMinusDstAlpha => glow::ONE_MINUS_DST_ALPHA,
    }
}

pub(super) const fn equation(equation: BlendEquation) -> u32 {
    match equation {
        BlendEquation::Add => glow::FUNC_ADD,
        BlendEquation::Subtract => glow::FUNC_SUBTRACT,
        BlendEquation::ReverseSubtract => glow::FUNC_REVERSE_SUBTRACT,
        BlendEquation::Min => glow::MIN,
        BlendEquation::Max => glow::MAX,
    }
}

pub(super) const fn face(face: CullFace) -> u32 {
    match face {
        CullFace::Front => glow::FRONT,
        CullFace::Back => glow::BACK,
    }
}

pub(super) const fn scalar(scalar: Scalar) -> u32 {
    match scalar {
        Scalar::I8 => glow::BYTE,
        Scalar::U8 => glow::UNSIGNED_BYTE,
        Scalar::I16 => glow::SHORT,
        Scalar::U16 => glow::UNSIGNED_SHORT,
        Scalar::I32 => glow::INT,
        Scalar::U32 => glow::UNSIGNED_INT,
        Scalar::F32 => glow::FLOAT,
    }
}

pub(super) const fn index_type(index_type: IndexType) -> u32 {
    match index_type {
        IndexType::U8 => glow::UNSIGNED_BYTE,
        IndexType::U16 => glow::UNSIGNED_SHORT,
        IndexType::U32 => glow::UNSIGNED_INT,
    }
}

pub(super) const fn filter(filter: Filter) -> u32 {
    match filter {
        Filter::Nearest => glow::NEAREST,
        Filter::Linear => glow::LINEAR,
    }
}

pub(super) const fn wrap(wrap: Wrap) -> u32 {
    match wrap {
        Wrap::ClampToEdge => glow::CLAMP_TO_EDGE,
        Wrap::Repeat => glow::REPEAT,
        Wrap::MirroredRepeat => glow::MIRRORED_REPEAT,
    }
}

pub(super) const fn read_format(format: ReadFormat) -> (u32, u32) {
    match format {
        ReadFormat::Rgba8 => (glow::RGBA, glow::UNSIGNED_BYTE),
        ReadFormat::Rgba32F => (glow::RGBA, glow::FLOAT),
        ReadFormat::Rgba32Ui => (glow::RGBA_INTEGER, glow::UNSIGNED_INT),
    }
}

/// Internal format, format and type of uploads.
pub(super) const fn texture_format(format: TextureFormat) -> (u32, u32, u32) {
    match format {
        TextureFormat::R8 => (glow::R8, glow::RED, glow::UNSIGNED_BYTE),
        TextureFormat::Rg8 => (glow::RG8, glow::RG, glow::UNSIGNED_BYTE),
        TextureFormat::Rgb8 => (glow::RGB8, glow::RGB, glow::UNSIGNED_BYTE),
        TextureFormat::Rgba8 => (glow::RGBA8, glow::RGBA, glow::UNSIGNED_BYTE),
        TextureFormat::Srgb8Alpha8 => (glow::SRGB8_ALPHA8, glow::RGBA, glow::UNSIGNED_BYTE),
        TextureFormat::R16F => (glow::R16F, glow::RED, glow::HALF_FLOAT),
        TextureFormat::Rg16F => (glow::RG16F, glow::RG, glow::HALF_FLOAT),
        TextureFormat::Rgba16F => (glow::RGBA16F, glow::RGBA, glow::HALF_FLOAT),
        TextureFormat::R32F => (glow::R32F, glow::RED, glow::FLOAT),
        TextureFormat::Rg32F => (glow::RG32F, glow::RG, glow::FLOAT),
        TextureFormat::Rgba32F => (glow::RGBA32F, glow::RGBA, glow::FLOAT),
        TextureFormat::R8Ui => (glow::R8UI, glow::RED_INTEGER, glow::UNSIGNED_BYTE),
        TextureFormat::R16Ui => (glow::R16UI, glow::RED_INTEGER, glow::UNSIGNED_SHORT),
        TextureFormat::R32Ui => (glow::R32UI, glow::RED_INTEGER, glow::UNSIGNED_INT),
        TextureFormat::R32I => (glow::R32I, glow::RED_INTEGER, glow::INT),
        TextureFormat::Rgba32Ui => (glow::RGBA32UI, glow::RGBA_INTEGER, glow::UNSIGNED_INT),
        TextureFormat::Depth16 => (glow::DEPTH_COMPONENT16, glow::DEPTH_COMPONENT, glow::UNSIGNED_SHORT),
        TextureFormat::Depth24 => (glow::DEPTH_COMPONENT24, glow::DEPTH_COMPONENT, glow::UNSIGNED_INT),
        TextureFormat::Depth32F => (glow::DEPTH_COMPONENT32F, glow::DEPTH_COMPONENT, glow::FLOAT),
    }
}

/// The type of a variable; `None` for what programs here do not use.
pub(super) const fn glsl_type(number: u32) -> Option<GlslType> {
    Some(match number {
        glow::FLOAT => GlslType::Float,
        glow::FLOAT_VEC2 => GlslType::Vec2,
        glow::FLOAT_VEC3 => GlslType::Vec3,
        glow::FLOAT_VEC4 => GlslType::Vec4,
        glow::INT => GlslType::Int,
        glow::INT_VEC2 => GlslType::IVec2,
        glow::INT_VEC3 => GlslType::IVec3,
        glow::INT_VEC4 => GlslType::IVec4,
        glow::UNSIGNED_INT => GlslType::UInt,
        glow::UNSIGNED_INT_VEC2 => GlslType::UVec2,
        glow::UNSIGNED_INT_VEC3 => GlslType::UVec3,
        glow::UNSIGNED_INT_VEC4 => GlslType::UVec4,
        glow::BOOL => GlslType::Bool,
        glow::BOOL_VEC2 => GlslType::BVec2,
        glow::BOOL_VEC3 => GlslType::BVec3,
        glow::BOOL_VEC4 => GlslType::BVec4,
        glow::FLOAT_MAT2 => GlslType::Mat2,
        glow::FLOAT_MAT3 => GlslType::Mat3,
        glow::FLOAT_MAT4 => GlslType::Mat4,
        glow::SAMPLER_2D => GlslType::Sampler2D,
        glow::INT_SAMPLER_2D => GlslType::ISampler2D,
        glow::UNSIGNED_INT_SAMPLER_2D => GlslType::USampler2D,
        _ => return None,
    })
}

pub(super) const fn error_name(number: u32) -> &'static str {
    match number {
        glow::INVALID_ENUM => "GL_INVALID_ENUM",
        glow::INVALID_VALUE => "GL_INVALID_VALUE",
        glow::INVALID_OPERATION => "GL_INVALID_OPERATION",
        glow::INVALID_FRAMEBUFFER_OPERATION => "GL_INVALID_FRAMEBUFFER_OPERATION",
        glow::OUT_OF_MEMORY => "GL_OUT_OF_MEMORY",
        _ => "an unknown OpenGL error",
    }
}

pub(super) const fn incompleteness(number: u32) -> &'static str {
    match number {
        glow::FRAMEBUFFER_INCOMPLETE_ATTACHMENT => {
            "an attachment has a format that cannot be drawn into, or no size"
        }
        glow::FRAMEBUFFER_INCOMPLETE_MISSING_ATTACHMENT => "there is no attachment",
        glow::FRAMEBUFFER_INCOMPLETE_MULTISAMPLE => "attachments have different numbers of samples",
        glow::FRAMEBUFFER_UNSUPPORTED => "the driver does not support this combination of formats",
        _ => "the driver gives no reason that is known",
    }
}
