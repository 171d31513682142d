//! PDF files: one page, a logical pixel 3/4 of a point.

mod font;
mod objects;

use std::collections::BTreeSet;

use pdf_writer::types::{LineCapStyle, LineJoinStyle};
use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Settings, Str, TextStr};
use vispy_visuals::color::Color;
use vispy_visuals::glam::DVec2;
use vispy_visuals::text::{FontId, PositionedGlyph};
use vispy_visuals::vector::{Cap, Join, PathStep, Raster, Stroke, TextRun, VectorSink};

use super::clips::Clips;
use font::UsedFont;
use objects::Refs;

/// Points in a logical pixel: 72 points and 96 logical pixels an inch.
const POINTS_PER_PX: f64 = 0.75;
/// What a sharp corner's miter may be, in line widths: that of [`Join::Miter`].
const MITER_LIMIT: f32 = 4.0;

/// A page of PDF, drawn in order. The same figure gives the same bytes.
pub(super) struct PdfPage {
    size: DVec2,
    content: Content,
    clips: Clips,
    fonts: Vec<UsedFont>,
    /// Opacities that are used, in thousandths.
    opacities: BTreeSet<u16>,
    pictures: Vec<Raster>,
}

impl PdfPage {
    pub(super) fn new(size: DVec2) -> Self {
        let mut content = Content::with_settings(Settings { pretty: false });
        // From here on, positions are logical pixels from the upper left corner, y downwards.
        let [scale, top] = [POINTS_PER_PX, size.y * POINTS_PER_PX].map(|v| v as f32);
        content.transform([scale, 0.0, 0.0, -scale, 0.0, top]);
        let (fonts, pictures) = (Vec::new(), Vec::new());
        Self { size, content, clips: Clips::new(size), fonts, opacities: BTreeSet::new(), pictures }
    }

    /// The whole file.
    pub(super) fn finish(mut self, title: Option<&str>) -> Vec<u8> {
        if self.clips.close() {
            self.content.restore_state();
        }
        let mut refs = Refs::default();
        let mut pdf = Pdf::with_settings(Settings { pretty: false });
        let [catalog, pages, page, content, info] = std::array::from_fn(|_| refs.next());
        pdf.catalog(catalog).pages(pages);
        pdf.pages(pages).kids([page]).count(1);
        let mut about = pdf.document_info(info);
        about.producer(TextStr("vispy"));
        if let Some(title) = title {
            about.title(TextStr(title));
        }
        about.finish();
        objects::stream(&mut pdf, content, &self.content.finish());
        let fonts: Vec<_> = self.fonts.iter().map(|font| font.write(&mut pdf, &mut refs)).collect();
        let pictures: Vec<_> =
            self.pictures.iter().map(|raster| objects::picture(&mut pdf, &mut refs, raster)).collect();
        let opacities: Vec<_> =
            self.opacities.iter().map(|thousandths| (*thousandths, refs.next())).collect();
        for (thousandths, id) in &opacities {
            let alpha = f32::from(*thousandths) / 1000.0;
            pdf.ext_graphics(*id).stroking_alpha(alpha).non_stroking_alpha(alpha);
        }
        let size = (self.size * POINTS_PER_PX).as_vec2();
        let mut writer = pdf.page(page);
        writer.parent(pages).media_box(Rect::new(0.0, 0.0, size.x, size.y)).contents(content);
        // Colours with alpha are mixed as screens mix them.
        writer.group().transparency().isolated(true).color_space().device_rgb();
        let mut resources = writer.resources();
        let mut entries = resources.fonts();
        for (index, id) in fonts.iter().enumerate() {
            entries.pair(Name(name('F', index).as_bytes()), id);
        }
        entries.finish();
        let mut entries = resources.x_objects();
        for (index, id) in pictures.iter().enumerate() {
            entries.pair(Name(name('P', index).as_bytes()), id);
        }
        entries.finish();
        let mut entries = resources.ext_g_states();
        for (thousandths, id) in &opacities {
            entries.pair(Name(name('A', usize::from(*thousandths)).as_bytes()), id);
        }
        entries.finish();
        resources.finish();
        writer.finish();
        pdf.finish()
    }

