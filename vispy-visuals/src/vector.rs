//! Visuals as vector graphics: what SVG and PDF are written from.

use glam::DVec2;

use crate::color::Color;
use crate::text::PositionedGlyph;
use crate::view::View;

/// The visual has no vector form: an export rasterises it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{visual} has no vector form: {reason}")]
pub struct NotVector {
    /// The visual.
    pub visual: &'static str,
    /// Why.
    pub reason: &'static str,
}

/// A step of a path, in logical pixels of the page, origin at the upper left corner and y downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PathStep {
    /// Begins a part.
    MoveTo(DVec2),
    /// A straight line.
    LineTo(DVec2),
    /// A quadratic Bezier curve: control point, end.
    QuadTo(DVec2, DVec2),
    /// A cubic Bezier curve: two control points, end.
    CubicTo(DVec2, DVec2, DVec2),
    /// Closes the part.
    Close,
}

/// How a path is stroked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub color: Color,
    /// Width in logical pixels.
    pub width_px: f64,
    /// How segments meet.
    pub join: Join,
    /// How ends look.
    pub cap: Cap,
}

/// How segments of a line meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Join {
    /// A disc about the corner. The default: it looks the same at every angle.
    #[default]
    Round,
    /// The outer edges meet in a point, up to a miter limit of 4; beyond it, a bevel.
    Miter,
    /// The corner is cut straight.
    Bevel,
}

/// How ends of a line look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cap {
    /// A half disc beyond the end. The default: a single sample between gaps stays visible as a dot.
    #[default]
    Round,
    /// The line stops at its end.
    Butt,
    /// The line stops half its width beyond its end.
    Square,
}

/// A piece of text for a sink: one line, or a part of it that has its own size and height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextRun<'a> {
    /// The text.
    pub text: &'a str,
    /// Left end of its baseline, in logical pixels of the page.
    pub origin: DVec2,
    /// Turn about the origin in radians, counter-clockwise as seen.
    pub angle_rad: f64,
    /// Font size in logical pixels.
    pub size_px: f64,
    /// Whether it is bold.
    pub bold: bool,
    /// Colour.
    pub color: Color,
    /// Width in logical pixels.
    pub width_px: f64,
    /// The glyphs, from left to right; positions and places in the text are those of `shaped`.
    pub glyphs: &'a [PositionedGlyph],
    /// What the glyphs' positions begin at: the run's own in the shaped text.
    pub pen: [f32; 2],
    /// What the glyphs' places in the text begin at.
    pub text_start: usize,
}

/// A picture of what has no vector form.
#[derive(Debug, Clone, PartialEq)]
pub struct Raster {
    /// Upper left corner, in logical pixels of the page.
    pub corner: DVec2,
    /// Width and height in logical pixels.
    pub size: DVec2,
    /// Width in dots.
    pub width: u32,
    /// Height in dots.
    pub height: u32,
    /// Four bytes a dot with straight alpha, rows from the top down.
    pub rgba: Vec<u8>,
}

/// Takes the vector form of visuals, in drawing order.
pub trait VectorSink {
    /// Begins a clip rectangle (corner, size; logical pixels of the page) for what follows.
    fn push_clip(&mut self, corner: DVec2, size: DVec2);
    /// Ends the last clip rectangle.
    fn pop_clip(&mut self);
    /// Strokes a path.
    fn stroke(&mut self, path: &[PathStep], stroke: &Stroke);
    /// Fills a path by the non-zero rule.
    fn fill(&mut self, path: &[PathStep], color: Color);
    /// Sets a text.
    fn text(&mut self, run: &TextRun<'_>);
    /// Sets a picture.
    fn raster(&mut self, raster: &Raster);
}

/// The page position of a point of a visual's frame: logical pixels from the upper left corner, y downwards.
#[must_use]
pub fn page_from_visual(view: &View, point: DVec2) -> DVec2 {
    page_from_framebuffer(view, view.map(point))
}

/// The page position of a pixel position.
#[must_use]
pub fn page_from_framebuffer(view: &View, pixel: DVec2) -> DVec2 {
    DVec2::new(pixel.x, f64::from(view.target.height) - pixel.y) / view.scale_factor
}
