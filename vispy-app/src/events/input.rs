//! Turns what a window system reports into events; the same for every backend.

use std::path::PathBuf;

use super::{
    Buttons, ClickTracker, CloseEvent, CursorLeaveEvent, Event, FileDropEvent, Key, KeyEvent, LogicalSize,
    Modifiers, MouseButton, MouseButtonEvent, MouseMoveEvent, MouseWheelEvent, MoveThrottle, PhysicalPos,
    PhysicalSize, ResizeEvent, ScaleFactorEvent, TouchEvent, TouchPhase,
};

/// How many logical pixels of touchpad scrolling count as one line (one notch of a wheel).
pub const PIXELS_PER_LINE: f64 = 40.0;

/// How far a wheel was turned, in the unit that the window system gave.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum WheelDelta {
    /// In lines: one notch of a wheel is one line.
    Lines {
        /// Horizontal.
        x: f64,
        /// Vertical, positive away from the user.
        y: f64,
    },
    /// In physical pixels, as touchpads give it.
    PhysicalPixels {
        /// Horizontal.
        x: f64,
        /// Vertical, positive away from the user.
        y: f64,
    },
}

/// Keeps the state of pointer and keyboard and makes complete events from single reports.
///
/// Give it what the window system says, in physical pixels and with the time in seconds since the canvas
/// started; events come back in order through [`drain`](Self::drain). Moves are held back and
/// merged (see [`MoveThrottle`]); call [`advance`](Self::advance) when
/// [`next_wakeup_secs`](Self::next_wakeup_secs) has come.
///
/// ```
/// use vispy_app::events::{Event, Input, MouseButton, PhysicalPos, PhysicalSize};
///
/// let mut input = Input::new(PhysicalSize::new(800, 600), 2.0);
/// input.mouse_move(PhysicalPos::new(100.0, 50.0), 0.0);
/// input.mouse_button(MouseButton::Left, true, 0.1);
/// let events: Vec<Event> = input.drain().collect();
/// assert!(matches!(events[..], [Event::Resize(_), Event::MouseMove(_), Event::MousePress(press)] if press.pos.x_px == 50.0));
/// ```
#[derive(Debug, Clone)]
pub struct Input {
    size: PhysicalSize,
    scale_factor: f64,
    pos: PhysicalPos,
    /// Whether the pointer is on the canvas, at `pos`.
    inside: bool,
    buttons: Buttons,
    modifiers: Modifiers,
    clicks: ClickTracker,
    moves: MoveThrottle,
    ready: Vec<Event>,
}

impl Input {
    /// The input of a canvas of `size` at `scale_factor` physical pixels per logical pixel.
    ///
    /// The first event is the [`Event::Resize`] that tells the handler this size. A scale factor that is
    /// not a positive number counts as 1.
    pub fn new(size: PhysicalSize, scale_factor: f64) -> Self {
        let mut input = Self {
            size,
            scale_factor: valid_scale(scale_factor),
            pos: PhysicalPos::default(),
            inside: false,
            buttons: Buttons::NONE,
            modifiers: Modifiers::NONE,
            clicks: ClickTracker::default(),
            moves: MoveThrottle::default(),
            ready: Vec::new(),
        };
        input.push_resize(0.0);
        input
    }

    /// The size in physical pixels.
    pub fn size_physical(&self) -> PhysicalSize {
        self.size
    }

    /// The size in logical pixels.
    pub fn size(&self) -> LogicalSize {
        self.size.to_logical(self.scale_factor)
    }

    /// Physical pixels per logical pixel.
    pub fn scale_factor(&self) -> f64 {
        self.scale_factor
    }

    /// The buttons that are held down.
    pub fn buttons(&self) -> Buttons {
        self.buttons
    }

    /// The modifier keys that are held down.
    pub fn modifiers(&self) -> Modifiers {
        self.modifiers
    }

    /// The canvas has a new size; nothing happens when it is the old one.
    pub fn resize(&mut self, size: PhysicalSize, time_secs: f64) {
        if size != self.size {
            self.flush_move(time_secs);
            self.size = size;
            self.push_resize(time_secs);
        }
    }

    /// The canvas has a new scale factor; nothing happens when it is the old one.
    pub fn set_scale_factor(&mut self, scale_factor: f64, time_secs: f64) {
        let scale_factor = valid_scale(scale_factor);
        if scale_factor != self.scale_factor {
            self.flush_move(time_secs);
            self.scale_factor = scale_factor;
            self.ready.push(Event::ScaleFactorChanged(ScaleFactorEvent { scale_factor, time_secs }));
        }
    }

    /// The pointer moved; nothing happens when it is where it was.
    pub fn mouse_move(&mut self, pos: PhysicalPos, time_secs: f64) {
        if self.inside && pos == self.pos {
            return;
        }
        self.inside = true;
        self.pos = pos;
        self.moves.push(MouseMoveEvent {
            pos: pos.to_logical(self.scale_factor),
            pos_physical: pos,
            buttons: self.buttons,
            modifiers: self.modifiers,
            time_secs,
        });
    }

