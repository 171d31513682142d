//! Whether a document and its data fit together.

use vispy_visuals::color::{Color, Colormap};
use vispy_visuals::ticks::Scale;
use vispy_visuals::visuals::Symbol;

use super::axis::{AxisSpec, Limits, Link, YAxis};
use super::document::{Axes, FigureDocument};
use super::series::{Level, Series, XData};
use super::style::Style;
use crate::data::readers::closest;
use crate::data::{Column, ColumnId, ColumnSlice, DType, DataStore, Value, difference, unit_name};
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
    if let Some(style) = &document.style {
        check_style(style)?;
    }
    for (i, axes) in document.axes.iter().enumerate() {
        check_axes(axes, data)?;
        if document.axes[..i].iter().any(|other| other.cell.overlaps(axes.cell)) {
            return Err(DataError::CellTaken { row: axes.cell.row, column: axes.cell.column });
        }
    }
    for link in &document.links {
        check_link(link, &document.axes)?;
    }
    Ok(())
}

/// An error unless a setting is good.
pub(super) fn setting(
    good: bool,
    what: &'static str,
    expected: &'static str,
    found: impl FnOnce() -> String,
) -> Result<(), DataError> {
    if good { Ok(()) } else { Err(DataError::Setting { what, expected, found: found() }) }
}

/// Checks what a style has besides colours: a colormap and lengths.
fn check_style(style: &Style) -> Result<(), DataError> {
    Colormap::by_name(&style.colormap)?;
    for (what, size) in style.font_sizes() {
        setting(size.is_finite() && size > 0.0, what, "a positive number", || size.to_string())?;
    }
    for (what, length) in style.lengths() {
        setting(length.is_finite() && length >= 0.0, what, "0 or more", || length.to_string())?;
    }
    Ok(())
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
    check_axis(&axes.x, "the limits of the x axis")?;
    check_axis(&axes.y, "the limits of the y axis")?;
    if let Some(y2) = &axes.y2 {
        check_axis(y2, "the limits of the right y axis")?;
    }
    check_color_bar(axes)?;
    for (i, series) in axes.series.iter().enumerate() {
        let y = match (series.y_axis, &axes.y2) {
            (YAxis::Left, _) => &axes.y,
            (YAxis::Right, Some(y2)) => y2,
            (YAxis::Right, None) => {
                let (expected, found) = ("the left one, as there is no other", "the right one".to_owned());
                return Err(DataError::Setting { what: "the y axis of a series", expected, found });
            }
        };
        let check = Check { axes, y, data };
        let checked = series.kind.get().check(&check).and_then(|()| series.color_function().map(drop));
        checked.map_err(|error| match series_name(axes, i) {
            Some(series) => DataError::InSeries { series, source: Box::new(error) },
            None => error,
        })?;
    }
    Ok(())
}

fn check_color_bar(axes: &Axes) -> Result<(), DataError> {
    let Some(bar) = &axes.color_bar else { return Ok(()) };
    let mapped = |series: &Series| series.kind.get().is_mapped();
    let good = match bar.series {
        Some(index) => axes.series.get(index).is_some_and(mapped),
        None => axes.series.iter().any(mapped),
    };
    let expected = "an image with one channel, a spectrogram, or markers with numbers for colours";
    setting(good, "the series of a colour bar", expected, || match bar.series {
        Some(index) => format!("series {}", index + 1),
        None => "none of the axes'".to_owned(),
    })
}

fn check_axis(axis: &AxisSpec, what: &'static str) -> Result<(), DataError> {
    if let Scale::Symlog { linear_width } = axis.scale {
        let good = (1e-300..=1e300).contains(&linear_width);
        setting(good, "the linear width of a symlog axis", "1e-300 to 1e300", || linear_width.to_string())?;
    }
    let Limits::Fixed { low, high } = axis.limits else { return Ok(()) };
    let length = difference(high, low);
    let found = || format!("{low:?} to {high:?}");
    let good = length.is_finite() && length > 0.0;
    setting(good, what, "two finite numbers, the smaller one first", found)?;
    let good = axis.scale != Scale::Log || low.to_f64() > 0.0;
    setting(good, what, "positive numbers, for the axis is logarithmic", found)
}