    /// Opens the group that the clips in force ask for. Returns whether anything can be seen in it.
    fn open_group(&mut self) -> bool {
        let Some(change) = self.clips.element() else { return false };
        if change.closes {
            self.content.restore_state();
        }
        if let Some([corner, size]) = change.opens {
            let [x, y, width, height] = [corner.x, corner.y, size.x, size.y].map(short);
            self.content.save_state().rect(x, y, width, height).clip_nonzero().end_path();
        }
        true
    }
}

impl PdfPage {
    /// Sets the opacity of what follows.
    fn opacity(&mut self, color: Color) {
        let thousandths = (color.alpha() * 1000.0).round() as u16;
        self.opacities.insert(thousandths);
        self.content.set_parameters(Name(name('A', usize::from(thousandths)).as_bytes()));
    }

    fn path(&mut self, path: &[PathStep]) {
        let mut at = DVec2::ZERO;
        for step in path {
            match *step {
                PathStep::MoveTo(to) => self.content.move_to(short(to.x), short(to.y)),
                PathStep::LineTo(to) => self.content.line_to(short(to.x), short(to.y)),
                PathStep::QuadTo(control, to) => {
                    // The same curve, a degree higher.
                    let [first, second] = [at, to].map(|end| end + (control - end) * (2.0 / 3.0));
                    cubic(&mut self.content, [first, second, to])
                }
                PathStep::CubicTo(first, second, to) => cubic(&mut self.content, [first, second, to]),
                PathStep::Close => self.content.close_path(),
            };
            at = match *step {
                PathStep::MoveTo(to)
                | PathStep::LineTo(to)
                | PathStep::QuadTo(_, to)
                | PathStep::CubicTo(_, _, to) => to,
                PathStep::Close => at,
            };
        }
    }

    /// The number of a face in the file.
    fn font(&mut self, face: FontId) -> usize {
        let known = self.fonts.iter().position(|font| font.face == face);
        known.unwrap_or_else(|| {
            self.fonts.push(UsedFont::new(face));
            self.fonts.len() - 1
        })
    }

    /// Shows glyphs of one face and one height, each where it stands, with the characters they stand for.
    fn show(&mut self, run: &TextRun<'_>, glyphs: &[(PositionedGlyph, &str)]) {
        let Some((first, _)) = glyphs.first() else { return };
        let size = run.size_px as f32;
        let font = self.font(first.font);
        let start = DVec2::new(f64::from(first.x - run.pen[0]), f64::from(first.y - run.pen[1]));
        let (sin, cos) = run.angle_rad.sin_cos();
        // Text is set upwards, the page counts downwards.
        let origin = run.origin + DVec2::new(cos * start.x - sin * start.y, -sin * start.x - cos * start.y);
        let matrix = [cos, -sin, -sin, -cos, origin.x, origin.y].map(short);
        self.content.begin_text();
        self.content.set_font(Name(name('F', font).as_bytes()), size).set_text_matrix(matrix);
        let mut writer = self.content.show_positioned();
        let mut items = writer.items();
        let mut pen = first.x;
        for (glyph, characters) in glyphs {
            // What the font's own widths do not say, in thousandths of its size, to the left.
            let off = (1000.0 * (pen - glyph.x) / size).round();
            if off != 0.0 {
                items.adjust(off);
                pen -= off * size / 1000.0;
            }
            pen += glyph.font.advance(glyph.glyph) * size;
            let number = self.fonts[font].glyph(glyph.glyph, characters);
            items.show(Str(&number.to_be_bytes()));
        }
        items.finish();
        writer.finish();
        self.content.end_text();
    }
}

