//! Series: what is drawn into axes, a file for each kind.

mod annotation;
mod bar;
mod errorbar;
mod fill_between;
mod guide;
mod hist;
mod image;
mod line;
mod look;
mod polygon;
mod scatter;
mod signals;
mod spectrogram;
mod step;
mod visual;
mod x_data;

use serde::{Deserialize, Serialize};
use vispy_visuals::filters::ColorFunction;

pub use annotation::AnnotationSeries;
pub use bar::{BarSeries, Orientation};
pub use errorbar::{ErrorBarSeries, Errors};
pub use fill_between::FillBetweenSeries;
pub use guide::{GuideLineSeries, SpanSeries};
pub use hist::{Bins, HistSeries};
pub use image::{Extent, ImageSeries};
pub use line::LineSeries;
pub use look::{ColorMapping, Dashes, Fill, Pen};
pub use polygon::PolygonSeries;
pub use scatter::ScatterSeries;
pub use signals::SignalsSeries;
pub use spectrogram::SpectrogramSeries;
pub use step::{StepAt, StepSeries};
pub use visual::VisualSeries;
pub use x_data::{Level, XData};

use super::axis::YAxis;
use super::check::Check;
use crate::data::ColumnId;
use crate::error::DataError;

/// One line or image or other kind, with its data named by [`ColumnId`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// What is drawn, and from which columns.
    pub kind: SeriesKind,
    /// The name for people; a series that has one is in the legend. Default: none.
    pub label: Option<String>,
    /// Whether it is drawn. Default: yes.
    pub visible: bool,
    /// The y axis that it counts on. Default: the one at the left.
    #[serde(default)]
    pub y_axis: YAxis,
    /// A GLSL function that colours it by position, `vec4 name(vec4 color, vec2 position)`, as
    /// [`ColorFunction`](vispy_visuals::filters::ColorFunction) takes it. Default: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color_function: Option<String>,
}

impl Series {
    /// Makes a visible series without a label.
    pub fn new(kind: impl Into<SeriesKind>) -> Self {
        Self { kind: kind.into(), label: None, visible: true, y_axis: YAxis::Left, color_function: None }
    }

    /// What colours it by position, if it has that.
    pub(crate) fn color_function(&self) -> Result<Option<ColorFunction>, DataError> {
        let Some(text) = &self.color_function else { return Ok(None) };
        if matches!(self.kind, SeriesKind::Signals(_) | SeriesKind::Annotation(_)) {
            return Err(DataError::Setting {
                what: "the series with a colour function",
                expected: "a kind other than signals and annotations, which filters do not get into",
                found: "one of those".to_owned(),
            });
        }
        let function = ColorFunction::new("color_function.glsl", text);
        function.map(Some).map_err(|source| DataError::ColorFunction { source: Box::new(source) })
    }

    /// Lists the columns that the series names.
    pub fn columns(&self) -> impl Iterator<Item = ColumnId> + use<> {
        self.kind.get().columns().into_iter()
    }
}

/// The kinds of series.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SeriesKind {
    /// A line through points.
    Line(LineSeries),
    /// Markers at points.
    Scatter(ScatterSeries),
    /// A line of steps.
    Step(StepSeries),
    /// The area between two lines.
    FillBetween(FillBetweenSeries),
    /// Points with their uncertainties.
    ErrorBar(ErrorBarSeries),
    /// Bars from a base to heights.
    Bar(BarSeries),
    /// How often values fall into bins.
    Hist(HistSeries),
    /// Filled polygons.
    Polygon(PolygonSeries),
    /// A picture, or a matrix of numbers seen through a colormap.
    Image(ImageSeries),
    /// How strong each frequency of a signal is over time.
    Spectrogram(SpectrogramSeries),
    /// Many signals.
    Signals(SignalsSeries),
    /// A line across the axes.
    GuideLine(GuideLineSeries),
    /// A band across the axes.
    Span(SpanSeries),
    /// A text beside a point.
    Annotation(AnnotationSeries),
    /// A visual of one's own, which documents do not carry.
    Visual(VisualSeries),
}

impl SeriesKind {
    /// What all kinds have in common.
    pub(super) fn get(&self) -> &dyn Kind {
        match self {
            Self::Line(kind) => kind,
            Self::Scatter(kind) => kind,
            Self::Step(kind) => kind,
            Self::FillBetween(kind) => kind,
            Self::ErrorBar(kind) => kind,
            Self::Bar(kind) => kind,
            Self::Hist(kind) => kind,
            Self::Polygon(kind) => kind,
            Self::Image(kind) => kind,
            Self::Spectrogram(kind) => kind,
            Self::Signals(kind) => kind,
            Self::GuideLine(kind) => kind,
            Self::Span(kind) => kind,
            Self::Annotation(kind) => kind,
            Self::Visual(kind) => kind,
        }
    }

