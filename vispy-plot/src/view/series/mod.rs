//! Series as visuals, a file for each kind.

mod bars;
mod errorbar;
mod fill_between;
mod guide;
mod image;
mod line;
mod polygon;
mod scatter;
pub(super) mod signals;
mod spectrogram;
mod step;
pub(super) mod visual;

use vispy_scene::glam::DVec2;
use vispy_scene::{Node, NodeHandle, Scene, VisualHandle};
use vispy_visuals::color::{Color, Colormap};
use vispy_visuals::coordinate::{Reference, Value};
use vispy_visuals::filters::{ColorFunction, Filters};
use vispy_visuals::ticks::Scale;
use vispy_visuals::visuals::{
    Dash, ErrorBars, FillBetween, InfiniteLine, Line, LineStyle, LinearRegion, Markers, MarkersStyle,
    Polygon, PolygonStyle, Signals,
};

pub(super) use self::bars::Bars;
use self::visual::OwnPart;
use crate::analysis::Spectrogram;
use crate::data::{Column, DataStore, difference};
use crate::error::{DataError, Error};
use crate::figure::{
    Axes, BarSeries, ColorMapping, Dashes, Fill, HistSeries, Pen, Series, SeriesKind, Style, YAxis, symbol,
};
use crate::view::home::{offset_of, reference_at};
use crate::view::legend::{Footprint, Swatch};

/// The smallest and the largest value along an axis, in the data's own type; `None` when there is none.
pub(super) type Range = Option<[Value; 2]>;

/// What is left free beyond an end of what a series covers, where nothing else reaches further.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// Some room, unless another series wants none.
    Margin,
    /// What other series want.
    Free,
    /// Nothing: bars stand on the axis, images fill it.
    Tight,
}

/// What a series covers, and what had to be computed to know.
#[derive(Debug)]
pub(super) struct Extent {
    /// Along x and y.
    pub(super) ranges: [Range; 2],
    /// At the lower and upper ends along x and y.
    pub(super) edges: [[Edge; 2]; 2],
    computed: Computed,
}

/// What is computed from the data of a series once.
#[derive(Debug)]
enum Computed {
    Nothing,
    Bars(Bars),
    Spectrogram(Spectrogram),
}

impl Extent {
    fn new(ranges: [Range; 2], [x, y]: [Edge; 2]) -> Self {
        Self { ranges, edges: [[x; 2], [y; 2]], computed: Computed::Nothing }
    }
}

/// A series in the scene.
#[derive(Debug)]
pub(super) struct SeriesView {
    /// Holds all that is drawn of the series.
    pub(super) node: NodeHandle,
    /// The visuals that follow the axes' references.
    pub(super) parts: Vec<Part>,
    /// How a legend shows it.
    pub(super) swatch: Swatch,
    /// The colormap of its numbers, and the numbers at its ends.
    pub(super) colors: Option<(Colormap, [f64; 2])>,
    /// The bars of a series that has some.
    pub(super) bars: Option<Bars>,
    /// What it covers.
    pub(super) footprint: Footprint,
    /// What the footprint counts from.
    pub(super) references: [Reference; 2],
    /// Whether what it covers is known of some of its samples only.
    pub(super) is_refining: bool,
    /// What colours it by position.
    color_function: Option<ColorFunction>,
}

/// A visual of a series that counts its data from the axes' references; with what lies across the axes, the axis it is a
/// place on.
#[derive(Debug)]
pub(super) enum Part {
    Line(VisualHandle<Line>),
    Markers(VisualHandle<Markers>),
    Signals(VisualHandle<Signals>),
    ErrorBars(VisualHandle<ErrorBars>),
    FillBetween(VisualHandle<FillBetween>),
    Polygon(VisualHandle<Polygon>),
    InfiniteLine(VisualHandle<InfiniteLine>, usize),
    LinearRegion(VisualHandle<LinearRegion>, usize),
    Own(OwnPart),
}

/// What the visuals of a series are made with.
#[derive(Debug)]
pub(super) struct Making<'a> {
    pub(super) data: &'a DataStore,
    pub(super) style: &'a Style,
    /// What x and y count from.
    pub(super) references: [Reference; 2],
    /// The colour of a series that names none.
    pub(super) cycle_color: Color,
    /// Whether anybody asks what series cover.
    pub(super) footprints: bool,
}

