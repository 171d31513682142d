//! Lines and bands across the axes in the scene.

use vispy_scene::Scene;
use vispy_visuals::coordinate::Value;
use vispy_visuals::visuals::{InfiniteLine, LinearRegion, Orientation as Direction, PolygonStyle};

use super::{Making, Part, Range, SeriesView, union};
use crate::error::Error;
use crate::figure::{GuideLineSeries, Orientation, SpanSeries};

/// The axis on which upright (x) or level (y) things have a place.
fn axis(orientation: Orientation) -> usize {
    usize::from(orientation == Orientation::Horizontal)
}

fn direction(orientation: Orientation) -> Direction {
    match orientation {
        Orientation::Vertical => Direction::Vertical,
        Orientation::Horizontal => Direction::Horizontal,
    }
}

/// They have a place on one axis and none on the other.
pub(super) fn extent(orientation: Orientation, places: &[Value]) -> [Range; 2] {
    let range = places.iter().fold(None, |range, &place| union(range, Some([place; 2])));
    orientation.xy(range, None)
}

pub(super) fn add_line(
    scene: &mut Scene,
    view: &mut SeriesView,
    line: &GuideLineSeries,
    making: &Making<'_>,
) -> Result<(), Error> {
    let style = making.line_style(&line.pen, making.style.text_color)?;
    view.swatch.line = Some(style);
    let axis = axis(line.orientation);
    let mut visual = InfiniteLine::new(direction(line.orientation), line.at, style)?;
    visual.set_reference(making.references[axis]);
    view.parts.push(Part::InfiniteLine(scene.add(view.node, visual)?.1, axis));
    Ok(())
}

pub(super) fn add_span(
    scene: &mut Scene,
    view: &mut SeriesView,
    span: &SpanSeries,
    making: &Making<'_>,
) -> Result<(), Error> {
    let alpha = span.fill.alpha.unwrap_or(making.style.fill_opacity);
    let color = making.paint(span.fill.color.as_deref(), Some(alpha), making.cycle_color)?;
    view.swatch.patch = Some(PolygonStyle::filled(color));
    let axis = axis(span.orientation);
    let mut visual = LinearRegion::new(direction(span.orientation), span.between, color)?;
    visual.set_reference(making.references[axis]);
    view.parts.push(Part::LinearRegion(scene.add(view.node, visual)?.1, axis));
    if let Some(edge) = &span.fill.edge_color {
        let mut style = making.line_style(&crate::figure::Pen::default(), making.style.text_color)?;
        style.color = making.paint(Some(edge), None, making.cycle_color)?;
        style.width_px = span.fill.edge_width_px.unwrap_or(making.style.edge_width_px) as f32;
        for place in span.between {
            let mut visual = InfiniteLine::new(direction(span.orientation), place, style)?;
            visual.set_reference(making.references[axis]);
            view.parts.push(Part::InfiniteLine(scene.add(view.node, visual)?.1, axis));
        }
    }
    Ok(())
}
