//! The views that were seen before, and the way back to them.

use vispy_app::events::Event;

use super::Stage;
use crate::error::Error;
use crate::view::axes_view::Seen;

/// How many views are remembered.
const REMEMBERED: usize = 200;
/// Changes that follow each other within this time are one: turns of a wheel, a held key.
const TOGETHER_SECS: f64 = 0.6;

/// What all axes show.
type Views = Vec<Seen>;

/// The views that were seen before the present one, and those that were left by going back.
#[derive(Debug, Default)]
pub(super) struct History {
    past: Vec<Views>,
    future: Vec<Views>,
    /// What was seen when the present event, or the drag that it belongs to, began.
    before: Option<Views>,
    /// When the view was changed last other than by going back or forward.
    changed_secs: Option<f64>,
}

impl History {
    /// An event is about to happen.
    pub(super) fn before(&mut self, stage: &Stage<'_>) {
        if self.before.is_none() {
            self.before = Some(views(stage));
        }
    }

    /// An event has happened; one that is part of a drag settles with its last one.
    pub(super) fn after(&mut self, stage: &Stage<'_>, event: &Event) {
        let is_held = match event {
            Event::MouseMove(moved) => !moved.buttons.is_empty(),
            Event::MousePress(button) | Event::MouseRelease(button) | Event::MouseDoubleClick(button) => {
                !button.buttons.is_empty()
            }
            _ => false,
        };
        if is_held {
            return;
        }
        let Some(before) = self.before.take() else { return };
        if views(stage) == before {
            return;
        }
        let now_secs = event.time_secs();
        let goes_on = self.changed_secs.is_some_and(|last_secs| now_secs - last_secs < TOGETHER_SECS);
        let may_go_on = matches!(event, Event::MouseWheel(_) | Event::KeyPress(_) | Event::Touch(_));
        self.changed_secs = may_go_on.then_some(now_secs);
        if may_go_on && goes_on {
            return;
        }
        self.future.clear();
        self.past.push(before);
        if self.past.len() > REMEMBERED {
            self.past.remove(0);
        }
    }

    /// Shows what was seen before.
    pub(super) fn back(&mut self, stage: &mut Stage<'_>) -> Result<(), Error> {
        let now = views(stage);
        let Some(to) = self.past.pop() else { return Ok(()) };
        self.future.push(now);
        self.show(stage, &to)
    }

    /// Shows what was seen before going back.
    pub(super) fn forward(&mut self, stage: &mut Stage<'_>) -> Result<(), Error> {
        let now = views(stage);
        let Some(to) = self.future.pop() else { return Ok(()) };
        self.past.push(now);
        self.show(stage, &to)
    }

    fn show(&mut self, stage: &mut Stage<'_>, to: &Views) -> Result<(), Error> {
        for (axes, seen) in stage.axes.iter_mut().zip(to) {
            axes.show(stage.scene, *seen)?;
        }
        // Going there is no step of its own.
        self.before = None;
        self.changed_secs = None;
        Ok(())
    }
}

fn views(stage: &Stage<'_>) -> Views {
    stage.axes.iter().filter_map(|axes| axes.seen(stage.scene)).collect()
}
