//! Keyboard events.

use std::fmt;

/// The modifier keys that are held down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Modifiers {
    /// Either Shift key.
    pub shift: bool,
    /// Either Control key.
    pub control: bool,
    /// Alt, or Option on macOS.
    pub alt: bool,
    /// The Windows, Super or Command key.
    pub meta: bool,
}

impl Modifiers {
    /// No modifier key is held.
    pub const NONE: Self = Self { shift: false, control: false, alt: false, meta: false };

    /// Whether no modifier key is held.
    pub const fn is_empty(self) -> bool {
        !(self.shift || self.control || self.alt || self.meta)
    }
}

/// A key, by what it means in the current keyboard layout (not by its place on the keyboard).
///
/// `Display` writes the name of the variant, `F5` for [`Key::F`], and the text itself for
/// [`Key::Character`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[doc(alias = "vispy.app.keys")]
pub enum Key {
    /// Either Shift key.
    Shift,
    /// Either Control key.
    Control,
    /// Alt, or Option on macOS.
    Alt,
    /// The Windows, Super or Command key.
    Meta,
    /// The arrow key to the left.
    ArrowLeft,
    /// The arrow key to the right.
    ArrowRight,
    /// The arrow key up.
    ArrowUp,
    /// The arrow key down.
    ArrowDown,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Insert.
    Insert,
    /// Delete (forward).
    Delete,
    /// Backspace.
    Backspace,
    /// Escape.
    Escape,
    /// Enter or Return.
    Enter,
    /// Tab.
    Tab,
    /// The space bar.
    Space,
    /// A function key: `F(1)` is F1.
    F(u8),
    /// A key that writes a character: the character with Shift and layout applied, `"a"` or `"A"`.
    Character(String),
    /// A key that has no name here.
    Unidentified,
}

impl Key {
    /// Whether this is the key that writes `text`, ignoring upper and lower case.
    ///
    /// ```
    /// use vispy_app::events::Key;
    ///
    /// assert!(Key::Character("R".to_owned()).is_char("r"));
    /// assert!(!Key::Enter.is_char("r"));
    /// ```
    pub fn is_char(&self, text: &str) -> bool {
        matches!(self, Self::Character(own) if own.to_lowercase() == text.to_lowercase())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Character(text) => f.write_str(text),
            Self::F(number) => write!(f, "F{number}"),
            named => write!(f, "{named:?}"),
        }
    }
}

/// A key was pressed, repeated or released.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyEvent {
    /// The key.
    pub key: Key,
    /// The text that this press enters, if any; always `None` on release.
    pub text: Option<String>,
    /// Whether this press is a repetition because the key is held. Default: `false`.
    pub repeat: bool,
    /// The modifier keys that are held down.
    pub modifiers: Modifiers,
    /// Seconds since the canvas started.
    pub time_secs: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_print_their_names() {
        let names: Vec<String> =
            [Key::ArrowLeft, Key::PageUp, Key::F(11), Key::Character("ä".to_owned()), Key::Unidentified]
                .iter()
                .map(Key::to_string)
                .collect();
        assert_eq!(names, ["ArrowLeft", "PageUp", "F11", "ä", "Unidentified"]);
    }
}
