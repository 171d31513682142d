//! Pixels that were read back.

use serde::{Deserialize, Serialize};

/// In which form pixels are read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ReadFormat {
    /// Four bytes a pixel, from normalised targets.
    Rgba8,
    /// Four floats a pixel, from float targets.
    Rgba32F,
    /// Four unsigned integers a pixel, from unsigned integer targets.
    Rgba32Ui,
    /// Four signed integers a pixel, from signed integer targets.
    Rgba32I,
}

impl ReadFormat {
    /// Bytes of one pixel.
    #[must_use]
    pub const fn pixel_bytes(self) -> usize {
        match self {
            Self::Rgba8 => 4,
            Self::Rgba32F | Self::Rgba32Ui | Self::Rgba32I => 16,
        }
    }
}

/// Pixels that were read back: rows from the bottom up, tightly packed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pixels {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Form of a pixel.
    pub format: ReadFormat,
    /// The bytes.
    #[serde(with = "serde_bytes")]
    pub data: Vec<u8>,
}

impl Pixels {
    /// The bytes of pixel (`x`, `y`), `y` from the bottom up; `None` outside.
    #[must_use]
    pub fn pixel(&self, x: u32, y: u32) -> Option<&[u8]> {
        if x >= self.width || y >= self.height {
            return None;
        }
        let size = self.format.pixel_bytes();
        let start = (y as usize * self.width as usize + x as usize) * size;
        self.data.get(start..start + size)
    }

    /// Rows from the top down, as picture files want them.
    pub fn rows_from_top(&self) -> impl Iterator<Item = &[u8]> {
        let row = (self.width as usize * self.format.pixel_bytes()).max(1);
        self.data.chunks_exact(row).rev()
    }
}
