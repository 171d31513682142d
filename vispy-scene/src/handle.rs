//! Handles: names of the nodes, visuals and widgets of a scene.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::sync::atomic::{AtomicU32, Ordering};

use slotmap::Key;

slotmap::new_key_type! {
    /// Slot of a node.
    pub(crate) struct NodeKey;
    /// Slot of a visual.
    pub(crate) struct VisualKey;
    /// Slot of a widget.
    pub(crate) struct WidgetKey;
}

/// Tells scenes apart, so that a handle of one is not taken for one of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct SceneId(u32);

impl SceneId {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

/// Number of a slot, for messages.
pub(crate) fn slot(key: impl Key) -> u64 {
    key.data().as_ffi() & 0xffff_ffff
}

macro_rules! handle {
    ($(#[$doc:meta])* $name:ident, $key:ident, $what:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name {
            pub(crate) scene: SceneId,
            pub(crate) key: $key,
        }

        impl $name {
            pub(crate) const fn new(scene: SceneId, key: $key) -> Self {
                Self { scene, key }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($what, " {}"), slot(self.key))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{self}")
            }
        }
    };
}

handle! {
    /// Names a node of a scene. A plain value; it does not keep the node alive.
    NodeHandle, NodeKey, "node"
}
handle! {
    /// Names a visual of a scene, whatever its type. [`VisualHandle`] knows the type.
    VisualId, VisualKey, "visual"
}
handle! {
    /// Names a widget: a place in the layout.
    WidgetHandle, WidgetKey, "widget"
}
handle! {
    /// Names a view box. It is also a widget: [`widget`](Self::widget).
    ViewBoxHandle, WidgetKey, "view box"
}

impl ViewBoxHandle {
    /// The view box as a widget of the layout.
    #[must_use]
    pub const fn widget(self) -> WidgetHandle {
        WidgetHandle::new(self.scene, self.key)
    }
}

impl From<ViewBoxHandle> for WidgetHandle {
    fn from(view_box: ViewBoxHandle) -> Self {
        view_box.widget()
    }
}

/// Names a visual of type `T` of a scene. A plain value; it does not keep the visual alive.
pub struct VisualHandle<T> {
    id: VisualId,
    visual: PhantomData<fn() -> T>,
}

impl<T> VisualHandle<T> {
    pub(crate) const fn new(id: VisualId) -> Self {
        Self { id, visual: PhantomData }
    }

    /// The handle without the type.
    #[must_use]
    pub const fn id(self) -> VisualId {
        self.id
    }
}

impl<T> Clone for VisualHandle<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for VisualHandle<T> {}

impl<T> PartialEq for VisualHandle<T> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl<T> Eq for VisualHandle<T> {}

impl<T> Hash for VisualHandle<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id.hash(state);
    }
}

impl<T> fmt::Debug for VisualHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.id.fmt(f)
    }
}

impl<T> From<VisualHandle<T>> for VisualId {
    fn from(handle: VisualHandle<T>) -> Self {
        handle.id
    }
}
