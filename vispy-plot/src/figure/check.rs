//! Whether a document and its data fit together.

use vispy_visuals::color::{Color, Colormap};
use vispy_visuals::ticks::Scale;

use super::document::{Axes, FigureDocument, Limits};
use super::series::{ImageSeries, LineSeries, Series, SeriesKind, XData};
use crate::data::{Column, ColumnId, DType, DataStore, difference, unit_name};
use crate::error::DataError;

/// The largest number of rows or columns of axes.
const MAX_CELLS: u32 = 1024;

/// Checks all that a document says, against itself and against the columns.
pub(super) fn check(document: &FigureDocument, data: &DataStore) -> Result<(), DataError> {
    let [width, height] = document.size_px;
    setting(
        (1..=32_768).contains(&width) && (1..=32_768).contains(&height),
        "the size of the figure",
        "1 to 32768 pixels each way",
        || format!("{width} x {height}"),
    )?;
    for (i, axes) in document.axes.iter().enumerate() {
        check_axes(axes, data)?;
        if document.axes[..i].iter().any(|other| other.cell.overlaps(axes.cell)) {
            return Err(DataError::CellTaken { row: axes.cell.row, column: axes.cell.column });
        }
    }
    Ok(())
}

fn setting(
    good: bool,
    what: &'static str,
    expected: &'static str,
    found: impl FnOnce() -> String,
) -> Result<(), DataError> {
    if good { Ok(()) } else { Err(DataError::Setting { what, expected, found: found() }) }
}

fn check_axes(axes: &Axes, data: &DataStore) -> Result<(), DataError> {
    let cell = axes.cell;
    setting(
        cell.row_span > 0 && cell.column_span > 0 && cell.end().iter().all(|&end| end <= MAX_CELLS),
        "the place of axes in the grid",
        "a span of at least 1 within 1024 rows and columns",
        || format!("{} + {}, {} + {}", cell.row, cell.row_span, cell.column, cell.column_span),
    )?;
    if let Some(aspect) = axes.aspect {
        let good = aspect.is_finite() && aspect > 0.0;
        setting(good, "the aspect", "a positive number", || aspect.to_string())?;
    }
    for (what, axis) in [("the limits of the x axis", axes.x), ("the limits of the y axis", axes.y)] {
        if let Limits::Fixed { low, high } = axis.limits {
            let length = difference(high, low);
            setting(
                length.is_finite() && length > 0.0,
                what,
                "two finite numbers, the smaller one first",
                || format!("{low:?} to {high:?}"),
            )?;
        }
    }
    for series in &axes.series {
        check_series(axes, series, data)?;
    }
    Ok(())
}

fn check_series(axes: &Axes, series: &Series, data: &DataStore) -> Result<(), DataError> {
    match &series.kind {
        SeriesKind::Line(line) => check_line(axes, line, data),
        SeriesKind::Image(image) => check_image(axes, image, data),
    }
}

fn check_line(axes: &Axes, line: &LineSeries, data: &DataStore) -> Result<(), DataError> {
    let y = drawable(data, line.y, "the y of a line")?;
    if y.is_empty() {
        return Err(DataError::Empty { what: "the y of a line" });
    }
    match line.x {
        XData::Index => on_axis(axes, "x", None)?,
        XData::RateHz(rate) => {
            let good = rate.is_finite() && rate > 0.0 && rate.recip().is_finite();
            setting(good, "the sampling rate in Hz", "a positive number", || rate.to_string())?;
            on_axis(axes, "x", None)?;
        }
        XData::Column(id) => {
            let x = drawable(data, id, "the x of a line")?;
            if x.len() != y.len() {
                return Err(DataError::LengthMismatch { x: x.len(), y: y.len() });
            }
            on_axis(axes, "x", Some(x))?;
        }
    }
    on_axis(axes, "y", Some(y))?;
    let good = line.width_px.is_finite() && line.width_px > 0.0;
    setting(good, "the width of a line in pixels", "a positive number", || line.width_px.to_string())?;
    if let Some(color) = &line.color {
        Color::parse(color)?;
    }
    Ok(())
}

fn check_image(axes: &Axes, image: &ImageSeries, data: &DataStore) -> Result<(), DataError> {
    let values = data.get(image.values)?;
    if !values.dtype().is_number() {
        let (what, expected, found) = ("an image", "a number type", values.dtype());
        return Err(DataError::ColumnType { what, expected, found });
    }
    let (width, height, channels) = (image.width, image.height, image.channels);
    let good = matches!(channels, 1 | 3 | 4);
    setting(good, "the number of channels of an image", "1, 3 or 4", || channels.to_string())?;
    let expected = width.saturating_mul(height).saturating_mul(channels);
    if expected != values.len() {
        return Err(DataError::ImageShape { width, height, channels, expected, found: values.len() });
    }
    if expected == 0 {
        return Err(DataError::Empty { what: "an image" });
    }
    let edges = image.edges();
    let all = [edges.left, edges.right, edges.top, edges.bottom];
    let good = all.iter().all(|e| e.is_finite()) && edges.left != edges.right && edges.top != edges.bottom;
    setting(good, "the extent of an image", "finite, with a width and a height", || format!("{all:?}"))?;
    if let Some([low, high]) = image.limits {
        let good = low.is_finite() && high.is_finite() && low < high;
        setting(good, "the limits of a colormap", "two finite numbers, the smaller one first", || {
            format!("{low} to {high}")
        })?;
    }
    Colormap::by_name(&image.colormap)?;
    on_axis(axes, "x", None)?;
    on_axis(axes, "y", None)
}

/// Returns a column that has positions.
fn drawable<'a>(data: &'a DataStore, id: ColumnId, what: &'static str) -> Result<&'a Column, DataError> {
    let column = data.get(id)?;
    let (dtype, expected) = (column.dtype(), "a number or time type");
    if dtype.is_number() || dtype.is_time() {
        Ok(column)
    } else {
        Err(DataError::ColumnType { what, expected, found: dtype })
    }
}

/// Checks that values mean on an axis what the axis shows; `None` stands for plain numbers.
fn on_axis(axes: &Axes, axis: &'static str, column: Option<&Column>) -> Result<(), DataError> {
    let scale = if axis == "x" { axes.x.scale } else { axes.y.scale };
    let found = column.map(Column::dtype).filter(|dtype| dtype.is_time());
    let expected = match (scale, found) {
        (Scale::Linear, None) => return Ok(()),
        (Scale::Time(unit), Some(DType::Timestamp(found))) if unit == found => return Ok(()),
        (Scale::Linear, _) => "numbers".to_owned(),
        (Scale::Time(unit), _) => format!("time in {}", unit_name(unit)),
        (scale, _) => format!("{scale:?}"),
    };
    Err(DataError::AxisKind {
        axis,
        row: axes.cell.row,
        column: axes.cell.column,
        expected,
        found: found.map_or_else(|| "numbers".to_owned(), |dtype| dtype.to_string()),
    })
}
