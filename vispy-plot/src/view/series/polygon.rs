//! Polygons in the scene.

use vispy_scene::Scene;
use vispy_scene::glam::DVec2;
use vispy_visuals::visuals::Polygon;

use super::{Making, Part, Range, SeriesView};
use crate::data::{Column, DataStore};
use crate::error::{DataError, Error};
use crate::figure::PolygonSeries;

pub(super) fn extent(polygon: &PolygonSeries, data: &DataStore) -> Result<[Range; 2], DataError> {
    Ok([data.get(polygon.x)?.extent(), data.get(polygon.y)?.extent()])
}

pub(super) fn add(
    scene: &mut Scene,
    view: &mut SeriesView,
    polygon: &PolygonSeries,
    making: &Making<'_>,
) -> Result<(), Error> {
    let [x_reference, y_reference] = making.references;
    let offsets = |column: &Column, reference| {
        let mut offsets = Vec::with_capacity(column.len());
        column.offsets(0..column.len(), reference, &mut offsets).map(|()| offsets)
    };
    let x = offsets(making.data.get(polygon.x)?, x_reference)?;
    let y = offsets(making.data.get(polygon.y)?, y_reference)?;
    let corners: Vec<DVec2> = x.into_iter().zip(y).map(DVec2::from).collect();
    if making.footprints {
        view.footprint.path = corners.clone();
    }
    let rings = corners.split(|corner| !corner.is_finite()).filter(|ring| !ring.is_empty());
    let rings: Vec<Vec<DVec2>> = rings.map(<[DVec2]>::to_vec).collect();
    let style = making.polygon_style(&polygon.fill)?;
    view.swatch.patch = Some(style);
    let visual = Polygon::many(rings.iter().map(std::slice::from_ref), style)?
        .with_origin(x_reference, y_reference)
        .with_references(x_reference, y_reference);
    view.parts.push(Part::Polygon(scene.add(view.node, visual)?.1));
    Ok(())
}
