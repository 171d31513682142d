//! One open window and the handler that it shows.

use std::time::{Duration, Instant};

use glutin::surface::{Surface, WindowSurface};
use winit::dpi;
use winit::event::{ElementState, KeyEvent, WindowEvent};
use winit::event_loop::ActiveEventLoop;
use winit::window::{Fullscreen, Window, WindowId};

use super::errors::DrawErrors;
use super::graphics::Graphics;
use super::{WindowOptions, convert};
use crate::error::Error;
use crate::events::{Input, PhysicalSize};
use crate::{CanvasHandler, CursorIcon, DrawError, Frame, Waker};

/// One open window. The order of the fields is that of dropping: handler, surface, window.
pub(super) struct OpenWindow<'h> {
    handler: Box<dyn CanvasHandler + 'h>,
    surface: Surface<WindowSurface>,
    window: Window,
    input: Input,
    start: Instant,
    title: String,
    cursor: CursorIcon,
    errors: DrawErrors,
    /// The last drawing failed and nothing has happened since, so that a new one would fail too.
    failing: bool,
    occluded: bool,
}

impl<'h> OpenWindow<'h> {
    pub(super) fn open(
        event_loop: &ActiveEventLoop,
        graphics: &mut Graphics,
        options: &WindowOptions,
        mut handler: Box<dyn CanvasHandler + 'h>,
        waker: &Waker,
    ) -> Result<Self, Error> {
        let size = dpi::LogicalSize::new(options.size.width_px.max(1.0), options.size.height_px.max(1.0));
        let attributes = Window::default_attributes()
            .with_title(options.title.as_str())
            .with_inner_size(size)
            .with_resizable(options.resizable)
            .with_decorations(options.decorated)
            .with_fullscreen(options.fullscreen.then_some(Fullscreen::Borderless(None)));
        let window = graphics.open_window(event_loop, attributes).map_err(|reason| Error::Window {
            title: options.title.clone(),
            operation: "open it",
            reason,
        })?;
        let surface = graphics.open_surface(&window, options.vsync)?;
        let input = Input::new(physical_size(window.inner_size()), window.scale_factor());
        handler.attach(waker);
        let mut open = Self {
            handler,
            surface,
            window,
            input,
            start: Instant::now(),
            title: options.title.clone(),
            cursor: CursorIcon::Default,
            errors: DrawErrors::default(),
            failing: false,
            occluded: false,
        };
        open.deliver();
        open.window.request_redraw();
        Ok(open)
    }

    pub(super) fn id(&self) -> WindowId {
        self.window.id()
    }

    pub(super) fn surface(&self) -> &Surface<WindowSurface> {
        &self.surface
    }

    pub(super) fn wants_close(&self) -> bool {
        self.handler.wants_close()
    }

    /// Translates an event of this window and delivers what comes of it.
    pub(super) fn event(&mut self, graphics: &mut Graphics, event: WindowEvent) {
        let now_secs = self.now_secs();
        let input = &mut self.input;
        match event {
            WindowEvent::RedrawRequested => return self.draw(graphics),
            WindowEvent::Resized(size) => {
                graphics.resize(&self.surface, size.width, size.height);
                input.resize(physical_size(size), now_secs);
                self.window.request_redraw();
            }
            WindowEvent::ScaleFactorChanged { scale_factor, .. } => {
                input.set_scale_factor(scale_factor, now_secs);
                self.window.request_redraw();
            }
            WindowEvent::Occluded(occluded) => {
                self.occluded = occluded;
                self.window.request_redraw();
            }
            WindowEvent::CursorMoved { position, .. } => input.mouse_move(convert::pos(position), now_secs),
            WindowEvent::CursorLeft { .. } => input.cursor_leave(now_secs),
            WindowEvent::MouseInput { state, button, .. } => {
                input.mouse_button(convert::button(button), state == ElementState::Pressed, now_secs);
            }
            WindowEvent::MouseWheel { delta, .. } => input.mouse_wheel(convert::wheel(delta), now_secs),
            WindowEvent::ModifiersChanged(modifiers) => {
                input.set_modifiers(convert::modifiers(modifiers.state()));
            }
            WindowEvent::KeyboardInput { event, is_synthetic, .. } => {
                key_event(input, &event, is_synthetic, now_secs);
            }
            WindowEvent::Touch(touch) => {
                let phase = convert::touch_phase(touch.phase);
                input.touch(touch.id, phase, convert::pos(touch.location), now_secs);
            }
            WindowEvent::DroppedFile(path) => input.file_dropped(path, now_secs),
            _ => {}
        }
        self.deliver();
    }

