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
    let polygons = with_holes(corners.split(|corner| !corner.is_finite()).filter(|ring| !ring.is_empty()));
    let style = making.polygon_style(&polygon.fill)?;
    view.swatch.patch = Some(style);
    let visual = Polygon::many(polygons.iter().map(Vec::as_slice), style)?
        .with_origin(x_reference, y_reference)
        .with_references(x_reference, y_reference);
    view.parts.push(Part::Polygon(scene.add(view.node, visual)?.1));
    Ok(())
}

/// Polygons, each its outer ring and then its holes: the rings after it that run around in the other sense.
fn with_holes<'a>(rings: impl Iterator<Item = &'a [DVec2]>) -> Vec<Vec<Vec<DVec2>>> {
    let mut polygons: Vec<Vec<Vec<DVec2>>> = Vec::new();
    let mut outer_area = 0.0;
    for ring in rings {
        let area = twice_the_area(ring);
        match polygons.last_mut() {
            Some(polygon) if area * outer_area < 0.0 => polygon.push(ring.to_vec()),
            _ => {
                outer_area = area;
                polygons.push(vec![ring.to_vec()]);
            }
        }
    }
    polygons
}

/// Positive for a ring that runs counter-clockwise.
fn twice_the_area(ring: &[DVec2]) -> f64 {
    // About a corner of the ring: far from the origin, little is left of differences of large products.
    let Some(corner) = ring.first() else { return 0.0 };
    ring.windows(2).map(|pair| (pair[0] - corner).perp_dot(pair[1] - corner)).sum()
}
