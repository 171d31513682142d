//! What contexts share that use the same objects; a context alone shares it with nobody.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::{Arc, Weak};

use super::Context;
use super::ledger::Ledger;
use super::uniforms::Known;
use crate::command::ObjectKind;
use crate::error::Result;
use crate::id::{ObjectId, ReplyId};
use crate::interpreter::Interpreter;
use crate::object::{Home, Object};
use crate::program::Linked;
use crate::tables::{Slots, Table};

/// What contexts share. What each draw looks at comes first in memory too.
#[derive(Default)]
#[repr(C)]
pub(super) struct Shared {
    /// Address of the own home of the context that was the last to execute something; 0 where none was.
    last: Cell<usize>,
    /// Uniforms as the driver has them: they belong to programs, not to contexts.
    pub(super) uniforms: RefCell<Slots<Known>>,
    /// Home of the objects that all of them can use.
    pub(super) home: Arc<Home>,
    pub(super) ledger: RefCell<Ledger>,
    /// Programs whose answer to being linked has not come; it may come to any of the contexts.
    pub(super) links: RefCell<HashMap<ReplyId, Weak<Linked>>>,
    /// By program the address of the own home of the context that was the last to draw with it; empty where there is one
    /// context.
    pub(super) users: RefCell<Table<usize>>,
}

impl Context {
    /// A context that shares objects with another.
    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn sharing(interpreter: Box<dyn Interpreter>, other: &Self) -> Self {
        let mut new = Self::with_interpreter(interpreter);
        new.shared = other.shared.clone();
        new
    }

    /// The interpreter's part of what can be shared.
    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn shared_names(&self) -> Option<Rc<dyn Any>> {
        self.interpreter.share()
    }

    /// Whether there are other contexts that share objects with this one.
    #[must_use]
    pub fn is_sharing(&self) -> bool {
        Rc::strong_count(&self.shared) > 1
    }

    /// To be called before anything is executed or compared with what is bound: another context may have changed objects.
    #[inline]
    pub(super) fn enter(&mut self) {
        if self.shared.last.get() != self.address() {
            self.enter_after_others();
        }
    }

    #[cold]
    fn enter_after_others(&mut self) {
        if self.shared.last.replace(self.address()) != 0 {
            self.units.clear();
            self.block_units.clear();
            self.interpreter.others_were_at_work();
        }
    }

    /// Whether another context was the last to draw with a program; from now on it is this one.
    pub(super) fn takes_over(&self, program: ObjectId) -> bool {
        self.is_sharing() && {
            let own = self.address();
            self.shared.users.borrow_mut().insert(program, own).is_some_and(|user| user != own)
        }
    }

    /// Tells this context from others.
    pub(super) fn address(&self) -> usize {
        Arc::as_ptr(&self.home) as usize
    }

    /// Moves an object's waiting commands into the queue.
    pub(crate) fn adopt(&mut self, object: &Object) -> Result<()> {
        // These two belong to one context, also in OpenGL.
        let own = matches!(object.kind(), ObjectKind::VertexArray | ObjectKind::FrameBuffer);
        object.adopt(if own { &self.home } else { &self.shared.home }, &mut self.queue)
    }
}
