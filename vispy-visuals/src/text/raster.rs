//! Glyph masks: 8-bit coverage, from the outline, at one size, angle and sub-pixel position.

use std::{f64::consts::TAU, fmt};

use swash::{
    scale::{Render, ScaleContext, Source, image::Image},
    zeno::Transform,
};

use super::face::FontId;

/// Sizes are told apart by this many steps a pixel.
const SIZE_STEPS: f32 = 64.0;
/// Angles are told apart by this many steps a turn; a quarter turn is a whole number of them, so 0, 90, 180 and 270
/// degrees are exact. The end of a 300 px glyph moves by 0.015 px at most.
const ANGLE_STEPS: f64 = 65536.0;
/// Steps of a quarter turn.
const QUARTER_TURN: u16 = 16384;
/// Positions within a pixel, along x and along y.
pub(super) const SUBPIXELS: u8 = 4;
/// The largest em that is rasterised; larger glyphs are enlarged from this.
const MAX_EM_PX: f32 = 1536.0;

/// What makes two drawn glyphs the same mask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GlyphKey {
    font: FontId,
    glyph: u16,
    size: u32,
    angle: u16,
    sub_x: u8,
    sub_y: u8,
}

impl GlyphKey {
    /// A glyph at a size in physical pixels (to 1/64) and an angle in radians, counter-clockwise (to 1/65536 turn).
    ///
    /// A size or an angle that is not finite counts as 0; at size 0 the mask is empty.
    pub fn new(font: FontId, glyph: u16, size_physical_px: f32, angle_rad: f32) -> Self {
        let turns = f64::from(angle_rad) / TAU;
        let angle = ((turns - turns.floor()) * ANGLE_STEPS).round() as u32;
        let key = Self { font, glyph, size: 0, angle: (angle % 65536) as u16, sub_x: 0, sub_y: 0 };
        key.with_size(size_physical_px)
    }

    pub(super) fn with_size(self, size_physical_px: f32) -> Self {
        // The cast of a float to an integer saturates, and takes what is not a number to 0.
        Self { size: (size_physical_px * SIZE_STEPS).round() as u32, ..self }
    }

    /// The same glyph with its pen position so many quarters of a pixel right of and above a pixel's corner.
    ///
    /// Only the remainder by 4 counts.
    #[must_use]
    pub fn at_quarters(self, x: u8, y: u8) -> Self {
        Self { sub_x: x % SUBPIXELS, sub_y: y % SUBPIXELS, ..self }
    }

    pub(super) fn with_glyph(self, font: FontId, glyph: u16) -> Self {
        Self { font, glyph, ..self }
    }

    /// The unit vector of the text direction, exact for whole quarter turns.
    pub(super) fn direction(self) -> (f32, f32) {
        match (self.angle / QUARTER_TURN, self.angle % QUARTER_TURN) {
            (0, 0) => (1.0, 0.0),
            (1, 0) => (0.0, 1.0),
            (2, 0) => (-1.0, 0.0),
            (3, 0) => (0.0, -1.0),
            _ => {
                let (sin, cos) = (f64::from(self.angle) / ANGLE_STEPS * TAU).sin_cos();
                (cos as f32, sin as f32)
            }
        }
    }

    /// Whether the text runs along a pixel row or a pixel column.
    pub(super) fn is_axis_aligned(self) -> bool {
        self.angle.is_multiple_of(QUARTER_TURN)
    }
}

/// A mask that was just drawn, rows from the top.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mask<'a> {
    /// Coverage, `width` bytes a row.
    pub(super) data: &'a [u8],
    /// Size of the mask in its own pixels.
    pub(super) width: u32,
    pub(super) height: u32,
    /// Left and bottom edge in mask pixels from the pixel corner that the pen position belongs to, y up.
    pub(super) left: i32,
    pub(super) bottom: i32,
    /// Drawn pixels per mask pixel: 1, or a power of two where the mask would be too large.
    pub(super) enlarge: u32,
}

/// Draws masks, and keeps the buffers that this takes.
pub(super) struct Rasterizer {
    context: ScaleContext,
    image: Image,
}

impl fmt::Debug for Rasterizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rasterizer").finish_non_exhaustive()
    }
}

impl Rasterizer {
    pub(super) fn new() -> Self {
        Self { context: ScaleContext::new(), image: Image::new() }
    }

    /// The mask of a glyph, at most `max_px` wide and high; `None` when nothing of it is inked.
    pub(super) fn mask(&mut self, key: GlyphKey, max_px: u32) -> Option<Mask<'_>> {
        let size_px = key.size as f32 / SIZE_STEPS;
        let mut enlarge = 1;
        while size_px / enlarge as f32 > MAX_EM_PX {
            enlarge *= 2;
        }
        loop {
            self.draw(key, size_px / enlarge as f32, enlarge);
            let place = self.image.placement;
            if place.width == 0 || place.height == 0 {
                return None;
            }
            if place.width <= max_px && place.height <= max_px {
                break;
            }
            enlarge *= 2;
        }
        let place = self.image.placement;
        Some(Mask {
            data: &self.image.data,
            width: place.width,
            height: place.height,
            left: place.left,
            bottom: place.top - place.height as i32,
            enlarge,
        })
    }

    fn draw(&mut self, key: GlyphKey, size_px: f32, enlarge: u32) {
        self.image.clear();
        if size_px <= 0.0 {
            return;
        }
        let mut scaler = self.context.builder(key.font.font()).size(size_px).hint(false).build();
        let (cos, sin) = key.direction();
        let quarter = |sub: u8| f32::from(sub) / f32::from(SUBPIXELS) / enlarge as f32;
        let transform = Transform::new(cos, sin, -sin, cos, quarter(key.sub_x), quarter(key.sub_y));
        Render::new(&[Source::Outline]).transform(Some(transform)).render_into(
            &mut scaler,
            key.glyph,
            &mut self.image,
        );
    }
}
