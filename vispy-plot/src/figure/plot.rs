//! A figure in one expression: [`line`](line()) and [`image`](image()).

use super::builder::{AxesMut, LineMut, SeriesMut};
use super::image_data::IntoImageData;
use super::series::{Dashes, Kind, SeriesType};
use super::{Figure, Theme};
use crate::data::{IntoSeriesData, Keep, LiveSeries, Value};
use crate::error::DataError;

/// Plots a line: y alone, or `(x, y)`, from vectors, slices, arrays, `ndarray`s or columns of any number type.
///
/// ```
/// # fn main() -> Result<(), vispy_plot::Error> {
/// let y = vec![1.0f32, 3.0, 2.0];
/// let plot = vispy_plot::line(&y).rate_hz(100.0).color("darkorange").title("Ground motion").x_label("time (s)");
/// plot.check()?;
/// # Ok(())
/// # }
/// ```
pub fn line(data: impl IntoSeriesData) -> Plot {
    Plot { figure: Figure::new() }.line(data)
}

/// Plots an image: a picture from a file, or an `ndarray` of shape `(height, width)` or `(height, width, channels)`.
///
/// ```
/// # fn main() -> Result<(), vispy_plot::Error> {
/// let plot = vispy_plot::image(&ndarray::Array2::<f32>::zeros((2, 3))).colormap("magma");
/// plot.check()?;
/// # Ok(())
/// # }
/// ```
pub fn image(data: impl IntoImageData) -> Plot {
    Plot { figure: Figure::new() }.image(data)
}

/// A figure with one pair of axes, built in one expression.
///
/// Settings of a series, such as [`Plot::color`], concern the one that was added last.
#[derive(Debug, Clone)]
#[must_use = "a plot is seen when it is saved or shown"]
pub struct Plot {
    figure: Figure,
}

impl Plot {
    /// Adds another line.
    pub fn line(self, data: impl IntoSeriesData) -> Self {
        self.with_axes(|axes| {
            axes.line(data);
        })
    }

    /// Adds another image.
    pub fn image(self, data: impl IntoImageData) -> Self {
        self.with_axes(|axes| {
            axes.image(data);
        })
    }

    /// Sets the text above the axes.
    pub fn title(self, text: impl Into<String>) -> Self {
        self.with_axes(|axes| {
            axes.title(text);
        })
    }

    /// Sets the text along the x axis.
    pub fn x_label(self, text: impl Into<String>) -> Self {
        self.with_axes(|axes| {
            axes.x_label(text);
        })
    }

    /// Sets the text along the y axis.
    pub fn y_label(self, text: impl Into<String>) -> Self {
        self.with_axes(|axes| {
            axes.y_label(text);
        })
    }

    /// Sets the part of the x axis that is seen at first; `low` is smaller than `high`.
    pub fn x_limits(self, low: impl Into<Value>, high: impl Into<Value>) -> Self {
        self.with_axes(|axes| {
            axes.x_limits(low, high);
        })
    }

    /// Sets the part of the y axis that is seen at first; `low` is smaller than `high`.
    pub fn y_limits(self, low: impl Into<Value>, high: impl Into<Value>) -> Self {
        self.with_axes(|axes| {
            axes.y_limits(low, high);
        })
    }

    /// Shows a legend of the series that have a label, where it covers the least of the data.
    pub fn legend(self) -> Self {
        self.with_axes(|axes| {
            axes.legend();
        })
    }

    /// Sets the size in logical pixels.
    pub fn size_px(mut self, width: u32, height: u32) -> Self {
        self.figure.size_px(width, height);
        self
    }

