//! Adding, removing and changing nodes.

use std::sync::Arc;

use vispy_visuals::Visual;
use vispy_visuals::filters::Filters;
use vispy_visuals::transforms::Transform;

use super::node::{NodeEntry, unit};
use super::{Node, Scene, stale};
use crate::error::{Error, Result};
use crate::handle::{NodeHandle, NodeKey, VisualHandle, VisualId};

impl Scene {
    /// Adds a node below `parent`, as the last of its siblings of equal order.
    ///
    /// # Errors
    /// `StaleHandle` and `NotInScene` for the parent or the node's visual.
    pub fn add_node(&mut self, parent: NodeHandle, node: Node) -> Result<NodeHandle> {
        let parent = self.key(parent)?;
        if let Some(visual) = node.visual {
            self.visual_key(visual)?;
        }
        let key = self.nodes.insert(NodeEntry { node, parent: Some(parent), children: Vec::new() });
        self.nodes[parent].children.push(key);
        self.touch_structure();
        Ok(NodeHandle::new(self.id, key))
    }

    /// Adds a visual, and a node below `parent` that shows it.
    ///
    /// # Errors
    /// `StaleHandle` and `NotInScene` for the parent.
    pub fn add<V: Visual>(&mut self, parent: NodeHandle, visual: V) -> Result<(NodeHandle, VisualHandle<V>)> {
        self.key(parent)?;
        let visual = self.add_visual(visual);
        let node = self.add_node(parent, Node::new().with_visual(visual))?;
        Ok((node, visual))
    }

    /// Adds a tree of its own, which is seen once a view box shows it
    /// ([`set_view_box_root`](Self::set_view_box_root)).
    pub fn add_root(&mut self, node: Node) -> NodeHandle {
        let key = self.nodes.insert(NodeEntry { node, parent: None, children: Vec::new() });
        self.touch_structure();
        NodeHandle::new(self.id, key)
    }

    /// Removes a node and everything below it, and the visuals that no other node shows.
    ///
    /// # Errors
    /// `RootNode` for the roots of the canvas and of view boxes; `StaleHandle`; `NotInScene`.
    pub fn remove(&mut self, node: NodeHandle) -> Result<()> {
        let key = self.key(node)?;
        if self.is_needed(key) {
            let reason = "the canvas or a view box shows it as its root; remove its children or the view box";
            return Err(Error::RootNode { node: node.to_string(), operation: "removed", reason });
        }
        self.remove_subtree(key);
        Ok(())
    }

    /// Moves a node, with everything below it, to another parent. Its transform stays the same, relative to the parent.
    ///
    /// # Errors
    /// `Cycle` when the parent is the node or below it; `RootNode` for roots of the canvas or of a view box;
    /// `StaleHandle`; `NotInScene`.
    pub fn reparent(&mut self, node: NodeHandle, parent: NodeHandle) -> Result<()> {
        let (key, parent_key) = (self.key(node)?, self.key(parent)?);
        if self.chain(parent_key).any(|above| above == key) {
            return Err(Error::Cycle { node: node.to_string(), parent: parent.to_string() });
        }
        if self.is_needed(key) {
            let reason = "the canvas or a view box shows it as its root";
            return Err(Error::RootNode { node: node.to_string(), operation: "moved", reason });
        }
        self.detach(key);
        self.nodes[key].parent = Some(parent_key);
        self.nodes[parent_key].children.push(key);
        self.touch_structure();
        Ok(())
    }

    /// A node.
    ///
    /// # Errors
    /// `StaleHandle`; `NotInScene`.
    pub fn node(&self, node: NodeHandle) -> Result<&Node> {
        Ok(&self.nodes[self.key(node)?].node)
    }

    /// The parent of a node; `None` for a root.
    ///
    /// # Errors
    /// `StaleHandle`; `NotInScene`.
    pub fn parent(&self, node: NodeHandle) -> Result<Option<NodeHandle>> {
        Ok(self.nodes[self.key(node)?].parent.map(|parent| NodeHandle::new(self.id, parent)))
    }

    /// The children of a node, in the order they were added.
    ///
    /// # Errors
    /// `StaleHandle`; `NotInScene`.
    pub fn children(&self, node: NodeHandle) -> Result<Vec<NodeHandle>> {
        let children = &self.nodes[self.key(node)?].children;
        Ok(children.iter().map(|&child| NodeHandle::new(self.id, child)).collect())
    }

