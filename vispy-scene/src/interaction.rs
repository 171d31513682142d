//! Events as nodes and cameras get them.

use glam::DVec2;
use vispy_app::events::Event;

use crate::handle::{NodeHandle, ViewBoxHandle};

/// Whether an event was used up, or goes on to the next who might want it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Handled {
    /// It goes on.
    #[default]
    No,
    /// It was used up. Who has handled a press gets everything up to the release.
    Yes,
}

impl From<bool> for Handled {
    fn from(handled: bool) -> Self {
        if handled { Self::Yes } else { Self::No }
    }
}

/// An event at a node. Corresponds to VisPy's `SceneMouseEvent`.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct SceneEvent<'a> {
    /// What happened.
    pub event: &'a Event,
    /// The node whose handler runs.
    pub node: NodeHandle,
    /// The node where it happened: `node` or one below it.
    pub target: NodeHandle,
    /// The view box through which the node is seen; `None` for nodes of the canvas.
    pub view_box: Option<ViewBoxHandle>,
    /// Where it happened, in logical pixels of the canvas; `None` for keys.
    pub pos_in_canvas: Option<DVec2>,
    /// Where it happened, in the frame of `node`; `None` for keys.
    pub pos_in_node: Option<DVec2>,
}
