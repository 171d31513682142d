//! Bounds of nodes, and the way from node to node.

use std::sync::Arc;

use glam::{DVec2, DVec3};
use vispy_visuals::Bounds;
use vispy_visuals::transforms::{ChainTransform, Transform};

use super::Scene;
use crate::error::Result;
use crate::handle::{NodeHandle, NodeKey};

/// Points along each edge of a rectangle that is mapped by a transform that may bend it.
const EDGE_STEPS: u32 = 8;

impl Scene {
    /// The smallest rectangle that holds the data of a node's visual and of all visible nodes below it, in the node's
    /// own frame: the transforms of the nodes below are applied, its own is not. `None` when there are no data.
    ///
    /// ```
    /// # use vispy_scene::{Node, Scene};
    /// let scene = Scene::new();
    /// assert!(scene.bounds(scene.canvas_above())?.is_none());
    /// # Ok::<(), vispy_scene::Error>(())
    /// ```
    ///
    /// # Errors
    /// `StaleHandle`; `NotInScene`.
    pub fn bounds(&self, node: NodeHandle) -> Result<Option<Bounds>> {
        Ok(self.bounds_of(self.key(node)?))
    }

    fn bounds_of(&self, top: NodeKey) -> Option<Bounds> {
        let mut total: Option<Bounds> = None;
        let mut waiting = vec![(top, ChainTransform::default())];
        while let Some((key, top_from_node)) = waiting.pop() {
            let Some(entry) = self.nodes.get(key) else { continue };
            let visual = entry.node.visual.and_then(|visual| self.visuals.get(visual.key));
            let own = visual.and_then(|visual| map_bounds(&top_from_node, visual.visual.bounds()?));
            total = match (total, own) {
                (Some(total), Some(own)) => Some(total.union(own)),
                (total, own) => total.or(own),
            };
            let children = entry.children.iter().filter_map(|&child| Some((child, self.nodes.get(child)?)));
            waiting.extend(children.filter(|(_, entry)| entry.node.visible).map(|(child, entry)| {
                let mut top_from_child = top_from_node.clone();
                top_from_child.push(Arc::clone(&entry.node.transform));
                (child, top_from_child)
            }));
        }
        total
    }

    /// The map from a node's frame to the frame that its root is in: the scene frame of a view box, or the canvas.
    ///
    /// # Errors
    /// `StaleHandle`; `NotInScene`.
    pub fn scene_from_node(&self, node: NodeHandle) -> Result<ChainTransform> {
        Ok(self.scene_from(self.key(node)?))
    }

    pub(crate) fn scene_from(&self, key: NodeKey) -> ChainTransform {
        let mut way: Vec<NodeKey> = self.chain(key).collect();
        way.reverse();
        let entries = way.into_iter().filter_map(|key| self.nodes.get(key));
        ChainTransform::new(entries.map(|entry| Arc::clone(&entry.node.transform)))
    }
}

/// The smallest rectangle that holds a mapped rectangle. Exact for affine maps and for those that are monotone in each
/// axis; otherwise from points along the edges.
pub(crate) fn map_bounds(transform: &dyn Transform, bounds: Bounds) -> Option<Bounds> {
    let steps = if transform.matrix().is_some() { 1 } else { EDGE_STEPS };
    let size = bounds.max - bounds.min;
    let points = (0..=steps).flat_map(|i| {
        let t = f64::from(i) / f64::from(steps);
        [DVec2::new(t, 0.0), DVec2::new(t, 1.0), DVec2::new(0.0, t), DVec2::new(1.0, t)]
    });
    Bounds::of_points(points.map(|t| {
        let point: DVec3 = (bounds.min + size * t).extend(0.0);
        transform.map(point).truncate()
    }))
}
