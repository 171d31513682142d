//! Clicks on the entries of a legend, which hide and show series.

use vispy_app::events::{Event, MouseButton};
use vispy_scene::glam::DVec2;

use super::Stage;
use crate::error::Error;

/// An entry: the number of its axes, and of its series in them.
type Entry = [usize; 2];

/// What goes on over a legend.
#[derive(Debug, Default)]
pub(super) struct LegendClicks {
    /// The entry that was pressed and not released yet.
    pressed: Option<Entry>,
    /// The entry under the pointer.
    over: Option<Entry>,
}

impl LegendClicks {
    /// Takes what belongs to a legend; whether it did.
    pub(super) fn event(&mut self, stage: &mut Stage<'_>, event: &Event) -> Result<bool, Error> {
        let entry = event.pos().and_then(|pos| entry_at(stage, DVec2::new(pos.x_px, pos.y_px)));
        match event {
            Event::MouseMove(moved) => {
                self.over = entry.filter(|_| moved.buttons.is_empty());
                Ok(self.pressed.is_some())
            }
            Event::MousePress(press) if press.button == MouseButton::Left => {
                self.pressed = entry;
                Ok(entry.is_some())
            }
            Event::MouseRelease(release) if release.button == MouseButton::Left => {
                let Some(pressed) = self.pressed.take() else { return Ok(false) };
                if entry == Some(pressed) {
                    stage.toggle_series(pressed)?;
                }
                Ok(true)
            }
            // The second press of a double click was a press before.
            Event::MouseDoubleClick(_) => Ok(entry.is_some()),
            _ => Ok(false),
        }
    }

    pub(super) fn is_over_entry(&self) -> bool {
        self.over.is_some()
    }
}

fn entry_at(stage: &Stage<'_>, pos: DVec2) -> Option<Entry> {
    stage.axes.iter().enumerate().find_map(|(axes, view)| {
        let (series, _) = view.legend_entries().find(|(_, rect)| rect.contains(pos))?;
        Some([axes, series])
    })
}
