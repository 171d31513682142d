//! What is under the pointer: the nearest sample, exactly, or else the bar or pixel that is there.

mod areas;
mod own;

use vispy_app::events::Event;
use vispy_scene::glam::{DVec2, DVec3};
use vispy_scene::{CanvasRect, Node, NodeHandle, Scene, VisualHandle};
use vispy_visuals::color::Color;
use vispy_visuals::coordinate::Reference;
use vispy_visuals::text::plain;
use vispy_visuals::transforms::{ChainTransform, Transform as _};
use vispy_visuals::visuals::{Nearest, NearestSignal, Rectangle};

use super::Stage;
use super::panel::Panel;
use crate::data::{Column, ColumnId, DataStore, Value, exact_text};
use crate::error::{DataError, Error};
use crate::figure::{Axes, ErrorBarSeries, Errors, Level, SeriesKind, SignalsSeries, StepAt, Style, XData};
use crate::view::series::{Part, signals};
use areas::{Area, Seen};

/// How near a sample must be, in logical pixels.
const REACH_PX: f64 = 20.0;
/// The most points without an order that are looked at.
const MOST_UNORDERED: usize = 1 << 20;
/// From the sample to the label, in logical pixels.
const LABEL_GAP_PX: f64 = 10.0;
/// The dot on the sample, in logical pixels.
const DOT_PX: f64 = 7.0;

/// The sample that a figure shows the values of.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Hovered {
    /// The number of the axes.
    pub axes: usize,
    /// The number of the series in them.
    pub series: usize,
    /// Which sample of the series it is. Of a live series that lost its first ones, they are counted too.
    pub index: u64,
    /// Its x, in the data's own type.
    pub x: Value,
    /// Its y, in the data's own type.
    pub y: Value,
    /// What the label says.
    pub label: String,
}

/// The read-out of what is under the pointer.
#[derive(Debug)]
pub(super) struct Hover {
    panel: Panel,
    background: Color,
    text_color: Color,
    dot: Option<(NodeHandle, VisualHandle<Rectangle>)>,
    /// Where the pointer is, while it is on the canvas and no button is held.
    pointer: Option<DVec2>,
    hovered: Option<Hovered>,
}

/// A sample that is near, and how it looks.
struct Found {
    hovered: Hovered,
    pos: DVec2,
    distance_px: f64,
    /// The colour of its series, if it has one.
    color: Option<Color>,
    /// Whether its place is marked.
    has_dot: bool,
}

impl Hover {
    pub(super) fn new(style: &Style) -> Self {
        let (panel, background, text_color) = (Panel::new(style), style.background, style.text_color);
        Self { panel, background, text_color, dot: None, pointer: None, hovered: None }
    }

    pub(super) fn hovered(&self) -> Option<Hovered> {
        self.hovered.clone()
    }

    /// Follows the pointer.
    pub(super) fn event(&mut self, stage: &mut Stage<'_>, event: &Event) -> Result<(), Error> {
        match event {
            Event::MouseMove(moved) => {
                let is_free = moved.buttons.is_empty();
                self.pointer = is_free.then(|| DVec2::new(moved.pos.x_px, moved.pos.y_px));
            }
            Event::MousePress(_) | Event::CursorLeave(_) | Event::Touch(_) => self.pointer = None,
            Event::MouseRelease(release) => {
                self.pointer = Some(DVec2::new(release.pos.x_px, release.pos.y_px));
            }
            _ => return Ok(()),
        }
        self.place(stage)
    }

    /// Shows what is under the pointer now.
    pub(super) fn place(&mut self, stage: &mut Stage<'_>) -> Result<(), Error> {
        let pointed = self.pointer.and_then(|pos| Some((pos, stage.axes_at(pos)?)));
        let found = match pointed {
            Some((pos, axes)) => match nearest(stage, axes, pos)? {
                Some(found) => Some(found),
                None => area(stage, axes, pos)?,
            },
            None => None,
        };
        let scene = stage.scene.scene_mut();
        let Some(found) = found else {
            if self.hovered.take().is_some() {
                self.panel.hide(scene)?;
                if let Some((node, _)) = self.dot {
                    scene.set_visible(node, false)?;
                }
            }
            return Ok(());
        };
        let rect = stage.axes[found.hovered.axes].rect;
        let columns = vec![found.hovered.label.clone()];
        let pos = beside(found.pos, self.panel.size_of(&columns), rect);
        self.panel.show(scene, columns, pos)?;
        if self.hovered.as_ref() != Some(&found.hovered) {
            self.hovered = Some(found.hovered);
        }
        if !found.has_dot {
            return match self.dot {
                Some((node, _)) => Ok(scene.set_visible(node, false)?),
                None => Ok(()),
            };
        }
        self.show_dot(scene, found.pos, found.color.unwrap_or(self.text_color))
    }

