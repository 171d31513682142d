//! The wheel and drags over the labels of an axis, which concern that axis only.

use vispy_app::CursorIcon;
use vispy_app::events::{Event, Modifiers, MouseButton, MouseWheelEvent};
use vispy_scene::glam::DVec2;
use vispy_scene::{Camera as _, CameraEvent, DataRect, PanZoom};

use super::Stage;
use crate::error::Error;
use crate::view::twin::{Layout, Twin};

/// An axis of one pair of axes: 0 for x, 1 for y, 2 for the y axis at the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct AxisAt {
    axes: usize,
    axis: usize,
}

#[derive(Debug, Clone, Copy)]
struct Drag {
    at: AxisAt,
    from: DVec2,
    /// What was seen at the press: everything is counted from there, so that nothing adds up.
    seen: DataRect,
    /// How the right y axis lay over the left one then.
    twin: Option<Layout>,
}

/// What goes on over an axis.
#[derive(Debug, Default)]
pub(super) struct AxisGestures {
    drag: Option<Drag>,
    /// The axis under the pointer.
    over: Option<AxisAt>,
}

impl AxisGestures {
    /// Takes what belongs to an axis; whether it did.
    pub(super) fn event(&mut self, stage: &mut Stage<'_>, event: &Event) -> Result<bool, Error> {
        let pos = event.pos().map(|pos| DVec2::new(pos.x_px, pos.y_px));
        match (event, pos) {
            (Event::MouseMove(moved), Some(pos)) => {
                self.drag = self.drag.filter(|_| moved.buttons.contains(MouseButton::Left));
                if moved.buttons.is_empty() {
                    self.over = axis_at(stage, pos);
                }
                let Some(drag) = self.drag else { return Ok(false) };
                pan(stage, drag, pos)?;
                Ok(true)
            }
            (Event::MousePress(press), Some(pos)) if press.button == MouseButton::Left => {
                let Some(at) = axis_at(stage, pos).filter(|_| press.modifiers.is_empty()) else {
                    return Ok(false);
                };
                let axes = &stage.axes[at.axes];
                let seen = stage.scene.camera::<PanZoom>(axes.view_box)?.visible_rect(axes.rect.size);
                let twin = axes.twin.as_ref().map(Twin::layout);
                self.drag = Some(Drag { at, from: pos, seen, twin });
                Ok(true)
            }
            (Event::MouseRelease(release), _) if release.button == MouseButton::Left => {
                Ok(self.drag.take().is_some())
            }
            (Event::MouseDoubleClick(_), Some(pos)) => match axis_at(stage, pos) {
                Some(at) => go_home(stage, at).map(|()| true),
                // The camera knows of one y axis only.
                None => match stage.axes_at(pos).filter(|&index| stage.axes[index].twin.is_some()) {
                    Some(index) => stage.axes[index].go_home(stage.scene).map(|()| true),
                    None => Ok(false),
                },
            },
            (Event::MouseWheel(wheel), Some(pos)) => {
                let Some(at) = axis_at(stage, pos) else { return Ok(false) };
                zoom(stage, at, wheel, pos).map(|()| true)
            }
            (Event::CursorLeave(_), _) => {
                self.over = None;
                Ok(false)
            }
            _ => Ok(false),
        }
    }

    pub(super) fn cursor_icon(&self) -> CursorIcon {
        match self.drag.map(|drag| drag.at).or(self.over) {
            Some(AxisAt { axis: 0, .. }) => CursorIcon::ResizeHorizontal,
            Some(_) => CursorIcon::ResizeVertical,
            None => CursorIcon::Default,
        }
    }
}

/// The axis whose labels are at a position.
fn axis_at(stage: &Stage<'_>, pos: DVec2) -> Option<AxisAt> {
    let on_axis = |(index, axes): (usize, &crate::view::axes_view::AxesView)| {
        let (low, high) = (axes.rect.pos, axes.rect.end());
        let beside_y = pos.y >= low.y && pos.y <= high.y;
        let below_x = pos.x >= low.x && pos.x <= high.x;
        if below_x && pos.y > high.y && pos.y <= high.y + axes.needed.bottom {
            Some(AxisAt { axes: index, axis: 0 })
        } else if beside_y && pos.x < low.x && pos.x >= low.x - axes.needed.left {
            Some(AxisAt { axes: index, axis: 1 })
        } else if axes.twin.is_some() && beside_y && pos.x > high.x && pos.x <= high.x + axes.needed.right {
            Some(AxisAt { axes: index, axis: 2 })
        } else {
            None
        }
    };
    stage.axes.iter().enumerate().find_map(on_axis)
}

