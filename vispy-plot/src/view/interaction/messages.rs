//! Messages that are shown for some seconds.

use vispy_scene::glam::DVec2;

use super::Stage;
use super::panel::Panel;
use crate::error::Error;
use crate::figure::Style;

/// How long a message is shown.
const SHOWN_SECS: f64 = 5.0;
/// From the lower left corner of the canvas, in logical pixels.
const EDGE_PX: f64 = 8.0;
/// The most letters in a line of a message.
const LINE_LETTERS: usize = 100;

/// What was told last, at the lower left.
#[derive(Debug)]
pub(super) struct Messages {
    panel: Panel,
    text: Option<String>,
    /// The latest time that is known.
    now_secs: f64,
    end_secs: Option<f64>,
    /// Whether it is to be shown or hidden with the next frame.
    waits: bool,
}

impl Messages {
    pub(super) fn new(style: &Style) -> Self {
        Self { panel: Panel::new(style), text: None, now_secs: 0.0, end_secs: None, waits: false }
    }

    /// Shows a text with the next frame, in place of the one before.
    pub(super) fn tell(&mut self, text: String) {
        self.text = Some(text);
        self.end_secs = Some(self.now_secs + SHOWN_SECS);
        self.waits = true;
    }

    /// Shows a text until it is replaced, or hides it, unless a message is shown.
    pub(super) fn tell_progress(&mut self, text: Option<String>) {
        if self.end_secs.is_none() {
            self.text = text;
            self.waits = true;
        }
    }

    /// Ends what was shown long enough.
    pub(super) fn advance(&mut self, stage: &mut Stage<'_>, now_secs: f64) -> Result<(), Error> {
        self.now_secs = self.now_secs.max(now_secs);
        if self.end_secs.is_some_and(|end_secs| end_secs <= self.now_secs) {
            (self.text, self.end_secs, self.waits) = (None, None, false);
            self.panel.hide(stage.scene.scene_mut())?;
        }
        Ok(())
    }

    pub(super) fn end_secs(&self) -> Option<f64> {
        self.end_secs
    }

    pub(super) fn is_waiting(&self) -> bool {
        self.waits
    }

    pub(super) fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    pub(super) fn place(&mut self, stage: &mut Stage<'_>) -> Result<(), Error> {
        self.waits = false;
        let Some(text) = &self.text else { return self.panel.hide(stage.scene.scene_mut()) };
        let columns = vec![folded(text)];
        let corner = DVec2::new(EDGE_PX, stage.scene.size_px().y - EDGE_PX);
        let pos = corner - DVec2::new(0.0, self.panel.size_of(&columns).y);
        self.panel.show(stage.scene.scene_mut(), columns, pos)
    }
}

/// A long text on several lines.
fn folded(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let lines: Vec<String> = letters.chunks(LINE_LETTERS).map(|line| line.iter().collect()).collect();
    lines.join("\n")
}
