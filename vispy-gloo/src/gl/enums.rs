//! Our words in OpenGL's numbers.

use crate::buffer::{IndexType, Scalar};
use crate::command::Topology;
use crate::program::GlslType;
use crate::query::QueryKind;
use crate::read::ReadFormat;
use crate::state::{BlendEquation, BlendFactor, Compare, CullFace, FrontFace, StencilOp};
use crate::texture::{Filter, Swizzle, TextureKind, Wrap};

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
        BlendFactor::ConstantColor => glow::CONSTANT_COLOR,
        BlendFactor::OneMinusConstantColor => glow::ONE_MINUS_CONSTANT_COLOR,
        BlendFactor::ConstantAlpha => glow::CONSTANT_ALPHA,
        BlendFactor::OneMinusConstantAlpha => glow::ONE_MINUS_CONSTANT_ALPHA,
        BlendFactor::SrcAlphaSaturate => glow::SRC_ALPHA_SATURATE,
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

pub(super) const fn front_face(face: FrontFace) -> u32 {
    match face {
        FrontFace::CounterClockwise => glow::CCW,
        FrontFace::Clockwise => glow::CW,
    }
}

pub(super) const fn stencil_op(op: StencilOp) -> u32 {
    match op {
        StencilOp::Keep => glow::KEEP,
        StencilOp::Zero => glow::ZERO,
        StencilOp::Replace => glow::REPLACE,
        StencilOp::Increment => glow::INCR,
        StencilOp::IncrementWrap => glow::INCR_WRAP,
        StencilOp::Decrement => glow::DECR,
        StencilOp::DecrementWrap => glow::DECR_WRAP,
        StencilOp::Invert => glow::INVERT,
    }
}

pub(super) const fn query(kind: QueryKind) -> u32 {
    match kind {
        QueryKind::AnySamples => glow::ANY_SAMPLES_PASSED,
        QueryKind::Time => glow::TIME_ELAPSED,
        QueryKind::FeedbackPrimitives => glow::TRANSFORM_FEEDBACK_PRIMITIVES_WRITTEN,
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
        Scalar::F16 => glow::HALF_FLOAT,
        Scalar::I2101010Rev => glow::INT_2_10_10_10_REV,
        Scalar::U2101010Rev => glow::UNSIGNED_INT_2_10_10_10_REV,
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

/// The filter where texels are smaller than pixels, and the one between levels.
pub(super) const fn min_filter(filter: Filter, mipmap: Option<Filter>) -> u32 {
    match (filter, mipmap) {
        (filter, None) => self::filter(filter),
        (Filter::Nearest, Some(Filter::Nearest)) => glow::NEAREST_MIPMAP_NEAREST,
        (Filter::Linear, Some(Filter::Nearest)) => glow::LINEAR_MIPMAP_NEAREST,
        (Filter::Nearest, Some(Filter::Linear)) => glow::NEAREST_MIPMAP_LINEAR,
        (Filter::Linear, Some(Filter::Linear)) => glow::LINEAR_MIPMAP_LINEAR,
    }
}

pub(super) const fn swizzle(swizzle: Swizzle) -> u32 {
    match swizzle {
        Swizzle::Red => glow::RED,
        Swizzle::Green => glow::GREEN,
        Swizzle::Blue => glow::BLUE,
        Swizzle::Alpha => glow::ALPHA,
        Swizzle::Zero => glow::ZERO,
        Swizzle::One => glow::ONE,
    }
}

pub(super) const fn texture_kind(kind: TextureKind) -> u32 {
    match kind {
        TextureKind::D2 => glow::TEXTURE_2D,
        TextureKind::D3 => glow::TEXTURE_3D,
        TextureKind::D2Array => glow::TEXTURE_2D_ARRAY,
        TextureKind::Cube => glow::TEXTURE_CUBE_MAP,
    }
}

pub(super) const fn wrap(wrap: Wrap) -> u32 {
    match wrap {
        Wrap::ClampToEdge => glow::CLAMP_TO_EDGE,
        Wrap::Repeat => glow::REPEAT,
        Wrap::MirroredRepeat => glow::MIRRORED_REPEAT,
        Wrap::ClampToBorder => glow::CLAMP_TO_BORDER,
    }
}

pub(super) const fn read_format(format: ReadFormat) -> (u32, u32) {
    match format {
        ReadFormat::Rgba8 => (glow::RGBA, glow::UNSIGNED_BYTE),
        ReadFormat::Rgba32F => (glow::RGBA, glow::FLOAT),
        ReadFormat::Rgba32Ui => (glow::RGBA_INTEGER, glow::UNSIGNED_INT),
        ReadFormat::Rgba32I => (glow::RGBA_INTEGER, glow::INT),
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
        glow::FLOAT_MAT2x3 => GlslType::Mat2x3,
        glow::FLOAT_MAT2x4 => GlslType::Mat2x4,
        glow::FLOAT_MAT3x2 => GlslType::Mat3x2,
        glow::FLOAT_MAT3x4 => GlslType::Mat3x4,
        glow::FLOAT_MAT4x2 => GlslType::Mat4x2,
        glow::FLOAT_MAT4x3 => GlslType::Mat4x3,
        glow::SAMPLER_2D => GlslType::Sampler2D,
        glow::SAMPLER_3D => GlslType::Sampler3D,
        glow::SAMPLER_2D_ARRAY => GlslType::Sampler2DArray,
        glow::SAMPLER_CUBE => GlslType::SamplerCube,
        glow::SAMPLER_2D_SHADOW => GlslType::Sampler2DShadow,
        glow::SAMPLER_2D_ARRAY_SHADOW => GlslType::Sampler2DArrayShadow,
        glow::SAMPLER_CUBE_SHADOW => GlslType::SamplerCubeShadow,
        glow::INT_SAMPLER_2D => GlslType::ISampler2D,
        glow::INT_SAMPLER_3D => GlslType::ISampler3D,
        glow::INT_SAMPLER_2D_ARRAY => GlslType::ISampler2DArray,
        glow::INT_SAMPLER_CUBE => GlslType::ISamplerCube,
        glow::UNSIGNED_INT_SAMPLER_2D => GlslType::USampler2D,
        glow::UNSIGNED_INT_SAMPLER_3D => GlslType::USampler3D,
        glow::UNSIGNED_INT_SAMPLER_2D_ARRAY => GlslType::USampler2DArray,
        glow::UNSIGNED_INT_SAMPLER_CUBE => GlslType::USamplerCube,
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