    /// What all kinds have in common, to change it.
    pub(super) fn get_mut(&mut self) -> &mut dyn Kind {
        match self {
            Self::Line(kind) => kind,
            Self::Scatter(kind) => kind,
            Self::Step(kind) => kind,
            Self::FillBetween(kind) => kind,
            Self::ErrorBar(kind) => kind,
            Self::Bar(kind) => kind,
            Self::Hist(kind) => kind,
            Self::Polygon(kind) => kind,
            Self::Image(kind) => kind,
            Self::Spectrogram(kind) => kind,
            Self::Signals(kind) => kind,
            Self::GuideLine(kind) => kind,
            Self::Span(kind) => kind,
            Self::Annotation(kind) => kind,
            Self::Visual(kind) => kind,
        }
    }

    /// Whether it takes a colour of the cycle: it has a colour, and was given none.
    pub(crate) fn takes_color(&self) -> bool {
        let own = match self {
            Self::Line(line) => &line.pen.color,
            Self::Step(step) => &step.pen.color,
            Self::Scatter(scatter) if scatter.colors.is_some() => return false,
            Self::Scatter(ScatterSeries { fill, .. })
            | Self::FillBetween(FillBetweenSeries { fill, .. })
            | Self::Bar(BarSeries { fill, .. })
            | Self::Hist(HistSeries { fill, .. })
            | Self::Polygon(PolygonSeries { fill, .. })
            | Self::Span(SpanSeries { fill, .. }) => &fill.color,
            Self::ErrorBar(bars) => &bars.color,
            Self::Image(_)
            | Self::Spectrogram(_)
            | Self::Signals(_)
            | Self::GuideLine(_)
            | Self::Annotation(_)
            | Self::Visual(_) => return false,
        };
        own.is_none()
    }

    /// The columns of x, if it has one of its own, and of y of a kind whose data can change while they are shown.
    pub(super) fn live_columns(&self) -> Option<(Option<ColumnId>, ColumnId)> {
        match self {
            Self::Line(line) => Some((line.x.id(), line.y)),
            Self::Scatter(scatter) => Some((scatter.x.id(), scatter.y)),
            Self::Step(step) => Some((step.x.id(), step.y)),
            _ => None,
        }
    }
}

/// What every kind of series says of itself.
pub(super) trait Kind {
    /// Lists the columns that it names.
    fn columns(&self) -> Vec<ColumnId>;

    /// Checks settings and columns, against each other and against the axes.
    fn check(&self, check: &Check<'_>) -> Result<(), DataError>;

    /// The series, if it has one colour.
    fn as_colored(&mut self) -> Option<&mut dyn Colored> {
        None
    }

    /// The series, if it is drawn with a pen.
    fn as_stroked(&mut self) -> Option<&mut dyn Stroked> {
        None
    }

    /// The series, if it has an area.
    fn as_filled(&mut self) -> Option<&mut dyn Filled> {
        None
    }

    /// Whether a colour bar can say what its colours mean.
    fn is_mapped(&self) -> bool {
        false
    }

    /// The series, if it turns numbers into colours.
    fn as_mapped(&mut self) -> Option<&mut dyn Mapped> {
        None
    }
}

/// A kind of series that a [`SeriesMut`](super::SeriesMut) can be of. The trait is sealed: kinds are made here only.
pub trait SeriesType: Sized + sealed::Sealed {
    /// Returns the settings of a series if it is of this kind.
    #[doc(hidden)]
    fn of_mut(kind: &mut SeriesKind) -> Option<&mut Self>;
}

/// A kind of series whose data can change while they are shown. The trait is sealed.
pub trait Live: sealed::Sealed {}

impl Live for LineSeries {}
impl Live for ScatterSeries {}
impl Live for StepSeries {}

/// A kind of series with one colour, which the style gives it unless it is set. The trait is sealed.
pub trait Colored: sealed::Sealed {
    /// Returns the places of its colour and opacity.
    #[doc(hidden)]
    fn paint_mut(&mut self) -> (&mut Option<String>, &mut Option<f64>);
}

/// A kind of series that is drawn with a pen. The trait is sealed.
pub trait Stroked: sealed::Sealed {
    /// Returns its pen.
    #[doc(hidden)]
    fn pen_mut(&mut self) -> &mut Pen;
}

/// A kind of series that has an area. The trait is sealed.
pub trait Filled: sealed::Sealed {
    /// Returns the look of its area.
    #[doc(hidden)]
    fn fill_mut(&mut self) -> &mut Fill;
}

/// A kind of series that turns numbers into colours. The trait is sealed.
pub trait Mapped: sealed::Sealed {
    /// Returns how it does.
    #[doc(hidden)]
    fn mapping_mut(&mut self) -> &mut ColorMapping;
}

mod sealed {
    pub trait Sealed {}
    impl<K: super::Kind> Sealed for K {}
}
