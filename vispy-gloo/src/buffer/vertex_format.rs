//! Formats of vertex attributes, and the macro that lays out a struct.

use std::fmt;

use bytemuck::Pod;
use serde::{Deserialize, Serialize};

use super::small_numbers::{F16, I2101010, U2101010};

/// The number type of an attribute's components.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is the Rust type of the same name")]
pub enum Scalar {
    I8,
    U8,
    I16,
    U16,
    I32,
    U32,
    F32,
    /// A half float: [`F16`](crate::F16).
    F16,
    /// Four signed integers in 32 bits, from the lowest on: three of 10 bits, one of 2: [`I2101010`](crate::I2101010).
    I2101010Rev,
    /// Four unsigned integers in 32 bits: [`U2101010`](crate::U2101010).
    U2101010Rev,
}

impl Scalar {
    /// Size in bytes; where components are packed, of all four together.
    #[must_use]
    pub const fn size_bytes(self) -> u32 {
        match self {
            Self::I8 | Self::U8 => 1,
            Self::I16 | Self::U16 | Self::F16 => 2,
            Self::I32 | Self::U32 | Self::F32 | Self::I2101010Rev | Self::U2101010Rev => 4,
        }
    }

    /// Whether four components share one number.
    #[must_use]
    pub const fn is_packed(self) -> bool {
        matches!(self, Self::I2101010Rev | Self::U2101010Rev)
    }

    /// Whether it is an integer that shaders can take as such.
    pub(crate) const fn is_integer(self) -> bool {
        !self.is_packed() && !matches!(self, Self::F32 | Self::F16)
    }
}

/// Format of one attribute value in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct VertexFormat {
    /// Number type of the components.
    pub scalar: Scalar,
    /// How many components, 1 to 4.
    pub components: u8,
    /// How many columns, 1 to 4: more than one of a matrix, each with that many components.
    pub columns: u8,
    /// Integers arrive in the shader as 0..1 (unsigned) or -1..1 (signed) floats.
    pub normalized: bool,
}

impl VertexFormat {
    /// Size of one value in bytes.
    #[must_use]
    pub const fn size_bytes(self) -> u32 {
        self.column_bytes() * self.columns as u32
    }

    /// Size of one column in bytes.
    pub(crate) const fn column_bytes(self) -> u32 {
        let numbers = if self.scalar.is_packed() { 1 } else { self.components as u32 };
        self.scalar.size_bytes() * numbers
    }

    /// The same format, with integers read as fractions.
    #[must_use]
    pub const fn normalized(self) -> Self {
        Self { normalized: true, ..self }
    }
}

impl fmt::Display for VertexFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let normalized = if self.normalized { "n" } else { "" };
        write!(f, "{:?}x{}{normalized}", self.scalar, self.components)?;
        if self.columns == 1 { Ok(()) } else { write!(f, "[{}]", self.columns) }
    }
}

/// One field of a vertex.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VertexAttribute {
    /// Name of the attribute in the shader; empty for a plain value, which is bound by name.
    pub name: &'static str,
    /// Format of the field.
    pub format: VertexFormat,
    /// Bytes from the start of the vertex.
    pub offset: u32,
}

/// A type that can be a vertex: a plain number, an array of up to four, a matrix (an array of columns), or a struct laid out by
/// [`vertex_layout!`](crate::vertex_layout).
pub trait Vertex: Pod {
    /// The fields, in memory order.
    const ATTRIBUTES: &'static [VertexAttribute];
}

/// A type that can be a field of a vertex.
pub trait AttributeField: Pod {
    /// Its format.
    const FORMAT: VertexFormat;
}

