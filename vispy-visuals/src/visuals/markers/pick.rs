//! Which marker is under a point.

use glam::DVec2;

use super::Markers;
use super::items::Looks;
use crate::view::View;

impl Markers {
    /// The marker under a pixel position: the one drawn last of those that cover it, else the one whose centre is nearest
    /// within `within_px` logical pixels.
    ///
    /// `pixel` is in the frame of [`View`]: physical pixels, origin at the lower left corner of the target. All markers are
    /// looked at, in some milliseconds for a million.
    ///
    /// ```
    /// use vispy_gloo::RenderTarget;
    /// use vispy_visuals::View;
    /// use vispy_visuals::glam::DVec2;
    /// use vispy_visuals::visuals::{Markers, MarkersStyle};
    ///
    /// let view = View::of_canvas(RenderTarget::canvas(100, 100), 1.0);
    /// let markers = Markers::new(vec![20.0_f32, 80.0], vec![50.0_f32, 50.0], MarkersStyle::default())?;
    /// assert_eq!(markers.nearest(&view, DVec2::new(83.0, 52.0), 0.0), Some(1));
    /// assert_eq!(markers.nearest(&view, DVec2::new(30.0, 50.0), 5.0), None);
    /// assert_eq!(markers.nearest(&view, DVec2::new(30.0, 50.0), 15.0), Some(0));
    /// # Ok::<(), vispy_visuals::Error>(())
    /// ```
    #[must_use]
    pub fn nearest(&self, view: &View, pixel: DVec2, within_px: f64) -> Option<usize> {
        let looks = Looks::new(self, view);
        let equal = looks.layout().is_uniform();
        let symbol = self.style.symbol;
        let mut under = None;
        let mut near = None;
        let mut best = (within_px * view.scale_factor).max(0.0).powi(2);
        self.each_chunk(&looks.map, |start, points, pixels| {
            let reach = looks.like.reach_px().powi(2) * 2.0;
            for (offset, center) in pixels.iter().enumerate() {
                let index = start + offset;
                let apart = center.distance_squared(pixel);
                if apart <= best {
                    (best, near) = (apart, Some(index));
                }
                if equal && (apart > reach || apart.is_nan()) {
                    continue;
                }
                let mark = looks.mark(index, points[offset], *center);
                let symbol = if equal { symbol } else { looks.symbol(index) };
                let covers = |distance: f64| distance <= mark.half_edge_px;
                if mark.is_seen() && covers(mark.distance_px(pixel, |p| symbol.distance(p))) {
                    under = Some(index);
                }
            }
        });
        under.or(near)
    }
}
