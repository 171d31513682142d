//! One pair of axes in the scene.

use vispy_scene::glam::DVec2;
use vispy_scene::{CanvasRect, DataRect, PanZoom, PanZoomLimits, Scene, SceneView, ViewBoxHandle};
use vispy_visuals::coordinate::{Reference, Value};
use vispy_visuals::ticks::Scale;

use super::decoration::{Decoration, Domain};
use super::margins::{Needed, layout_cell};
use super::series::{self, Edge, Making, SeriesView, union};
use crate::data::DataStore;
use crate::error::{DataError, Error};
use crate::figure::{Axes, AxisSpec, Cell, Limits, Style};

/// Times the width of the view that its middle may lie from the reference before the reference moves there: an offset
/// then still has a millionth of the view as its last bit.
const FARTHEST_SPANS: f64 = 1e9;

/// The widest range of an axis, and the reciprocal of the narrowest about zero: the product of both axes' scales is still
/// a number then.
const LARGEST_SPAN: f64 = 1e140;

/// What axes show: a rectangle, and what it is counted from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Seen {
    references: [Reference; 2],
    rect: DataRect,
}

/// One pair of axes in the scene.
#[derive(Debug)]
pub(super) struct AxesView {
    pub(super) cell: Cell,
    /// Room needed around the rectangle, as of the last placing.
    pub(super) needed: Needed,
    /// Where the rectangle was at the last placing.
    pub(super) rect: CanvasRect,
    pub(super) view_box: ViewBoxHandle,
    pub(super) references: [Reference; 2],
    /// What was shown first, or what follows the data since, and what it was counted from.
    pub(super) home: ([Reference; 2], DataRect),
    /// What was shown when the limits last followed the data; users who see something else went there.
    pub(super) followed: DataRect,
    /// Part of the ranges left free beyond them, where series want that.
    pub(super) data_margin: f64,
    scales: [Scale; 2],
    pub(super) series: Vec<SeriesView>,
    /// What each series covers.
    pub(super) ranges: Vec<[series::Range; 2]>,
    /// The room that each series wants beyond its ranges.
    pub(super) edges: Vec<[[Edge; 2]; 2]>,
    decoration: Decoration,
}

impl AxesView {
    pub(super) fn new(
        scene: &mut Scene,
        axes: &Axes,
        data: &DataStore,
        style: &Style,
    ) -> Result<Self, Error> {
        let extents: Vec<_> =
            axes.series.iter().map(|one| series::extent(one, data)).collect::<Result<_, _>>()?;
        let ranges: Vec<_> = extents.iter().map(|extent| extent.ranges).collect();
        let edges: Vec<_> = extents.iter().map(|extent| extent.edges).collect();
        let homes = homes(axes, &ranges, &edges, style.data_margin);
        let [x, y] = homes;
        let home = home_rect(homes)?;
        let mut camera = PanZoom::new(home);
        camera.set_aspect(axes.aspect)?;
        let min_span = smallest_spans(homes);
        camera.set_limits(PanZoomLimits { min_span, ..camera.limits() });
        // The camera's limits may have made it a little larger.
        let camera_home = camera.rect();
        let grid = scene.root_grid();
        let view_box = scene.add_view_box(grid, layout_cell(axes.cell), camera)?;
        if style.axes_background.alpha() > 0.0 {
            scene.view_box_mut(view_box)?.set_background(Some(style.axes_background));
        }
        let root = scene.view_box_root(view_box)?;
        let references = [x.reference, y.reference];
        let decoration = Decoration::new(scene, root, axes, style)?;
        let mut colored = 0;
        let mut views = Vec::with_capacity(axes.series.len());
        for (one, extent) in axes.series.iter().zip(extents) {
            let making = Making { data, style, references, cycle_color: style.color(colored) };
            views.push(series::add(scene, root, one, extent, &making)?);
            colored += usize::from(one.kind.takes_color());
        }
        let scales = [axes.x.scale, axes.y.scale];
        let (needed, rect) = (Needed::default(), CanvasRect::default());
        let home = (references, camera_home);
        Ok(Self {
            cell: axes.cell,
            needed,
            rect,
            view_box,
            references,
            home,
            followed: camera_home,
            data_margin: style.data_margin,
            scales,
            series: views,
            ranges,
            edges,
            decoration,
        })
    }

