//! How far a pan-zoom camera goes.

use glam::DVec2;

use crate::camera::DataRect;

/// The least span of an axis, relative to the largest coordinate in it: at 4000 pixels a pixel is then still 8 times
/// the distance of two neighbouring `f64`.
const RESOLUTION: f64 = 8.0 * 4000.0 * f64::EPSILON;
/// The least span of an axis about zero.
const TINIEST: f64 = 1e-280;
/// The largest span of an axis.
const LARGEST: f64 = 1e280;

/// How far a [`PanZoom`](crate::PanZoom) camera can be moved and zoomed.
///
/// Beside these there is always a limit to zooming in: the resolution of `f64` at the place looked at.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PanZoomLimits {
    /// What is never left: panning stops at its edges, zooming out at its extent. A locked aspect may show more of one
    /// axis, equally on both sides. Default: everything.
    pub max_range: Option<DataRect>,
    /// The smallest span of x and of y that can be zoomed to, for example the distance of two samples. Default: 0.
    pub min_span: DVec2,
}

impl PanZoomLimits {
    /// The rectangle that the limits allow and that is nearest to `rect`: first zoomed about its centre, then moved.
    #[must_use]
    pub fn constrain(&self, rect: DataRect) -> DataRect {
        let factor = self.allowed(rect, DVec2::ONE);
        self.within_range(if factor == DVec2::ONE { rect } else { rect.zoomed(factor, rect.center()) })
    }

    /// The zoom nearest to `factor` that the limits allow, one for each axis.
    #[must_use]
    pub fn allowed(&self, rect: DataRect, factor: DVec2) -> DVec2 {
        let span = rect.span().abs();
        let magnitude = rect.start.abs().max(rect.end.abs());
        let largest = self.max_range.map_or(DVec2::splat(LARGEST), |range| range.span().abs());
        let least = (magnitude * RESOLUTION).max(self.min_span).max(DVec2::splat(TINIEST)).min(largest);
        let wanted = span * factor;
        let got = wanted.max(least).min(largest);
        DVec2::select(got.cmpeq(wanted), factor, got / span)
    }

    /// The rectangle moved into the range.
    fn within_range(&self, rect: DataRect) -> DataRect {
        let Some(range) = self.max_range else { return rect };
        let (lo, hi) = (rect.start.min(rect.end), rect.start.max(rect.end));
        let (least, most) = (range.start.min(range.end), range.start.max(range.end));
        let centered = (least + most) / 2.0 - (lo + hi) / 2.0;
        let inward = (least - lo).max(DVec2::ZERO) + (most - hi).min(DVec2::ZERO);
        let by = DVec2::select((hi - lo).cmpgt(most - least), centered, inward);
        if by == DVec2::ZERO { rect } else { rect.shifted(by) }
    }
}