    /// A button was pressed or released where the pointer is.
    pub fn mouse_button(&mut self, button: MouseButton, pressed: bool, time_secs: f64) {
        self.flush_move(time_secs);
        if pressed {
            self.buttons.insert(button);
        } else {
            self.buttons.remove(button);
        }
        let event = MouseButtonEvent {
            button,
            pos: self.pos.to_logical(self.scale_factor),
            pos_physical: self.pos,
            buttons: self.buttons,
            modifiers: self.modifiers,
            time_secs,
        };
        if !pressed {
            self.ready.push(Event::MouseRelease(event));
            return;
        }
        self.ready.push(Event::MousePress(event));
        if self.clicks.press(button, event.pos, time_secs) {
            self.ready.push(Event::MouseDoubleClick(event));
        }
    }

    /// The wheel was turned where the pointer is.
    pub fn mouse_wheel(&mut self, delta: WheelDelta, time_secs: f64) {
        self.flush_move(time_secs);
        let (delta_x_lines, delta_y_lines) = match delta {
            WheelDelta::Lines { x, y } => (x, y),
            WheelDelta::PhysicalPixels { x, y } => {
                let line_physical_px = PIXELS_PER_LINE * self.scale_factor;
                (x / line_physical_px, y / line_physical_px)
            }
        };
        self.ready.push(Event::MouseWheel(MouseWheelEvent {
            pos: self.pos.to_logical(self.scale_factor),
            pos_physical: self.pos,
            delta_x_lines,
            delta_y_lines,
            buttons: self.buttons,
            modifiers: self.modifiers,
            time_secs,
        }));
    }

    /// The pointer left the canvas.
    pub fn cursor_leave(&mut self, time_secs: f64) {
        self.flush_move(time_secs);
        self.inside = false;
        self.ready.push(Event::CursorLeave(CursorLeaveEvent { time_secs }));
    }

    /// Other modifier keys are held from now on.
    pub fn set_modifiers(&mut self, modifiers: Modifiers) {
        self.modifiers = modifiers;
    }

    /// A key was pressed and enters `text`, if any; `repeat` when that is because it is held.
    pub fn key_press(&mut self, key: Key, text: Option<String>, repeat: bool, time_secs: f64) {
        self.flush_move(time_secs);
        let event = KeyEvent { key, text, repeat, modifiers: self.modifiers, time_secs };
        self.ready.push(Event::KeyPress(event));
    }

    /// A key was released.
    pub fn key_release(&mut self, key: Key, time_secs: f64) {
        self.flush_move(time_secs);
        let event = KeyEvent { key, text: None, repeat: false, modifiers: self.modifiers, time_secs };
        self.ready.push(Event::KeyRelease(event));
    }

    /// A finger touched the screen, moved or was lifted.
    pub fn touch(&mut self, id: u64, phase: TouchPhase, pos: PhysicalPos, time_secs: f64) {
        self.flush_move(time_secs);
        self.ready.push(Event::Touch(TouchEvent {
            id,
            phase,
            pos: pos.to_logical(self.scale_factor),
            pos_physical: pos,
            time_secs,
        }));
    }

    /// A file was dropped on the canvas.
    pub fn file_dropped(&mut self, path: PathBuf, time_secs: f64) {
        self.flush_move(time_secs);
        self.ready.push(Event::FileDropped(FileDropEvent { path, time_secs }));
    }

    /// The canvas is being closed.
    pub fn close(&mut self, time_secs: f64) {
        self.flush_move(time_secs);
        self.ready.push(Event::Close(CloseEvent { time_secs }));
    }

    /// Makes a held-back move ready when its time has come.
    pub fn advance(&mut self, now_secs: f64) {
        self.ready.extend(self.moves.take_due(now_secs).map(Event::MouseMove));
    }

    /// When [`advance`](Self::advance) has something to do, in seconds since the canvas started.
    pub fn next_wakeup_secs(&self) -> Option<f64> {
        self.moves.next_wakeup_secs()
    }

    /// Takes the events that are ready, in order.
    pub fn drain(&mut self) -> impl Iterator<Item = Event> + '_ {
        self.ready.drain(..)
    }

    fn flush_move(&mut self, time_secs: f64) {
        self.ready.extend(self.moves.take(time_secs).map(Event::MouseMove));
    }

    fn push_resize(&mut self, time_secs: f64) {
        self.ready.push(Event::Resize(ResizeEvent {
            size: self.size(),
            size_physical: self.size,
            scale_factor: self.scale_factor,
            time_secs,
        }));
    }
}