/// Checks that linked axes exist and can show the same.
fn check_link(link: &Link, all: &[Axes]) -> Result<(), DataError> {
    let mut scale = None;
    for &index in link.axes() {
        let Some(axes) = all.get(index) else {
            let expected = "below the number of axes";
            return Err(DataError::Setting {
                what: "the number of linked axes",
                expected,
                found: index.to_string(),
            });
        };
        let own = if link.dimension() == 0 { axes.x.scale } else { axes.y.scale };
        let first = *scale.get_or_insert(own);
        setting(own == first, "the scale of linked axes", "the same for all", || {
            format!("{first:?} and {own:?}")
        })?;
    }
    Ok(())
}

/// Returns the symbol of a name.
pub(crate) fn symbol(name: &str) -> Result<Symbol, DataError> {
    name.parse().map_err(|_unknown| {
        let known: Vec<&str> = Symbol::ALL.iter().map(|symbol| symbol.name()).collect();
        let suggestion = closest(name, known.iter().copied());
        DataError::Symbol { name: name.to_owned(), known, suggestion }
    })
}

/// What messages call a series that needs to be told from others.
fn series_name(axes: &Axes, index: usize) -> Option<String> {
    match &axes.series[index].label {
        Some(label) => Some(format!("series '{label}'")),
        None => (axes.series.len() > 1).then(|| format!("series {}", index + 1)),
    }
}

/// What a series is checked against, and the checks that several kinds share.
#[derive(Debug, Clone, Copy)]
pub(super) struct Check<'a> {
    pub(super) axes: &'a Axes,
    /// The y axis that the series counts on.
    pub(super) y: &'a AxisSpec,
    pub(super) data: &'a DataStore,
}

