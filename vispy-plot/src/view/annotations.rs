//! Texts beside points: placed on the canvas, so that they are not cut off at the axes.

use vispy_scene::glam::DVec2;
use vispy_scene::{CanvasRect, Node, NodeHandle, Scene, VisualHandle};
use vispy_visuals::coordinate::Value;
use vispy_visuals::text::{Anchor, FontSystem, HAlign, TextStyle, VAlign};
use vispy_visuals::vector::Cap;
use vispy_visuals::visuals::{Arrow, ArrowHead, ArrowStyle, LineStyle, Text};

use super::series::Making;
use crate::error::Error;
use crate::figure::AnnotationSeries;

/// From the end of an arrow to its text and to its point, in logical pixels.
const ARROW_GAP_PX: f64 = 3.0;

/// From a text to the edge of the figure, in logical pixels.
const EDGE_PX: f64 = 2.0;

/// A text beside a point.
#[derive(Debug)]
pub(super) struct AnnotationView {
    /// The number of its series.
    pub(super) series: usize,
    /// The point.
    pub(super) at: [Value; 2],
    node: NodeHandle,
    text: VisualHandle<Text>,
    content: String,
    size_px: DVec2,
    /// From the point to the text, y downwards.
    offset_px: DVec2,
    arrow: Option<VisualHandle<Arrow>>,
    placed: Option<DVec2>,
}

impl AnnotationView {
    pub(super) fn new(
        scene: &mut Scene,
        series: usize,
        annotation: &AnnotationSeries,
        making: &Making<'_>,
    ) -> Result<Self, Error> {
        let style = making.style;
        let color = making.paint(annotation.color.as_deref(), annotation.alpha, style.text_color)?;
        let font = TextStyle::new(annotation.size_px.unwrap_or(style.annotation_size_px) as f32);
        let shaped = FontSystem::global().shape(&annotation.text, &font);
        let size_px = DVec2::new(f64::from(shaped.width_px), f64::from(shaped.height_px()));
        let above = scene.canvas_above();
        let node = scene.add_node(above, Node::new())?;
        let arrow = match annotation.arrow {
            true => {
                let line = LineStyle {
                    color,
                    width_px: style.arrow_width_px as f32,
                    cap: Cap::Butt,
                    ..LineStyle::default()
                };
                let look = ArrowStyle {
                    line,
                    head: ArrowHead::Stealth,
                    head_size_px: style.arrow_head_px as f32,
                    head_color: color,
                };
                Some(scene.add(node, Arrow::from_points(&[DVec2::ZERO, DVec2::ONE], look)?)?.1)
            }
            false => None,
        };
        let text = Text::new(&annotation.text, DVec2::ZERO, font)?
            .with_anchor(Anchor::new(HAlign::Left, VAlign::Top))
            .with_color(color);
        let text = scene.add(node, text)?.1;
        let [right, up] = annotation.offset_px;
        Ok(Self {
            series,
            at: annotation.at,
            node,
            text,
            content: annotation.text.clone(),
            size_px,
            offset_px: DVec2::new(right, -up),
            arrow,
            placed: None,
        })
    }

    /// Moves it to a point of the canvas; without one, or outside of the axes, it is not seen.
    pub(super) fn place(
        &mut self,
        scene: &mut Scene,
        point: Option<DVec2>,
        axes: CanvasRect,
        canvas_px: DVec2,
    ) -> Result<(), Error> {
        let inside = |point: &DVec2| {
            point.is_finite() && point.cmpge(axes.pos - 0.5).all() && point.cmple(axes.end() + 0.5).all()
        };
        let point = point.filter(inside);
        scene.set_visible(self.node, point.is_some())?;
        let Some(point) = point.filter(|_| self.placed != point) else { return Ok(()) };
        self.placed = Some(point);
        // The corner or edge that is nearest to the point stands at the offset from it.
        let part = |offset: f64| match offset {
            _ if offset > 0.0 => 0.0,
            _ if offset < 0.0 => 1.0,
            _ => 0.5,
        };
        let share = DVec2::new(part(self.offset_px.x), part(self.offset_px.y));
        let corner = point + self.offset_px - share * self.size_px;
        let most = (canvas_px - self.size_px - EDGE_PX).max(DVec2::splat(EDGE_PX));
        let corner = corner.clamp(DVec2::splat(EDGE_PX), most).round();
        scene.get_mut(self.text)?.set_items([(self.content.as_str(), corner)])?;
        if let Some(arrow) = self.arrow {
            // From the edge of the text towards the point.
            let start = point.clamp(corner, corner + self.size_px);
            let way = point - start;
            let direction = way.normalize_or_zero() * ARROW_GAP_PX;
            let ends = if way.length() > 3.0 * ARROW_GAP_PX {
                [start + direction, point - direction]
            } else {
                // There is no room for an arrow.
                [point; 2]
            };
            let arrow = scene.get_mut(arrow)?;
            arrow.set_data(ends.map(|end| end.x).to_vec(), ends.map(|end| end.y).to_vec())?;
            arrow.set_heads(&[ends]);
        }
        Ok(())
    }
}
