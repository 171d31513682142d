//! Vertices of all visuals in one float texture, which vertex shaders read by index.
//!
//! Reading vertices from a texture instead of attributes needs no buffer and no vertex array a visual, and draws any range
//! on any driver without instancing.

use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use vispy_gloo::{Context, Rect, Result, Texture2D, TextureFormat};

use super::dirty::Dirty;

/// Texels in a row of the texture. Shaders are given the same number.
pub(crate) const WIDTH: u32 = 2048;
/// Slots grow in steps of this many texels, so that small changes of length stay in place.
const GRAIN: u32 = 16;
/// Unchanged texels between two changed ranges up to which all are uploaded at once.
const UPLOAD_GAP: u32 = 2 * WIDTH;

/// A range of texels; dropping it frees them.
#[derive(Debug)]
pub struct VertexRange {
    start: u32,
    capacity: u32,
    len: u32,
    free: Arc<Mutex<Vec<Range<u32>>>>,
}

impl VertexRange {
    /// First texel.
    #[must_use]
    pub fn start(&self) -> u32 {
        self.start
    }

    /// How many texels are in use.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.len
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl Drop for VertexRange {
    fn drop(&mut self) {
        if self.capacity > 0 {
            let range = self.start..self.start + self.capacity;
            self.free.lock().unwrap_or_else(PoisonError::into_inner).push(range);
        }
    }
}

/// All vertices of a context, and the texture that holds them.
#[derive(Debug, Default)]
pub struct Vertices {
    /// Filled up to a whole row of the texture.
    texels: Vec<[f32; 4]>,
    /// How many belong to a range or to a free one.
    used: u32,
    free: Arc<Mutex<Vec<Range<u32>>>>,
    dirty: Dirty,
    texture: Option<Texture2D>,
}

impl Vertices {
    /// An empty range, to be filled by [`set`](Self::set).
    #[must_use]
    pub fn allocate(&self) -> VertexRange {
        VertexRange { start: 0, capacity: 0, len: 0, free: self.free.clone() }
    }

    /// Replaces the texels of a range, which moves when it has to grow, or when it is of another device.
    pub fn set(&mut self, range: &mut VertexRange, texels: &[[f32; 4]]) {
        // Draws count six vertices a texel in an i32: that many texels do not fit a texture anyway.
        let len = texels.len() as u32;
        if len > range.capacity || !Arc::ptr_eq(&self.free, &range.free) {
            *range = self.take(len.saturating_add(len / 4).next_multiple_of(GRAIN));
        }
        range.len = len;
        let start = range.start as usize;
        self.texels[start..start + texels.len()].copy_from_slice(texels);
        self.dirty.add(range.start..range.start + len);
    }

    /// The texture; `None` before the first upload.
    #[must_use]
    pub fn texture(&self) -> Option<&Texture2D> {
        self.texture.as_ref()
    }

    /// The smallest free range that is large enough, or a new one at the end.
    fn take(&mut self, capacity: u32) -> VertexRange {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        merge(&mut free);
        let fitting = (0..free.len()).filter(|index| free[*index].len() as u32 >= capacity);
        let start = match fitting.min_by_key(|index| free[*index].len()) {
            Some(index) => {
                let start = free[index].start;
                free[index].start += capacity;
                if free[index].is_empty() {
                    free.swap_remove(index);
                }
                start
            }
            None => {
                let start = self.used;
                self.used += capacity;
                let filled = (self.used as usize).next_multiple_of(WIDTH as usize);
                self.texels.resize(filled.max(self.texels.len()), [0.0; 4]);
                start
            }
        };
        VertexRange { start, capacity, len: 0, free: self.free.clone() }
    }

