//! Where the pointer is and who has it.

use glam::DVec2;

use crate::handle::{NodeKey, WidgetKey};

/// Who took a press.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taker {
    /// A node, seen through a view box or on the canvas.
    Node(NodeKey, Option<WidgetKey>),
    /// The camera of a view box.
    Camera(WidgetKey),
}

impl Taker {
    /// The view box through which it was taken.
    pub(super) fn view_box(self) -> Option<WidgetKey> {
        match self {
            Self::Node(_, view_box) => view_box,
            Self::Camera(view_box) => Some(view_box),
        }
    }
}

/// Where the pointer is and who has it; the same for each finger.
#[derive(Debug, Default)]
pub(super) struct Pointer {
    /// Where it was last seen, in logical pixels of the canvas; `None` outside.
    pub(super) pos_px: Option<DVec2>,
    /// Who took the press that is still held.
    pub(super) taker: Option<Taker>,
    /// Who took the fingers that are down.
    pub(super) fingers: Vec<(u64, Taker)>,
    /// The view box that was pressed last: it gets keys when the pointer is outside of all.
    pub(super) focus: Option<WidgetKey>,
}
