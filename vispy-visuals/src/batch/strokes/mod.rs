//! Coverage of round strokes, computed on the CPU.
//!
//! It is the same as that of `visuals/line/round_coverage.glsl`: of several segments the nearest one covers a pixel most. A
//! driver that computes on the CPU too charges far more for a segment than its few pixels cost.

mod columns;
mod pieces;
mod sorted;
mod strips;
mod work;

use std::ops::Range;

use vispy_gloo::Rect;

pub(crate) use pieces::{PieceBin, Pieces, PiecesPart};
pub(crate) use strips::{Strip, cut};
pub(crate) use work::StrokeWork;

use crate::visuals::LineFlags;
use columns::Columns;
use sorted::Sorted;

/// Pixels that are computed at once.
const LANES: usize = 4;

/// Segments in a column of pixels from which on it is worth while to look at them column by column.
const DENSE_SEGMENTS_PER_PX: f32 = 3.0;

/// Computes coverage; keeps its memory.
#[derive(Debug, Default)]
pub(crate) struct Strokes {
    /// For each pixel the squared distance of its centre from the nearest segment.
    nearest: Vec<f32>,
    columns: Columns,
    sorted: Sorted,
}

/// What strokes are drawn along.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Paths<'a> {
    /// Texels of lines: (x, y, row, flags) in pixels.
    Texels(&'a [[f32; 4]]),
    Pieces(PiecesPart<'a>),
}

impl<'a> Paths<'a> {
    /// How many texels, or bins of pieces, there are.
    fn len(self) -> usize {
        match self {
            Self::Texels(texels) => texels.len(),
            Self::Pieces(pieces) => pieces.bins().len(),
        }
    }

    /// Whether they never go to the left; `None` where some go to the left and some to the right.
    fn rises(self) -> Option<bool> {
        match self {
            Self::Texels(texels) => order(texels),
            Self::Pieces(pieces) => {
                let bins = pieces.bins();
                Some(bins.first().map(|bin| bin.column) <= bins.last().map(|bin| bin.column))
            }
        }
    }

    /// Some of the texels or bins.
    pub(crate) fn part(self, range: Range<usize>) -> Self {
        match self {
            Self::Texels(texels) => Self::Texels(&texels[range]),
            Self::Pieces(pieces) => Self::Pieces(pieces.part(range)),
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

/// A rectangle of bytes with rows that are `stride` apart.
#[derive(Debug)]
pub(crate) struct Mask<'a> {
    pub(crate) bytes: &'a mut [u8],
    pub(crate) stride: usize,
}

/// A segment seen from the centre of the lower left pixel.
#[derive(Debug, Clone, Copy)]
struct Segment {
    a: [f32; 2],
    along: [f32; 2],
    /// 1 / squared length; large for a point.
    inverse: f32,
    /// 1 / height, where a row needs it.
    rise: Option<f32>,
}

impl Strokes {
    /// Writes the coverage of the pixels of an area.
    pub(crate) fn cover(&mut self, paths: Paths<'_>, half_width_px: f32, area: Rect, mask: Mask<'_>) {
        match paths {
            Paths::Texels(texels) => self.segments(texels, half_width_px, area, mask),
            Paths::Pieces(pieces) => self.columns.cover(pieces, half_width_px, area, mask),
        }
    }

    fn segments(&mut self, texels: &[[f32; 4]], half_width_px: f32, area: Rect, mut mask: Mask<'_>) {
        let is_dense = texels.len() as f32 > DENSE_SEGMENTS_PER_PX * area.width as f32;
        if is_dense && self.sorted.cover(texels, half_width_px, area, &mut mask) {
            return;
        }
        let (width, height) = (area.width as usize, area.height as usize);
        // Whole groups of lanes may be computed beyond the end of a row.
        let stride = width + LANES;
        self.nearest.clear();
        self.nearest.resize(stride * height, f32::INFINITY);
        let corner = [area.x as f32 + 0.5, area.y as f32 + 0.5];
        let reach = half_width_px + 0.5;
        for pair in texels.windows(2) {
            let [a, b] = [pair[0], pair[1]];
            if !LineFlags::from_texel(a[3]).gap_after {
                let from_corner = |texel: [f32; 4]| [texel[0] - corner[0], texel[1] - corner[1]];
                self.segment(from_corner(a), from_corner(b), reach, [width, height]);
            }
        }
        let rows = self.nearest.chunks_exact(stride).zip(mask.bytes.chunks_mut(mask.stride));
        for (nearest, row) in rows {
            for (byte, nearest) in row[..width].iter_mut().zip(nearest) {
                *byte = coverage(*nearest, half_width_px);
            }
        }
    }

    /// Notes the distances of all pixels within reach of a segment.
    fn segment(&mut self, a: [f32; 2], b: [f32; 2], reach: f32, [width, height]: [usize; 2]) {
        let along = [b[0] - a[0], b[1] - a[1]];
        let inverse = 1.0 / (along[0] * along[0] + along[1] * along[1]).max(1e-12);
        // Where a segment is narrow its rows are alike.
        let is_slanted = along[0].abs() > 4.0 && along[1].abs() > 4.0;
        let segment = Segment { a, along, inverse, rise: is_slanted.then(|| 1.0 / along[1]) };
        let rows = whole(a[1].min(b[1]) - reach, a[1].max(b[1]) + reach, height);
        let all = [a[0].min(b[0]) - reach, a[0].max(b[0]) + reach];
        let stride = width + LANES;
        for y in rows {
            let columns = segment.columns(y as f32, reach, all);
            let columns = whole(columns[0], columns[1], width);
            segment.row(
                y as f32,
                columns.start,
                &mut self.nearest[y * stride..(y + 1) * stride],
                columns.len(),
            );
        }
    }
}

impl Segment {
    /// Where the segment may reach in a row.
    fn columns(&self, y: f32, reach: f32, all: [f32; 2]) -> [f32; 2] {
        let Some(rise) = self.rise else { return all };
        // The part of it that is near enough in height.
        let at = |y: f32| self.a[0] + ((y - self.a[1]) * rise).clamp(0.0, 1.0) * self.along[0];
        let (low, high) = (at(y - reach), at(y + reach));
        [low.min(high) - reach, low.max(high) + reach]
    }

    /// Notes the distances of some pixels of a row.
    fn row(&self, y: f32, start: usize, nearest: &mut [f32], len: usize) {
        let [dx, dy] = self.along;
        let py = y - self.a[1];
        let across = py * dy;
        let mut x = start as f32 - self.a[0];
        for lanes in nearest[start..].chunks_exact_mut(LANES).take(len.div_ceil(LANES)) {
            for (lane, nearest) in lanes.iter_mut().enumerate() {
                let px = x + lane as f32;
                let t = ((px * dx + across) * self.inverse).clamp(0.0, 1.0);
                let (qx, qy) = (px - t * dx, py - t * dy);
                let squared = qx * qx + qy * qy;
                *nearest = if squared < *nearest { squared } else { *nearest };
            }
            x += LANES as f32;
        }
    }
}

/// How much of a pixel is covered by a stroke whose middle is nearest to its centre at a squared distance, in 255ths.
fn coverage(squared: f32, half_width_px: f32) -> u8 {
    let distance = squared.sqrt();
    let covered = least(distance + 0.5, half_width_px) - most(distance - 0.5, -half_width_px);
    (covered.clamp(0.0, 1.0) * 255.0 + 0.5) as u8
}

/// The smaller one of numbers of which none is NaN, which the library's function looks for.
fn least(a: f32, b: f32) -> f32 {
    if b < a { b } else { a }
}

/// The larger one.
fn most(a: f32, b: f32) -> f32 {
    if b > a { b } else { a }
}

/// The whole numbers from `low` to `high`, among `0..most`.
fn whole(low: f32, high: f32, most: usize) -> Range<usize> {
    // Casts cut off what is behind the point and stop at the ends of their type. Rounding functions are calls, and casts to
    // numbers without a sign take several steps.
    let cut = low as i32;
    let start = cut.saturating_add(i32::from(low > cut as f32)).max(0) as usize;
    let end = if high < 0.0 { 0 } else { (high as i32).saturating_add(1) as usize };
    let (start, end) = (start.min(most), end.min(most));
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Coverage of segments between points, computed pixel by pixel in double precision.
    fn expected(points: &[[f32; 2]], half_width: f64, area: Rect) -> Vec<f64> {
        let pixels = (0..area.height).flat_map(|y| (0..area.width).map(move |x| (x, y)));
        let covered = |(x, y): (u32, u32)| {
            let p =
                glam::DVec2::new(f64::from(area.x) + f64::from(x), f64::from(area.y) + f64::from(y)) + 0.5;
            let distances = points.windows(2).map(|pair| {
                let [a, b] = [pair[0], pair[1]].map(|[x, y]| glam::DVec2::new(f64::from(x), f64::from(y)));
                let t = ((p - a).dot(b - a) / (b - a).length_squared().max(1e-12)).clamp(0.0, 1.0);
                (p - a - t * (b - a)).length()
            });
            let distance = distances.fold(f64::INFINITY, f64::min);
            ((distance + 0.5).min(half_width) - (distance - 0.5).max(-half_width)).clamp(0.0, 1.0)
        };
        pixels.map(covered).collect()
    }

    #[test]
    fn coverage_is_that_of_the_nearest_segment() {
        let mut strokes = Strokes::default();
        let lines: [&[[f32; 2]]; 5] = [
            &[[12.0, 13.0], [30.5, 20.25], [30.5, 20.25], [31.0, 45.0], [5.0, 46.0], [60.0, 10.0]],
            &[[20.3, 20.7], [20.4, 20.1], [20.6, 21.3], [20.7, 20.2], [20.9, 20.9], [21.0, 19.8]],
            &[[-500.0, -300.0], [700.0, 400.0], [-900.0, 35.0]],
            &[[25.0, 25.0], [25.0, 25.0]],
            &[[10.0, -200.0], [12.0, 300.0], [13.5, -200.0]],
        ];
        for half_width in [0.25_f32, 0.5, 0.75, 3.0, 20.0] {
            for points in lines {
                let area = Rect::new(7, 9, 43, 38);
                let texels: Vec<[f32; 4]> = points.iter().map(|[x, y]| [*x, *y, 0.0, 0.0]).collect();
                let mut bytes = vec![7; 50 * 38];
                strokes.cover(
                    Paths::Texels(&texels),
                    half_width,
                    area,
                    Mask { bytes: &mut bytes, stride: 50 },
                );
                let expected = expected(points, f64::from(half_width), area);
                for (row, expected) in bytes.chunks_exact(50).zip(expected.chunks_exact(43)) {
                    for (found, expected) in row.iter().zip(expected) {
                        let off = (f64::from(*found) - 255.0 * expected).abs();
                        assert!(off < 0.6, "{found} instead of {} in {points:?}", 255.0 * expected);
                    }
                    assert!(row[43..].iter().all(|byte| *byte == 7), "what is beside stays");
                }
            }
        }
    }

    #[test]
    fn coverage_is_the_same_column_by_column() {
        let mut strokes = Strokes::default();
        let mut state = 1_u32;
        let mut y = 25.0;
        let mut walk = |i: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            y += (state >> 8) as f32 / (1 << 23) as f32 - 1.0;
            [i as f32 * 0.07 - 3.0, y]
        };
        let there: Vec<[f32; 2]> = (0..900).map(&mut walk).collect();
        let back: Vec<[f32; 2]> = there.iter().rev().copied().collect();
        for half_width in [0.25_f32, 0.75, 3.0] {
            for points in [&there, &back] {
                let area = Rect::new(7, 9, 43, 38);
                let texels: Vec<[f32; 4]> = points.iter().map(|[x, y]| [*x, *y, 0.0, 0.0]).collect();
                let mut bytes = vec![7; 50 * 38];
                let mut mask = Mask { bytes: &mut bytes, stride: 50 };
                assert!(strokes.sorted.cover(&texels, half_width, area, &mut mask));
                let expected = expected(points, f64::from(half_width), area);
                for (row, expected) in bytes.chunks_exact(50).zip(expected.chunks_exact(43)) {
                    for (found, expected) in row.iter().zip(expected) {
                        assert!((f64::from(*found) - 255.0 * expected).abs() < 0.6, "{found}, {expected}");
                    }
                    assert!(row[43..].iter().all(|byte| *byte == 7), "what is beside stays");
                }
            }
        }
    }

    #[test]
    fn whole_numbers_include_both_ends() {
        assert_eq!(whole(-3.5, 2.0, 10), 0..3);
        assert_eq!(whole(0.25, 2.75, 10), 1..3);
        assert_eq!(whole(1.0, 1.0, 10), 1..2);
        assert_eq!(whole(1.25, 1.75, 10), 2..2, "none lies between");
        assert_eq!(whole(-9.0, -0.5, 10), 0..0);
        assert_eq!(whole(8.5, 1e30, 10), 9..10);
        assert_eq!(whole(12.0, 13.0, 10), 10..10);
    }

    #[test]
    fn gaps_and_emptiness_cover_nothing() {
        let mut strokes = Strokes::default();
        let area = Rect::new(0, 0, 10, 10);
        let gap = [[0.0, 0.0, 0.0, LineFlags::GAP_AFTER], [9.0, 9.0, 0.0, 0.0]];
        for texels in [&gap[..], &gap[..1], &[]] {
            let mut bytes = vec![1; 100];
            strokes.cover(Paths::Texels(texels), 2.0, area, Mask { bytes: &mut bytes, stride: 10 });
            assert!(bytes.iter().all(|byte| *byte == 0));
        }
    }
}