    fn show_dot(&mut self, scene: &mut Scene, pos: DVec2, color: Color) -> Result<(), Error> {
        // A dot of its own for each place: what is shown again at the same place is not changed.
        let [low, high] = [pos - DOT_PX / 2.0, pos + DOT_PX / 2.0];
        let (node, dot) = match self.dot {
            Some(dot) => dot,
            None => {
                let above = scene.canvas_above();
                let node = scene.add_node(above, Node::new().with_order(i32::MAX - 1))?;
                let dot = Rectangle::new(low, high, color)?
                    .with_border(self.background, 1.0)
                    .with_radius(DOT_PX as f32 / 2.0);
                *self.dot.insert((node, scene.add(node, dot)?.1))
            }
        };
        let known = scene.get(dot)?;
        if known.corners() != [low, high] || known.color() != color {
            let dot = scene.get_mut(dot)?;
            dot.set_corners(low, high)?;
            dot.set_color(color);
        }
        if !scene.node(node)?.is_visible() {
            scene.set_visible(node, true)?;
        }
        Ok(())
    }
}

/// The samples of a series that has a point for each.
struct Points {
    x: XData,
    y: ColumnId,
    /// How many points of the line come before the second sample's, and how many there are for each.
    first: usize,
    each: usize,
}

impl Points {
    fn of(kind: &SeriesKind) -> Option<Self> {
        match kind {
            SeriesKind::Line(line) => Some(Self { x: line.x, y: line.y, first: 1, each: 1 }),
            SeriesKind::Scatter(scatter) => Some(Self { x: scatter.x, y: scatter.y, first: 1, each: 1 }),
            SeriesKind::ErrorBar(bars) => Some(Self { x: bars.x, y: bars.y, first: 1, each: 1 }),
            // A level piece has two ends, but the first one may have no room before its sample.
            SeriesKind::Step(step) => {
                let first = if step.at == StepAt::Pre { 1 } else { 2 };
                Some(Self { x: step.x, y: step.y, first, each: 2 })
            }
            _ => None,
        }
    }

    /// The sample that a point of the line belongs to.
    fn sample_at(&self, point: usize) -> usize {
        (point + self.each - self.first) / self.each
    }
}

/// The sample of the nearest visible series.
fn nearest(stage: &mut Stage<'_>, index_of_axes: usize, pos: DVec2) -> Result<Option<Found>, Error> {
    let (axes, document) = (&stage.axes[index_of_axes], &stage.figure.document.axes[index_of_axes]);
    let mut nearest = None::<Found>;
    let shown = axes.series.iter().zip(&document.series).enumerate();
    for (number, (view, series)) in shown.filter(|(_, (_, series))| series.visible) {
        let canvas_from_series = stage.scene.canvas_from_node(view.node, Some(axes.view_box))?;
        let reach_px = nearest.as_ref().map_or(REACH_PX, |found| found.distance_px);
        let data = &stage.figure.data;
        if let (SeriesKind::Signals(signals), Some(Part::Signals(handle))) =
            (&series.kind, view.parts.first())
        {
            let visual = stage.scene.scene().get(*handle)?;
            let Some(near) = visual.nearest(&canvas_from_series, pos, reach_px) else { continue };
            let found = channel_sample(signals, (document, data), &near)?;
            let Some((x, y, label)) = found else { continue };
            let index = near.index as u64;
            let hovered = Hovered { axes: index_of_axes, series: number, index, x, y, label };
            let color = visual.channel_style(near.channel).map(|style| style.color);
            nearest =
                Some(Found { hovered, pos: near.pos, distance_px: near.distance_px, color, has_dot: true });
            continue;
        }
        if let (SeriesKind::Visual(own), Some(Part::Own(part))) = (&series.kind, view.parts.first()) {
            let seen = own::Seen { numbers: [index_of_axes, number], axes, document, series, own };
            let found = seen.find(stage.scene, part, pos)?;
            nearest = found.filter(|found| found.distance_px <= reach_px).or(nearest);
            continue;
        }
        let Some(points) = Points::of(&series.kind) else { continue };
        let (x, y) = (points.x.column_of(data, points.y)?, data.get(points.y)?);
        let (point, color) = match view.parts.first() {
            Some(Part::Line(handle)) => {
                let line = stage.scene.scene().get(*handle)?;
                (line.nearest(&canvas_from_series, pos, reach_px), Some(line.style().color))
            }
            _ => (nearest_of_all([&x, y], axes.references_of(number), &canvas_from_series, pos), None),
        };
        let Some(point) = point.filter(|point| point.distance_px <= reach_px) else { continue };
        let at = points.sample_at(point.index);
        let (Some(x_value), Some(y_value)) = (x.value(at), y.value(at)) else { continue };
        if nearest.as_ref().is_some_and(|known| known.distance_px <= point.distance_px) {
            continue;
        }
        let sample = data.values_before(points.y) + at as u64;
        let name = series.label.as_deref().filter(|_| document.series.len() > 1);
        let errors = match &series.kind {
            SeriesKind::ErrorBar(bars) => errors_of(bars, data, at, y.len())?,
            _ => Default::default(),
        };
        let counts_samples = points.x == XData::Index;
        let label = label(name, (document, counts_samples), sample, [(&x, &errors[0]), (y, &errors[1])], at);
        let hovered =
            Hovered { axes: index_of_axes, series: number, index: sample, x: x_value, y: y_value, label };
        let (pos, distance_px) = (point.pos, point.distance_px);
        nearest = Some(Found { hovered, pos, distance_px, color, has_dot: true });
    }
    Ok(nearest)
}

