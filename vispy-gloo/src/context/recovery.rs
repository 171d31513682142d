//! Coming back after the OpenGL context was lost: the graphics card was reset, or the window system took it away.

use std::sync::Arc;

use super::Context;
use crate::command::{Command, ObjectKind};
use crate::error::{Error, Result};
use crate::interpreter::Interpreter;
use crate::object::note_change;
use crate::program::Program;

/// What became of the objects of a context that was lost.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recovery {
    /// How many objects are as they were: programs, frame buffers, what was never filled from the CPU, and what is
    /// `retained`.
    pub restored: usize,
    /// Kind and label of those whose contents are gone. Drawing with one is `ContentsLost` until it is filled again.
    pub lost: Vec<String>,
}

impl Context {
    /// Makes all objects anew in another OpenGL, after a flush has returned `ContextLost`. Handles stay as they are. Programs
    /// are linked again; buffers and textures that are `retained` get their contents back, the others are empty and are named.
    ///
    /// Pixels that were asked for are answered `ContextLost`.
    ///
    /// # Errors
    /// `Unsupported` while the context shares objects with others; what goes wrong while the objects are made.
    pub fn recover(&mut self, interpreter: Box<dyn Interpreter>) -> Result<Recovery> {
        if self.is_sharing() {
            return Err(Error::Unsupported {
                feature: "recovering a context that shares objects with another".to_owned(),
                requires: "dropping all contexts but one before".to_owned(),
            });
        }
        self.interpreter.abandon();
        self.interpreter = interpreter;
        self.draws_at_once = self.interpreter.draws_at_once();
        self.caps = Arc::new(self.interpreter.caps().clone());
        self.units.clear();
        self.block_units.clear();
        self.failed = None;
        // What was ready is not: contents may be gone, and the device may be able to do less.
        note_change();
        self.fail_all_questions();
        self.remake()
    }

    /// Executes what made the objects.
    fn remake(&mut self) -> Result<Recovery> {
        let mut recovery = Recovery::default();
        let shared = self.shared.clone();
        shared.ledger.borrow_mut().lose_contents();
        let ledger = shared.ledger.borrow();
        for (_, entry) in ledger.entries() {
            if entry.lost {
                recovery.lost.push(format!("{} {}", entry.kind, entry.label));
            } else {
                recovery.restored += 1;
            }
        }
        for (id, entry) in ledger.entries() {
            self.remake_by(&Command::Create { id, kind: entry.kind, label: entry.label.clone() });
        }
        // Frame buffers need their attachments' storage, vertex arrays their program's locations.
        let last = |kind| matches!(kind, ObjectKind::FrameBuffer | ObjectKind::VertexArray);
        let of = |dependent| ledger.entries().filter(move |(_, entry)| last(entry.kind) == dependent);
        of(false)
            .flat_map(|(_, entry)| entry.making.iter().chain(&entry.contents))
            .for_each(|command| self.remake_by(command));
        for (id, _) in of(false).filter(|(_, entry)| entry.kind == ObjectKind::Program) {
            self.interpreter.end_link(id, true, &mut self.replies);
            for (name, value) in shared.uniforms.borrow().get(&id).into_iter().flat_map(|known| &known.values)
            {
                self.remake_by(&Command::Uniform { program: id, name: name.clone(), value: value.clone() });
            }
        }
        of(true)
            .flat_map(|(_, entry)| entry.making.iter().chain(&entry.contents))
            .for_each(|command| self.remake_by(command));
        drop(ledger);
        if let Err(error) = self.interpreter.finish_queue(&mut self.replies) {
            self.failed.get_or_insert(error);
        }
        self.deliver();
        self.failed.take().map_or(Ok(recovery), Err)
    }

    /// Executes a command of the past: nothing is to be noted of it.
    fn remake_by(&mut self, command: &Command) {
        if let Err(error) = self.interpreter.execute(command, &mut self.replies) {
            self.failed.get_or_insert(error);
        }
    }

    /// Refuses to draw with what was lost and not filled since.
    pub(super) fn refuse_lost(&self, program: &Program) -> Result<()> {
        for object in program.bindings.objects() {
            let ledger = self.shared.ledger.borrow();
            let Some(entry) = ledger.lost(object.id()) else { continue };
            if !self.queue.iter().any(|waiting| waiting.upload() == Some(object.id())) {
                return Err(Error::ContentsLost { kind: entry.kind, label: object.label() });
            }
        }
        Ok(())
    }
}
