//! What keys do.

use vispy_app::events::{Key, KeyEvent};

use super::{Interaction, Stage, ViewRequest};
use crate::error::Error;

/// What the user can do, for the help.
pub(super) const HELP: [[&str; 2]; 17] = [
    ["drag", "pan; on an axis, that axis only"],
    ["right drag", "zoom each axis"],
    ["wheel", "zoom at the pointer; on an axis, that axis only"],
    ["Shift + drag", "zoom to a box"],
    ["o, z", "the next drag zooms to a box"],
    ["Home, h, double click", "show everything"],
    ["Backspace", "back to the view before"],
    ["Shift + Backspace", "forward again"],
    ["arrows, +, -", "pan, zoom"],
    ["click in the legend", "hide or show a series"],
    ["g", "grid lines on or off"],
    ["s", "save the picture"],
    ["Ctrl + C", "copy the picture"],
    ["drop a file", "show it instead"],
    ["?, F1", "this list"],
    ["Escape", "end what goes on, or close"],
    ["q", "close"],
];

impl Interaction {
    /// Does what a key stands for; whether it stands for anything.
    pub(super) fn key(&mut self, stage: &mut Stage<'_>, press: &KeyEvent) -> Result<bool, Error> {
        let held = press.modifiers;
        if held.control && !held.alt && press.key.is_char("c") {
            self.requests.push(ViewRequest::Copy);
            return Ok(true);
        }
        if held.control || held.alt || held.meta {
            return Ok(false);
        }
        match &press.key {
            Key::Backspace if held.shift => self.history.forward(stage)?,
            Key::Backspace => self.history.back(stage)?,
            Key::Home => go_home(stage)?,
            Key::Escape => self.escape(stage)?,
            Key::F(1) => self.help.toggle(stage)?,
            Key::Character(text) => return self.character(stage, text),
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn character(&mut self, stage: &mut Stage<'_>, text: &str) -> Result<bool, Error> {
        match text {
            "q" => self.wants_close = true,
            "?" => self.help.toggle(stage)?,
            "o" | "z" => self.box_zoom.toggle(stage)?,
            "h" => go_home(stage)?,
            "g" => toggle_grid(stage)?,
            "s" => self.requests.push(ViewRequest::Save),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Ends the last thing that was begun, or else everything.
    fn escape(&mut self, stage: &mut Stage<'_>) -> Result<(), Error> {
        if self.help.is_shown() {
            self.help.toggle(stage)
        } else if self.box_zoom.is_on() {
            self.box_zoom.cancel(stage)
        } else {
            self.wants_close = true;
            Ok(())
        }
    }
}

fn go_home(stage: &mut Stage<'_>) -> Result<(), Error> {
    stage.axes.iter_mut().try_for_each(|axes| axes.go_home(stage.scene))
}

/// All on, unless all are on.
fn toggle_grid(stage: &mut Stage<'_>) -> Result<(), Error> {
    let documents = &mut stage.figure.document.axes;
    let visible = !documents.iter().all(|axes| axes.grid);
    for (axes, document) in stage.axes.iter_mut().zip(documents) {
        document.grid = visible;
        axes.set_grid(stage.scene.scene_mut(), visible)?;
    }
    Ok(())
}