    /// One turn of the loop: due moves, timers, title and pointer, and a redraw where one is needed.
    pub(super) fn turn(&mut self) {
        let now_secs = self.now_secs();
        self.input.advance(now_secs);
        self.deliver();
        self.handler.tick(now_secs);
        if let Some(title) = self.handler.title()
            && title != self.title
        {
            self.window.set_title(title);
            title.clone_into(&mut self.title);
        }
        let cursor = self.handler.cursor_icon();
        if cursor != self.cursor {
            self.cursor = cursor;
            let icon = convert::cursor(cursor);
            self.window.set_cursor_visible(icon.is_some());
            self.window.set_cursor(icon.unwrap_or_default());
        }
        if self.handler.needs_redraw() && !self.failing && self.can_draw() {
            self.window.request_redraw();
        }
    }

    /// The loop was woken from outside: what failed before may work now.
    pub(super) fn woken(&mut self) {
        self.failing = false;
    }

    /// When this window wants its next turn.
    pub(super) fn next_wakeup(&self) -> Option<Instant> {
        let wakeups = [self.input.next_wakeup_secs(), self.handler.next_wakeup_secs()];
        let secs = wakeups.into_iter().flatten().reduce(f64::min)?;
        // A time before the start is now; one beyond what a clock can show is never.
        self.start.checked_add(Duration::try_from_secs_f64(secs.max(0.0)).ok()?)
    }

    /// Tells the handler that its window is being closed.
    pub(super) fn send_close(&mut self) {
        self.input.close(self.now_secs());
        self.deliver();
    }

    /// Takes the window apart: the handler goes now, with the context current; the error tells if the window
    /// was never drawn.
    pub(super) fn into_parts(self) -> (Surface<WindowSurface>, Window, Option<Error>) {
        let title = self.title;
        let failure = self.errors.into_failure().map(|source| Error::Draw { title, source });
        drop(self.handler);
        (self.surface, self.window, failure)
    }

    fn now_secs(&self) -> f64 {
        self.start.elapsed().as_secs_f64()
    }

    fn can_draw(&self) -> bool {
        !self.occluded && !self.input.size_physical().is_empty()
    }

    fn deliver(&mut self) {
        for event in self.input.drain() {
            self.failing = false;
            self.handler.event(&event);
        }
    }

    fn draw(&mut self, graphics: &mut Graphics) {
        if !self.can_draw() {
            return;
        }
        let result = self.try_draw(graphics);
        self.failing = result.is_err();
        let message = result.as_ref().err().map(ToString::to_string);
        if self.errors.note(result) {
            let error = message.unwrap_or_default();
            tracing::error!(title = self.title, error, "a frame could not be drawn");
        }
    }

    fn try_draw(&mut self, graphics: &mut Graphics) -> Result<(), DrawError> {
        let now_secs = self.now_secs();
        self.handler.tick(now_secs);
        let frame = Frame::canvas(self.input.size_physical(), self.input.scale_factor(), now_secs);
        let gl = graphics.make_current(&self.surface)?;
        self.handler.draw(gl, &frame)?;
        gl.end_frame(frame.target)?;
        self.window.pre_present_notify();
        Ok(graphics.present(&self.surface)?)
    }
}

fn physical_size(size: dpi::PhysicalSize<u32>) -> PhysicalSize {
    PhysicalSize::new(size.width, size.height)
}

fn key_event(input: &mut Input, event: &KeyEvent, is_synthetic: bool, now_secs: f64) {
    let key = convert::key(&event.logical_key);
    match event.state {
        // Keys that were held before the window had the focus were not pressed for it.
        ElementState::Pressed if is_synthetic => {}
        ElementState::Pressed => {
            input.key_press(key, convert::text(event.text.as_deref()), event.repeat, now_secs);
        }
        ElementState::Released => input.key_release(key, now_secs),
    }
}
