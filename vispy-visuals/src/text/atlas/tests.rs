//! Tests of packing, growth, eviction and the report of changes.

use super::*;
use crate::text::FontId;

/// A stand-in for the texture: it knows only what the atlas reported.
#[derive(Default)]
struct Texture {
    width: u32,
    pixels: Vec<u8>,
}

impl Texture {
    fn update(&mut self, atlas: &mut GlyphAtlas) -> AtlasDirty {
        let dirty = atlas.take_dirty();
        match &dirty {
            AtlasDirty::Clean => {}
            AtlasDirty::Rows(rows) => {
                let start = (rows.start * self.width) as usize;
                let changed = atlas.rows(rows.clone());
                self.pixels[start..start + changed.len()].copy_from_slice(changed);
            }
            AtlasDirty::All => {
                self.width = atlas.size()[0];
                self.pixels = atlas.pixels().to_vec();
            }
        }
        dirty
    }
}

fn key(letter: char, size_px: f32) -> GlyphKey {
    let face = FontId::SansRegular;
    GlyphKey::new(face, face.glyph(letter), size_px, 0.0)
}

/// The mask of a glyph as the atlas holds it, with its padding.
fn cut_out(atlas: &GlyphAtlas, glyph: AtlasGlyph) -> Vec<u8> {
    let (left, top) = (usize::from(glyph.u) - 1, usize::from(glyph.v) - 1);
    let (width, height) = (usize::from(glyph.u_size) + 2, usize::from(glyph.v_size) + 2);
    let rows = atlas.pixels().chunks_exact(atlas.size()[0] as usize).skip(top).take(height);
    rows.flat_map(|row| row[left..left + width].to_vec()).collect()
}

/// What `cut_out` must give: the mask rasterised anew, in a frame of zeros.
fn expected(key: GlyphKey, max_px: u32) -> Vec<u8> {
    let mut rasterizer = Rasterizer::new();
    let mask = rasterizer.mask(key, max_px).unwrap();
    let width = mask.width as usize;
    let mut out = vec![0; width + 2];
    for row in mask.data.chunks_exact(width) {
        out.push(0);
        out.extend_from_slice(row);
        out.push(0);
    }
    out.extend(std::iter::repeat_n(0, width + 2));
    out
}

#[test]
fn a_glyph_is_rasterised_once_and_reported_once() {
    let mut atlas = GlyphAtlas::new(4096);
    let mut texture = Texture::default();
    assert_eq!(texture.update(&mut atlas), AtlasDirty::All, "a new atlas");
    let first = atlas.get(key('g', 20.0)).unwrap();
    assert!(first.bottom < 0, "a g hangs below its baseline");
    let bottom = u32::from(first.v) + u32::from(first.v_size) + 1;
    assert_eq!(texture.update(&mut atlas), AtlasDirty::Rows(u32::from(first.v) - 1..bottom));
    assert_eq!(atlas.get(key('g', 20.0)), Some(first));
    assert_eq!(texture.update(&mut atlas), AtlasDirty::Clean);
    assert_eq!(texture.pixels, atlas.pixels());
    assert_eq!(atlas.get(key(' ', 20.0)), Some(AtlasGlyph::default()));
    assert_eq!(texture.update(&mut atlas), AtlasDirty::Clean, "a space has no mask");
}

#[test]
fn sizes_angles_and_quarters_are_told_apart() {
    let plain = key('a', 20.0);
    assert_eq!(plain, key('a', 20.001));
    assert_ne!(plain, key('a', 20.1));
    assert_ne!(plain, plain.at_quarters(1, 0));
    assert_ne!(plain.at_quarters(0, 1), plain.at_quarters(1, 0));
    assert_eq!(plain, plain.at_quarters(4, 8));
    let turned = |degrees: f32| GlyphKey::new(FontId::SansRegular, 5, 20.0, degrees.to_radians());
    assert_eq!(turned(-90.0), turned(270.0));
    assert_eq!(turned(360.0), turned(0.0));
    assert_eq!(turned(90.0).direction(), (0.0, 1.0));
    assert!(turned(180.0).is_axis_aligned() && !turned(179.0).is_axis_aligned());
    // The last half step below a whole turn is a whole turn.
    assert_eq!(turned(-1e-4), turned(0.0));
}

