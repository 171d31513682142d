//! Error bars in the scene.

use vispy_scene::Scene;
use vispy_scene::glam::DVec2;
use vispy_visuals::samples::Samples;
use vispy_visuals::ticks::Scale;
use vispy_visuals::visuals::{ErrorBars, ErrorBarsStyle, LineStyle};

use super::{Making, Part, Range, SeriesView, scatter, union};
use crate::data::{Column, ColumnSlice, DataStore, NOT_A_TIME};
use crate::error::{DataError, Error};
use crate::figure::{ErrorBarSeries, Errors};
use crate::view::column_source::line_samples;

pub(super) fn extent(
    bars: &ErrorBarSeries,
    data: &DataStore,
    [x_scale, y_scale]: [Scale; 2],
) -> Result<[Range; 2], DataError> {
    let y = data.get(bars.y)?;
    let x = bars.x.column(data, y.len())?;
    let with_errors = |values: &Column, errors: Option<Errors>, scale| -> Result<Range, DataError> {
        let range = values.extent_on(scale);
        let Some(errors) = errors else { return Ok(range) };
        let [low, high] = ends(values, errors, data)?;
        Ok(union(range, union(low.extent_on(scale), high.extent_on(scale))))
    };
    Ok([with_errors(&x, bars.x_error, x_scale)?, with_errors(y, bars.y_error, y_scale)?])
}

/// The values less their lower errors, and with their upper ones.
fn ends(values: &Column, errors: Errors, data: &DataStore) -> Result<[Column; 2], DataError> {
    let [low, high] = errors.levels();
    Ok([
        shifted(values, &low.column(data, values.len())?, -1.0),
        shifted(values, &high.column(data, values.len())?, 1.0),
    ])
}

/// The values and `sign` times their errors; times stay exact to their unit.
fn shifted(values: &Column, errors: &Column, sign: f64) -> Column {
    let error = |i: usize| sign * errors.get_f64(i).unwrap_or(f64::NAN);
    if let ColumnSlice::Timestamp(times, unit) = values.slice() {
        let shift = |(i, &time): (usize, &i64)| match error(i) {
            error if time == NOT_A_TIME || !error.is_finite() => NOT_A_TIME,
            error => time.saturating_add(error.round() as i64),
        };
        return Column::timestamps(times.iter().enumerate().map(shift).collect(), unit);
    }
    let shift = |i| values.get_f64(i).unwrap_or(f64::NAN) + error(i);
    Column::from((0..values.len()).map(shift).collect::<Vec<f64>>())
}

pub(super) fn add(
    scene: &mut Scene,
    view: &mut SeriesView,
    bars: &ErrorBarSeries,
    making: &Making<'_>,
) -> Result<(), Error> {
    let color = making.paint(bars.color.as_deref(), bars.alpha, making.cycle_color)?;
    let style = ErrorBarsStyle {
        color,
        width_px: bars.width_px.unwrap_or(making.style.error_width_px),
        cap_px: bars.cap_size_px.unwrap_or(making.style.cap_size_px),
    };
    let y = making.data.get(bars.y)?;
    let x = bars.x.column(making.data, y.len())?;
    let [x_reference, y_reference] = making.references;
    view.footprint.points = making.some_points(&x, y);
    view.swatch.line = Some(LineStyle { color, width_px: style.width_px as f32, ..LineStyle::default() });
    let mut between = Vec::new();
    let mut push = |scene: &mut Scene, visual: ErrorBars| {
        let visual = visual.with_references(x_reference, y_reference);
        view.parts.push(Part::ErrorBars(scene.add(view.node, visual)?.1));
        Ok::<_, Error>(())
    };
    if let Some(errors) = bars.x_error {
        let [low, high] = ends(&x, errors, making.data)?;
        between.extend(joined(making.some_points(&low, y), making.some_points(&high, y)));
        let [low, high, y] = bar_samples(&low, &high, y);
        push(scene, ErrorBars::horizontal(y, low, high, style)?)?;
    }
    if let Some(errors) = bars.y_error {
        let [low, high] = ends(y, errors, making.data)?;
        between.extend(joined(making.some_points(&x, &low), making.some_points(&x, &high)));
        let [low, high, x] = bar_samples(&low, &high, &x);
        push(scene, ErrorBars::vertical(x, low, high, style)?)?;
    }
    view.footprint.path = between;
    if let Some(symbol) = &bars.marker {
        scatter::add_symbols(scene, view, (&x, y), (symbol, bars.marker_size_px, color), making)?;
    }
    Ok(())
}

/// Lines from each point to its other one, with gaps between.
fn joined(from: Vec<DVec2>, to: Vec<DVec2>) -> impl Iterator<Item = DVec2> {
    from.into_iter().zip(to).flat_map(|(from, to)| [from, to, DVec2::NAN])
}

/// Samples of both ends and of the place across; where a time is missing, a bar has no end.
fn bar_samples(low: &Column, high: &Column, at: &Column) -> [Samples; 3] {
    let (_, high) = line_samples(at, high);
    let (at, low) = line_samples(at, low);
    [low, high, at]
}
