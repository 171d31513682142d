//! The list of what can be done.

use super::Stage;
use super::keys::HELP;
use super::panel::Panel;
use crate::error::Error;
use crate::figure::Style;

/// The list of keys and gestures, in the middle of the canvas while it is shown.
#[derive(Debug)]
pub(super) struct Help {
    panel: Panel,
    is_shown: bool,
}

impl Help {
    pub(super) fn new(style: &Style) -> Self {
        Self { panel: Panel::new(style), is_shown: false }
    }

    pub(super) fn is_shown(&self) -> bool {
        self.is_shown
    }

    pub(super) fn toggle(&mut self, stage: &mut Stage<'_>) -> Result<(), Error> {
        self.is_shown = !self.is_shown;
        if self.is_shown { self.place(stage) } else { self.panel.hide(stage.scene.scene_mut()) }
    }

    pub(super) fn place(&mut self, stage: &mut Stage<'_>) -> Result<(), Error> {
        if !self.is_shown {
            return Ok(());
        }
        let columns: Vec<String> =
            [0, 1].map(|column| HELP.map(|line| line[column]).join("\n")).into_iter().collect();
        let pos = (stage.scene.size_px() - self.panel.size_of(&columns)) / 2.0;
        self.panel.show(stage.scene.scene_mut(), columns, pos)
    }
}
