//! The draw list: what is drawn, in order. Computed once and kept until the tree, an order or a visibility changes.

use super::Scene;
use crate::handle::{NodeKey, VisualKey};

/// A node of the draw list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item {
    pub(crate) node: NodeKey,
    /// Index of the parent's item, which comes before.
    pub(crate) parent: Option<usize>,
    pub(crate) visual: Option<VisualKey>,
    pub(crate) interactive: bool,
}

/// The visible nodes of each tree, depth-first: children after their parent, siblings by order.
#[derive(Debug, Default)]
pub(crate) struct DrawList {
    trees: Vec<(NodeKey, Vec<Item>)>,
    structure: u64,
}

impl DrawList {
    /// Sorts anew if the scene's structure changed since the last time.
    pub(crate) fn update(&mut self, scene: &Scene) {
        if self.structure == scene.structure() {
            return;
        }
        self.structure = scene.structure();
        self.trees.clear();
        let view_boxes = scene.view_box_order.iter().filter_map(|&key| scene.view_boxes.get(key));
        let roots = [scene.canvas_below, scene.canvas_above];
        for root in roots.into_iter().chain(view_boxes.map(|view_box| view_box.root)) {
            if self.trees.iter().all(|(known, _)| *known != root) {
                self.trees.push((root, sorted(scene, root)));
            }
        }
    }

    /// The nodes of the tree below a root.
    pub(crate) fn tree(&self, root: NodeKey) -> &[Item] {
        self.trees.iter().find(|(known, _)| *known == root).map_or(&[], |(_, items)| items)
    }
}

fn sorted(scene: &Scene, root: NodeKey) -> Vec<Item> {
    let mut items = Vec::new();
    // A stack instead of recursion: trees may be deep.
    let mut waiting = vec![(root, None)];
    while let Some((key, parent)) = waiting.pop() {
        let Some(entry) = scene.nodes.get(key).filter(|entry| entry.node.visible) else { continue };
        let index = items.len();
        let node = &entry.node;
        let visual = node.visual.map(|visual| visual.key);
        items.push(Item { node: key, parent, visual, interactive: node.interactive });
        let mut children = entry.children.clone();
        children.sort_by_key(|&child| scene.nodes.get(child).map_or(0, |entry| entry.node.order));
        waiting.extend(children.into_iter().rev().map(|child| (child, Some(index))));
    }
    items
}
