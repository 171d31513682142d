//! One pair of axes in the scene.

use std::sync::Arc;
use vispy_scene::glam::DVec2;

use vispy_scene::{CanvasRect, DataRect, Node, PanZoom, Scene, SceneView, ViewBoxHandle};
use vispy_visuals::coordinate::{Reference, Value};
use vispy_visuals::ticks::Scale;

use super::decoration::{Decoration, Domain};
use super::extras::Extras;
use super::home::{Homes, offset_at, offset_of, reference_at};
use super::margins::{Needed, layout_cell};
use super::series::{self, Edge, Making, SeriesView};
use super::twin::{Layout, Twin};
use crate::data::DataStore;
use crate::error::{DataError, Error};
use crate::figure::{Axes, Cell, Style, YAxis};

/// Times the width of the view that its middle may lie from the reference before the reference moves there: an offset
/// then still has a millionth of the view as its last bit.
const FARTHEST_SPANS: f64 = 1e9;

/// What axes show: a rectangle, and what it is counted from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Seen {
    references: [Reference; 2],
    rect: DataRect,
    /// How the right y axis lies over the left one.
    twin: Option<Layout>,
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
    pub(super) scales: [Scale; 2],
    pub(super) twin: Option<Twin>,
    /// The y axis that each series counts on.
    sides: Vec<YAxis>,
    pub(super) series: Vec<SeriesView>,
    /// What each series covers.
    pub(super) ranges: Vec<[series::Range; 2]>,
    /// The room that each series wants beyond its ranges.
    pub(super) edges: Vec<[[Edge; 2]; 2]>,
    pub(super) decoration: Decoration,
    pub(super) extras: Extras,
}

