//! From points to segments in pixels, each by itself.

use glam::DVec2;

use super::PointStyles;
use crate::color::Color;
use crate::vector::Cap;
use crate::view::View;
use crate::visual::Bounds;
use crate::visuals::line::Line;
use crate::visuals::line::dash::Cutter;
use crate::visuals::line::emit::clip_segment;

/// Points of a line up to which all in sight are drawn.
const PLAIN_POINTS: usize = 200_000;
/// Beyond that, points this near to the one before are left out; pixels.
const SPARED_PX: f64 = 0.25;
/// How far outside what is seen a segment may begin or end, in pixels.
const GUARD_PX: f64 = 16384.0;

/// A point in pixels with its style.
#[derive(Debug, Clone, Copy)]
struct Point {
    at: DVec2,
    color: Color,
    half_width: f64,
}

impl Point {
    fn mix(self, other: Self, t: f64) -> Self {
        Self {
            at: self.at + (other.at - self.at) * t,
            color: self.color.mix(other.color, t as f32),
            half_width: self.half_width + (other.half_width - self.half_width) * t,
        }
    }
}

/// A segment in pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Segment {
    pub(super) ends: [DVec2; 2],
    pub(super) colors: [Color; 2],
    pub(super) half_widths: [f64; 2],
    /// Whether it ends square at its start, and at its end.
    cuts: [bool; 2],
}

impl Segment {
    pub(super) fn is_cut(&self) -> bool {
        self.cuts[0] || self.cuts[1]
    }
}

/// The segments of a line in one view.
#[derive(Debug, Default)]
pub(super) struct Emission {
    segments: Vec<Segment>,
    /// The pixels that the segments may touch, before antialiasing.
    pub(super) extent: Option<Bounds>,
    low: DVec2,
    high: DVec2,
    cutter: Option<Cutter>,
    cut_ends: bool,
    last: Option<Point>,
    /// Whether the last segment goes on in the next.
    open: bool,
}

impl Emission {
    pub(super) fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Four texels a segment, as `segment.vert.glsl` takes them.
    pub(super) fn texels(&self, out: &mut Vec<[f32; 4]>) {
        out.clear();
        for Segment { ends: [a, b], colors, half_widths, cuts } in &self.segments {
            let cut = f32::from(u8::from(cuts[0]) + 2 * u8::from(cuts[1]));
            out.push([a.x, a.y, b.x, b.y].map(|v| v as f32));
            out.extend(colors.map(Color::to_rgba));
            out.push([half_widths[0] as f32, half_widths[1] as f32, cut, 0.0]);
        }
    }

    fn gap(&mut self) {
        self.last = None;
        self.end_piece();
        if let Some(cutter) = &mut self.cutter {
            cutter.restart();
        }
    }

    fn end_piece(&mut self) {
        if std::mem::take(&mut self.open)
            && let Some(last) = self.segments.last_mut()
        {
            last.cuts[1] = self.cut_ends;
        }
    }

    fn point(&mut self, point: Point) {
        if let Some(last) = self.last.replace(point) {
            self.segment(last, point);
        }
    }

    fn segment(&mut self, a: Point, b: Point) {
        let length = (b.at - a.at).length();
        let reach = a.half_width.max(b.half_width) + 1.0;
        let margin = if self.cutter.is_some() { reach } else { reach + GUARD_PX };
        let misses =
            (a.at.max(b.at) + reach).cmplt(self.low).any() || (a.at.min(b.at) - reach).cmpgt(self.high).any();
        let seen = clip_segment(a.at, b.at, self.low - margin, self.high + margin);
        let seen = seen.filter(|_| !misses && length > 0.0 && length.is_finite());
        let seen = seen.map_or([0.0; 2], |[from, to]| {
            let end = if to == b.at { length } else { (to - a.at).length() };
            [if from == a.at { 0.0 } else { (from - a.at).length() }, end]
        });
        if seen[0] > 0.0 {
            self.open = false;
        }
        let Some(mut cutter) = self.cutter.take() else {
            if seen[1] > seen[0] {
                self.push(a.mix(b, seen[0] / length), a.mix(b, seen[1] / length));
            }
            self.open &= seen[1] == length;
            return;
        };
        let mut end = 0.0;
        cutter.along(length, seen, |from, to| {
            if from > 0.0 {
                self.end_piece();
            }
            self.push(a.mix(b, from / length), a.mix(b, to / length));
            end = to;
        });
        if end < length {
            self.end_piece();
        }
        self.cutter = Some(cutter);
    }

    fn push(&mut self, a: Point, b: Point) {
        let cuts = [!self.open && self.cut_ends, false];
        let half_widths = [a.half_width, b.half_width];
        self.segments.push(Segment { ends: [a.at, b.at], colors: [a.color, b.color], half_widths, cuts });
        self.open = true;
        let reach = a.half_width.max(b.half_width);
        let here = Bounds { min: a.at.min(b.at) - reach, max: a.at.max(b.at) + reach };
        self.extent = Some(self.extent.map_or(here, |extent| extent.union(here)));
    }
}

impl Line {
    /// Makes the segments for a view.
    pub(super) fn emit_colored(&self, styles: &PointStyles, view: &View, out: &mut Emission) {
        let clip = view.clip;
        out.segments.clear();
        out.extent = None;
        out.low = DVec2::new(f64::from(clip.x), f64::from(clip.y));
        out.high = out.low + DVec2::new(f64::from(clip.width), f64::from(clip.height));
        out.cutter = self.style.dash.cutter(self.style.width_px, view.scale_factor);
        out.cut_ends = self.style.drawn_cap() != Cap::Round;
        (out.last, out.open) = (None, false);
        let spared = if self.len() > PLAIN_POINTS { SPARED_PX } else { 0.0 };
        for index in 0..self.len() {
            let at = view.map(self.offset(index));
            if !at.is_finite() {
                out.gap();
                continue;
            }
            let is_spared = |last: &Point| spared > 0.0 && (at - last.at).length_squared() < spared * spared;
            if out.last.as_ref().is_some_and(is_spared) {
                continue;
            }
            let color = styles.colors.as_ref().and_then(|colors| colors.get(index));
            let color = color.copied().unwrap_or(self.style.color);
            let width_px = styles.widths_px.as_ref().and_then(|widths| widths.get(index)).copied();
            let width_px = width_px.filter(|width| width.is_finite()).unwrap_or(self.style.width_px);
            out.point(Point {
                at,
                color: color.with_alpha(color.alpha() * view.opacity),
                half_width: f64::from(width_px.max(0.0)) * view.scale_factor / 2.0,
            });
        }
        out.gap();
    }
}
