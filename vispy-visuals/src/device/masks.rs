//! Coverage that was computed on the CPU: a texture in which each visual of a frame has a rectangle.

use std::ops::Range;

use vispy_gloo::{Context, Rect, Result, Texture2D, TextureFormat};

use super::shelves::Shelves;
use crate::batch::{Paths, Strip, StrokeWork};

/// The texture grows up to so many times the height of the largest target before visuals take turns in it.
const MOST_TARGETS: u32 = 4;

/// Where a mask is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MaskPlace {
    pub(crate) at: [u32; 2],
    /// Whether the mask is there since an earlier frame.
    pub(crate) is_known: bool,
}

/// Masks of a frame. What is the same in the next frame is neither computed nor uploaded again.
#[derive(Debug, Default)]
pub(crate) struct Masks {
    texture: Option<Texture2D>,
    /// The largest target, and how many times as high the texture is.
    target: [u32; 2],
    times: u32,
    size: [u32; 2],
    bytes: Vec<u8>,
    shelves: Shelves,
    /// What has which place, in the order in which places were given.
    known: Vec<(u64, Rect)>,
    /// How many places the current frame has given.
    next: usize,
    /// Rows that are not uploaded yet.
    dirty: Range<u32>,
    /// Whether there was not enough room for all of a frame.
    was_full: bool,
    work: StrokeWork,
    last_stamp: u64,
}

impl Masks {
    /// Numbers for masks which no others have: the first of so many.
    pub(crate) fn stamps(&mut self, count: u64) -> u64 {
        let first = self.last_stamp + 1;
        self.last_stamp += count;
        first
    }

    pub(super) fn begin_frame(&mut self) {
        if !self.work.is_empty() {
            // The last frame was not finished.
            self.work.clear();
            self.known.clear();
        }
        // What was not there in the last frame may have been overwritten.
        self.known.truncate(self.next);
        self.next = 0;
        self.shelves = Shelves::default();
        if std::mem::take(&mut self.was_full) && self.times < MOST_TARGETS {
            self.times += 1;
            self.fit();
        }
    }

    /// Every place is free again, in the midst of a frame.
    pub(super) fn restart(&mut self) {
        self.known.clear();
        self.next = 0;
        self.shelves = Shelves::default();
        self.was_full = true;
    }

    /// Finds places for masks of those sizes, whose stamps follow each other; says so if there is no room left.
    pub(super) fn place_all(
        &mut self,
        target: [u32; 2],
        stamp: u64,
        sizes: impl Iterator<Item = [u32; 2]>,
        places: &mut Vec<MaskPlace>,
    ) -> bool {
        places.clear();
        for (size, stamp) in sizes.zip(stamp..) {
            let Some(place) = self.place(target, size, stamp) else { return false };
            places.push(place);
        }
        true
    }

    /// A place for the mask of a stamp; `None` when there is no room left.
    fn place(&mut self, target: [u32; 2], size: [u32; 2], stamp: u64) -> Option<MaskPlace> {
        let grown = [0, 1].map(|i| self.target[i].max(target[i]).max(1));
        if grown != self.target {
            if !self.shelves.is_empty() {
                return None;
            }
            self.target = grown;
            self.times = self.times.max(1);
            self.fit();
        }
        let at = self.shelves.place(self.size, size)?;
        let place = (stamp, Rect::new(at[0] as i32, at[1] as i32, size[0], size[1]));
        let is_known = self.known.get(self.next) == Some(&place);
        match self.known.get_mut(self.next) {
            Some(known) => *known = place,
            None => self.known.push(place),
        }
        self.next += 1;
        Some(MaskPlace { at, is_known })
    }

    /// Computes the coverage of strips of strokes along paths, and writes it to their places; before the next upload.
    pub(crate) fn cover<'a>(
        &mut self,
        paths: Paths<'_>,
        half_width_px: f32,
        strips: impl Iterator<Item = (&'a Strip, [u32; 2])>,
    ) {
        let mut strips = strips.peekable();
        if strips.peek().is_none() {
            return;
        }
        self.work.add(paths, half_width_px, strips);
        if self.work.is_full() {
            self.work();
        }
    }

    /// Computes what waits to be computed.
    fn work(&mut self) {
        let Self { work, bytes, dirty, size, .. } = self;
        let stride = size[0] as usize;
        work.run(|[x, y], area, covered| {
            let (width, start) = (area.width as usize, y as usize * stride + x as usize);
            for (into, from) in bytes[start..].chunks_mut(stride).zip(covered.chunks_exact(width)) {
                into[..width].copy_from_slice(from);
            }
            let (first, end) = (y, y + area.height);
            *dirty =
                if Range::is_empty(dirty) { first..end } else { dirty.start.min(first)..dirty.end.max(end) };
        });
    }

    /// The texture; `None` before the first upload.
    pub(super) fn texture(&self) -> Option<&Texture2D> {
        self.texture.as_ref()
    }

    pub(super) fn upload(&mut self, ctx: &mut Context) -> Result<()> {
        if !self.work.is_empty() {
            self.work();
        }
        let rows = std::mem::take(&mut self.dirty);
        if rows.is_empty() {
            return Ok(());
        }
        let [width, height] = self.size;
        let texture = match &self.texture {
            Some(texture) => texture,
            None => {
                let texture = Texture2D::empty(TextureFormat::R8, width, height)?;
                self.texture.insert(texture.with_label("coverage made on the CPU"))
            }
        };
        texture.resize(width, height)?;
        let bytes = &self.bytes[rows.start as usize * width as usize..rows.end as usize * width as usize];
        texture.write_now(ctx, Rect::new(0, rows.start as i32, width, rows.end - rows.start), bytes)
    }

    /// Takes the size that it is to have; nothing is known of its places then.
    fn fit(&mut self) {
        self.size = [self.target[0], self.target[1].saturating_mul(self.times)];
        self.bytes.clear();
        self.bytes.resize(self.size[0] as usize * self.size[1] as usize, 0);
        self.known.clear();
    }
}
