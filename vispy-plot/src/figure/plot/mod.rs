//! A figure in one expression: [`line`](line()), [`scatter`](scatter()) and so on.

mod axes;

use super::builder::{AxesMut, HistMut, IntoErrors, IntoLevel, LineMut, SeriesMut};
use super::image_data::IntoImageData;
use super::series::{Bins, Dashes, Kind, SeriesType};
use super::{Figure, Theme};
use crate::data::{Column, IntoSeriesData, Keep, LiveSeries, Value};
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

/// Plots markers at points: y alone, or `(x, y)`.
///
/// ```
/// vispy_plot::scatter(([0.1, 0.5, 0.9], [1.0, 3.0, 2.0])).color("tab:red").check()?;
/// # Ok::<(), vispy_plot::Error>(())
/// ```
pub fn scatter(data: impl IntoSeriesData) -> Plot {
    Plot { figure: Figure::new() }.scatter(data)
}

/// Plots a line of steps: y alone, or `(x, y)`.
///
/// ```
/// vispy_plot::step([1.0, 3.0, 2.0]).width_px(2.0).check()?;
/// # Ok::<(), vispy_plot::Error>(())
/// ```
pub fn step(data: impl IntoSeriesData) -> Plot {
    Plot { figure: Figure::new() }.step(data)
}

/// Plots bars: heights alone, or `(positions, heights)`; positions may be names.
///
/// ```
/// vispy_plot::bar((["oats", "rye"], [3.0, 5.0])).y_label("harvest (t)").check()?;
/// # Ok::<(), vispy_plot::Error>(())
/// ```
pub fn bar(data: impl IntoSeriesData) -> Plot {
    Plot { figure: Figure::new() }.bar(data)
}

/// Plots a histogram of values, with as many bins as suit them or as [`Plot::bins`] says.
///
/// ```
/// vispy_plot::hist([1.0, 1.5, 3.0, 3.5, 3.7]).bins(2).check()?;
/// # Ok::<(), vispy_plot::Error>(())
/// ```
pub fn hist(values: impl Into<Column>) -> Plot {
    Plot { figure: Figure::new() }.hist(values)
}

/// Plots the spectrogram of a signal of `rate_hz` samples a second.
///
/// ```
/// let tone: Vec<f32> = (0..1000).map(|i| (i as f32 * 0.3).sin()).collect();
/// vispy_plot::spectrogram(&tone, 1000.0).colormap("magma").check()?;
/// # Ok::<(), vispy_plot::Error>(())
/// ```
pub fn spectrogram(samples: impl Into<Column>, rate_hz: f64) -> Plot {
    Plot { figure: Figure::new() }.spectrogram(samples, rate_hz)
}

/// Plots the area between two lines over the same x; the second may be one number.
///
/// ```
/// vispy_plot::fill_between([0.0, 1.0, 2.0], [1.0, 3.0, 2.0], 0.0).color("steelblue").check()?;
/// # Ok::<(), vispy_plot::Error>(())
/// ```
pub fn fill_between(x: impl Into<Column>, y1: impl Into<Column>, y2: impl IntoLevel) -> Plot {
    Plot { figure: Figure::new() }.fill_between(x, y1, y2)
}

/// Plots points with error bars of y: one number, one for each, or a pair `(low, high)` of such.
///
/// ```
/// vispy_plot::errorbar(([1.0, 2.0], [5.0, 7.0]), 0.5).check()?;
/// # Ok::<(), vispy_plot::Error>(())
/// ```
pub fn errorbar(data: impl IntoSeriesData, y_error: impl IntoErrors) -> Plot {
    Plot { figure: Figure::new() }.errorbar(data, y_error)
}

