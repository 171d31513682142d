//! How markers look.

use super::Symbol;
use crate::color::Color;
use crate::error::{Error, Result};

/// What the size of markers counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SizeUnit {
    /// Logical pixels: the same at any zoom. The default; VisPy's scaling `"fixed"`.
    #[default]
    Px,
    /// Units of the visual's own frame: markers grow with zoom, VisPy's scaling `"scene"`. Symbols keep their shape: where
    /// x and y are scaled differently, a marker is as large as what the view makes of a square of its size.
    Data,
}

/// How markers look, where they do not differ. The defaults are VisPy's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MarkersStyle {
    /// Shape. Default: disc.
    pub symbol: Symbol,
    /// Side of the square that the symbol fills: the diameter of a disc. 0 or less draws nothing. Default: 10.
    pub size: f32,
    /// What `size` counts. Default: logical pixels.
    pub unit: SizeUnit,
    /// Colour of the face. Default: white.
    pub face: Color,
    /// Colour of the edge; where it is transparent there is none. Default: black.
    pub edge: Color,
    /// Width of the edge, which lies half inside and half outside the outline; logical pixels. Default: 1.
    pub edge_width_px: f32,
    /// Angle in radians, counter-clockwise as seen; 0 is upright. Default: 0.
    pub angle_rad: f32,
}

impl Default for MarkersStyle {
    fn default() -> Self {
        Self {
            symbol: Symbol::Disc,
            size: 10.0,
            unit: SizeUnit::Px,
            face: Color::WHITE,
            edge: Color::BLACK,
            edge_width_px: 1.0,
            angle_rad: 0.0,
        }
    }
}

impl MarkersStyle {
    /// Markers without an edge.
    #[must_use]
    pub fn filled(symbol: Symbol, size_px: f32, face: Color) -> Self {
        let (edge, edge_width_px) = (Color::TRANSPARENT, 0.0);
        Self { symbol, size: size_px, face, edge, edge_width_px, ..Self::default() }
    }

    pub(super) fn check(&self) -> Result<()> {
        let numbers = [("size", self.size), ("edge width", self.edge_width_px), ("angle", self.angle_rad)];
        for (what, number) in numbers {
            if !number.is_finite() {
                let what = format!("{what} of markers");
                return Err(Error::data(&what, "a finite number", number.to_string()));
            }
        }
        Ok(())
    }
}
