//! From samples to vertices in pixels: only what is seen, at most a few vertices a pixel, clipped in double precision.

use std::ops::Range;

use glam::DVec2;

use super::Line;
use super::dash::{Cutter, Dash};
use super::dense::Seen;
use super::outline::BINS_PER_PX;
use crate::batch::{Paths, Pieces};
use crate::levels::SignalTree;
use crate::samples::Samples;
use crate::view::{AxisMaps, View};
use crate::visual::Bounds;

/// Samples in a bin up to which every sample is drawn: four are drawn of any bin.
const PLAIN_SAMPLES_PER_BIN: f64 = 4.0;
/// Samples a pixel from which on it may be worth while to draw only the parts that can be the nearest to a pixel.
const DENSE_SAMPLES_PER_PX: f64 = 4.0;
/// Samples a pixel from which on it is.
const DENSEST_SAMPLES_PER_PX: f64 = 64.0;
/// What it costs to draw all samples, from which on it is: how often a pixel of a column is compared with a segment.
const MOST_COMPARED: f64 = 500.0;
/// How many columns are looked at to find that out.
const PROBED_COLUMNS: usize = 16;
/// How many samples before the first that is seen are gone through to find out where dashes begin.
const MEASURED_SAMPLES: usize = 100_000;
/// How far outside what is seen a vertex may lie, in pixels: what lies farther out is cut off, so that a line needs little
/// more room in the coverage layer than is seen of it.
const GUARD_PX: f64 = 64.0;
/// Samples that are read at once.
const READ_AT_ONCE: usize = 256;
/// Longest miter in half widths; beyond it a corner is cut.
pub(crate) const MITER_LIMIT: f64 = 4.0;

/// What a vertex says about the segments at it. In a texel: 1 for a gap after it, plus 2 at the start of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LineFlags {
    /// No segment leads to the next vertex.
    pub gap_after: bool,
    /// No segment leads here from the vertex before.
    pub start: bool,
}

impl LineFlags {
    /// The number in a texel for a gap after the vertex.
    pub const GAP_AFTER: f32 = 1.0;
    /// The number in a texel for the start of a piece.
    pub const START: f32 = 2.0;

    /// The flags that a texel's last number stands for.
    #[must_use]
    pub fn from_texel(flags: f32) -> Self {
        let gap_after = flags == Self::GAP_AFTER || flags == Self::GAP_AFTER + Self::START;
        Self { gap_after, start: flags >= Self::START }
    }
}

/// The vertices of a line in one view.
#[derive(Debug, Default)]
pub(super) struct Emission {
    /// (x, y, row, flags); x and y in pixels of the frame buffer.
    pub(super) texels: Vec<[f32; 4]>,
    /// What is drawn instead of vertices, where samples are denser than pixels.
    pub(super) pieces: Pieces,
    /// Whether each sample that is seen becomes a vertex, however many there are.
    pub(super) is_brute: bool,
    /// The pixels that the vertices or the pieces span.
    pub(super) extent: Option<Bounds>,
    row: f32,
    /// What is seen, and a margin for widths and joins.
    low: DVec2,
    high: DVec2,
    last: Option<DVec2>,
    /// Whether `last` is the last texel.
    open: bool,
    /// The first texel of the piece that is open.
    piece: usize,
    /// Whether a point without neighbours is drawn as a dot.
    dots: bool,
    lone: bool,
    /// Cuts the line into dashes.
    cutter: Option<Cutter>,
}

impl Emission {
    fn begin(&mut self, view: &View, margin_px: f64, row: f32, dots: bool) {
        self.texels.clear();
        self.pieces.clear();
        self.extent = None;
        self.row = row;
        let clip = view.clip;
        let corner = DVec2::new(f64::from(clip.x), f64::from(clip.y));
        self.low = corner - margin_px;
        self.high = corner + DVec2::new(f64::from(clip.width), f64::from(clip.height)) + margin_px;
        self.last = None;
        self.open = false;
        self.piece = 0;
        self.dots = dots;
        self.lone = false;
        self.cutter = None;
    }

