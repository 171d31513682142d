//! The glyph atlas: one picture that holds the masks of all glyphs on the screen.

use std::{collections::HashMap, fmt, ops::Range};

use etagere::{AllocId, AtlasAllocator, size2};

use super::raster::{GlyphKey, Mask, Rasterizer};

/// The widest and the highest atlas, in texels: 16 MB at most.
const MAX_WIDTH: u32 = 2048;
const MAX_HEIGHT: u32 = 8192;
/// The height of a new atlas.
const START_HEIGHT: u32 = 256;
/// The most inked glyphs: the allocator numbers its items, used and free, with 16 bits.
const MAX_GLYPHS: usize = 30_000;
/// Empty texels on each side of a mask.
const PADDING: u32 = 1;

/// More glyphs are drawn in one frame than the atlas has room for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the glyph atlas is full: {glyphs} glyphs of this frame fill {width} x {height} texels, {missing} more \
     were not drawn; draw fewer texts, sizes or angles at once"
)]
pub struct AtlasFull {
    /// Glyphs that are in the atlas, all of them used in this frame.
    pub glyphs: usize,
    /// Width of the atlas.
    pub width: u32,
    /// Height of the atlas.
    pub height: u32,
    /// Glyphs that were not drawn.
    pub missing: usize,
}

/// Where a glyph's mask is in the atlas, and where it is drawn.
///
/// All zero for a glyph without ink, such as a space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AtlasGlyph {
    /// Left edge of the mask in texels.
    pub u: u16,
    /// Top row of the mask in texels; row 0 is the atlas's first.
    pub v: u16,
    /// Width of the mask in texels.
    pub u_size: u16,
    /// Height of the mask in texels.
    pub v_size: u16,
    /// Left edge of the drawn mask in physical pixels, right of the pen position's pixel corner.
    pub left: i32,
    /// Bottom edge of the drawn mask in physical pixels, above the pen position's pixel corner.
    pub bottom: i32,
    /// Width of the drawn mask in physical pixels: `u_size`, unless the glyph is too large for the atlas.
    pub width: u32,
    /// Height of the drawn mask in physical pixels: `v_size`, unless the glyph is too large for the atlas.
    pub height: u32,
}

/// What has to be sent to the texture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AtlasDirty {
    /// Nothing.
    Clean,
    /// These rows, each over the whole width: [`GlyphAtlas::rows`].
    Rows(Range<u32>),
    /// All of it, and the texture has another size than before: [`GlyphAtlas::size`], [`GlyphAtlas::pixels`].
    All,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    glyph: AtlasGlyph,
    /// `None` for a glyph without ink, which takes no room.
    id: Option<AllocId>,
    last_used: u64,
}

/// The CPU side of an `R8` texture with the masks of glyphs.
///
/// It grows by doubling its height, and a mask stays where it is while it does. When it cannot grow any more, it
/// drops the glyphs that the current frame has not asked for. A mask has an empty texel on each side. A glyph
/// larger than the atlas is held smaller and enlarged when drawn.
///
/// Use: [`begin_frame`](Self::begin_frame); lay out the texts that changed; compare
/// [`generation`](Self::generation) with the one before, and if it moved, lay out *all* texts again (their glyphs
/// may be elsewhere; a second pass in the same frame drops nothing more); send what
/// [`take_dirty`](Self::take_dirty) says.
pub struct GlyphAtlas {
    allocator: AtlasAllocator,
    rasterizer: Rasterizer,
    entries: HashMap<GlyphKey, Entry>,
    width: u32,
    height: u32,
    max_height: u32,
    pixels: Vec<u8>,
    dirty: AtlasDirty,
    frame: u64,
    generation: u64,
}

impl fmt::Debug for GlyphAtlas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GlyphAtlas")
            .field("width", &self.width)
            .field("height", &self.height)
            .field("glyphs", &self.entries.len())
            .field("frame", &self.frame)
            .field("generation", &self.generation)
            .field("dirty", &self.dirty)
            .finish_non_exhaustive()
    }
}

impl GlyphAtlas {
    /// An empty atlas for a context whose textures are at most `max_texture_size` wide and high.
    ///
    /// It is 2048 texels wide and becomes at most 8192 high, or less where the context has less.
    pub fn new(max_texture_size: u32) -> Self {
        // The smallest atlas that any glyph fits into; no context has so small textures.
        let max_texture_size = max_texture_size.max(64);
        let width = max_texture_size.min(MAX_WIDTH);
        let max_height = max_texture_size.min(MAX_HEIGHT);
        let height = START_HEIGHT.min(max_height);
        Self {
            allocator: AtlasAllocator::new(size2(width as i32, max_height as i32)),
            rasterizer: Rasterizer::new(),
            entries: HashMap::new(),
            width,
            height,
            max_height,
            pixels: vec![0; (width * height) as usize],
            dirty: AtlasDirty::All,
            frame: 0,
            generation: 0,
        }
    }

    /// Starts a frame: from here on, glyphs that were last asked for before may be dropped.
    pub fn begin_frame(&mut self) {
        self.frame += 1;
    }

    /// A number that changes when a glyph was dropped, so that what was laid out before may no longer be right.
    ///
    /// Growth does not change it.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Width and height in texels.
    pub fn size(&self) -> [u32; 2] {
        [self.width, self.height]
    }