/// Zooms one axis.
fn zoom(stage: &mut Stage<'_>, at: AxisAt, wheel: &MouseWheelEvent, pos: DVec2) -> Result<(), Error> {
    // The camera's own way to zoom one axis only.
    let (control, shift) = (at.axis == 0, at.axis != 0);
    let modifiers = Modifiers { control, shift, ..Modifiers::NONE };
    let event = Event::MouseWheel(MouseWheelEvent { modifiers, ..*wheel });
    let axes = &mut stage.axes[at.axes];
    let (pos_px, size_px) = (pos - axes.rect.pos, axes.rect.size);
    let camera = stage.scene.camera::<PanZoom>(axes.view_box)?;
    let mut zoomed = camera.clone();
    zoomed.event(&CameraEvent::new(&event, Some(pos_px), size_px));
    let layout = axes.twin.as_ref().map(Twin::layout);
    show(stage, at, camera_rects(camera, &zoomed, size_px), layout)
}

fn pan(stage: &mut Stage<'_>, drag: Drag, pos: DVec2) -> Result<(), Error> {
    let axes = &stage.axes[drag.at.axes];
    let along = drag.at.axis.min(1);
    let mut delta_px = DVec2::ZERO;
    delta_px[along] = (pos - drag.from)[along];
    let mut panned = stage.scene.camera::<PanZoom>(axes.view_box)?.clone();
    panned.set_rect(drag.seen.panned_px(delta_px, axes.rect.size));
    let seen = [drag.seen, panned.visible_rect(axes.rect.size)];
    show(stage, drag.at, (seen, panned.rect()), drag.twin)
}

/// Shows all of one axis.
fn go_home(stage: &mut Stage<'_>, at: AxisAt) -> Result<(), Error> {
    let axes = &mut stage.axes[at.axes];
    let camera = stage.scene.camera::<PanZoom>(axes.view_box)?;
    let (seen, home) = (camera.rect(), camera.home());
    if let (2, Some(twin)) = (at.axis, &mut axes.twin) {
        let left = camera.visible_rect(axes.rect.size).y();
        return twin.lay(stage.scene.scene_mut(), left, twin.home.limits);
    }
    let rect =
        if at.axis == 0 { DataRect::new(home.x(), seen.y())? } else { DataRect::new(seen.x(), home.y())? };
    let mut changed = camera.clone();
    changed.set_rect(rect);
    let rects = camera_rects(camera, &changed, axes.rect.size);
    let layout = axes.twin.as_ref().map(Twin::layout);
    show(stage, at, rects, layout)
}

/// What a camera shows and what another one would, and the rectangle of the other.
fn camera_rects(now: &PanZoom, then: &PanZoom, size_px: DVec2) -> ([DataRect; 2], DataRect) {
    ([now, then].map(|camera| camera.visible_rect(size_px)), then.rect())
}

/// Lets one axis show what a camera would show then that shows something else now. Of two y axes that a camera shows
/// through one `layout`, the other one stays as it is.
fn show(
    stage: &mut Stage<'_>,
    at: AxisAt,
    ([now, then], rect): ([DataRect; 2], DataRect),
    layout: Option<Layout>,
) -> Result<(), Error> {
    let axes = &mut stage.axes[at.axes];
    let twin = axes.twin.as_mut().zip(layout);
    if at.axis < 2 {
        stage.scene.camera_mut::<PanZoom>(axes.view_box)?.set_rect(rect);
    }
    match (at.axis, twin) {
        (1, Some((twin, layout))) => twin.lay(stage.scene.scene_mut(), then.y(), layout.limits(now.y())),
        (2, Some((twin, layout))) => twin.lay(stage.scene.scene_mut(), now.y(), layout.limits(then.y())),
        _ => Ok(()),
    }
}
