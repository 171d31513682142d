//! SVG files.

mod number;

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use vispy_visuals::color::Color;
use vispy_visuals::glam::DVec2;
use vispy_visuals::vector::{Cap, Join, PathStep, Raster, Stroke, TextRun, VectorSink};

use super::clips::{Clip, Clips};
use super::png_file;
use number::{push_number, push_path};

/// A page of SVG: elements in drawing order, texts as texts. The same figure gives the same bytes.
#[derive(Debug)]
pub(super) struct SvgPage {
    size: DVec2,
    /// Definitions of clips.
    defs: String,
    body: String,
    clips: Clips,
    /// The clips that have an id, in the order of their ids.
    known_clips: Vec<Clip>,
}

impl SvgPage {
    pub(super) fn new(size: DVec2) -> Self {
        let (defs, body, known_clips) = (String::new(), String::new(), Vec::new());
        Self { size, defs, body, clips: Clips::new(size), known_clips }
    }

    /// The whole file, with a title for readers of screens and for tabs of browsers.
    pub(super) fn finish(mut self, title: Option<&str>) -> String {
        self.close_group();
        let [width, height] = self.size.to_array().map(|side| {
            let mut text = String::new();
            push_number(&mut text, side);
            text
        });
        let mut file = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
             width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
             font-family=\"DejaVu Sans, sans-serif\">\n"
        );
        if let Some(title) = title {
            file.push_str("<title>");
            push_escaped(&mut file, title);
            file.push_str("</title>\n");
        }
        if !self.defs.is_empty() {
            let _ = writeln!(file, "<defs>\n{}</defs>", self.defs);
        }
        file.push_str(&self.body);
        file.push_str("</svg>\n");
        file
    }

    /// Opens the group that the clips in force ask for. Returns whether anything can be seen in it.
    fn open_group(&mut self) -> bool {
        let Some(change) = self.clips.element() else { return false };
        if change.closes {
            self.body.push_str("</g>\n");
        }
        if let Some(clip) = change.opens {
            let id = self.clip_id(clip);
            let _ = writeln!(self.body, "<g clip-path=\"url(#clip{id})\">");
        }
        true
    }

    fn close_group(&mut self) {
        if self.clips.close() {
            self.body.push_str("</g>\n");
        }
    }

    fn clip_id(&mut self, clip: Clip) -> usize {
        if let Some(id) = self.known_clips.iter().position(|known| *known == clip) {
            return id;
        }
        let id = self.known_clips.len();
        let _ = write!(self.defs, "<clipPath id=\"clip{id}\"><rect");
        push_rect(&mut self.defs, clip);
        self.defs.push_str("/></clipPath>\n");
        self.known_clips.push(clip);
        id
    }

    fn attribute(&mut self, name: &str, value: f64) {
        push_attribute(&mut self.body, name, value);
    }

    /// The attributes of a colour: `name` and, where it is not opaque, `name`-opacity.
    fn color(&mut self, name: &str, color: Color) {
        let [r, g, b, _] = color.to_rgba8();
        let _ = write!(self.body, " {name}=\"#{r:02x}{g:02x}{b:02x}\"");
        if color.alpha() < 1.0 {
            let _ = write!(self.body, " {name}-opacity=\"");
            push_number(&mut self.body, f64::from(color.alpha()));
            self.body.push('"');
        }
    }

    fn path(&mut self, path: &[PathStep]) {
        self.body.push_str("<path d=\"");
        push_path(&mut self.body, path);
        self.body.push('"');
    }
}

impl VectorSink for SvgPage {
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
        self.path(path);
        self.body.push_str(" fill=\"none\"");
        self.color("stroke", stroke.color);
        // What SVG takes for granted is left out: width 1, miters up to a limit of 4, butt caps.
        if stroke.width_px != 1.0 {
            self.attribute("stroke-width", stroke.width_px);
        }
        self.body.push_str(match stroke.join {
            Join::Miter => "",
            Join::Round => " stroke-linejoin=\"round\"",
            Join::Bevel => " stroke-linejoin=\"bevel\"",
        });
        self.body.push_str(match stroke.cap {
            Cap::Butt => "",
            Cap::Round => " stroke-linecap=\"round\"",
            Cap::Square => " stroke-linecap=\"square\"",
        });
        self.body.push_str("/>\n");
    }

    fn fill(&mut self, path: &[PathStep], color: Color) {
        if path.is_empty() || color.alpha() <= 0.0 || !self.open_group() {
            return;
        }
        self.path(path);
        self.color("fill", color);
        self.body.push_str("/>\n");
    }

    fn text(&mut self, run: &TextRun<'_>) {
        if run.text.trim().is_empty() || run.color.alpha() <= 0.0 || !self.open_group() {
            return;
        }
        self.body.push_str("<text");
        self.attribute("x", run.origin.x);
        self.attribute("y", run.origin.y);
        self.attribute("font-size", run.size_px);
        if run.width_px > 0.0 {
            // Where the font is another one, the text is still as wide as the layout has it.
            self.attribute("textLength", run.width_px);
        }
        if run.bold {
            self.body.push_str(" font-weight=\"bold\"");
        }
        self.color("fill", run.color);
        // SVG turns clockwise, because its y points downwards.
        let turn_deg = -run.angle_rad.to_degrees();
        if turn_deg != 0.0 {
            self.body.push_str(" transform=\"rotate(");
            for (separator, number) in [("", turn_deg), (" ", run.origin.x), (" ", run.origin.y)] {
                self.body.push_str(separator);
                push_number(&mut self.body, number);
            }
            self.body.push_str(")\"");
        }
        if run.text.starts_with(' ') || run.text.ends_with(' ') || run.text.contains("  ") {
            self.body.push_str(" xml:space=\"preserve\"");
        }
        self.body.push('>');
        push_escaped(&mut self.body, run.text);
        self.body.push_str("</text>\n");
    }

    fn raster(&mut self, raster: &Raster) {
        // Writing into memory fails for nothing but a picture without dots, of which there is nothing to see.
        let Ok(png) = png_file::encode(raster.width, raster.height, &raster.rgba) else { return };
        if !self.open_group() {
            return;
        }
        self.body.push_str("<image");
        push_rect(&mut self.body, [raster.corner, raster.size]);
        self.body.push_str(" preserveAspectRatio=\"none\" xlink:href=\"data:image/png;base64,");
        STANDARD.encode_string(&png, &mut self.body);
        self.body.push_str("\"/>\n");
    }
}

fn push_attribute(out: &mut String, name: &str, value: f64) {
    let _ = write!(out, " {name}=\"");
    push_number(out, value);
    out.push('"');
}

fn push_rect(out: &mut String, [corner, size]: Clip) {
    for (name, value) in [("x", corner.x), ("y", corner.y), ("width", size.x), ("height", size.y)] {
        push_attribute(out, name, value);
    }
}

/// Appends a text; what XML cannot hold becomes the replacement character.
fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' => out.push(c),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests;
