//! Tests of placement: what the quads show must be what the font library draws at the same places.

use std::f32::consts::{FRAC_PI_2, PI};

use proptest::prelude::*;
use swash::{
    scale::{Render, ScaleContext, Source},
    zeno::Vector,
};

use super::*;
use crate::text::{FontSystem, HAlign, TextStyle, VAlign};

const TEXT: &str = "Ångström μ ∑ Привет 0.25 −1";

/// A canvas of coverage, rows from the bottom.
#[derive(Clone, PartialEq)]
struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Canvas {
    fn new(width: usize, height: usize) -> Self {
        Self { width, height, pixels: vec![0; width * height] }
    }

    /// Blends coverage over a pixel; outside the canvas nothing happens.
    fn blend(&mut self, x: i32, y: i32, coverage: u8) {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return };
        if x < self.width && y < self.height {
            let pixel = &mut self.pixels[y * self.width + x];
            let rest = (255 - u32::from(*pixel)) * u32::from(coverage);
            *pixel += ((rest + 127) / 255) as u8;
        }
    }

    fn quads(&mut self, atlas: &GlyphAtlas, quads: &[GlyphQuad]) {
        let stride = atlas.size()[0] as usize;
        for quad in quads {
            assert_eq!((quad.w, quad.h), (quad.u_size, quad.v_size));
            for row in 0..quad.h as usize {
                let start = (quad.v as usize + row) * stride + quad.u as usize;
                let y = quad.y as i32 + (quad.h as i32 - 1 - row as i32);
                for (column, coverage) in atlas.pixels()[start..start + quad.w as usize].iter().enumerate() {
                    self.blend(quad.x as i32 + column as i32, y, *coverage);
                }
            }
        }
    }

    fn drawn(text: &ShapedText, placement: &TextPlacement, size: [usize; 2]) -> Self {
        let mut atlas = GlyphAtlas::new(4096);
        let mut quads = Vec::new();
        layout_glyphs(text, placement, &mut atlas, &mut quads).unwrap();
        let mut canvas = Self::new(size[0], size[1]);
        canvas.quads(&atlas, &quads);
        canvas
    }

    /// The same picture turned counter-clockwise by a quarter turn about its lower left corner, moved back into view.
    fn turned(&self) -> Self {
        let mut turned = Self::new(self.height, self.width);
        for y in 0..self.height {
            for x in 0..self.width {
                turned.pixels[x * self.height + (self.height - 1 - y)] = self.pixels[y * self.width + x];
            }
        }
        turned
    }

    fn difference(&self, other: &Self) -> u8 {
        assert_eq!((self.width, self.height), (other.width, other.height));
        let pairs = self.pixels.iter().zip(&other.pixels);
        pairs.map(|(left, right)| left.abs_diff(*right)).max().unwrap_or(0)
    }

    fn ink(&self) -> u64 {
        self.pixels.iter().map(|coverage| u64::from(*coverage)).sum()
    }
}

/// The same text drawn by the font library alone, each glyph at the nearest quarter pixel of a whole baseline.
fn reference(text: &ShapedText, placement: &TextPlacement, size: [usize; 2]) -> Canvas {
    let [x, y] = placement.origin_physical_px;
    let scale = placement.scale_factor;
    let mut context = ScaleContext::new();
    let mut canvas = Canvas::new(size[0], size[1]);
    for glyph in &text.glyphs {
        let pen = ((x + glyph.x * scale) * 4.0).round() / 4.0;
        let baseline = (y + glyph.y * scale).round() as i32;
        let size_px = text.style.size_px * scale;
        let mut scaler = context.builder(glyph.font.font()).size(size_px).build();
        let image = Render::new(&[Source::Outline])
            .offset(Vector::new(pen - pen.floor(), 0.0))
            .render(&mut scaler, glyph.glyph)
            .unwrap();
        let place = image.placement;
        for row in 0..place.height as i32 {
            for column in 0..place.width as i32 {
                let coverage = image.data[(row * place.width as i32 + column) as usize];
                let (x, y) = (pen.floor() as i32 + place.left + column, baseline + place.top - 1 - row);
                canvas.blend(x, y, coverage);
            }
        }
    }
    canvas
}

fn shape(text: &str, size_px: f32) -> std::sync::Arc<ShapedText> {
    FontSystem::global().shape(text, &TextStyle::new(size_px))
}

fn at(x: f32, y: f32) -> TextPlacement {
    TextPlacement { origin_physical_px: [x, y], ..TextPlacement::default() }
}

