//! Handlers of events, kept by node.

use std::fmt;

use super::Scene;
use crate::error::Result;
use crate::handle::{NodeHandle, NodeKey};
use crate::interaction::{Handled, SceneEvent};

/// What is called for an event at a node.
pub type Handler = Box<dyn FnMut(&mut Scene, &SceneEvent<'_>) -> Handled>;

/// The handlers of a node.
#[derive(Default)]
pub(crate) struct Handlers {
    list: Vec<Handler>,
    /// Counts how often they were cleared, so that those that run at that moment do not come back.
    cleared: u64,
}

impl fmt::Debug for Handlers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} handlers", self.list.len())
    }
}

impl Scene {
    /// Calls `handler` for events at a node or below it that nothing below it has handled.
    ///
    /// It is called for pointer events inside the bounds of [interactive](crate::Node::with_interactive) nodes; at the
    /// root of a view box for all events inside the view box. While it runs it is taken out of the scene, which it gets
    /// to change as it likes.
    ///
    /// ```
    /// use vispy_scene::{Handled, Scene};
    ///
    /// let mut scene = Scene::new();
    /// let root = scene.canvas_above();
    /// scene.on_event(root, Box::new(|_scene, _event| Handled::No))?;
    /// # Ok::<(), vispy_scene::Error>(())
    /// ```
    ///
    /// # Errors
    /// `StaleHandle`; `NotInScene`.
    pub fn on_event(&mut self, node: NodeHandle, handler: Handler) -> Result<()> {
        let key = self.key(node)?;
        if let Some(entry) = self.handlers.entry(key) {
            entry.or_default().list.push(handler);
        }
        Ok(())
    }

    /// Forgets all handlers of a node.
    ///
    /// # Errors
    /// `StaleHandle`; `NotInScene`.
    pub fn clear_handlers(&mut self, node: NodeHandle) -> Result<()> {
        let key = self.key(node)?;
        if let Some(handlers) = self.handlers.get_mut(key) {
            handlers.list.clear();
            handlers.cleared += 1;
        }
        Ok(())
    }

    /// Calls the handlers of one node until one has handled the event.
    pub(crate) fn run_handlers(&mut self, key: NodeKey, event: &SceneEvent<'_>) -> Handled {
        let Some(handlers) = self.handlers.get_mut(key) else { return Handled::No };
        let cleared = handlers.cleared;
        let mut running = std::mem::take(&mut handlers.list);
        let handled = running.iter_mut().any(|handler| handler(self, event) == Handled::Yes);
        // The node may be gone by now, and its handlers with it; new ones may have come.
        let alive = self.nodes.contains_key(key);
        if let Some(handlers) = self.handlers.get_mut(key).filter(|now| alive && now.cleared == cleared) {
            running.append(&mut handlers.list);
            handlers.list = running;
        }
        Handled::from(handled)
    }
}
