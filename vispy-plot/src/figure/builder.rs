//! Handles that fill axes: [`AxesMut`], [`LineMut`], [`ImageMut`].

use vispy_visuals::ticks::Scale;
use vispy_visuals::vector::{Cap, Join};
use vispy_visuals::visuals::Interpolation;

use super::document::{Axes, Limits};
use super::image_data::IntoImageData;
use super::series::{Extent, ImageSeries, LineSeries, Series, SeriesKind, XData};
use crate::data::{DType, DataStore, IntoSeriesData, Value};

/// Axes of a figure, open for changes; reaches the figure's columns too.
///
/// What is wrong with the data or the settings is found by [`Figure::check`](crate::Figure::check), which saving and
/// showing call first.
#[derive(Debug)]
pub struct AxesMut<'a> {
    pub(super) axes: &'a mut Axes,
    pub(super) data: &'a mut DataStore,
}

impl AxesMut<'_> {
    /// Adds a line: y alone, or `(x, y)`. VisPy's `PlotWidget.plot`.
    ///
    /// Times in x or y turn that axis into a time axis if nothing is drawn yet.
    #[doc(alias = "plot")]
    pub fn line(&mut self, data: impl IntoSeriesData) -> LineMut<'_> {
        let data = data.into_series_data();
        if self.axes.series.is_empty() {
            let scale = |dtype| match dtype {
                DType::Timestamp(unit) => Scale::Time(unit),
                _ => Scale::Linear,
            };
            self.axes.x.scale = data.x.as_ref().map_or(Scale::Linear, |x| scale(x.dtype()));
            self.axes.y.scale = scale(data.y.dtype());
        }
        let x = data.x.map(|x| self.data.insert(x));
        let y = self.data.insert(data.y);
        let line = LineSeries { x: x.map_or(XData::Index, XData::Column), ..LineSeries::new(y) };
        LineMut { series: self.push(SeriesKind::Line(line)) }
    }

    /// Adds an image. VisPy's `PlotWidget.image`.
    ///
    /// If nothing is drawn yet, the y axis is turned downwards, pixels become square and the grid lines go.
    pub fn image(&mut self, data: impl IntoImageData) -> ImageMut<'_> {
        let data = data.into_image_data();
        if self.axes.series.is_empty() {
            self.axes.y.inverted = true;
            self.axes.aspect = Some(1.0);
            self.axes.grid = false;
        }
        let values = self.data.insert(data.values);
        let image = ImageSeries::new(values, data.width, data.height, data.channels);
        ImageMut { series: self.push(SeriesKind::Image(image)) }
    }

    fn push(&mut self, kind: SeriesKind) -> &mut Series {
        self.axes.series.push(Series::new(kind));
        let last = self.axes.series.len() - 1;
        &mut self.axes.series[last]
    }

    /// Sets the text above the axes.
    pub fn title(&mut self, text: impl Into<String>) -> &mut Self {
        self.axes.title = Some(text.into());
        self
    }

    /// Sets the text along the x axis.
    #[doc(alias = "xlabel")]
    pub fn x_label(&mut self, text: impl Into<String>) -> &mut Self {
        self.axes.x_label = Some(text.into());
        self
    }

    /// Sets the text along the y axis.
    #[doc(alias = "ylabel")]
    pub fn y_label(&mut self, text: impl Into<String>) -> &mut Self {
        self.axes.y_label = Some(text.into());
        self
    }

    /// Sets the part of the x axis that is seen at first; `low` is smaller than `high`.
    pub fn x_limits(&mut self, low: impl Into<Value>, high: impl Into<Value>) -> &mut Self {
        self.axes.x.limits = Limits::Fixed { low: low.into(), high: high.into() };
        self
    }

    /// Sets the part of the y axis that is seen at first; `low` is smaller than `high`.
    pub fn y_limits(&mut self, low: impl Into<Value>, high: impl Into<Value>) -> &mut Self {
        self.axes.y.limits = Limits::Fixed { low: low.into(), high: high.into() };
        self
    }

    /// Sets whether x grows to the left.
    pub fn x_inverted(&mut self, inverted: bool) -> &mut Self {
        self.axes.x.inverted = inverted;
        self
    }

    /// Sets whether y grows downwards.
    pub fn y_inverted(&mut self, inverted: bool) -> &mut Self {
        self.axes.y.inverted = inverted;
        self
    }

    /// Sets whether grid lines are drawn at the ticks.
    pub fn grid(&mut self, visible: bool) -> &mut Self {
        self.axes.grid = visible;
        self
    }

    /// Sets the length of a y unit over that of an x unit on the screen; `None` lets the series fill the axes.
    pub fn aspect(&mut self, aspect: impl Into<Option<f64>>) -> &mut Self {
        self.axes.aspect = aspect.into();
        self
    }

    /// Sets how many rows and columns of the figure's grid the axes cover.
    pub fn span(&mut self, rows: u32, columns: u32) -> &mut Self {
        (self.axes.cell.row_span, self.axes.cell.column_span) = (rows, columns);
        self
    }
}

