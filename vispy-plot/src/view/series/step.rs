//! Lines of steps in the scene.

use vispy_scene::{Scene, VisualHandle};
use vispy_visuals::ticks::Scale;
use vispy_visuals::visuals::Line;

use super::{Making, Part, Range, SeriesView};
use crate::data::{Column, ColumnSlice, DataStore, NOT_A_TIME, for_numbers};
use crate::error::{DataError, Error};
use crate::figure::{StepAt, StepSeries};
use crate::view::column_source::line_samples;

pub(super) fn extent(
    step: &StepSeries,
    data: &DataStore,
    [x_scale, y_scale]: [Scale; 2],
) -> Result<[Range; 2], DataError> {
    let y = data.get(step.y)?;
    let x = step.x.column_of(data, step.y)?;
    let x = if step.at == StepAt::Mid { corners_of_x(&x, step.at) } else { x };
    Ok([x.extent_on(x_scale), y.extent_on(y_scale)])
}

pub(super) fn add(
    scene: &mut Scene,
    view: &mut SeriesView,
    step: &StepSeries,
    making: &Making<'_>,
) -> Result<(), Error> {
    let y = making.data.get(step.y)?;
    let x = step.x.column_of(making.data, step.y)?;
    let (x, y) = (corners_of_x(&x, step.at), corners_of_y(y, step.at));
    view.footprint.path = making.some_points(&x, &y);
    let (x, y) = line_samples(&x, &y);
    let style = making.line_style(&step.pen, making.cycle_color)?;
    view.swatch.line = Some(style);
    let [x_reference, y_reference] = making.references;
    let line = Line::new(x, y, style)?.with_references(x_reference, y_reference);
    view.parts.push(Part::Line(scene.add(view.node, line)?.1));
    Ok(())
}

/// Takes over what other threads did to the data; the ranges of x and y if it was anything.
pub(super) fn refresh(
    scene: &mut Scene,
    handle: VisualHandle<Line>,
    step: &StepSeries,
    scales: [Scale; 2],
    data: &mut DataStore,
) -> Result<Option<[Range; 2]>, Error> {
    if !data.is_behind(step.y) {
        return Ok(None);
    }
    let visual = scene.get_mut(handle)?;
    visual.release_data();
    data.refresh_series(step.y);
    let (x, y) = (step.x.column_of(data, step.y)?, data.get(step.y)?);
    let (x, y) = line_samples(&corners_of_x(&x, step.at), &corners_of_y(y, step.at));
    visual.set_data(x, y)?;
    Ok(Some(extent(step, data, scales)?))
}

/// Each value twice, without so many at the start and the end.
fn twice<T: Copy>(values: &[T], skip: usize, drop: usize) -> Vec<T> {
    let all = values.len() * 2;
    let len = if values.is_empty() { 0 } else { all - skip - drop };
    values.iter().flat_map(|&value| [value, value]).skip(skip).take(len).collect()
}

/// The x of the corners: two for each value, at both ends of its level piece.
fn corners_of_x(x: &Column, at: StepAt) -> Column {
    match at {
        // The first value has no piece before it, or the last none after it: a point is left.
        StepAt::Pre => doubled(x, 0, 1),
        StepAt::Post => doubled(x, 1, 0),
        StepAt::Mid => middles(x),
    }
}

/// The y of the corners.
fn corners_of_y(y: &Column, at: StepAt) -> Column {
    match at {
        StepAt::Pre => doubled(y, 1, 0),
        StepAt::Post => doubled(y, 0, 1),
        StepAt::Mid => doubled(y, 0, 0),
    }
}

fn doubled(column: &Column, skip: usize, drop: usize) -> Column {
    for_numbers!(column.slice(),
        values => Column::from(twice(values, skip, drop)),
        (times, unit) => Column::timestamps(twice(times, skip, drop), unit),
        _rest => {
            let values: Vec<f64> = (0..column.len()).filter_map(|i| column.get_f64(i)).collect();
            Column::from(twice(&values, skip, drop))
        },
    )
}

/// The first x, then each middle between neighbours twice, then the last x.
fn middles(x: &Column) -> Column {
    fn between<T: Copy>(values: &[T], middle: impl Fn(T, T) -> T) -> Vec<T> {
        let (Some(&first), Some(&last)) = (values.first(), values.last()) else { return Vec::new() };
        let inner = values.windows(2).map(|pair| middle(pair[0], pair[1])).flat_map(|x| [x, x]);
        [first].into_iter().chain(inner).chain([last]).collect()
    }
    if let ColumnSlice::Timestamp(times, unit) = x.slice() {
        let middle = |a: i64, b: i64| {
            if a == NOT_A_TIME || b == NOT_A_TIME { NOT_A_TIME } else { i64::midpoint(a, b) }
        };
        return Column::timestamps(between(times, middle), unit);
    }
    let values: Vec<f64> = (0..x.len()).filter_map(|i| x.get_f64(i)).collect();
    Column::from(between(&values, f64::midpoint))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corners(at: StepAt) -> Vec<(f64, f64)> {
        let (x, y) = (Column::from([0u8, 1, 4]), Column::from([5.0, 7.0, 6.0]));
        let (x, y) = (corners_of_x(&x, at), corners_of_y(&y, at));
        assert_eq!(x.len(), y.len());
        (0..x.len()).map(|i| (x.get_f64(i).unwrap(), y.get_f64(i).unwrap())).collect()
    }

    #[test]
    fn steps_have_the_corners_of_matplotlib() {
        // Values hold backwards from their x, forwards, or halfway to both sides.
        let pre = [(0.0, 5.0), (0.0, 7.0), (1.0, 7.0), (1.0, 6.0), (4.0, 6.0)];
        assert_eq!(corners(StepAt::Pre), pre);
        let post = [(0.0, 5.0), (1.0, 5.0), (1.0, 7.0), (4.0, 7.0), (4.0, 6.0)];
        assert_eq!(corners(StepAt::Post), post);
        let mid = [(0.0, 5.0), (0.5, 5.0), (0.5, 7.0), (2.5, 7.0), (2.5, 6.0), (4.0, 6.0)];
        assert_eq!(corners(StepAt::Mid), mid);
    }

    #[test]
    fn one_value_and_none_have_no_corner_too_many() {
        for at in [StepAt::Pre, StepAt::Mid, StepAt::Post] {
            for len in [0, 1] {
                let column = Column::uniform(1.0, 1.0, len);
                let (x, y) = (corners_of_x(&column, at), corners_of_y(&column, at));
                assert_eq!(x.len(), y.len(), "{at:?} of {len}");
            }
        }
    }
}
