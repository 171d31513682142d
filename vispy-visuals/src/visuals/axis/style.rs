//! Looks and sides of axes.

use glam::DVec2;

use crate::color::Color;
use crate::text::{HAlign, VAlign};

/// The side of a rectangle that an axis is for: its ticks and labels stand outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Side {
    Left,
    Right,
    Bottom,
    Top,
}

impl Side {
    /// Whether the axis runs across.
    #[must_use]
    pub fn is_horizontal(self) -> bool {
        matches!(self, Self::Bottom | Self::Top)
    }

    /// The direction away from the rectangle, in a frame whose y points downwards.
    #[must_use]
    pub fn outward(self) -> DVec2 {
        match self {
            Self::Left => DVec2::NEG_X,
            Self::Right => DVec2::X,
            Self::Bottom => DVec2::Y,
            Self::Top => DVec2::NEG_Y,
        }
    }

    /// Which point of a tick label stands outside its tick.
    pub(super) fn label_anchor(self) -> (HAlign, VAlign) {
        match self {
            Self::Left => (HAlign::Right, VAlign::CapMiddle),
            Self::Right => (HAlign::Left, VAlign::CapMiddle),
            Self::Bottom => (HAlign::Center, VAlign::CapTop),
            Self::Top => (HAlign::Center, VAlign::Baseline),
        }
    }
}

/// How an axis looks; all lengths in logical pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AxisStyle {
    /// Colour of line and ticks. Default: a dark gray.
    pub line_color: Color,
    /// Colour of tick labels and label. Default: nearly black.
    pub text_color: Color,
    /// Width of line and major ticks. Default: 1.
    pub line_width_px: f64,
    /// Length of major ticks. Default: 5.
    pub tick_length_px: f64,
    /// Length of minor ticks. Default: 3.
    pub minor_tick_length_px: f64,
    /// Font size of tick labels. Default: 12.
    pub tick_label_size_px: f32,
    /// Font size of the label. Default: 13.
    pub label_size_px: f32,
    /// From a tick to its label. Default: 4.
    pub tick_label_gap_px: f64,
    /// From the tick labels to the label. Default: 7.
    pub label_gap_px: f64,
    /// Distance of major ticks to aim at on upright axes. Default: 55.
    pub vertical_spacing_px: f64,
}

impl Default for AxisStyle {
    fn default() -> Self {
        Self {
            line_color: Color::rgb(0.35, 0.35, 0.35),
            text_color: Color::rgb(0.15, 0.15, 0.15),
            line_width_px: 1.0,
            tick_length_px: 5.0,
            minor_tick_length_px: 3.0,
            tick_label_size_px: 12.0,
            label_size_px: 13.0,
            tick_label_gap_px: 4.0,
            label_gap_px: 7.0,
            vertical_spacing_px: 55.0,
        }
    }
}