    /// What strokes are drawn along.
    pub(super) fn paths(&self) -> Paths<'_> {
        if self.pieces.is_empty() { Paths::Texels(&self.texels) } else { Paths::Pieces(self.pieces.all()) }
    }

    /// Turns pieces into vertices.
    pub(super) fn pieces_as_texels(&mut self) {
        self.texels.extend(self.pieces.ends.iter().flat_map(|[ax, ay, bx, by]| {
            [[*ax, *ay, self.row, LineFlags::START], [*bx, *by, self.row, LineFlags::GAP_AFTER]]
        }));
        self.pieces.clear();
    }

    /// The next point of the line; a point that is not finite is a gap.
    pub(super) fn point(&mut self, point: DVec2) {
        if !point.is_finite() {
            self.gap();
            return;
        }
        match self.last.replace(point) {
            None => self.lone = true,
            Some(last) => {
                self.lone = false;
                match self.cutter.take() {
                    Some(mut cutter) => {
                        self.dashes(last, point, &mut cutter);
                        self.cutter = Some(cutter);
                    }
                    None => self.segment(last, point),
                }
            }
        }
    }

    /// The next points of the line, if there is nothing to be said of any: all are seen, and none is a gap.
    fn points(&mut self, x: &[f64], y: &[f64]) -> bool {
        let range = |values: &[f64]| {
            values.iter().fold([f64::MAX, f64::MIN], |[low, high], value| [low.min(*value), high.max(*value)])
        };
        let ([left, right], [bottom, top]) = (range(x), range(y));
        let (min, max) = (DVec2::new(left, bottom), DVec2::new(right, top));
        // The smallest of numbers says nothing of a NaN among them; their sum does.
        let has_gap = (x.iter().sum::<f64>() + y.iter().sum::<f64>()).is_nan();
        let (Some(last_x), Some(last_y)) = (x.last(), y.last()) else { return true };
        if !self.open || self.cutter.is_some() || has_gap || !self.holds(min) || !self.holds(max) {
            return false;
        }
        self.texels.extend(x.iter().zip(y).map(|(x, y)| [*x as f32, *y as f32, self.row, 0.0]));
        (self.last, self.lone) = (Some(DVec2::new(*last_x, *last_y)), false);
        let here = Bounds { min, max };
        self.extent = Some(self.extent.map_or(here, |extent| extent.union(here)));
        true
    }

    /// The line is interrupted.
    pub(super) fn gap(&mut self) {
        if let Some(point) = self.last.take()
            && self.lone
            && !self.misses(point, point)
        {
            self.vertex(point);
        }
        self.close();
        if let Some(cutter) = &mut self.cutter {
            cutter.restart();
        }
    }

    /// Whether a segment is wholly beyond one side of what is seen.
    fn misses(&self, a: DVec2, b: DVec2) -> bool {
        a.max(b).cmplt(self.low).any() || a.min(b).cmpgt(self.high).any()
    }

    /// Whether a point is where nothing is cut off.
    fn holds(&self, point: DVec2) -> bool {
        point.cmpge(self.low).all() && point.cmple(self.high).all()
    }

    fn segment(&mut self, a: DVec2, b: DVec2) {
        if self.holds(a) && self.holds(b) {
            if !self.open {
                self.vertex(a);
            }
            self.vertex(b);
            return;
        }
        if self.misses(a, b) {
            self.close();
            return;
        }
        let Some([from, to]) = clip_segment(a, b, self.low - GUARD_PX, self.high + GUARD_PX) else {
            self.close();
            return;
        };
        if from != a {
            self.close();
        }
        if !self.open {
            self.vertex(from);
        }
        self.vertex(to);
        if to != b {
            self.close();
        }
    }

    /// A segment of which only dashes are drawn. Each is a piece of its own, which goes on where it ends at a corner.
    fn dashes(&mut self, a: DVec2, b: DVec2, cutter: &mut Cutter) {
        let length = (b - a).length();
        let seen = if self.misses(a, b) { None } else { clip_segment(a, b, self.low, self.high) };
        let seen = seen.map_or([0.0; 2], |[from, to]| {
            let end = if to == b { length } else { (to - a).length() };
            [if from == a { 0.0 } else { (from - a).length() }, end]
        });
        if seen[0] > 0.0 {
            self.close();
        }
        let at = |distance: f64| if distance == length { b } else { a + (b - a) * (distance / length) };
        let mut end = 0.0;
        cutter.along(length, seen, |from, to| {
            if from > 0.0 || !self.open {
                self.close();
                self.vertex(at(from));
            }
            self.vertex(at(to));
            end = to;
        });
        if end < length {
            self.close();
        }
    }

    fn vertex(&mut self, point: DVec2) {
        let [x, y] = [point.x as f32, point.y as f32];
        // A segment of no length has no direction, of which joins would be made.
        if self.open && self.texels.last().is_some_and(|last| last[..2] == [x, y]) {
            return;
        }
        let flags = if self.open { 0.0 } else { LineFlags::START };
        if !std::mem::replace(&mut self.open, true) {
            self.piece = self.texels.len();
        }
        self.texels.push([x, y, self.row, flags]);
        let here = Bounds { min: point, max: point };
        self.extent = Some(self.extent.map_or(here, |extent| extent.union(here)));
    }

    /// Ends a piece; what is only one point becomes a dot, where there are dots.
    fn close(&mut self) {
        if !std::mem::take(&mut self.open) {
            return;
        }
        if self.texels.len() == self.piece + 1 {
            if !self.dots {
                self.texels.truncate(self.piece);
                return;
            }
            let [x, y, row, _] = self.texels[self.piece];
            self.texels.push([x, y, row, 0.0]);
        }
        if let Some([.., flags]) = self.texels.last_mut() {
            *flags += LineFlags::GAP_AFTER;
        }
    }
}

