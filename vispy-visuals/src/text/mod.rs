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
//! # Markup
//!
//! As in matplotlib, only what stands between two unescaped `$` of a line is markup, `\$` is a dollar sign, and a line
//! with an odd number of unescaped `$` is plain, so that names of files and prices stay what they are ([`escape`] makes
//! sure of it). Between the signs:
//!
//! - `^` and `_` raise and lower the character, the command or the `{group}` that follows, at 0.7 of the size; both after
//!   one another stand one above the other.
//! - `\alpha` to `\Omega`, `\times`, `\cdot`, `\pm`, `\degree`, `\infty`, `\leq`, `\approx`, `\rightarrow`, `\AA` and the
//!   like are characters; `\mathrm{}`, `\text{}` and the like are groups, `\sin` and the like are words.
//! - Spaces count only within `\text{}`; `\,`, `\;`, `\quad` and `\ ` are spaces. `-` is a minus sign, and operators
//!   between operands stand a thin space apart.
//!
//! Letters are upright. An unknown command, and a line whose braces do not match, are shown as they are written, and a
//! warning goes to `tracing`.
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
mod markup;
mod outline;
mod raster;
mod shape;
mod shape_cache;
mod shaped;
mod shaper;
mod style;

pub use anchor::{Anchor, HAlign, VAlign};
pub use atlas::{AtlasDirty, AtlasFull, AtlasGlyph, GlyphAtlas};
pub use face::{FaceMetrics, FontId};
pub use layout::{GlyphQuad, TextPlacement, layout_glyphs};
pub use markup::{escape, plain};
pub use outline::{GlyphOutline, PathCommand};
pub use raster::GlyphKey;
pub use shape::FontSystem;
pub use shaped::{PositionedGlyph, ShapedLine, ShapedRun, ShapedText};
pub use style::{FontFamily, FontWeight, TextStyle};