/// The most points that are looked at to know what a series covers.
const FOOTPRINT_POINTS: usize = 8000;

impl Making<'_> {
    /// Some points of a series, evenly spread over all; none unless somebody asks what series cover.
    fn some_points(&self, x: &Column, y: &Column) -> Vec<DVec2> {
        if !self.footprints {
            return Vec::new();
        }
        let step = x.len().div_ceil(FOOTPRINT_POINTS).max(1);
        let [x_reference, y_reference] = self.references;
        let offset = |column: &Column, i, reference| column.offset(i, reference).unwrap_or(f64::NAN);
        let point = |i| DVec2::new(offset(x, i, x_reference), offset(y, i, y_reference));
        (0..x.len()).step_by(step).map(point).collect()
    }

    /// A colour that a series may set, with the opacity that it may set.
    pub(super) fn paint(
        &self,
        text: Option<&str>,
        alpha: Option<f64>,
        default: Color,
    ) -> Result<Color, DataError> {
        let color = text.map_or(Ok(default), Color::parse)?;
        Ok(color.with_alpha(color.alpha() * alpha.unwrap_or(1.0) as f32))
    }

    fn line_style(&self, pen: &Pen, default: Color) -> Result<LineStyle, DataError> {
        let color = self.paint(pen.color.as_deref(), pen.alpha, default)?;
        let width_px = pen.width_px.unwrap_or(self.style.line_width_px) as f32;
        let dash = pen.dashes.as_ref().map_or(Ok(Dash::Solid), Dashes::dash)?;
        Ok(LineStyle { color, width_px, join: pen.join, cap: pen.cap, dash, ..LineStyle::default() })
    }

    /// Symbols of one colour without an edge.
    fn marker_style(
        &self,
        name: &str,
        size_px: Option<f64>,
        color: Color,
    ) -> Result<MarkersStyle, DataError> {
        let size_px = size_px.unwrap_or(self.style.marker_size_px) as f32;
        Ok(MarkersStyle::filled(symbol(name)?, size_px, color))
    }

    fn polygon_style(&self, fill: &Fill) -> Result<PolygonStyle, DataError> {
        let edge = match &fill.edge_color {
            Some(text) => Color::parse(text)?,
            None => Color::TRANSPARENT,
        };
        let edge_width_px = fill.edge_width_px.unwrap_or(self.style.edge_width_px) as f32;
        let fill = self.paint(fill.color.as_deref(), fill.alpha, self.cycle_color)?;
        Ok(PolygonStyle { fill, edge, edge_width_px })
    }

    fn colormap(&self, mapping: &ColorMapping) -> Result<Colormap, DataError> {
        Ok(Colormap::by_name(mapping.colormap.as_deref().unwrap_or(&self.style.colormap))?)
    }
}

/// The scales of the axes that a series counts on.
pub(super) fn scales(series: &Series, axes: &Axes) -> [Scale; 2] {
    let y = match (series.y_axis, &axes.y2) {
        (YAxis::Right, Some(y2)) => y2.scale,
        _ => axes.y.scale,
    };
    [axes.x.scale, y]
}

