//! What a user does, bound to what a camera does.

use vispy_app::events::{Key, KeyEvent, Modifiers, MouseButton, MouseButtonEvent, MouseWheelEvent};

/// Something that a user does.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Trigger {
    /// Moves the pointer while a button is held.
    Drag {
        /// The button.
        button: MouseButton,
        /// Exactly the modifier keys held at the press.
        modifiers: Modifiers,
    },
    /// Turns the wheel.
    Wheel {
        /// Exactly the modifier keys held.
        modifiers: Modifiers,
    },
    /// Presses a button twice.
    DoubleClick {
        /// The button.
        button: MouseButton,
        /// Exactly the modifier keys held.
        modifiers: Modifiers,
    },
    /// Presses a key, or holds it.
    Key {
        /// The key.
        key: Key,
        /// Exactly the modifier keys held; with keys that write a character, Shift does not count.
        modifiers: Modifiers,
    },
}

impl Trigger {
    /// Drags with a button and no modifier key.
    #[must_use]
    pub const fn drag(button: MouseButton) -> Self {
        Self::Drag { button, modifiers: Modifiers::NONE }
    }

    /// Turns the wheel with no modifier key.
    #[must_use]
    pub const fn wheel() -> Self {
        Self::Wheel { modifiers: Modifiers::NONE }
    }

    /// Presses a button twice with no modifier key.
    #[must_use]
    pub const fn double_click(button: MouseButton) -> Self {
        Self::DoubleClick { button, modifiers: Modifiers::NONE }
    }

    /// Presses a key with no modifier key.
    #[must_use]
    pub const fn key(key: Key) -> Self {
        Self::Key { key, modifiers: Modifiers::NONE }
    }

    /// Presses the key that writes `text`.
    #[must_use]
    pub fn char(text: &str) -> Self {
        Self::key(Key::Character(text.to_owned()))
    }
}

/// What users do, each bound to an action `A` of a camera. A plain value: make another one and give it to the camera.
///
/// ```
/// use vispy_app::events::MouseButton;
/// use vispy_scene::{Axes, PanZoom, PanZoomAction, Trigger};
///
/// let mut camera = PanZoom::default();
/// let middle = Trigger::drag(MouseButton::Middle);
/// camera.set_bindings(camera.bindings().clone().bind(middle, PanZoomAction::Pan(Axes::X)));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Bindings<A>(Vec<(Trigger, A)>);

impl<A> Default for Bindings<A> {
    fn default() -> Self {
        Self::none()
    }
}

impl<A> Bindings<A> {
    /// No bindings: the camera does nothing by itself.
    #[must_use]
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// Binds `trigger` to `action`, instead of what it was bound to.
    #[must_use]
    pub fn bind(mut self, trigger: Trigger, action: A) -> Self {
        self = self.unbind(&trigger);
        self.0.push((trigger, action));
        self
    }

    /// Frees `trigger`.
    #[must_use]
    pub fn unbind(mut self, trigger: &Trigger) -> Self {
        self.0.retain(|(bound, _)| bound != trigger);
        self
    }

    /// All bindings.
    pub fn iter(&self) -> impl Iterator<Item = &(Trigger, A)> {
        self.0.iter()
    }

    /// What dragging does that begins with a press.
    #[must_use]
    pub fn drag(&self, press: &MouseButtonEvent) -> Option<&A> {
        self.find(&Trigger::Drag { button: press.button, modifiers: press.modifiers })
    }

    /// What a double click does.
    #[must_use]
    pub fn double_click(&self, press: &MouseButtonEvent) -> Option<&A> {
        self.find(&Trigger::DoubleClick { button: press.button, modifiers: press.modifiers })
    }

    /// What the wheel does.
    #[must_use]
    pub fn wheel(&self, wheel: &MouseWheelEvent) -> Option<&A> {
        self.find(&Trigger::Wheel { modifiers: wheel.modifiers })
    }

    /// What a key does.
    #[must_use]
    pub fn key(&self, event: &KeyEvent) -> Option<&A> {
        let shift = event.modifiers.shift && !matches!(event.key, Key::Character(_));
        let modifiers = Modifiers { shift, ..event.modifiers };
        self.find(&Trigger::Key { key: event.key.clone(), modifiers })
    }

    fn find(&self, trigger: &Trigger) -> Option<&A> {
        self.0.iter().find(|(bound, _)| bound == trigger).map(|(_, action)| action)
    }
}
