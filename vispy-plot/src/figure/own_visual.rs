//! Visuals of one's own, as a figure keeps them.

use std::any::Any;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use vispy_scene::{NodeHandle, Scene, VisualId};
use vispy_visuals::{Bounds, Visual};

slotmap::new_key_type! {
    /// Names a visual of one's own in a [`DataStore`](crate::data::DataStore); a name is never given to a second one.
    pub struct OwnVisualId;
}

/// A visual of one's own, of which each view of the figure shows a copy.
#[derive(Clone)]
pub(crate) struct OwnVisual {
    original: Arc<Mutex<dyn Original>>,
    type_name: &'static str,
}

impl fmt::Debug for OwnVisual {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("OwnVisual").field(&self.type_name).finish()
    }
}

impl OwnVisual {
    pub(crate) fn new<V: Visual + Clone>(visual: V) -> Self {
        Self { original: Arc::new(Mutex::new(visual)), type_name: std::any::type_name::<V>() }
    }

    pub(crate) fn bounds(&self) -> Option<Bounds> {
        self.lock().bounds()
    }

    /// Lets a node show a copy.
    pub(crate) fn show(&self, scene: &mut Scene, node: NodeHandle) -> vispy_scene::Result<VisualId> {
        self.lock().show(scene, node)
    }

    /// Makes another copy like one that may have changed since; whether both are copies of this.
    pub(crate) fn copy(&self, from: &dyn Visual, to: &mut dyn Visual) -> bool {
        self.lock().copy(from, to)
    }

    fn lock(&self) -> MutexGuard<'_, dyn Original + 'static> {
        self.original.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A visual whose type is known here alone.
trait Original: Send {
    fn bounds(&self) -> Option<Bounds>;
    fn show(&self, scene: &mut Scene, node: NodeHandle) -> vispy_scene::Result<VisualId>;
    fn copy(&self, from: &dyn Visual, to: &mut dyn Visual) -> bool;
}

impl<V: Visual + Clone> Original for V {
    fn bounds(&self) -> Option<Bounds> {
        Visual::bounds(self)
    }

    fn show(&self, scene: &mut Scene, node: NodeHandle) -> vispy_scene::Result<VisualId> {
        let visual = scene.add_visual(self.clone()).id();
        scene.set_visual(node, Some(visual))?;
        Ok(visual)
    }

    fn copy(&self, from: &dyn Visual, to: &mut dyn Visual) -> bool {
        let (from, to): (&dyn Any, &mut dyn Any) = (from, to);
        match (from.downcast_ref::<V>(), to.downcast_mut::<V>()) {
            (Some(from), Some(to)) => {
                *to = from.clone();
                true
            }
            _ => false,
        }
    }
}
