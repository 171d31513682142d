//! What people do in a window beyond what the cameras do: a file per idea.

mod axis_gestures;
mod box_zoom;
mod help;
mod history;
mod hover;
mod keys;
mod legend_clicks;
mod messages;
mod panel;

use std::path::PathBuf;

use vispy_app::CursorIcon;
use vispy_app::events::Event;
use vispy_scene::SceneView;
use vispy_scene::glam::DVec2;

use super::axes_view::AxesView;
use crate::error::{DataError, Error};
use crate::figure::{Figure, Style};
use axis_gestures::AxisGestures;
use box_zoom::BoxZoom;
use help::Help;
use history::History;
use hover::Hover;
pub use hover::Hovered;
use legend_clicks::LegendClicks;
use messages::Messages;

/// Something that a user asked for and that a [`FigureView`](crate::FigureView), which does no input or output of its own, leaves
/// to whoever shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ViewRequest {
    /// To write what is seen to a file.
    Save,
    /// To put what is seen on the clipboard.
    Copy,
    /// To show these files instead.
    Open(Vec<PathBuf>),
}

/// What an interaction can see and change.
pub(super) struct Stage<'a> {
    pub(super) scene: &'a mut SceneView,
    pub(super) axes: &'a mut [AxesView],
    pub(super) figure: &'a mut Figure,
}

impl Stage<'_> {
    /// The axes whose data are drawn at a position.
    fn axes_at(&self, pos: DVec2) -> Option<usize> {
        self.axes.iter().position(|axes| axes.rect.contains(pos))
    }

    /// Shows or hides a series of axes. Home is where all data are seen that are shown.
    pub(super) fn show_series(&mut self, [axes, series]: [usize; 2], visible: bool) -> Result<(), Error> {
        let document = self.figure.document.axes.get_mut(axes);
        let place = document.and_then(|document| document.series.get_mut(series)).ok_or_else(|| {
            let (what, expected) = ("the number of a series", "axes and a series that the figure has");
            DataError::Setting { what, expected, found: format!("{series} of axes {axes}") }
        })?;
        place.visible = visible;
        let (view, document) = (&mut self.axes[axes], &self.figure.document.axes[axes]);
        self.scene.scene_mut().set_visible(view.series[series].node, visible)?;
        // Where nothing is shown, nothing says what else to show.
        let shows_some = document.series.iter().any(|series| series.visible);
        if shows_some { view.follow(self.scene, document) } else { Ok(()) }
    }

    /// Hides a series that is shown, and shows one that is hidden.
    fn toggle_series(&mut self, [axes, series]: [usize; 2]) -> Result<(), Error> {
        let document = self.figure.document.axes.get(axes).and_then(|axes| axes.series.get(series));
        let visible = document.is_some_and(|series| series.visible);
        self.show_series([axes, series], !visible)
    }
}

/// All that is going on between a user and a figure.
#[derive(Debug)]
pub(super) struct Interaction {
    axis_gestures: AxisGestures,
    box_zoom: BoxZoom,
    help: Help,
    history: History,
    hover: Hover,
    legend_clicks: LegendClicks,
    messages: Messages,
    requests: Vec<ViewRequest>,
    wants_close: bool,
}

impl Interaction {
    pub(super) fn new(style: &Style) -> Self {
        Self {
            axis_gestures: AxisGestures::default(),
            box_zoom: BoxZoom::new(style),
            help: Help::new(style),
            history: History::default(),
            hover: Hover::new(style),
            legend_clicks: LegendClicks::default(),
            messages: Messages::new(style),
            requests: Vec::new(),
            wants_close: false,
        }
    }

    /// Takes an event, or gives it to the scene.
    pub(super) fn event(&mut self, stage: &mut Stage<'_>, event: &Event) -> Result<(), Error> {
        self.history.before(stage);
        if !self.takes(stage, event)? {
            stage.scene.event(event);
        }
        match event {
            Event::Close(_) => self.wants_close = true,
            Event::FileDropped(file) => self.open(file.path.clone()),
            _ => {}
        }
        self.history.after(stage, event);
        self.hover.event(stage, event)?;
        self.messages.advance(stage, event.time_secs())
    }

    /// Takes an event that is no camera's business.
    fn takes(&mut self, stage: &mut Stage<'_>, event: &Event) -> Result<bool, Error> {
        if let Event::KeyPress(press) = event {
            return self.key(stage, press);
        }
        Ok(self.legend_clicks.event(stage, event)?
            || self.box_zoom.event(stage, event)?
            || self.axis_gestures.event(stage, event)?)
    }

    /// What depends on where things are: to be called when they have been placed.
    pub(super) fn place(&mut self, stage: &mut Stage<'_>) -> Result<(), Error> {
        self.hover.place(stage)?;
        self.messages.place(stage)?;
        self.help.place(stage)
    }

    /// Shows how far something is, or nothing any more.
    pub(super) fn tell_progress(&mut self, text: Option<String>) {
        self.messages.tell_progress(text);
    }

    /// Shows a message for some seconds.
    pub(super) fn tell(&mut self, text: String) {
        self.messages.tell(text);
    }

    /// The time has come so far.
    pub(super) fn tick(&mut self, stage: &mut Stage<'_>, now_secs: f64) -> Result<(), Error> {
        self.messages.advance(stage, now_secs)
    }

    /// When something changes by itself.
    pub(super) fn next_wakeup_secs(&self) -> Option<f64> {
        self.messages.end_secs()
    }

    /// Whether something is to be shown that is not in the scene yet.
    pub(super) fn is_waiting(&self) -> bool {
        self.messages.is_waiting()
    }

    pub(super) fn hovered(&self) -> Option<Hovered> {
        self.hover.hovered()
    }

    pub(super) fn message(&self) -> Option<&str> {
        self.messages.text()
    }

    /// The oldest request that nobody has taken.
    pub(super) fn take_request(&mut self) -> Option<ViewRequest> {
        (!self.requests.is_empty()).then(|| self.requests.remove(0))
    }

    pub(super) fn wants_close(&self) -> bool {
        self.wants_close
    }

    pub(super) fn cursor_icon(&self) -> CursorIcon {
        if self.legend_clicks.is_over_entry() {
            CursorIcon::Pointer
        } else if self.box_zoom.is_on() {
            CursorIcon::Crosshair
        } else {
            self.axis_gestures.cursor_icon()
        }
    }

    /// Files that are dropped together come one by one.
    fn open(&mut self, path: PathBuf) {
        match self.requests.last_mut() {
            Some(ViewRequest::Open(paths)) => paths.push(path),
            _ => self.requests.push(ViewRequest::Open(vec![path])),
        }
    }
}
