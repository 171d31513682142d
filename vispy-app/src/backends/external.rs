//! Somebody else's loop, window and context: draw a canvas inside another program.
//!
//! The program keeps its event loop and its OpenGL context (egui, Qt, SDL, a game engine) and drives a
//! handler through an [`ExternalCanvas`]: it reports input, asks whether a redraw is needed, and draws into
//! a target of its own choice.

use vispy_gloo::{Context, RenderTarget};

use crate::canvas::{CanvasHandler, CursorIcon, DrawError, Frame, Waker};
use crate::events::{Input, PhysicalSize};

/// A canvas that another program drives.
///
/// Times are in seconds since the canvas was made, by the program's own clock.
///
/// ```
/// use vispy_app::events::{Event, MouseButton, PhysicalPos, PhysicalSize};
/// use vispy_app::{CanvasHandler, DrawError, Frame, external::ExternalCanvas};
///
/// struct Pressed(bool);
/// impl CanvasHandler for Pressed {
///     fn event(&mut self, event: &Event) {
///         self.0 |= matches!(event, Event::MousePress(_));
///     }
///     fn needs_redraw(&self) -> bool {
///         self.0
///     }
///     fn draw(&mut self, _: &mut vispy_gloo::Context, _: &Frame) -> Result<(), DrawError> {
///         Ok(())
///     }
/// }
///
/// let mut canvas = ExternalCanvas::new(Pressed(false), PhysicalSize::new(320, 200), 1.0);
/// canvas.input().mouse_move(PhysicalPos::new(10.0, 10.0), 0.1);
/// canvas.input().mouse_button(MouseButton::Left, true, 0.2);
/// assert!(canvas.update(0.2).needs_redraw);
/// ```
#[derive(Debug)]
pub struct ExternalCanvas<H> {
    handler: H,
    input: Input,
}

/// What a handler wants after an [`ExternalCanvas::update`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Update {
    /// Whether the picture would look different now.
    pub needs_redraw: bool,
    /// When to call `update` again at the latest, in seconds since the canvas was made.
    pub next_wakeup_secs: Option<f64>,
    /// The shape of the mouse pointer.
    pub cursor_icon: CursorIcon,
    /// Whether the handler wants to be closed.
    pub wants_close: bool,
}

impl<H: CanvasHandler> ExternalCanvas<H> {
    /// A canvas of `size` at `scale_factor` physical pixels per logical pixel.
    pub fn new(handler: H, size: PhysicalSize, scale_factor: f64) -> Self {
        Self { handler, input: Input::new(size, scale_factor) }
    }

    /// Gives the handler what wakes the program's loop from any thread.
    #[must_use]
    pub fn with_waker(mut self, waker: &Waker) -> Self {
        self.handler.attach(waker);
        self
    }

    /// Where to report what the user does; the handler gets it with the next [`update`](Self::update).
    pub fn input(&mut self) -> &mut Input {
        &mut self.input
    }

    /// Delivers the reported input, runs timers, and tells what the handler wants.
    pub fn update(&mut self, now_secs: f64) -> Update {
        self.input.advance(now_secs);
        for event in self.input.drain() {
            self.handler.event(&event);
        }
        self.handler.tick(now_secs);
        let wakeups = [self.input.next_wakeup_secs(), self.handler.next_wakeup_secs()];
        Update {
            needs_redraw: self.handler.needs_redraw(),
            next_wakeup_secs: wakeups.into_iter().flatten().reduce(f64::min),
            cursor_icon: self.handler.cursor_icon(),
            wants_close: self.handler.wants_close(),
        }
    }

    /// Draws into `target`, which must have the canvas's size; an empty canvas is not drawn.
    ///
    /// The caller has made the context current, and calls its `invalidate_state` first when other code used
    /// the context since.
    ///
    /// # Errors
    ///
    /// What the handler failed with.
    pub fn draw(&mut self, ctx: &mut Context, target: RenderTarget, now_secs: f64) -> Result<(), DrawError> {
        let size = self.input.size_physical();
        if size.is_empty() {
            return Ok(());
        }
        self.handler.draw(ctx, &Frame::new(target, size, self.input.scale_factor(), now_secs))
    }

    /// The handler.
    pub fn handler(&self) -> &H {
        &self.handler
    }

    /// The handler, to change it.
    pub fn handler_mut(&mut self) -> &mut H {
        &mut self.handler
    }

    /// Tells the handler that the canvas is being closed and gives it back.
    pub fn close(mut self, now_secs: f64) -> H {
        self.input.close(now_secs);
        for event in self.input.drain() {
            self.handler.event(&event);
        }
        self.handler
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Timer;
    use crate::events::{Event, PhysicalPos};

    /// Notes the kinds of events; blinks by a timer.
    #[derive(Default)]
    struct Notes {
        events: Vec<Event>,
        timer: Timer,
        dirty: bool,
    }

    impl CanvasHandler for Notes {
        fn event(&mut self, event: &Event) {
            self.events.push(event.clone());
        }
        fn tick(&mut self, now_secs: f64) {
            self.dirty |= self.timer.due(now_secs).is_some();
        }
        fn needs_redraw(&self) -> bool {
            self.dirty
        }
        fn draw(&mut self, _: &mut Context, _: &Frame) -> Result<(), DrawError> {
            self.dirty = false;
            Ok(())
        }
        fn next_wakeup_secs(&self) -> Option<f64> {
            self.timer.next_due_secs()
        }
    }

    #[test]
    fn input_arrives_with_the_update_and_close_comes_last() {
        let mut canvas = ExternalCanvas::new(Notes::default(), PhysicalSize::new(8, 8), 1.0);
        canvas.input().mouse_move(PhysicalPos::new(1.0, 2.0), 0.0);
        assert!(canvas.handler().events.is_empty());
        canvas.update(0.0);
        assert!(matches!(canvas.handler().events[..], [Event::Resize(_), Event::MouseMove(_)]));
        let notes = canvas.close(1.0);
        assert!(matches!(notes.events.last(), Some(Event::Close(close)) if close.time_secs == 1.0));
    }

    #[test]
    fn the_earliest_wakeup_wins() {
        let mut canvas = ExternalCanvas::new(Notes::default(), PhysicalSize::new(8, 8), 1.0);
        assert_eq!(canvas.update(0.0).next_wakeup_secs, None);
        canvas.handler_mut().timer = Timer::new(2.0);
        canvas.handler_mut().timer.start(0.0);
        assert_eq!(canvas.update(0.0).next_wakeup_secs, Some(2.0));
        canvas.input().mouse_move(PhysicalPos::new(1.0, 2.0), 0.0);
        canvas.update(0.0);
        canvas.input().mouse_move(PhysicalPos::new(1.0, 3.0), 0.001);
        assert_eq!(canvas.update(0.001).next_wakeup_secs, Some(1.0 / 120.0));
        assert!(canvas.update(2.0).needs_redraw);
    }
}
