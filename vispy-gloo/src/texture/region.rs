//! Parts of textures.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::state::Rect;

/// A box of texels: of a 3D texture, or with layers (or faces) along `z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Region {
    /// First texel along x, y and z.
    pub origin: [u32; 3],
    /// How many texels along x, y and z.
    pub size: [u32; 3],
}

impl Region {
    /// A box from its first texel and its size.
    #[must_use]
    pub const fn new(origin: [u32; 3], size: [u32; 3]) -> Self {
        Self { origin, size }
    }

    /// All of an image of that size.
    #[must_use]
    pub const fn all(size: [u32; 3]) -> Self {
        Self { origin: [0; 3], size }
    }

    /// A rectangle of one layer; `None` where it begins below 0.
    pub(crate) fn from_rect(rect: Rect, layer: u32) -> Option<Self> {
        let origin = [u32::try_from(rect.x).ok()?, u32::try_from(rect.y).ok()?, layer];
        Some(Self { origin, size: [rect.width, rect.height, 1] })
    }

    /// How many texels it holds; more than `u64` can say counts as the most it can.
    #[must_use]
    pub fn texels(self) -> u64 {
        self.size.iter().fold(1, |product: u64, side| product.saturating_mul(u64::from(*side)))
    }

    /// Whether all of `inner` is inside; an empty one is inside any.
    #[must_use]
    pub fn contains(self, inner: Self) -> bool {
        let end = |region: Self, axis: usize| u64::from(region.origin[axis]) + u64::from(region.size[axis]);
        inner.is_empty()
            || (0..3)
                .all(|axis| self.origin[axis] <= inner.origin[axis] && end(inner, axis) <= end(self, axis))
    }

    /// Whether it holds none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.size[0] == 0 || self.size[1] == 0 || self.size[2] == 0
    }

    /// Whether it is inside an image of that size; an empty one is inside any.
    #[must_use]
    pub fn fits(self, size: [u32; 3]) -> bool {
        Self::all(size).contains(self)
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ([x, y, z], [width, height, depth]) = (self.origin, self.size);
        if z == 0 && depth == 1 {
            return write!(f, "{width} x {height} at ({x}, {y})");
        }
        write!(f, "{width} x {height} x {depth} at ({x}, {y}, {z})")
    }
}
