//! A font face in a PDF file: the glyphs that are used, and the characters that they stand for.

use std::collections::BTreeMap;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Finish as _, Name, Pdf, Rect, Ref, Str};
use subsetter::GlyphRemapper;
use vispy_visuals::text::FontId;

use super::objects::{Refs, stream};

/// What is used of a face.
#[derive(Debug)]
pub(super) struct UsedFont {
    pub(super) face: FontId,
    glyphs: GlyphRemapper,
    /// The characters of each glyph, by its number in the file.
    characters: BTreeMap<u16, String>,
}

impl UsedFont {
    pub(super) fn new(face: FontId) -> Self {
        Self { face, glyphs: GlyphRemapper::new(), characters: BTreeMap::new() }
    }

    /// The number in the file of a glyph that stands for characters; without characters it is a part of the glyph
    /// before it.
    pub(super) fn glyph(&mut self, glyph: u16, characters: &str) -> u16 {
        let number = self.glyphs.remap(glyph);
        if !characters.is_empty() {
            self.characters.entry(number).or_insert_with(|| characters.to_owned());
        }
        number
    }

    /// Writes the font and returns what it is called by.
    pub(super) fn write(&self, pdf: &mut Pdf, refs: &mut Refs) -> Ref {
        const IDENTITY: SystemInfo<'static> =
            SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
        let [font, cid_font, descriptor, cmap, file, map_to_face] = std::array::from_fn(|_| refs.next());
        // Six letters say that it is a part of a font; the same part has the same letters.
        let name = match self.face {
            FontId::SansBold => "VISPYB+DejaVuSans-Bold",
            _ => "VISPYA+DejaVuSans",
        };
        let name = Name(name.as_bytes());
        pdf.type0_font(font)
            .base_font(name)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid_font)
            .to_unicode(cmap);
        let mut writer = pdf.cid_font(cid_font);
        writer
            .subtype(CidFontType::Type2)
            .base_font(name)
            .system_info(IDENTITY)
            .font_descriptor(descriptor)
            .default_width(0.0);
        // The bundled faces can be cut; one that could not be would be embedded whole, with a map to its own numbers.
        let cut = subsetter::subset(self.face.data(), 0, &self.glyphs);
        match cut {
            Ok(_) => writer.cid_to_gid_map_predefined(Name(b"Identity")),
            Err(_) => writer.cid_to_gid_map_stream(map_to_face),
        };
        let widths = self.glyphs.remapped_gids().map(|glyph| 1000.0 * self.face.advance(glyph));
        writer.widths().consecutive(0, widths);
        writer.finish();
        let metrics = self.face.metrics();
        let [ascent, descent, cap_height] =
            [metrics.ascent, -metrics.descent, metrics.cap_height].map(|em| 1000.0 * em);
        pdf.font_descriptor(descriptor)
            .name(name)
            .flags(FontFlags::SYMBOLIC)
            // The widest glyphs of the family are ligatures of less than two ems.
            .bbox(Rect::new(-1100.0, descent - 300.0, 2000.0, ascent + 350.0))
            .italic_angle(0.0)
            .ascent(ascent)
            .descent(descent)
            .cap_height(cap_height)
            .stem_v(if self.face == FontId::SansBold { 180.0 } else { 90.0 })
            .font_file2(file);
        let mut map = UnicodeCmap::new(Name(b"Custom"), IDENTITY);
        for (glyph, characters) in &self.characters {
            map.pair_with_multiple(*glyph, characters.chars());
        }
        pdf.cmap(cmap, &map.finish());
        match cut {
            Ok(part) => stream(pdf, file, &part),
            Err(_) => {
                stream(pdf, file, self.face.data());
                let numbers: Vec<u8> = self.glyphs.remapped_gids().flat_map(u16::to_be_bytes).collect();
                stream(pdf, map_to_face, &numbers);
            }
        }
        font
    }
}
