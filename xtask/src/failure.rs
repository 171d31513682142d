//! Why a command stopped.

use std::fmt;
use std::process::{ExitCode, ExitStatus};

/// What a command returns.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

/// Why a command stopped: something to tell the user, or another program's exit code to hand on.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A message for the user; the exit code is 1.
    Message(String),
    /// A program that has told the user itself what went wrong; its exit code is ours.
    Code(u8),
}

impl Failure {
    /// A failure that says `message`.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self::Message(message.into())
    }

    /// Prints what there is to say and gives the process's exit code.
    pub(crate) fn report(&self) -> ExitCode {
        match self {
            Self::Message(message) => {
                eprintln!("error: {message}");
                ExitCode::FAILURE
            }
            Self::Code(code) => ExitCode::from(*code),
        }
    }

    /// `Ok` for a program that succeeded, otherwise its exit code, or 1 for one that a signal ended.
    pub(crate) fn from_status(status: ExitStatus) -> Outcome {
        if status.success() {
            return Ok(());
        }
        let code = status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1);
        Err(Self::Code(code))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Message(message) => f.write_str(message),
            Self::Code(code) => write!(f, "exit code {code}"),
        }
    }
}

impl From<xshell::Error> for Failure {
    fn from(error: xshell::Error) -> Self {
        Self::Message(error.to_string())
    }
}
