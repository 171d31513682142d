//! Contexts: where objects live and commands are executed.

mod contents;
mod delivery;
mod draw;
mod feedback;
mod frames;
mod ledger;
mod linking;
mod memory;
mod questions;
mod recovery;
mod resources;
mod sharing;
mod states;
mod stats;
mod targets;
mod uniforms;

use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;
use std::sync::Arc;

pub use draw::DrawCall;
pub use memory::{Memory, Usage};
use questions::Asked;
pub use recovery::Recovery;
use resources::Resources;
use sharing::Shared;
use states::States;
use stats::Counters;
pub use stats::Stats;

use crate::caps::Caps;
use crate::capture::Capture;
use crate::command::{Command, DrawCommand};
use crate::error::{Error, Result};
use crate::id::{ObjectId, ReplyId};
use crate::interpreter::{Interpreter, Reply};
use crate::object::{Home, note_change};
use crate::payload::Payload;
use crate::query::QueryKind;
use crate::read::ReadFormat;
use crate::state::Rect;
use crate::target::RenderTarget;
use crate::texture::Region;

/// Where objects live and commands are executed. Corresponds to VisPy's `GLContext`.
///
/// What is asked for is queued and executed by [`flush`](Self::flush); draws by OpenGL on this machine are executed as they
/// are made, after all that waits. A context stays on the thread it was made on; handles of
/// objects may go to any thread.
// It lies in memory as it stands here: what each draw looks at comes first, in few cache lines.
#[repr(C)]
pub struct Context {
    interpreter: Box<dyn Interpreter>,
    /// Home of the objects that are this context's alone.
    home: Arc<Home>,
    /// What it shares with other contexts.
    shared: Rc<Shared>,
    queue: Vec<Command>,
    /// Whether the interpreter wants draws and uniforms as they are made.
    draws_at_once: bool,
    capture: Option<Box<Capture>>,
    /// The draw before.
    last_draw: Option<DrawCommand>,
    stats: Counters,
    caps: Arc<Caps>,
    replies: Vec<Reply>,
    questions: HashMap<ReplyId, Asked>,
    /// Kinds of queries that are going on.
    open_queries: Vec<QueryKind>,
    next_reply: u64,
    /// Textures as they are on their units.
    units: Vec<Option<ObjectId>>,
    /// Uniform buffers as they are on theirs.
    block_units: Vec<Option<ObjectId>>,
    states: States,
    resources: Resources,
    /// What went wrong in a queue that was executed between flushes; the next flush returns it.
    failed: Option<Error>,
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("renderer", &self.caps.renderer)
            .field("queued", &self.queue.len())
            .finish_non_exhaustive()
    }
}

impl Context {
    /// A context over an interpreter of one's own.
    #[must_use]
    pub fn with_interpreter(interpreter: Box<dyn Interpreter>) -> Self {
        Self {
            caps: Arc::new(interpreter.caps().clone()),
            queue: Vec::new(),
            replies: Vec::new(),
            home: Arc::default(),
            questions: HashMap::new(),
            open_queries: Vec::new(),
            next_reply: 0,
            shared: Rc::default(),
            units: Vec::new(),
            block_units: Vec::new(),
            states: States::default(),
            last_draw: None,
            draws_at_once: interpreter.draws_at_once(),
            resources: Resources::default(),
            failed: None,
            stats: Counters::default(),
            capture: None,
            interpreter,
        }
    }

    /// What the device can do.
    #[must_use]
    pub fn caps(&self) -> &Arc<Caps> {
        &self.caps
    }

    /// Executes all that is queued, and frees what was dropped.
    ///
    /// # Errors
    /// The first thing that went wrong. What came after it was executed all the same.
    pub fn flush(&mut self) -> Result<()> {
        self.run_queue();
        self.failed.take().map_or(Ok(()), Err)
    }

