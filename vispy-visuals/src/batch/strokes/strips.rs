//! An area cut into parts that are as high as what is drawn in them.

use std::ops::Range;

use glam::Vec4;
use vispy_gloo::Rect;

use super::{Paths, PiecesPart, least, most};
use crate::visuals::LineFlags;

/// Columns of the narrowest strip.
const NARROWEST: u32 = 32;
/// What a rectangle costs beside its pixels, in pixels.
const RECTANGLE_PX: u32 = 1000;

/// Some columns of an area, as high as the paths there.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Strip {
    pub(crate) area: Rect,
    /// The texels, or the bins of pieces, that can reach its pixels.
    pub(crate) range: Range<usize>,
}

/// Cuts an area into strips, from left to right; where no path is there is none. Paths that go to and fro are not cut.
pub(crate) fn cut(paths: Paths<'_>, half_width_px: f32, area: Rect, strips: &mut Vec<Strip>) {
    strips.clear();
    if area.is_empty() {
        return;
    }
    let Some(rises) = paths.rises() else {
        strips.push(Strip { area, range: 0..paths.len() });
        return;
    };
    let right = area.x.saturating_add_unsigned(area.width);
    let (bottom, top) = (area.y, area.y.saturating_add_unsigned(area.height));
    // What is near two strips is looked at twice.
    let widest = NARROWEST.max((4.0 * half_width_px) as u32);
    for x in (area.x..right).step_by(widest as usize) {
        let width = widest.min(right.abs_diff(x));
        let seen = [x as f32 - half_width_px, x as f32 + width as f32 + half_width_px];
        let (range, [low, high]) = match paths {
            Paths::Texels(texels) => texels_between(texels, rises, seen),
            Paths::Pieces(pieces) => pieces_between(pieces, rises, seen),
        };
        let low = ((low - half_width_px).floor() as i32).clamp(bottom, top);
        let high = ((high + half_width_px).ceil() as i32).clamp(bottom, top);
        if low < high {
            let area = Rect { x, y: low, width, height: high.abs_diff(low) };
            add(strips, Strip { area, range });
        }
    }
}

/// Adds a strip; it joins the last one where both together are not much larger.
fn add(strips: &mut Vec<Strip>, strip: Strip) {
    let pixels = |area: Rect| area.width.saturating_mul(area.height);
    if let Some(last) = strips.last_mut()
        && last.area.x.saturating_add_unsigned(last.area.width) == strip.area.x
    {
        let both = union(last.area, strip.area);
        if pixels(both) <= pixels(last.area) + pixels(strip.area) + RECTANGLE_PX {
            let range = last.range.start.min(strip.range.start)..last.range.end.max(strip.range.end);
            *last = Strip { area: both, range };
            return;
        }
    }
    strips.push(strip);
}

/// Two areas beside each other, as one.
fn union(left: Rect, right: Rect) -> Rect {
    let top = |area: Rect| area.y.saturating_add_unsigned(area.height);
    let y = left.y.min(right.y);
    let height = top(left).max(top(right)).abs_diff(y);
    Rect { x: left.x, y, width: left.width + right.width, height }
}

const NOWHERE: [f32; 2] = [f32::INFINITY, f32::NEG_INFINITY];

fn with([low, high]: [f32; 2], y: f32) -> [f32; 2] {
    [least(low, y), most(high, y)]
}

/// The texels of the segments between two x, and how low and how high they are there.
fn texels_between(texels: &[[f32; 4]], rises: bool, [left, right]: [f32; 2]) -> (Range<usize>, [f32; 2]) {
    let (before, within) = if rises {
        (texels.partition_point(|texel| texel[0] < left), texels.partition_point(|texel| texel[0] <= right))
    } else {
        (texels.partition_point(|texel| texel[0] > right), texels.partition_point(|texel| texel[0] >= left))
    };
    let range = before.saturating_sub(1)..(within + 1).min(texels.len());
    let (low, high) =
        texels[before..within].iter().fold((Vec4::INFINITY, Vec4::NEG_INFINITY), |(low, high), texel| {
            (low.min(Vec4::from_array(*texel)), high.max(Vec4::from_array(*texel)))
        });
    let mut heights = [low.y, high.y];
    // Of the segments that lead in and out, what is between the two.
    let mut crossing = |index: usize| {
        let [a, b] = [texels[index], texels[index + 1]];
        if LineFlags::from_texel(a[3]).gap_after {
            return;
        }
        for x in [left, right] {
            let part = ((x - a[0]) / (b[0] - a[0])).clamp(0.0, 1.0);
            heights = with(heights, a[1] + part * (b[1] - a[1]));
        }
    };
    if range.start < before && before < texels.len() {
        crossing(range.start);
    }
    if within > before && within < texels.len() {
        crossing(within - 1);
    }
    (range, heights)
}

/// The bins of the pieces between two x, and how low and how high they are.
fn pieces_between(pieces: PiecesPart<'_>, rises: bool, [left, right]: [f32; 2]) -> (Range<usize>, [f32; 2]) {
    // A bin lies between the centres of two columns.
    let (first, last) = ((left as i32).saturating_sub(2), (right as i32).saturating_add(1));
    let bins = pieces.bins();
    let range = if rises {
        bins.partition_point(|bin| bin.column < first)..bins.partition_point(|bin| bin.column <= last)
    } else {
        bins.partition_point(|bin| bin.column > last)..bins.partition_point(|bin| bin.column >= first)
    };
    let ends = pieces.part(range.clone()).ends();
    (range, ends.iter().fold(NOWHERE, |heights, [_, a, _, b]| with(with(heights, *a), *b)))
}