/// Finds out what a series covers; on a logarithmic axis, with its positive values, if any is.
pub(super) fn extent(series: &Series, axes: &Axes, data: &DataStore) -> Result<Extent, DataError> {
    use Edge::{Free, Margin, Tight};
    let computed = |(ranges, edges, computed)| Extent { ranges, edges, computed };
    let scales = scales(series, axes);
    Ok(match &series.kind {
        SeriesKind::Line(series) => Extent::new(line::extent(series, data, scales)?, [Free, Margin]),
        SeriesKind::Step(series) => Extent::new(step::extent(series, data, scales)?, [Free, Margin]),
        SeriesKind::Scatter(series) => Extent::new(scatter::extent(series, data, scales)?, [Margin; 2]),
        SeriesKind::ErrorBar(series) => Extent::new(errorbar::extent(series, data, scales)?, [Margin; 2]),
        SeriesKind::FillBetween(series) => {
            Extent::new(fill_between::extent(series, data, scales)?, [Free, Margin])
        }
        SeriesKind::Polygon(series) => Extent::new(polygon::extent(series, data)?, [Margin; 2]),
        SeriesKind::Image(series) => Extent::new(image::extent(series), [Tight; 2]),
        SeriesKind::Signals(series) => Extent::new(signals::extent(series, data, scales)?, [Free, Margin]),
        SeriesKind::GuideLine(series) => {
            Extent::new(guide::extent(series.orientation, &[series.at]), [Margin; 2])
        }
        SeriesKind::Span(series) => {
            Extent::new(guide::extent(series.orientation, &series.between), [Margin; 2])
        }
        SeriesKind::Visual(series) => Extent::new(visual::extent(series, data, scales)?, [Margin; 2]),
        SeriesKind::Bar(series) => bars::of_series(series, data)?.extent(),
        SeriesKind::Hist(series) => bars::of_histogram(series, data)?.extent(),
        SeriesKind::Spectrogram(series) => {
            let spectrogram = spectrogram::compute(series, data)?;
            let ranges = spectrogram::extent(&spectrogram);
            computed((ranges, [[Tight; 2]; 2], Computed::Spectrogram(spectrogram)))
        }
        _ => Extent::new([None; 2], [Free; 2]),
    })
}

/// The ranges that hold both.
pub(super) fn union(a: Range, b: Range) -> Range {
    let (Some([a_low, a_high]), Some([b_low, b_high])) = (a, b) else { return a.or(b) };
    let less = |a: Value, b: Value| difference(a, b) < 0.0;
    let low = if less(b_low, a_low) { b_low } else { a_low };
    let high = if less(a_high, b_high) { b_high } else { a_high };
    Some([low, high])
}

/// Adds a series below a node.
pub(super) fn add(
    scene: &mut Scene,
    root: NodeHandle,
    series: &Series,
    extent: Extent,
    making: &Making<'_>,
) -> Result<SeriesView, Error> {
    let node = scene.add_node(root, Node::new())?;
    let mut view = SeriesView {
        node,
        parts: Vec::new(),
        swatch: Swatch::default(),
        colors: None,
        bars: None,
        footprint: Footprint::default(),
        references: making.references,
        is_refining: false,
        color_function: series.color_function()?,
    };
    match (&series.kind, extent.computed) {
        (SeriesKind::Line(series), _) => line::add(scene, &mut view, series, making)?,
        (SeriesKind::Step(series), _) => step::add(scene, &mut view, series, making)?,
        (SeriesKind::Scatter(series), _) => scatter::add(scene, &mut view, series, making)?,
        (SeriesKind::ErrorBar(series), _) => errorbar::add(scene, &mut view, series, making)?,
        (SeriesKind::FillBetween(series), _) => fill_between::add(scene, &mut view, series, making)?,
        (SeriesKind::Polygon(series), _) => polygon::add(scene, &mut view, series, making)?,
        (SeriesKind::Image(series), _) => image::add(scene, &mut view, series, making)?,
        (SeriesKind::Signals(series), _) => signals::add(scene, &mut view, series, making)?,
        (SeriesKind::GuideLine(series), _) => guide::add_line(scene, &mut view, series, making)?,
        (SeriesKind::Span(series), _) => guide::add_span(scene, &mut view, series, making)?,
        (SeriesKind::Visual(series), _) => visual::add(scene, &mut view, series, making)?,
        (
            SeriesKind::Bar(BarSeries { fill, .. }) | SeriesKind::Hist(HistSeries { fill, .. }),
            Computed::Bars(bars),
        ) => bars.add(scene, &mut view, fill, making)?,
        (SeriesKind::Spectrogram(series), Computed::Spectrogram(spectrogram)) => {
            spectrogram::add(scene, &mut view, series, spectrogram, making)?;
        }
        _ => {}
    }
    view.set_filters(scene, making.references)?;
    scene.set_visible(node, series.visible)?;
    Ok(view)
}