    /// Counts x in seconds from the first sample, at this many samples a second.
    pub fn rate_hz(self, rate_hz: f64) -> Self {
        self.with_last(|mut line: LineMut<'_>| {
            line.rate_hz(rate_hz);
        })
    }

    /// Sets the colour of the last series that has one: a text that
    /// [`Color::parse`](vispy_visuals::color::Color::parse) reads, such as `steelblue`.
    pub fn color(mut self, color: impl Into<String>) -> Self {
        if let Some(kind) = self.kinds().find_map(|kind| kind.as_colored()) {
            *kind.paint_mut().0 = Some(color.into());
        }
        self
    }

    /// Sets the opacity of the last series that has one, 0 to 1.
    pub fn alpha(mut self, alpha: f64) -> Self {
        if let Some(kind) = self.kinds().find_map(|kind| kind.as_colored()) {
            *kind.paint_mut().1 = Some(alpha);
        }
        self
    }

    /// Sets the width of the last line of any kind in logical pixels.
    pub fn width_px(mut self, width_px: f64) -> Self {
        if let Some(kind) = self.kinds().find_map(|kind| kind.as_stroked()) {
            kind.pen_mut().width_px = Some(width_px);
        }
        self
    }

    /// Sets the dashes of the last line of any kind: `-`, `--`, `:` or `-.`, or `solid`, `dashed`, `dotted` or `dashdot`.
    pub fn style(mut self, name: impl Into<String>) -> Self {
        if let Some(kind) = self.kinds().find_map(|kind| kind.as_stroked()) {
            kind.pen_mut().dashes = Some(Dashes::Named(name.into()));
        }
        self
    }

    /// Draws an outline around the last series that has an area, in a colour.
    pub fn edge_color(mut self, color: impl Into<String>) -> Self {
        if let Some(kind) = self.kinds().find_map(|kind| kind.as_filled()) {
            kind.fill_mut().edge_color = Some(color.into());
        }
        self
    }

    /// Sets the colormap of the last series that has one, one of
    /// [`Colormap::names`](vispy_visuals::color::Colormap::names).
    pub fn colormap(mut self, name: impl Into<String>) -> Self {
        if let Some(kind) = self.kinds().find_map(|kind| kind.as_mapped()) {
            kind.mapping_mut().colormap = Some(name.into());
        }
        self
    }

    /// Sets the values at the ends of the last series' colormap.
    pub fn limits(mut self, low: f64, high: f64) -> Self {
        if let Some(kind) = self.kinds().find_map(|kind| kind.as_mapped()) {
            kind.mapping_mut().limits = Some([low, high]);
        }
        self
    }

    /// Sets the name of the last series for people; series that have one are in the legend.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        if let Some(series) = self.figure.axes(0, 0).axes.series.last_mut() {
            series.label = Some(label.into());
        }
        self
    }

    /// Chooses the look.
    pub fn theme(mut self, theme: Theme) -> Self {
        self.figure.theme(theme);
        self
    }

    /// Returns a handle with which any thread can change the data of the line that was added last, while the plot is shown;
    /// `None` without a line.
    ///
    /// ```no_run
    /// use vispy_plot::data::Keep;
    ///
    /// # fn main() -> Result<(), vispy_plot::Error> {
    /// let mut plot = vispy_plot::line(Vec::<f32>::new()).title("What arrives");
    /// let live = plot.live(Keep::Last(10_000)).ok_or("no line").unwrap();
    /// std::thread::spawn(move || (0..).try_for_each(|i| live.append([i as f32])));
    /// plot.show()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn live(&mut self, keep: Keep) -> Option<LiveSeries> {
        Some(LineMut::last(self.figure.axes(0, 0))?.live(keep))
    }

    /// Returns the figure, for all that a plot does not offer.
    pub fn into_figure(self) -> Figure {
        self.figure
    }

    /// Returns the figure to look at.
    pub fn figure(&self) -> &Figure {
        &self.figure
    }

    /// Checks data and settings.
    ///
    /// # Errors
    ///
    /// The same as [`Figure::check`].
    pub fn check(&self) -> Result<(), DataError> {
        self.figure.check()
    }

    fn with_axes(mut self, change: impl FnOnce(&mut AxesMut<'_>)) -> Self {
        change(&mut self.figure.axes(0, 0));
        self
    }

    /// Changes the last series of a kind; without one there is nothing to change.
    fn with_last<K: SeriesType>(mut self, change: impl FnOnce(SeriesMut<'_, K>)) -> Self {
        if let Some(series) = SeriesMut::last(self.figure.axes(0, 0)) {
            change(series);
        }
        self
    }

    /// The series, the last one first.
    fn kinds(&mut self) -> impl Iterator<Item = &mut dyn Kind> {
        self.figure.axes(0, 0).axes.series.iter_mut().rev().map(|series| series.kind.get_mut())
    }
}

impl From<Plot> for Figure {
    fn from(plot: Plot) -> Self {
        plot.figure
    }
}
