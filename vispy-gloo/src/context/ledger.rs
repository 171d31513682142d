//! What objects a context has and what made them: the answer to how much memory they take, and what brings them back.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::command::{Command, ObjectKind};
use crate::id::ObjectId;

/// The objects of a context.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    objects: BTreeMap<ObjectId, Entry>,
    /// Objects that are not made yet and are to be retained.
    announced: BTreeSet<ObjectId>,
    /// Whether an object has lost its contents since the last time that none had.
    some_lost: bool,
}

/// One object.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) kind: ObjectKind,
    pub(super) label: Arc<str>,
    /// Bytes of GPU memory, as far as commands tell.
    pub(super) bytes: u64,
    /// Commands without contents that make the object what it is, one of each name, in the order in which they came.
    pub(super) making: Vec<Command>,
    /// Commands that fill it, where it is retained.
    pub(super) contents: Vec<Command>,
    pub(super) retained: bool,
    /// Whether it was ever filled from the CPU.
    pub(super) filled: bool,
    /// Whether its contents went away with a lost context.
    pub(super) lost: bool,
}

impl Ledger {
    pub(super) fn note(&mut self, command: &Command) {
        match command {
            Command::Create { id, kind, label } => {
                let entry = Entry {
                    kind: *kind,
                    label: label.clone(),
                    bytes: 0,
                    making: Vec::new(),
                    contents: Vec::new(),
                    retained: self.announced.remove(id),
                    filled: false,
                    lost: false,
                };
                self.objects.insert(*id, entry);
            }
            Command::Delete { id } => {
                self.objects.remove(id);
            }
            Command::BufferSize { id, .. }
            | Command::TextureStorage { id, .. }
            | Command::RenderBufferStorage { id, .. }
            | Command::TextureSampling { id, .. }
            | Command::LinkProgram { id, .. }
            | Command::FrameBufferAttach { id, .. }
            | Command::VertexArrayBind { id, .. } => self.note_making(*id, command),
            Command::BufferData { id, .. } | Command::TextureData { id, .. } => {
                self.note_contents(*id, command);
            }
            // Levels that are computed come back as those they were computed from do.
            Command::TextureMipmaps { id } if self.retains(*id) => self.note_contents(*id, command),
            // What the GPU has written is gone with a lost context.
            Command::TransformFeedback(feedback) => feedback.outputs.iter().for_each(|id| self.filled(*id)),
            _ => {}
        }
    }

    fn note_making(&mut self, id: ObjectId, command: &Command) {
        let Some(entry) = self.objects.get_mut(&id) else { return };
        if let Some((_, bytes)) = command.storage(entry.kind) {
            entry.bytes = bytes;
            entry.contents.clear();
        }
        entry.making.retain(|earlier| std::mem::discriminant(earlier) != std::mem::discriminant(command));
        entry.making.push(command.clone());
    }

    fn note_contents(&mut self, id: ObjectId, command: &Command) {
        let Some(entry) = self.objects.get_mut(&id) else { return };
        (entry.filled, entry.lost) = (true, false);
        if entry.retained {
            entry.keep(command);
        }
    }

    /// Keeps the contents of an object that is about to be made.
    pub(super) fn retain(&mut self, id: ObjectId) {
        self.announced.insert(id);
    }

    /// Whether what is written into an object is to be kept.
    pub(super) fn retains(&self, id: ObjectId) -> bool {
        self.objects.get(&id).is_some_and(|entry| entry.retained)
    }

    /// Takes note that an object that is not retained was filled.
    pub(super) fn filled(&mut self, id: ObjectId) {
        if let Some(entry) = self.objects.get_mut(&id) {
            (entry.filled, entry.lost) = (true, false);
        }
    }

    /// The object, if it has lost its contents and was not filled since.
    pub(super) fn lost(&self, id: ObjectId) -> Option<&Entry> {
        if !self.some_lost {
            return None;
        }
        self.objects.get(&id).filter(|entry| entry.lost)
    }

    /// Takes note that everything in the driver is gone.
    pub(super) fn lose_contents(&mut self) {
        for entry in self.objects.values_mut() {
            entry.lost = entry.filled && !entry.retained;
        }
        self.some_lost = true;
    }

    pub(super) fn is_empty(&self) -> bool {
        self.objects.is_empty()
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = (ObjectId, &Entry)> {
        self.objects.iter().map(|(id, entry)| (*id, entry))
    }
}

impl Entry {
    /// Bytes that are kept to fill it again.
    pub(super) fn retained_bytes(&self) -> u64 {
        let bytes = self.contents.iter().map(|command| match command {
            Command::BufferData { data, .. } | Command::TextureData { data, .. } => data.len() as u64,
            _ => 0,
        });
        bytes.sum()
    }
}
