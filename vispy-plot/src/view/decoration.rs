//! What stands around the data: axes, grid lines, title.

use vispy_scene::glam::DVec2;
use vispy_scene::{CanvasRect, Node, NodeHandle, Scene, VisualHandle};
use vispy_visuals::coordinate::Reference;
use vispy_visuals::text::{Anchor, FontSystem, HAlign, TextStyle, VAlign};
use vispy_visuals::ticks::Scale;
use vispy_visuals::visuals::{Axis, AxisRoom, AxisStyle, GridLines, Side, Text};

use super::margins::Needed;
use crate::error::Error;
use crate::figure::{Axes, AxisSpec, Style};

/// How far a title or a label may reach beyond its axes on either side, in logical pixels; the margins are wider.
const OVERHANG_PX: f64 = 10.0;

/// What an axis shows: offsets from a reference, left or lower end first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Domain {
    pub(super) reference: Reference,
    pub(super) limits: [f64; 2],
    pub(super) scale: Scale,
}

/// What stands around the data of one pair of axes.
#[derive(Debug)]
pub(super) struct Decoration {
    x_axis: VisualHandle<Axis>,
    y_axis: VisualHandle<Axis>,
    /// The y axis at the right.
    y2_axis: Option<VisualHandle<Axis>>,
    /// What is written along x, y and the right y.
    labels: [Option<String>; 3],
    label_style: TextStyle,
    grid: (NodeHandle, VisualHandle<GridLines>),
    title: Option<Title>,
    /// What stands on top of the axes, below the title, in logical pixels.
    above_px: f64,
}

/// The text above the axes.
#[derive(Debug)]
struct Title {
    visual: VisualHandle<Text>,
    /// What it says, and as much of it as there is room for.
    text: String,
    shown: String,
    style: TextStyle,
    height_px: f64,
    /// From the title to what is below it, in logical pixels.
    gap_px: f64,
    /// The middle of its foot, in logical pixels of the canvas.
    position: DVec2,
}

impl Decoration {
    pub(super) fn new(
        scene: &mut Scene,
        root: NodeHandle,
        axes: &Axes,
        style: &Style,
    ) -> Result<Self, Error> {
        let axis_style = axis_style(style);
        let above = scene.canvas_above();
        let mut axis = |side: Side, label: &Option<String>, spec: &AxisSpec| {
            let mut axis = Axis::new(side);
            axis.set_label(label.as_deref());
            axis.set_categories(&spec.categories);
            axis.set_tick_labels(spec.tick_labels);
            axis.set_style(axis_style);
            Ok::<_, Error>(scene.add(above, axis)?.1)
        };
        let x_axis = axis(Side::Bottom, &axes.x_label, &axes.x)?;
        let y_axis = axis(Side::Left, &axes.y_label, &axes.y)?;
        let y2 = axes.y2.as_ref();
        let y2_axis = y2.map(|spec| axis(Side::Right, &axes.y2_label, spec)).transpose()?;
        let mut grid = GridLines::default();
        grid.set_style(style.grid_color, style.grid_width_px);
        let grid = scene.add_visual(grid);
        // Below all series.
        let below = Node::new().with_visual(grid).with_order(i32::MIN).with_visible(axes.grid);
        let grid = (scene.add_node(root, below)?, grid);
        let title = match axes.title.as_deref().filter(|title| !title.is_empty()) {
            Some(title) => {
                let font = TextStyle::new(style.title_size_px as f32).with_align(HAlign::Center);
                let height_px = f64::from(FontSystem::global().shape(title, &font).height_px());
                let text = Text::new(title, DVec2::ZERO, font)?
                    .with_anchor(Anchor::new(HAlign::Center, VAlign::Bottom))
                    .with_color(style.title_color);
                let visual = scene.add(above, text)?.1;
                let (text, shown) = (title.to_owned(), title.to_owned());
                let gap_px = style.title_gap_px;
                Some(Title { visual, text, shown, style: font, height_px, gap_px, position: DVec2::ZERO })
            }
            None => None,
        };
        let labels = [axes.x_label.clone(), axes.y_label.clone(), axes.y2_label.clone()];
        let label_style = TextStyle::new(axis_style.label_size_px);
        Ok(Self { x_axis, y_axis, y2_axis, labels, label_style, grid, title, above_px: 0.0 })
    }