macro_rules! scalars {
    ($($type:ty => $scalar:ident),*) => {$(
        scalars!(@one $type, $scalar, 1);
        scalars!(@one [$type; 2], $scalar, 2);
        scalars!(@one [$type; 3], $scalar, 3);
        scalars!(@one [$type; 4], $scalar, 4);
    )*};
    (@one $type:ty, $scalar:ident, $components:literal) => { scalars!(@one $type, $scalar, $components, 1); };
    (@one $type:ty, $scalar:ident, $components:literal, $columns:literal) => {
        impl AttributeField for $type {
            const FORMAT: VertexFormat = VertexFormat {
                scalar: Scalar::$scalar,
                components: $components,
                columns: $columns,
                normalized: false,
            };
        }
        impl Vertex for $type {
            const ATTRIBUTES: &'static [VertexAttribute] =
                &[VertexAttribute { name: "", format: <$type as AttributeField>::FORMAT, offset: 0 }];
        }
    };
}
scalars!(i8 => I8, u8 => U8, i16 => I16, u16 => U16, i32 => I32, u32 => U32, f32 => F32, F16 => F16);
scalars!(@one I2101010, I2101010Rev, 4);
scalars!(@one U2101010, U2101010Rev, 4);

macro_rules! vectors {
    ($($type:ty => $components:literal),*) => {$( scalars!(@one $type, F32, $components); )*};
}
vectors!(glam::Vec2 => 2, glam::Vec3 => 3, glam::Vec4 => 4);

macro_rules! matrices {
    ($($type:ty => $components:literal x $columns:literal),*) => {$(
        scalars!(@one $type, F32, $components, $columns);
    )*};
}
matrices!(
    glam::Mat2 => 2 x 2, glam::Mat3 => 3 x 3, glam::Mat4 => 4 x 4,
    [[f32; 2]; 2] => 2 x 2, [[f32; 3]; 2] => 3 x 2, [[f32; 4]; 2] => 4 x 2,
    [[f32; 2]; 3] => 2 x 3, [[f32; 3]; 3] => 3 x 3, [[f32; 4]; 3] => 4 x 3,
    [[f32; 2]; 4] => 2 x 4, [[f32; 3]; 4] => 3 x 4, [[f32; 4]; 4] => 4 x 4
);

/// The attribute that a field of a struct is; used by [`vertex_layout!`](crate::vertex_layout).
#[must_use]
pub const fn attribute_of<V, F: AttributeField>(
    _field: fn(&V) -> &F,
    name: &'static str,
    offset: usize,
) -> VertexAttribute {
    // A vertex buffer takes vertices of at most 2048 bytes.
    VertexAttribute { name, format: F::FORMAT, offset: offset as u32 }
}

/// Turns a `#[repr(C)]` struct into a vertex: its fields become attributes of the same names.
///
/// `normalized` before a field makes integers arrive as fractions, so that four bytes are a colour.
///
/// ```
/// use vispy_gloo::bytemuck::{Pod, Zeroable};
///
/// #[repr(C)]
/// #[derive(Clone, Copy, Pod, Zeroable)]
/// struct Corner {
///     a_position: [f32; 2],
///     a_color: [u8; 4],
/// }
/// vispy_gloo::vertex_layout!(Corner { a_position, normalized a_color });
///
/// use vispy_gloo::Vertex as _;
/// assert_eq!(Corner::ATTRIBUTES[1].offset, 8);
/// assert!(Corner::ATTRIBUTES[1].format.normalized);
/// ```
#[macro_export]
macro_rules! vertex_layout {
    ($vertex:ty { $($fields:tt)* }) => {
        impl $crate::Vertex for $vertex {
            const ATTRIBUTES: &'static [$crate::VertexAttribute] =
                $crate::vertex_layout!(@fields $vertex; [] $($fields)*);
        }
    };
    (@fields $vertex:ty; [$($done:expr,)*] normalized $field:ident $(, $($rest:tt)*)?) => {
        $crate::vertex_layout!(@fields $vertex; [$($done,)* {
            let attribute = $crate::vertex_layout!(@one $vertex, $field);
            $crate::VertexAttribute { format: attribute.format.normalized(), ..attribute }
        },] $($($rest)*)?)
    };
    (@fields $vertex:ty; [$($done:expr,)*] $field:ident $(, $($rest:tt)*)?) => {
        $crate::vertex_layout!(@fields $vertex; [$($done,)* $crate::vertex_layout!(@one $vertex, $field),] $($($rest)*)?)
    };
    (@fields $vertex:ty; [$($done:expr,)*]) => { &[$($done,)*] };
    (@one $vertex:ty, $field:ident) => {
        $crate::attribute_of(
            |vertex: &$vertex| &vertex.$field,
            ::core::stringify!($field),
            ::core::mem::offset_of!($vertex, $field),
        )
    };
}
