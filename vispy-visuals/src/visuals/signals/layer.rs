//! Colours of a tile, composited in real arithmetic.

use super::grid::TILE;

/// Columns that are side by side in memory.
pub(super) const LANES: usize = 4;
const GROUPS: usize = TILE / LANES;

/// Red, green, blue and alpha of a few pixels of a row, premultiplied.
pub(super) type Block = [[f32; LANES]; 4];

/// Premultiplied colours, a few columns at once from the lowest row.
#[derive(Debug, Default)]
pub(super) struct Layer {
    blocks: Vec<Block>,
    pub(super) height: usize,
    /// Which rows are not transparent.
    rows: [usize; 2],
}

impl Layer {
    /// Becomes transparent, and so many rows high.
    pub(super) fn clear(&mut self, height: usize) {
        if self.height != height {
            self.height = height;
            self.blocks.clear();
            self.blocks.resize(GROUPS * height, [[0.0; LANES]; 4]);
        } else if self.rows[0] < self.rows[1] {
            for column in self.blocks.chunks_exact_mut(height) {
                column[self.rows[0]..self.rows[1]].fill([[0.0; LANES]; 4]);
            }
        }
        self.rows = [usize::MAX, 0];
    }

    /// Rows of some columns, to be painted; the second is beyond the last.
    pub(super) fn rows_of(&mut self, group: usize, [first, end]: [usize; 2]) -> &mut [Block] {
        self.rows = [self.rows[0].min(first), self.rows[1].max(end)];
        &mut self.blocks[group * self.height + first..group * self.height + end]
    }

    /// Puts a premultiplied colour over a pixel, if there is one.
    #[inline]
    pub(super) fn blend(&mut self, column: usize, row: f32, color: [f32; 4]) {
        if row < 0.0 || row >= self.height as f32 {
            return;
        }
        let row = row as usize;
        let block = &mut self.rows_of(column / LANES, [row, row + 1])[0];
        over(block, column % LANES, color);
    }

    /// Puts a premultiplied colour over the pixels of rows, the last included.
    #[inline]
    pub(super) fn fill(&mut self, column: usize, [first, last]: [f32; 2], color: [f32; 4]) {
        if first > last || last < 0.0 || first >= self.height as f32 {
            return;
        }
        let (first, end) = (first.max(0.0) as usize, (last as usize + 1).min(self.height));
        for block in self.rows_of(column / LANES, [first, end]) {
            over(block, column % LANES, color);
        }
    }

    /// Appends the bytes of its first `columns` columns, row by row from the lowest.
    pub(super) fn write(&self, columns: usize, bytes: &mut Vec<u8>) {
        let start = bytes.len();
        bytes.resize(start + columns * self.height * 4, 0);
        if self.rows[0] >= self.rows[1] {
            return;
        }
        let rows = bytes[start..].chunks_exact_mut(columns * 4).enumerate();
        for (row, out) in rows.take(self.rows[1]).skip(self.rows[0]) {
            for (group, out) in out.chunks_mut(4 * LANES).enumerate() {
                let block = &self.blocks[group * self.height + row];
                for (lane, out) in out.as_chunks_mut::<4>().0.iter_mut().enumerate() {
                    *out = [block[0][lane], block[1][lane], block[2][lane], block[3][lane]].map(byte);
                }
            }
        }
    }
}

#[inline]
fn over(block: &mut Block, lane: usize, color: [f32; 4]) {
    let rest = 1.0 - color[3];
    for (value, color) in block.iter_mut().zip(color) {
        value[lane] = value[lane] * rest + color;
    }
}

/// A number from 0 to 1 in 255ths.
#[inline]
fn byte(value: f32) -> u8 {
    // Floats from 2^23 on are whole numbers; the last bits are those of the number.
    let whole = value * 255.0 + 8_388_608.0;
    whole.to_bits() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded() {
        assert_eq!([0.0, 0.001, 0.5, 0.999, 1.0].map(byte), [0, 0, 128, 255, 255]);
    }

    #[test]
    fn colours_are_put_over_each_other() {
        let mut layer = Layer::default();
        layer.clear(3);
        layer.fill(1, [-4.0, 0.0], [1.0, 0.0, 0.0, 1.0]);
        layer.blend(1, 0.0, [0.0, 0.0, 0.5, 0.5]);
        layer.blend(1, 3.0, [1.0; 4]);
        layer.blend(0, 2.0, [1.0; 4]);
        let mut bytes = vec![9];
        layer.write(2, &mut bytes);
        let row = |row: usize| bytes[1 + row * 8..][..8].to_vec();
        assert_eq!(row(0), [0, 0, 0, 0, 128, 0, 128, 255]);
        assert_eq!(row(1), [0; 8]);
        assert_eq!(row(2), [255, 255, 255, 255, 0, 0, 0, 0]);
        layer.clear(3);
        bytes.clear();
        layer.write(2, &mut bytes);
        assert_eq!(bytes, [0; 24]);
    }
}