impl AxesView {
    pub(super) fn new(
        scene: &mut Scene,
        axes: &Axes,
        data: &DataStore,
        style: &Style,
    ) -> Result<Self, Error> {
        let extents: Vec<_> =
            axes.series.iter().map(|one| series::extent(one, axes, data)).collect::<Result<_, _>>()?;
        let ranges: Vec<_> = extents.iter().map(|extent| extent.ranges).collect();
        let edges: Vec<_> = extents.iter().map(|extent| extent.edges).collect();
        let homes = Homes::new(axes, &ranges, &edges, style.data_margin)?;
        let mut camera = PanZoom::new(homes.rect()?);
        camera.set_aspect(axes.aspect)?;
        camera.set_limits(homes.camera_limits(camera.limits())?);
        // The camera's limits may have made it a little larger.
        let camera_home = camera.rect();
        let grid = scene.root_grid();
        let view_box = scene.add_view_box(grid, layout_cell(axes.cell), camera)?;
        if style.axes_background.alpha() > 0.0 {
            scene.view_box_mut(view_box)?.set_background(Some(style.axes_background));
        }
        let root = scene.view_box_root(view_box)?;
        let references = homes.references();
        let scaled_from_data = Scale::scaled_from_data_2d(axes.x.scale, axes.y.scale)?;
        let left = scene.add_node(root, Node::new().with_transform(Arc::new(scaled_from_data)))?;
        let twin = homes.y2.map(|home| Twin::new(scene, root, &homes, home)).transpose()?;
        let decoration = Decoration::new(scene, root, axes, style)?;
        let mut colored = 0;
        let mut views = Vec::with_capacity(axes.series.len());
        for (one, extent) in axes.series.iter().zip(extents) {
            let (root, references) = match (&twin, one.y_axis) {
                (Some(twin), YAxis::Right) => (twin.node, [references[0], twin.home.reference]),
                _ => (left, references),
            };
            let footprints = axes.legend.is_some();
            let making = Making { data, style, references, cycle_color: style.color(colored), footprints };
            views.push(series::add(scene, root, one, extent, &making)?);
            colored += usize::from(one.kind.takes_color());
        }
        let making = Making { data, style, references, cycle_color: style.text_color, footprints: false };
        let extras = Extras::new(scene, axes, &views, &making)?;
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
            twin,
            sides: axes.series.iter().map(|one| one.y_axis).collect(),
            series: views,
            ranges,
            edges,
            decoration,
            extras,
        })
    }

    /// What is seen: x and y, from the left or lower end to the other.
    pub(super) fn limits(&self, view: &SceneView) -> Option<[[Value; 2]; 2]> {
        let rect = view.camera::<PanZoom>(self.view_box).ok()?.visible_rect(self.rect.size);
        let value = |axis: usize, place: f64| value_at(self.scales[axis], self.references[axis], place);
        Some([rect.x().map(|place| value(0, place)), rect.y().map(|place| value(1, place))])
    }

    /// What is seen of the y axis at the right, if there is one: from the lower end to the upper.
    pub(super) fn twin_limits(&self, view: &SceneView) -> Option<[Value; 2]> {
        let rect = view.camera::<PanZoom>(self.view_box).ok()?.visible_rect(self.rect.size);
        let twin = self.twin.as_ref()?;
        Some(twin.limits(rect.y()).map(|place| value_at(twin.home.scale, twin.home.reference, place)))
    }

    /// Shows another part.
    pub(super) fn set_limits(&self, view: &mut SceneView, limits: [[Value; 2]; 2]) -> Result<(), Error> {
        let rect = DataRect::new(self.places(0, limits[0])?, self.places(1, limits[1])?)?;
        view.camera_mut::<PanZoom>(self.view_box)?.set_rect(rect);
        Ok(())
    }

    /// What is seen, to be [shown](Self::show) again.
    pub(super) fn seen(&self, view: &SceneView) -> Option<Seen> {
        let rect = view.camera::<PanZoom>(self.view_box).ok()?.rect();
        Some(Seen { references: self.references, rect, twin: self.twin.as_ref().map(Twin::layout) })
    }

    /// Shows what was seen before.
    pub(super) fn show(&mut self, view: &mut SceneView, seen: Seen) -> Result<(), Error> {
        let [x, y] = [0, 1].map(|axis| offset_of(self.references[axis], seen.references[axis]));
        let rect = seen.rect.shifted(DVec2::new(x, y));
        view.camera_mut::<PanZoom>(self.view_box)?.set_rect(rect);
        match (&mut self.twin, seen.twin) {
            (Some(twin), Some(layout)) => twin.set_layout(view.scene_mut(), layout.shifted(y)),
            _ => Ok(()),
        }
    }

    /// Shows everything, on both y axes.
    pub(super) fn go_home(&mut self, view: &mut SceneView) -> Result<(), Error> {
        let camera = view.camera_mut::<PanZoom>(self.view_box)?;
        camera.go_home();
        let left = camera.home().y();
        match &mut self.twin {
            Some(twin) => twin.lay(view.scene_mut(), left, twin.home.limits),
            None => Ok(()),
        }
    }

    /// Shows or hides the grid lines.
    pub(super) fn set_grid(&self, scene: &mut Scene, visible: bool) -> Result<(), Error> {
        self.decoration.set_grid(scene, visible)
    }

    /// Where two values stand among what the camera shows.
    fn places(&self, axis: usize, limits: [Value; 2]) -> Result<[f64; 2], DataError> {
        let scale = self.scales[axis];
        if !scale.is_bent() {
            return Ok(limits.map(|value| offset_at(self.references[axis], value)));
        }
        let places = limits.map(|value| scale.scaled_from_data(value.to_f64()));
        if places.iter().all(|place| place.is_finite()) {
            return Ok(places);
        }
        let what = ["the limits of the x axis", "the limits of the y axis"][axis];
        let found = format!("{:e} to {:e}", limits[0].to_f64(), limits[1].to_f64());
        Err(DataError::Setting {
            what,
            expected: "numbers that the scale of the axis has a place for",
            found,
        })
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
        let twin = self.twin.as_ref().map(|twin| Domain {
            reference: twin.home.reference,
            limits: twin.limits(seen.y()),
            scale: twin.home.scale,
        });
        let domains = [domain(0, seen.x()), domain(1, seen.y())];
        self.needed = self.decoration.place(view.scene_mut(), rect, domains, twin)?;
        self.place_beside(view)
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
            // Scaled space has its own zero.
            let coarse = center[axis].abs() > span[axis] * FARTHEST_SPANS;
            if coarse && !self.scales[axis].is_bent() {
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
        if let Some(twin) = &mut self.twin {
            twin.shift(view.scene_mut(), shift.y)?;
        }
        self.tell_series(view)
    }

    /// Counts from the first reference again: far from it, the home is known coarsely only.
    fn return_home(&mut self, view: &mut SceneView) -> Result<(), Error> {
        let (references, home) = self.home;
        let y = offset_of(self.references[1], references[1]);
        if let Some(twin) = &mut self.twin {
            twin.shift(view.scene_mut(), y)?;
        }
        self.references = references;
        let camera = view.camera_mut::<PanZoom>(self.view_box)?;
        camera.set_home(home);
        camera.go_home();
        self.tell_series(view)
    }

    pub(super) fn tell_series(&self, view: &mut SceneView) -> Result<(), Error> {
        for (number, one) in self.series.iter().enumerate() {
            one.set_references(view.scene_mut(), self.references_of(number))?;
        }
        Ok(())
    }

    /// What a series counts its data from.
    pub(super) fn references_of(&self, series: usize) -> [Reference; 2] {
        let [x, left] = self.references;
        match (&self.twin, self.sides.get(series)) {
            (Some(twin), Some(YAxis::Right)) => [x, twin.home.reference],
            _ => [x, left],
        }
    }
}

/// The value at a place that a camera shows.
fn value_at(scale: Scale, reference: Reference, place: f64) -> Value {
    if scale.is_bent() { Value::F64(scale.data_from_scaled(place)) } else { reference.value_at(place) }
}
