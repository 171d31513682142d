//! Coverage of lines from left to right whose segments are shorter than pixels.

use vispy_gloo::Rect;

use super::{LANES, Mask, coverage, whole};
use crate::visuals::LineFlags;

/// A coordinate from which nothing is near.
const FAR_PX: f32 = 1e9;

/// Where a segment is put: x and y, and where it leads to from there.
type Place<'a> = ((&'a mut f32, &'a mut f32), (&'a mut f32, &'a mut f32));

/// Computes the coverage of segments in order of their x; keeps its memory.
///
/// Of such segments those near a column are neighbours: each pixel of the column goes through all of them, several at
/// once.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    /// Where segments begin, seen from the centre of the lower left pixel.
    x: Vec<f32>,
    y: Vec<f32>,
    /// Where they lead to from there.
    dx: Vec<f32>,
    dy: Vec<f32>,
    /// 1 / squared length; large for a point.
    inverse: Vec<f32>,
}

impl Sorted {
    /// Writes the coverage of an area, unless the points are not in order.
    pub(super) fn cover(
        &mut self,
        texels: &[[f32; 4]],
        half_width_px: f32,
        area: Rect,
        mask: &mut Mask<'_>,
    ) -> bool {
        let Some(rises) = order(texels) else { return false };
        self.take(texels, rises, [area.x as f32 + 0.5, area.y as f32 + 0.5]);
        let (width, height) = (area.width as usize, area.height as usize);
        for row in mask.bytes.chunks_mut(mask.stride).take(height) {
            row[..width].fill(0);
        }
        let reach = half_width_px + 0.5;
        let count = self.x.len() - LANES;
        let (mut first, mut end) = (0, 0);
        for column in 0..width {
            let center = column as f32;
            while end < count && self.x[end] < center + reach {
                end += 1;
            }
            while first < end && self.x[first] + self.dx[first] <= center - reach {
                first += 1;
            }
            // Up to a whole number of lanes: those beyond are segments as well, or far away.
            let near = first..first + (end - first).next_multiple_of(LANES);
            if end > first {
                self.column(near, end, center, (half_width_px, height), |row, byte| {
                    mask.bytes[row * mask.stride + column] = byte;
                });
            }
        }
        true
    }

    /// Takes the segments over, from left to right. Where there is a gap, the point before it takes the place of a segment.
    fn take(&mut self, texels: &[[f32; 4]], rises: bool, corner: [f32; 2]) {
        let count = texels.len().saturating_sub(1);
        let columns = [&mut self.x, &mut self.y, &mut self.dx, &mut self.dy, &mut self.inverse];
        let [x, y, dx, dy, inverse] = columns.map(|column| {
            column.clear();
            column.resize(count + LANES, FAR_PX);
            &mut column[..count]
        });
        let places = x.iter_mut().zip(y).zip(dx.iter_mut().zip(dy.iter_mut()));
        let put = |(((x, y), (dx, dy)), pair): (Place<'_>, &[[f32; 4]])| {
            let ([ax, ay, _, flags], [bx, by, ..]) = (pair[0], pair[1]);
            let leads_on = if LineFlags::from_texel(flags).gap_after { 0.0 } else { 1.0 };
            let along = [(bx - ax) * leads_on, (by - ay) * leads_on];
            if rises {
                (*x, *y, *dx, *dy) = (ax - corner[0], ay - corner[1], along[0], along[1]);
            } else {
                let end = [ax + along[0], ay + along[1]];
                (*x, *y, *dx, *dy) = (end[0] - corner[0], end[1] - corner[1], -along[0], -along[1]);
            }
        };
        if rises {
            places.zip(texels.windows(2)).for_each(put);
        } else {
            places.zip(texels.windows(2).rev()).for_each(put);
        }
        for ((inverse, dx), dy) in inverse.iter_mut().zip(dx).zip(dy) {
            *inverse = 1.0 / (*dx * *dx + *dy * *dy).max(1e-12);
        }
    }

    /// Hands over the pixels of a column near segments.
    fn column(
        &self,
        near: std::ops::Range<usize>,
        end: usize,
        center: f32,
        (half_width_px, height): (f32, usize),
        mut write: impl FnMut(usize, u8),
    ) {
        let reach = half_width_px + 0.5;
        let heights = self.y[near.start..end].iter().zip(&self.dy[near.start..end]);
        let (low, high) = heights.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), (y, dy)| {
            (low.min(*y).min(y + dy), high.max(*y).max(y + dy))
        });
        let columns = [&self.x, &self.y, &self.dx, &self.dy, &self.inverse];
        let [x, y, dx, dy, inverse] = columns.map(|column| column[near.clone()].as_chunks::<LANES>().0);
        for row in whole(low - reach, high + reach, height) {
            let at = row as f32;
            let mut nearest = [f32::INFINITY; LANES];
            for ((((x, y), dx), dy), inverse) in x.iter().zip(y).zip(dx).zip(dy).zip(inverse) {
                for lane in 0..LANES {
                    let (px, py) = (center - x[lane], at - y[lane]);
                    let t = ((px * dx[lane] + py * dy[lane]) * inverse[lane]).clamp(0.0, 1.0);
                    let (qx, qy) = (px - t * dx[lane], py - t * dy[lane]);
                    let squared = qx * qx + qy * qy;
                    nearest[lane] = if squared < nearest[lane] { squared } else { nearest[lane] };
                }
            }
            let nearest = nearest.into_iter().fold(f32::INFINITY, f32::min);
            write(row, coverage(nearest, half_width_px));
        }
    }
}

/// Whether points never go to the left; `None` where some go to the left and some to the right.
fn order(texels: &[[f32; 4]]) -> Option<bool> {
    let all = |in_order: fn(f32, f32) -> bool| {
        texels.windows(2).fold(true, |all, pair| all & in_order(pair[0][0], pair[1][0]))
    };
    if all(|a, b| a <= b) { Some(true) } else { all(|a, b| a >= b).then_some(false) }
}
