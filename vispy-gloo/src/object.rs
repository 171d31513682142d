//! What every handle has inside: an id, commands that wait for a context, and the way home when it is dropped.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::command::{Command, ObjectKind};
use crate::error::{Error, Result};
use crate::id::ObjectId;

/// How often anything began to wait for a context, in this process.
static CHANGES: AtomicU64 = AtomicU64::new(0);

/// How often anything began to wait for a context: as long as it stays the same, what was ready for a draw still is.
pub(crate) fn changes() -> u64 {
    CHANGES.load(Ordering::Acquire)
}

/// Lets everything be looked at again before it is drawn.
pub(crate) fn note_change() {
    CHANGES.fetch_add(1, Ordering::Release);
}

/// What handles tell the context that their objects live in; it listens with its next flush, on its own thread.
#[derive(Debug, Default)]
pub(crate) struct Home(Mutex<Notes>);

#[derive(Debug, Default)]
pub(crate) struct Notes {
    /// Objects that were dropped.
    pub(crate) dropped: Vec<ObjectId>,
    /// Objects that are to come back after the context was lost.
    pub(crate) retained: Vec<ObjectId>,
    /// Uploads that were overwritten before their first use.
    pub(crate) redundant_uploads: u64,
}

impl Home {
    pub(crate) fn lock(&self) -> MutexGuard<'_, Notes> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The inside of a handle. Methods of handles append commands; the first context that uses the object takes them.
#[derive(Debug)]
pub(crate) struct Object {
    id: ObjectId,
    kind: ObjectKind,
    state: Mutex<ObjectState>,
    /// Address of the home where nothing of this object waits for its context; 0 where something does. A home lives as
    /// long as its objects, so that no other has its address.
    settled: AtomicUsize,
}

#[derive(Debug)]
struct ObjectState {
    label: Arc<str>,
    pending: Vec<Command>,
    home: Option<Arc<Home>>,
    /// To come back after the context was lost.
    retained: bool,
    /// Uploads that were dropped since the last adoption.
    redundant_uploads: u64,
}

impl Object {
    pub(crate) fn new(kind: ObjectKind) -> Arc<Self> {
        let id = ObjectId::next();
        let label: Arc<str> = id.to_string().into();
        let pending = vec![Command::Create { id, kind, label: label.clone() }];
        let state = ObjectState { label, pending, home: None, retained: false, redundant_uploads: 0 };
        Arc::new(Self { id, kind, state: Mutex::new(state), settled: AtomicUsize::new(0) })
    }

    pub(crate) fn id(&self) -> ObjectId {
        self.id
    }

    pub(crate) fn kind(&self) -> ObjectKind {
        self.kind
    }

    fn lock(&self) -> MutexGuard<'_, ObjectState> {
        // A panic while the lock was held cannot leave the list of commands half changed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The state, in which something is about to wait.
    fn unsettled(&self) -> MutexGuard<'_, ObjectState> {
        let state = self.lock();
        self.settled.store(0, Ordering::Release);
        note_change();
        state
    }

    pub(crate) fn label(&self) -> String {
        self.lock().label.to_string()
    }

    /// Kind and label, for messages.
    pub(crate) fn described(&self) -> String {
        format!("{} {}", self.kind, self.lock().label)
    }

    /// Renames the object; seen by the driver only when done before first use.
    pub(crate) fn set_label(&self, new: &str) {
        let mut state = self.lock();
        state.label = new.into();
        if let Some(Command::Create { label, .. }) = state.pending.first_mut() {
            *label = new.into();
        }
    }

    pub(crate) fn push(&self, command: Command) {
        self.unsettled().pending.push(command);
    }

    /// Drops waiting commands that `superseded` picks, then appends one.
    pub(crate) fn replace(&self, command: Command, superseded: impl Fn(&Command) -> bool) {
        let mut state = self.unsettled();
        let mut uploads = 0;
        state.pending.retain(|waiting| {
            let keep = !superseded(waiting);
            uploads += u64::from(!keep && waiting.upload().is_some());
            keep
        });
        state.redundant_uploads += uploads;
        state.pending.push(command);
    }

    /// Lets the object come back with its contents after the context was lost; to be called before its first use.
    pub(crate) fn retain(&self) {
        self.lock().retained = true;
    }

    /// Whether a command that `wanted` picks waits.
    pub(crate) fn awaits(&self, wanted: impl Fn(&Command) -> bool) -> bool {
        self.lock().pending.iter().any(wanted)
    }

    /// Drops waiting commands that `superseded` picks; then puts one in the place of the waiting one that `same` picks,
    /// or appends it.
    pub(crate) fn amend(
        &self,
        command: Command,
        superseded: impl Fn(&Command) -> bool,
        same: impl Fn(&Command) -> bool,
    ) {
        let mut state = self.unsettled();
        state.pending.retain(|waiting| !superseded(waiting));
        match state.pending.iter_mut().find(|waiting| same(waiting)) {
            Some(waiting) => *waiting = command,
            None => state.pending.push(command),
        }
    }

    /// Moves waiting commands into `queue`, and makes `home` the context that frees the object.
    pub(crate) fn adopt(&self, home: &Arc<Home>, queue: &mut Vec<Command>) -> Result<()> {
        let address = Arc::as_ptr(home) as usize;
        if self.settled.load(Ordering::Acquire) == address {
            return Ok(());
        }
        let mut state = self.lock();
        match &state.home {
            None => {
                state.home = Some(home.clone());
                if state.retained {
                    home.lock().retained.push(self.id);
                }
            }
            Some(known) if Arc::ptr_eq(known, home) => {}
            Some(_) => {
                return Err(Error::WrongContext { kind: self.kind, label: state.label.to_string() });
            }
        }
        if state.redundant_uploads > 0 {
            home.lock().redundant_uploads += std::mem::take(&mut state.redundant_uploads);
        }
        queue.append(&mut state.pending);
        self.settled.store(address, Ordering::Release);
        Ok(())
    }
}

impl Drop for Object {
    fn drop(&mut self) {
        let state = self.state.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Some(home) = &state.home {
            home.lock().dropped.push(self.id);
        }
    }
}
