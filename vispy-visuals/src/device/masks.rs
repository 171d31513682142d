//! Coverage that was computed on the CPU: a texture in which each visual of a frame has a rectangle.

use std::ops::Range;

use vispy_gloo::{Context, Rect, Result, Texture2D, TextureFormat};

use super::shelves::Shelves;
use crate::batch::{Mask, Paths, Strokes};

/// The texture grows up to so many times the height of the largest target before visuals take turns in it.
const MOST_TARGETS: u32 = 4;

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
    strokes: Strokes,
    last_stamp: u64,
}

impl Masks {
    /// A number for a mask which no other has.
    pub(crate) fn stamp(&mut self) -> u64 {
        self.last_stamp += 1;
        self.last_stamp
    }

    pub(super) fn begin_frame(&mut self) {
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

    /// A place for the mask of a stamp, and whether the mask is already there. `None` when there is no room left.
    pub(super) fn place(&mut self, target: [u32; 2], size: [u32; 2], stamp: u64) -> Option<([u32; 2], bool)> {
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
        Some((at, is_known))
    }

    /// Writes the coverage of strokes in an area of the target at a place.
    pub(crate) fn cover(&mut self, at: [u32; 2], paths: Paths<'_>, half_width_px: f32, area: Rect) {
        let stride = self.size[0] as usize;
        let bytes = &mut self.bytes[at[1] as usize * stride + at[0] as usize..];
        self.strokes.cover(paths, half_width_px, area, Mask { bytes, stride });
        let rows = at[1]..at[1] + area.height;
        self.dirty = if self.dirty.is_empty() {
            rows
        } else {
            self.dirty.start.min(rows.start)..self.dirty.end.max(rows.end)
        };
    }

    /// The texture; `None` before the first upload.
    pub(super) fn texture(&self) -> Option<&Texture2D> {
        self.texture.as_ref()
    }

    pub(super) fn upload(&mut self, ctx: &mut Context) -> Result<()> {
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