/// The values of a sample of a channel, and what is said of them.
fn channel_sample(
    signals: &SignalsSeries,
    (axes, data): (&Axes, &DataStore),
    near: &NearestSignal,
) -> Result<Option<(Value, Value, String)>, Error> {
    let (x, values) = (signals.x_column(data)?, data.get(signals.values)?);
    let place = signals::columns_of(signals, [near.channel, near.index], x.len());
    let (Some(x_value), Some(y_value)) = (x.value(near.index), values.value(place)) else { return Ok(None) };
    let name = match axes.y.categories.get(near.channel) {
        Some(name) => name.clone(),
        None => format!("channel {}", near.channel),
    };
    let mut lines = vec![name];
    if signals.x != XData::Index {
        lines.push(format!("x = {}", exact_text(&x, near.index)));
    }
    lines.push(format!("value {}", exact_text(values, place)));
    let before = data.values_before(signals.values) / signals.channels.max(1) as u64;
    lines.push(format!("index {}", before + near.index as u64));
    Ok(Some((x_value, y_value, lines.join("\n"))))
}

/// The bar or pixel at a position, of the series that was drawn last.
fn area(stage: &mut Stage<'_>, index: usize, pos: DVec2) -> Result<Option<Found>, Error> {
    let (axes, document) = (&stage.axes[index], &stage.figure.document.axes[index]);
    for (number, (view, series)) in axes.series.iter().zip(&document.series).enumerate().rev() {
        if !series.visible {
            continue;
        }
        let canvas_from_series = &stage.scene.canvas_from_node(view.node, Some(axes.view_box))?;
        let (data, references, rect) = (&stage.figure.data, axes.references_of(number), axes.rect);
        let seen = Seen { axes: document, data, view, references, canvas_from_series, rect };
        let Some(Area { index: item, at: [x, y], pos, has_dot, mut lines }) = seen.at(&series.kind, pos)?
        else {
            continue;
        };
        if let Some(name) = series.label.as_deref().filter(|_| document.series.len() > 1) {
            lines.insert(0, plain(name).into_owned());
        }
        let label = lines.join("\n");
        let hovered = Hovered { axes: index, series: number, index: item as u64, x, y, label };
        let color = view.swatch.patch.map(|patch| patch.fill.with_alpha(1.0));
        return Ok(Some(Found { hovered, pos, distance_px: 0.0, color, has_dot }));
    }
    Ok(None)
}

/// What is said of how far x and y of a point may be off.
fn errors_of(
    bars: &ErrorBarSeries,
    data: &DataStore,
    at: usize,
    len: usize,
) -> Result<[String; 2], DataError> {
    let text = |errors: Option<Errors>| -> Result<String, DataError> {
        let Some(errors) = errors else { return Ok(String::new()) };
        let [low, high] = errors.levels();
        let value = |level: Level| -> Result<String, DataError> {
            Ok(match level {
                Level::Constant(value) => number_text(value),
                Level::Column(_) => exact_text(&level.column(data, len)?, at),
            })
        };
        let (low, high) = (value(low)?, value(high)?);
        Ok(if low == high { format!(" ± {low}") } else { format!(" + {high} \u{2212} {low}") })
    };
    Ok([text(bars.x_error)?, text(bars.y_error)?])
}

