//! Series as visuals, a file for each kind.

mod image;
mod line;
mod step;

use vispy_scene::{Node, NodeHandle, Scene, VisualHandle};
use vispy_visuals::color::{Color, Colormap};
use vispy_visuals::coordinate::{Reference, Value};
use vispy_visuals::visuals::{Line, LineStyle};

use crate::data::DataStore;
use crate::error::{DataError, Error};
use crate::figure::{ColorMapping, Pen, Series, SeriesKind, Style};

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
    /// A colour that a series may set, with the opacity that it may set.
    fn paint(&self, text: Option<&str>, alpha: Option<f64>, default: Color) -> Result<Color, DataError> {
        let color = text.map_or(Ok(default), Color::parse)?;
        Ok(color.with_alpha(color.alpha() * alpha.unwrap_or(1.0) as f32))
    }

    fn line_style(&self, pen: &Pen, default: Color) -> Result<LineStyle, DataError> {
        let color = self.paint(pen.color.as_deref(), pen.alpha, default)?;
        let width_px = pen.width_px.unwrap_or(self.style.line_width_px) as f32;
        Ok(LineStyle { color, width_px, join: pen.join, cap: pen.cap })
    }

    fn colormap(&self, mapping: &ColorMapping) -> Result<Colormap, DataError> {
        Ok(Colormap::by_name(mapping.colormap.as_deref().unwrap_or(&self.style.colormap))?)
    }
}

/// The smallest and the largest value of a series along x and along y.
pub(super) fn extent(series: &Series, data: &DataStore) -> Result<[Range; 2], DataError> {
    match &series.kind {
        SeriesKind::Line(series) => line::extent(series, data),
        SeriesKind::Step(series) => step::extent(series, data),
        SeriesKind::Image(series) => Ok(image::extent(series)),
        _ => Ok([None, None]),
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
        SeriesKind::Step(series) => step::add(scene, &mut view, series, making)?,
        SeriesKind::Image(series) => image::add(scene, &mut view, series, making)?,
        _ => {}
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