    /// What is seen: x and y, from the left or lower end to the other.
    pub(super) fn limits(&self, view: &SceneView) -> Option<[[Value; 2]; 2]> {
        let rect = view.camera::<PanZoom>(self.view_box).ok()?.visible_rect(self.rect.size);
        let [x, y] = self.references;
        Some([rect.x().map(|offset| x.value_at(offset)), rect.y().map(|offset| y.value_at(offset))])
    }

    /// Shows another part.
    pub(super) fn set_limits(&self, view: &mut SceneView, limits: [[Value; 2]; 2]) -> Result<(), Error> {
        let offsets =
            |axis: usize| limits[axis].map(|value| offset_of(self.references[axis], reference_at(value)));
        let rect = DataRect::new(offsets(0), offsets(1))?;
        view.camera_mut::<PanZoom>(self.view_box)?.set_rect(rect);
        Ok(())
    }

    /// What is seen, to be [shown](Self::show) again.
    pub(super) fn seen(&self, view: &SceneView) -> Option<Seen> {
        let rect = view.camera::<PanZoom>(self.view_box).ok()?.rect();
        Some(Seen { references: self.references, rect })
    }

    /// Shows what was seen before.
    pub(super) fn show(&self, view: &mut SceneView, seen: Seen) -> Result<(), Error> {
        let [x, y] = [0, 1].map(|axis| offset_of(self.references[axis], seen.references[axis]));
        let rect = seen.rect.shifted(DVec2::new(x, y));
        view.camera_mut::<PanZoom>(self.view_box)?.set_rect(rect);
        Ok(())
    }

    /// Shows or hides the grid lines.
    pub(super) fn set_grid(&self, scene: &mut Scene, visible: bool) -> Result<(), Error> {
        self.decoration.set_grid(scene, visible)
    }

    /// Moves the axes to where the layout has the view box, and finds out how much room they need there.
    pub(super) fn place(&mut self, view: &mut SceneView) -> Result<(), Error> {
        let rect = view.view_box_rect(self.view_box)?;
        self.rect = rect;
        self.move_references(view, rect)?;
        let seen = view.camera::<PanZoom>(self.view_box)?.visible_rect(rect.size);
        let domain = |axis: usize, limits| Domain {
            reference: self.references[axis],
            limits,
            scale: self.scales[axis],
        };
        let domains = [domain(0, seen.x()), domain(1, seen.y())];
        self.needed = self.decoration.place(view.scene_mut(), rect, domains)?;
        Ok(())
    }

    /// Places what depends on the axes.
    pub(super) fn finish(&mut self, view: &mut SceneView) -> Result<(), Error> {
        self.decoration.finish(view.scene_mut(), self.rect)
    }

    /// Widens margins on both sides so that what is left has the shape of what is shown, for axes of a fixed aspect.
    pub(super) fn shape(&self, view: &SceneView, column: &mut [f64; 2], row: &mut [f64; 2]) {
        let Ok(camera) = view.camera::<PanZoom>(self.view_box) else { return };
        let Some(aspect) = camera.aspect() else { return };
        let home = camera.home().span().abs();
        let size = view.size_px() - DVec2::new(column[0] + column[1], row[0] + row[1]);
        // Height over width of the picture, and of the room there is.
        let (picture, room) = (aspect * home.y / home.x, size.y / size.x);
        if !picture.is_finite() || size.min_element() <= 1.0 {
            return;
        }
        let (sides, spare) = if picture > room {
            (column, size.x - size.y / picture)
        } else {
            (row, size.y - size.x * picture)
        };
        for side in sides {
            *side += spare / 2.0;
        }
    }