/// A number that was computed, without the digits that are noise.
fn number_text(value: f64) -> String {
    exact_text(&Column::uniform(value, 0.0, 1), 0)
}

/// The nearest of points that have no order; `None` where there are too many to look at all of them.
fn nearest_of_all(
    columns: [&Column; 2],
    references: [Reference; 2],
    canvas_from_series: &ChainTransform,
    pos: DVec2,
) -> Option<Nearest> {
    let count = columns[1].len();
    if count > MOST_UNORDERED {
        return None;
    }
    let mut offsets = [Vec::with_capacity(count), Vec::with_capacity(count)];
    for axis in 0..2 {
        columns[axis].offsets(0..count, references[axis], &mut offsets[axis]).ok()?;
    }
    let places = offsets[0].iter().zip(&offsets[1]).map(|(x, y)| DVec3::new(*x, *y, 0.0));
    let near = places.enumerate().map(|(index, place)| {
        let place = canvas_from_series.map(place).truncate();
        Nearest { index, pos: place, distance_px: place.distance(pos) }
    });
    near.filter(|near| near.distance_px.is_finite()).reduce(
        |a, b| {
            if b.distance_px < a.distance_px { b } else { a }
        },
    )
}

/// What is said of a sample: its values as they are stored, and which one it is.
fn label(
    name: Option<&str>,
    (axes, counts_samples): (&Axes, bool),
    sample: u64,
    [(x, x_error), (y, y_error)]: [(&Column, &str); 2],
    at: usize,
) -> String {
    let mut lines: Vec<String> = name.map(|name| plain(name).into_owned()).into_iter().collect();
    // Of samples that are only counted, the number is x.
    match axes.x.category(x, at) {
        Some(name) => lines.push(name.to_owned()),
        None if counts_samples => {}
        None => lines.push(format!("x = {}{x_error}", exact_text(x, at))),
    }
    lines.push(format!("y = {}{y_error}", exact_text(y, at)));
    lines.push(format!("index {sample}"));
    lines.join("\n")
}

/// Where a label of a size stands beside a point so that it stays inside of the axes: above to the right if there is room.
fn beside(pos: DVec2, size: DVec2, rect: CanvasRect) -> DVec2 {
    let (low, high) = (rect.pos + 2.0, rect.end() - 2.0 - size);
    let gap = LABEL_GAP_PX;
    let right = pos.x + gap;
    let x = if right <= high.x { right } else { pos.x - gap - size.x };
    let above = pos.y - gap - size.y;
    let y = if above >= low.y { above } else { pos.y + gap };
    // A label larger than the axes begins where they do.
    DVec2::new(x, y).min(high).max(low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_belong_to_the_samples_that_they_show() {
        let samples = |at: StepAt| {
            let mut step = crate::figure::StepSeries::new(ColumnId::default());
            step.at = at;
            let points = Points::of(&step.into()).unwrap();
            (0..5).map(|point| points.sample_at(point)).collect::<Vec<_>>()
        };
        assert_eq!(samples(StepAt::Pre), [0, 1, 1, 2, 2]);
        assert_eq!(samples(StepAt::Post), [0, 0, 1, 1, 2]);
        assert_eq!(samples(StepAt::Mid), [0, 0, 1, 1, 2]);
    }

    #[test]
    fn a_label_stays_inside_the_axes() {
        let rect = CanvasRect::new(DVec2::new(100.0, 50.0), DVec2::new(200.0, 100.0));
        let size = DVec2::new(60.0, 30.0);
        assert_eq!(beside(DVec2::new(150.0, 120.0), size, rect), DVec2::new(160.0, 80.0));
        assert_eq!(beside(DVec2::new(290.0, 120.0), size, rect), DVec2::new(220.0, 80.0), "to the left");
        assert_eq!(beside(DVec2::new(150.0, 55.0), size, rect), DVec2::new(160.0, 65.0), "below");
        for x in 100..300 {
            for y in 50..150 {
                let at = beside(DVec2::new(f64::from(x), f64::from(y)), size, rect);
                assert!(at.cmpge(rect.pos).all() && (at + size).cmple(rect.end()).all(), "{x}, {y}");
            }
        }
    }
}
