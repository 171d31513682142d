//! Positions and sizes on a canvas, in logical and in physical pixels.
//!
//! The canvas frame has its origin in the top-left corner; x grows to the right and y grows downwards.

/// A position on a canvas in logical pixels, origin top-left, y down.
///
/// A logical pixel has about the same visible size on every screen: it covers `scale_factor` physical
/// pixels in each direction.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct LogicalPos {
    /// Distance from the left edge of the canvas. Unit: logical px.
    pub x_px: f64,
    /// Distance from the top edge of the canvas. Unit: logical px.
    pub y_px: f64,
}

impl LogicalPos {
    /// A position `x_px` from the left and `y_px` from the top edge.
    pub const fn new(x_px: f64, y_px: f64) -> Self {
        Self { x_px, y_px }
    }

    /// The same place in physical pixels.
    ///
    /// ```
    /// use vispy_app::events::LogicalPos;
    ///
    /// let pos = LogicalPos::new(10.0, 4.0).to_physical(1.5);
    /// assert_eq!((pos.x_physical_px, pos.y_physical_px), (15.0, 6.0));
    /// ```
    pub fn to_physical(self, scale_factor: f64) -> PhysicalPos {
        PhysicalPos { x_physical_px: self.x_px * scale_factor, y_physical_px: self.y_px * scale_factor }
    }

    /// The Euclidean distance to another position. Unit: logical px.
    pub fn distance_px(self, other: Self) -> f64 {
        (self.x_px - other.x_px).hypot(self.y_px - other.y_px)
    }
}

/// A position on a canvas in physical pixels (those of the frame buffer), origin top-left, y down.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PhysicalPos {
    /// Distance from the left edge of the canvas. Unit: physical px.
    pub x_physical_px: f64,
    /// Distance from the top edge of the canvas. Unit: physical px.
    pub y_physical_px: f64,
}

impl PhysicalPos {
    /// A position `x_physical_px` from the left and `y_physical_px` from the top edge.
    pub const fn new(x_physical_px: f64, y_physical_px: f64) -> Self {
        Self { x_physical_px, y_physical_px }
    }

    /// The same place in logical pixels.
    pub fn to_logical(self, scale_factor: f64) -> LogicalPos {
        LogicalPos { x_px: self.x_physical_px / scale_factor, y_px: self.y_physical_px / scale_factor }
    }
}

/// The size of a canvas in logical pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct LogicalSize {
    /// Unit: logical px.
    pub width_px: f64,
    /// Unit: logical px.
    pub height_px: f64,
}

impl LogicalSize {
    /// A size of `width_px` by `height_px`.
    pub const fn new(width_px: f64, height_px: f64) -> Self {
        Self { width_px, height_px }
    }

    /// The same size in whole physical pixels, rounded to nearest.
    ///
    /// ```
    /// use vispy_app::events::{LogicalSize, PhysicalSize};
    ///
    /// assert_eq!(LogicalSize::new(100.0, 75.0).to_physical(1.25), PhysicalSize::new(125, 94));
    /// ```
    pub fn to_physical(self, scale_factor: f64) -> PhysicalSize {
        PhysicalSize {
            width_physical_px: (self.width_px * scale_factor).round() as u32,
            height_physical_px: (self.height_px * scale_factor).round() as u32,
        }
    }
}

/// The size of a canvas in physical pixels: that of its frame buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct PhysicalSize {
    /// Unit: physical px.
    pub width_physical_px: u32,
    /// Unit: physical px.
    pub height_physical_px: u32,
}

impl PhysicalSize {
    /// A size of `width_physical_px` by `height_physical_px`.
    pub const fn new(width_physical_px: u32, height_physical_px: u32) -> Self {
        Self { width_physical_px, height_physical_px }
    }

    /// The same size in logical pixels.
    pub fn to_logical(self, scale_factor: f64) -> LogicalSize {
        LogicalSize {
            width_px: f64::from(self.width_physical_px) / scale_factor,
            height_px: f64::from(self.height_physical_px) / scale_factor,
        }
    }

    /// Whether there is nothing to draw on: a minimised window has width or height zero.
    pub const fn is_empty(self) -> bool {
        self.width_physical_px == 0 || self.height_physical_px == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_keep_fractions_and_sizes_round() {
        let pos = PhysicalPos::new(3.0, 5.0).to_logical(2.0);
        assert_eq!(pos, LogicalPos::new(1.5, 2.5));
        assert_eq!(pos.to_physical(2.0), PhysicalPos::new(3.0, 5.0));
        assert_eq!(LogicalSize::new(0.2, 0.3).to_physical(2.0), PhysicalSize::new(0, 1));
        assert_eq!(PhysicalSize::new(300, 150).to_logical(1.5), LogicalSize::new(200.0, 100.0));
    }

    #[test]
    fn a_size_without_area_is_empty() {
        assert!(PhysicalSize::new(0, 5).is_empty());
        assert!(PhysicalSize::new(5, 0).is_empty());
        assert!(!PhysicalSize::new(1, 1).is_empty());
    }

    #[test]
    fn negative_and_not_a_number_sizes_become_zero() {
        assert!(LogicalSize::new(-4.0, f64::NAN).to_physical(1.0).is_empty());
    }
}
