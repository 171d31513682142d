//! Formats of texels: one table, from which the documentation, the uploads and the tests are made.

use serde::{Deserialize, Serialize};

use crate::caps::Caps;

/// How a texel's channels arrive in the shader, or that it is depth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channels {
    /// `sampler2D` and the like: floats.
    Float,
    /// `isampler2D` and the like: signed integers.
    Int,
    /// `usampler2D` and the like: unsigned integers.
    UInt,
    /// Depth, alone or with a stencil: `sampler2D`, or `sampler2DShadow` where it is compared.
    Depth,
    /// A stencil alone: only for render buffers.
    Stencil,
}

/// The form of the numbers of an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the first eight are the Rust types of the same names")]
pub enum TexelType {
    U8,
    I8,
    U16,
    I16,
    U32,
    I32,
    /// The bits of a 16-bit float.
    F16,
    F32,
    /// A `u16` a texel: red 5 bits (the highest), green 6, blue 5.
    U565,
    /// A `u16` a texel: red 4 bits (the highest), green 4, blue 4, alpha 4.
    U4444,
    /// A `u16` a texel: red 5 bits (the highest), green 5, blue 5, alpha 1.
    U5551,
    /// A `u32` a texel: red 10 bits (the lowest), green 10, blue 10, alpha 2.
    U2101010Rev,
    /// A `u32` a texel: floats without sign, red 11 bits (the lowest), green 11, blue 10.
    F111110Rev,
    /// A `u32` a texel: red 9 bits (the lowest), green 9, blue 9, and a common exponent of 5.
    U5999Rev,
    /// A `u32` a texel: depth 24 bits (the highest), stencil 8.
    U248,
    /// An `f32` of depth, then a `u32` whose lowest 8 bits are the stencil.
    F32U248Rev,
}

impl TexelType {
    /// Bytes, and whether they hold the whole texel instead of one channel.
    const fn bytes(self) -> (usize, bool) {
        match self {
            Self::U8 | Self::I8 => (1, false),
            Self::U16 | Self::I16 | Self::F16 => (2, false),
            Self::U32 | Self::I32 | Self::F32 => (4, false),
            Self::U565 | Self::U4444 | Self::U5551 => (2, true),
            Self::U2101010Rev | Self::F111110Rev | Self::U5999Rev | Self::U248 => (4, true),
            Self::F32U248Rev => (8, true),
        }
    }
}

/// Where something of a format is possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Where {
    /// Everywhere.
    Always,
    /// Nowhere that can be relied on.
    Never,
    /// Where [`Caps::float_targets`] is set.
    FloatTargets,
    /// Where [`Caps::float_linear`] is set.
    FloatLinear,
    /// Where [`Caps::norm16`] is set.
    Norm16,
}

impl Where {
    /// Whether that device has it.
    #[must_use]
    pub const fn holds(self, caps: &Caps) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::FloatTargets => caps.float_targets,
            Self::FloatLinear => caps.float_linear,
            Self::Norm16 => caps.norm16,
        }
    }

    /// What brings it, for messages and tables.
    #[must_use]
    pub const fn requires(self) -> &'static str {
        match self {
            Self::Always => "yes",
            Self::Never => "no",
            Self::FloatTargets => "EXT_color_buffer_float",
            Self::FloatLinear => "OES_texture_float_linear",
            Self::Norm16 => "EXT_texture_norm16",
        }
    }
}

macro_rules! formats {
    ($($name:ident: $texel:ident x $components:literal, $channels:ident, $filter:ident, $draw:ident, $there:ident;)*) => {
        /// Format of a texel in GPU memory. An upload has the same form: `R8` takes one byte a texel, `Rgba32F` four
        /// floats. [`TextureFormat::markdown`] lists what each takes and where it is possible.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "the names say it: they are OpenGL's")]
        #[non_exhaustive]
        pub enum TextureFormat { $($name,)* }

        impl TextureFormat {
            /// All formats.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            const fn row(self) -> Row {
                match self {
                    $(Self::$name => Row {
                        texel: TexelType::$texel,
                        components: $components,
                        channels: Channels::$channels,
                        filter: Where::$filter,
                        draw: Where::$draw,
                        there: Where::$there,
                    },)*
                }
            }
        }
    };
}

