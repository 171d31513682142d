//! Markers in the scene.

use vispy_scene::{Scene, VisualHandle};
use vispy_visuals::color::Color;
use vispy_visuals::samples::Samples;
use vispy_visuals::ticks::Scale;
use vispy_visuals::visuals::Markers;

use super::{Making, Part, Range, SeriesView};
use crate::data::{Column, ColumnSlice, DataStore};
use crate::error::{DataError, Error};
use crate::figure::ScatterSeries;
use crate::view::column_source::line_samples;

pub(super) fn extent(
    scatter: &ScatterSeries,
    data: &DataStore,
    [x_scale, y_scale]: [Scale; 2],
) -> Result<[Range; 2], DataError> {
    let y = data.get(scatter.y)?;
    Ok([scatter.x.column_of(data, scatter.y)?.extent_on(x_scale), y.extent_on(y_scale)])
}

pub(super) fn add(
    scene: &mut Scene,
    view: &mut SeriesView,
    scatter: &ScatterSeries,
    making: &Making<'_>,
) -> Result<(), Error> {
    let fill = &scatter.fill;
    let face = making.paint(fill.color.as_deref(), fill.alpha, making.cycle_color)?;
    let mut style = making.marker_style(&scatter.symbol, scatter.size_px, face)?;
    if let Some(text) = &fill.edge_color {
        style.edge = making.paint(Some(text), fill.alpha, making.cycle_color)?;
        style.edge_width_px = fill.edge_width_px.unwrap_or(making.style.edge_width_px) as f32;
    }
    let [x_reference, y_reference] = making.references;
    let y = making.data.get(scatter.y)?;
    let x = scatter.x.column_of(making.data, scatter.y)?;
    view.footprint.points = making.some_points(&x, y);
    let (x, y) = line_samples(&x, y);
    let mut markers = Markers::new(x, y, style)?.with_references(x_reference, y_reference);
    if let Some(id) = scatter.sizes {
        let sizes = making.data.get(id)?;
        // A size that is missing or negative leaves its marker out.
        markers.set_sizes((0..sizes.len()).map(|i| size(sizes, i)).collect())?;
    }
    if let Some(id) = scatter.colors {
        let column = making.data.get(id)?;
        let colors = colors(scatter, column, making)?;
        style.face = match column.slice() {
            ColumnSlice::Text(_) => colors.first().copied().unwrap_or(style.face),
            _ => {
                let colormap = making.colormap(&scatter.mapping)?;
                let middle = colormap.map(0.5);
                view.colors = Some((colormap, color_limits(scatter, column)));
                middle
            }
        };
        markers.set_face_colors(colors)?;
    }
    view.swatch.symbol = Some(style);
    view.parts.push(Part::Markers(scene.add(view.node, markers)?.1));
    Ok(())
}

/// Takes over what other threads did to the data; the ranges of x and y if it was anything.
pub(super) fn refresh(
    scene: &mut Scene,
    handle: VisualHandle<Markers>,
    scatter: &ScatterSeries,
    scales: [Scale; 2],
    data: &mut DataStore,
) -> Result<Option<[Range; 2]>, Error> {
    if !data.is_behind(scatter.y) {
        return Ok(None);
    }
    release(scene, handle)?;
    data.refresh_series(scatter.y);
    let (x, y) = line_samples(&scatter.x.column_of(data, scatter.y)?, data.get(scatter.y)?);
    scene.get_mut(handle)?.set_data(x, y)?;
    Ok(Some(extent(scatter, data, scales)?))
}

/// Lets go of the values: whoever holds old ones makes them be copied.
pub(super) fn release(scene: &mut Scene, handle: VisualHandle<Markers>) -> Result<(), Error> {
    let none = || Samples::from(Vec::<f64>::new());
    Ok(scene.get_mut(handle)?.set_data(none(), none())?)
}

fn size(sizes: &Column, i: usize) -> f32 {
    let size = sizes.get_f64(i).unwrap_or(0.0) as f32;
    if size.is_finite() { size.max(0.0) } else { 0.0 }
}

/// The colour of each marker.
fn colors(scatter: &ScatterSeries, column: &Column, making: &Making<'_>) -> Result<Vec<Color>, DataError> {
    let alpha = scatter.fill.alpha;
    if let ColumnSlice::Text(texts) = column.slice() {
        return texts.iter().map(|text| making.paint(Some(text), alpha, making.cycle_color)).collect();
    }
    let colormap = making.colormap(&scatter.mapping)?;
    let [low, high] = color_limits(scatter, column);
    let color = |i: usize| {
        let value = column.get_f64(i).unwrap_or(f64::NAN);
        // Equal values are in the middle.
        let part = if low < high { (value - low) / (high - low) } else { 0.5 + 0.0 * value };
        let color = colormap.map(part);
        color.with_alpha(color.alpha() * alpha.unwrap_or(1.0) as f32)
    };
    Ok((0..column.len()).map(color).collect())
}

/// The values at the ends of the colormap.
pub(super) fn color_limits(scatter: &ScatterSeries, column: &Column) -> [f64; 2] {
    let range = || column.extent().map(|ends| ends.map(|end| end.to_f64()));
    scatter.mapping.limits.or_else(range).unwrap_or([0.0, 1.0])
}

/// Symbols of one look on the points of another kind of series.
pub(super) fn add_symbols(
    scene: &mut Scene,
    view: &mut SeriesView,
    points: (&Column, &Column),
    look: (&str, Option<f64>, Color),
    making: &Making<'_>,
) -> Result<(), Error> {
    let ((x, y), (symbol, size_px, color)) = (points, look);
    let style = making.marker_style(symbol, size_px, color)?;
    view.swatch.symbol = Some(style);
    let (x, y) = line_samples(x, y);
    let [x_reference, y_reference] = making.references;
    let markers = Markers::new(x, y, style)?.with_references(x_reference, y_reference);
    view.parts.push(Part::Markers(scene.add(view.node, markers)?.1));
    Ok(())
}