    /// Number of glyphs in the atlas.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether the atlas holds no glyph.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The whole atlas, row by row from the top, one byte a texel: 0 is no coverage, 255 is full.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// Some rows of the atlas over its whole width; empty where the atlas has no such rows.
    pub fn rows(&self, rows: Range<u32>) -> &[u8] {
        let width = self.width as usize;
        self.pixels.get(rows.start as usize * width..rows.end as usize * width).unwrap_or(&[])
    }

    /// What changed since the last call.
    ///
    /// A new atlas is all dirty.
    pub fn take_dirty(&mut self) -> AtlasDirty {
        std::mem::replace(&mut self.dirty, AtlasDirty::Clean)
    }

    /// Makes the whole atlas dirty: for a texture that was made anew, as after the loss of a context.
    pub fn mark_all_dirty(&mut self) {
        self.dirty = AtlasDirty::All;
    }

    /// A glyph's place, rasterised now if it is not in the atlas yet.
    ///
    /// `None` when the glyphs of this frame alone fill the atlas.
    pub fn get(&mut self, key: GlyphKey) -> Option<AtlasGlyph> {
        if let Some(entry) = self.entries.get_mut(&key) {
            entry.last_used = self.frame;
            return Some(entry.glyph);
        }
        let max_px = self.width.min(self.max_height) - 2 * PADDING;
        let Some(mask) = self.rasterizer.mask(key, max_px) else {
            let blank = Entry { glyph: AtlasGlyph::default(), id: None, last_used: self.frame };
            self.entries.insert(key, blank);
            return Some(blank.glyph);
        };
        let size = [mask.width, mask.height];
        let mut found = allocate(&mut self.allocator, self.entries.len(), size);
        if found.is_none() {
            let dropped = drop_unused(&mut self.entries, &mut self.allocator, self.frame);
            self.generation += u64::from(dropped);
            found = allocate(&mut self.allocator, self.entries.len(), size);
        }
        let (id, place) = found?;
        let glyph = glyph_at(place, mask);
        let bottom = place[1] + mask.height + PADDING;
        if bottom > self.height {
            self.height = bottom.next_power_of_two().min(self.max_height);
            self.pixels.resize((self.width * self.height) as usize, 0);
            self.dirty = AtlasDirty::All;
        }
        write(&mut self.pixels, self.width as usize, place, mask);
        self.entries.insert(key, Entry { glyph, id: Some(id), last_used: self.frame });
        self.touch_rows(place[1] - PADDING..bottom);
        Some(glyph)
    }

    pub(super) fn full(&self, missing: usize) -> AtlasFull {
        AtlasFull { glyphs: self.entries.len(), width: self.width, height: self.height, missing }
    }

    fn touch_rows(&mut self, rows: Range<u32>) {
        match &mut self.dirty {
            AtlasDirty::All => {}
            AtlasDirty::Clean => self.dirty = AtlasDirty::Rows(rows),
            AtlasDirty::Rows(dirty) => *dirty = dirty.start.min(rows.start)..dirty.end.max(rows.end),
        }
    }
}

fn allocate(allocator: &mut AtlasAllocator, glyphs: usize, size: [u32; 2]) -> Option<(AllocId, [u32; 2])> {
    if glyphs >= MAX_GLYPHS {
        return None;
    }
    let padded = size2((size[0] + 2 * PADDING) as i32, (size[1] + 2 * PADDING) as i32);
    let allocation = allocator.allocate(padded)?;
    let corner = allocation.rectangle.min;
    Some((allocation.id, [corner.x as u32 + PADDING, corner.y as u32 + PADDING]))
}

/// Drops what was last used before `frame`, and tells whether that was anything.
fn drop_unused(entries: &mut HashMap<GlyphKey, Entry>, allocator: &mut AtlasAllocator, frame: u64) -> bool {
    let before = entries.len();
    entries.retain(|_, entry| {
        if entry.last_used == frame {
            return true;
        }
        if let Some(id) = entry.id {
            allocator.deallocate(id);
        }
        false
    });
    entries.len() < before
}

fn glyph_at(place: [u32; 2], mask: Mask<'_>) -> AtlasGlyph {
    let enlarge = mask.enlarge as i32;
    AtlasGlyph {
        u: place[0] as u16,
        v: place[1] as u16,
        u_size: mask.width as u16,
        v_size: mask.height as u16,
        left: mask.left * enlarge,
        bottom: mask.bottom * enlarge,
        width: mask.width * mask.enlarge,
        height: mask.height * mask.enlarge,
    }
}

/// Writes a mask and clears the padding around it, where an older mask may have been.
fn write(pixels: &mut [u8], atlas_width: usize, place: [u32; 2], mask: Mask<'_>) {
    let padding = PADDING as usize;
    let [left, top] = place.map(|edge| edge as usize - padding);
    let [width, height] = [mask.width as usize, mask.height as usize];
    let rows = pixels.chunks_exact_mut(atlas_width).skip(top).take(height + 2 * padding);
    for (index, row) in rows.enumerate() {
        let row = &mut row[left..left + width + 2 * padding];
        row.fill(0);
        let inked = index.checked_sub(padding).and_then(|line| mask.data.chunks_exact(width).nth(line));
        if let Some(inked) = inked {
            row[padding..padding + width].copy_from_slice(inked);
        }
    }
}

#[cfg(test)]
mod tests;
