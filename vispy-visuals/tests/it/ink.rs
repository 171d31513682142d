//! How much of a picture is drawn, and how much should be: areas of pixels and of filled paths.

use vispy_visuals::color::Color;
use vispy_visuals::glam::DVec2;
use vispy_visuals::vector::{PathStep, Raster, Stroke, TextRun, VectorSink};
use vispy_visuals::{View, Visual};

use crate::support::Picture;

/// The sum of alpha, in pixels.
pub(crate) fn ink(picture: &Picture) -> f64 {
    picture.data.chunks_exact(4).map(|pixel| f64::from(pixel[3]) / 255.0).sum()
}

/// The middle of alpha.
pub(crate) fn middle(picture: &Picture) -> DVec2 {
    let mut sum = DVec2::ZERO;
    for y in 0..picture.height {
        for x in 0..picture.width {
            let weight = f64::from(picture.pixel(x, y)[3]);
            sum += weight * DVec2::new(f64::from(x) + 0.5, f64::from(y) + 0.5);
        }
    }
    sum / (ink(picture) * 255.0)
}

/// Filled paths as polygons, y upwards.
#[derive(Default)]
pub(crate) struct Fills {
    pub(crate) height: f64,
    pub(crate) fills: Vec<(Vec<Vec<DVec2>>, Color)>,
}

impl Fills {
    pub(crate) fn of(visual: &dyn Visual, view: &View) -> Self {
        let mut fills = Self { height: f64::from(view.target.height), ..Self::default() };
        visual.vector(view, &mut fills).unwrap();
        fills
    }

    pub(crate) fn area(&self) -> f64 {
        let of = |points: &Vec<DVec2>| {
            let next = points.iter().cycle().skip(1);
            points.iter().zip(next).map(|(a, b)| a.perp_dot(*b) / 2.0).sum::<f64>()
        };
        self.fills.iter().flat_map(|(parts, _)| parts).map(of).sum()
    }

    /// How much of a pixel is covered, at 8 x 8 points of it.
    pub(crate) fn coverage(&self, x: u32, y: u32) -> f64 {
        let at = |i: u32| (f64::from(i) + 0.5) / 8.0;
        let points = (0..64).map(|i| DVec2::new(f64::from(x) + at(i % 8), f64::from(y) + at(i / 8)));
        let inside = |p: DVec2| {
            let parts = self.fills.iter().flat_map(|(parts, _)| parts);
            let winding: i32 = parts.map(|part| winding(part, p)).sum();
            winding != 0
        };
        points.filter(|p| inside(*p)).count() as f64 / 64.0
    }
}

fn winding(part: &[DVec2], p: DVec2) -> i32 {
    let next = part.iter().cycle().skip(1);
    let turn = |(a, b): (&DVec2, &DVec2)| {
        let left = (*b - *a).perp_dot(p - *a) > 0.0;
        match (a.y <= p.y, b.y <= p.y) {
            (true, false) if left => 1,
            (false, true) if !left => -1,
            _ => 0,
        }
    };
    part.iter().zip(next).map(turn).sum()
}

impl VectorSink for Fills {
    fn push_clip(&mut self, _: DVec2, _: DVec2) {}
    fn pop_clip(&mut self) {}
    fn stroke(&mut self, _: &[PathStep], _: &Stroke) {}
    fn fill(&mut self, path: &[PathStep], color: Color) {
        let up = |p: DVec2| DVec2::new(p.x, self.height - p.y);
        let mut parts: Vec<Vec<DVec2>> = Vec::new();
        for step in path {
            let last = parts.last_mut();
            match (*step, last) {
                (PathStep::MoveTo(a), _) => parts.push(vec![up(a)]),
                (PathStep::LineTo(a), Some(part)) => part.push(up(a)),
                (PathStep::CubicTo(a, b, c), Some(part)) => {
                    let from = part[part.len() - 1];
                    let [a, b, c] = [a, b, c].map(up);
                    part.extend((1..=32).map(|i| {
                        let t = f64::from(i) / 32.0;
                        let s = 1.0 - t;
                        s * s * s * from + 3.0 * s * s * t * a + 3.0 * s * t * t * b + t * t * t * c
                    }));
                }
                (PathStep::Close, _) => {}
                other => panic!("{other:?}"),
            }
        }
        self.fills.push((parts, color));
    }
    fn text(&mut self, _: &TextRun<'_>) {
        panic!("there is no text");
    }
    fn raster(&mut self, _: &Raster) {
        panic!("there is no picture");
    }
}

/// Sums of the four channels, in pixels.
pub(crate) fn sums(picture: &Picture) -> [f64; 4] {
    let mut sums = [0.0; 4];
    for pixel in picture.data.chunks_exact(4) {
        for (sum, value) in sums.iter_mut().zip(pixel) {
            *sum += f64::from(*value) / 255.0;
        }
    }
    sums
}
