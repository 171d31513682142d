//! Mouse events: buttons, moves, wheel.

use super::{LogicalPos, Modifiers, PhysicalPos};

/// A mouse button. VisPy counts them 1 (left), 2 (right), 3 (middle).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MouseButton {
    /// The primary button.
    Left,
    /// The secondary button.
    Right,
    /// The wheel button.
    Middle,
    /// Any other button: 4 is "back", 5 is "forward", more as the system numbers them.
    Other(u16),
}

impl MouseButton {
    /// The bit of this button in a [`Buttons`] set; none for numbers beyond what a set holds.
    const fn bit(self) -> u64 {
        match self {
            Self::Left => 1,
            Self::Right => 2,
            Self::Middle => 4,
            Self::Other(number) if number < 61 => 8 << number,
            Self::Other(_) => 0,
        }
    }
}

/// The set of mouse buttons that are held down.
///
/// Of [`MouseButton::Other`] it holds the numbers 0 to 60; larger ones are never contained.
///
/// ```
/// use vispy_app::events::{Buttons, MouseButton};
///
/// let mut held = Buttons::NONE;
/// held.insert(MouseButton::Left);
/// assert!(held.contains(MouseButton::Left) && !held.contains(MouseButton::Right));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Buttons(u64);

impl Buttons {
    /// No button is held.
    pub const NONE: Self = Self(0);

    /// Whether `button` is held.
    pub const fn contains(self, button: MouseButton) -> bool {
        self.0 & button.bit() != 0
    }

    /// Whether no button is held.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Adds `button`.
    pub const fn insert(&mut self, button: MouseButton) {
        self.0 |= button.bit();
    }

    /// Removes `button`.
    pub const fn remove(&mut self, button: MouseButton) {
        self.0 &= !button.bit();
    }
}

impl FromIterator<MouseButton> for Buttons {
    fn from_iter<I: IntoIterator<Item = MouseButton>>(buttons: I) -> Self {
        let mut held = Self::NONE;
        for button in buttons {
            held.insert(button);
        }
        held
    }
}

/// The pointer moved, with or without buttons held.
///
/// Backends deliver at most one move per frame, the latest.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct MouseMoveEvent {
    /// Where the pointer is, canvas frame.
    pub pos: LogicalPos,
    /// Where the pointer is, in physical pixels.
    pub pos_physical: PhysicalPos,
    /// The buttons that are held down.
    pub buttons: Buttons,
    /// The modifier keys that are held down.
    pub modifiers: Modifiers,
    /// Seconds since the canvas started.
    pub time_secs: f64,
}

/// A button was pressed or released, or pressed for the second time in a double click.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MouseButtonEvent {
    /// The button that changed.
    pub button: MouseButton,
    /// Where the pointer is, canvas frame.
    pub pos: LogicalPos,
    /// Where the pointer is, in physical pixels.
    pub pos_physical: PhysicalPos,
    /// The buttons that are held down after this event.
    pub buttons: Buttons,
    /// The modifier keys that are held down.
    pub modifiers: Modifiers,
    /// Seconds since the canvas started.
    pub time_secs: f64,
}

/// The wheel was turned, or two fingers scrolled on a touchpad.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct MouseWheelEvent {
    /// Where the pointer is, canvas frame.
    pub pos: LogicalPos,
    /// Where the pointer is, in physical pixels.
    pub pos_physical: PhysicalPos,
    /// Horizontal scroll in lines (one notch of a wheel is one line); positive is to the right end of the wheel.
    pub delta_x_lines: f64,
    /// Vertical scroll in lines; positive is away from the user (up), which zooms in. VisPy has the same sign.
    pub delta_y_lines: f64,
    /// The buttons that are held down.
    pub buttons: Buttons,
    /// The modifier keys that are held down.
    pub modifiers: Modifiers,
    /// Seconds since the canvas started.
    pub time_secs: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_each_button_apart() {
        let all = [MouseButton::Left, MouseButton::Right, MouseButton::Middle, MouseButton::Other(0)]
            .into_iter()
            .chain((1..=60).map(MouseButton::Other))
            .collect::<Vec<_>>();
        for (i, &button) in all.iter().enumerate() {
            let one = Buttons::from_iter([button]);
            for (k, &other) in all.iter().enumerate() {
                assert_eq!(one.contains(other), i == k, "{button:?} against {other:?}");
            }
        }
        let mut held = all.iter().copied().collect::<Buttons>();
        held.remove(MouseButton::Middle);
        assert!(!held.contains(MouseButton::Middle));
        assert!(held.contains(MouseButton::Other(60)));
    }

    #[test]
    fn numbers_beyond_the_set_are_ignored() {
        let held = Buttons::from_iter([MouseButton::Other(61), MouseButton::Other(u16::MAX)]);
        assert!(held.is_empty());
    }
}
