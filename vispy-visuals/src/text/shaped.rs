//! A text after shaping: which glyphs, where, and how large the whole is.

use std::ops::Range;

use super::{face::FontId, style::TextStyle};

/// A glyph and its place in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PositionedGlyph {
    /// The face's number of the glyph; 0 is the "missing glyph" box.
    pub glyph: u16,
    /// The face that the glyph is from.
    pub font: FontId,
    /// The glyph's pen position in logical pixels, to the right of the text's left edge.
    pub x: f32,
    /// The glyph's pen position in logical pixels, up from the first baseline.
    pub y: f32,
    /// Where in [`ShapedText::text`] the characters begin that the glyph stands for, alone or with its neighbours.
    pub text_start: u32,
}

/// A part of a line of one size: a line without markup is one run.
#[derive(Clone, Debug, PartialEq)]
pub struct ShapedRun {
    /// The run's glyphs, an index range of [`ShapedText::glyphs`].
    pub glyphs: Range<usize>,
    /// The run's characters, an index range of [`ShapedText::text`].
    pub text: Range<usize>,
    /// The run's left edge in logical pixels, right of the text's left edge.
    pub x: f32,
    /// The run's baseline in logical pixels, up from the first baseline.
    pub y: f32,
    /// The sum of the run's advances in logical pixels.
    pub width_px: f32,
    /// Font size in logical pixels.
    pub size_px: f32,
}

/// One line of a shaped text.
#[derive(Clone, Debug, PartialEq)]
pub struct ShapedLine {
    /// The line's glyphs, an index range of [`ShapedText::glyphs`].
    pub glyphs: Range<usize>,
    /// The line's runs, an index range of [`ShapedText::runs`].
    pub runs: Range<usize>,
    /// The line's left edge in logical pixels, right of the text's left edge.
    pub x: f32,
    /// The sum of the line's advances, spaces at its end included, in logical pixels.
    pub width_px: f32,
    /// The line's baseline in logical pixels, up from the first baseline: 0, then negative.
    pub baseline: f32,
}

/// The glyphs of a text with their positions and the text's measures, all in logical pixels.
///
/// x is to the right from the left edge of the widest line; y is up from the first baseline.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ShapedText {
    /// The glyphs in the order in which they are drawn: line by line, from left to right.
    pub glyphs: Vec<PositionedGlyph>,
    /// The runs, line by line.
    pub runs: Vec<ShapedRun>,
    /// The lines, at least one.
    pub lines: Vec<ShapedLine>,
    /// What is read, without markup and line ends, tabs as spaces.
    pub text: String,
    /// Width of the widest line.
    pub width_px: f32,
    /// First baseline up to the font's ascent, or to that of what is raised above it, positive.
    pub ascent_px: f32,
    /// Last baseline down to the font's descent, or to that of what is lowered below it, positive.
    pub descent_px: f32,
    /// Height of the capitals and digits.
    pub cap_height_px: f32,
    /// Height of an `x`.
    pub x_height_px: f32,
    /// The style with which the text was shaped.
    pub style: TextStyle,
}

impl ShapedText {
    /// Number of lines, at least 1.
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// Height from the first line's ascent to the last line's descent.
    pub fn height_px(&self) -> f32 {
        self.ascent_px + self.descent_px - self.last_baseline_px()
    }

    /// The last line's baseline, up from the first: 0 or negative.
    pub fn last_baseline_px(&self) -> f32 {
        self.lines.last().map_or(0.0, |line| line.baseline)
    }

    /// Whether some character had no glyph in the font, so that a box stands in its place.
    pub fn has_missing_glyphs(&self) -> bool {
        self.glyphs.iter().any(|glyph| glyph.glyph == 0)
    }
}
