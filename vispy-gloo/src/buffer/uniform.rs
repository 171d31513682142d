//! Uniform buffers, and the macro that lays out a struct for them.

use std::fmt;
use std::sync::Arc;

use bytemuck::Pod;

use super::Scalar;
use super::shared::BufferShared;
use crate::command::ObjectKind;
use crate::error::{Error, Result};
use crate::payload::Payload;

/// A field of a struct that fills a uniform block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockField {
    /// Name of the variable in the block.
    pub name: &'static str,
    /// Number type.
    pub scalar: Scalar,
    /// How many numbers stand side by side: 1 to 4.
    pub components: u8,
    /// How many such vectors follow each other: columns of a matrix, elements of an array.
    pub vectors: u32,
    /// Bytes from the start of the struct.
    pub offset: u32,
}

impl fmt::Display for BlockField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { scalar, components, vectors, offset, .. } = self;
        write!(f, "{scalar:?}x{components}")?;
        if *vectors > 1 {
            write!(f, "[{vectors}], {} bytes apart,", 4 * u32::from(*components))?;
        }
        write!(f, " at byte {offset}")
    }
}

/// A struct that fills a uniform block with layout `std140`; laid out by [`uniform_block!`](crate::uniform_block).
pub trait UniformBlock: Pod {
    /// The fields that the block has too; padding is not among them.
    const FIELDS: &'static [BlockField];
}

/// A type that can be a field of a uniform block: numbers, vectors, and arrays of vectors of four, which are matrices and
/// arrays (`std140` puts 16 bytes between columns and between elements).
pub trait BlockValue: Pod {
    /// Number type, how many stand side by side, and how many such vectors follow each other.
    const SHAPE: (Scalar, u8, u32);
}

macro_rules! values {
    ($($scalar:ident $type:ty),*) => {$(
        impl BlockValue for $type {
            const SHAPE: (Scalar, u8, u32) = (Scalar::$scalar, 1, 1);
        }
        impl BlockValue for [$type; 2] {
            const SHAPE: (Scalar, u8, u32) = (Scalar::$scalar, 2, 1);
        }
        impl BlockValue for [$type; 3] {
            const SHAPE: (Scalar, u8, u32) = (Scalar::$scalar, 3, 1);
        }
        impl BlockValue for [$type; 4] {
            const SHAPE: (Scalar, u8, u32) = (Scalar::$scalar, 4, 1);
        }
        impl<const N: usize> BlockValue for [[$type; 4]; N]
        where
            [[$type; 4]; N]: Pod,
        {
            const SHAPE: (Scalar, u8, u32) = (Scalar::$scalar, 4, N as u32);
        }
        impl<const M: usize, const N: usize> BlockValue for [[[$type; 4]; M]; N]
        where
            [[[$type; 4]; M]; N]: Pod,
        {
            const SHAPE: (Scalar, u8, u32) = (Scalar::$scalar, 4, (M * N) as u32);
        }
    )*};
}
values!(F32 f32, I32 i32, U32 u32);

macro_rules! glam_values {
    ($($type:ty => $components:literal x $vectors:literal),*) => {$(
        impl BlockValue for $type {
            const SHAPE: (Scalar, u8, u32) = (Scalar::F32, $components, $vectors);
        }
    )*};
}
glam_values!(glam::Vec2 => 2 x 1, glam::Vec3 => 3 x 1, glam::Vec4 => 4 x 1, glam::Mat4 => 4 x 4);

/// The field of a block that a field of a struct is; used by [`uniform_block!`](crate::uniform_block).
#[must_use]
pub const fn block_field_of<B, F: BlockValue>(
    _field: fn(&B) -> &F,
    name: &'static str,
    offset: usize,
) -> BlockField {
    let (scalar, components, vectors) = F::SHAPE;
    BlockField { name, scalar, components, vectors, offset: offset as u32 }
}

/// Values of a uniform block in GPU memory, which several programs can share. Cloning shares it.
///
/// ```
/// use vispy_gloo::UniformBuffer;
/// use vispy_gloo::bytemuck::{Pod, Zeroable};
///
/// // layout(std140) uniform Light { vec3 u_direction; float u_strength; mat4 u_matrix; };
/// #[repr(C)]
/// #[derive(Clone, Copy, Pod, Zeroable)]
/// struct Light {
///     u_direction: [f32; 3],
///     u_strength: f32,
///     u_matrix: [[f32; 4]; 4],
/// }
/// vispy_gloo::uniform_block!(Light { u_direction, u_strength, u_matrix });
///
/// let light = UniformBuffer::new(&Light { u_direction: [0.0, 0.0, 1.0], ..Light::zeroed() });
/// assert_eq!(light.size_bytes(), 80);
/// // `program.set_block("Light", &light)?` compares it with the program's block, by name and place.
/// ```
#[derive(Debug, Clone)]
pub struct UniformBuffer {
    pub(crate) shared: Arc<BufferShared>,
    pub(crate) fields: &'static [BlockField],
}

impl UniformBuffer {
    /// A buffer with these values.
    #[must_use]
    pub fn new<B: UniformBlock>(values: &B) -> Self {
        let shared = BufferShared::new(ObjectKind::UniformBuffer);
        shared.set(Payload::copied(std::slice::from_ref(values)));
        Self { shared, fields: B::FIELDS }
    }

    /// Replaces the values. Draws that were queued before still see the old ones.
    ///
    /// # Errors
    /// `Shape` when `B` is laid out otherwise than the type that the buffer was made with.
    pub fn set<B: UniformBlock>(&self, values: &B) -> Result<()> {
        if B::FIELDS != self.fields || size_of::<B>() as u64 != self.size_bytes() {
            let describe = |fields: &[BlockField]| {
                fields.iter().map(|field| format!("{} {field}", field.name)).collect::<Vec<_>>().join(", ")
            };
            return Err(Error::Shape {
                what: format!("values of {}", self.shared.object.described()),
                expected: describe(self.fields),
                found: describe(B::FIELDS),
            });
        }
        self.shared.set(Payload::copied(std::slice::from_ref(values)));
        Ok(())
    }

    /// A name for messages.
    #[must_use]
    pub fn with_label(self, label: &str) -> Self {
        self.shared.object.set_label(label);
        self
    }

    /// Keeps a copy of the contents, so that they come back after the context was lost
    /// ([`Context::recover`](crate::Context::recover)). To be called before the first use.
    #[must_use]
    pub fn retained(self) -> Self {
        self.shared.object.retain();
        self
    }

    /// Size in bytes.
    #[must_use]
    pub fn size_bytes(&self) -> u64 {
        self.shared.size_bytes()
    }
}

/// Lets a `#[repr(C)]` struct fill a uniform block of layout `std140`: its fields are variables of the same names. Padding
/// is a field that is not listed. [`Program::set_block`](crate::Program::set_block) compares names, types and places.
#[macro_export]
macro_rules! uniform_block {
    ($block:ty { $($field:ident),* $(,)? }) => {
        impl $crate::UniformBlock for $block {
            const FIELDS: &'static [$crate::BlockField] = &[$(
                $crate::block_field_of(
                    |block: &$block| &block.$field,
                    ::core::stringify!($field),
                    ::core::mem::offset_of!($block, $field),
                ),
            )*];
        }
    };
}