/// A line, open for changes.
#[derive(Debug)]
pub struct LineMut<'a> {
    pub(super) series: &'a mut Series,
}

impl LineMut<'_> {
    /// Sets the colour: a text that [`Color::parse`](vispy_visuals::color::Color::parse) reads, such as `steelblue`.
    pub fn color(&mut self, color: impl Into<String>) -> &mut Self {
        self.change(|line| line.color = Some(color.into()))
    }

    /// Sets the width in logical pixels.
    pub fn width_px(&mut self, width_px: f64) -> &mut Self {
        self.change(|line| line.width_px = width_px)
    }

    /// Sets the shape of the corners.
    pub fn join(&mut self, join: Join) -> &mut Self {
        self.change(|line| line.join = join)
    }

    /// Sets the shape of the ends.
    pub fn cap(&mut self, cap: Cap) -> &mut Self {
        self.change(|line| line.cap = cap)
    }

    /// Counts x in seconds from the first sample, at this many samples a second; replaces an x that was given.
    pub fn rate_hz(&mut self, rate_hz: f64) -> &mut Self {
        self.change(|line| line.x = XData::RateHz(rate_hz))
    }

    /// Sets the name for people.
    pub fn label(&mut self, label: impl Into<String>) -> &mut Self {
        self.series.label = Some(label.into());
        self
    }

    /// Sets whether the line is drawn.
    pub fn visible(&mut self, visible: bool) -> &mut Self {
        self.series.visible = visible;
        self
    }

    fn change(&mut self, change: impl FnOnce(&mut LineSeries)) -> &mut Self {
        if let SeriesKind::Line(line) = &mut self.series.kind {
            change(line);
        }
        self
    }
}

/// An image, open for changes.
#[derive(Debug)]
pub struct ImageMut<'a> {
    pub(super) series: &'a mut Series,
}

impl ImageMut<'_> {
    /// Sets the colormap of an image with one channel, one of [`Colormap::names`](vispy_visuals::color::Colormap::names).
    #[doc(alias = "cmap")]
    pub fn colormap(&mut self, name: impl Into<String>) -> &mut Self {
        self.change(|image| image.colormap = name.into())
    }

    /// Sets the values at the ends of the colormap.
    #[doc(alias = "clim")]
    pub fn limits(&mut self, low: f64, high: f64) -> &mut Self {
        self.change(|image| image.limits = Some([low, high]))
    }

    /// Sets what is seen between the centres of pixels.
    pub fn interpolation(&mut self, interpolation: Interpolation) -> &mut Self {
        self.change(|image| image.interpolation = interpolation)
    }

    /// Sets where the edges of the image lie on the axes.
    pub fn extent(&mut self, extent: Extent) -> &mut Self {
        self.change(|image| image.extent = Some(extent))
    }

    /// Sets the name for people.
    pub fn label(&mut self, label: impl Into<String>) -> &mut Self {
        self.series.label = Some(label.into());
        self
    }

    /// Sets whether the image is drawn.
    pub fn visible(&mut self, visible: bool) -> &mut Self {
        self.series.visible = visible;
        self
    }

    fn change(&mut self, change: impl FnOnce(&mut ImageSeries)) -> &mut Self {
        if let SeriesKind::Image(image) = &mut self.series.kind {
            change(image);
        }
        self
    }
}
