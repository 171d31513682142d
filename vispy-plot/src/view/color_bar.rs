//! Colour bars in the scene.

use vispy_scene::glam::DVec2;
use vispy_scene::{CanvasRect, Scene, VisualHandle};
use vispy_visuals::color::Colormap;
use vispy_visuals::coordinate::Reference;
use vispy_visuals::ticks::Scale;
use vispy_visuals::visuals::{ColorBar, ColorBarStyle, Side};

use super::decoration::axis_style;
use crate::error::Error;
use crate::figure::Style;

/// A colour bar to the right of axes.
#[derive(Debug)]
pub(super) struct ColorBarView {
    visual: VisualHandle<ColorBar>,
    width_px: f64,
    gap_px: f64,
}

impl ColorBarView {
    pub(super) fn new(
        scene: &mut Scene,
        label: Option<&str>,
        (colormap, [low, high]): (Colormap, [f64; 2]),
        style: &Style,
    ) -> Result<Self, Error> {
        let mut visual = ColorBar::new(Side::Right, colormap)?;
        let axis = axis_style(style);
        visual.set_style(ColorBarStyle {
            axis,
            border_color: axis.line_color,
            border_width_px: axis.line_width_px,
        });
        // Equal numbers have a colour, too.
        let half = if low < high { 0.0 } else { (low.abs() * 0.1).max(0.5) };
        visual.set_domain(Reference::F64(0.0), [low - half, high + half], Scale::Linear);
        visual.set_label(label);
        let above = scene.canvas_above();
        let visual = scene.add(above, visual)?.1;
        Ok(Self { visual, width_px: style.color_bar_width_px.max(1.0), gap_px: style.color_bar_gap_px })
    }

    /// Moves the bar beside axes, behind what they have there, and returns how much room it needs beside and above them.
    pub(super) fn place(
        &self,
        scene: &mut Scene,
        rect: CanvasRect,
        beside_px: f64,
    ) -> Result<[f64; 2], Error> {
        if rect.size.min_element() < 1.0 {
            return Ok([0.0; 2]);
        }
        let visual = scene.get_mut(self.visual)?;
        let left = (rect.end().x + beside_px + self.gap_px).round();
        visual.set_place(DVec2::new(left, rect.pos.y), DVec2::new(left + self.width_px, rect.end().y))?;
        let room = visual.room();
        Ok([self.gap_px + self.width_px + room.outward_px, room.after_px])
    }
}
