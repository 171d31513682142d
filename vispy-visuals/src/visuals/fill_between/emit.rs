//! From samples to slabs in pixels: only what is seen, at most one a quarter pixel where samples are dense.

use std::ops::Range;

use glam::DVec2;

use super::FillBetween;
use crate::areas::Scan;
use crate::levels::{Extrema, SignalTree};
use crate::samples::Samples;
use crate::view::{AxisMaps, View};
use crate::visuals::line::bin_end;

/// Bins in a pixel, where samples are dense.
const BINS_PER_PX: f64 = 4.0;

/// Samples in a bin up to which slopes are drawn between all: of steep ones every pixel is covered in another way.
const PLAIN_SAMPLES_PER_BIN: f64 = 0.5;

/// A slope that rises by more than this within a pixel is drawn as a step, in pixels: of a slope, every pixel is covered in
/// another way.
const STEEP_PX: f64 = 16.0;

/// A slab between two places in x: both ends of the first side, then of the second; pixels of the frame buffer. The sides
/// do not cross.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slab {
    first: [DVec2; 2],
    second: [DVec2; 2],
}

impl Slab {
    /// Adds it to an area, in the same sense whichever way round it is.
    pub(super) fn add_to(self, scan: &mut Scan) {
        let [[a, b], [d, c]] = [self.first, self.second];
        let mut corners = [a, b, c, d];
        if (c - a).perp_dot(d - b) < 0.0 {
            corners.reverse();
        }
        scan.outline(&corners);
    }

    /// Hands itself over, as a step where it is steep and narrow.
    fn hand_over(self, out: &mut dyn FnMut(Self)) {
        let [[a, b], [d, c]] = [self.first, self.second];
        let is_steep = (b.y - a.y).abs().max((c.y - d.y).abs()) > STEEP_PX;
        if !is_steep || (b.x - a.x).abs() > 1.0 {
            out(self);
            return;
        }
        let middle = (a.x + b.x) / 2.0;
        let level = |from: f64, to: f64, y: f64| [DVec2::new(from, y), DVec2::new(to, y)];
        out(Self { first: level(a.x, middle, a.y), second: level(a.x, middle, d.y) });
        out(Self { first: level(middle, b.x, b.y), second: level(middle, b.x, c.y) });
    }

    /// Whether the other begins where this one ends.
    pub(super) fn leads_to(&self, other: &Self) -> bool {
        self.first[1].x == other.first[0].x
    }

    /// The outline of slabs that lead to each other.
    pub(super) fn outline(slabs: &[Self]) -> Vec<DVec2> {
        let there = slabs.iter().flat_map(|slab| slab.first);
        let back = slabs.iter().rev().flat_map(|slab| [slab.second[1], slab.second[0]]);
        let mut outline: Vec<DVec2> = there.chain(back).collect();
        outline.dedup();
        outline
    }
}

/// A place in x with both sides, as offsets or in pixels.
#[derive(Debug, Clone, Copy)]
struct Place {
    x: f64,
    y: [f64; 2],
}

impl Place {
    fn is_finite(&self) -> bool {
        self.x.is_finite() && self.y[0].is_finite() && self.y[1].is_finite()
    }

    fn sides(&self) -> [DVec2; 2] {
        self.y.map(|y| DVec2::new(self.x, y))
    }
}

/// Hands over what is between two places, in two slabs where the sides cross.
fn between(a: Place, b: Place, map: &dyn Fn(DVec2) -> DVec2, out: &mut dyn FnMut(Slab)) {
    let mut slab = |a: Place, b: Place| {
        let ([first, second], [first_end, second_end]) = (a.sides().map(map), b.sides().map(map));
        let slab = Slab { first: [first, first_end], second: [second, second_end] };
        if slab.first.iter().chain(&slab.second).all(|point| point.is_finite()) {
            out(slab);
        }
    };
    let (start, end) = (a.y[0] - a.y[1], b.y[0] - b.y[1]);
    if start * end >= 0.0 {
        slab(a, b);
        return;
    }
    let t = start / (start - end);
    let y = a.y[0] + t * (b.y[0] - a.y[0]);
    let crossing = Place { x: a.x + t * (b.x - a.x), y: [y; 2] };
    slab(a, crossing);
    slab(crossing, b);
}

/// What a bin of samples fills, in pixels, waiting to be told where it ends.
#[derive(Debug, Clone, Copy)]
struct Open {
    from: f64,
    last: Place,
    low: f64,
    high: f64,
}

impl Open {
    fn close(self, to: f64, out: &mut dyn FnMut(Slab)) {
        let side = |y: f64| [DVec2::new(self.from, y), DVec2::new(to, y)];
        if to != self.from {
            out(Slab { first: side(self.low), second: side(self.high) });
        }
    }
}

impl FillBetween {
    /// Makes the slabs that are seen in a view.
    pub(super) fn emit(&self, view: &View, out: &mut dyn FnMut(Slab)) {
        let maps = view.axis_maps().filter(|maps| maps.signs().x != 0.0);
        let (trees, map) = match (&self.trees, maps) {
            (Some(trees), Some(map)) => (trees, map),
            (None, Some(map)) => return self.emit_plain(0..self.len(), &|point| reach(map, point), out),
            (_, None) => return self.emit_plain(0..self.len(), &|point| view.map(point), out),
        };
        let out: &mut dyn FnMut(Slab) = &mut |slab| slab.hand_over(out);
        let edges = [f64::from(view.clip.x), f64::from(view.clip.x) + f64::from(view.clip.width)];
        let offsets = edges.map(|px| map.imap_x(px));
        let [first, last] = [offsets[0].min(offsets[1]), offsets[0].max(offsets[1])];
        let start = self.x.partition_point(first, self.x_reference).saturating_sub(1);
        let end = (self.x.partition_point(last, self.x_reference) + 1).min(self.len());
        if start >= end {
            return;
        }
        let bins = f64::from(view.clip.width) * BINS_PER_PX;
        if (end - start) as f64 > bins * PLAIN_SAMPLES_PER_BIN {
            self.emit_bins(map, trees, start..end, out);
        } else {
            self.emit_plain(start..end, &|point| reach(map, point), out);
        }
    }

