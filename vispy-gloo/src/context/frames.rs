//! Frames, and captures of them.

use std::path::Path;

use super::Context;
use crate::capture::{self, Capture};
use crate::command::Command;
use crate::error::{Error, Result};
use crate::target::RenderTarget;

impl Context {
    /// Marks the end of a frame, after which `target` holds what people see, and flushes. Windows of `vispy-app` call it;
    /// a loop of one's own does so before it swaps buffers. Captures and [`frame_stats`](Self::frame_stats) want to know.
    ///
    /// # Errors
    /// As [`flush`](Self::flush).
    pub fn end_frame(&mut self, target: RenderTarget) -> Result<()> {
        self.queue.push(Command::Frame { target });
        let flushed = self.flush();
        self.stats.end_frame(self.pending_links());
        flushed
    }

    /// Writes all commands from now on into a file too, which [`Replay`](crate::Replay) executes again; to be called before
    /// any object is used. The environment variable `VISPY_CAPTURE=file.glir` does so for any program.
    ///
    /// # Errors
    /// `Capture` when the file cannot be made, or when the context has objects already.
    pub fn capture_to(&mut self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        if !self.shared.ledger.borrow().is_empty() {
            return Err(Error::Capture {
                path: path.display().to_string(),
                reason: "the context has objects already; capture from its beginning".to_owned(),
            });
        }
        self.capture = Some(Box::new(Capture::create(path)?));
        Ok(())
    }

    /// Captures where the environment asks for it.
    ///
    /// # Errors
    /// `Capture` when the file cannot be made.
    pub(crate) fn captured_if_asked(mut self) -> Result<Self> {
        self.capture = capture::from_environment()?.map(Box::new);
        Ok(self)
    }
}
