//! A figure in a window, with what a view leaves to its window: files and the clipboard.

use std::path::{Path, PathBuf};

use vispy_app::events::Event;
use vispy_app::{CanvasHandler, CursorIcon, DrawError, Frame, Waker};
use vispy_gloo::Context;

use super::Opener;
use super::file_name::free_name;
use crate::error::Error;
use crate::export::{DPI_OF_LOGICAL_PX, Picture, offscreen, png_file};
use crate::view::{FigureView, ViewRequest};

/// A figure in a window.
pub(super) struct Shown<'a> {
    view: FigureView,
    open: Opener<'a>,
    waker: Waker,
    /// What is to be done with the next frame, when there is a context.
    requests: Vec<ViewRequest>,
    now_secs: f64,
}

impl<'a> Shown<'a> {
    pub(super) fn new(view: FigureView, open: Opener<'a>) -> Self {
        Self { view, open, waker: Waker::noop(), requests: Vec::new(), now_secs: 0.0 }
    }

    /// Does what the user asked for and says how it went.
    fn perform(&mut self, ctx: &mut Context, request: &ViewRequest) {
        let message = match request {
            ViewRequest::Save => match self.save(ctx) {
                Ok(path) => format!("saved {}", path.display()),
                Err(error) => format!("not saved: {error}"),
            },
            ViewRequest::Copy => match self.copy(ctx) {
                Ok(()) => "the picture is on the clipboard".to_owned(),
                Err(error) => format!("not copied: {error}"),
            },
            ViewRequest::Open(files) => match self.replace(files) {
                Ok(()) => return,
                Err(error) => format!("not opened: {error}"),
            },
        };
        self.view.tell(message);
    }

    /// Draws what is seen, without messages and labels of samples, into memory.
    fn picture(&self, ctx: &mut Context) -> Result<Picture, Error> {
        let mut seen = self.view.as_seen()?;
        let size = seen.size_physical();
        offscreen::draw(&mut seen, ctx, size.width_physical_px, size.height_physical_px)
    }

    fn save(&self, ctx: &mut Context) -> Result<PathBuf, Error> {
        let picture = self.picture(ctx)?;
        let title = self.view.title().unwrap_or("vispy");
        let folder = std::env::current_dir().unwrap_or_default();
        let path = free_name(title, |name| Path::new(&folder).join(name));
        png_file::write(&path, &picture, DPI_OF_LOGICAL_PX * self.view.scale_factor())?;
        Ok(path)
    }

    fn copy(&self, ctx: &mut Context) -> Result<(), Error> {
        let Picture { width, height, rgba } = self.picture(ctx)?;
        Ok(vispy_app::winit::copy_image(width, height, rgba)?)
    }

    fn replace(&mut self, files: &[PathBuf]) -> Result<(), String> {
        let figure = (self.open)(files)?;
        let view = FigureView::new(&figure, self.view.size_physical(), self.view.scale_factor());
        self.view = view.map_err(|error| error.to_string())?;
        self.view.attach(&self.waker);
        self.view.tick(self.now_secs);
        Ok(())
    }
}

impl CanvasHandler for Shown<'_> {
    fn attach(&mut self, waker: &Waker) {
        self.waker = waker.clone();
        self.view.attach(waker);
    }

    fn event(&mut self, event: &Event) {
        self.view.event(event);
        while let Some(request) = self.view.take_request() {
            self.requests.push(request);
        }
    }

    fn tick(&mut self, now_secs: f64) {
        self.now_secs = now_secs;
        self.view.tick(now_secs);
    }

    fn needs_redraw(&self) -> bool {
        !self.requests.is_empty() || self.view.needs_redraw()
    }

    fn draw(&mut self, ctx: &mut Context, frame: &Frame) -> Result<(), DrawError> {
        for request in std::mem::take(&mut self.requests) {
            self.perform(ctx, &request);
        }
        CanvasHandler::draw(&mut self.view, ctx, frame)
    }

    fn next_wakeup_secs(&self) -> Option<f64> {
        self.view.next_wakeup_secs()
    }

    fn wants_close(&self) -> bool {
        self.view.wants_close()
    }

    fn cursor_icon(&self) -> CursorIcon {
        self.view.cursor_icon()
    }

    fn title(&self) -> Option<&str> {
        self.view.title()
    }
}