    fn place(&self, index: usize) -> Place {
        let y = |side: usize| self.y[side].offset(index, self.y_reference);
        Place { x: self.x.offset(index, self.x_reference), y: [y(0), y(1)] }
    }

    fn emit_plain(&self, range: Range<usize>, map: &dyn Fn(DVec2) -> DVec2, out: &mut dyn FnMut(Slab)) {
        let mut before: Option<Place> = None;
        for index in range {
            let place = self.place(index);
            let here = place.is_finite().then_some(place);
            if let (Some(before), Some(here)) = (before, here) {
                between(before, here, map, out);
            }
            before = here;
        }
    }

    fn emit_bins(
        &self,
        map: AxisMaps<'_>,
        trees: &[SignalTree; 2],
        range: Range<usize>,
        out: &mut dyn FnMut(Slab),
    ) {
        let pixels = |index: usize| {
            let place = self.place(index);
            let [a, b] = place.sides().map(|side| reach(map, side));
            Place { x: a.x, y: [a.y, b.y] }
        };
        let mut open: Option<Open> = None;
        let mut at = range.start;
        while at < range.end {
            let offset = bin_end(map, map.x(self.x.offset(at, self.x_reference)), BINS_PER_PX);
            let end = self.x.first_from(at, offset, self.x_reference).clamp(at + 1, range.end);
            let found = self.bin(trees, at..end).filter(|bin| pixels(bin.first).x.is_finite());
            let whole = found.as_ref().is_some_and(|bin| bin.first == at);
            if let (Some(before), false) = (open, whole) {
                before.close(before.last.x, out);
                open = None;
            }
            if let Some(bin) = found {
                let (first, last) = (pixels(bin.first), pixels(bin.last));
                let x = self.x.offset(bin.first, self.x_reference);
                let y = bin.range.map(|offset| reach(map, DVec2::new(x, offset)).y);
                let mut from = first.x;
                if let Some(before) = open {
                    // A step instead of a slope, where nobody can tell: it takes no pixels between.
                    if (first.x - before.last.x).abs() <= 1.0 / BINS_PER_PX {
                        from = (first.x + before.last.x) / 2.0;
                        before.close(from, out);
                    } else {
                        before.close(before.last.x, out);
                        between(before.last, first, &|point| point, out);
                    }
                }
                let (low, high) = (y[0].min(y[1]), y[0].max(y[1]));
                open = Some(Open { from, last, low, high });
                if bin.last + 1 < end {
                    finish(open.take(), out);
                }
            }
            at = end;
        }
        finish(open, out);
    }

    /// The first and last sample of a bin that are finite on both sides, and the range of both.
    fn bin(&self, trees: &[SignalTree; 2], bin: Range<usize>) -> Option<Bin> {
        let [a, b] = [self.extrema(trees, 0, bin.clone())?, self.extrema(trees, 1, bin)?];
        let (first, last) = (a.first.max(b.first), a.last.min(b.last));
        if first > last {
            return None;
        }
        let y = |side: usize, index: usize| self.y[side].offset(index, self.y_reference);
        let range = [y(0, a.min).min(y(1, b.min)), y(0, a.max).max(y(1, b.max))];
        Some(Bin { first, last, range })
    }

    fn extrema(&self, trees: &[SignalTree; 2], side: usize, range: Range<usize>) -> Option<Extrema> {
        match &self.y[side] {
            Samples::Source(source) => trees[side].extrema(source.slice(), range.start, range.end),
            // Evenly spaced numbers have their extremes at their ends.
            evenly => {
                let (first, last) =
                    (range.start, range.end.checked_sub(1).filter(|last| *last >= range.start)?);
                let [a, b] = [first, last].map(|index| evenly.offset(index, self.y_reference));
                let (min, max) = if a <= b { (first, last) } else { (last, first) };
                (a.is_finite() && b.is_finite()).then_some(Extrema { first, min, max, last })
            }
        }
    }

    /// The smallest and the largest offset of a side.
    pub(super) fn y_range(&self, side: usize, range: Range<usize>) -> Option<[f64; 2]> {
        let Some(trees) = &self.trees else { return self.y[side].range(self.y_reference) };
        let found = self.extrema(trees, side, range)?;
        Some([found.min, found.max].map(|index| self.y[side].offset(index, self.y_reference)))
    }
}

/// A point in pixels. On a logarithmic axis an area that stands on 0 has no end; an x that is not positive has no place.
fn reach(map: AxisMaps<'_>, point: DVec2) -> DVec2 {
    let px = map.reach(point);
    if map.x(point.x).is_finite() { px } else { DVec2::NAN }
}

/// Closes what is open at its last sample.
fn finish(open: Option<Open>, out: &mut dyn FnMut(Slab)) {
    if let Some(open) = open {
        open.close(open.last.x, out);
    }
}

/// What a bin of samples fills.
struct Bin {
    first: usize,
    last: usize,
    range: [f64; 2],
}
