//! Handles that fill axes: [`AxesMut`] and, for a series, [`SeriesMut`]. A file for each kind of series.

mod annotation;
mod bar;
mod errorbar;
mod fill_between;
mod guide;
mod hist;
mod image;
mod line;
mod polygon;
mod scales;
mod scatter;
mod signals;
mod spectrogram;
mod step;
mod visual;

use std::marker::PhantomData;

use vispy_visuals::ticks::Scale;
use vispy_visuals::vector::{Cap, Join};

pub use annotation::AnnotationMut;
pub use bar::BarMut;
pub use errorbar::{ErrorBarMut, IntoErrors};
pub use fill_between::{FillBetweenMut, IntoLevel};
pub use guide::{GuideLineMut, SpanMut};
pub use hist::HistMut;
pub use image::ImageMut;
pub use line::LineMut;
pub use polygon::PolygonMut;
pub use scatter::ScatterMut;
pub use signals::SignalsMut;
pub use spectrogram::SpectrogramMut;
pub use step::StepMut;
pub use visual::VisualMut;

use super::axis::{Limits, YAxis};
use super::color_bar::ColorBar;
use super::document::Axes;
use super::legend::Legend;
use super::series::{
    Colored, Dashes, Fill, Filled, Level, Live, Mapped, Orientation, Pen, Series, SeriesKind, SeriesType,
    Stroked, XData,
};
use crate::data::{Column, ColumnId, DType, DataStore, Keep, LiveSeries, SeriesData, Value};

/// Axes of a figure, open for changes; reaches the figure's columns too.
///
/// What is wrong with the data or the settings is found by [`Figure::check`](crate::Figure::check), which saving and
/// showing call first.
#[derive(Debug)]
pub struct AxesMut<'a> {
    pub(super) axes: &'a mut Axes,
    pub(super) data: &'a mut DataStore,
    /// The y axis that series are added to, and that settings of y are of.
    pub(super) side: YAxis,
}

impl AxesMut<'_> {
    pub(super) fn push<K: SeriesType + Into<SeriesKind>>(&mut self, kind: K) -> SeriesMut<'_, K> {
        self.axes.series.push(Series { y_axis: self.side, ..Series::new(kind) });
        let last = self.axes.series.len() - 1;
        SeriesMut { series: &mut self.axes.series[last], data: self.data, kind: PhantomData }
    }

    /// Stores the columns of a series, after they may have decided what the axes show: where x comes from, and y.
    fn insert(&mut self, data: SeriesData) -> (XData, ColumnId) {
        let x = data.x.map(|x| self.places(x, Orientation::Vertical));
        self.take_scales(x.as_ref(), Some(&data.y));
        let x = x.map(|x| XData::Column(self.data.insert(x)));
        (x.unwrap_or(XData::Index), self.data.insert(data.y))
    }

    /// Lets the first columns drawn decide what the axes show: numbers or times; `None` stands for plain numbers.
    pub(super) fn take_scales(&mut self, x: Option<&Column>, y: Option<&Column>) {
        let scale = |known: Scale, column: Option<&Column>| match (column.map(Column::dtype), known) {
            (Some(DType::Timestamp(unit)), _) => Scale::Time(unit),
            (_, Scale::Time(_)) => Scale::Linear,
            // Logarithmic and other scales that were set stay.
            _ => known,
        };
        if self.axes.series.is_empty() {
            self.axes.x.scale = scale(self.axes.x.scale, x);
        }
        let side = self.side;
        if self.axes.series.iter().all(|series| series.y_axis != side) {
            let axis = self.y_axis();
            axis.scale = scale(axis.scale, y);
        }
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
        let label = match self.side {
            YAxis::Left => &mut self.axes.y_label,
            YAxis::Right => &mut self.axes.y2_label,
        };
        *label = Some(text.into());
        self
    }

    /// Sets the part of the x axis that is seen at first; `low` is smaller than `high`.
    pub fn x_limits(&mut self, low: impl Into<Value>, high: impl Into<Value>) -> &mut Self {
        self.axes.x.limits = Limits::Fixed { low: low.into(), high: high.into() };
        self
    }

    /// Sets the part of the y axis that is seen at first; `low` is smaller than `high`.
    pub fn y_limits(&mut self, low: impl Into<Value>, high: impl Into<Value>) -> &mut Self {
        self.y_axis().limits = Limits::Fixed { low: low.into(), high: high.into() };
        self
    }

    /// Sets whether x grows to the left.
    pub fn x_inverted(&mut self, inverted: bool) -> &mut Self {
        self.axes.x.inverted = inverted;
        self
    }

    /// Sets whether y grows downwards.
    pub fn y_inverted(&mut self, inverted: bool) -> &mut Self {
        self.y_axis().inverted = inverted;
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

    /// Shows a legend of the series that have a label, where it covers the least of the data. matplotlib's `legend`.
    ///
    /// ```
    /// use vispy_plot::figure::LegendPlace;
    ///
    /// let mut figure = vispy_plot::Figure::new();
    /// let mut axes = figure.axes(0, 0);
    /// axes.line([1.0, 3.0, 2.0]).label("measured");
    /// axes.line([1.5, 2.5, 2.0]).label("expected").style("--");
    /// axes.legend().place = LegendPlace::LowerRight;
    /// # figure.check()?;
    /// # Ok::<(), vispy_plot::Error>(())
    /// ```
    pub fn legend(&mut self) -> &mut Legend {
        self.axes.legend.get_or_insert_default()
    }

    /// Shows a colour bar with a text along it, for the last series that has a colormap: an image, a spectrogram, or markers
    /// with numbers for colours. matplotlib's `colorbar`.
    ///
    /// ```
    /// let mut figure = vispy_plot::Figure::new();
    /// let mut axes = figure.axes(0, 0);
    /// axes.scatter([1.0, 3.0, 2.0]).c([10.0, 20.0, 30.0]);
    /// axes.color_bar("temperature (°C)");
    /// # figure.check()?;
    /// # Ok::<(), vispy_plot::Error>(())
    /// ```
    #[doc(alias = "colorbar")]
    pub fn color_bar(&mut self, label: impl Into<String>) -> &mut ColorBar {
        let label = Some(label.into()).filter(|label| !label.is_empty());
        self.axes.color_bar.insert(ColorBar { series: None, label })
    }

    /// Sets how many rows and columns of the figure's grid the axes cover.
    pub fn span(&mut self, rows: u32, columns: u32) -> &mut Self {
        (self.axes.cell.row_span, self.axes.cell.column_span) = (rows, columns);
        self
    }
}

