//! Shaping: from a string to glyphs and positions.

use std::{
    borrow::Cow,
    fmt,
    sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError},
};

use parley::{
    FontContext, Layout, LayoutContext, LineHeight, PositionedLayoutItem, StyleProperty, TextWrapMode,
    fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache},
};

use super::{
    face::{FaceMetrics, FontId},
    markup::{self, Piece},
    shape_cache::ShapeCache,
    shaped::{PositionedGlyph, ShapedLine, ShapedRun, ShapedText},
    style::{FontFamily, FontWeight, TextStyle},
};

/// What a tab is drawn as: there are no tab stops in a label.
const TAB: &str = "    ";

/// Shapes text with the bundled fonts, and remembers what it shaped.
///
/// It reads no font of the system, so the same program makes the same picture everywhere, and it starts fast.
/// [`FontSystem::global`] is the one that visuals share.
pub struct FontSystem {
    fonts: FontContext,
    /// The registry's number of each face's data.
    blob_ids: [u64; FontId::ALL.len()],
    scratch: LayoutContext<()>,
    layout: Layout<()>,
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
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut collection = Collection::new(options);
        let blob_ids = FontId::ALL.map(|id| {
            let blob = Blob::new(Arc::new(id.data()));
            let blob_id = blob.id();
            let name = FontInfoOverride {
                family_name: Some(family_name(id.family())),
                ..FontInfoOverride::default()
            };
            collection.register_fonts(blob, Some(name));
            blob_id
        });
        Self {
            fonts: FontContext { collection, source_cache: SourceCache::default() },
            blob_ids,
            scratch: LayoutContext::new(),
            layout: Layout::new(),
            cache: ShapeCache::default(),
        }
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
        let main = FontId::of(style.family, style.weight);
        let mut builder = self.scratch.ranged_builder(&mut self.fonts, &text, 1.0, false);
        builder.push_default(parley::FontFamily::named(family_name(style.family)));
        builder.push_default(StyleProperty::FontSize(size_px));
        builder.push_default(StyleProperty::FontWeight(match style.weight {
            FontWeight::Regular => parley::FontWeight::NORMAL,
            FontWeight::Bold => parley::FontWeight::BOLD,
        }));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(1.0)));
        builder.push_default(StyleProperty::TextWrapMode(TextWrapMode::NoWrap));
        builder.build_into(&mut self.layout, &text);
        self.layout.break_all_lines(None);

        let (first_glyph, first_byte) = (shaped.glyphs.len(), shaped.text.len());
        let mut width_px = 0.0;
        for laid_out in self.layout.lines() {
            // There is one line; should the library ever break at a character that this module does not take
            // for a line end, then the parts stand one after the other.
            let line_baseline = laid_out.metrics().baseline;
            for item in laid_out.items() {
                let PositionedLayoutItem::GlyphRun(run) = item else { continue };
                let blob_id = run.run().font().data.id();
                let position = self.blob_ids.iter().position(|id| *id == blob_id);
                let font = position.map_or(main, |index| FontId::ALL[index]);
                // All glyphs of a cluster begin where its characters do; one style makes one run of a font.
                let starts = run.run().visual_clusters().flat_map(|cluster| {
                    let start = first_byte + cluster.text_range().start;
                    cluster.glyphs().map(move |_| start)
                });
                let starts = starts.chain(std::iter::repeat(first_byte));
                shaped.glyphs.extend(run.positioned_glyphs().zip(starts).map(|(glyph, start)| {
                    PositionedGlyph {
                        glyph: u16::try_from(glyph.id).unwrap_or(0),
                        font,
                        x: pen[0] + width_px + glyph.x,
                        y: pen[1] - (glyph.y - line_baseline),
                        // A text beyond 4 GiB is not looked up.
                        text_start: u32::try_from(start).unwrap_or(u32::MAX),
                    }
                }));
            }
            width_px += laid_out.metrics().advance;
        }
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

/// The name under which a family's faces are registered.
fn family_name(family: FontFamily) -> &'static str {
    match family {
        FontFamily::Sans => "DejaVu Sans",
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
