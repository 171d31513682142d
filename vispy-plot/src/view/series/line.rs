//! Lines in the scene.

use vispy_scene::Scene;
use vispy_visuals::visuals::{Line, LineStyle};

use super::{Making, Part, Range, SeriesView};
use crate::data::DataStore;
use crate::error::{DataError, Error};
use crate::figure::LineSeries;
use crate::view::column_source::line_samples;

pub(super) fn extent(line: &LineSeries, data: &DataStore) -> Result<[Range; 2], DataError> {
    let y = data.get(line.y)?;
    let x = line.x.column(data, y.len())?;
    Ok([x.extent(), y.extent()])
}

pub(super) fn add(
    scene: &mut Scene,
    view: &mut SeriesView,
    line: &LineSeries,
    making: &Making<'_>,
) -> Result<(), Error> {
    let y = making.data.get(line.y)?;
    let x = line.x.column(making.data, y.len())?;
    let (x, y) = line_samples(&x, y);
    let color = making.color(line.color.as_deref())?;
    let width_px = line.width_px.unwrap_or(making.style.line_width_px) as f32;
    let style = LineStyle { color, width_px, join: line.join, cap: line.cap };
    let [x_reference, y_reference] = making.references;
    let line = Line::new(x, y, style)?.with_references(x_reference, y_reference);
    view.parts.push(Part::Line(scene.add(view.node, line)?.1));
    Ok(())
}