impl<'a> Check<'a> {
    /// Returns a column that has positions, at least one.
    pub(super) fn drawable(&self, id: ColumnId, what: &'static str) -> Result<&'a Column, DataError> {
        let column = self.data.get(id)?;
        let (dtype, expected) = (column.dtype(), "a number or time type");
        if !dtype.is_number() && !dtype.is_time() {
            return Err(DataError::ColumnType { what, expected, found: dtype });
        }
        let may_be_empty = self.data.is_live(id);
        if column.is_empty() && !may_be_empty { Err(DataError::Empty { what }) } else { Ok(column) }
    }

    /// Checks where the x values of `len` y values come from, and that they fit the x axis.
    pub(super) fn x_data(&self, x: XData, len: usize, what: &'static str) -> Result<(), DataError> {
        self.positions("x", x, len, what)
    }

    /// The same for positions along any axis.
    pub(super) fn positions(
        &self,
        axis: &'static str,
        x: XData,
        len: usize,
        what: &'static str,
    ) -> Result<(), DataError> {
        match x {
            XData::Index => self.on_axis(axis, None),
            XData::RateHz(rate) => {
                let good = rate.is_finite() && rate > 0.0 && rate.recip().is_finite();
                setting(good, "the sampling rate in Hz", "a positive number", || rate.to_string())?;
                self.on_axis(axis, None)
            }
            XData::Column(id) => {
                let x = self.data.get(id)?;
                if x.len() != len && !matches!(x.dtype(), DType::Text) {
                    return Err(DataError::LengthMismatch { x: x.len(), y: len });
                }
                self.on_axis(axis, Some(self.drawable(id, what)?))
            }
        }
    }

    /// Checks that a setting is a positive number.
    pub(super) fn positive(&self, value: f64, what: &'static str) -> Result<(), DataError> {
        setting(value.is_finite() && value > 0.0, what, "a positive number", || value.to_string())
    }

    /// Checks that a setting is a positive number, if it is set.
    pub(super) fn positive_if(&self, value: Option<f64>, what: &'static str) -> Result<(), DataError> {
        value.map_or(Ok(()), |value| self.positive(value, what))
    }

    /// Checks that a text is the name of a symbol, if there is one.
    pub(super) fn symbol(&self, name: Option<&str>) -> Result<(), DataError> {
        name.map_or(Ok(()), |name| symbol(name).map(|_| ()))
    }

    /// Checks that a text is a colour, if there is one.
    pub(super) fn color(&self, color: Option<&str>) -> Result<(), DataError> {
        color.map_or(Ok(()), |text| Ok(Color::parse(text).map(|_| ())?))
    }

    /// Checks that an opacity is one, if it is set.
    pub(super) fn opacity(&self, alpha: Option<f64>) -> Result<(), DataError> {
        let Some(alpha) = alpha else { return Ok(()) };
        setting((0.0..=1.0).contains(&alpha), "an opacity", "0 to 1", || alpha.to_string())
    }

    /// Checks that each text of a column is a colour.
    pub(super) fn colors(&self, column: &Column) -> Result<(), DataError> {
        let ColumnSlice::Text(texts) = column.slice() else { return Ok(()) };
        texts.iter().try_for_each(|text| self.color(Some(text)))
    }

    /// Checks that positions are finite.
    pub(super) fn finite(&self, values: &[Value], what: &'static str) -> Result<(), DataError> {
        let good = values.iter().all(|value| value.to_f64().is_finite());
        setting(good, what, "finite", || format!("{values:?}"))
    }

    /// Returns a column of numbers, at least one.
    pub(super) fn number_column(&self, id: ColumnId, what: &'static str) -> Result<&'a Column, DataError> {
        let column = self.data.get(id)?;
        let (found, expected) = (column.dtype(), "a number type");
        if !found.is_number() {
            return Err(DataError::ColumnType { what, expected, found });
        }
        // What is live may begin with nothing.
        let may_be_empty = self.data.is_live(id);
        if column.is_empty() && !may_be_empty { Err(DataError::Empty { what }) } else { Ok(column) }
    }

    /// Returns a column of as many numbers as there are points.
    pub(super) fn numbers(
        &self,
        id: ColumnId,
        len: usize,
        what: &'static str,
    ) -> Result<&'a Column, DataError> {
        let column = self.number_column(id, what)?;
        let (expected, found) = (len, column.len());
        if found == expected { Ok(column) } else { Err(DataError::Count { what, expected, found }) }
    }

    /// Checks a number for all points, or a column with one for each.
    pub(super) fn level(&self, level: Level, len: usize, what: &'static str) -> Result<(), DataError> {
        match level {
            Level::Constant(value) => setting(value.is_finite(), what, "finite", || value.to_string()),
            Level::Column(id) => {
                let (expected, found) = (len, self.drawable(id, what)?.len());
                if found == expected { Ok(()) } else { Err(DataError::Count { what, expected, found }) }
            }
        }
    }

    /// Checks numbers that cannot be below 0.
    pub(super) fn not_negative(&self, level: Level, len: usize, what: &'static str) -> Result<(), DataError> {
        let lowest = match level {
            Level::Constant(value) => Some(value),
            Level::Column(id) => self.numbers(id, len, what)?.extent().map(|[low, _]| low.to_f64()),
        };
        let Some(lowest) = lowest else { return Ok(()) };
        setting(lowest >= 0.0, what, "0 or more", || lowest.to_string())
    }

    /// Checks that both axes are spaced evenly, as pictures need them.
    pub(super) fn evenly_spaced(&self, what: &'static str) -> Result<(), DataError> {
        let scale = [self.axes.x.scale, self.y.scale].into_iter().find(|scale| scale.is_bent());
        setting(scale.is_none(), what, "an evenly spaced one", || format!("{:?}", scale.unwrap_or_default()))
    }

    /// Checks that values mean on an axis what the axis shows; `None` stands for plain numbers.
    pub(super) fn on_axis(&self, axis: &'static str, column: Option<&Column>) -> Result<(), DataError> {
        let axes = self.axes;
        let scale = if axis == "x" { axes.x.scale } else { self.y.scale };
        let found = column.map(Column::dtype).filter(|dtype| dtype.is_time());
        let expected = match (scale, found) {
            (Scale::Linear | Scale::Log | Scale::Symlog { .. } | Scale::Category, None) => return Ok(()),
            (Scale::Time(unit), Some(DType::Timestamp(found))) if unit == found => return Ok(()),
            (Scale::Linear | Scale::Log | Scale::Symlog { .. } | Scale::Category, _) => "numbers".to_owned(),
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
}
