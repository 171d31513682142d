//! Coverage of lines from left to right whose segments are shorter than pixels.

use std::ops::Range;

use glam::{Mat4, Vec4};
use vispy_gloo::Rect;

use super::{LANES, Mask, order, whole};
use crate::visuals::LineFlags;

/// Computes the coverage of segments in order of their x; keeps its memory.
///
/// Of such segments those near a column are neighbours: the column goes through them, several at once, and each time through
/// the pixels near these.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    /// Where each segment begins and ends along x, seen from the centre of the lower left pixel.
    starts: Vec<f32>,
    ends: Vec<f32>,
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
            end += self.starts[end..].iter().take_while(|start| **start < center + reach).count();
            first += self.ends[first..end].iter().take_while(|end| **end <= center - reach).count();
            let rows = self.column(first / LANES..end.div_ceil(LANES), center);
            if rows.is_empty() {
                continue;
            }
            let mut bytes = mask.bytes[rows.start * mask.stride + column..].iter_mut().step_by(mask.stride);
            for group in rows.clone().step_by(LANES) {
                let covered = coverage_of(&self.nearest[group..group + LANES], half_width_px);
                for (covered, byte) in covered.iter().zip(bytes.by_ref().take(rows.end - group)) {
                    *byte = *covered;
                }
            }
        }
        true
    }

    /// Takes the segments over, from left to right. Where there is a gap, the point before it takes the place of a segment.
    fn take(&mut self, texels: &[[f32; 4]], rises: bool, corner: [f32; 2], within: (f32, usize)) {
        self.starts.clear();
        self.ends.clear();
        self.groups.clear();
        let count = texels.len().saturating_sub(1);
        for start in (0..count).step_by(LANES) {
            // The last one fills the last group up.
            let segments = [0, 1, 2, 3].map(|lane| (start + lane).min(count - 1));
            let segments = if rises { segments } else { segments.map(|index| count - 1 - index) };
            let ends = |end: usize| {
                let [a, b, c, d] = segments.map(|index| Vec4::from_array(texels[index + end]));
                Mat4::from_cols(a, b, c, d).transpose()
            };
            let (from, to) = (ends(0), ends(1));
            let is_gap = |flags: f32| from.w_axis.cmpeq(Vec4::splat(flags));
            let gaps = is_gap(LineFlags::GAP_AFTER) | is_gap(LineFlags::GAP_AFTER + LineFlags::START);
            let to = [(from.x_axis, to.x_axis), (from.y_axis, to.y_axis)]
                .map(|(from, to)| Vec4::select(gaps, from, to));
            let from = [from.x_axis, from.y_axis];
            let ([ax, ay], [bx, by]) = if rises { (from, to) } else { (to, from) };
            let group = Group::new([ax - corner[0], ay - corner[1]], [bx - ax, by - ay], within);
            self.starts.extend(group.x.to_array());
            self.ends.extend((group.x + group.dx).to_array());
            self.groups.push(group);
        }
    }

    /// Finds how near the pixels of a column are to the segments of groups; which pixels those are.
    fn column(&mut self, groups: Range<usize>, center: f32) -> Range<usize> {
        let groups = &self.groups[groups];
        let seen = groups.iter().filter(|group| group.rows[0] < group.rows[1]);
        let all = seen.map(|group| group.rows).reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1])]);
        let Some([first, end]) = all else { return 0..0 };
        if self.nearest.len() < end + LANES {
            self.nearest.resize(end + LANES, Vec4::INFINITY);
        }
        // Up to a whole number of lanes.
        self.nearest[first..end + LANES].fill(Vec4::INFINITY);
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
    fn new([x, y]: [Vec4; 2], [dx, dy]: [Vec4; 2], (reach, height): (f32, usize)) -> Self {
        let squared = (dx * dx + dy * dy).max(Vec4::splat(1e-12));
        let (low, high) = (y.min(y + dy).min_element(), y.max(y + dy).max_element());
        let rows = whole(low - reach, high + reach, height);
        Self { x, y, dx, dy, inverse: squared.recip(), rows: [rows.start, rows.end] }
    }
}

/// [`coverage`](super::coverage) of a few pixels, of which each has a squared distance for each lane.
fn coverage_of(nearest: &[Vec4], half_width_px: f32) -> [u8; LANES] {
    let [a, b, c, d] = [0, 1, 2, 3].map(|pixel| nearest[pixel]);
    let lanes = Mat4::from_cols(a, b, c, d).transpose();
    let distance = lanes.x_axis.min(lanes.y_axis).min(lanes.z_axis.min(lanes.w_axis)).sqrt();
    let half_width_px = Vec4::splat(half_width_px);
    let covered = (distance + 0.5).min(half_width_px) - (distance - 0.5).max(-half_width_px);
    (covered.max(Vec4::ZERO).min(Vec4::ONE) * 255.0 + 0.5).to_array().map(|covered| covered as u8)
}