#[test]
fn growth_keeps_every_glyph_where_it_is() {
    let mut atlas = GlyphAtlas::new(4096);
    let mut texture = Texture::default();
    let mut places = Vec::new();
    let [_, start] = atlas.size();
    for step in 0..400 {
        let key = key(char::from(b'A' + (step % 26) as u8), 30.0 + step as f32 * 0.25);
        places.push((key, atlas.get(key).unwrap()));
        if step % 7 == 0 {
            texture.update(&mut atlas);
        }
    }
    texture.update(&mut atlas);
    assert!(atlas.size()[1] > start, "the test fills more than the first atlas");
    assert_eq!(texture.pixels, atlas.pixels());
    assert_eq!(atlas.generation(), 0);
    for (key, place) in places {
        assert_eq!(atlas.get(key), Some(place));
        assert_eq!(cut_out(&atlas, place), expected(key, 4000));
    }
}

#[test]
fn a_full_atlas_drops_what_the_frame_does_not_use() {
    let mut atlas = GlyphAtlas::new(128);
    let mut texture = Texture::default();
    let mut dropped = 0;
    for frame in 0..200_u32 {
        atlas.begin_frame();
        // A few letters that stay and a few of an ever new size.
        let mut keys: Vec<GlyphKey> = "stay".chars().map(|letter| key(letter, 14.0)).collect();
        let size_px = 8.0 + (frame % 97) as f32 * 0.25;
        keys.extend("Mgxé8".chars().map(|letter| key(letter, size_px)));
        let before = atlas.generation();
        let places: Vec<_> = keys.iter().map(|key| atlas.get(*key).expect("room for one frame")).collect();
        dropped += atlas.generation() - before;
        texture.update(&mut atlas);
        assert_eq!(texture.pixels, atlas.pixels());
        for (key, place) in keys.iter().zip(&places) {
            assert_eq!(atlas.get(*key), Some(*place), "nothing of this frame moved");
            assert_eq!(cut_out(&atlas, *place), expected(*key, 126), "frame {frame}");
        }
    }
    assert!(dropped > 5, "the test fills the atlas: dropped {dropped} times");
    assert_eq!(atlas.size(), [128, 128]);
}

#[test]
fn a_frame_that_is_too_much_says_so_and_the_next_works() {
    let mut atlas = GlyphAtlas::new(64);
    atlas.begin_frame();
    let alphabet = || ('A'..='Z').map(|letter| key(letter, 24.0));
    let drawn = alphabet().filter(|key| atlas.get(*key).is_some()).count();
    assert!((2..26).contains(&drawn), "{drawn} of 26 fit into 64 x 64");
    let error = atlas.full(26 - drawn).to_string();
    assert!(error.contains("64 x 64") && error.contains("draw fewer"), "{error}");
    atlas.begin_frame();
    assert!(atlas.get(key('Z', 25.0)).is_some());
    assert_eq!(atlas.generation(), 1);
    assert_eq!(atlas.len(), 1);
}

#[test]
fn a_glyph_larger_than_the_atlas_is_held_smaller() {
    let mut small = GlyphAtlas::new(128);
    let mut large = GlyphAtlas::new(4096);
    for size_px in [200.0, 1000.0] {
        // One such glyph fills the small atlas.
        small.begin_frame();
        let reduced = small.get(key('M', size_px)).unwrap();
        let exact = large.get(key('M', size_px)).unwrap();
        assert!(reduced.u_size <= 126 && reduced.v_size <= 126);
        assert_eq!(exact.width, u32::from(exact.u_size));
        let step = reduced.width / u32::from(reduced.u_size);
        assert!(step.is_power_of_two() && step > 1);
        // A reduced texel covers `step` pixels, so an edge is at most that far out.
        for (reduced, exact) in [
            (reduced.left, exact.left),
            (reduced.bottom, exact.bottom),
            (reduced.left + reduced.width as i32, exact.left + exact.width as i32),
            (reduced.bottom + reduced.height as i32, exact.bottom + exact.height as i32),
        ] {
            assert!(reduced.abs_diff(exact) <= step, "{size_px}: {reduced} and {exact}");
        }
    }
    // Sizes beyond all reason end as well.
    small.begin_frame();
    let beyond = small.get(key('M', f32::MAX)).unwrap();
    assert!(beyond.width > 0);
    assert_eq!(small.get(key('M', f32::NAN)), Some(AtlasGlyph::default()));
    assert_eq!(small.get(key('M', -5.0)), Some(AtlasGlyph::default()));
}
