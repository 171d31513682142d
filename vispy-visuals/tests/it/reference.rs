//! The reference that lines are held to: coverage as the maximum over all segments, in real arithmetic.

use glam::DVec2;
use vispy_visuals::glam;

/// How much of a pixel a stroke covers at a distance from its middle: the overlap of the pixel's box with the stroke.
pub(crate) fn stroke_coverage(distance: f64, half_width: f64) -> f64 {
    let low = (distance - 0.5).max(-half_width);
    let high = (distance + 0.5).min(half_width);
    (high - low).clamp(0.0, 1.0)
}

fn distance_to_segment(p: DVec2, a: DVec2, b: DVec2) -> f64 {
    let along = b - a;
    let t = ((p - a).dot(along) / along.length_squared().max(1e-300)).clamp(0.0, 1.0);
    (p - a - t * along).length()
}

/// Coverage of each pixel of a `width` x `height` picture by a line with round joins and caps; points in pixels.
pub(crate) fn round_line(points: &[DVec2], width_px: f64, [width, height]: [usize; 2]) -> Vec<f64> {
    let mut coverage = vec![0.0_f64; width * height];
    let reach = width_px / 2.0 + 1.0;
    let mut segment = |a: DVec2, b: DVec2| {
        let low = (a.min(b) - reach).max(DVec2::ZERO);
        let high = (a.max(b) + reach).min(DVec2::new(width as f64, height as f64));
        for y in low.y as usize..high.y.max(0.0).ceil() as usize {
            for x in low.x as usize..high.x.max(0.0).ceil() as usize {
                let centre = DVec2::new(x as f64 + 0.5, y as f64 + 0.5);
                let here = stroke_coverage(distance_to_segment(centre, a, b), width_px / 2.0);
                let pixel = &mut coverage[y * width + x];
                *pixel = pixel.max(here);
            }
        }
    };
    for (index, point) in points.iter().enumerate() {
        let neighbour = |offset: isize| {
            let other = points.get(index.checked_add_signed(offset)?)?;
            other.is_finite().then_some(*other)
        };
        if !point.is_finite() {
            continue;
        }
        match neighbour(1) {
            Some(next) => segment(*point, next),
            None if neighbour(-1).is_none() => segment(*point, *point),
            None => {}
        }
    }
    coverage
}