#[test]
fn the_picture_is_the_font_librarys_own() {
    for size_px in [10.0, 12.0, 14.0, 24.0] {
        let text = shape(TEXT, size_px);
        for placement in [at(5.0, 10.0), at(5.3, 10.4), at(7.9, 9.6)] {
            for scale_factor in [1.0, 1.5] {
                let placement = TextPlacement { scale_factor, ..placement };
                let size = [700, 60];
                let drawn = Canvas::drawn(&text, &placement, size);
                let expected = reference(&text, &placement, size);
                assert!(expected.ink() > 50_000, "the reference is not blank");
                let difference = drawn.difference(&expected);
                assert!(difference <= 1, "{size_px} px {placement:?}: off by {difference}");
            }
        }
    }
}

#[test]
fn a_quarter_turn_turns_the_picture() {
    // The rasteriser rounds points to 1/256 px, down in both directions; turned, down is up. An edge is then off by up
    // to 1/256 px, and a pixel with an edge on both sides by 2/256 of coverage.
    let text = shape(TEXT, 14.0);
    let size = 240;
    let mut expected = Canvas::drawn(&text, &at(20.0, 30.0), [size, size]);
    assert!(expected.ink() > 100_000);
    let mut origin = [20.0, 30.0];
    for turns in 1..4 {
        expected = expected.turned();
        origin = [size as f32 - origin[1], origin[0]];
        let placement = TextPlacement {
            origin_physical_px: origin,
            angle_rad: turns as f32 * FRAC_PI_2,
            ..TextPlacement::default()
        };
        let drawn = Canvas::drawn(&text, &placement, [size, size]);
        let difference = drawn.difference(&expected);
        assert!(difference <= 2, "{turns} quarter turns: off by {difference}");
    }
}

#[test]
fn a_slanted_text_has_the_ink_of_a_level_one() {
    // Turning does not change the area of the outlines; rounding of coverage to 1/255 averages out.
    let text = shape(TEXT, 14.0);
    let level = Canvas::drawn(&text, &at(300.0, 300.0), [600, 600]).ink() as f64;
    for degrees in [1.0_f32, 30.0, 45.0, 137.0, -60.0] {
        let placement = TextPlacement { angle_rad: degrees.to_radians(), ..at(300.0, 300.0) };
        let ink = Canvas::drawn(&text, &placement, [600, 600]).ink() as f64;
        assert!((ink / level - 1.0).abs() < 0.01, "{degrees} degrees: {ink} and {level}");
    }
}

#[test]
fn a_whole_pixel_moves_the_quads_and_nothing_else() {
    let text = shape(TEXT, 12.0);
    let mut atlas = GlyphAtlas::new(4096);
    let (mut here, mut there) = (Vec::new(), Vec::new());
    for angle_rad in [0.0, FRAC_PI_2, 0.7, PI] {
        here.clear();
        there.clear();
        let place = |x, y| TextPlacement { angle_rad, ..at(x, y) };
        layout_glyphs(&text, &place(10.25, 20.5), &mut atlas, &mut here).unwrap();
        let glyphs = atlas.len();
        layout_glyphs(&text, &place(110.25, 17.5), &mut atlas, &mut there).unwrap();
        assert_eq!(atlas.len(), glyphs, "the masks are the same");
        assert!(here.iter().all(|quad| quad.x.fract() == 0.0 && quad.y.fract() == 0.0));
        let moved: Vec<_> =
            here.iter().map(|quad| GlyphQuad { x: quad.x + 100.0, y: quad.y - 3.0, ..*quad }).collect();
        assert_eq!(moved, there);
    }
}

#[test]
fn an_h_stands_where_its_anchor_says() {
    let text = shape("H", 20.0);
    let mut atlas = GlyphAtlas::new(4096);
    let mut quads = Vec::new();
    let mut edges = |anchor, scale_factor| {
        quads.clear();
        let placement = TextPlacement { anchor, scale_factor, ..at(50.0, 50.0) };
        layout_glyphs(&text, &placement, &mut atlas, &mut quads).unwrap();
        [quads[0].x, quads[0].y, quads[0].x + quads[0].w, quads[0].y + quads[0].h]
    };
    // An H is 0.729 em high, 14.58 px, and 0.752 em wide, 15.04 px, of which 1.96 px are bearing on each side.
    assert_eq!(edges(Anchor::default(), 1.0), [51.0, 50.0, 64.0, 65.0]);
    // A baseline at 42.71 px goes to the whole pixel 43.
    assert_eq!(edges(Anchor::CENTER, 1.0), [44.0, 43.0, 56.0, 58.0]);
    assert_eq!(edges(Anchor::new(HAlign::Right, VAlign::CapTop), 1.0), [36.0, 35.0, 49.0, 50.0]);
    assert_eq!(edges(Anchor::CENTER, 2.0), [38.0, 35.0, 62.0, 65.0]);
}

