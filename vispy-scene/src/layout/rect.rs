//! Rectangles on the canvas.

use glam::DVec2;
use vispy_gloo::Rect;

/// A rectangle in logical pixels of the canvas, origin at the upper left corner, y downwards.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct CanvasRect {
    /// Upper left corner.
    pub pos: DVec2,
    /// Width and height.
    pub size: DVec2,
}

impl CanvasRect {
    /// A rectangle from its upper left corner and its size.
    #[must_use]
    pub const fn new(pos: DVec2, size: DVec2) -> Self {
        Self { pos, size }
    }

    /// The lower right corner.
    #[must_use]
    pub fn end(&self) -> DVec2 {
        self.pos + self.size
    }

    /// The middle.
    #[must_use]
    pub fn center(&self) -> DVec2 {
        self.pos + self.size / 2.0
    }

    /// Whether a point is inside. The left and the upper edge are, the right and the lower are not.
    #[must_use]
    pub fn contains(&self, pos: DVec2) -> bool {
        pos.cmpge(self.pos).all() && pos.cmplt(self.end()).all()
    }

    /// The same rectangle with its edges on whole physical pixels.
    ///
    /// ```
    /// use vispy_scene::{CanvasRect, glam::DVec2};
    ///
    /// let rect = CanvasRect::new(DVec2::new(10.2, 0.0), DVec2::new(33.2, 20.0));
    /// let snapped = rect.snapped(2.0);
    /// assert_eq!((snapped.pos.x, snapped.end().x), (10.0, 43.5));
    /// ```
    #[must_use]
    pub fn snapped(&self, scale_factor: f64) -> Self {
        let snap = |pos: DVec2| (pos * scale_factor).round() / scale_factor;
        let pos = snap(self.pos);
        Self { pos, size: snap(self.end()) - pos }
    }

    /// The pixels it covers in a target `height_physical_px` high, whose origin is at the lower left corner.
    #[must_use]
    pub fn to_framebuffer(&self, scale_factor: f64, height_physical_px: u32) -> Rect {
        let start = (self.pos * scale_factor).round();
        let end = (self.end() * scale_factor).round().max(start);
        let size = end - start;
        Rect::new(
            start.x as i32,
            (f64::from(height_physical_px) - end.y) as i32,
            size.x as u32,
            size.y as u32,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rectangles_land_on_pixels_counted_from_below() {
        let rect = CanvasRect::new(DVec2::new(10.0, 20.0), DVec2::new(30.0, 40.0));
        assert_eq!(rect.to_framebuffer(1.0, 100), Rect::new(10, 40, 30, 40));
        assert_eq!(rect.to_framebuffer(2.0, 200), Rect::new(20, 80, 60, 80));
    }

    #[test]
    fn neighbours_share_an_edge_after_snapping() {
        let left = CanvasRect::new(DVec2::ZERO, DVec2::new(33.4, 10.0)).snapped(1.5);
        let right = CanvasRect::new(DVec2::new(33.4, 0.0), DVec2::new(33.3, 10.0)).snapped(1.5);
        assert_eq!(left.end().x, right.pos.x);
        assert!(!left.contains(right.pos) && right.contains(right.pos), "a point is in one of them only");
    }
}
