//! The bundled font faces and their own numbers.

use std::sync::LazyLock;

use swash::{CacheKey, FontRef, scale::ScaleContext};

use super::style::{FontFamily, FontWeight};

/// One bundled font face.
///
/// The faces are DejaVu Sans 2.37: Latin, Greek, Cyrillic, Arabic, Hebrew, mathematics and arrows. There is no
/// Chinese, Japanese or Korean in them; such characters draw the font's "missing glyph" box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum FontId {
    /// DejaVu Sans.
    SansRegular,
    /// DejaVu Sans Bold.
    SansBold,
}

/// The measures of a face, as fractions of the em (multiply by the font size).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FaceMetrics {
    /// Font design units in one em.
    pub units_per_em: u16,
    /// Number of glyphs in the face.
    pub glyph_count: u16,
    /// Baseline up to the top of the tallest usual letter, positive.
    pub ascent: f32,
    /// Baseline down to the bottom of the lowest usual letter, positive.
    pub descent: f32,
    /// Height of an `H`.
    pub cap_height: f32,
    /// Height of an `x`.
    pub x_height: f32,
}

struct Face {
    font: FontRef<'static>,
    metrics: FaceMetrics,
}

static FACES: LazyLock<[Face; 2]> = LazyLock::new(|| FontId::ALL.map(Face::load));

impl FontId {
    pub(super) const ALL: [Self; 2] = [Self::SansRegular, Self::SansBold];

    /// The face of a family at a weight.
    pub fn of(family: FontFamily, weight: FontWeight) -> Self {
        match (family, weight) {
            (FontFamily::Sans, FontWeight::Regular) => Self::SansRegular,
            (FontFamily::Sans, FontWeight::Bold) => Self::SansBold,
        }
    }

    /// The family that the face belongs to.
    pub fn family(self) -> FontFamily {
        match self {
            Self::SansRegular | Self::SansBold => FontFamily::Sans,
        }
    }

    /// The face's font file (TrueType).
    pub fn data(self) -> &'static [u8] {
        match self {
            Self::SansRegular => dejavu::sans::regular(),
            Self::SansBold => dejavu::sans::bold(),
        }
    }

    /// The face's measures.
    pub fn metrics(self) -> FaceMetrics {
        self.face().metrics
    }

    /// The face's own advance width of a glyph, as a fraction of the em.
    ///
    /// A glyph that the face does not have is 0 wide.
    pub fn advance(self, glyph: u16) -> f32 {
        let face = self.face();
        face.font.glyph_metrics(&[]).advance_width(glyph) / f32::from(face.metrics.units_per_em)
    }

    /// The glyph of a character without shaping, 0 (the "missing glyph" box) where the face has none.
    pub fn glyph(self, character: char) -> u16 {
        self.font().charmap().map(character)
    }

    pub(super) fn font(self) -> FontRef<'static> {
        self.face().font
    }

    fn face(self) -> &'static Face {
        &FACES[self as usize]
    }
}

impl Face {
    fn load(id: FontId) -> Self {
        // A bundled file always parses: the tests read every face. The fallback is an empty font, which draws
        // nothing, so that no code path can panic.
        let font = FontRef::from_index(id.data(), 0).unwrap_or(FontRef {
            data: &[],
            offset: 0,
            key: CacheKey::new(),
        });
        let design = font.metrics(&[]);
        let em = f32::from(design.units_per_em.max(1));
        // The face's own table has no cap height (its OS/2 table is of version 1), so the letters are measured.
        let mut context = ScaleContext::new();
        let mut height = |letter: char| {
            let outline = context.builder(font).build().scale_outline(font.charmap().map(letter));
            outline.map_or(0.0, |outline| outline.bounds().max.y / em)
        };
        let (cap_height, x_height) = (height('H'), height('x'));
        let metrics = FaceMetrics {
            units_per_em: design.units_per_em.max(1),
            glyph_count: design.glyph_count,
            ascent: design.ascent / em,
            descent: design.descent / em,
            cap_height,
            x_height,
        };
        Self { font, metrics }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_loads_and_has_the_published_measures() {
        for id in FontId::ALL {
            let metrics = id.metrics();
            assert_eq!(metrics.units_per_em, 2048);
            assert!(metrics.glyph_count > 5000, "{id:?} has {} glyphs", metrics.glyph_count);
            // The hhea table of DejaVu Sans: ascender 1901, descender -483.
            assert_eq!(metrics.ascent * 2048.0, 1901.0);
            assert_eq!(metrics.descent * 2048.0, 483.0);
            // An H is 1493 units high in both faces; an x is 1120.
            assert_eq!(metrics.cap_height * 2048.0, 1493.0);
            assert_eq!(metrics.x_height * 2048.0, 1120.0);
        }
    }

    #[test]
    fn the_advance_is_the_number_in_the_font() {
        // The hmtx table of DejaVu Sans: zero is 1303 units wide, A is 1401.
        let face = FontId::SansRegular;
        assert_eq!(face.advance(face.glyph('0')) * 2048.0, 1303.0);
        assert_eq!(face.advance(face.glyph('A')) * 2048.0, 1401.0);
    }
}
