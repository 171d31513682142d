//! The scene: nodes, visuals, view boxes and the layout.

mod bounds;
mod draw_list;
mod handlers;
mod links;
mod node;
mod tree;
mod view_boxes;
mod visuals;

use slotmap::{SecondaryMap, SlotMap};

pub(crate) use draw_list::DrawList;
pub use handlers::Handler;
use handlers::Handlers;
pub use node::Node;
use node::NodeEntry;
pub(crate) use visuals::VisualEntry;

use crate::error::{Error, Result};
use crate::handle::{NodeHandle, NodeKey, SceneId, VisualKey, WidgetKey};
use crate::layout::Layout;
use crate::view_box::ViewBox;

/// Everything that is shown: a tree of nodes, the visuals they show, the view boxes they are seen through, and the
/// layout of these. Corresponds to VisPy's `SceneCanvas.scene`.
///
/// Nodes and visuals are named by handles. A visual may be shown by several nodes, and a tree of nodes by several view
/// boxes; its data are on the GPU once.
///
/// ```
/// use vispy_scene::{Node, Scene};
///
/// let mut scene = Scene::new();
/// let group = scene.add_node(scene.canvas_above(), Node::new())?;
/// let child = scene.add_node(group, Node::new().with_name("child"))?;
/// scene.remove(group)?;
/// assert!(scene.node(child).is_err(), "went with its parent");
/// # Ok::<(), vispy_scene::Error>(())
/// ```
#[derive(Debug)]
pub struct Scene {
    pub(crate) id: SceneId,
    pub(crate) nodes: SlotMap<NodeKey, NodeEntry>,
    pub(crate) visuals: SlotMap<VisualKey, VisualEntry>,
    pub(crate) handlers: SecondaryMap<NodeKey, Handlers>,
    pub(crate) layout: Layout,
    pub(crate) view_boxes: SecondaryMap<WidgetKey, ViewBox>,
    /// View boxes in the order they are drawn.
    pub(crate) view_box_order: Vec<WidgetKey>,
    links: Vec<links::Link>,
    canvas_below: NodeKey,
    canvas_above: NodeKey,
    revision: u64,
    structure: u64,
}

impl Default for Scene {
    fn default() -> Self {
        Self::new()
    }
}

impl Scene {
    /// A scene with an empty root grid and no view box.
    #[must_use]
    pub fn new() -> Self {
        let mut nodes = SlotMap::with_key();
        let mut root = |name: &str| {
            let node = Node::new().with_name(name);
            nodes.insert(NodeEntry { node, parent: None, children: Vec::new() })
        };
        let (canvas_below, canvas_above) = (root("below the view boxes"), root("above the view boxes"));
        Self {
            id: SceneId::new(),
            nodes,
            visuals: SlotMap::with_key(),
            handlers: SecondaryMap::new(),
            layout: Layout::new(),
            view_boxes: SecondaryMap::new(),
            view_box_order: Vec::new(),
            links: Vec::new(),
            canvas_below,
            canvas_above,
            revision: 1,
            structure: 1,
        }
    }

    /// The root of what is drawn below all view boxes, in the canvas frame: logical pixels, origin at the upper left
    /// corner, y downwards.
    #[must_use]
    pub fn canvas_below(&self) -> NodeHandle {
        NodeHandle::new(self.id, self.canvas_below)
    }

    /// The root of what is drawn above all view boxes, in the canvas frame: logical pixels, origin at the upper left
    /// corner, y downwards.
    #[must_use]
    pub fn canvas_above(&self) -> NodeHandle {
        NodeHandle::new(self.id, self.canvas_above)
    }

    /// Counts all changes except those of cameras, which count their own.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Counts the changes after which the draw list is sorted anew.
    pub(crate) fn structure(&self) -> u64 {
        self.structure
    }

    /// Notes that something looks different.
    pub(crate) fn touch(&mut self) {
        self.revision += 1;
    }

    /// Notes that other nodes are drawn, or in another order.
    pub(crate) fn touch_structure(&mut self) {
        self.structure += 1;
        self.touch();
    }

    /// The slot that a handle names, if it is of this scene.
    pub(crate) fn key(&self, handle: NodeHandle) -> Result<NodeKey> {
        self.own(handle.scene, &handle)?;
        if self.nodes.contains_key(handle.key) { Ok(handle.key) } else { Err(stale(&handle)) }
    }

    /// An error when a handle is of another scene.
    pub(crate) fn own(&self, scene: SceneId, handle: &impl std::fmt::Display) -> Result<()> {
        if scene == self.id { Ok(()) } else { Err(Error::NotInScene { what: handle.to_string() }) }
    }
}

/// The error for a handle that names nothing any more.
pub(crate) fn stale(handle: &impl std::fmt::Display) -> Error {
    Error::StaleHandle { what: handle.to_string() }
}
