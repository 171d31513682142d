//! Recording commands instead of executing them: tests without a GPU, snapshots, captures.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::caps::Caps;
use crate::command::Command;
use crate::context::Context;
use crate::error::Result;
use crate::id::ObjectId;
use crate::interpreter::{Interpreter, Reply};
use crate::payload::Payload;
use crate::texture::Region;

/// The commands that a recording context was given.
///
/// ```
/// use vispy_gloo::{Context, RenderTarget};
///
/// let (mut ctx, recording) = Context::recorder();
/// ctx.clear(RenderTarget::canvas(4, 4), None, Some([1.0, 0.0, 0.0, 1.0]), None);
/// ctx.flush()?;
/// assert_eq!(recording.text(), "CLEAR canvas(4x4) color=[1.0, 0.0, 0.0, 1.0]\n");
/// # Ok::<(), vispy_gloo::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Recording(Arc<Mutex<Script>>);

#[derive(Debug, Default)]
struct Script {
    commands: Vec<Command>,
    replies: Vec<Reply>,
}

impl Recording {
    fn lock(&self) -> MutexGuard<'_, Script> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The commands so far.
    #[must_use]
    pub fn commands(&self) -> Vec<Command> {
        self.lock().commands.clone()
    }

    /// The commands since the last time.
    #[must_use]
    pub fn take(&self) -> Vec<Command> {
        std::mem::take(&mut self.lock().commands)
    }

    /// Their text form, ids counted from 1 in the order in which they come up, so that two runs compare.
    #[must_use]
    pub fn text(&self) -> String {
        let mut ids = Vec::new();
        let mut text = String::new();
        for command in &self.lock().commands {
            // Writing into a String cannot fail.
            let _always = writeln!(text, "{}", renumber(&command.to_string(), &mut ids));
        }
        text
    }

    /// Answers with these when the context next flushes.
    pub fn answer(&self, replies: impl IntoIterator<Item = Reply>) {
        self.lock().replies.extend(replies);
    }
}

/// Replaces `#123` by `#n`, n counted in order of appearance.
fn renumber(line: &str, ids: &mut Vec<String>) -> String {
    let mut parts = line.split('#');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
        let (id, rest) = part.split_at(end);
        if id.is_empty() {
            out.push('#');
            out.push_str(rest);
            continue;
        }
        let number = ids.iter().position(|known| known == id).unwrap_or_else(|| {
            ids.push(id.to_owned());
            ids.len() - 1
        });
        let _always = write!(out, "#{}{rest}", number + 1);
    }
    out
}

struct Recorder {
    caps: Caps,
    recording: Recording,
}

impl Interpreter for Recorder {
    fn caps(&self) -> &Caps {
        &self.caps
    }

    fn execute(&mut self, command: &Command, _replies: &mut Vec<Reply>) -> Result<()> {
        self.recording.lock().commands.push(command.clone());
        Ok(())
    }

    fn finish_queue(&mut self, replies: &mut Vec<Reply>) -> Result<()> {
        replies.append(&mut self.recording.lock().replies);
        Ok(())
    }

    fn write_buffer(&mut self, id: ObjectId, offset_bytes: u64, bytes: &[u8]) -> Result<()> {
        let data = Payload::copied(bytes);
        self.recording.lock().commands.push(Command::BufferData { id, offset_bytes, data });
        Ok(())
    }

    fn write_texture(&mut self, id: ObjectId, level: u32, region: Region, bytes: &[u8]) -> Result<()> {
        let data = Payload::copied(bytes);
        self.recording.lock().commands.push(Command::TextureData { id, level, region, data });
        Ok(())
    }
}

impl Context {
    /// A context that records commands instead of executing them, and the recording. It pretends to be the least
    /// device of OpenGL ES 3.0.
    #[must_use]
    pub fn recorder() -> (Self, Recording) {
        Self::recorder_with(Caps::minimal())
    }

    /// A recording context that pretends to be another device.
    #[must_use]
    pub fn recorder_with(caps: Caps) -> (Self, Recording) {
        let recording = Recording::default();
        let recorder = Recorder { caps, recording: recording.clone() };
        (Self::with_interpreter(Box::new(recorder)), recording)
    }
}
