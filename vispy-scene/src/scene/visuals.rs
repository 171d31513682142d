//! Adding and changing visuals.

use std::any::Any;

use vispy_visuals::Visual;

use super::{Scene, stale};
use crate::error::Result;
use crate::handle::{VisualHandle, VisualId, VisualKey};

/// A visual, and what messages call it.
#[derive(Debug)]
pub(crate) struct VisualEntry {
    pub(crate) visual: Box<dyn Visual>,
    pub(crate) type_name: &'static str,
}

impl Scene {
    /// Adds a visual. It is seen once a node shows it, and stays until [`remove_visual`](Self::remove_visual) or until
    /// the last node that shows it is removed.
    pub fn add_visual<V: Visual>(&mut self, visual: V) -> VisualHandle<V> {
        let type_name = std::any::type_name::<V>();
        let key = self.visuals.insert(VisualEntry { visual: Box::new(visual), type_name });
        self.touch();
        VisualHandle::new(VisualId::new(self.id, key))
    }

    /// A visual.
    ///
    /// # Errors
    /// `StaleHandle` when it was removed; `NotInScene`.
    pub fn get<V: Visual>(&self, handle: VisualHandle<V>) -> Result<&V> {
        let visual: &dyn Any = &*self.visuals[self.visual_key(handle.id())?].visual;
        visual.downcast_ref().ok_or_else(|| stale(&handle.id()))
    }

    /// A visual, to change it. The scene counts as changed from then on and is drawn anew.
    ///
    /// # Errors
    /// `StaleHandle` when it was removed; `NotInScene`.
    pub fn get_mut<V: Visual>(&mut self, handle: VisualHandle<V>) -> Result<&mut V> {
        let key = self.visual_key(handle.id())?;
        self.touch();
        let visual: &mut dyn Any = &mut *self.visuals[key].visual;
        visual.downcast_mut().ok_or_else(|| stale(&handle.id()))
    }

    /// A visual of whatever type.
    ///
    /// # Errors
    /// `StaleHandle` when it was removed; `NotInScene`.
    pub fn visual(&self, visual: VisualId) -> Result<&dyn Visual> {
        Ok(&*self.visuals[self.visual_key(visual)?].visual)
    }

    /// A visual of whatever type, to change it. The scene counts as changed from then on and is drawn anew.
    ///
    /// # Errors
    /// `StaleHandle` when it was removed; `NotInScene`.
    pub fn visual_mut(&mut self, visual: VisualId) -> Result<&mut dyn Visual> {
        let key = self.visual_key(visual)?;
        self.touch();
        Ok(&mut *self.visuals[key].visual)
    }

    /// Removes a visual. Nodes that showed it stay, and show nothing.
    ///
    /// # Errors
    /// `StaleHandle` when it was removed before; `NotInScene`.
    pub fn remove_visual(&mut self, visual: impl Into<VisualId>) -> Result<()> {
        let key = self.visual_key(visual.into())?;
        self.visuals.remove(key);
        for entry in self.nodes.values_mut() {
            entry.node.visual = entry.node.visual.filter(|shown| shown.key != key);
        }
        self.touch_structure();
        Ok(())
    }

    /// The slot that a handle names, if it is of this scene.
    pub(crate) fn visual_key(&self, visual: VisualId) -> Result<VisualKey> {
        self.own(visual.scene, &visual)?;
        if self.visuals.contains_key(visual.key) { Ok(visual.key) } else { Err(stale(&visual)) }
    }
}
