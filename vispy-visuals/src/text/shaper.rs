//! From the characters of a run to glyphs: bidirectional order, parts of one script, and the font's own rules.

use std::ops::Range;

use swash::{
    shape::{Direction, ShapeContext},
    text::{
        Category, Codepoint as _, Properties, Script,
        cluster::{CharCluster, Parser, Token},
    },
};
use unicode_bidi::BidiInfo;

use super::{face::FontId, shaped::PositionedGlyph};

/// What a character is shaped as of which the font has no glyph for sure: a character of private use.
const UNKNOWN: char = '\u{E000}';

/// Shapes one run after another; it keeps what can be used again for the next.
pub(super) struct Shaper {
    context: ShapeContext,
    /// The glyphs of one part in the order of its characters.
    glyphs: Vec<swash::shape::cluster::Glyph>,
    clusters: Vec<Cluster>,
}

/// Glyphs that stand for characters together: a letter with its marks, or a ligature.
struct Cluster {
    /// An index range of [`Shaper::glyphs`].
    glyphs: Range<usize>,
    text_start: u32,
}

/// What the shaping of a text has in common.
#[derive(Clone, Copy)]
struct Text<'a> {
    text: &'a str,
    font: FontId,
    size_px: f32,
}

impl Shaper {
    pub(super) fn new() -> Self {
        Self { context: ShapeContext::new(), glyphs: Vec::new(), clusters: Vec::new() }
    }

    /// Gives `place` each glyph of a text from left to right, from a pen at (0, 0), and returns the width of all.
    pub(super) fn shape(
        &mut self,
        text: &str,
        font: FontId,
        size_px: f32,
        mut place: impl FnMut(PositionedGlyph),
    ) -> f32 {
        let whole = Text { text, font, size_px };
        if !text.chars().any(|c| c.bidi_class().needs_resolution()) {
            return self.shape_direction(whole, 0..text.len(), Direction::LeftToRight, 0.0, &mut place);
        }
        let mut x = 0.0;
        let bidi = BidiInfo::new(text, None);
        for paragraph in &bidi.paragraphs {
            let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
            for run in runs {
                let right_to_left = levels.get(run.start).is_some_and(|level| level.is_rtl());
                let direction = if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight };
                x = self.shape_direction(whole, run, direction, x, &mut place);
            }
        }
        x
    }

    /// Shapes a part of a text that reads in one direction, with the pen at `x`, and returns where the pen ends.
    fn shape_direction(
        &mut self,
        whole: Text<'_>,
        range: Range<usize>,
        direction: Direction,
        mut x: f32,
        place: &mut impl FnMut(PositionedGlyph),
    ) -> f32 {
        let mut parts = script_parts(whole.text, range);
        if direction == Direction::RightToLeft {
            parts.reverse();
        }
        for (script, range) in parts {
            self.shape_part(whole, range, script, direction);
            let Self { glyphs, clusters, .. } = self;
            let mut place_cluster = |cluster: &Cluster| {
                // Within a cluster the order is that of the characters, and marks that the font attaches to their
                // letter know where it began; a mark that it does not attach stands at the letter's left.
                let left = x;
                for glyph in &glyphs[cluster.glyphs.clone()] {
                    let is_loose = glyph.advance == 0.0 && !glyph.info.is_mark();
                    let is_left = is_loose && direction == Direction::RightToLeft;
                    place(PositionedGlyph {
                        glyph: glyph.id,
                        font: whole.font,
                        x: glyph.x + if is_left { left } else { x },
                        y: glyph.y,
                        text_start: cluster.text_start,
                    });
                    x += glyph.advance;
                }
            };
            match direction {
                Direction::LeftToRight => clusters.iter().for_each(&mut place_cluster),
                Direction::RightToLeft => clusters.iter().rev().for_each(&mut place_cluster),
            }
        }
        x
    }

    /// Fills `glyphs` and `clusters` from a part of a text of one script and direction.
    fn shape_part(&mut self, whole: Text<'_>, range: Range<usize>, script: Script, direction: Direction) {
        let (glyphs, clusters) = (&mut self.glyphs, &mut self.clusters);
        glyphs.clear();
        clusters.clear();
        let font = whole.font.font();
        let charmap = font.charmap();
        let builder = self.context.builder(font).script(script).direction(direction);
        let mut shaper = builder.size(whole.size_px).build();
        let start = range.start;
        let tokens = whole.text[range].char_indices().map(|(offset, character)| {
            // A text beyond 4 GiB is not looked up.
            let offset = u32::try_from(start + offset).unwrap_or(u32::MAX);
            let shown = shown(character, direction);
            let len = character.len_utf8() as u8;
            Token { ch: shown, offset, len, info: Properties::from(shown).into(), data: 0 }
        });
        let mut parser = Parser::new(script, tokens);
        let mut cluster = CharCluster::new();
        while parser.next(&mut cluster) {
            cluster.map(|c| charmap.map(c));
            shaper.add_cluster(&cluster);
        }
        shaper.shape_with(|cluster| {
            let first = glyphs.len();
            glyphs.extend_from_slice(cluster.glyphs);
            clusters.push(Cluster { glyphs: first..glyphs.len(), text_start: cluster.source.start });
        });
    }
}

/// The character that is drawn for another: brackets turn with the direction, and control characters are visible.
fn shown(character: char, direction: Direction) -> char {
    match direction {
        _ if character.category() == Category::Control || is_syllabic(character.script()) => UNKNOWN,
        Direction::RightToLeft => character.mirror().unwrap_or(character),
        Direction::LeftToRight => character,
    }
}

/// The parts of a range of a text that are of one script each, in the order of the characters. What belongs to all
/// scripts, as digits and spaces do, belongs to the part before it, and at the beginning to the part behind it.
fn script_parts(text: &str, range: Range<usize>) -> Vec<(Script, Range<usize>)> {
    let mut parts: Vec<(Script, Range<usize>)> = Vec::new();
    for (offset, character) in text[range.clone()].char_indices() {
        let start = range.start + offset;
        let end = start + character.len_utf8();
        let script =
            Some(character.script()).filter(|script| !is_syllabic(*script)).unwrap_or(Script::Unknown);
        let is_shared = |script| matches!(script, Script::Common | Script::Inherited | Script::Unknown);
        match parts.last_mut() {
            Some((last, part)) if is_shared(script) || *last == script || is_shared(*last) => {
                part.end = end;
                if is_shared(*last) {
                    *last = script;
                }
            }
            _ => parts.push((script, start..end)),
        }
    }
    parts
}

/// Whether the letters of a script build syllables. The bundled fonts have no glyph of such a script, and the
/// library's rules for them fail at sequences that are no syllables.
fn is_syllabic(script: Script) -> bool {
    script == Script::Hangul || script.is_complex() && !script.is_joined()
}
