//! Closed outlines in pixels.

use glam::DVec2;
use vispy_gloo::Rect;

use super::ScanLines;
use crate::vector::{PathStep, page_from_framebuffer};
use crate::view::View;

/// What is infinitely far away stands so many pixels away.
const FAR_PX: f64 = 1e15;

/// Closed outlines in pixels of the frame buffer.
#[derive(Debug, Default)]
pub(crate) struct Rings {
    points: Vec<DVec2>,
    /// Where each ring ends.
    ends: Vec<usize>,
}

impl Rings {
    pub(crate) fn clear(&mut self) {
        self.points.clear();
        self.ends.clear();
    }

    /// Appends a ring. One with a point that is nowhere (NaN) is left out; infinite
    /// coordinates become very large ones.
    pub(crate) fn push(&mut self, points: impl IntoIterator<Item = DVec2>) {
        let start = self.points.len();
        for point in points {
            if point.is_nan() {
                self.points.truncate(start);
                return;
            }
            self.points.push(point.clamp(DVec2::splat(-FAR_PX), DVec2::splat(FAR_PX)));
        }
        if self.points.len() > start {
            self.ends.push(self.points.len());
        }
    }

    /// The points of each ring.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &[DVec2]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(start, end)| &self.points[*start..*end])
    }

    /// The way of scanning that crosses fewer pixels of the outlines inside a rectangle.
    pub(crate) fn best_lines(&self, clip: Rect) -> ScanLines {
        let low = DVec2::new(f64::from(clip.x), f64::from(clip.y));
        let high = low + DVec2::new(f64::from(clip.width), f64::from(clip.height));
        let mut spans = DVec2::ZERO;
        for ring in self.iter() {
            let Some(mut from) = ring.last().map(|point| point.clamp(low, high)) else { continue };
            for to in ring.iter().map(|point| point.clamp(low, high)) {
                spans += (to - from).abs();
                from = to;
            }
        }
        // What runs along the lines of a scan adds nothing to them. A little more for columns, which are cut in more boxes.
        if 1.5 * spans.x < spans.y { ScanLines::Columns } else { ScanLines::Rows }
    }

    /// The rings as a path on the page; what is further than `reach_px` outside the clip is cut off.
    pub(crate) fn path(&self, view: &View, reach_px: f64) -> Vec<PathStep> {
        let low = DVec2::new(f64::from(view.clip.x), f64::from(view.clip.y)) - reach_px;
        let size = DVec2::new(f64::from(view.clip.width), f64::from(view.clip.height));
        let high = low + size + 2.0 * reach_px;
        let mut path = Vec::new();
        for ring in self.iter() {
            let kept = clip_ring(ring, low, high);
            let mut points = kept.iter().map(|point| page_from_framebuffer(view, *point));
            let Some(first) = points.next() else { continue };
            path.push(PathStep::MoveTo(first));
            path.extend(points.map(PathStep::LineTo));
            path.push(PathStep::Close);
        }
        path
    }
}

/// The part of a ring inside a rectangle, closed along its sides (Sutherland and Hodgman, 1974).
fn clip_ring(ring: &[DVec2], low: DVec2, high: DVec2) -> Vec<DVec2> {
    let mut points = ring.to_vec();
    let sides = [(DVec2::X, low.x), (DVec2::NEG_X, -high.x), (DVec2::Y, low.y), (DVec2::NEG_Y, -high.y)];
    for (inward, limit) in sides {
        let Some(mut before) = points.last().copied() else { return points };
        let depth = |point: DVec2| inward.dot(point) - limit;
        let mut kept = Vec::with_capacity(points.len() + 4);
        for point in points {
            let (a, b) = (depth(before), depth(point));
            if (a < 0.0) != (b < 0.0) {
                kept.push(before + (point - before) * (a / (a - b)));
            }
            if b >= 0.0 {
                kept.push(point);
            }
            before = point;
        }
        points = kept;
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_is_cut_at_the_sides() {
        let (low, high) = (DVec2::ZERO, DVec2::splat(10.0));
        let far = 1e12;
        let triangle = [DVec2::new(5.0, 5.0), DVec2::new(far, 5.0), DVec2::new(5.0, far)];
        let cut = clip_ring(&triangle, low, high);
        let corners = [(5.0, 5.0), (10.0, 5.0), (10.0, 10.0), (5.0, 10.0)].map(DVec2::from);
        for corner in corners {
            assert!(cut.iter().any(|point| (*point - corner).length() < 1e-3), "{corner} in {cut:?}");
        }
        assert_eq!(clip_ring(&triangle.map(|point| point + 20.0), low, high), []);
        assert_eq!(clip_ring(&corners, low, high).len(), 4);
    }

    #[test]
    fn narrow_bars_are_scanned_upright() {
        let clip = Rect::new(0, 0, 100, 100);
        let bar =
            |x: f64, width: f64| [(x, 0.0), (x + width, 0.0), (x + width, 80.0), (x, 80.0)].map(DVec2::from);
        let mut rings = Rings::default();
        rings.push(bar(0.0, 60.0));
        assert_eq!(rings.best_lines(clip), ScanLines::Rows);
        for i in 0..50 {
            rings.push(bar(f64::from(i), 0.5));
        }
        assert_eq!(rings.best_lines(clip), ScanLines::Columns);
    }

    #[test]
    fn rings_that_are_nowhere_are_left_out() {
        let mut rings = Rings::default();
        rings.push([DVec2::ZERO, DVec2::ONE]);
        rings.push([DVec2::ZERO, DVec2::NAN]);
        rings.push([DVec2::new(1.0, f64::NEG_INFINITY)]);
        rings.push([]);
        let found: Vec<&[DVec2]> = rings.iter().collect();
        assert_eq!(found, [&[DVec2::ZERO, DVec2::ONE][..], &[DVec2::new(1.0, -FAR_PX)]]);
    }
}