impl SeriesView {
    /// Counts its data from other references.
    pub(super) fn set_references(&self, scene: &mut Scene, both: [Reference; 2]) -> Result<(), Error> {
        self.set_filters(scene, both)?;
        let [x, y] = both;
        for part in &self.parts {
            match part {
                Part::Line(handle) => scene.get_mut(*handle)?.set_references(x, y),
                Part::ErrorBars(handle) => scene.get_mut(*handle)?.set_references(x, y),
                Part::Markers(handle) => scene.get_mut(*handle)?.set_references(x, y),
                Part::Signals(handle) => scene.get_mut(*handle)?.set_references(x, y),
                Part::FillBetween(handle) => scene.get_mut(*handle)?.set_references(x, y),
                Part::Polygon(handle) => scene.get_mut(*handle)?.set_references(x, y),
                Part::InfiniteLine(handle, axis) => scene.get_mut(*handle)?.set_reference(both[*axis]),
                Part::LinearRegion(handle, axis) => scene.get_mut(*handle)?.set_reference(both[*axis]),
                Part::Own(part) => part.set_references(scene, both)?,
            }
        }
        Ok(())
    }

    /// Gives all that is drawn of the series its colour function, which counts from where the data do.
    fn set_filters(&self, scene: &mut Scene, both: [Reference; 2]) -> Result<(), Error> {
        let Some(function) = &self.color_function else { return Ok(()) };
        let frame = match self.parts.first() {
            Some(Part::Own(part)) => part.origin.map(reference_at),
            Some(_) => both,
            // Images stay where they are.
            None => self.references,
        };
        let [x, y] = [0, 1].map(|axis| match self.references[axis] {
            Reference::F64(_) => offset_of(Reference::F64(0.0), frame[axis]),
            // A count of nanoseconds since 1970 would leave minutes to single precision.
            first @ Reference::I64(_) => offset_of(first, frame[axis]),
        });
        let filters = Filters::new().with(function.clone().with_origin(DVec2::new(x, y)));
        let mut waiting = scene.children(self.node)?;
        while let Some(node) = waiting.pop() {
            scene.set_filters(node, filters.clone())?;
            waiting.extend(scene.children(node)?);
        }
        Ok(())
    }

    /// What a long series covers, once it has looked at all its samples; waits for that if it shall. `None` if nothing is new.
    pub(super) fn settled_ranges(
        &mut self,
        scene: &mut Scene,
        (series, axes): (&Series, &Axes),
        data: &DataStore,
        waits: bool,
    ) -> Result<Option<[Range; 2]>, Error> {
        if let (Some(Part::Signals(handle)), true) = (self.parts.first(), self.is_refining) {
            self.is_refining = !signals::settle(scene, *handle, waits)?;
            return Ok(None);
        }
        let (SeriesKind::Line(line), Some(Part::Line(handle)), true) =
            (&series.kind, self.parts.first(), self.is_refining)
        else {
            return Ok(None);
        };
        let ranges = line::settled_ranges(scene, *handle, (line, scales(series, axes)), data, waits)?;
        self.is_refining = ranges.is_none();
        Ok(ranges)
    }

    /// Takes over what other threads did to the data of a series; its ranges of x and y if it was anything.
    pub(super) fn refresh(
        &self,
        scene: &mut Scene,
        series: &Series,
        axes: &Axes,
        data: &mut DataStore,
    ) -> Result<Option<[Range; 2]>, Error> {
        match (&series.kind, self.parts.as_slice()) {
            (SeriesKind::Line(line), [Part::Line(handle), symbols @ ..]) => {
                let symbols = match symbols {
                    [Part::Markers(symbols)] => Some(*symbols),
                    _ => None,
                };
                line::refresh(scene, (*handle, symbols), line, scales(series, axes), data)
            }
            (SeriesKind::Scatter(scatter), [Part::Markers(handle)]) => {
                scatter::refresh(scene, *handle, scatter, scales(series, axes), data)
            }
            (SeriesKind::Step(step), [Part::Line(handle)]) => {
                step::refresh(scene, *handle, step, scales(series, axes), data)
            }
            (SeriesKind::Signals(signals), [Part::Signals(handle)]) => {
                signals::refresh(scene, *handle, signals, scales(series, axes), data)
            }
            _ => Ok(None),
        }
    }
}
