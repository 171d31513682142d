//! Nodes: where, when and how a visual is shown.

use std::sync::Arc;

use vispy_visuals::filters::Filters;
use vispy_visuals::transforms::{NullTransform, Transform};

use crate::handle::{NodeKey, VisualId};

/// Where, when and how a visual is shown; or a group of other nodes. Corresponds to VisPy's `Node`.
///
/// A plain value: [`Scene::add_node`](crate::Scene::add_node) makes it part of a scene, whose setters change it there.
///
/// ```
/// use std::sync::Arc;
/// use vispy_scene::Node;
/// use vispy_scene::glam::DVec3;
/// use vispy_visuals::transforms::StTransform;
///
/// let shifted = StTransform::new(DVec3::ONE, DVec3::new(10.0, 0.0, 0.0));
/// let node = Node::new().with_transform(Arc::new(shifted)).with_order(-1);
/// assert_eq!(node.order(), -1);
/// ```
#[derive(Debug, Clone)]
pub struct Node {
    pub(crate) name: Option<String>,
    pub(crate) transform: Arc<dyn Transform>,
    pub(crate) order: i32,
    pub(crate) visible: bool,
    pub(crate) opacity: f32,
    pub(crate) interactive: bool,
    pub(crate) visual: Option<VisualId>,
    pub(crate) filters: Filters,
}

impl Default for Node {
    fn default() -> Self {
        Self::new()
    }
}

impl Node {
    /// A visible node without a visual, in its parent's frame.
    #[must_use]
    pub fn new() -> Self {
        Self {
            name: None,
            transform: Arc::new(NullTransform),
            order: 0,
            visible: true,
            opacity: 1.0,
            interactive: false,
            visual: None,
            filters: Filters::new(),
        }
    }

    /// Shows a visual. Several nodes may show the same one. Default: none.
    #[must_use]
    pub fn with_visual(self, visual: impl Into<VisualId>) -> Self {
        Self { visual: Some(visual.into()), ..self }
    }

    /// A name, for people. Default: none.
    #[must_use]
    pub fn with_name(self, name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..self }
    }

    /// Maps the node's frame to its parent's. Default: they are the same.
    #[must_use]
    pub fn with_transform(self, parent_from_node: Arc<dyn Transform>) -> Self {
        Self { transform: parent_from_node, ..self }
    }

    /// Place among its siblings: the greater is drawn later, equals in the order they were added. Default: 0.
    #[must_use]
    pub fn with_order(self, order: i32) -> Self {
        Self { order, ..self }
    }

    /// Whether it and everything below it are shown. Default: `true`.
    #[must_use]
    pub fn with_visible(self, visible: bool) -> Self {
        Self { visible, ..self }
    }

    /// Opacity, 0 to 1, of it and everything below it: opacities multiply on the way down. Default: 1.
    #[must_use]
    pub fn with_opacity(self, opacity: f32) -> Self {
        Self { opacity: unit(opacity), ..self }
    }

    /// Filters on what its own visual draws; those of a place are in the node's frame. Default: none.
    #[must_use]
    #[doc(alias = "attach")]
    pub fn with_filters(self, filters: Filters) -> Self {
        Self { filters, ..self }
    }

    /// Whether it takes events that happen inside its visual's bounds. Default: `false`.
    #[must_use]
    pub fn with_interactive(self, interactive: bool) -> Self {
        Self { interactive, ..self }
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The map from the node's frame to its parent's.
    #[must_use]
    pub fn transform(&self) -> &Arc<dyn Transform> {
        &self.transform
    }

    /// The place among its siblings.
    #[must_use]
    pub fn order(&self) -> i32 {
        self.order
    }

    /// Whether it is shown, if all above it are.
    #[must_use]
    pub fn is_visible(&self) -> bool {
        self.visible
    }

    /// Its own opacity, 0 to 1.
    #[must_use]
    pub fn opacity(&self) -> f32 {
        self.opacity
    }

    /// The filters on its visual.
    #[must_use]
    pub fn filters(&self) -> &Filters {
        &self.filters
    }

    /// Whether it takes events.
    #[must_use]
    pub fn is_interactive(&self) -> bool {
        self.interactive
    }

    /// The visual it shows.
    #[must_use]
    pub fn visual(&self) -> Option<VisualId> {
        self.visual
    }
}

/// An opacity within 0 and 1; what is not a number is 1.
pub(crate) fn unit(opacity: f32) -> f32 {
    if opacity.is_nan() { 1.0 } else { opacity.clamp(0.0, 1.0) }
}

/// A node in the tree.
#[derive(Debug)]
pub(crate) struct NodeEntry {
    pub(crate) node: Node,
    pub(crate) parent: Option<NodeKey>,
    pub(crate) children: Vec<NodeKey>,
}