/// Plots filled polygons by the x and y of their corners; a point that is NaN separates two rings.
///
/// ```
/// vispy_plot::polygon([0.0, 4.0, 2.0], [0.0, 0.0, 3.0]).color("seagreen").check()?;
/// # Ok::<(), vispy_plot::Error>(())
/// ```
pub fn polygon(x: impl Into<Column>, y: impl Into<Column>) -> Plot {
    Plot { figure: Figure::new() }.polygon(x, y)
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

    /// Adds markers at points: y alone, or `(x, y)`.
    pub fn scatter(self, data: impl IntoSeriesData) -> Self {
        self.with_axes(|axes| _ = axes.scatter(data))
    }

    /// Adds a line of steps: y alone, or `(x, y)`.
    pub fn step(self, data: impl IntoSeriesData) -> Self {
        self.with_axes(|axes| _ = axes.step(data))
    }

    /// Adds bars: heights alone, or `(positions, heights)`; positions may be names.
    pub fn bar(self, data: impl IntoSeriesData) -> Self {
        self.with_axes(|axes| _ = axes.bar(data))
    }

    /// Adds a histogram of values.
    pub fn hist(self, values: impl Into<Column>) -> Self {
        self.with_axes(|axes| _ = axes.hist(values))
    }

    /// Adds the spectrogram of a signal of `rate_hz` samples a second.
    pub fn spectrogram(self, samples: impl Into<Column>, rate_hz: f64) -> Self {
        self.with_axes(|axes| _ = axes.spectrogram(samples, rate_hz))
    }

    /// Adds the area between two lines over the same x; the second may be one number.
    pub fn fill_between(self, x: impl Into<Column>, y1: impl Into<Column>, y2: impl IntoLevel) -> Self {
        self.with_axes(|axes| _ = axes.fill_between(x, y1, y2))
    }

    /// Adds points with error bars of y: one number, one for each, or a pair `(low, high)` of such.
    pub fn errorbar(self, data: impl IntoSeriesData, y_error: impl IntoErrors) -> Self {
        self.with_axes(|axes| _ = axes.errorbar(data).y_error(y_error))
    }

    /// Adds filled polygons by the x and y of their corners; a point that is NaN separates two rings.
    pub fn polygon(self, x: impl Into<Column>, y: impl Into<Column>) -> Self {
        self.with_axes(|axes| _ = axes.polygon(x, y))
    }

    /// Adds a level line across the axes at a y.
    pub fn axhline(self, y: impl Into<Value>) -> Self {
        self.with_axes(|axes| _ = axes.axhline(y))
    }

    /// Adds an upright line across the axes at an x.
    pub fn axvline(self, x: impl Into<Value>) -> Self {
        self.with_axes(|axes| _ = axes.axvline(x))
    }

    /// Adds a level band across the axes between two y.
    pub fn axhspan(self, low: impl Into<Value>, high: impl Into<Value>) -> Self {
        self.with_axes(|axes| _ = axes.axhspan(low, high))
    }

    /// Adds an upright band across the axes between two x.
    pub fn axvspan(self, low: impl Into<Value>, high: impl Into<Value>) -> Self {
        self.with_axes(|axes| _ = axes.axvspan(low, high))
    }

    /// Sets how many bins the last histogram has, or their edges.
    pub fn bins(self, bins: impl Into<Bins>) -> Self {
        self.with_last(|mut hist: HistMut<'_>| _ = hist.bins(bins))
    }

    /// Shows a legend of the series that have a label, where it covers the least of the data.
    pub fn legend(self) -> Self {
        self.with_axes(|axes| {
            axes.legend();
        })
    }

    /// Shows a colour bar with a text along it, for the last series that has a colormap.
    pub fn color_bar(self, label: impl Into<String>) -> Self {
        self.with_axes(|axes| _ = axes.color_bar(label))
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

    /// Returns a handle with which any thread can change the data of the line, the markers or the steps that were added last,
    /// while the plot is shown; `None` without any.
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
        let axes = self.figure.axes(0, 0);
        let (x, y) = axes.axes.series.iter().rev().find_map(|series| series.kind.live_columns())?;
        Some(axes.data.make_live(x, y, keep))
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
