//! Formats of texels in OpenGL's numbers.

use crate::texture::{Channels, TexelType, TextureFormat};

/// Internal format, format and type of uploads.
pub(super) const fn texture_format(format: TextureFormat) -> (u32, u32, u32) {
    (internal(format), external(format), kind(format.texel_type()))
}

const fn external(format: TextureFormat) -> u32 {
    let whole = matches!(format.channels(), Channels::Int | Channels::UInt);
    match (format.channels(), format.components(), whole) {
        (Channels::Stencil, ..) => glow::STENCIL_INDEX8,
        (Channels::Depth, ..) if format.has_stencil() => glow::DEPTH_STENCIL,
        (Channels::Depth, ..) => glow::DEPTH_COMPONENT,
        (_, 1, true) => glow::RED_INTEGER,
        (_, 2, true) => glow::RG_INTEGER,
        (_, 3, true) => glow::RGB_INTEGER,
        (_, _, true) => glow::RGBA_INTEGER,
        (_, 1, false) => glow::RED,
        (_, 2, false) => glow::RG,
        (_, 3, false) => glow::RGB,
        (_, _, false) => glow::RGBA,
    }
}

const fn kind(texel: TexelType) -> u32 {
    match texel {
        TexelType::U8 => glow::UNSIGNED_BYTE,
        TexelType::I8 => glow::BYTE,
        TexelType::U16 => glow::UNSIGNED_SHORT,
        TexelType::I16 => glow::SHORT,
        TexelType::U32 => glow::UNSIGNED_INT,
        TexelType::I32 => glow::INT,
        TexelType::F16 => glow::HALF_FLOAT,
        TexelType::F32 => glow::FLOAT,
        TexelType::U565 => glow::UNSIGNED_SHORT_5_6_5,
        TexelType::U4444 => glow::UNSIGNED_SHORT_4_4_4_4,
        TexelType::U5551 => glow::UNSIGNED_SHORT_5_5_5_1,
        TexelType::U2101010Rev => glow::UNSIGNED_INT_2_10_10_10_REV,
        TexelType::F111110Rev => glow::UNSIGNED_INT_10F_11F_11F_REV,
        TexelType::U5999Rev => glow::UNSIGNED_INT_5_9_9_9_REV,
        TexelType::U248 => glow::UNSIGNED_INT_24_8,
        TexelType::F32U248Rev => glow::FLOAT_32_UNSIGNED_INT_24_8_REV,
    }
}

const fn internal(format: TextureFormat) -> u32 {
    use TextureFormat as F;
    match format {
        F::R8 => glow::R8,
        F::Rg8 => glow::RG8,
        F::Rgb8 => glow::RGB8,
        F::Rgba8 => glow::RGBA8,
        F::R8Snorm => glow::R8_SNORM,
        F::Rg8Snorm => glow::RG8_SNORM,
        F::Rgb8Snorm => glow::RGB8_SNORM,
        F::Rgba8Snorm => glow::RGBA8_SNORM,
        F::Srgb8 => glow::SRGB8,
        F::Srgb8Alpha8 => glow::SRGB8_ALPHA8,
        F::R16 => glow::R16,
        F::Rg16 => glow::RG16,
        F::Rgb16 => glow::RGB16,
        F::Rgba16 => glow::RGBA16,
        F::R16Snorm => glow::R16_SNORM,
        F::Rg16Snorm => glow::RG16_SNORM,
        F::Rgb16Snorm => glow::RGB16_SNORM,
        F::Rgba16Snorm => glow::RGBA16_SNORM,
        F::R16F => glow::R16F,
        F::Rg16F => glow::RG16F,
        F::Rgb16F => glow::RGB16F,
        F::Rgba16F => glow::RGBA16F,
        F::R32F => glow::R32F,
        F::Rg32F => glow::RG32F,
        F::Rgb32F => glow::RGB32F,
        F::Rgba32F => glow::RGBA32F,
        F::R8Ui => glow::R8UI,
        F::Rg8Ui => glow::RG8UI,
        F::Rgb8Ui => glow::RGB8UI,
        F::Rgba8Ui => glow::RGBA8UI,
        F::R8I => glow::R8I,
        F::Rg8I => glow::RG8I,
        F::Rgb8I => glow::RGB8I,
        F::Rgba8I => glow::RGBA8I,
        F::R16Ui => glow::R16UI,
        F::Rg16Ui => glow::RG16UI,
        F::Rgb16Ui => glow::RGB16UI,
        F::Rgba16Ui => glow::RGBA16UI,
        F::R16I => glow::R16I,
        F::Rg16I => glow::RG16I,
        F::Rgb16I => glow::RGB16I,
        F::Rgba16I => glow::RGBA16I,
        F::R32Ui => glow::R32UI,
        F::Rg32Ui => glow::RG32UI,
        F::Rgb32Ui => glow::RGB32UI,
        F::Rgba32Ui => glow::RGBA32UI,
        F::R32I => glow::R32I,
        F::Rg32I => glow::RG32I,
        F::Rgb32I => glow::RGB32I,
        F::Rgba32I => glow::RGBA32I,
        F::Rgb565 => glow::RGB565,
        F::Rgba4 => glow::RGBA4,
        F::Rgb5A1 => glow::RGB5_A1,
        F::Rgb10A2 => glow::RGB10_A2,
        F::Rgb10A2Ui => glow::RGB10_A2UI,
        F::R11FG11FB10F => glow::R11F_G11F_B10F,
        F::Rgb9E5 => glow::RGB9_E5,
        F::Depth16 => glow::DEPTH_COMPONENT16,
        F::Depth24 => glow::DEPTH_COMPONENT24,
        F::Depth32F => glow::DEPTH_COMPONENT32F,
        F::Depth24Stencil8 => glow::DEPTH24_STENCIL8,
        F::Depth32FStencil8 => glow::DEPTH32F_STENCIL8,
        F::Stencil8 => glow::STENCIL_INDEX8,
    }
}
