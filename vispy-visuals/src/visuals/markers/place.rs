//! Where markers are: from samples to pixels, in double precision.

use glam::{DAffine2, DVec2};

use super::Markers;
use crate::samples::Samples;
use crate::transforms::Transform as _;
use crate::view::View;

/// Samples that are mapped at once.
const CHUNK: usize = 256;
/// The part of a marker's size over which the slope of a transform is measured.
const SLOPE_STEP: f64 = 1e-3;

/// The way from the visual's frame to pixels, asked for once a view.
#[derive(Debug)]
pub(super) struct Map<'a> {
    view: &'a View,
    affine: Option<DAffine2>,
}

impl<'a> Map<'a> {
    pub(super) fn of(view: &'a View) -> Self {
        Self { view, affine: view.affine() }
    }

    /// Whether lengths are scaled alike everywhere.
    pub(super) fn is_affine(&self) -> bool {
        self.affine.is_some()
    }

    pub(super) fn point(&self, point: DVec2) -> DVec2 {
        match self.affine {
            Some(affine) => affine.transform_point2(point),
            None => self.view.framebuffer_from_visual.map(point.extend(0.0)).truncate(),
        }
    }

    /// Half the side, in pixels, of a square as large as what the view makes of a square about a point, going by how it
    /// scales at that point.
    pub(super) fn half_size_px(&self, center: DVec2, size: f64) -> f64 {
        let [x, y] = match self.affine {
            Some(affine) => [affine.matrix2.x_axis * size, affine.matrix2.y_axis * size],
            None => [DVec2::X, DVec2::Y].map(|axis| {
                let step = axis * size * SLOPE_STEP / 2.0;
                (self.point(center + step) - self.point(center - step)) / SLOPE_STEP
            }),
        };
        x.perp_dot(y).abs().sqrt() / 2.0
    }
}

impl Markers {
    /// Calls `take` with the index of the first of some markers, and the places of them in the visual's frame and in
    /// pixels: all markers in their order.
    pub(super) fn each_chunk(&self, map: &Map<'_>, mut take: impl FnMut(usize, &[DVec2], &[DVec2])) {
        let (mut x, mut y) = ([0.0; CHUNK], [0.0; CHUNK]);
        let (mut points, mut pixels) = ([DVec2::ZERO; CHUNK], [DVec2::ZERO; CHUNK]);
        for start in (0..self.len()).step_by(CHUNK) {
            let count = CHUNK.min(self.len() - start);
            let read = |samples: &Samples, reference, out: &mut [f64]| {
                samples.read_offsets(start, reference, &mut out[..count]);
            };
            read(&self.x, self.x_reference, &mut x);
            read(&self.y, self.y_reference, &mut y);
            for index in 0..count {
                points[index] = DVec2::new(x[index], y[index]);
                pixels[index] = map.point(points[index]);
            }
            take(start, &points[..count], &pixels[..count]);
        }
    }
}
