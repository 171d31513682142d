//! Visuals of one's own in the scene.

use std::sync::Arc;

use vispy_scene::glam::DVec3;
use vispy_scene::{Node, NodeHandle, Scene, VisualId};
use vispy_visuals::Bounds;
use vispy_visuals::color::Color;
use vispy_visuals::coordinate::{Reference, Value};
use vispy_visuals::ticks::Scale;
use vispy_visuals::transforms::StTransform;
use vispy_visuals::visuals::PolygonStyle;

use super::{Making, Part, Range, SeriesView};
use crate::data::DataStore;
use crate::error::{DataError, Error};
use crate::figure::{OwnVisualId, VisualSeries};
use crate::view::home::{offset_at, reference_at};

/// The copy of a visual that is shown.
#[derive(Debug, Clone, Copy)]
pub(in crate::view) struct OwnPart {
    /// The node that shows it.
    pub(in crate::view) node: NodeHandle,
    pub(in crate::view) shown: VisualId,
    /// What it is a copy of.
    pub(in crate::view) of: OwnVisualId,
    /// What its frame counts from.
    pub(super) origin: [Value; 2],
}

impl OwnPart {
    /// Counts from other references.
    pub(super) fn set_references(&self, scene: &mut Scene, both: [Reference; 2]) -> Result<(), Error> {
        Ok(scene.set_transform(self.node, Arc::new(shift(self.origin, both)))?)
    }
}

pub(super) fn extent(
    series: &VisualSeries,
    data: &DataStore,
    scales: [Scale; 2],
) -> Result<[Range; 2], DataError> {
    Ok(ranges(series, data.visual(series.visual)?.bounds(), scales))
}

/// What bounds of the visual's own frame cover.
pub(in crate::view) fn ranges(
    series: &VisualSeries,
    bounds: Option<Bounds>,
    scales: [Scale; 2],
) -> [Range; 2] {
    let Some(Bounds { min, max }) = bounds.filter(|bounds| bounds.min.is_finite() && bounds.max.is_finite())
    else {
        return [None; 2];
    };
    [0, 1].map(|axis| Some([min[axis], max[axis]].map(|place| value_at(series, scales, axis, place))))
}

/// The value at a place of the visual's own frame; times are whole.
pub(in crate::view) fn value_at(series: &VisualSeries, scales: [Scale; 2], axis: usize, place: f64) -> Value {
    let origin = match (series.origin[axis], scales[axis]) {
        (Value::F64(origin), Scale::Time(_)) => {
            let whole = Reference::I64(0).value_at(origin.floor());
            return reference_at(whole).value_at(place + origin - origin.floor());
        }
        (origin, _) => origin,
    };
    reference_at(origin).value_at(place)
}

pub(super) fn add(
    scene: &mut Scene,
    view: &mut SeriesView,
    series: &VisualSeries,
    making: &Making<'_>,
) -> Result<(), Error> {
    let color = match &series.color {
        Some(text) => Color::parse(text).map_err(DataError::from)?,
        None => making.style.text_color,
    };
    let color = color.with_alpha(color.alpha() * series.alpha.unwrap_or(1.0) as f32);
    view.swatch.patch = Some(PolygonStyle::filled(color));
    let shift = shift(series.origin, making.references);
    let node = scene.add_node(view.node, Node::new().with_transform(Arc::new(shift)))?;
    let own = making.data.visual(series.visual)?;
    let shown = own.show(scene, node)?;
    if let (Some(Bounds { min, max }), true) = (own.bounds(), making.footprints) {
        let translate = shift.translate.truncate();
        view.footprint.boxes.push([min + translate, max + translate]);
    }
    view.parts.push(Part::Own(OwnPart { node, shown, of: series.visual, origin: series.origin }));
    Ok(())
}

/// The way from the frame of a visual to offsets from the axes' references.
fn shift(origin: [Value; 2], references: [Reference; 2]) -> StTransform {
    let [x, y] = [0, 1].map(|axis| offset_at(references[axis], origin[axis]));
    StTransform::new(DVec3::ONE, DVec3::new(x, y, 0.0))
}