    pub(super) fn upload(&mut self, ctx: &mut Context) -> Result<()> {
        let rows = self.used.div_ceil(WIDTH).max(1);
        // A texture may be no power of two, and a device may not have the next one.
        let needed = rows.next_power_of_two().min(ctx.caps().max_texture_size).max(rows);
        let texture = match &self.texture {
            Some(texture) => texture,
            None => {
                let texture = Texture2D::empty(TextureFormat::Rgba32F, WIDTH, needed)?;
                self.dirty.set_all(self.used);
                self.texture.insert(texture.with_label("vertices of visuals"))
            }
        };
        if texture.size()[1] < needed {
            texture.resize(WIDTH, needed)?;
            self.dirty.set_all(self.used);
        }
        for range in self.dirty.drain(UPLOAD_GAP) {
            // Whole rows of the texture; two ranges with such a gap between them share none.
            let (first, last) = (range.start / WIDTH, range.end.div_ceil(WIDTH));
            let texels = &self.texels[(first * WIDTH) as usize..(last * WIDTH) as usize];
            texture.write_now(ctx, Rect::new(0, first as i32, WIDTH, last - first), texels)?;
        }
        Ok(())
    }
}

/// Joins neighbouring free ranges.
fn merge(free: &mut Vec<Range<u32>>) {
    if free.len() < 2 {
        return;
    }
    free.sort_unstable_by_key(|range| range.start);
    let mut merged: Vec<Range<u32>> = Vec::with_capacity(free.len());
    for range in free.drain(..) {
        match merged.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => merged.push(range),
        }
    }
    *free = merged;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn freed_ranges_are_used_again() {
        let mut vertices = Vertices::default();
        let mut a = vertices.allocate();
        let mut b = vertices.allocate();
        vertices.set(&mut a, &[[1.0; 4]; 100]);
        vertices.set(&mut b, &[[2.0; 4]; 100]);
        assert!(a.start() + a.len() <= b.start(), "ranges do not overlap");
        let size = vertices.texels.len();
        drop((a, b));
        let mut c = vertices.allocate();
        vertices.set(&mut c, &[[3.0; 4]; 180]);
        assert_eq!(vertices.texels.len(), size, "two neighbours make room for one larger");
        assert_eq!(vertices.texels[c.start() as usize + 179], [3.0; 4]);
    }

    #[test]
    fn a_range_stays_where_it_is_until_it_has_to_grow_and_takes_its_texels_along() {
        let mut vertices = Vertices::default();
        let (mut a, mut b) = (vertices.allocate(), vertices.allocate());
        vertices.set(&mut a, &[[1.0; 4]; 10]);
        vertices.set(&mut b, &[[2.0; 4]; 10]);
        let start = a.start();
        vertices.set(&mut a, &[[3.0; 4]; 13]);
        assert_eq!((a.start(), a.len()), (start, 13), "there was room for a few more");
        vertices.set(&mut a, &[[4.0; 4]; 5000]);
        assert_ne!(a.start(), start);
        let texels = |range: &VertexRange| &vertices.texels[range.start() as usize..][..range.len() as usize];
        assert!(texels(&a).iter().all(|texel| *texel == [4.0; 4]));
        assert!(texels(&b).iter().all(|texel| *texel == [2.0; 4]), "its neighbour is untouched");
    }

    #[test]
    fn a_range_of_another_device_is_taken_anew() {
        let (mut one, mut two) = (Vertices::default(), Vertices::default());
        let (mut other, mut range) = (one.allocate(), one.allocate());
        one.set(&mut other, &[[0.0; 4]; 3000]);
        one.set(&mut range, &[[1.0; 4]; 20]);
        two.set(&mut range, &[[2.0; 4]; 20]);
        assert_eq!(range.start(), 0);
        let mut again = one.allocate();
        one.set(&mut again, &[[3.0; 4]; 20]);
        assert_eq!(again.start(), 3760, "the first device has its texels back");
    }

    #[test]
    fn uploads_leave_no_holes() {
        let (mut ctx, _) = Context::recorder();
        let mut vertices = Vertices::default();
        let mut ranges = Vec::new();
        for _ in 0..10 {
            let mut range = vertices.allocate();
            vertices.set(&mut range, &[[1.0; 4]; 10]);
            vertices.upload(&mut ctx).unwrap();
            ranges.push(range);
        }
        let starts: Vec<u32> = ranges.iter().map(VertexRange::start).collect();
        assert_eq!(starts, [0, 16, 32, 48, 64, 80, 96, 112, 128, 144]);
    }
}
