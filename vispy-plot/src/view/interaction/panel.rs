//! A panel with text above everything.

use vispy_scene::glam::DVec2;
use vispy_scene::{Node, NodeHandle, Scene, VisualHandle};
use vispy_visuals::color::Color;
use vispy_visuals::text::{Anchor, FontSystem, HAlign, TextStyle, VAlign};
use vispy_visuals::visuals::{Rectangle, Text};

use crate::error::Error;
use crate::figure::Style;

/// From the edge of a panel to its text, in logical pixels.
const PADDING: DVec2 = DVec2::new(7.0, 5.0);
/// Between columns of text, in logical pixels.
const COLUMN_GAP_PX: f64 = 18.0;

/// A panel with columns of text above everything else.
#[derive(Debug)]
pub(super) struct Panel {
    font: TextStyle,
    colors: Colors,
    parts: Option<Parts>,
    /// What is shown, and where its upper left corner is.
    shown: Option<(Vec<String>, DVec2)>,
}

#[derive(Debug, Clone, Copy)]
struct Colors {
    text: Color,
    background: Color,
    edge: Color,
}

#[derive(Debug, Clone, Copy)]
struct Parts {
    node: NodeHandle,
    rectangle: VisualHandle<Rectangle>,
    text: VisualHandle<Text>,
}

impl Panel {
    pub(super) fn new(style: &Style) -> Self {
        let colors = Colors {
            text: style.text_color,
            background: style.legend_background.with_alpha(0.92),
            edge: style.legend_edge_color,
        };
        let font = TextStyle { line_height: 1.35, ..TextStyle::new(style.tick_label_size_px as f32) };
        Self { font, colors, parts: None, shown: None }
    }

    /// How large it is with these columns, in logical pixels.
    pub(super) fn size_of(&self, columns: &[String]) -> DVec2 {
        let sizes = columns.iter().map(|text| self.measure(text));
        let (width, height) =
            sizes.fold((0.0, 0.0_f64), |(width, height), size| (width + size.x, height.max(size.y)));
        let gaps = columns.len().saturating_sub(1) as f64 * COLUMN_GAP_PX;
        (DVec2::new(width + gaps, height) + 2.0 * PADDING).ceil()
    }

    /// Shows columns of text with the upper left corner of the panel at a position, in logical pixels of the canvas.
    pub(super) fn show(&mut self, scene: &mut Scene, columns: Vec<String>, pos: DVec2) -> Result<(), Error> {
        let pos = pos.round();
        let was_shown = self.shown.is_some();
        if self.shown.as_ref().is_some_and(|(known, at)| *known == columns && *at == pos) {
            return Ok(());
        }
        let parts = self.parts(scene)?;
        scene.get_mut(parts.rectangle)?.set_corners(pos, pos + self.size_of(&columns))?;
        let mut at = pos + PADDING;
        let mut items = Vec::with_capacity(columns.len());
        for text in &columns {
            items.push((text.as_str(), at));
            at.x += self.measure(text).x + COLUMN_GAP_PX;
        }
        scene.get_mut(parts.text)?.set_items(items)?;
        if !was_shown {
            scene.set_visible(parts.node, true)?;
        }
        self.shown = Some((columns, pos));
        Ok(())
    }

    pub(super) fn hide(&mut self, scene: &mut Scene) -> Result<(), Error> {
        if let (Some(_), Some(parts)) = (self.shown.take(), self.parts) {
            scene.set_visible(parts.node, false)?;
        }
        Ok(())
    }

    fn measure(&self, text: &str) -> DVec2 {
        let shaped = FontSystem::global().shape(text, &self.font);
        DVec2::new(f64::from(shaped.width_px), f64::from(shaped.height_px()))
    }

    /// The nodes, which are made when they are shown first.
    fn parts(&mut self, scene: &mut Scene) -> Result<Parts, Error> {
        if let Some(parts) = self.parts {
            return Ok(parts);
        }
        let above = scene.canvas_above();
        let node = scene.add_node(above, Node::new().with_order(i32::MAX))?;
        let rectangle = Rectangle::new(DVec2::ZERO, DVec2::ONE, self.colors.background)?
            .with_border(self.colors.edge, 1.0)
            .with_radius(3.0);
        let text = Text::many([], self.font)?
            .with_anchor(Anchor::new(HAlign::Left, VAlign::Top))
            .with_color(self.colors.text);
        let parts = Parts { node, rectangle: scene.add(node, rectangle)?.1, text: scene.add(node, text)?.1 };
        self.parts = Some(parts);
        Ok(parts)
    }
}