#[cfg(test)]
mod tests {
    use super::super::{Mask, PieceBin, Pieces, Strokes};
    use super::*;

    const AREA: Rect = Rect { x: 7, y: -9, width: 150, height: 120 };

    /// The coverage of an area, whole and in strips.
    fn both(paths: Paths<'_>, half_width_px: f32) -> ([Vec<u8>; 2], Vec<Strip>) {
        let mut strokes = Strokes::default();
        let stride = AREA.width as usize;
        let mut whole = vec![0; stride * AREA.height as usize];
        let mut parts = whole.clone();
        strokes.cover(paths, half_width_px, AREA, Mask { bytes: &mut whole, stride });
        let mut strips = Vec::new();
        cut(paths, half_width_px, AREA, &mut strips);
        for Strip { area, range } in &strips {
            assert_eq!(area.intersection(AREA), *area);
            let at = (area.y - AREA.y) as usize * stride + (area.x - AREA.x) as usize;
            let mask = Mask { bytes: &mut parts[at..], stride };
            strokes.cover(paths.part(range.clone()), half_width_px, *area, mask);
        }
        ([whole, parts], strips)
    }

    /// Texels along a steep curve from left to right, with a gap.
    fn curve(count: usize) -> Vec<[f32; 4]> {
        let at = |i: usize| i as f32 / count as f32;
        let point = |i| [170.0 * at(i) - 5.0, 50.0 + 65.0 * (at(i) * 7.0).sin(), 0.0, 0.0];
        let mut texels: Vec<_> = (0..count).map(point).collect();
        texels[count / 3][3] = LineFlags::GAP_AFTER;
        texels
    }

    #[test]
    fn strips_have_the_coverage_of_the_area_and_fewer_pixels() {
        for (count, half_width_px) in [(9, 0.5), (9, 9.0), (60, 1.0), (2000, 0.25), (2000, 0.75), (2000, 6.0)]
        {
            let rising = curve(count);
            let falling: Vec<_> = rising.iter().rev().copied().collect();
            for texels in [rising, falling] {
                let ([whole, parts], strips) = both(Paths::Texels(&texels), half_width_px);
                let off = whole.iter().zip(&parts).map(|(a, b)| a.abs_diff(*b)).max();
                // The distance is from another corner: the last digit may be rounded otherwise.
                assert!(off <= Some(1), "{count} texels, {half_width_px}: {off:?}");
                let pixels: u32 = strips.iter().map(|strip| strip.area.width * strip.area.height).sum();
                assert!(half_width_px > 5.0 || pixels < AREA.width * AREA.height * 2 / 3, "{pixels}");
            }
        }
    }

    #[test]
    fn strips_of_pieces_have_the_coverage_of_the_area() {
        let texels = curve(2000);
        for rises in [true, false] {
            let mut pieces = Pieces::default();
            let mut columns: Vec<i32> = (0..160).collect();
            if !rises {
                columns.reverse();
            }
            for column in columns {
                let is_here = |pair: &&[[f32; 4]]| (pair[0][0] - 0.5).floor() as i32 == column;
                let near: Vec<_> = texels
                    .windows(2)
                    .filter(is_here)
                    .map(|pair| [pair[0][0], pair[0][1], pair[1][0], pair[1][1]])
                    .collect();
                pieces.ends.extend(near.iter().chain(&near));
                let end = pieces.ends.len();
                pieces.bins.push(PieceBin { column, middle: end - near.len(), end });
            }
            for half_width_px in [0.5, 0.75, 4.0] {
                let ([whole, parts], strips) = both(Paths::Pieces(pieces.all()), half_width_px);
                let off = whole.iter().zip(&parts).map(|(a, b)| a.abs_diff(*b)).max();
                assert!(off <= Some(1), "{half_width_px}: {off:?}");
                assert!(strips.len() > 2);
            }
        }
    }

    #[test]
    fn paths_that_go_to_and_fro_are_one_strip() {
        let texels = [[10.0, 10.0, 0.0, 0.0], [150.0, 20.0, 0.0, 0.0], [20.0, 90.0, 0.0, 0.0]];
        let ([whole, parts], strips) = both(Paths::Texels(&texels), 1.0);
        assert_eq!((whole, strips.len()), (parts, 1));
    }

    #[test]
    fn flat_paths_are_one_strip_and_nothing_is_none() {
        let texels: Vec<_> = (0..200).map(|i| [i as f32, 40.0 + (i % 3) as f32, 0.0, 0.0]).collect();
        assert_eq!(both(Paths::Texels(&texels), 1.0).1.len(), 1);
        assert_eq!(both(Paths::Texels(&[]), 1.0).1, []);
        let beside = [[-90.0, 10.0, 0.0, 0.0], [-80.0, 20.0, 0.0, 0.0]];
        assert_eq!(both(Paths::Texels(&beside), 1.0).1, []);
        assert_eq!(both(Paths::Texels(&texels), 1e10).1.len(), 1);
    }
}
