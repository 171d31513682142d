//! Areas between two lines in the scene.

use vispy_scene::Scene;
use vispy_visuals::ticks::Scale;
use vispy_visuals::visuals::{FillBetween, PolygonStyle};

use super::{Making, Part, Range, SeriesView, union};
use crate::data::DataStore;
use crate::error::{DataError, Error};
use crate::figure::FillBetweenSeries;
use crate::view::column_source::area_samples;

pub(super) fn extent(
    area: &FillBetweenSeries,
    data: &DataStore,
    [x_scale, y_scale]: [Scale; 2],
) -> Result<[Range; 2], DataError> {
    let y1 = data.get(area.y1)?;
    let x = area.x.column(data, y1.len())?;
    let y2 = area.y2.column(data, y1.len())?;
    Ok([x.extent_on(x_scale), union(y1.extent_on(y_scale), y2.extent_on(y_scale))])
}

pub(super) fn add(
    scene: &mut Scene,
    view: &mut SeriesView,
    area: &FillBetweenSeries,
    making: &Making<'_>,
) -> Result<(), Error> {
    let y1 = making.data.get(area.y1)?;
    let x = area.x.column(making.data, y1.len())?;
    let y2 = area.y2.column(making.data, y1.len())?;
    let alpha = area.fill.alpha.unwrap_or(making.style.fill_opacity);
    let color = making.paint(area.fill.color.as_deref(), Some(alpha), making.cycle_color)?;
    let ends = [making.some_points(&x, y1), making.some_points(&x, &y2)];
    let pairs = ends[0].iter().zip(&ends[1]);
    view.footprint.boxes = pairs.clone().zip(pairs.skip(1)).map(|((a, _), (_, d))| [*a, *d]).collect();
    view.swatch.patch = Some(PolygonStyle::filled(color));
    let [x_reference, y_reference] = making.references;
    let [x, y1, y2] = area_samples(&x, y1, &y2);
    let visual = FillBetween::new(x, y1, y2, color)?.with_references(x_reference, y_reference);
    view.parts.push(Part::FillBetween(scene.add(view.node, visual)?.1));
    Ok(())
}
