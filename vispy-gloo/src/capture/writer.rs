//! Writing down every command of a context while it executes it.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::command::{Command, Writer};
use crate::error::{Error, Result};

/// Environment variable with the file that captures go to.
const CAPTURE_VARIABLE: &str = "VISPY_CAPTURE";

/// The capture that the environment asks for in a new context. The second context of a process writes `name-2.glir`, and
/// so on.
///
/// # Errors
/// `Capture` when the file cannot be made.
pub(crate) fn from_environment() -> Result<Option<Capture>> {
    static CAPTURES: AtomicUsize = AtomicUsize::new(0);
    let Some(path) = std::env::var_os(CAPTURE_VARIABLE).filter(|path| !path.is_empty()) else {
        return Ok(None);
    };
    let number = CAPTURES.fetch_add(1, Ordering::Relaxed) + 1;
    Capture::create(&numbered(Path::new(&path), number)).map(Some)
}

/// The path of the capture of a process's context number `number`, from 1.
fn numbered(path: &Path, number: usize) -> PathBuf {
    if number == 1 {
        return path.to_owned();
    }
    let mut name = path.file_stem().map_or_else(OsString::new, OsString::from);
    name.push(format!("-{number}"));
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}

fn cannot_write(path: &Path, error: &io::Error) -> Error {
    Error::Capture { path: path.display().to_string(), reason: error.to_string() }
}

/// A file that commands are written to.
pub(crate) struct Capture {
    /// `None` after writing has failed once.
    writer: Option<Writer<BufWriter<File>>>,
    path: PathBuf,
}

impl Capture {
    /// # Errors
    /// `Capture` when the file cannot be made.
    pub(crate) fn create(path: &Path) -> Result<Self> {
        let writer = File::create(path).and_then(|file| Writer::new(BufWriter::new(file)));
        let writer = writer.map_err(|error| cannot_write(path, &error))?;
        Ok(Self { writer: Some(writer), path: path.to_owned() })
    }

    /// Writes a command down; what goes wrong is reported once, and ends the capture.
    pub(crate) fn note(&mut self, command: &Command) -> Result<()> {
        let Some(writer) = &mut self.writer else { return Ok(()) };
        let mut written = writer.push(command);
        if matches!(command, Command::Frame { .. }) {
            // A program that dies leaves whole frames behind.
            written = written.and_then(|()| writer.flush());
        }
        written.map_err(|error| {
            self.writer = None;
            cannot_write(&self.path, &error)
        })
    }
}

impl Drop for Capture {
    fn drop(&mut self) {
        if let Some(mut writer) = self.writer.take()
            && let Err(error) = writer.flush()
        {
            tracing::error!(path = %self.path.display(), %error, "the end of a capture could not be written");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_context_has_a_file_of_its_own() {
        let path = Path::new("some.dir/run.glir");
        assert_eq!(numbered(path, 1), path);
        assert_eq!(numbered(path, 2), Path::new("some.dir/run-2.glir"));
        assert_eq!(numbered(Path::new("run"), 3), Path::new("run-3"));
    }
}