    /// Executes the queue; the first error waits for the next flush, so that it does not fail what has nothing to do
    /// with it.
    fn run_queue(&mut self) {
        self.execute_queue();
        self.free_dropped();
        if let Err(error) = self.interpreter.finish_queue(&mut self.replies) {
            self.failed.get_or_insert(error);
        }
        self.deliver();
    }

    /// Executes what waits, and lets answers and errors wait instead.
    fn execute_queue(&mut self) {
        self.take_notes_of_handles();
        let mut queue = std::mem::take(&mut self.queue);
        for command in &queue {
            let Err(error) = self.execute(command) else { continue };
            // Who asked hears of it too: no answer will come.
            self.fail_question(command, &error);
            if let Command::LinkProgram { reply, .. } = command
                && let Some(linked) =
                    self.shared.links.borrow_mut().remove(reply).and_then(|weak| weak.upgrade())
            {
                let _first = linked.linked.set(Err(error.clone()));
                note_change();
            }
            self.failed.get_or_insert(error);
        }
        // Its memory is used again.
        queue.clear();
        self.queue = queue;
    }

    /// Forgets what state is believed to be set. To be called after other code has used the OpenGL context, and before
    /// anything else is done with this one: whatever frame buffer is bound at that moment is the canvas from then on.
    ///
    /// Call [`flush`](Self::flush) before other code takes over; it leaves the canvas bound. Commands that were not
    /// flushed are executed with the next flush, over textures that the other code may have bound.
    pub fn invalidate_state(&mut self) {
        self.units.clear();
        self.block_units.clear();
        if let Err(error) = self.execute(&Command::InvalidateState) {
            self.failed.get_or_insert(error);
        }
    }

    /// Does something in between other code that shares the OpenGL context, such as a user interface while it paints:
    /// state is forgotten before, everything is flushed after, and the other code finds all state as it left it. The
    /// frame buffer that is bound is the canvas.
    ///
    /// It asks the driver for some hundred values, which is fast on this machine, and slow in a browser. There, buffers of
    /// uniform blocks are not among them: the other code binds its own.
    ///
    /// # Errors
    /// What `f` returns, else what the flush returns.
    ///
    /// ```
    /// # let (mut ctx, _) = vispy_gloo::Context::recorder();
    /// # fn paint(_: &mut vispy_gloo::Context) -> vispy_gloo::Result<()> { Ok(()) }
    /// ctx.as_guest(paint)?;
    /// # Ok::<(), vispy_gloo::Error>(())
    /// ```
    pub fn as_guest<R, E: From<Error>>(
        &mut self,
        f: impl FnOnce(&mut Self) -> std::result::Result<R, E>,
    ) -> std::result::Result<R, E> {
        self.interpreter.enter_as_guest();
        self.invalidate_state();
        let done = f(self);
        let flushed = self.flush();
        self.interpreter.leave_as_guest();
        let done = done?;
        flushed?;
        Ok(done)
    }

    /// Reads pixels into `out`, waiting for them. `out` keeps its memory from call to call.
    ///
    /// # Errors
    /// `Unsupported` where the interpreter cannot block; `Shape` when `rect` reaches beyond the source; what went wrong
    /// since the last flush.
    pub fn read_pixels_now(
        &mut self,
        source: RenderTarget,
        rect: Rect,
        format: ReadFormat,
        out: &mut Vec<u8>,
    ) -> Result<()> {
        source.check_inside(rect)?;
        self.flush()?;
        if self.capture.is_some() {
            self.note(&Command::ReadPixels { source, rect, format, reply: ReplyId(0) });
        }
        self.enter();
        self.interpreter.read_now(source, rect, format, out)
    }

    pub(crate) fn write_buffer_now(&mut self, id: ObjectId, offset_bytes: u64, bytes: &[u8]) -> Result<()> {
        // Draws that wait in the queue see what was there before.
        self.run_queue();
        self.enter();
        self.stats.upload(bytes.len());
        if self.capture.is_some() || self.shared.ledger.borrow().retains(id) {
            self.note(&Command::BufferData { id, offset_bytes, data: Payload::copied(bytes) });
        } else {
            self.shared.ledger.borrow_mut().filled(id);
        }
        self.interpreter.write_buffer(id, offset_bytes, bytes)
    }

