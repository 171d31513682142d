//! Where the parts of an axis stand, in logical pixels.

use std::f32::consts::FRAC_PI_2;
use std::sync::Arc;

use glam::DVec2;

use super::{Axis, Side};
use crate::text::{Anchor, FontSystem, HAlign, ShapedText, TextStyle, VAlign};
use crate::ticks::{Scale, Ticks};

/// How much room an axis needs around its line, in logical pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct AxisRoom {
    /// Away from the rectangle: ticks, labels and label.
    pub outward_px: f64,
    /// Beyond its first end, for half of a tick label.
    pub before_px: f64,
    /// Beyond its second end, for half of a tick label, or for the common part of all labels on an upright axis.
    pub after_px: f64,
}

/// A text and where it stands, relative to the line.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) shaped: Arc<ShapedText>,
    /// Along the line, from its start, in logical pixels.
    pub(super) along_px: f64,
    /// Away from the line, in logical pixels.
    pub(super) outward_px: f64,
    pub(super) anchor: Anchor,
    pub(super) angle_rad: f32,
}

/// The ticks of an axis and the places of its texts.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) ticks: Ticks,
    pub(super) texts: Vec<Placed>,
    pub(super) room: AxisRoom,
}

impl Layout {
    pub(super) fn new(axis: &Axis) -> Self {
        let mut fonts = FontSystem::global();
        let style = &axis.style;
        let horizontal = axis.side.is_horizontal();
        let tick_style = TextStyle::new(style.tick_label_size_px);
        let mut measure = |label: &str| {
            let shaped = fonts.shape(label, &tick_style);
            f64::from(if horizontal { shaped.width_px } else { shaped.height_px() })
        };
        let span = axis.limits[1] - axis.limits[0];
        // Without a span no value has a place.
        let placed = span != 0.0 && span.is_finite();
        let ticks = match axis.scale {
            _ if !placed => Ticks::default(),
            Scale::Category if !axis.categories.is_empty() => {
                axis.request().category_ticks(&axis.categories, &mut measure)
            }
            _ => axis.request().ticks(&mut measure),
        };
        let length_px = (axis.end - axis.start).length();
        let mut layout = Self { ticks, ..Self::default() };
        let first = style.tick_length_px + style.tick_label_gap_px;
        layout.room.outward_px = style.tick_length_px;
        let (x, y) = axis.side.label_anchor();
        let labelled = if axis.tick_labels { layout.ticks.major.as_slice() } else { &[] };
        for tick in labelled {
            let fraction = (tick.offset - axis.limits[0]) / (axis.limits[1] - axis.limits[0]);
            let along_px = fraction * length_px;
            let shaped = fonts.shape(&tick.label, &tick_style);
            let [width, height] = [shaped.width_px, shaped.cap_height_px].map(f64::from);
            let (reach, half) = if horizontal { (height, width / 2.0) } else { (width, height / 2.0) };
            layout.room.outward_px = layout.room.outward_px.max(first + reach);
            layout.room.before_px = layout.room.before_px.max(half - along_px);
            layout.room.after_px = layout.room.after_px.max(along_px + half - length_px);
            layout.texts.push(Placed {
                shaped,
                along_px,
                outward_px: first,
                anchor: Anchor::new(x, y),
                angle_rad: 0.0,
            });
        }
        layout.place_label_and_common_part(axis, length_px, &mut fonts);
        layout
    }

    /// Places the axis's label, and what all its tick labels have in common.
    fn place_label_and_common_part(&mut self, axis: &Axis, length_px: f64, fonts: &mut FontSystem) {
        let style = &axis.style;
        let label = axis.label.as_deref().filter(|label| !label.is_empty());
        let label = label.map(|label| fonts.shape(label, &TextStyle::new(style.label_size_px)));
        let common = if axis.tick_labels { common_part(&self.ticks) } else { None };
        let common = common.map(|text| fonts.shape(&text, &TextStyle::new(style.tick_label_size_px)));
        let row_px = self.room.outward_px + style.label_gap_px;
        if axis.side.is_horizontal() {
            let mut label_row_px = row_px;
            if let Some(shaped) = common {
                // Beside the label where there is room, in a row of its own where there is none.
                let label_width = label.as_ref().map_or(0.0, |label| f64::from(label.width_px));
                let beside = label_width / 2.0 + f64::from(shaped.width_px) + 16.0 < length_px / 2.0;
                self.grow(row_px + row_height(&shaped));
                if !beside {
                    label_row_px += row_height(&shaped) + 2.0;
                }
                self.texts.push(Placed {
                    shaped,
                    along_px: length_px,
                    outward_px: row_px,
                    anchor: Anchor::new(HAlign::Right, row_anchor(axis.side)),
                    angle_rad: 0.0,
                });
            }
            if let Some(shaped) = label {
                self.grow(label_row_px + row_height(&shaped));
                self.texts.push(Placed {
                    shaped,
                    along_px: length_px / 2.0,
                    outward_px: label_row_px,
                    anchor: Anchor::new(HAlign::Center, row_anchor(axis.side)),
                    angle_rad: 0.0,
                });
            }
            return;
        }
        if let Some(shaped) = label {
            self.grow(row_px + row_height(&shaped));
            // Turned to be read upwards on the left and downwards on the right: its foot is always at the axis.
            let angle_rad = if axis.side == Side::Left { FRAC_PI_2 } else { -FRAC_PI_2 };
            self.texts.push(Placed {
                shaped,
                along_px: length_px / 2.0,
                outward_px: row_px,
                anchor: Anchor::new(HAlign::Center, VAlign::Bottom),
                angle_rad,
            });
        }
        if let Some(shaped) = common {
            self.room.after_px = self.room.after_px.max(6.0 + row_height(&shaped));
            let x = if axis.side == Side::Left { HAlign::Left } else { HAlign::Right };
            self.texts.push(Placed {
                shaped,
                along_px: length_px + 6.0,
                outward_px: 0.0,
                anchor: Anchor::new(x, VAlign::Baseline),
                angle_rad: 0.0,
            });
        }
    }

    fn grow(&mut self, outward_px: f64) {
        self.room.outward_px = self.room.outward_px.max(outward_px);
    }
}

/// What all labels have in common, as one text.
fn common_part(ticks: &Ticks) -> Option<String> {
    match (&ticks.multiplier, &ticks.offset_text) {
        (Some(multiplier), Some(offset)) => Some(format!("{multiplier} {offset}")),
        (one, other) => one.clone().or_else(|| other.clone()),
    }
}

fn row_anchor(side: Side) -> VAlign {
    if side == Side::Top { VAlign::Bottom } else { VAlign::Top }
}

fn row_height(shaped: &ShapedText) -> f64 {
    f64::from(shaped.height_px())
}

impl Axis {
    /// Where a text stands, in the axis's own frame.
    pub(super) fn place(&self, along_px: f64, outward_px: f64) -> DVec2 {
        let along = (self.end - self.start).normalize_or_zero();
        self.start + along * along_px + self.side.outward() * outward_px
    }
}