/// A series of kind `K`, open for changes.
///
/// What all kinds have is here, and what those have that are drawn with a pen, have an area, or turn numbers into colours.
/// Each kind has its own settings besides.
#[derive(Debug)]
pub struct SeriesMut<'a, K> {
    pub(super) series: &'a mut Series,
    pub(super) data: &'a mut DataStore,
    kind: PhantomData<fn(K)>,
}

impl<'a, K: SeriesType> SeriesMut<'a, K> {
    /// Opens the last series of this kind, if there is one.
    pub(super) fn last(axes: AxesMut<'a>) -> Option<Self> {
        let last = axes.axes.series.iter_mut().rposition(|series| K::of_mut(&mut series.kind).is_some())?;
        let series = &mut axes.axes.series[last];
        Some(Self { series, data: axes.data, kind: PhantomData })
    }

    /// Sets the name for people; a series that has one is in the legend.
    pub fn label(&mut self, label: impl Into<String>) -> &mut Self {
        self.series.label = Some(label.into());
        self
    }

    /// Sets whether the series is drawn.
    pub fn visible(&mut self, visible: bool) -> &mut Self {
        self.series.visible = visible;
        self
    }

    /// Colours the series by a GLSL function of one's own, `vec4 name(vec4 color, vec2 position)`: each pixel by where it is in
    /// the data. `color` is the series' own there, with alpha 1; the returned alpha is multiplied into the series' own.
    ///
    /// Positions are in single precision; on an axis of time they count from the first value. Signals and annotations take
    /// none. What is wrong with the text, [`Figure::check`](crate::Figure::check) says, with its line; it takes the feature
    /// `parser`. Vector graphics get a picture of such a series; its sample in the legend keeps the series' own colour.
    ///
    /// ```
    /// # #[cfg(feature = "parser")] {
    /// let plot = vispy_plot::line([1.0, -3.0, 2.0]);
    /// let mut figure = plot.into_figure();
    /// figure.axes(0, 0).line([1.0, -3.0, 2.0]).color_function(
    ///     "vec4 by_sign(vec4 color, vec2 position) { return position.y < 0.0 ? vec4(0.8, 0.1, 0.1, 1.0) : color; }",
    /// );
    /// figure.check()?;
    /// # }
    /// # Ok::<(), vispy_plot::Error>(())
    /// ```
    pub fn color_function(&mut self, glsl: impl Into<String>) -> &mut Self {
        self.series.color_function = Some(glsl.into());
        self
    }

