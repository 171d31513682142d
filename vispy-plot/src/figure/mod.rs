//! Figures: a document that can be written and read, beside the columns that it names.

mod axis;
mod builder;
mod check;
mod color_bar;
mod document;
mod from_files;
mod image_data;
mod legend;
mod links;
mod own_visual;
mod plot;
mod series;
mod signal_data;
mod style;

pub use axis::{AxisSpec, Limits, Link, YAxis};
pub use builder::{
    AnnotationMut, AxesMut, BarMut, ErrorBarMut, FillBetweenMut, GuideLineMut, HistMut, ImageMut, IntoErrors,
    IntoLevel, LineMut, PolygonMut, ScatterMut, SeriesMut, SignalsMut, SpanMut, SpectrogramMut, StepMut,
    VisualMut,
};
pub(crate) use check::symbol;
pub use color_bar::ColorBar;
pub use document::{Axes, Cell, FORMAT_VERSION, FigureDocument, FormatVersion};
pub use image_data::IntoImageData;
pub use legend::{Legend, LegendPlace};
pub(crate) use own_visual::OwnVisual;
pub use own_visual::OwnVisualId;
pub use plot::{Plot, bar, errorbar, fill_between, hist, image, line, polygon, scatter, spectrogram, step};
pub use series::{
    AnnotationSeries, BarSeries, Bins, ColorMapping, Colored, Dashes, ErrorBarSeries, Errors, Extent, Fill,
    FillBetweenSeries, Filled, GuideLineSeries, HistSeries, ImageSeries, Level, LineSeries, Mapped,
    Orientation, Pen, PolygonSeries, ScatterSeries, Series, SeriesKind, SeriesType, SignalsSeries,
    SpanSeries, SpectrogramSeries, StepAt, StepSeries, Stroked, VisualSeries, XData,
};
pub use signal_data::{IntoSignalData, SignalData};
pub use style::{Style, Theme};
pub use vispy_visuals::ticks::Scale;
pub use vispy_visuals::vector::{Cap, Join};
pub use vispy_visuals::visuals::Interpolation;

use crate::data::DataStore;
use crate::error::DataError;

/// A figure: a [`FigureDocument`] and the [`DataStore`] with the columns that it names. VisPy's `Fig`.
///
/// ```
/// use vispy_plot::Figure;
///
/// # fn main() -> Result<(), vispy_plot::Error> {
/// let mut figure = Figure::new();
/// let mut axes = figure.axes(0, 0);
/// axes.line(&[1.0f32, 3.0, 2.0]).color("steelblue");
/// axes.line((&[0.0, 0.5][..], &[1i16, 2][..])).width_px(3.0);
/// axes.title("Ground motion").x_label("time (s)");
/// figure.check()?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
#[doc(alias = "Fig")]
pub struct Figure {
    /// What is drawn.
    pub document: FigureDocument,
    /// The columns that the document names.
    pub data: DataStore,
}

impl Figure {
    /// Makes an empty figure of 800 x 600 logical pixels.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a document that was read together with its columns.
    ///
    /// # Errors
    ///
    /// The same as [`Figure::check`].
    pub fn from_parts(document: FigureDocument, data: DataStore) -> Result<Self, DataError> {
        let figure = Self { document, data };
        figure.check()?;
        Ok(figure)
    }

    /// Opens the axes whose first cell is at `row` and `column` of the grid; makes them if there are none.
    pub fn axes(&mut self, row: u32, column: u32) -> AxesMut<'_> {
        let index = self.axes_index(row, column);
        let axes = &mut self.document.axes[index];
        AxesMut { axes, data: &mut self.data, side: YAxis::Left }
    }

    /// The index of the axes whose first cell is at `row` and `column`, which are made if there are none.
    fn axes_index(&mut self, row: u32, column: u32) -> usize {
        let all = &mut self.document.axes;
        let at = |axes: &Axes| axes.cell.row == row && axes.cell.column == column;
        let index = all.iter().position(at).unwrap_or(all.len());
        if index == all.len() {
            all.push(Axes::new(Cell::new(row, column)));
        }
        index
    }

    /// Sets the size in logical pixels.
    pub fn size_px(&mut self, width: u32, height: u32) -> &mut Self {
        self.document.size_px = [width, height];
        self
    }

    /// Chooses the look. A style that was changed before is given up.
    pub fn theme(&mut self, theme: Theme) -> &mut Self {
        self.document.theme = theme;
        self.document.style = None;
        self
    }

    /// Opens every size and colour of the figure, for changes; they begin as those of the theme.
    pub fn style_mut(&mut self) -> &mut Style {
        let theme = self.document.theme;
        self.document.style.get_or_insert_with(|| theme.style())
    }

    /// Checks that the settings are in range, and that the columns exist, fit together and fit their axes.
    ///
    /// The methods that build a figure take everything, so that they can be chained; this finds what is wrong with it.
    /// Saving and showing call it first.
    ///
    /// # Errors
    ///
    /// - [`DataError::LengthMismatch`], [`DataError::ColumnType`], [`DataError::Empty`], [`DataError::ImageShape`],
    ///   [`DataError::StaleColumn`]: the columns of a series.
    /// - [`DataError::AxisKind`]: numbers on a time axis, or times in another unit.
    /// - [`DataError::Color`]: a colour or a colormap.
    /// - [`DataError::Setting`], [`DataError::CellTaken`]: a size, limits, a place in the grid.
    pub fn check(&self) -> Result<(), DataError> {
        check::check(&self.document, &self.data)
    }
}
