//! Coverage of lines from left to right whose segments are shorter than pixels.

use std::ops::Range;

use glam::Vec4;
use vispy_gloo::Rect;

use super::{LANES, Mask, coverage, order, whole};
use crate::visuals::LineFlags;

/// Computes the coverage of segments in order of their x; keeps its memory.
///
/// Of such segments those near a column are neighbours: the column goes through them, several at once, and each time through
/// the pixels near these.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    /// Where each segment begins and ends along x, seen from the centre of the lower left pixel.
    spans: Vec<[f32; 2]>,
    groups: Vec<Group>,
    /// For the pixels of a column the squared distances from the nearest of each lane's segments.
    nearest: Vec<Vec4>,
}

/// A few segments in a row, seen from the centre of the lower left pixel.
#[derive(Debug, Clone, Copy)]
struct Group {
    /// Where they begin.
    x: Vec4,
    y: Vec4,
    /// Where they lead to from there.
    dx: Vec4,
    dy: Vec4,
    /// 1 / squared length; large for a point.
    inverse: Vec4,
    /// The pixels of a column that they can reach: the first, and the one beyond the last.
    rows: [usize; 2],
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
        let (width, height) = (area.width as usize, area.height as usize);
        let reach = half_width_px + 0.5;
        self.take(texels, rises, [area.x as f32 + 0.5, area.y as f32 + 0.5], (reach, height));
        for row in mask.bytes.chunks_mut(mask.stride).take(height) {
            row[..width].fill(0);
        }
        let (mut first, mut end) = (0, 0);
        for column in 0..width {
            let center = column as f32;
            end += self.spans[end..].iter().take_while(|span| span[0] < center + reach).count();
            first += self.spans[first..end].iter().take_while(|span| span[1] <= center - reach).count();
            if first == end {
                continue;
            }
            let rows = self.column(first / LANES..end.div_ceil(LANES), center);
            if rows.is_empty() {
                continue;
            }
            let bytes = mask.bytes[rows.start * mask.stride + column..].iter_mut().step_by(mask.stride);
            for (byte, nearest) in bytes.zip(&self.nearest[rows]) {
                *byte = coverage(nearest.min_element(), half_width_px);
            }
        }
        true
    }

    /// Takes the segments over, from left to right. Where there is a gap, the point before it takes the place of a segment.
    fn take(&mut self, texels: &[[f32; 4]], rises: bool, corner: [f32; 2], within: (f32, usize)) {
        let segment = |pair: &[[f32; 4]]| {
            let ([ax, ay, _, flags], [bx, by, ..]) = (pair[0], pair[1]);
            let leads_on = if LineFlags::from_texel(flags).gap_after { 0.0 } else { 1.0 };
            let [dx, dy] = [(bx - ax) * leads_on, (by - ay) * leads_on];
            if rises {
                [ax - corner[0], ay - corner[1], dx, dy]
            } else {
                [ax + dx - corner[0], ay + dy - corner[1], -dx, -dy]
            }
        };
        self.spans.clear();
        self.groups.clear();
        let count = texels.len().saturating_sub(1);
        for start in (0..count).step_by(LANES) {
            let mut segments = [[0.0; 4]; LANES];
            for (lane, into) in segments.iter_mut().enumerate() {
                // The last one fills the last group up.
                let index = (start + lane).min(count - 1);
                let first = if rises { index } else { count - 1 - index };
                *into = segment(&texels[first..first + 2]);
            }
            let spans = segments.iter().map(|[x, _, dx, _]| [*x, x + dx]);
            self.spans.extend(spans.take(count - start));
            self.groups.push(Group::new(segments, within));
        }
    }

    /// Finds how near the pixels of a column are to the segments of groups; which pixels those are.
    fn column(&mut self, groups: Range<usize>, center: f32) -> Range<usize> {
        let groups = &self.groups[groups];
        let seen = groups.iter().filter(|group| group.rows[0] < group.rows[1]);
        let all = seen.map(|group| group.rows).reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1])]);
        let Some([first, end]) = all else { return 0..0 };
        if self.nearest.len() < end {
            self.nearest.resize(end, Vec4::INFINITY);
        }
        self.nearest[first..end].fill(Vec4::INFINITY);
        for Group { x, y, dx, dy, inverse, rows } in groups {
            let px = center - *x;
            // How far along each segment, in its lengths, the point is that is nearest to the centre in row 0; and a row
            // higher.
            let (t, rise) = ((px * *dx - *y * *dy) * *inverse, *dy * *inverse);
            let mut at = rows[0] as f32;
            for nearest in &mut self.nearest[rows[0]..rows[1]] {
                let t = (t + rise * at).max(Vec4::ZERO).min(Vec4::ONE);
                let (qx, qy) = (px - t * *dx, at - *y - t * *dy);
                *nearest = nearest.min(qx * qx + qy * qy);
                at += 1.0;
            }
        }
        first..end
    }
}

impl Group {
    /// Segments that reach so far, and the height of a column.
    fn new(segments: [[f32; 4]; LANES], (reach, height): (f32, usize)) -> Self {
        let [x, y, dx, dy] = [0, 1, 2, 3].map(|at| Vec4::from_array(segments.map(|segment| segment[at])));
        let squared = (dx * dx + dy * dy).max(Vec4::splat(1e-12));
        let (low, high) = (y.min(y + dy).min_element(), y.max(y + dy).max_element());
        let rows = whole(low - reach, high + reach, height);
        Self { x, y, dx, dy, inverse: squared.recip(), rows: [rows.start, rows.end] }
    }
}
