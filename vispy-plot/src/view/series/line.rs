//! Lines in the scene.

use vispy_scene::{Scene, VisualHandle};
use vispy_visuals::ticks::Scale;
use vispy_visuals::visuals::{Line, Markers};

use super::{Making, Part, Range, SeriesView, scatter};
use crate::data::{Column, DataStore, Refreshed};
use crate::error::{DataError, Error};
use crate::figure::LineSeries;
use crate::view::column_source::{column_samples, line_samples};

pub(super) fn extent(
    line: &LineSeries,
    data: &DataStore,
    [x_scale, y_scale]: [Scale; 2],
) -> Result<[Range; 2], DataError> {
    let x = line.x.column_of(data, line.y)?;
    let y = data.get(line.y)?;
    let y_range = match some_extremes(y) {
        // The axes follow when the line has looked at all.
        Some(range) if y_scale != Scale::Log && !data.is_live(line.y) => Some(range),
        _ => y.extent_on(y_scale),
    };
    Ok([x.extent_on(x_scale), y_range])
}

/// The range of some values of a long column; `None` for others.
fn some_extremes(column: &Column) -> Range {
    let [low, high] = Line::extremes_of_some(&column_samples(column))?;
    Some([column.value(low)?, column.value(high)?])
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
    let y_is_live = making.data.is_live(line.y);
    let visual = if y_is_live { Line::new(x, y, style)? } else { Line::refining(x, y, style)? };
    let visual = visual.with_references(x_reference, y_reference);
    view.is_refining = visual.is_refining();
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
    Ok(Some(ranges(extremes, &columns, scales)))
}

/// The ranges of a line that has looked at all its samples by now; waits for that if it shall.
pub(super) fn settled_ranges(
    scene: &mut Scene,
    handle: VisualHandle<Line>,
    (line, scales): (&LineSeries, [Scale; 2]),
    data: &DataStore,
    waits: bool,
) -> Result<Option<[Range; 2]>, Error> {
    let is_refining = scene.get(handle)?.is_refining();
    if is_refining && !waits {
        return Ok(None);
    }
    if is_refining {
        scene.get_mut(handle)?.settle();
    }
    let extremes = scene.get(handle)?.extremes();
    let columns = [line.x.column_of(data, line.y)?, data.get(line.y)?.clone()];
    Ok(Some(ranges(extremes, &columns, scales)))
}

/// The ranges of columns by the indices of their extremes.
fn ranges(extremes: Option<[[usize; 2]; 2]>, columns: &[Column; 2], scales: [Scale; 2]) -> [Range; 2] {
    [0, 1].map(|axis| {
        let [low, high] = extremes?[axis];
        let range = [columns[axis].value(low)?, columns[axis].value(high)?];
        let all_seen = scales[axis] != Scale::Log || range[0].to_f64() > 0.0;
        if all_seen { Some(range) } else { columns[axis].extent_on(scales[axis]) }
    })
}
