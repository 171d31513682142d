//! The wheel and drags over the labels of an axis, which concern that axis only.

use vispy_app::CursorIcon;
use vispy_app::events::{Event, Modifiers, MouseButton};
use vispy_scene::glam::DVec2;
use vispy_scene::{Camera as _, CameraEvent, DataRect, PanZoom};

use super::Stage;
use crate::error::Error;

/// An axis of one pair of axes: 0 for x, 1 for y.
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
                self.drag = Some(Drag { at, from: pos, seen });
                Ok(true)
            }
            (Event::MouseRelease(release), _) if release.button == MouseButton::Left => {
                Ok(self.drag.take().is_some())
            }
            (Event::MouseDoubleClick(_), Some(pos)) => match axis_at(stage, pos) {
                Some(at) => go_home(stage, at).map(|()| true),
                None => Ok(false),
            },
            (Event::MouseWheel(wheel), Some(pos)) => {
                let Some(at) = axis_at(stage, pos) else { return Ok(false) };
                // The camera's own way to zoom one axis only.
                let (control, shift) = (at.axis == 0, at.axis == 1);
                let modifiers = Modifiers { control, shift, ..Modifiers::NONE };
                let event = Event::MouseWheel(vispy_app::events::MouseWheelEvent { modifiers, ..*wheel });
                let axes = &stage.axes[at.axes];
                let (pos_px, size_px) = (pos - axes.rect.pos, axes.rect.size);
                let camera = stage.scene.camera_mut::<PanZoom>(axes.view_box)?;
                camera.event(&CameraEvent::new(&event, Some(pos_px), size_px));
                Ok(true)
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
            // Both y axes are seen through one camera.
            Some(AxisAt { axes: index, axis: 1 })
        } else {
            None
        }
    };
    stage.axes.iter().enumerate().find_map(on_axis)
}

fn pan(stage: &mut Stage<'_>, drag: Drag, pos: DVec2) -> Result<(), Error> {
    let axes = &stage.axes[drag.at.axes];
    let mut delta_px = DVec2::ZERO;
    delta_px[drag.at.axis] = (pos - drag.from)[drag.at.axis];
    let rect = drag.seen.panned_px(delta_px, axes.rect.size);
    stage.scene.camera_mut::<PanZoom>(axes.view_box)?.set_rect(rect);
    Ok(())
}

/// Shows all of one axis.
fn go_home(stage: &mut Stage<'_>, at: AxisAt) -> Result<(), Error> {
    let camera = stage.scene.camera_mut::<PanZoom>(stage.axes[at.axes].view_box)?;
    let (seen, home) = (camera.rect(), camera.home());
    let rect =
        if at.axis == 0 { DataRect::new(home.x(), seen.y())? } else { DataRect::new(seen.x(), home.y())? };
    camera.set_rect(rect);
    Ok(())
}
