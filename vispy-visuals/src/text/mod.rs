//! Text on the CPU: bundled fonts, shaping, glyph rasters and the atlas that holds them.
//!
//! A glyph is rasterised from its outline at exactly the pixel size, angle and quarter-pixel position at which
//! it is drawn, so text is sharp at every size and angle; there is no distance field and no hinting. The steps:
//!
//! 1. [`FontSystem::shape`] turns a string and a [`TextStyle`] into a [`ShapedText`]: glyphs and positions in
//!    logical pixels. It does not depend on the screen's scale factor.
//! 2. [`layout_glyphs`] places a shaped text in the framebuffer, asks the [`GlyphAtlas`] for each glyph's mask
//!    and appends one [`GlyphQuad`] a glyph.
//! 3. The owner of the texture sends what [`GlyphAtlas::take_dirty`] reports and draws the quads.
//!
//! Mathematical markup (`^{}`, `_{}`, `\alpha`) is not interpreted here. It would be one more producer of a
//! [`ShapedText`], beside [`FontSystem::shape`]; everything after step 1 would stay as it is.
//!
//! # Example
//!
//! ```
//! use vispy_visuals::text::{Anchor, FontSystem, GlyphAtlas, TextPlacement, TextStyle, layout_glyphs};
//!
//! let shaped = FontSystem::global().shape("λ = 550 nm", &TextStyle::default());
//! let mut atlas = GlyphAtlas::new(4096);
//! let mut quads = Vec::new();
//! let placement = TextPlacement { origin_physical_px: [100.0, 50.0], anchor: Anchor::CENTER, ..Default::default() };
//! layout_glyphs(&shaped, &placement, &mut atlas, &mut quads)?;
//! assert_eq!(quads.len(), 7, "spaces have no quad");
//! # Ok::<(), vispy_visuals::text::AtlasFull>(())
//! ```

mod anchor;
mod atlas;
mod face;
mod layout;
mod outline;
mod raster;
mod shape;
mod shape_cache;
mod shaped;
mod style;

pub use anchor::{Anchor, HAlign, VAlign};
pub use atlas::{AtlasDirty, AtlasFull, AtlasGlyph, GlyphAtlas};
pub use face::{FaceMetrics, FontId};
pub use layout::{GlyphQuad, TextPlacement, layout_glyphs};
pub use outline::{GlyphOutline, PathCommand};
pub use raster::GlyphKey;
pub use shape::FontSystem;
pub use shaped::{PositionedGlyph, ShapedLine, ShapedText};
pub use style::{FontFamily, FontWeight, TextStyle};