/// The part of a segment inside a rectangle (Liang and Barsky, 1984); the ends themselves where they are inside.
pub(super) fn clip_segment(a: DVec2, b: DVec2, low: DVec2, high: DVec2) -> Option<[DVec2; 2]> {
    let along = b - a;
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    let sides =
        [(-along.x, a.x - low.x), (along.x, high.x - a.x), (-along.y, a.y - low.y), (along.y, high.y - a.y)];
    for (outward, room) in sides {
        if outward == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if outward < 0.0 {
            enter = enter.max(room / outward);
        } else {
            leave = leave.min(room / outward);
        }
    }
    if enter > leave {
        return None;
    }
    let from = if enter > 0.0 { a + enter * along } else { a };
    let to = if leave < 1.0 { a + leave * along } else { b };
    Some([from, to])
}

impl Line {
    /// Makes the vertices for a view, in the order of the samples.
    pub(super) fn emit(&self, view: &View, row: f32, out: &mut Emission) {
        self.emit_as(false, view, row, out);
    }

    /// Makes what is drawn of a line with round joins and caps in a view: pieces where samples are denser than pixels.
    pub(super) fn emit_round(&self, view: &View, row: f32, out: &mut Emission) {
        self.emit_as(self.style.dash == Dash::Solid, view, row, out);
    }

    fn emit_as(&self, in_pieces: bool, view: &View, row: f32, out: &mut Emission) {
        if !self.style.is_seen() {
            out.begin(view, 0.0, row, false);
            return;
        }
        let half_width_px = f64::from(self.style.width_px) * view.scale_factor / 2.0;
        let margin_px = half_width_px * MITER_LIMIT + 2.0;
        out.begin(view, margin_px, row, self.style.drawn_cap() != crate::vector::Cap::Butt);
        out.cutter = self.style.dash.cutter(self.style.width_px, view.scale_factor);
        let maps = view.axis_maps().filter(|maps| maps.signs().x != 0.0);
        match maps {
            Some(map) if self.is_sorted => self.emit_sorted(map, in_pieces, out),
            _ => {
                for index in 0..self.len() {
                    out.point(view.map(self.offset(index)));
                }
            }
        }
        out.gap();
    }

    /// The tree for what a view can show of the samples: on a logarithmic axis, that of the positive ones.
    pub(super) fn seen_tree(&self, map: AxisMaps<'_>) -> &SignalTree {
        if map.needs_positive_y() {
            return self.positive_tree.get_or_init(|| SignalTree::of_positive(&self.y));
        }
        self.tree()
    }

    pub(super) fn offset(&self, index: usize) -> DVec2 {
        DVec2::new(self.x.offset(index, self.x_reference), self.y.offset(index, self.y_reference))
    }

