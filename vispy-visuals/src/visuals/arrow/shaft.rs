//! The line of an arrow in pixels, as far as its heads leave it to be seen.

use glam::DVec2;

use super::Arrow;
use crate::transforms::ChainTransform;
use crate::view::View;

/// How near a tip has to be to an end of the line to be its head; physical pixels.
const NEAR_PX: f64 = 1e-3;
/// Steps in which the width of a head is looked at, in a half size.
const STEPS: i32 = 64;

/// A view of the same pixels, in the frame of pixels.
pub(super) fn pixels_of(view: &View) -> View {
    View { framebuffer_from_visual: ChainTransform::default(), ..view.clone() }
}

impl Arrow {
    /// The line's points in pixels; an end on which the tip of a head stands is drawn back into the head.
    pub(super) fn shaft(&self, view: &View) -> (Vec<f64>, Vec<f64>) {
        let [mut x, mut y] = [vec![0.0; self.x.len()], vec![0.0; self.x.len()]];
        self.x.read_offsets(0, self.x_reference, &mut x);
        self.y.read_offsets(0, self.y_reference, &mut y);
        let map = |(x, y): (f64, f64)| view.map(DVec2::new(x, y));
        let mut points: Vec<DVec2> = x.into_iter().zip(y).map(map).collect();
        let back_px = self.inset() * f64::from(self.style.head_size_px) * view.scale_factor / 2.0;
        let tips: Vec<DVec2> = self.heads.iter().map(|[_, tip]| view.map(*tip)).collect();
        for _ in 0..2 {
            let at_tip = |end: &DVec2| tips.iter().any(|tip| tip.distance(*end) < NEAR_PX);
            if points.last().is_some_and(at_tip) {
                draw_back(&mut points, back_px);
            }
            points.reverse();
        }
        points.into_iter().map(|point| (point.x, point.y)).unzip()
    }

    /// How far behind the tip the head is as wide as the line; half sizes.
    fn inset(&self) -> f64 {
        let head = self.style.head;
        let half_width = f64::from(self.style.line.width_px / self.style.head_size_px);
        let steps = (0..2 * STEPS).map(|step| f64::from(step) / f64::from(STEPS));
        let covers = |back: &f64| head.distance(DVec2::new(1.0 - back, half_width)) <= 0.0;
        // A line wider than its head ends in the middle of it.
        steps.into_iter().find(covers).unwrap_or(1.0)
    }
}

/// Takes a length off the end of a line.
fn draw_back(points: &mut Vec<DVec2>, length: f64) {
    let mut left = length.max(0.0);
    while let [.., before, end] = points.as_mut_slice() {
        let part = before.distance(*end);
        if part > left {
            *end = end.lerp(*before, left / part);
            return;
        }
        if part.is_nan() {
            return;
        }
        left -= part;
        points.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_gives_way_over_its_corners() {
        let mut points = vec![DVec2::ZERO, DVec2::new(10.0, 0.0), DVec2::new(10.0, 3.0)];
        draw_back(&mut points, 2.0);
        assert_eq!(points[2], DVec2::new(10.0, 1.0));
        draw_back(&mut points, 5.0);
        assert_eq!(points, [DVec2::ZERO, DVec2::new(6.0, 0.0)]);
        draw_back(&mut points, 50.0);
        assert_eq!(points, [DVec2::ZERO], "nothing of it is left to be seen");
    }
}