/// What the table says of a format.
#[derive(Clone, Copy)]
struct Row {
    texel: TexelType,
    components: u8,
    channels: Channels,
    filter: Where,
    draw: Where,
    there: Where,
}

// Name: form of an upload, channels, how they arrive, linear filtering, drawing into it, where it is at all.
formats! {
    R8: U8 x 1, Float, Always, Always, Always;
    Rg8: U8 x 2, Float, Always, Always, Always;
    Rgb8: U8 x 3, Float, Always, Always, Always;
    Rgba8: U8 x 4, Float, Always, Always, Always;
    R8Snorm: I8 x 1, Float, Always, Never, Always;
    Rg8Snorm: I8 x 2, Float, Always, Never, Always;
    Rgb8Snorm: I8 x 3, Float, Always, Never, Always;
    Rgba8Snorm: I8 x 4, Float, Always, Never, Always;
    Srgb8: U8 x 3, Float, Always, Never, Always;
    Srgb8Alpha8: U8 x 4, Float, Always, Always, Always;
    R16: U16 x 1, Float, Always, Norm16, Norm16;
    Rg16: U16 x 2, Float, Always, Norm16, Norm16;
    Rgb16: U16 x 3, Float, Always, Never, Norm16;
    Rgba16: U16 x 4, Float, Always, Norm16, Norm16;
    R16Snorm: I16 x 1, Float, Always, Never, Norm16;
    Rg16Snorm: I16 x 2, Float, Always, Never, Norm16;
    Rgb16Snorm: I16 x 3, Float, Always, Never, Norm16;
    Rgba16Snorm: I16 x 4, Float, Always, Never, Norm16;
    R16F: F16 x 1, Float, Always, FloatTargets, Always;
    Rg16F: F16 x 2, Float, Always, FloatTargets, Always;
    Rgb16F: F16 x 3, Float, Always, Never, Always;
    Rgba16F: F16 x 4, Float, Always, FloatTargets, Always;
    R32F: F32 x 1, Float, FloatLinear, FloatTargets, Always;
    Rg32F: F32 x 2, Float, FloatLinear, FloatTargets, Always;
    Rgb32F: F32 x 3, Float, FloatLinear, Never, Always;
    Rgba32F: F32 x 4, Float, FloatLinear, FloatTargets, Always;
    R8Ui: U8 x 1, UInt, Never, Always, Always;
    Rg8Ui: U8 x 2, UInt, Never, Always, Always;
    Rgb8Ui: U8 x 3, UInt, Never, Never, Always;
    Rgba8Ui: U8 x 4, UInt, Never, Always, Always;
    R8I: I8 x 1, Int, Never, Always, Always;
    Rg8I: I8 x 2, Int, Never, Always, Always;
    Rgb8I: I8 x 3, Int, Never, Never, Always;
    Rgba8I: I8 x 4, Int, Never, Always, Always;
    R16Ui: U16 x 1, UInt, Never, Always, Always;
    Rg16Ui: U16 x 2, UInt, Never, Always, Always;
    Rgb16Ui: U16 x 3, UInt, Never, Never, Always;
    Rgba16Ui: U16 x 4, UInt, Never, Always, Always;
    R16I: I16 x 1, Int, Never, Always, Always;
    Rg16I: I16 x 2, Int, Never, Always, Always;
    Rgb16I: I16 x 3, Int, Never, Never, Always;
    Rgba16I: I16 x 4, Int, Never, Always, Always;
    R32Ui: U32 x 1, UInt, Never, Always, Always;
    Rg32Ui: U32 x 2, UInt, Never, Always, Always;
    Rgb32Ui: U32 x 3, UInt, Never, Never, Always;
    Rgba32Ui: U32 x 4, UInt, Never, Always, Always;
    R32I: I32 x 1, Int, Never, Always, Always;
    Rg32I: I32 x 2, Int, Never, Always, Always;
    Rgb32I: I32 x 3, Int, Never, Never, Always;
    Rgba32I: I32 x 4, Int, Never, Always, Always;
    Rgb565: U565 x 3, Float, Always, Always, Always;
    Rgba4: U4444 x 4, Float, Always, Always, Always;
    Rgb5A1: U5551 x 4, Float, Always, Always, Always;
    Rgb10A2: U2101010Rev x 4, Float, Always, Always, Always;
    Rgb10A2Ui: U2101010Rev x 4, UInt, Never, Always, Always;
    R11FG11FB10F: F111110Rev x 3, Float, Always, FloatTargets, Always;
    Rgb9E5: U5999Rev x 3, Float, Always, Never, Always;
    Depth16: U16 x 1, Depth, Never, Always, Always;
    Depth24: U32 x 1, Depth, Never, Always, Always;
    Depth32F: F32 x 1, Depth, Never, Always, Always;
    Depth24Stencil8: U248 x 1, Depth, Never, Always, Always;
    Depth32FStencil8: F32U248Rev x 1, Depth, Never, Always, Always;
    Stencil8: U8 x 1, Stencil, Never, Always, Always;
}