    /// Counts offsets from the middle of the view once it is so far from the reference that they get coarse.
    fn move_references(&mut self, view: &mut SceneView, rect: CanvasRect) -> Result<(), Error> {
        let camera = view.camera::<PanZoom>(self.view_box)?;
        let seen = camera.visible_rect(rect.size);
        let went_home = camera.rect() == camera.limits().constrain(camera.home());
        if went_home && self.references != self.home.0 {
            return self.return_home(view);
        }
        let (center, span) = (seen.center(), seen.span().abs());
        let mut shift = DVec2::ZERO;
        for axis in 0..2 {
            if center[axis].abs() > span[axis] * FARTHEST_SPANS {
                let old = self.references[axis];
                let new = reference_at(old.value_at(center[axis]));
                shift[axis] = offset_of(old, new);
                self.references[axis] = new;
            }
        }
        if shift == DVec2::ZERO {
            return Ok(());
        }
        let camera = view.camera_mut::<PanZoom>(self.view_box)?;
        let (seen, home) = (camera.rect().shifted(-shift), camera.home().shifted(-shift));
        camera.set_home(home);
        camera.set_rect(seen);
        self.tell_series(view)
    }

    /// Counts from the first reference again: far from it, the home is known coarsely only.
    fn return_home(&mut self, view: &mut SceneView) -> Result<(), Error> {
        let (references, home) = self.home;
        self.references = references;
        let camera = view.camera_mut::<PanZoom>(self.view_box)?;
        camera.set_home(home);
        camera.go_home();
        self.tell_series(view)
    }

    pub(super) fn tell_series(&self, view: &mut SceneView) -> Result<(), Error> {
        self.series.iter().try_for_each(|one| one.set_references(view.scene_mut(), self.references))
    }
}

fn reference_at(value: Value) -> Reference {
    match value {
        Value::F64(value) => Reference::F64(value),
        Value::I64(value) => Reference::I64(value),
    }
}

pub(super) fn offset_of(from: Reference, to: Reference) -> f64 {
    match to {
        Reference::F64(value) => from.offset_of_f64(value),
        Reference::I64(value) => from.offset_of_i64(value),
    }
}

/// What both axes show at first: the ranges of all series that are seen, with the room beyond them that they want.
pub(super) fn homes(
    axes: &Axes,
    ranges: &[[series::Range; 2]],
    edges: &[[[Edge; 2]; 2]],
    data_margin: f64,
) -> [Home; 2] {
    let home = |(axis, spec): (usize, &AxisSpec)| {
        let seen = axes.series.iter().zip(ranges.iter().zip(edges)).filter(|(series, _)| series.visible);
        let seen = seen.map(|(_, (range, edges))| (range[axis], edges[axis]));
        let all = seen.clone().fold(None, |all, (range, _)| union(all, range));
        let margin = |end: usize| {
            let reaches = |range: series::Range| match (range, all) {
                (Some(range), Some(all)) => crate::data::difference(range[end], all[end]) == 0.0,
                _ => false,
            };
            let wishes = seen.clone().filter(|(range, _)| reaches(*range)).map(|(_, edges)| edges[end]);
            let has = |edge: Edge| wishes.clone().any(|wish| wish == edge);
            if has(Edge::Margin) && !has(Edge::Tight) { data_margin } else { 0.0 }
        };
        Home::new(spec, all, [margin(0), margin(1)])
    };
    [(0, &axes.x), (1, &axes.y)].map(home)
}

/// What a camera at home shows.
pub(super) fn home_rect([x, y]: [Home; 2]) -> Result<DataRect, Error> {
    x.check("the range of the x axis")?;
    y.check("the range of the y axis")?;
    Ok(DataRect::new(x.limits, y.limits)?)
}

/// The narrowest view.
pub(super) fn smallest_spans([x, y]: [Home; 2]) -> DVec2 {
    DVec2::new(x.smallest_span(), y.smallest_span())
}

/// What one axis shows at first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Home {
    pub(super) reference: Reference,
    /// Offsets from the reference, left or lower end first.
    limits: [f64; 2],
}