    /// Emits a line whose x never falls under a map that keeps axes apart.
    fn emit_sorted(&self, map: AxisMaps<'_>, in_pieces: bool, out: &mut Emission) {
        // In samples, the right edge may be the first to come.
        let edges = [out.low.x, out.high.x].map(|px| map.imap_x(px));
        let [first, last] = [edges[0].min(edges[1]), edges[0].max(edges[1])];
        let start = self.x.partition_point(first, self.x_reference).saturating_sub(1);
        let end = (self.x.partition_point(last, self.x_reference) + 1).min(self.len());
        if start >= end {
            return;
        }
        let per_px = (end - start) as f64 / (out.high.x - out.low.x);
        let in_pieces = in_pieces && matches!(self.y, Samples::Source(_));
        match &self.y {
            Samples::Source(source)
                if in_pieces && !out.is_brute && self.is_dense(map, start..end, per_px) =>
            {
                let seen = Seen { low: out.low, high: out.high, range: start..end };
                self.emit_dense(map, source.slice(), seen, &mut out.pieces);
                out.extent = out.pieces.extent();
                return;
            }
            _ if !in_pieces && !out.is_brute && per_px > BINS_PER_PX * PLAIN_SAMPLES_PER_BIN => {
                self.emit_bins(map, start..end, out);
                return;
            }
            _ => {}
        }
        // Dashes are measured from the start of the line, where that is not too far away.
        let start = if out.cutter.is_some() && start <= MEASURED_SAMPLES { 0 } else { start };
        let (mut x, mut y) = ([0.0; READ_AT_ONCE], [0.0; READ_AT_ONCE]);
        for first in (start..end).step_by(READ_AT_ONCE) {
            let count = (end - first).min(READ_AT_ONCE);
            self.x.read_offsets(first, self.x_reference, &mut x[..count]);
            self.y.read_offsets(first, self.y_reference, &mut y[..count]);
            for (x, y) in x.iter_mut().zip(&mut y).take(count) {
                let point = map.map(DVec2::new(*x, *y));
                (*x, *y) = (point.x, point.y);
            }
            if !in_pieces || !out.points(&x[..count], &y[..count]) {
                x.iter().zip(&y).take(count).for_each(|(x, y)| out.point(DVec2::new(*x, *y)));
            }
        }
    }

    /// Whether it is worth while to find out which parts of many samples can be the nearest to a pixel.
    fn is_dense(&self, map: AxisMaps<'_>, range: Range<usize>, per_px: f64) -> bool {
        if per_px <= DENSE_SAMPLES_PER_PX || per_px > DENSEST_SAMPLES_PER_PX {
            return per_px > DENSE_SAMPLES_PER_PX;
        }
        let count = per_px as usize;
        let mut compared = 0.0;
        let mut y = [0.0; DENSEST_SAMPLES_PER_PX as usize];
        for probe in 0..PROBED_COLUMNS {
            let start = range.start + (range.len() - count) * probe / PROBED_COLUMNS;
            self.y.read_offsets(start, self.y_reference, &mut y[..count]);
            let rows = y[..count].iter().map(|y| map.y(*y)).filter(|y| y.is_finite());
            let [low, high] = rows.fold([f64::MAX, f64::MIN], |[low, high], y| [low.min(y), high.max(y)]);
            compared += (high - low).max(0.0) * per_px;
        }
        compared > MOST_COMPARED * PROBED_COLUMNS as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_is_cut_where_it_leaves() {
        let (low, high) = (DVec2::ZERO, DVec2::splat(10.0));
        let cut = clip_segment(DVec2::new(-10.0, 5.0), DVec2::new(20.0, 5.0), low, high);
        assert_eq!(cut, Some([DVec2::new(0.0, 5.0), DVec2::new(10.0, 5.0)]));
        assert_eq!(clip_segment(DVec2::new(-1.0, 0.0), DVec2::new(-1.0, 9.0), low, high), None);
        let inside = [DVec2::new(0.1, 0.2), DVec2::new(9.9, 9.7)];
        assert_eq!(clip_segment(inside[0], inside[1], low, high), Some(inside), "what is inside stays exact");
    }
}
