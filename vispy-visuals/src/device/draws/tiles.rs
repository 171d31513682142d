//! Which batch touched a pixel last.

use std::ops::Range;

use vispy_gloo::Rect;

/// Side of a tile in pixels.
const TILE_PX: u32 = 16;

/// The batches that touched a tile last, by their numbers.
#[derive(Debug, Clone, Copy, Default)]
struct Tile {
    /// Any pixel of it.
    any: u16,
    /// All of it.
    whole: u16,
}

/// For each pixel of a target the number of the batch that touched it last, to the pixel at the edges of areas and by
/// whole tiles inside of them.
#[derive(Debug, Default)]
pub(super) struct Tiles {
    size: [u32; 2],
    /// How many tiles there are in a row.
    columns: u32,
    tiles: Vec<Tile>,
    pixels: Vec<u16>,
    /// Number of the last batch before the ones that count now; batches are counted from 1 over all flushes.
    base: u32,
}

impl Tiles {
    /// Begins anew on a target of that many pixels. Before it there were at most `most` batches.
    pub(super) fn reset(&mut self, size: [u32; 2], most: usize) {
        // Numbers of before are too small to count, so that there is no need to clear them each time.
        let base = self.base.saturating_add(u32::try_from(most).unwrap_or(u32::MAX));
        if size == self.size && base < u32::from(u16::MAX) / 2 {
            self.base = base;
            return;
        }
        let [columns, rows] = size.map(|px| px.div_ceil(TILE_PX));
        // Zeroed anew, which costs nothing where it is not written to.
        self.tiles = vec![Tile::default(); columns as usize * rows as usize];
        self.pixels = vec![0; size[0] as usize * size[1] as usize];
        (self.size, self.columns, self.base) = (size, columns, 0);
    }

    /// Whether a later batch than this one touched a pixel of an area.
    pub(super) fn is_touched_after(&self, area: Rect, batch: usize) -> bool {
        // Where numbers run out, nothing is known.
        let Some(number) = self.number(batch) else { return true };
        let [x, y] = self.span(area);
        tiles_of(y.clone()).any(|(row, y)| {
            tiles_of(x.clone()).any(|(column, x)| {
                let tile = self.tiles[(row * self.columns + column) as usize];
                let is_after = |pixels: Range<usize>| self.pixels[pixels].iter().any(|last| *last > number);
                tile.whole > number
                    || tile.any > number && y.clone().any(|y| is_after(self.row(y, x.clone())))
            })
        })
    }

    /// A batch touches the pixels of an area.
    pub(super) fn mark(&mut self, area: Rect, batch: usize) {
        let number = self.number(batch).unwrap_or(u16::MAX);
        let [x, y] = self.span(area);
        for (row, y) in tiles_of(y) {
            for (column, x) in tiles_of(x.clone()) {
                let tile = &mut self.tiles[(row * self.columns + column) as usize];
                tile.any = tile.any.max(number);
                if x.len() as u32 == TILE_PX && y.len() as u32 == TILE_PX {
                    tile.whole = tile.whole.max(number);
                    continue;
                }
                for y in y.clone() {
                    let pixels = self.row(y, x.clone());
                    self.pixels[pixels].fill(number);
                }
            }
        }
    }

    fn number(&self, batch: usize) -> Option<u16> {
        let number = u32::try_from(batch).ok()?.checked_add(self.base + 1)?;
        u16::try_from(number).ok().filter(|number| *number < u16::MAX)
    }

    fn row(&self, y: u32, x: Range<u32>) -> Range<usize> {
        let start = y as usize * self.size[0] as usize;
        start + x.start as usize..start + x.end as usize
    }

    /// The columns and rows of pixels of an area.
    fn span(&self, area: Rect) -> [Range<u32>; 2] {
        let Rect { x, y, width, height } = area.intersection(Rect::new(0, 0, self.size[0], self.size[1]));
        // What is inside of the target is not negative.
        let (x, y) = (x as u32, y as u32);
        [x..x + width, y..y + height]
    }
}

/// The tiles along a range of pixels, each with the pixels in it.
fn tiles_of(pixels: Range<u32>) -> impl Iterator<Item = (u32, Range<u32>)> {
    let tiles = if pixels.is_empty() { 0..0 } else { pixels.start / TILE_PX..pixels.end.div_ceil(TILE_PX) };
    tiles.map(move |tile| {
        let (start, end) = (tile * TILE_PX, (tile + 1) * TILE_PX);
        (tile, start.max(pixels.start)..end.min(pixels.end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_meet_to_the_pixel() {
        let mut tiles = Tiles::default();
        tiles.reset([100, 50], 0);
        assert!(!tiles.is_touched_after(Rect::new(0, 0, 100, 50), 0));
        let (small, large) = (Rect::new(3, 5, 7, 2), Rect::new(20, 10, 60, 40));
        tiles.mark(small, 1);
        tiles.mark(large, 2);
        for y in 0..50 {
            for x in 0..100 {
                let pixel = Rect::new(x, y, 1, 1);
                let inside = |area: Rect| !area.intersection(pixel).is_empty();
                assert_eq!(tiles.is_touched_after(pixel, 0), inside(small) || inside(large), "{x}, {y}");
                assert_eq!(tiles.is_touched_after(pixel, 1), inside(large), "{x}, {y}");
            }
        }
        assert!(!tiles.is_touched_after(Rect::new(0, 0, 100, 50), 2));
        assert!(!tiles.is_touched_after(Rect::new(10, 0, 10, 50), 0), "between the two");
        assert!(tiles.is_touched_after(Rect::new(-20, -20, 24, 26), 0), "partly outside of the target");
        assert!(!tiles.is_touched_after(Rect::new(200, 200, 9, 9), 0));
    }

    #[test]
    fn a_reset_forgets() {
        let mut tiles = Tiles::default();
        let all = Rect::new(0, 0, 70, 64);
        tiles.reset([70, 64], 0);
        for most in [7, 7, 60_000, 7] {
            tiles.mark(all, 6);
            assert!(tiles.is_touched_after(all, 5));
            tiles.reset([70, 64], most);
            assert!(!tiles.is_touched_after(all, 0));
        }
    }

    #[test]
    fn what_cannot_be_numbered_counts_as_touched() {
        let mut tiles = Tiles::default();
        tiles.reset([16, 16], 0);
        let pixel = Rect::new(1, 1, 1, 1);
        tiles.mark(pixel, 70_000);
        assert!(tiles.is_touched_after(pixel, 60_000));
        assert!(tiles.is_touched_after(pixel, 70_001));
    }
}