impl Home {
    /// `margins` are the parts of the range that are left free below and above.
    fn new(spec: &AxisSpec, range: Option<[Value; 2]>, margins: [f64; 2]) -> Self {
        let (range, margins) = match (spec.limits, range) {
            (Limits::Fixed { low, high }, _) => ([low, high], [0.0; 2]),
            (_, Some(range)) => (range, margins),
            (_, None) => ([Value::F64(0.0), Value::F64(1.0)], [0.0; 2]),
        };
        let reference = reference(spec.scale, range);
        let [low, high] = range.map(|value| match value {
            Value::F64(value) => reference.offset_of_f64(value),
            Value::I64(value) => reference.offset_of_i64(value),
        });
        let span = high - low;
        let [low, high] = if span > 0.0 {
            [(low, -margins[0]), (high, margins[1])].map(|(end, margin)| match margin {
                // Nothing is rounded where nothing is added.
                0.0 => end,
                margin => end + margin * span,
            })
        } else {
            // One value only: it stands in the middle of something of its own size.
            let half = if matches!(reference, Reference::I64(_)) { 1.0 } else { (low.abs() * 0.1).max(0.5) };
            [low - half, high + half]
        };
        Self { reference, limits: if spec.inverted { [high, low] } else { [low, high] } }
    }

    /// Refuses what is too wide to be drawn.
    fn check(self, what: &'static str) -> Result<(), DataError> {
        let [low, high] = self.limits;
        // A range that overflows is too wide too.
        if (high - low).abs() <= LARGEST_SPAN {
            return Ok(());
        }
        let ends = self.limits.map(|offset| self.reference.value_at(offset).to_f64());
        let (expected, found) = ("at most 1e140 wide", format!("{:e} to {:e}", ends[0], ends[1]));
        Err(DataError::Setting { what, expected, found })
    }

    /// The narrowest view: a few steps of the data's type.
    fn smallest_span(self) -> f64 {
        match self.reference {
            Reference::I64(_) => 4.0,
            Reference::F64(value) => {
                let largest = self.limits[0].abs().max(self.limits[1].abs()).max(value.abs());
                (largest * f64::EPSILON * 16.0).max(LARGEST_SPAN.recip())
            }
        }
    }
}

/// What offsets are counted from: 0 where doubles near the data are fine enough, otherwise the smallest value. Times
/// stay integers.
fn reference(scale: Scale, [low, high]: [Value; 2]) -> Reference {
    if let (Scale::Time(_), Value::I64(low)) = (scale, low) {
        return Reference::I64(low);
    }
    let span = crate::data::difference(high, low);
    let largest = low.to_f64().abs().max(high.to_f64().abs());
    let far = largest > 1e3 * span.abs() && span != 0.0;
    match low {
        // Beyond 2^53 a double does not hold every integer.
        Value::I64(low) if largest >= 9_007_199_254_740_992.0 => Reference::I64(low),
        low if far => Reference::F64(low.to_f64()),
        _ => Reference::F64(0.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home(range: [Value; 2], scale: Scale) -> Home {
        Home::new(&AxisSpec { scale, ..AxisSpec::default() }, Some(range), [0.05; 2])
    }

    #[test]
    fn a_range_gets_its_margin_and_a_single_value_some_room() {
        let range = home([Value::F64(0.0), Value::F64(10.0)], Scale::Linear);
        assert_eq!(range.limits, [-0.5, 10.5]);
        let one = home([Value::F64(50.0), Value::F64(50.0)], Scale::Linear);
        assert_eq!(one.limits, [45.0, 55.0]);
        let none = Home::new(&AxisSpec::default(), None, [0.05; 2]);
        assert_eq!(none.limits, [0.0, 1.0]);
        let inverted = AxisSpec { inverted: true, ..AxisSpec::default() };
        assert_eq!(Home::new(&inverted, None, [0.0; 2]).limits, [1.0, 0.0]);
    }

    #[test]
    fn times_and_values_far_from_zero_count_from_themselves() {
        let start = 1_700_000_000_000_000_000;
        let times = home([Value::I64(start), Value::I64(start + 100)], Scale::Linear);
        assert_eq!(times.reference, Reference::I64(start));
        assert_eq!(times.limits, [-5.0, 105.0]);
        let far = home([Value::F64(1e12), Value::F64(1e12 + 1.0)], Scale::Linear);
        assert_eq!(far.reference, Reference::F64(1e12));
        let near = home([Value::F64(-3.0), Value::F64(4.0)], Scale::Linear);
        assert_eq!(near.reference, Reference::F64(0.0));
    }
}
