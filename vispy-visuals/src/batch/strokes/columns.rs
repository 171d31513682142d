//! Coverage of pieces, column by column.

use vispy_gloo::Rect;

use super::{LANES, Mask, PiecesPart, coverage, least, most, whole};

/// Computes the coverage of pieces; keeps its memory.
///
/// Each column of pixels has its distances one after the other: pieces are narrower than a pixel, and may be high.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// For each pixel the squared distance of its centre from the nearest piece; infinite between two calls.
    nearest: Vec<f32>,
    /// For each column, which of its pixels are near a piece.
    touched: Vec<[usize; 2]>,
    /// Coverage of a column.
    bytes: Vec<u8>,
}

/// Where pieces are seen from.
struct Field<'a> {
    nearest: &'a mut [f32],
    touched: &'a mut [[usize; 2]],
    /// Pixels of a column, and how far columns are apart.
    height: usize,
    stride: usize,
    reach: f32,
}

impl Columns {
    pub(super) fn cover(&mut self, pieces: PiecesPart<'_>, half_width_px: f32, area: Rect, mask: Mask<'_>) {
        let (width, height) = (area.width as usize, area.height as usize);
        // Whole groups of lanes may be computed beyond the end of a column.
        let stride = height + LANES;
        if self.nearest.len() < stride * width {
            self.nearest.resize(stride * width, f32::INFINITY);
        }
        self.touched.clear();
        self.touched.resize(width, [usize::MAX, 0]);
        let mut field = Field {
            nearest: &mut self.nearest,
            touched: &mut self.touched,
            height,
            stride,
            reach: half_width_px + 0.5,
        };
        let corner = [area.x as f32 + 0.5, area.y as f32 + 0.5];
        for (column, [from_left, from_right]) in pieces.iter() {
            let column = column - area.x;
            for piece in from_left {
                field.seen_from_left(relative(piece, corner), column);
            }
            for piece in from_right {
                field.seen_from_right(relative(piece, corner), column + 1);
            }
        }
        for row in mask.bytes.chunks_mut(mask.stride).take(height) {
            row[..width].fill(0);
        }
        for (column, [start, end]) in self.touched.iter().copied().enumerate().filter(|(_, [a, b])| a < b) {
            let nearest = &mut self.nearest[column * stride..(column + 1) * stride];
            self.bytes.clear();
            self.bytes.extend(nearest[start..end].iter().map(|squared| coverage(*squared, half_width_px)));
            nearest[start..(end + LANES).min(stride)].fill(f32::INFINITY);
            let first = start * mask.stride + column;
            for (byte, covered) in mask.bytes[first..].iter_mut().step_by(mask.stride).zip(&self.bytes) {
                *byte = *covered;
            }
        }
    }
}

/// Ends seen from the centre of the lower left pixel.
fn relative([ax, ay, bx, by]: &[f32; 4], corner: [f32; 2]) -> [f32; 4] {
    [ax - corner[0], ay - corner[1], bx - corner[0], by - corner[1]]
}

impl Field<'_> {
    /// Notes how near a piece is to the centres of a column and of those on its left.
    fn seen_from_left(&mut self, piece: [f32; 4], column: i32) {
        let nearest = piece[0].min(piece[2]);
        let mut column = column.min(self.touched.len() as i32 - 1);
        while column >= 0 && nearest - (column as f32) < self.reach {
            self.note(piece, column as usize);
            column -= 1;
        }
    }

    /// Notes how near a piece is to the centres of a column and of those on its right.
    fn seen_from_right(&mut self, piece: [f32; 4], column: i32) {
        let nearest = piece[0].max(piece[2]);
        let mut column = column.max(0);
        while (column as usize) < self.touched.len() && column as f32 - nearest < self.reach {
            self.note(piece, column as usize);
            column += 1;
        }
    }

    fn note(&mut self, [ax, ay, bx, by]: [f32; 4], column: usize) {
        let rows = whole(least(ay, by) - self.reach, most(ay, by) + self.reach, self.height);
        if rows.is_empty() {
            return;
        }
        let touched = &mut self.touched[column];
        *touched = [touched[0].min(rows.start), touched[1].max(rows.end)];
        let (dx, dy) = (bx - ax, by - ay);
        let inverse = 1.0 / (dx * dx + dy * dy).max(1e-12);
        // With p from the piece's beginning to a centre: how far along the piece the nearest point is, in its lengths.
        let px = column as f32 - ax;
        let mut t = (px * dx + (rows.start as f32 - ay) * dy) * inverse;
        let t_step = dy * inverse;
        let mut py = rows.start as f32 - ay;
        let start = column * self.stride + rows.start;
        let groups = rows.len().div_ceil(LANES);
        for lanes in self.nearest[start..].chunks_exact_mut(LANES).take(groups) {
            for (lane, nearest) in lanes.iter_mut().enumerate() {
                let lane = lane as f32;
                let t = (t + lane * t_step).clamp(0.0, 1.0);
                let (qx, qy) = (px - t * dx, py + lane - t * dy);
                let squared = qx * qx + qy * qy;
                *nearest = if squared < *nearest { squared } else { *nearest };
            }
            t += LANES as f32 * t_step;
            py += LANES as f32;
        }
    }
}