impl TextureFormat {
    /// Bytes of one texel in an upload.
    #[must_use]
    pub const fn texel_bytes(self) -> usize {
        let Row { texel, components, .. } = self.row();
        match texel.bytes() {
            (bytes, true) => bytes,
            (bytes, false) => bytes * components as usize,
        }
    }

    /// Form of the numbers of an upload.
    #[must_use]
    pub const fn texel_type(self) -> TexelType {
        self.row().texel
    }

    /// How many channels it has, 1 to 4; the shader sees (0, 0, 0, 1) in place of missing ones.
    #[must_use]
    pub const fn components(self) -> u8 {
        self.row().components
    }

    /// How it arrives in a shader.
    #[must_use]
    pub const fn channels(self) -> Channels {
        self.row().channels
    }

    /// Where linear filtering works. Depth can be filtered linearly where it is compared.
    #[must_use]
    pub const fn filtering(self) -> Where {
        self.row().filter
    }

    /// Where it can be drawn into.
    #[must_use]
    pub const fn drawing(self) -> Where {
        self.row().draw
    }

    /// Where there are textures of this format.
    #[must_use]
    pub const fn availability(self) -> Where {
        self.row().there
    }

    /// Whether channels are floats of 32 or fewer bits.
    #[must_use]
    pub const fn is_float(self) -> bool {
        matches!(
            self.row().texel,
            TexelType::F16 | TexelType::F32 | TexelType::F111110Rev | TexelType::U5999Rev
        ) && matches!(self.row().channels, Channels::Float)
    }

    /// Whether channels are encoded as sRGB: decoded when read, encoded when drawn into.
    #[must_use]
    pub const fn is_srgb(self) -> bool {
        matches!(self, Self::Srgb8 | Self::Srgb8Alpha8)
    }

    /// Whether it has a stencil.
    #[must_use]
    pub const fn has_stencil(self) -> bool {
        matches!(self, Self::Depth24Stencil8 | Self::Depth32FStencil8 | Self::Stencil8)
    }

    /// Whether linear filtering always works.
    #[must_use]
    pub const fn is_filterable(self) -> bool {
        matches!(self.row().filter, Where::Always)
    }

    /// The table of all formats as Markdown, as it stands in `GLIR.md`.
    #[must_use]
    pub fn markdown() -> String {
        let mut table = "| format | upload of a texel | arrives as | linear filter | drawn into | there |\n\
                         | --- | --- | --- | --- | --- | --- |\n"
            .to_owned();
        for format in Self::ALL {
            let Row { texel, components, channels, filter, draw, there } = format.row();
            let upload = match texel.bytes() {
                (_, false) if components > 1 => format!("{components} x `{texel:?}`"),
                _ => format!("`{texel:?}`"),
            };
            let [filter, draw, there] = [filter, draw, there].map(Where::requires);
            table.push_str(&format!(
                "| {format:?} | {upload}, {} bytes | {channels:?} | {filter} | {draw} | {there} |\n",
                format.texel_bytes()
            ));
        }
        table
    }
}
