//! What a pan-zoom camera can do, and how it is bound by default.

use glam::DVec2;
use vispy_app::events::{Key, Modifiers, MouseButton};

use crate::camera::{Bindings, Trigger};

/// Which axes an action changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Axes {
    /// Both.
    #[default]
    Both,
    /// Only x.
    X,
    /// Only y.
    Y,
}

impl Axes {
    /// `value` in these axes, `other` in those that do not change.
    pub(crate) fn select(self, value: DVec2, other: f64) -> DVec2 {
        match self {
            Self::Both => value,
            Self::X => DVec2::new(value.x, other),
            Self::Y => DVec2::new(other, value.y),
        }
    }
}

/// Something that a [`PanZoom`](crate::PanZoom) camera can do. Actions bound to triggers they have no use for, such as
/// a drag bound to a key, do nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PanZoomAction {
    /// By dragging: moves the data with the pointer.
    Pan(Axes),
    /// By dragging: zooms about the place of the press by a factor of 1.007 a pixel; to the right and upwards zooms in.
    ZoomDrag(Axes),
    /// By the wheel: zooms about the pointer by a factor of 1.007^30 = 1.23 a notch; away from the user zooms in.
    ZoomWheel(Axes),
    /// By a key: moves the view by this part of its size, x to the right, y upwards.
    PanBy(DVec2),
    /// By a key: multiplies the spans by this, about the middle: below 1 zooms in.
    ZoomBy(f64),
    /// By a double click or a key: shows the home again.
    Reset,
}

/// How far an arrow key moves, in parts of the view.
const ARROW_STEP: f64 = 0.1;
/// What a key press zooms by.
const KEY_ZOOM: f64 = 1.25;

impl Bindings<PanZoomAction> {
    /// The bindings that a [`PanZoom`](crate::PanZoom) camera starts with.
    ///
    /// | what users do | what happens |
    /// |---|---|
    /// | drag, left or middle button | pans |
    /// | drag, right button | zooms each axis about the place of the press |
    /// | wheel | zooms about the pointer; with Control only x, with Shift only y |
    /// | double click, Home, Backspace | back to the home |
    /// | arrow keys | pan by a tenth |
    /// | + or =, - | zoom by 1.25 |
    /// | touch | one finger pans, two zoom; not in this table and cannot be bound |
    #[must_use]
    pub fn pan_zoom() -> Self {
        use PanZoomAction::{Pan, PanBy, Reset, ZoomBy, ZoomDrag, ZoomWheel};
        let control = Modifiers { control: true, ..Modifiers::NONE };
        let shift = Modifiers { shift: true, ..Modifiers::NONE };
        let arrows = [
            (Key::ArrowLeft, DVec2::NEG_X),
            (Key::ArrowRight, DVec2::X),
            (Key::ArrowDown, DVec2::NEG_Y),
            (Key::ArrowUp, DVec2::Y),
        ];
        let bindings = Self::none()
            .bind(Trigger::drag(MouseButton::Left), Pan(Axes::Both))
            .bind(Trigger::drag(MouseButton::Middle), Pan(Axes::Both))
            .bind(Trigger::drag(MouseButton::Right), ZoomDrag(Axes::Both))
            .bind(Trigger::wheel(), ZoomWheel(Axes::Both))
            .bind(Trigger::Wheel { modifiers: control }, ZoomWheel(Axes::X))
            .bind(Trigger::Wheel { modifiers: shift }, ZoomWheel(Axes::Y))
            .bind(Trigger::double_click(MouseButton::Left), Reset)
            .bind(Trigger::key(Key::Home), Reset)
            .bind(Trigger::key(Key::Backspace), Reset)
            .bind(Trigger::char("+"), ZoomBy(1.0 / KEY_ZOOM))
            .bind(Trigger::char("="), ZoomBy(1.0 / KEY_ZOOM))
            .bind(Trigger::char("-"), ZoomBy(KEY_ZOOM));
        arrows.into_iter().fold(bindings, |bindings, (key, direction)| {
            bindings.bind(Trigger::key(key), PanBy(direction * ARROW_STEP))
        })
    }
}
