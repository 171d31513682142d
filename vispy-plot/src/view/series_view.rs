//! Series as visuals.

use vispy_scene::glam::DVec2;
use vispy_scene::{NodeHandle, Scene, VisualHandle};
use vispy_visuals::color::{Color, Colormap, cycle};
use vispy_visuals::coordinate::{Reference, Value};
use vispy_visuals::visuals::{Image, ImageData, ImageStyle, Line, LineStyle};

use super::column_source::{image_samples, line_samples};
use crate::data::{Column, ColumnSlice, DataStore};
use crate::error::{DataError, Error};
use crate::figure::{ImageSeries, LineSeries, Series, SeriesKind};

/// A series in the scene.
#[derive(Debug)]
pub(super) enum SeriesView {
    Line(VisualHandle<Line>),
    /// Where an image is belongs to its numbers: floats near zero, which no reference needs to be taken off.
    Image,
}

/// The smallest and the largest value of a series along x and along y, in the data's own type.
pub(super) fn extent(series: &Series, data: &DataStore) -> Result<[Option<[Value; 2]>; 2], DataError> {
    match &series.kind {
        SeriesKind::Line(line) => {
            let y = data.get(line.y)?;
            let x = line.x.column(data, y.len())?;
            Ok([x.extent(), y.extent()])
        }
        SeriesKind::Image(image) => {
            let edges = image.edges();
            let range = |a: f64, b: f64| Some([a.min(b), a.max(b)].map(Value::F64));
            Ok([range(edges.left, edges.right), range(edges.top, edges.bottom)])
        }
    }
}

/// Adds a series below a node. `number` is its place among the axes' lines, for its colour.
pub(super) fn add(
    scene: &mut Scene,
    root: NodeHandle,
    series: &Series,
    data: &DataStore,
    references: [Reference; 2],
    number: usize,
) -> Result<SeriesView, Error> {
    let (node, view) = match &series.kind {
        SeriesKind::Line(line) => {
            let (node, handle) = scene.add(root, make_line(line, data, references, number)?)?;
            (node, SeriesView::Line(handle))
        }
        SeriesKind::Image(image) => {
            let (node, _) = scene.add(root, make_image(image, data, references)?)?;
            (node, SeriesView::Image)
        }
    };
    scene.set_visible(node, series.visible)?;
    Ok(view)
}

fn make_line(
    line: &LineSeries,
    data: &DataStore,
    [x_reference, y_reference]: [Reference; 2],
    number: usize,
) -> Result<Line, Error> {
    let y = data.get(line.y)?;
    let x = line.x.column(data, y.len())?;
    let (x, y) = line_samples(&x, y);
    let color = match &line.color {
        Some(text) => Color::parse(text).map_err(DataError::from)?,
        None => cycle::color(number),
    };
    let style = LineStyle { color, width_px: line.width_px as f32, join: line.join, cap: line.cap };
    Ok(Line::new(x, y, style)?.with_references(x_reference, y_reference))
}

fn make_image(
    image: &ImageSeries,
    data: &DataStore,
    [x_reference, y_reference]: [Reference; 2],
) -> Result<Image, Error> {
    let column = data.get(image.values)?;
    // Sides of an image that memory holds fit in u32.
    let [width, height] = [image.width as u32, image.height as u32];
    let texels = match image.channels {
        1 => ImageData::scalars(width, height, image_samples(column))?,
        3 => ImageData::rgb8(width, height, bytes_of(column))?,
        _ => ImageData::rgba8(width, height, bytes_of(column))?,
    };
    let colormap = Colormap::by_name(&image.colormap).map_err(DataError::from)?;
    let style = ImageStyle { colormap, limits: image.limits, interpolation: image.interpolation };
    let edges = image.edges();
    let place = |x: f64, y: f64| DVec2::new(x_reference.offset_of_f64(x), y_reference.offset_of_f64(y));
    let (first, last) = (place(edges.left, edges.top), place(edges.right, edges.bottom));
    Ok(Image::new(texels, style)?.with_extent(first, last)?)
}

/// Colours as bytes: 16-bit numbers by their upper half, floats from 0..1.
fn bytes_of(column: &Column) -> Vec<u8> {
    match column.slice() {
        ColumnSlice::U8(values) => values.to_vec(),
        ColumnSlice::U16(values) => values.iter().map(|value| (value >> 8) as u8).collect(),
        _ => (0..column.len())
            .map(|i| (column.get_f64(i).unwrap_or(0.0) * 255.0).round().clamp(0.0, 255.0) as u8)
            .collect(),
    }
}
