//! Series as visuals, a file for each kind.

mod image;
mod line;

use vispy_scene::{Node, NodeHandle, Scene, VisualHandle};
use vispy_visuals::color::Color;
use vispy_visuals::coordinate::{Reference, Value};
use vispy_visuals::visuals::Line;

use crate::data::DataStore;
use crate::error::{DataError, Error};
use crate::figure::{Series, SeriesKind, Style};

/// The smallest and the largest value along an axis, in the data's own type; `None` when there is none.
pub(super) type Range = Option<[Value; 2]>;

/// A series in the scene.
#[derive(Debug)]
pub(super) struct SeriesView {
    /// Holds all that is drawn of the series.
    pub(super) node: NodeHandle,
    /// The visuals that follow the axes' references.
    pub(super) parts: Vec<Part>,
}

/// A visual of a series that counts its data from the axes' references.
#[derive(Debug)]
pub(super) enum Part {
    Line(VisualHandle<Line>),
}

/// What the visuals of a series are made with.
#[derive(Debug)]
pub(super) struct Making<'a> {
    pub(super) data: &'a DataStore,
    pub(super) style: &'a Style,
    /// What x and y count from.
    pub(super) references: [Reference; 2],
    /// The colour of a series that names none.
    pub(super) cycle_color: Color,
}

impl Making<'_> {
    fn color(&self, text: Option<&str>) -> Result<Color, DataError> {
        text.map_or(Ok(self.cycle_color), |text| Ok(Color::parse(text)?))
    }
}

/// The smallest and the largest value of a series along x and along y.
pub(super) fn extent(series: &Series, data: &DataStore) -> Result<[Range; 2], DataError> {
    match &series.kind {
        SeriesKind::Line(series) => line::extent(series, data),
        SeriesKind::Image(series) => Ok(image::extent(series)),
    }
}

/// Adds a series below a node.
pub(super) fn add(
    scene: &mut Scene,
    root: NodeHandle,
    series: &Series,
    making: &Making<'_>,
) -> Result<SeriesView, Error> {
    let node = scene.add_node(root, Node::new())?;
    let mut view = SeriesView { node, parts: Vec::new() };
    match &series.kind {
        SeriesKind::Line(series) => line::add(scene, &mut view, series, making)?,
        SeriesKind::Image(series) => image::add(scene, &mut view, series, making)?,
    }
    scene.set_visible(node, series.visible)?;
    Ok(view)
}

impl SeriesView {
    /// Counts its data from other references.
    pub(super) fn set_references(&self, scene: &mut Scene, [x, y]: [Reference; 2]) -> Result<(), Error> {
        for part in &self.parts {
            match part {
                Part::Line(handle) => scene.get_mut(*handle)?.set_references(x, y),
            }
        }
        Ok(())
    }

    /// Takes over what other threads did to the data of a series; its ranges of x and y if it was anything.
    pub(super) fn refresh(
        &self,
        scene: &mut Scene,
        series: &Series,
        data: &mut DataStore,
    ) -> Result<Option<[Range; 2]>, Error> {
        match (&series.kind, self.parts.as_slice()) {
            (SeriesKind::Line(line), [Part::Line(handle)]) => line::refresh(scene, *handle, line, data),
            _ => Ok(None),
        }
    }
}
