//! The shape of the mouse pointer.

/// The shape of the mouse pointer over a canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum CursorIcon {
    /// The arrow of the system. The default.
    #[default]
    Default,
    /// A cross for exact picking.
    Crosshair,
    /// A hand: what is under it can be clicked.
    Pointer,
    /// An open hand: what is under it can be dragged.
    Grab,
    /// A closed hand, while dragging.
    Grabbing,
    /// Arrows in all four directions.
    Move,
    /// Arrows to the left and to the right.
    ResizeHorizontal,
    /// Arrows up and down.
    ResizeVertical,
    /// A bar between letters.
    Text,
    /// Something is being worked on and input still works.
    Progress,
    /// What the user tries is not possible here.
    NotAllowed,
    /// No pointer at all.
    Hidden,
}
