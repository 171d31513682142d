//! Shaping: from a string to glyphs and positions.

use std::{
    borrow::Cow,
    fmt,
    sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError},
};

use super::{
    face::{FaceMetrics, FontId},
    markup::{self, Piece},
    shape_cache::ShapeCache,
    shaped::{PositionedGlyph, ShapedLine, ShapedRun, ShapedText},
    shaper::Shaper,
    style::TextStyle,
};

/// What a tab is drawn as: there are no tab stops in a label.
const TAB: &str = "    ";

/// Shapes text with the bundled fonts, and remembers what it shaped.
///
/// It reads no font of the system, so the same program makes the same picture everywhere, and it starts fast.
/// [`FontSystem::global`] is the one that visuals share.
pub struct FontSystem {
    shaper: Shaper,
    cache: ShapeCache,
}

impl fmt::Debug for FontSystem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FontSystem").field("faces", &FontId::ALL).finish_non_exhaustive()
    }
}

impl Default for FontSystem {
    fn default() -> Self {
        Self::new()
    }
}

impl FontSystem {
    /// A font system of its own, with an empty cache.
    pub fn new() -> Self {
        Self { shaper: Shaper::new(), cache: ShapeCache::default() }
    }

    /// The font system that all visuals of the process share.
    ///
    /// Hold the guard briefly: it locks out every other thread's text.
    pub fn global() -> MutexGuard<'static, Self> {
        static GLOBAL: LazyLock<Mutex<FontSystem>> = LazyLock::new(|| Mutex::new(FontSystem::new()));
        // A panic of another thread leaves at worst a text half laid out in the scratch, which the next call clears.
        GLOBAL.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Shapes a text: glyphs and their positions in logical pixels.
    ///
    /// What stands between dollar signs is [markup](super#markup). Lines end at `\n`, `\r\n` and the other line ends of Unicode; each line's direction follows from its own
    /// first strong character. A tab is four spaces wide. A character that the fonts do not have, a control
    /// character among them, becomes the "missing glyph" box. A text that was shaped before is returned from a cache
    /// without allocating.
    pub fn shape(&mut self, text: &str, style: &TextStyle) -> Arc<ShapedText> {
        if let Some(shaped) = self.cache.get(text, style) {
            return shaped;
        }
        let shaped = Arc::new(self.shape_uncached(text, style));
        self.cache.insert(text, style, &shaped);
        shaped
    }

    fn shape_uncached(&mut self, text: &str, style: &TextStyle) -> ShapedText {
        let drawable = style.is_drawable();
        let font = FontId::of(style.family, style.weight);
        let metrics = font.metrics();
        let size_px = if drawable { style.size_px } else { 0.0 };
        let line_px = if drawable { style.line_height * size_px } else { 0.0 };
        let mut shaped = ShapedText {
            glyphs: Vec::new(),
            runs: Vec::new(),
            lines: Vec::new(),
            text: String::new(),
            width_px: 0.0,
            ascent_px: metrics.ascent * size_px,
            descent_px: metrics.descent * size_px,
            cap_height_px: metrics.cap_height * size_px,
            x_height_px: metrics.x_height * size_px,
            style: *style,
        };
        for (index, line) in lines(text).enumerate() {
            let baseline = 0.0 - index as f32 * line_px;
            let (first_glyph, first_run) = (shaped.glyphs.len(), shaped.runs.len());
            let width_px = if drawable { self.shape_line(line, baseline, &mut shaped) } else { 0.0 };
            shaped.width_px = shaped.width_px.max(width_px);
            shaped.lines.push(ShapedLine {
                glyphs: first_glyph..shaped.glyphs.len(),
                runs: first_run..shaped.runs.len(),
                x: 0.0,
                width_px,
                baseline,
            });
        }
        reach_scripts(&mut shaped, metrics);
        align_lines(&mut shaped);
        shaped
    }

    /// Appends the runs of one line to `shaped` and returns the line's width.
    fn shape_line(&mut self, line: &str, baseline: f32, shaped: &mut ShapedText) -> f32 {
        let size_px = shaped.style.size_px;
        let Some(pieces) = markup::pieces(line) else {
            return self.shape_run(line, size_px, [0.0, baseline], shaped);
        };
        // Where the scripts begin that stand one above the other, and how far the first of them reaches.
        let mut marks: Vec<[f32; 2]> = Vec::new();
        let mut x = 0.0;
        for piece in pieces {
            match piece {
                Piece::Run(run) => {
                    let pen = [x, baseline + run.rise_em * size_px];
                    x += self.shape_run(&run.text, run.scale * size_px, pen, shaped);
                }
                Piece::Mark => marks.push([x, x]),
                Piece::Back => {
                    if let Some([start, reach]) = marks.last_mut() {
                        *reach = x;
                        x = *start;
                    }
                }
                Piece::Join => x = marks.pop().map_or(x, |[_, reach]| x.max(reach)),
            }
        }
        x
    }

    /// Appends a run to `shaped` and returns its width.
    fn shape_run(&mut self, text: &str, size_px: f32, pen: [f32; 2], shaped: &mut ShapedText) -> f32 {
        if text.is_empty() {
            return 0.0;
        }
        let text =
            if text.contains('\t') { Cow::Owned(text.replace('\t', TAB)) } else { Cow::Borrowed(text) };
        let style = shaped.style;
        let font = FontId::of(style.family, style.weight);
        let (first_glyph, first_byte) = (shaped.glyphs.len(), shaped.text.len());
        let glyphs = &mut shaped.glyphs;
        let width_px = self.shaper.shape(&text, font, size_px, |glyph| {
            glyphs.push(PositionedGlyph {
                x: pen[0] + glyph.x,
                y: pen[1] + glyph.y,
                text_start: u32::try_from(first_byte)
                    .map_or(u32::MAX, |first| first.saturating_add(glyph.text_start)),
                ..glyph
            });
        });
        shaped.text.push_str(&text);
        shaped.runs.push(ShapedRun {
            glyphs: first_glyph..shaped.glyphs.len(),
            text: first_byte..shaped.text.len(),
            x: pen[0],
            y: pen[1],
            width_px,
            size_px,
        });
        width_px
    }
}

/// The lines of a text, at least one. `\r\n` is one line end.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let is_end = |c: char| matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
        let Some((at, end)) = text.char_indices().find(|(_, c)| is_end(*c)) else {
            rest = None;
            return Some(text);
        };
        let length = if text[at..].starts_with("\r\n") { 2 } else { end.len_utf8() };
        rest = Some(&text[at + length..]);
        Some(&text[..at])
    })
}

/// Lets ascent and descent hold what is raised in the first line and lowered in the last.
fn reach_scripts(shaped: &mut ShapedText, metrics: FaceMetrics) {
    let last_baseline = shaped.last_baseline_px();
    for run in &shaped.runs {
        shaped.ascent_px = shaped.ascent_px.max(run.y + metrics.ascent * run.size_px);
        shaped.descent_px = shaped.descent_px.max(last_baseline - run.y + metrics.descent * run.size_px);
    }
}

/// Moves the lines of a text of several lines so that they are aligned as its style says.
fn align_lines(shaped: &mut ShapedText) {
    let fraction = shaped.style.align.fraction();
    if fraction == 0.0 {
        return;
    }
    for line in &mut shaped.lines {
        line.x = fraction * (shaped.width_px - line.width_px);
        for glyph in &mut shaped.glyphs[line.glyphs.clone()] {
            glyph.x += line.x;
        }
        for run in &mut shaped.runs[line.runs.clone()] {
            run.x += line.x;
        }
    }
}

#[cfg(test)]
mod tests;
