//! Numbers of vertices that are smaller than Rust's own.

use bytemuck::{Pod, Zeroable};

/// The bits of a half float (IEEE 754 binary16): 11 bits of precision, up to 65504.
///
/// It arrives in the shader as a float. The crate `half` converts: `F16(half::f16::from_f32(x).to_bits())`.
///
/// ```
/// use vispy_gloo::{F16, VertexBuffer};
///
/// let one = F16(0x3c00);
/// let corners = VertexBuffer::new(&[[one, one], [F16(0), one], [one, F16(0)]]);
/// assert_eq!(corners.len(), 3);
/// ```
#[repr(transparent)]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Pod, Zeroable)]
pub struct F16(pub u16);

/// Three signed numbers of 10 bits and one of 2 in 32 bits, the first in the lowest: a normal in the room of one float.
///
/// It arrives as a `vec4` of whole numbers (-512 to 511; the last -2 to 1), or of -1..1 where
/// [`vertex_layout!`](crate::vertex_layout) calls it `normalized`.
///
/// ```
/// use vispy_gloo::I2101010;
///
/// assert_eq!(I2101010::new([1, -1, 511, 0]).0, 0x1ff_ffc01);
/// assert_eq!(I2101010::from_unit([0.0, 0.0, 1.0]), I2101010::new([0, 0, 511, 0]));
/// ```
#[doc(alias = "GL_INT_2_10_10_10_REV")]
#[repr(transparent)]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Pod, Zeroable)]
pub struct I2101010(pub u32);

impl I2101010 {
    /// Packs whole numbers; those out of range become the nearest in it.
    #[must_use]
    pub fn new([x, y, z, w]: [i32; 4]) -> Self {
        let ten = |value: i32| value.clamp(-512, 511).cast_unsigned() & 0x3ff;
        let two = w.clamp(-2, 1).cast_unsigned() & 3;
        Self(ten(x) | ten(y) << 10 | ten(z) << 20 | two << 30)
    }

    /// Packs a vector with components of -1..1, as `normalized` reads it; the fourth is 0.
    #[must_use]
    pub fn from_unit(vector: [f32; 3]) -> Self {
        // The cast turns NaN into 0.
        let [x, y, z] = vector.map(|value| (value.clamp(-1.0, 1.0) * 511.0).round() as i32);
        Self::new([x, y, z, 0])
    }
}

/// Three unsigned numbers of 10 bits and one of 2 in 32 bits, the first in the lowest: a colour finer than of bytes.
///
/// It arrives as a `vec4` of whole numbers (0 to 1023; the last 0 to 3), or of 0..1 where
/// [`vertex_layout!`](crate::vertex_layout) calls it `normalized`.
///
/// ```
/// use vispy_gloo::U2101010;
///
/// assert_eq!(U2101010::new([1, 2, 1023, 3]).0, 0xfff0_0801);
/// ```
#[doc(alias = "GL_UNSIGNED_INT_2_10_10_10_REV")]
#[repr(transparent)]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Pod, Zeroable)]
pub struct U2101010(pub u32);

impl U2101010 {
    /// Packs whole numbers; those out of range become the nearest in it.
    #[must_use]
    pub fn new([x, y, z, w]: [u32; 4]) -> Self {
        Self(x.min(1023) | y.min(1023) << 10 | z.min(1023) << 20 | w.min(3) << 30)
    }
}
