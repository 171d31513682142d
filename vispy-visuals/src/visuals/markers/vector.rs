//! Markers as filled paths.

use glam::DVec2;

use super::Symbol;
use super::batch::Mark;
use super::outline::trace;
use crate::vector::{PathStep, VectorSink, page_from_framebuffer};
use crate::view::View;

/// How far the control points of a quarter of a circle stand from its ends, in radii.
const QUARTER: f64 = 0.552_284_749_830_793_4;
/// Outlines that are kept, for markers of one size that follow each other in any order.
const MOST_KNOWN: usize = 64;

/// Writes marks, and remembers their outlines.
#[derive(Debug, Default)]
pub(in crate::visuals) struct MarkWriter {
    /// By shape and the bits of the distance from its outline.
    known: Vec<((&'static str, u64), Vec<PathStep>)>,
}

/// A shape to be written: its name and its signed distance.
pub(in crate::visuals) struct NamedShape<'a> {
    pub(in crate::visuals) name: &'static str,
    pub(in crate::visuals) distance: &'a dyn Fn(DVec2) -> f64,
}

impl Symbol {
    /// Its name and its distance.
    pub(super) fn write(self, writer: &mut MarkWriter, mark: &Mark, view: &View, sink: &mut dyn VectorSink) {
        let shape = NamedShape { name: self.name(), distance: &|p| self.distance(p) };
        writer.write(&shape, mark, view, sink);
    }
}

impl MarkWriter {
    /// Fills the face within the edge, and the edge.
    pub(in crate::visuals) fn write(
        &mut self,
        shape: &NamedShape<'_>,
        mark: &Mark,
        view: &View,
        sink: &mut dyn VectorSink,
    ) {
        let faded = |color: crate::color::Color| color.with_alpha(color.alpha() * view.opacity);
        let level = mark.half_edge_px / mark.half_px;
        let face = self.placed(shape, -level, mark, view);
        if face.len() > 1 && mark.face.alpha() > 0.0 {
            sink.fill(&face, faded(mark.face));
        }
        if level > 0.0 {
            let mut band = self.placed(shape, level, mark, view);
            // Turned the other way round, the inner outline is a hole.
            band.extend(reversed(&face));
            sink.fill(&band, faded(mark.edge));
        }
    }

    /// The outline at a distance from that of the shape, on the page.
    fn placed(&mut self, shape: &NamedShape<'_>, level: f64, mark: &Mark, view: &View) -> Vec<PathStep> {
        let key = (shape.name, level.to_bits());
        if !self.known.iter().any(|(known, _)| *known == key) {
            if self.known.len() == MOST_KNOWN {
                self.known.remove(0);
            }
            self.known.push((key, outline(shape, level)));
        }
        let place = |p: DVec2| {
            let pixel = mark.center + mark.direction.rotate(p) * mark.half_px;
            page_from_framebuffer(view, pixel)
        };
        let known = self.known.iter().find(|(known, _)| *known == key);
        let steps = known.map(|(_, steps)| steps.as_slice()).unwrap_or_default();
        steps.iter().map(|step| mapped(*step, place)).collect()
    }
}

/// The outline in half sizes, y up: curves for a disc, fine polygons for the others.
fn outline(shape: &NamedShape<'_>, level: f64) -> Vec<PathStep> {
    if shape.name == Symbol::Disc.name() {
        return circle(1.0 + level);
    }
    let mut steps = Vec::new();
    for points in trace(shape.distance, level) {
        for (index, point) in points.into_iter().enumerate() {
            steps.push(if index == 0 { PathStep::MoveTo(point) } else { PathStep::LineTo(point) });
        }
        steps.push(PathStep::Close);
    }
    steps
}

fn circle(radius: f64) -> Vec<PathStep> {
    if radius <= 0.0 {
        return Vec::new();
    }
    let mut steps = vec![PathStep::MoveTo(DVec2::X * radius)];
    let mut out = DVec2::X * radius;
    for _ in 0..4 {
        let next = out.perp();
        steps.push(PathStep::CubicTo(out + QUARTER * next, next + QUARTER * out, next));
        out = next;
    }
    steps.push(PathStep::Close);
    steps
}

fn mapped(step: PathStep, map: impl Fn(DVec2) -> DVec2) -> PathStep {
    match step {
        PathStep::MoveTo(a) => PathStep::MoveTo(map(a)),
        PathStep::LineTo(a) => PathStep::LineTo(map(a)),
        PathStep::QuadTo(a, b) => PathStep::QuadTo(map(a), map(b)),
        PathStep::CubicTo(a, b, c) => PathStep::CubicTo(map(a), map(b), map(c)),
        PathStep::Close => PathStep::Close,
    }
}

/// The closed parts of a path, each run through the other way round.
fn reversed(path: &[PathStep]) -> Vec<PathStep> {
    let mut steps = Vec::with_capacity(path.len());
    for part in path.split(|step| *step == PathStep::Close) {
        let mut ends = part.iter().rev().map(|step| match *step {
            PathStep::MoveTo(a) | PathStep::LineTo(a) => a,
            PathStep::QuadTo(_, b) => b,
            PathStep::CubicTo(_, _, c) => c,
            PathStep::Close => DVec2::ZERO,
        });
        let Some(start) = ends.next() else { continue };
        steps.push(PathStep::MoveTo(start));
        for (step, end) in part.iter().rev().zip(ends) {
            steps.push(match *step {
                PathStep::QuadTo(a, _) => PathStep::QuadTo(a, end),
                PathStep::CubicTo(a, b, _) => PathStep::CubicTo(b, a, end),
                _ => PathStep::LineTo(end),
            });
        }
        steps.push(PathStep::Close);
    }
    steps
}
