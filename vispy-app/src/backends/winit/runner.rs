//! Runs the event loop until all windows are closed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use winit::application::ApplicationHandler;
use winit::event::WindowEvent;
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoop};
use winit::platform::run_on_demand::EventLoopExtRunOnDemand as _;
use winit::window::WindowId;

use super::WindowOptions;
use super::graphics::Graphics;
use super::window::OpenWindow;
use crate::error::Error;
use crate::{CanvasHandler, Waker};

type Waiting<'h> = (WindowOptions, Box<dyn CanvasHandler + 'h>);

/// Opens the windows on this event loop and returns when all are closed.
pub(super) fn run_on(event_loop: &mut EventLoop<()>, waiting: Vec<Waiting<'_>>) -> Result<(), Error> {
    let title = waiting.first().map(|(options, _)| options.title.clone()).unwrap_or_default();
    let pending = Arc::new(AtomicBool::new(false));
    let waker = waker(event_loop, Arc::clone(&pending));
    // After a panic in an earlier run winit does not report the start again: this wakes it up all the same.
    waker.wake();
    let mut runner = Runner { waiting, windows: Vec::new(), graphics: None, waker, pending, failure: None };
    let result = event_loop.run_app_on_demand(&mut runner).map_err(|error| Error::Window {
        title,
        operation: "run its event loop",
        reason: error.to_string(),
    });
    match runner.failure.take() {
        Some(failure) => Err(failure),
        None => result,
    }
}

/// Wakes the loop through its proxy, once until it is awake.
fn waker(event_loop: &EventLoop<()>, pending: Arc<AtomicBool>) -> Waker {
    let proxy = event_loop.create_proxy();
    Waker::new(move || {
        if !pending.swap(true, Ordering::AcqRel) {
            // The only error is that the loop is gone, and then there is nothing to wake.
            let _ = proxy.send_event(());
        }
    })
}

struct Runner<'h> {
    /// Not opened yet: the system allows windows only once the loop runs.
    waiting: Vec<Waiting<'h>>,
    windows: Vec<OpenWindow<'h>>,
    graphics: Option<Graphics>,
    waker: Waker,
    pending: Arc<AtomicBool>,
    /// The first error, which `run` returns.
    failure: Option<Error>,
}

impl Runner<'_> {
    fn open_waiting(&mut self, event_loop: &ActiveEventLoop) -> Result<(), Error> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let graphics = match &mut self.graphics {
            Some(graphics) => graphics,
            none => none.insert(Graphics::new(event_loop)?),
        };
        for (options, handler) in self.waiting.drain(..) {
            self.windows.push(OpenWindow::open(event_loop, graphics, &options, handler, &self.waker)?);
        }
        Ok(())
    }

    /// Closes one window, in the order that OpenGL needs: handler, gloo context, surface, window.
    fn close(&mut self, index: usize) {
        let mut window = self.windows.remove(index);
        if !std::thread::panicking() {
            window.send_close();
        }
        let Some(graphics) = &mut self.graphics else { return };
        if let Err(error) = graphics.make_current(window.surface()) {
            tracing::debug!(%error, "closing a window without its context");
        }
        let (surface, window, failure) = window.into_parts();
        self.failure = self.failure.take().or(failure);
        match self.windows.first() {
            // The context must not stay current on a surface that goes away.
            Some(other) => {
                if let Err(error) = graphics.make_current(other.surface()) {
                    tracing::debug!(%error, "no other window to make current");
                }
            }
            None => graphics.release(),
        }
        drop(surface);
        drop(window);
    }

    fn close_all(&mut self) {
        while !self.windows.is_empty() {
            self.close(self.windows.len() - 1);
        }
    }
}

impl ApplicationHandler<()> for Runner<'_> {
    fn resumed(&mut self, event_loop: &ActiveEventLoop) {
        if let Err(error) = self.open_waiting(event_loop) {
            self.failure.get_or_insert(error);
            self.waiting.clear();
            self.close_all();
            event_loop.exit();
        }
    }

    fn user_event(&mut self, _: &ActiveEventLoop, (): ()) {
        self.pending.store(false, Ordering::Release);
        for window in &mut self.windows {
            window.woken();
        }
    }

    fn window_event(&mut self, _: &ActiveEventLoop, id: WindowId, event: WindowEvent) {
        let Some(index) = self.windows.iter().position(|window| window.id() == id) else { return };
        match (&event, &mut self.graphics) {
            (WindowEvent::CloseRequested | WindowEvent::Destroyed, _) => self.close(index),
            (_, Some(graphics)) => self.windows[index].event(graphics, event),
            (_, None) => {}
        }
    }

    fn about_to_wait(&mut self, event_loop: &ActiveEventLoop) {
        self.resumed(event_loop);
        for window in &mut self.windows {
            window.turn();
        }
        while let Some(index) = self.windows.iter().position(OpenWindow::wants_close) {
            self.close(index);
        }
        if self.windows.is_empty() {
            event_loop.exit();
        }
        let wakeup = self.windows.iter().filter_map(OpenWindow::next_wakeup).min();
        event_loop.set_control_flow(wakeup.map_or(ControlFlow::Wait, ControlFlow::WaitUntil));
    }

    fn exiting(&mut self, _: &ActiveEventLoop) {
        self.close_all();
    }
}

impl Drop for Runner<'_> {
    /// After a panic in a handler the windows are still open.
    fn drop(&mut self) {
        self.close_all();
    }
}
