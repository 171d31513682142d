//! Figures of files, with nothing chosen.

use std::path::Path;

use crate::data::SeriesData;
use crate::data::readers::{Content, ImageData, Table, read};
use crate::error::{DataError, Error};
use crate::figure::Figure;

impl Figure {
    /// Makes a figure of files: signals and tables as lines in one pair of axes, pictures and matrices as images beside each
    /// other. Of a table, the first column of times, if any, is x and the first other column of numbers is y.
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
                Content::Table(table) => figure.add_line(&name, table_line(&table)?),
                Content::Array1(y) => figure.add_line(&name, SeriesData { x: None, y }),
                Content::Array2(array) if array.rows == 1 || array.columns == 1 => {
                    figure.add_line(&name, SeriesData { x: None, y: array.values });
                }
                Content::Array2(array) => {
                    let (width, height) = (array.columns, array.rows);
                    images.push((name, ImageData { width, height, channels: 1, values: array.values }));
                }
                Content::Image(image) => images.push((name, image)),
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
        let mut axes = self.axes(0, 0);
        let is_first = axes.axes.series.is_empty();
        axes.line(data).label(name);
        // Of several files none gives the title.
        axes.axes.title = is_first.then(|| name.to_owned());
    }
}

fn table_line(table: &Table) -> Result<SeriesData, Error> {
    let columns = || table.columns.iter().map(|named| &named.column);
    let x = columns().position(|column| column.dtype().is_time());
    let is_y = |index: &usize| Some(*index) != x && table.columns[*index].column.dtype().is_number();
    let y =
        (0..table.columns.len()).find(is_y).ok_or(DataError::Empty { what: "a table without numbers" })?;
    let column = |index: usize| table.columns[index].column.clone();
    Ok(SeriesData { x: x.map(column), y: column(y) })
}
