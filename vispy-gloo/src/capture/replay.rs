//! Executing commands that come from elsewhere.

use std::collections::HashMap;

use super::guard::{Guard, Limits};
use crate::command::Command;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::id::ObjectId;
use crate::interpreter::Reply;
use crate::read::ReadFormat;
use crate::state::Rect;
use crate::target::RenderTarget;

/// Pixels that a stream shows: a frame has ended there, or they were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// Where they are, in the context that replays.
    pub target: RenderTarget,
    /// Which they are.
    pub rect: Rect,
    /// The form in which they were read; `None` where a frame ended.
    pub read_as: Option<ReadFormat>,
}

/// Executes a stream of commands of another program, or of another time, in a context.
///
/// The stream is not trusted: every command is checked before the driver sees it. A command that is wrong (an object
/// that does not exist, data beyond a buffer, more than the [`Limits`]) is an error and is left out. What cannot be known beforehand
/// is how long a shader runs.
///
/// The stream's objects get ids of their own, so that they do not meet the context's; its canvas is drawn to a target that the
/// caller chooses.
///
/// ```
/// use vispy_gloo::{Context, Limits, RenderTarget, Replay, command};
///
/// let canvas = RenderTarget::canvas(4, 4);
/// let stream = command::encode(&[command::Command::Clear {
///     target: canvas,
///     scissor: None,
///     color: Some([1.0, 0.0, 0.0, 1.0]),
///     depth: None,
///     stencil: None,
/// }])?;
///
/// let (mut ctx, recording) = Context::recorder();
/// let mut replay = Replay::new(&ctx, canvas, Limits::default());
/// for command in command::Reader::new(&stream[..])? {
///     replay.execute(&mut ctx, command?)?;
/// }
/// replay.finish(&mut ctx)?;
/// assert_eq!(recording.text(), "CLEAR canvas(4x4) color=[1.0, 0.0, 0.0, 1.0]\n");
/// # Ok::<(), vispy_gloo::Error>(())
/// ```
#[derive(Debug)]
pub struct Replay {
    canvas: RenderTarget,
    guard: Guard,
    ids: HashMap<ObjectId, ObjectId>,
    replies: Vec<Reply>,
}

impl Replay {
    /// Draws what the stream draws on its canvas to `canvas`, at the lower left if it is smaller.
    #[must_use]
    pub fn new(ctx: &Context, canvas: RenderTarget, limits: Limits) -> Self {
        Self {
            canvas,
            guard: Guard::new(ctx.caps().clone(), canvas, limits),
            ids: HashMap::new(),
            replies: Vec::new(),
        }
    }

    /// Draws to another canvas from now on.
    pub fn set_canvas(&mut self, canvas: RenderTarget) {
        self.canvas = canvas;
        self.guard.set_canvas(canvas);
    }

    /// Checks and executes one command. Pixels that the stream asks for are not read: they are returned, for the
    /// caller to read or to show.
    ///
    /// # Errors
    /// What is wrong with the command, which then has not been executed; `Shader` and `Link` are not among them: draws with
    /// such a program fail. What the driver says comes with [`Context::flush`].
    pub fn execute(&mut self, ctx: &mut Context, mut command: Command) -> Result<Option<Shown>> {
        self.translate(&mut command)?;
        let checked = self.guard.check(&command);
        if let (Err(_), Command::Create { id, .. }) = (&checked, &command) {
            self.ids.retain(|_, own| own != id);
        }
        checked?;
        let shown = match command {
            Command::Frame { target } => Some(Shown { target, rect: target.rect(), read_as: None }),
            Command::ReadPixels { source, rect, format, .. } => {
                Some(Shown { target: source, rect, read_as: Some(format) })
            }
            // State of the context that replays is forgotten when it needs to be.
            Command::InvalidateState => return Ok(None),
            // Nobody waits for the answers.
            Command::ReadBuffer { .. }
            | Command::BeginQuery { .. }
            | Command::EndQuery { .. }
            | Command::Fence { .. } => return Ok(None),
            _ => None,
        };
        if !matches!(command, Command::ReadPixels { .. }) {
            ctx.execute_foreign(&command, &mut self.replies)?;
        }
        for reply in self.replies.drain(..) {
            if let (Reply::Linked { result, .. }, Command::LinkProgram { id, .. }) = (reply, &command) {
                self.guard.linked(*id, result.ok());
            }
        }
        Ok(shown)
    }

    /// Frees the stream's objects.
    ///
    /// # Errors
    /// What the driver refused since the last flush.
    pub fn finish(self, ctx: &mut Context) -> Result<()> {
        let mut replies = self.replies;
        for id in self.guard.objects() {
            ctx.execute_foreign(&Command::Delete { id }, &mut replies)?;
        }
        ctx.flush()
    }

    /// Gives the command ids of this process, and targets of the context that replays.
    fn translate(&mut self, command: &mut Command) -> Result<()> {
        if let Command::Create { id, .. } = command {
            if self.ids.contains_key(id) {
                return Err(Error::Shape {
                    what: format!("object {} that CREATE makes", id.0),
                    expected: "an id that is not in use".to_owned(),
                    found: "one that is".to_owned(),
                });
            }
            let own = ObjectId::next();
            self.ids.insert(*id, own);
            *id = own;
            return Ok(());
        }
        if let Command::Delete { id } = command {
            // One that does not exist stays one that does not exist.
            *id = self.ids.remove(id).unwrap_or_else(ObjectId::next);
            return Ok(());
        }
        let operation = command.name();
        let mut missing = None;
        command.for_each_id(&mut |id| match self.ids.get(id) {
            Some(own) => *id = *own,
            None => missing = missing.or(Some(*id)),
        });
        let canvas = self.canvas;
        command.for_each_target(&mut |target| match target.framebuffer {
            None => target.framebuffer = canvas.framebuffer,
            Some(id) => match self.ids.get(&id) {
                Some(own) => target.framebuffer = Some(*own),
                None => missing = missing.or(Some(id)),
            },
        });
        missing.map_or(Ok(()), |id| Err(Error::NoSuchObject { operation, id: id.0 }))
    }
}
