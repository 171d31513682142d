//! Lines in the scene.

use vispy_scene::{Scene, VisualHandle};
use vispy_visuals::ticks::Scale;
use vispy_visuals::visuals::{Line, Markers};

use super::{Making, Part, Range, SeriesView, scatter};
use crate::data::{DataStore, Refreshed};
use crate::error::{DataError, Error};
use crate::figure::LineSeries;
use crate::view::column_source::line_samples;

pub(super) fn extent(
    line: &LineSeries,
    data: &DataStore,
    [x_scale, y_scale]: [Scale; 2],
) -> Result<[Range; 2], DataError> {
    let x = line.x.column_of(data, line.y)?;
    Ok([x.extent_on(x_scale), data.get(line.y)?.extent_on(y_scale)])
}

pub(super) fn add(
    scene: &mut Scene,
    view: &mut SeriesView,
    line: &LineSeries,
    making: &Making<'_>,
) -> Result<(), Error> {
    let y = making.data.get(line.y)?;
    let x = line.x.column_of(making.data, line.y)?;
    view.footprint.path = making.some_points(&x, y);
    let (x, y) = line_samples(&x, y);
    let style = making.line_style(&line.pen, making.cycle_color)?;
    let [x_reference, y_reference] = making.references;
    let visual = Line::new(x, y, style)?.with_references(x_reference, y_reference);
    view.parts.push(Part::Line(scene.add(view.node, visual)?.1));
    view.swatch.line = Some(style);
    if let Some(symbol) = &line.marker {
        let y = making.data.get(line.y)?;
        let x = line.x.column_of(making.data, line.y)?;
        scatter::add_symbols(scene, view, (&x, y), (symbol, line.marker_size_px, style.color), making)?;
    }
    Ok(())
}

/// Takes over what other threads did to the data; the ranges of x and y if it was anything.
pub(super) fn refresh(
    scene: &mut Scene,
    (handle, symbols): (VisualHandle<Line>, Option<VisualHandle<Markers>>),
    line: &LineSeries,
    scales: [Scale; 2],
    data: &mut DataStore,
) -> Result<Option<[Range; 2]>, Error> {
    if !data.is_behind(line.y) {
        return Ok(None);
    }
    if let Some(symbols) = symbols {
        scatter::release(scene, symbols)?;
    }
    let visual = scene.get_mut(handle)?;
    // Whoever holds the old values makes them be copied.
    visual.release_data();
    let refreshed = data.refresh_series(line.y);
    let columns = [line.x.column_of(data, line.y)?, data.get(line.y)?.clone()];
    let (x, y) = line_samples(&columns[0], &columns[1]);
    match refreshed {
        Some(Refreshed::Extended { dropped }) => visual.extend_data(x.clone(), y.clone(), dropped)?,
        _ => visual.set_data(x.clone(), y.clone())?,
    }
    let extremes = visual.extremes();
    if let Some(symbols) = symbols {
        scene.get_mut(symbols)?.set_data(x, y)?;
    }
    Ok(Some([0, 1].map(|axis| {
        let [low, high] = extremes?[axis];
        let range = [columns[axis].value(low)?, columns[axis].value(high)?];
        let all_seen = scales[axis] != Scale::Log || range[0].to_f64() > 0.0;
        if all_seen { Some(range) } else { columns[axis].extent_on(scales[axis]) }
    })))
}