impl VectorSink for PdfPage {
    fn push_clip(&mut self, corner: DVec2, size: DVec2) {
        self.clips.push(corner, size);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn stroke(&mut self, path: &[PathStep], stroke: &Stroke) {
        if path.is_empty() || stroke.color.alpha() <= 0.0 || stroke.width_px <= 0.0 || !self.open_group() {
            return;
        }
        self.opacity(stroke.color);
        let [r, g, b, _] = channels(stroke.color);
        self.content
            .set_stroke_rgb(r, g, b)
            .set_line_width(short(stroke.width_px))
            .set_miter_limit(MITER_LIMIT)
            .set_line_join(match stroke.join {
                Join::Round => LineJoinStyle::RoundJoin,
                Join::Miter => LineJoinStyle::MiterJoin,
                Join::Bevel => LineJoinStyle::BevelJoin,
            })
            .set_line_cap(match stroke.cap {
                Cap::Round => LineCapStyle::RoundCap,
                Cap::Butt => LineCapStyle::ButtCap,
                Cap::Square => LineCapStyle::ProjectingSquareCap,
            });
        self.path(path);
        self.content.stroke();
    }

    fn fill(&mut self, path: &[PathStep], color: Color) {
        if path.is_empty() || color.alpha() <= 0.0 || !self.open_group() {
            return;
        }
        self.opacity(color);
        let [r, g, b, _] = channels(color);
        self.content.set_fill_rgb(r, g, b);
        self.path(path);
        self.content.fill_nonzero();
    }

    fn text(&mut self, run: &TextRun<'_>) {
        if run.text.trim().is_empty() || run.color.alpha() <= 0.0 || !self.open_group() {
            return;
        }
        self.opacity(run.color);
        let [r, g, b, _] = channels(run.color);
        self.content.set_fill_rgb(r, g, b);
        let glyphs = with_characters(run);
        for part in glyphs.chunk_by(|(a, _), (b, _)| (a.font, a.y) == (b.font, b.y)) {
            self.show(run, part);
        }
    }

    fn raster(&mut self, raster: &Raster) {
        if !self.open_group() {
            return;
        }
        self.opacity(Color::BLACK);
        let DVec2 { x: width, y: height } = raster.size;
        let matrix = [width, 0.0, 0.0, -height, raster.corner.x, raster.corner.y + height].map(short);
        let picture = name('P', self.pictures.len());
        self.content.save_state().transform(matrix).x_object(Name(picture.as_bytes())).restore_state();
        self.pictures.push(raster.clone());
    }
}

/// The glyphs of a run with the characters that each stands for: those of a cluster of several glyphs are one each where
/// there are as many, or else all with the first.
fn with_characters<'a>(run: &TextRun<'a>) -> Vec<(PositionedGlyph, &'a str)> {
    let start_of = |glyph: &PositionedGlyph| (glyph.text_start as usize).saturating_sub(run.text_start);
    let mut starts: Vec<usize> = run.glyphs.iter().map(start_of).collect();
    starts.push(run.text.len());
    starts.sort_unstable();
    starts.dedup();
    let mut glyphs = Vec::with_capacity(run.glyphs.len());
    for cluster in run.glyphs.chunk_by(|a, b| a.text_start == b.text_start) {
        let start = start_of(&cluster[0]);
        let end = starts.get(starts.partition_point(|known| *known <= start)).copied();
        let text = run.text.get(start..end.unwrap_or(start)).unwrap_or_default();
        let one_each = text.chars().count() == cluster.len();
        let mut characters = text.char_indices().map(|(at, c)| &text[at..at + c.len_utf8()]);
        for (index, glyph) in cluster.iter().enumerate() {
            let all = if index == 0 { text } else { "" };
            let own = if one_each { characters.next().unwrap_or_default() } else { all };
            glyphs.push((*glyph, own));
        }
    }
    glyphs
}

fn channels(color: Color) -> [f32; 4] {
    color.to_rgba8().map(|channel| (f32::from(channel) / 255.0 * 1e4).round() / 1e4)
}

/// A number with three decimals, which is as much as is seen.
fn short(value: f64) -> f32 {
    if value.is_finite() { ((value * 1000.0).round() / 1000.0) as f32 } else { 0.0 }
}

fn cubic(content: &mut Content, points: [DVec2; 3]) -> &mut Content {
    let [[a, b], [c, d], [e, f]] = points.map(|point| point.to_array().map(short));
    content.cubic_to(a, b, c, d, e, f)
}

/// What a resource is called by.
fn name(kind: char, number: usize) -> String {
    format!("{kind}{number}")
}