    pub(crate) fn write_texture_now(
        &mut self,
        id: ObjectId,
        level: u32,
        region: Region,
        bytes: &[u8],
    ) -> Result<()> {
        self.run_queue();
        self.enter();
        self.stats.upload(bytes.len());
        if self.capture.is_some() || self.shared.ledger.borrow().retains(id) {
            self.note(&Command::TextureData { id, level, region, data: Payload::copied(bytes) });
        } else {
            self.shared.ledger.borrow_mut().filled(id);
        }
        self.interpreter.write_texture(id, level, region, bytes)
    }

    /// Executes a command that no handle of ours made.
    pub(crate) fn execute_foreign(&mut self, command: &Command, replies: &mut Vec<Reply>) -> Result<()> {
        if !self.queue.is_empty() {
            self.run_queue();
        }
        if matches!(command, Command::TextureUnit { .. } | Command::BlockUnit { .. }) {
            self.units.clear();
            self.block_units.clear();
        }
        let executed = self.execute(command);
        if let (Ok(()), Command::LinkProgram { id, .. }) = (&executed, command) {
            self.interpreter.end_link(*id, true, &mut self.replies);
        }
        replies.append(&mut self.replies);
        executed
    }

    /// Executes a command, and takes note of it.
    fn execute(&mut self, command: &Command) -> Result<()> {
        self.enter();
        self.stats.count(command);
        match command {
            Command::Draw(draw) => self.count_draw(draw),
            // Of these a frame has the most; they leave objects as they are.
            Command::Uniform { .. } | Command::TextureUnit { .. } | Command::BlockUnit { .. } => {}
            _ => self.shared.ledger.borrow_mut().note(command),
        }
        self.note_for_capture(command);
        self.interpreter.execute(command, &mut self.replies)
    }

    /// Takes note of what is executed, for captures and for recovery.
    fn note(&mut self, command: &Command) {
        self.shared.ledger.borrow_mut().note(command);
        self.note_for_capture(command);
    }

    fn note_for_capture(&mut self, command: &Command) {
        if let Some(capture) = &mut self.capture
            && let Err(error) = capture.note(command)
        {
            self.failed.get_or_insert(error);
        }
    }

    /// What handles have told since the last time.
    fn take_notes_of_handles(&mut self) {
        for home in [&self.shared.home, &self.home] {
            let mut home = home.lock();
            self.stats.redundant(std::mem::take(&mut home.redundant_uploads));
            for id in home.retained.drain(..) {
                self.shared.ledger.borrow_mut().retain(id);
            }
        }
    }

    fn free_dropped(&mut self) {
        self.shared.links.borrow_mut().retain(|_, linked| linked.strong_count() > 0);
        let dropped = std::mem::take(&mut self.home.lock().dropped);
        let shared = std::mem::take(&mut self.shared.home.lock().dropped);
        for id in dropped.into_iter().chain(shared) {
            self.shared.uniforms.borrow_mut().remove(&id);
            self.shared.users.borrow_mut().remove(&id);
            for unit in self.units.iter_mut().chain(&mut self.block_units) {
                if *unit == Some(id) {
                    *unit = None;
                }
            }
            // An object that is gone already is as good as freed.
            let _gone = self.execute(&Command::Delete { id });
        }
    }
}

/// Keeps the first of the errors that are to be returned later. Out of line: few draws fail.
#[cold]
fn keep_first(failed: &mut Option<Error>, error: Error) {
    failed.get_or_insert(error);
}

impl Drop for Context {
    fn drop(&mut self) {
        // Resources hold objects: they go first, so that the driver frees them.
        self.resources = Resources::default();
        self.queue.clear();
        self.free_dropped();
    }
}