#[test]
fn every_line_stands_on_a_whole_pixel() {
    let text = shape("H\nH\nH", 13.0);
    let mut atlas = GlyphAtlas::new(4096);
    let mut quads = Vec::new();
    layout_glyphs(&text, &at(10.0, 100.3), &mut atlas, &mut quads).unwrap();
    let baselines: Vec<f32> = quads.iter().map(|quad| quad.y).collect();
    // 15.6 px apart: 100.3, 84.7, 69.1.
    assert_eq!(baselines, [100.0, 85.0, 69.0]);
    assert_eq!(atlas.len(), 1, "so all three are the same mask");
}

#[test]
fn what_cannot_be_placed_appends_nothing() {
    let text = shape("abc", 12.0);
    let mut atlas = GlyphAtlas::new(4096);
    let mut quads = Vec::new();
    for placement in [
        at(f32::NAN, 0.0),
        at(0.0, f32::INFINITY),
        TextPlacement { angle_rad: f32::NAN, ..at(0.0, 0.0) },
        TextPlacement { scale_factor: 0.0, ..at(0.0, 0.0) },
        TextPlacement { scale_factor: f32::INFINITY, ..at(0.0, 0.0) },
    ] {
        layout_glyphs(&text, &placement, &mut atlas, &mut quads).unwrap();
    }
    layout_glyphs(&shape("", 12.0), &at(0.0, 0.0), &mut atlas, &mut quads).unwrap();
    assert!(quads.is_empty() && atlas.is_empty());
}

#[test]
fn a_full_atlas_still_draws_what_fits_and_recovers() {
    let mut atlas = GlyphAtlas::new(64);
    let mut quads = Vec::new();
    atlas.begin_frame();
    let error =
        layout_glyphs(&shape("ABCDEFGHIJKLM", 24.0), &at(0.0, 0.0), &mut atlas, &mut quads).unwrap_err();
    assert_eq!(quads.len() + error.missing, 13);
    assert!(!quads.is_empty());
    for frame in 0..50 {
        atlas.begin_frame();
        quads.clear();
        let (text, placement) = (shape("xy", 10.0 + frame as f32 * 0.3), at(3.0, 12.0));
        layout_glyphs(&text, &placement, &mut atlas, &mut quads).unwrap();
        let mut canvas = Canvas::new(60, 60);
        canvas.quads(&atlas, &quads);
        assert!(canvas == Canvas::drawn(&text, &placement, [60, 60]), "frame {frame}");
    }
}

#[test]
fn a_second_layout_needs_no_room() {
    let text = shape(TEXT, 12.0);
    let mut atlas = GlyphAtlas::new(4096);
    let mut quads = Vec::new();
    layout_glyphs(&text, &at(1.0, 2.0), &mut atlas, &mut quads).unwrap();
    let first = quads.clone();
    let capacity = quads.capacity();
    atlas.take_dirty();
    quads.clear();
    layout_glyphs(&text, &at(1.0, 2.0), &mut atlas, &mut quads).unwrap();
    assert_eq!((quads.capacity(), atlas.take_dirty()), (capacity, crate::text::AtlasDirty::Clean));
    assert_eq!(quads, first);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_placed(
        text in any::<String>(),
        size_px in 0.1_f32..300.0,
        angle_rad in any::<f32>(),
        x in any::<f32>(),
        scale_factor in 0.1_f32..4.0,
    ) {
        let text = FontSystem::new().shape(&text, &TextStyle::new(size_px));
        let mut atlas = GlyphAtlas::new(256);
        let mut quads = Vec::new();
        let placement = TextPlacement { angle_rad, scale_factor, anchor: Anchor::CENTER, ..at(x, 7.3) };
        let placed = layout_glyphs(&text, &placement, &mut atlas, &mut quads);
        prop_assert!(quads.len() <= text.glyphs.len());
        prop_assert!(placed.is_ok() || !atlas.is_empty());
        prop_assert!(quads.iter().all(|quad| quad.u + quad.u_size <= 256.0 && quad.w > 0.0));
    }
}
