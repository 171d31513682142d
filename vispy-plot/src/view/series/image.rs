//! Images in the scene.

use vispy_scene::Scene;
use vispy_scene::glam::DVec2;
use vispy_visuals::coordinate::Value;
use vispy_visuals::visuals::{Image, ImageData, ImageStyle};

use super::{Making, Range, SeriesView};
use crate::data::{Column, ColumnSlice};
use crate::error::Error;
use crate::figure::ImageSeries;
use crate::view::column_source::image_samples;

pub(super) fn extent(image: &ImageSeries) -> [Range; 2] {
    let edges = image.edges();
    let range = |a: f64, b: f64| Some([a.min(b), a.max(b)].map(Value::F64));
    [range(edges.left, edges.right), range(edges.top, edges.bottom)]
}

/// Where an image is belongs to its numbers: floats near zero, which no reference needs to be taken off.
pub(super) fn add(
    scene: &mut Scene,
    view: &mut SeriesView,
    image: &ImageSeries,
    making: &Making<'_>,
) -> Result<(), Error> {
    let column = making.data.get(image.values)?;
    // Sides of an image that memory holds fit in u32.
    let [width, height] = [image.width as u32, image.height as u32];
    let texels = match image.channels {
        1 => ImageData::scalars(width, height, image_samples(column))?,
        3 => ImageData::rgb8(width, height, bytes_of(column))?,
        _ => ImageData::rgba8(width, height, bytes_of(column))?,
    };
    let colormap = making.colormap(&image.mapping)?;
    let range = || column.extent().map(|ends| ends.map(|end| end.to_f64()));
    if let (1, Some(limits)) = (image.channels, image.mapping.limits.or_else(range)) {
        view.colors = Some((colormap.clone(), limits));
    }
    let style = ImageStyle { colormap, limits: image.mapping.limits, interpolation: image.interpolation };
    let edges = image.edges();
    let [x_reference, y_reference] = making.references;
    let place = |x: f64, y: f64| DVec2::new(x_reference.offset_of_f64(x), y_reference.offset_of_f64(y));
    let (first, last) = (place(edges.left, edges.top), place(edges.right, edges.bottom));
    view.footprint.boxes = vec![[first, last]];
    scene.add(view.node, Image::new(texels, style)?.with_extent(first, last)?)?;
    Ok(())
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