    fn change(&mut self, change: impl FnOnce(&mut K)) -> &mut Self {
        if let Some(kind) = K::of_mut(&mut self.series.kind) {
            change(kind);
        }
        self
    }

    /// Stores a column, or keeps a number.
    fn insert_level(&mut self, level: impl IntoLevel) -> Level {
        level.into_level().insert(self.data)
    }
}

impl<K: SeriesType + Live> SeriesMut<'_, K> {
    /// Returns a handle with which any thread can change the data while the figure is shown. The type of the values, whether
    /// there is an x, and the rate stay as they are now; the series may be empty.
    ///
    /// A handle that was returned before changes nothing any more. Lines take over what is new only; markers and steps are
    /// made anew in each frame that shows new data.
    #[doc(alias = "set_data")]
    pub fn live(&mut self, keep: Keep) -> LiveSeries {
        // Only kinds that have such columns are `Live`.
        let (x, y) = self.series.kind.live_columns().unwrap_or_default();
        self.data.make_live(x, y, keep)
    }
}

impl<K: SeriesType + Colored> SeriesMut<'_, K> {
    /// Sets the colour: a text that [`Color::parse`](vispy_visuals::color::Color::parse) reads, such as `steelblue`.
    pub fn color(&mut self, color: impl Into<String>) -> &mut Self {
        self.change(|kind| *kind.paint_mut().0 = Some(color.into()))
    }

    /// Sets the opacity, 0 to 1, which is multiplied into that of the colour.
    #[doc(alias = "opacity")]
    pub fn alpha(&mut self, alpha: f64) -> &mut Self {
        self.change(|kind| *kind.paint_mut().1 = Some(alpha))
    }
}

impl<K: SeriesType + Stroked> SeriesMut<'_, K> {
    /// Sets the width of the line in logical pixels.
    #[doc(alias = "linewidth")]
    pub fn width_px(&mut self, width_px: f64) -> &mut Self {
        self.pen(|pen| pen.width_px = Some(width_px))
    }

    /// Sets what is drawn and left out: `-`, `--`, `:` or `-.`, or `solid`, `dashed`, `dotted` or `dashdot`.
    #[doc(alias = "linestyle")]
    pub fn style(&mut self, name: impl Into<String>) -> &mut Self {
        self.pen(|pen| pen.dashes = Some(Dashes::Named(name.into())))
    }

    /// Sets the lengths of dashes in logical pixels: drawn, left out, and so on; 2, 4, 6 or 8 of them.
    pub fn dashes_px(&mut self, lengths_px: impl Into<Vec<f32>>) -> &mut Self {
        self.pen(|pen| pen.dashes = Some(Dashes::LengthsPx(lengths_px.into())))
    }

    /// Sets the shape of the corners.
    pub fn join(&mut self, join: Join) -> &mut Self {
        self.pen(|pen| pen.join = join)
    }

    /// Sets the shape of the ends.
    pub fn cap(&mut self, cap: Cap) -> &mut Self {
        self.pen(|pen| pen.cap = cap)
    }

    fn pen(&mut self, change: impl FnOnce(&mut Pen)) -> &mut Self {
        self.change(|kind| change(kind.pen_mut()))
    }
}

impl<K: SeriesType + Filled> SeriesMut<'_, K> {
    /// Draws an outline in a colour.
    pub fn edge_color(&mut self, color: impl Into<String>) -> &mut Self {
        self.fill(|fill| fill.edge_color = Some(color.into()))
    }

    /// Sets the width of the outline in logical pixels.
    pub fn edge_width_px(&mut self, width_px: f64) -> &mut Self {
        self.fill(|fill| fill.edge_width_px = Some(width_px))
    }

    fn fill(&mut self, change: impl FnOnce(&mut Fill)) -> &mut Self {
        self.change(|kind| change(kind.fill_mut()))
    }
}

impl<K: SeriesType + Mapped> SeriesMut<'_, K> {
    /// Sets the colormap, one of [`Colormap::names`](vispy_visuals::color::Colormap::names).
    #[doc(alias = "cmap")]
    pub fn colormap(&mut self, name: impl Into<String>) -> &mut Self {
        self.change(|kind| kind.mapping_mut().colormap = Some(name.into()))
    }

    /// Sets the values at the ends of the colormap.
    #[doc(alias = "clim")]
    pub fn limits(&mut self, low: f64, high: f64) -> &mut Self {
        self.change(|kind| kind.mapping_mut().limits = Some([low, high]))
    }
}
