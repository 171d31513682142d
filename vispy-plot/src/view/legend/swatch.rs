//! Samples of the look of series.

use vispy_scene::glam::DVec2;
use vispy_scene::{CanvasRect, NodeHandle, Scene};
use vispy_visuals::visuals::{Line, LineStyle, Markers, MarkersStyle, PolygonStyle, Rectangle};

use crate::error::Error;

/// The size of the largest symbol in a legend, in heights of a sample.
const LARGEST_SYMBOL: f64 = 1.6;

/// What of a series is shown in a legend.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::view) struct Swatch {
    pub(in crate::view) patch: Option<PolygonStyle>,
    pub(in crate::view) line: Option<LineStyle>,
    pub(in crate::view) symbol: Option<MarkersStyle>,
}

impl Swatch {
    pub(in crate::view) fn is_empty(&self) -> bool {
        self.patch.is_none() && self.line.is_none() && self.symbol.is_none()
    }

    /// Draws it in a rectangle.
    pub(super) fn add(&self, scene: &mut Scene, parent: NodeHandle, rect: CanvasRect) -> Result<(), Error> {
        let middle = rect.center();
        if let Some(PolygonStyle { fill, edge, edge_width_px }) = self.patch {
            let rectangle = Rectangle::new(rect.pos.round(), rect.end().round(), fill)?;
            scene.add(parent, rectangle.with_border(edge, edge_width_px))?;
        }
        if let Some(style) = self.line {
            let ends = [rect.pos.x, rect.end().x].map(|x| DVec2::new(x, middle.y));
            scene.add(parent, Line::from_points(&ends, style))?;
        }
        if let Some(mut style) = self.symbol {
            style.size = style.size.min((rect.size.y * LARGEST_SYMBOL) as f32);
            scene.add(parent, Markers::new(vec![middle.x], vec![middle.y], style)?)?;
        }
        Ok(())
    }
}
