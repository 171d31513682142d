//! How a text looks before it is placed: size, weight, family, line spacing, alignment of its lines.

use super::anchor::HAlign;

/// A typeface that is bundled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FontFamily {
    /// DejaVu Sans, matplotlib's default too. The default.
    #[default]
    Sans,
}

/// The weight of a font.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[doc(alias = "bold")]
pub enum FontWeight {
    /// The normal weight. The default.
    #[default]
    Regular,
    /// The bold face, drawn as such and not thickened.
    Bold,
}

/// What shaping needs to know of a text.
///
/// A style with a size or line height that is not finite, or a size that is not positive, shapes to a text
/// without glyphs: there is nothing to draw at such a size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    /// Font size, the em, in logical pixels. Default: `12.0`.
    #[doc(alias = "font_size")]
    pub size_px: f32,
    /// Weight. Default: [`FontWeight::Regular`].
    pub weight: FontWeight,
    /// Family. Default: [`FontFamily::Sans`].
    pub family: FontFamily,
    /// Distance between two baselines, as a multiple of the font size. Default: `1.2`.
    pub line_height: f32,
    /// How the lines of a text of several lines stand relative to each other. Default: [`HAlign::Left`].
    pub align: HAlign,
}

impl Default for TextStyle {
    fn default() -> Self {
        Self {
            size_px: 12.0,
            weight: FontWeight::default(),
            family: FontFamily::default(),
            line_height: 1.2,
            align: HAlign::default(),
        }
    }
}

impl TextStyle {
    /// The default style at another size in logical pixels.
    pub fn new(size_px: f32) -> Self {
        Self { size_px, ..Self::default() }
    }

    /// The same style in bold.
    #[must_use]
    pub fn bold(self) -> Self {
        Self { weight: FontWeight::Bold, ..self }
    }

    /// The same style with its lines aligned so.
    #[must_use]
    pub fn with_align(self, align: HAlign) -> Self {
        Self { align, ..self }
    }

    pub(super) fn is_drawable(&self) -> bool {
        self.size_px.is_finite() && self.size_px > 0.0 && self.line_height.is_finite()
    }
}
