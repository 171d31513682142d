//! Items of visuals of one's own under the pointer.

use std::sync::Arc;

use vispy_gloo::RenderTarget;
use vispy_scene::SceneView;
use vispy_scene::glam::DVec2;
use vispy_visuals::View;
use vispy_visuals::text::plain;
use vispy_visuals::ticks::Scale;
use vispy_visuals::transforms::Transform as _;

use super::{Found, Hovered, REACH_PX};
use crate::data::{Column, Value, exact_text};
use crate::error::Error;
use crate::figure::{Axes, Series, VisualSeries};
use crate::view::axes_view::AxesView;
use crate::view::series::scales;
use crate::view::series::visual::{OwnPart, value_at};

/// A series that shows a visual of one's own.
pub(super) struct Seen<'a> {
    /// The number of the axes, and of the series in them.
    pub(super) numbers: [usize; 2],
    pub(super) axes: &'a AxesView,
    pub(super) document: &'a Axes,
    pub(super) series: &'a Series,
    pub(super) own: &'a VisualSeries,
}

impl Seen<'_> {
    /// The item at a position of the canvas, or near it.
    pub(super) fn find(
        &self,
        scene: &mut SceneView,
        part: &OwnPart,
        pos: DVec2,
    ) -> Result<Option<Found>, Error> {
        let (size, scale_factor) = (scene.size(), scene.scale_factor());
        let target = RenderTarget::canvas(size.width_physical_px, size.height_physical_px);
        let mut view = View::of_canvas(target, scale_factor);
        let pixel = view.map(pos);
        let canvas_from_visual = scene.canvas_from_node(part.node, Some(self.axes.view_box))?;
        view.clip = self.axes.rect.to_framebuffer(scale_factor, size.height_physical_px);
        view.framebuffer_from_visual.push(Arc::new(canvas_from_visual.clone()));
        let visual = scene.scene().visual(part.shown)?;
        let Some(picked) = visual.pick(&view, pixel, REACH_PX) else { return Ok(None) };
        let scales = scales(self.series, self.document);
        let [x, y] = [0, 1].map(|axis| value_at(self.own, scales, axis, picked.at[axis]));
        let name = self.series.label.as_deref().filter(|_| self.document.series.len() > 1);
        let mut lines: Vec<String> = name.map(|name| plain(name).into_owned()).into_iter().collect();
        lines.push(format!("x = {}", text_of(x, scales[0])));
        lines.push(format!("y = {}", text_of(y, scales[1])));
        lines.extend(picked.lines);
        let at = canvas_from_visual.map(picked.at.extend(0.0)).truncate();
        let [axes, series] = self.numbers;
        let hovered = Hovered { axes, series, index: picked.index as u64, x, y, label: lines.join("\n") };
        // A large item may be under the pointer whose place is farther away.
        let distance_px = at.distance(pos).min(REACH_PX);
        Ok(Some(Found { hovered, pos: at, distance_px, color: None, has_dot: true }))
    }
}

/// A value as it is read out.
fn text_of(value: Value, scale: Scale) -> String {
    let column = match (value, scale) {
        (Value::I64(value), Scale::Time(unit)) => Column::timestamps(vec![value], unit),
        (Value::I64(value), _) => Column::from(vec![value]),
        // What was computed has no digits that are noise.
        (Value::F64(value), _) => Column::uniform(value, 0.0, 1),
    };
    exact_text(&column, 0)
}
