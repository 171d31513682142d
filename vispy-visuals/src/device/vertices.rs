//! Vertices of all visuals in one float texture, which vertex shaders read by index.
//!
//! Reading vertices from a texture instead of attributes needs no buffer and no vertex array a visual, draws any range
//! on any driver, and is several times faster than instancing on software drivers.

use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use vispy_gloo::{Context, Rect, Texture2D, TextureFormat};

use crate::error::Result;

/// Texels in a row of the texture. Shaders are given the same number.
pub(crate) const WIDTH: u32 = 2048;
/// Slots grow in steps of this many texels, so that small changes of length stay in place.
const GRAIN: u32 = 16;

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
    texels: Vec<[f32; 4]>,
    free: Arc<Mutex<Vec<Range<u32>>>>,
    dirty: Range<u32>,
    texture: Option<Texture2D>,
}

impl Vertices {
    /// An empty range, to be filled by [`set`](Self::set).
    #[must_use]
    pub fn allocate(&self) -> VertexRange {
        VertexRange { start: 0, capacity: 0, len: 0, free: self.free.clone() }
    }

    /// Replaces the texels of a range, which moves when it has to grow.
    pub fn set(&mut self, range: &mut VertexRange, texels: &[[f32; 4]]) {
        // Draws count six vertices a texel in an i32: that many texels do not fit a texture anyway.
        let len = texels.len() as u32;
        if len > range.capacity {
            let capacity = (len + len / 4).next_multiple_of(GRAIN);
            *range = self.take(capacity);
        }
        range.len = len;
        let start = range.start as usize;
        self.texels[start..start + texels.len()].copy_from_slice(texels);
        if len > 0 {
            let end = range.start + len;
            let first = if self.dirty.is_empty() { range.start } else { self.dirty.start.min(range.start) };
            self.dirty = first..self.dirty.end.max(end);
        }
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
                let start = self.texels.len() as u32;
                self.texels.resize((start + capacity) as usize, [0.0; 4]);
                start
            }
        };
        VertexRange { start, capacity, len: 0, free: self.free.clone() }
    }

    pub(super) fn upload(&mut self, ctx: &mut Context) -> Result<()> {
        let rows = (self.texels.len() as u32).div_ceil(WIDTH).max(1);
        let texture = match &self.texture {
            Some(texture) => texture,
            None => {
                let texture = Texture2D::empty(TextureFormat::Rgba32F, WIDTH, rows.next_power_of_two())?;
                self.dirty = 0..self.texels.len() as u32;
                self.texture.insert(texture.with_label("vertices of visuals"))
            }
        };
        if texture.size()[1] < rows {
            texture.resize(WIDTH, rows.next_power_of_two())?;
            self.dirty = 0..self.texels.len() as u32;
        }
        if self.dirty.is_empty() {
            return Ok(());
        }
        // Whole rows are uploaded, for which the texels are filled up to the end of the last.
        self.texels.resize((rows * WIDTH) as usize, [0.0; 4]);
        let Range { start, end } = std::mem::take(&mut self.dirty);
        let (first, last) = (start / WIDTH, end.div_ceil(WIDTH));
        let texels = &self.texels[(first * WIDTH) as usize..(last * WIDTH) as usize];
        Ok(texture.write_now(ctx, Rect::new(0, first as i32, WIDTH, last - first), texels)?)
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
}
