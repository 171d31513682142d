//! From winit's words to ours.

use winit::dpi::PhysicalPosition;
use winit::event::{self, MouseScrollDelta};
use winit::keyboard::{self, ModifiersState, NamedKey};
use winit::window;

use crate::CursorIcon;
use crate::events::{Key, Modifiers, MouseButton, PhysicalPos, TouchPhase, WheelDelta};

pub(super) fn pos(position: PhysicalPosition<f64>) -> PhysicalPos {
    PhysicalPos::new(position.x, position.y)
}

pub(super) fn button(button: event::MouseButton) -> MouseButton {
    match button {
        event::MouseButton::Left => MouseButton::Left,
        event::MouseButton::Right => MouseButton::Right,
        event::MouseButton::Middle => MouseButton::Middle,
        event::MouseButton::Back => MouseButton::Other(4),
        event::MouseButton::Forward => MouseButton::Other(5),
        event::MouseButton::Other(number) => MouseButton::Other(number),
    }
}

pub(super) fn wheel(delta: MouseScrollDelta) -> WheelDelta {
    match delta {
        MouseScrollDelta::LineDelta(x, y) => WheelDelta::Lines { x: f64::from(x), y: f64::from(y) },
        MouseScrollDelta::PixelDelta(delta) => WheelDelta::PhysicalPixels { x: delta.x, y: delta.y },
    }
}

pub(super) fn modifiers(state: ModifiersState) -> Modifiers {
    Modifiers {
        shift: state.shift_key(),
        control: state.control_key(),
        alt: state.alt_key(),
        meta: state.super_key(),
    }
}

pub(super) fn touch_phase(phase: event::TouchPhase) -> TouchPhase {
    match phase {
        event::TouchPhase::Started => TouchPhase::Started,
        event::TouchPhase::Moved => TouchPhase::Moved,
        event::TouchPhase::Ended => TouchPhase::Ended,
        event::TouchPhase::Cancelled => TouchPhase::Cancelled,
    }
}

pub(super) fn key(key: &keyboard::Key) -> Key {
    match key {
        keyboard::Key::Named(named) => named_key(*named),
        keyboard::Key::Character(text) => Key::Character(text.to_string()),
        keyboard::Key::Unidentified(_) | keyboard::Key::Dead(_) => Key::Unidentified,
    }
}

fn named_key(named: NamedKey) -> Key {
    match named {
        NamedKey::Shift => Key::Shift,
        NamedKey::Control => Key::Control,
        NamedKey::Alt => Key::Alt,
        NamedKey::Super | NamedKey::Meta => Key::Meta,
        NamedKey::ArrowLeft => Key::ArrowLeft,
        NamedKey::ArrowRight => Key::ArrowRight,
        NamedKey::ArrowUp => Key::ArrowUp,
        NamedKey::ArrowDown => Key::ArrowDown,
        NamedKey::Home => Key::Home,
        NamedKey::End => Key::End,
        NamedKey::PageUp => Key::PageUp,
        NamedKey::PageDown => Key::PageDown,
        NamedKey::Insert => Key::Insert,
        NamedKey::Delete => Key::Delete,
        NamedKey::Backspace => Key::Backspace,
        NamedKey::Escape => Key::Escape,
        NamedKey::Enter => Key::Enter,
        NamedKey::Tab => Key::Tab,
        NamedKey::Space => Key::Space,
        other => function_key(other).map_or(Key::Unidentified, Key::F),
    }
}

/// The number of a function key.
fn function_key(named: NamedKey) -> Option<u8> {
    const FUNCTION_KEYS: [NamedKey; 12] = [
        NamedKey::F1,
        NamedKey::F2,
        NamedKey::F3,
        NamedKey::F4,
        NamedKey::F5,
        NamedKey::F6,
        NamedKey::F7,
        NamedKey::F8,
        NamedKey::F9,
        NamedKey::F10,
        NamedKey::F11,
        NamedKey::F12,
    ];
    (1..).zip(FUNCTION_KEYS).find_map(|(number, key)| (key == named).then_some(number))
}

/// The text that a press enters: not the control characters that Escape and Enter stand for.
pub(super) fn text(text: Option<&str>) -> Option<String> {
    text.filter(|text| !text.is_empty() && !text.chars().any(char::is_control)).map(str::to_owned)
}

/// The system's pointer, or `None` for a hidden one.
pub(super) fn cursor(icon: CursorIcon) -> Option<window::CursorIcon> {
    Some(match icon {
        CursorIcon::Default => window::CursorIcon::Default,
        CursorIcon::Crosshair => window::CursorIcon::Crosshair,
        CursorIcon::Pointer => window::CursorIcon::Pointer,
        CursorIcon::Grab => window::CursorIcon::Grab,
        CursorIcon::Grabbing => window::CursorIcon::Grabbing,
        CursorIcon::Move => window::CursorIcon::Move,
        CursorIcon::ResizeHorizontal => window::CursorIcon::EwResize,
        CursorIcon::ResizeVertical => window::CursorIcon::NsResize,
        CursorIcon::Text => window::CursorIcon::Text,
        CursorIcon::Progress => window::CursorIcon::Progress,
        CursorIcon::NotAllowed => window::CursorIcon::NotAllowed,
        CursorIcon::Hidden => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use winit::keyboard::NativeKey;

    #[test]
    fn keys_keep_their_meaning() {
        let named = |key_| key(&keyboard::Key::Named(key_));
        assert_eq!(named(NamedKey::ArrowUp), Key::ArrowUp);
        assert_eq!(named(NamedKey::F1), Key::F(1));
        assert_eq!(named(NamedKey::F12), Key::F(12));
        assert_eq!(named(NamedKey::F13), Key::Unidentified);
        assert_eq!(named(NamedKey::Super), Key::Meta);
        assert_eq!(named(NamedKey::CapsLock), Key::Unidentified);
        assert_eq!(key(&keyboard::Key::Character("ö".into())), Key::Character("ö".to_owned()));
        assert_eq!(key(&keyboard::Key::Dead(Some('^'))), Key::Unidentified);
        assert_eq!(key(&keyboard::Key::Unidentified(NativeKey::Unidentified)), Key::Unidentified);
    }

    #[test]
    fn control_characters_are_no_text() {
        assert_eq!(text(Some("a")), Some("a".to_owned()));
        assert_eq!(text(Some(" ")), Some(" ".to_owned()));
        assert_eq!([text(Some("\r")), text(Some("\u{1b}")), text(Some("")), text(None)], [const { None }; 4]);
    }

    #[test]
    fn side_buttons_have_the_numbers_of_a_browser_plus_one() {
        assert_eq!(button(event::MouseButton::Back), MouseButton::Other(4));
        assert_eq!(button(event::MouseButton::Forward), MouseButton::Other(5));
    }

    #[test]
    fn the_wheel_keeps_sign_and_unit() {
        assert_eq!(wheel(MouseScrollDelta::LineDelta(0.5, -2.0)), WheelDelta::Lines { x: 0.5, y: -2.0 });
        let pixels = MouseScrollDelta::PixelDelta(PhysicalPosition::new(3.0, 4.0));
        assert_eq!(wheel(pixels), WheelDelta::PhysicalPixels { x: 3.0, y: 4.0 });
    }
}
