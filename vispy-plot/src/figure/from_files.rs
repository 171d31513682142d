//! Figures of files, with nothing chosen.

use std::path::Path;

use crate::data::SeriesData;
use crate::data::readers::{Content, ImageData, Table, read};
use crate::error::{DataError, Error};
use crate::figure::{AxesMut, Figure, IntoImageData};

impl Figure {
    /// Makes a figure of files: signals and tables as lines in one pair of axes, pictures and matrices as images beside each
    /// other. Of a table, [`Table::pair`] chooses the columns; where these are a cloud, it is drawn as markers. Of an array
    /// of three dimensions that is no picture, the middle slice is seen.
    ///
    /// # Errors
    /// What reading finds wrong with a file, and [`Figure::check`] with their figure.
    pub fn from_files(files: &[impl AsRef<Path>]) -> Result<Self, Error> {
        let mut figure = Self::new();
        let mut images = Vec::new();
        for path in files {
            let path = path.as_ref();
            let name = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            match read(path, &mut ())? {
                Content::Table(table) => match table_series(&table)? {
                    (data, true) => figure.add_line(&name, data),
                    (data, false) => _ = figure.axes_of_lines(&name).scatter(data).label(&name),
                },
                Content::Array1(y) => figure.add_line(&name, SeriesData { x: None, y }),
                Content::Array2(array) if array.rows == 1 || array.columns == 1 => {
                    figure.add_line(&name, SeriesData { x: None, y: array.values });
                }
                Content::Array2(array) => {
                    let (width, height) = (array.columns, array.rows);
                    images.push((name, ImageData { width, height, channels: 1, values: array.values }));
                }
                Content::Array3(array) => {
                    let axis = array.slowest_axis;
                    let slice =
                        || array.slice(axis, array.shape[axis] / 2).map(IntoImageData::into_image_data);
                    images.extend(array.picture().or_else(slice).map(|image| (name, image)));
                }
                Content::Image(image) => images.push((name, image)),
                Content::Recording(recording) => {
                    for channel in 0..recording.samples.columns {
                        figure.add_line(&name, recording.channel(channel));
                    }
                }
            }
        }
        let first = figure.document.axes.len() as u32;
        for (column, (name, image)) in (first..).zip(images) {
            let mut axes = figure.axes(0, column);
            axes.title(&name);
            axes.image(image).label(name);
        }
        figure.check()?;
        Ok(figure)
    }

    fn add_line(&mut self, name: &str, data: SeriesData) {
        self.axes_of_lines(name).line(data).label(name);
    }

    /// The axes that all signals share.
    fn axes_of_lines(&mut self, name: &str) -> AxesMut<'_> {
        let axes = self.axes(0, 0);
        let is_first = axes.axes.series.is_empty();
        // Of several files none gives the title.
        axes.axes.title = is_first.then(|| name.to_owned());
        axes
    }
}

/// The columns to draw, and whether a line through the points makes sense.
fn table_series(table: &Table) -> Result<(SeriesData, bool), Error> {
    let pair = table.pair().ok_or(DataError::Empty { what: "a table without numbers" })?;
    let column = |index: usize| table.columns[index].column.clone();
    Ok((SeriesData { x: pair.x.map(column), y: column(pair.y) }, pair.in_order))
}