    /// Sets the map from the node's frame to its parent's.
    ///
    /// # Errors
    /// `StaleHandle`; `NotInScene`.
    pub fn set_transform(&mut self, node: NodeHandle, parent_from_node: Arc<dyn Transform>) -> Result<()> {
        let key = self.key(node)?;
        self.nodes[key].node.transform = parent_from_node;
        self.touch();
        Ok(())
    }

    /// Shows or hides a node and everything below it.
    ///
    /// # Errors
    /// `StaleHandle`; `NotInScene`.
    pub fn set_visible(&mut self, node: NodeHandle, visible: bool) -> Result<()> {
        self.set_structural(node, |node| std::mem::replace(&mut node.visible, visible) != visible)
    }

    /// Sets the place among the siblings: the greater is drawn later.
    ///
    /// # Errors
    /// `StaleHandle`; `NotInScene`.
    pub fn set_order(&mut self, node: NodeHandle, order: i32) -> Result<()> {
        self.set_structural(node, |node| std::mem::replace(&mut node.order, order) != order)
    }

    /// Lets a node take events inside its visual's bounds, or not.
    ///
    /// # Errors
    /// `StaleHandle`; `NotInScene`.
    pub fn set_interactive(&mut self, node: NodeHandle, interactive: bool) -> Result<()> {
        self.set_structural(node, |node| std::mem::replace(&mut node.interactive, interactive) != interactive)
    }

    /// Sets the visual that a node shows. The visual it showed stays in the scene.
    ///
    /// # Errors
    /// `StaleHandle` and `NotInScene` for the node or the visual.
    pub fn set_visual(&mut self, node: NodeHandle, visual: Option<VisualId>) -> Result<()> {
        if let Some(visual) = visual {
            self.visual_key(visual)?;
        }
        self.set_structural(node, |node| std::mem::replace(&mut node.visual, visual) != visual)
    }

    /// Sets the opacity, 0 to 1, of a node and everything below it: opacities multiply on the way down.
    ///
    /// # Errors
    /// `StaleHandle`; `NotInScene`.
    pub fn set_opacity(&mut self, node: NodeHandle, opacity: f32) -> Result<()> {
        let key = self.key(node)?;
        let opacity = unit(opacity);
        if std::mem::replace(&mut self.nodes[key].node.opacity, opacity) != opacity {
            self.touch();
        }
        Ok(())
    }

    /// Sets the filters on what a node's own visual draws. Other values of the same kinds of filters cost next to nothing.
    ///
    /// # Errors
    /// `StaleHandle`; `NotInScene`.
    pub fn set_filters(&mut self, node: NodeHandle, filters: Filters) -> Result<()> {
        let key = self.key(node)?;
        if self.nodes[key].node.filters != filters {
            self.nodes[key].node.filters = filters;
            self.touch();
        }
        Ok(())
    }

    /// A node and all above it, up to its root.
    pub(crate) fn chain(&self, key: NodeKey) -> impl Iterator<Item = NodeKey> {
        std::iter::successors(Some(key), |&key| self.nodes.get(key).and_then(|entry| entry.parent))
    }

    /// Removes a node and everything below it without asking.
    pub(crate) fn remove_subtree(&mut self, key: NodeKey) {
        self.detach(key);
        let mut waiting = vec![key];
        let mut shown = Vec::new();
        while let Some(key) = waiting.pop() {
            if let Some(entry) = self.nodes.remove(key) {
                waiting.extend(entry.children);
                self.handlers.remove(key);
                shown.extend(entry.node.visual.map(|visual| visual.key));
            }
        }
        shown.retain(|&visual| !self.nodes.values().any(|entry| entry.shows(visual)));
        for visual in shown {
            self.visuals.remove(visual);
        }
        self.touch_structure();
    }

    /// Whether the canvas or a view box shows it as its root.
    fn is_needed(&self, key: NodeKey) -> bool {
        key == self.canvas_below
            || key == self.canvas_above
            || self.view_boxes.values().any(|view_box| view_box.root == key)
    }

    fn detach(&mut self, key: NodeKey) {
        if let Some(parent) = self.nodes[key].parent.take() {
            self.nodes[parent].children.retain(|&child| child != key);
        }
    }

    fn set_structural(&mut self, node: NodeHandle, set: impl FnOnce(&mut Node) -> bool) -> Result<()> {
        let entry = self.nodes.get_mut(self.key(node)?).ok_or_else(|| stale(&node))?;
        if set(&mut entry.node) {
            self.touch_structure();
        }
        Ok(())
    }
}

impl NodeEntry {
    fn shows(&self, visual: crate::handle::VisualKey) -> bool {
        self.node.visual.is_some_and(|shown| shown.key == visual)
    }
}