    /// Moves the axes to the edges of a rectangle, and returns how much room is needed around it.
    pub(super) fn place(
        &mut self,
        scene: &mut Scene,
        rect: CanvasRect,
        [x, y]: [Domain; 2],
        y2: Option<Domain>,
    ) -> Result<Needed, Error> {
        let (low, high) = (rect.pos, rect.end());
        let corner = DVec2::new(low.x, high.y);
        let lengths = [rect.size.x, rect.size.y, rect.size.y].map(|length| length + 2.0 * OVERHANG_PX);
        let axes = [Some(self.x_axis), Some(self.y_axis), self.y2_axis];
        for ((label, axis), length_px) in self.labels.iter().zip(axes).zip(lengths) {
            if let (Some(label), Some(axis)) = (label, axis) {
                let axis = scene.get_mut(axis)?;
                axis.set_label(Some(&shortened(label, &self.label_style, length_px)));
            }
        }
        let axis = scene.get_mut(self.x_axis)?;
        axis.set_ends(corner, high)?;
        axis.set_domain(x.reference, x.limits, x.scale);
        let x_room = axis.room();
        let axis = scene.get_mut(self.y_axis)?;
        axis.set_ends(corner, low)?;
        axis.set_domain(y.reference, y.limits, y.scale);
        let y_room = axis.room();
        let mut y2_room = AxisRoom::default();
        if let (Some(handle), Some(y2)) = (self.y2_axis, y2) {
            let axis = scene.get_mut(handle)?;
            axis.set_ends(high, DVec2::new(high.x, low.y))?;
            axis.set_domain(y2.reference, y2.limits, y2.scale);
            y2_room = axis.room();
        }
        self.above_px = y_room.after_px.max(y2_room.after_px);
        let title_px = self.title.as_ref().map_or(0.0, |title| title.height_px + title.gap_px);
        Ok(Needed {
            left: y_room.outward_px.max(x_room.before_px),
            bottom: x_room.outward_px.max(y_room.before_px).max(y2_room.before_px),
            right: x_room.after_px.max(y2_room.outward_px),
            top: self.above_px + title_px,
        })
    }

    /// Leaves at least so much room between the axes and the title; returns how much that is more than before.
    pub(super) fn lift_title(&mut self, above_px: f64) -> f64 {
        let lifted = (above_px - self.above_px).max(0.0);
        self.above_px += lifted;
        lifted
    }

    /// Puts the title and the grid lines where they belong, once the axes stand. The title may be as wide as the axes with
    /// what stands `beside_px` on either side of them.
    pub(super) fn finish(
        &mut self,
        scene: &mut Scene,
        rect: CanvasRect,
        beside_px: f64,
    ) -> Result<(), Error> {
        if let Some(title) = &mut self.title {
            // Above what stands on top of the y axes.
            let position = DVec2::new(rect.center().x, rect.pos.y - self.above_px - title.gap_px).round();
            let overhang_px = beside_px.max(OVERHANG_PX);
            let shown = shortened(&title.text, &title.style, rect.size.x + 2.0 * overhang_px);
            if title.position != position || title.shown != shown {
                (title.position, title.shown) = (position, shown);
                scene.get_mut(title.visual)?.set_items([(title.shown.as_str(), position)])?;
            }
        }
        let offsets = |axis: &mut Axis| axis.ticks().major.iter().map(|t| t.offset).collect::<Vec<_>>();
        let x = offsets(scene.get_mut(self.x_axis)?);
        let y = offsets(scene.get_mut(self.y_axis)?);
        scene.get_mut(self.grid.1)?.set_lines(&x, &y);
        Ok(())
    }

    /// Shows or hides the grid lines.
    pub(super) fn set_grid(&self, scene: &mut Scene, visible: bool) -> Result<(), Error> {
        Ok(scene.set_visible(self.grid.0, visible)?)
    }
}

/// The look of axes in a style.
pub(super) fn axis_style(style: &Style) -> AxisStyle {
    AxisStyle {
        line_color: style.axis_color,
        text_color: style.text_color,
        line_width_px: style.axis_width_px,
        tick_length_px: style.tick_length_px,
        minor_tick_length_px: style.minor_tick_length_px,
        tick_label_size_px: style.tick_label_size_px as f32,
        label_size_px: style.label_size_px as f32,
        tick_label_gap_px: style.tick_label_gap_px,
        label_gap_px: style.label_gap_px,
        vertical_spacing_px: style.tick_spacing_px,
    }
}

/// As much of a text as a length holds, with an ellipsis where something is missing.
fn shortened(text: &str, style: &TextStyle, length_px: f64) -> String {
    let mut fonts = FontSystem::global();
    let mut fits = |text: &str| f64::from(fonts.shape(text, style).width_px) <= length_px;
    if fits(text) {
        return text.to_owned();
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let cut = |end: usize| format!("{}…", text[..end].trim_end());
    let (mut longest, mut too_long) = (0, ends.len());
    while too_long - longest > 1 {
        let middle = usize::midpoint(longest, too_long);
        if fits(&cut(ends[middle])) { longest = middle } else { too_long = middle }
    }
    // Where not even one letter has room, nothing is better than a lone ellipsis.
    if longest == 0 { String::new() } else { cut(ends[longest]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_to_what_fits() {
        let style = TextStyle::new(13.0);
        let text = "Bodenbewegung in Fürstenfeldbruck, 测定";
        let width = |text: &str| f64::from(FontSystem::global().shape(text, &style).width_px);
        assert_eq!(shortened(text, &style, width(text)), text);
        for length_px in [30.0, 60.0, 120.0, 200.0] {
            let short = shortened(text, &style, length_px);
            let kept = short.strip_suffix('…').unwrap();
            assert!(text.starts_with(kept) && width(&short) <= length_px, "{short}");
        }
        assert_eq!(shortened(text, &style, 3.0), "");
    }
}