/// A scale factor that can be divided by.
fn valid_scale(scale_factor: f64) -> f64 {
    if scale_factor.is_finite() && scale_factor > 0.0 { scale_factor } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::LogicalPos;

    fn started(scale_factor: f64) -> Input {
        let mut input = Input::new(PhysicalSize::new(200, 100), scale_factor);
        assert_eq!(input.drain().count(), 1);
        input
    }

    #[test]
    fn the_first_event_tells_the_size() {
        let events: Vec<Event> = Input::new(PhysicalSize::new(200, 100), 2.0).drain().collect();
        let size = LogicalSize::new(100.0, 50.0);
        let size_physical = PhysicalSize::new(200, 100);
        assert_eq!(
            events,
            [Event::Resize(ResizeEvent { size, size_physical, scale_factor: 2.0, time_secs: 0.0 })]
        );
    }

    #[test]
    fn a_press_comes_after_the_move_to_its_place() {
        let mut input = started(2.0);
        input.mouse_move(PhysicalPos::new(10.0, 10.0), 1.0);
        input.advance(1.0);
        input.mouse_move(PhysicalPos::new(40.0, 20.0), 1.001);
        input.advance(1.001);
        input.mouse_button(MouseButton::Right, true, 1.002);
        let events: Vec<Event> = input.drain().collect();
        let [Event::MouseMove(first), Event::MouseMove(second), Event::MousePress(press)] = events[..] else {
            panic!("{events:?}");
        };
        assert_eq!(first.pos, LogicalPos::new(5.0, 5.0));
        assert_eq!(second.pos, LogicalPos::new(20.0, 10.0));
        assert!(second.buttons.is_empty());
        assert_eq!(press.pos, second.pos);
        assert!(press.buttons.contains(MouseButton::Right));
    }

    #[test]
    fn only_changes_of_place_are_moves() {
        let mut input = started(1.0);
        let pos = PhysicalPos::default();
        for time_secs in [0.0, 1.0] {
            input.mouse_move(pos, time_secs);
            input.advance(time_secs);
        }
        assert_eq!(input.drain().count(), 1);
        input.cursor_leave(2.0);
        input.mouse_move(pos, 3.0);
        input.advance(3.0);
        assert!(matches!(
            input.drain().collect::<Vec<_>>()[..],
            [Event::CursorLeave(_), Event::MouseMove(_)]
        ));
    }

    #[test]
    fn a_double_click_follows_the_second_press() {
        let mut input = started(1.0);
        for (pressed, time_secs) in [(true, 0.0), (false, 0.05), (true, 0.2), (false, 0.25)] {
            input.mouse_button(MouseButton::Left, pressed, time_secs);
        }
        let events: Vec<Event> = input.drain().collect();
        assert!(
            matches!(
                events[..],
                [
                    Event::MousePress(_),
                    Event::MouseRelease(_),
                    Event::MousePress(_),
                    Event::MouseDoubleClick(_),
                    Event::MouseRelease(_)
                ]
            ),
            "{events:?}"
        );
        assert!(input.buttons().is_empty());
    }

    #[test]
    fn pixel_scrolling_becomes_lines() {
        let mut input = started(2.0);
        input.mouse_wheel(WheelDelta::PhysicalPixels { x: -80.0, y: 160.0 }, 0.0);
        input.mouse_wheel(WheelDelta::Lines { x: 0.0, y: -1.0 }, 0.0);
        let deltas: Vec<(f64, f64)> = input
            .drain()
            .filter_map(|event| match event {
                Event::MouseWheel(wheel) => Some((wheel.delta_x_lines, wheel.delta_y_lines)),
                _ => None,
            })
            .collect();
        assert_eq!(deltas, [(-1.0, 2.0), (0.0, -1.0)]);
    }

    #[test]
    fn only_changes_of_size_and_scale_are_events() {
        let mut input = started(1.0);
        input.resize(PhysicalSize::new(200, 100), 1.0);
        input.set_scale_factor(1.0, 1.0);
        assert_eq!(input.drain().count(), 0);
        input.set_scale_factor(2.0, 2.0);
        input.resize(PhysicalSize::new(0, 0), 3.0);
        assert!(matches!(
            input.drain().collect::<Vec<_>>()[..],
            [Event::ScaleFactorChanged(_), Event::Resize(ResizeEvent { scale_factor: 2.0, .. })]
        ));
    }

    #[test]
    fn a_bad_scale_factor_counts_as_one() {
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(Input::new(PhysicalSize::new(4, 4), bad).scale_factor(), 1.0);
        }
    }

    #[test]
    fn modifiers_go_with_every_event() {
        let mut input = started(1.0);
        let modifiers = Modifiers { control: true, ..Modifiers::NONE };
        input.set_modifiers(modifiers);
        input.key_press(Key::Character("c".to_owned()), None, false, 0.5);
        input.mouse_button(MouseButton::Left, true, 0.6);
        for event in input.drain() {
            let held = match event {
                Event::KeyPress(event) => event.modifiers,
                Event::MousePress(event) => event.modifiers,
                other => panic!("{other:?}"),
            };
            assert_eq!(held, modifiers);
        }
    }
}
