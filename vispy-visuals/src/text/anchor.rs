//! Which point of a text stands at its position.

use super::shaped::ShapedText;

/// A place across a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[doc(alias = "anchor_x")]
pub enum HAlign {
    /// The left edge. The default.
    #[default]
    Left,
    /// The middle.
    Center,
    /// The right edge.
    Right,
}

impl HAlign {
    /// The place as a fraction of the width: 0, 0.5 or 1.
    pub fn fraction(self) -> f32 {
        match self {
            Self::Left => 0.0,
            Self::Center => 0.5,
            Self::Right => 1.0,
        }
    }
}

/// A place along the height of a text.
///
/// These are measures of the font and not of the ink, so a row of labels with and without descenders lines up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[doc(alias = "anchor_y")]
pub enum VAlign {
    /// The first line's ascent.
    Top,
    /// The top of the first line's capitals and digits.
    CapTop,
    /// Halfway between top and bottom.
    Middle,
    /// Halfway between the top of the first line's capitals and the last line's baseline: the middle that the
    /// eye sees in a number.
    CapMiddle,
    /// The first line's baseline. The default.
    #[default]
    Baseline,
    /// The last line's baseline.
    LastBaseline,
    /// The last line's descent.
    Bottom,
}

/// The point of a text that stands at its position, and about which it is rotated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[doc(alias = "anchors")]
pub struct Anchor {
    /// Across. Default: [`HAlign::Left`].
    pub x: HAlign,
    /// Along the height. Default: [`VAlign::Baseline`].
    pub y: VAlign,
}

impl Anchor {
    /// The middle across, and the middle of the capitals along the height.
    pub const CENTER: Self = Self::new(HAlign::Center, VAlign::CapMiddle);

    /// An anchor of its two parts.
    pub const fn new(x: HAlign, y: VAlign) -> Self {
        Self { x, y }
    }

    /// What to add to the positions of a text's glyphs so that this anchor comes to stand at `(0, 0)`, in logical
    /// pixels, x to the right and y up.
    pub fn offset(self, text: &ShapedText) -> [f32; 2] {
        let last_baseline = text.last_baseline_px();
        let bottom = last_baseline - text.descent_px;
        let y = match self.y {
            VAlign::Top => text.ascent_px,
            VAlign::CapTop => text.cap_height_px,
            VAlign::Middle => 0.5 * (text.ascent_px + bottom),
            VAlign::CapMiddle => 0.5 * (text.cap_height_px + last_baseline),
            VAlign::Baseline => 0.0,
            VAlign::LastBaseline => last_baseline,
            VAlign::Bottom => bottom,
        };
        // Zero is subtracted from instead of negated: a negative zero would be a surprise in snapshots.
        [0.0 - self.x.fraction() * text.width_px, 0.0 - y]
    }
}
