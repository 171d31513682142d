//! Streams of commands in files: written while a program runs, and executed again.

mod guard;
mod replay;
mod writer;

pub use guard::Limits;
pub use replay::{Replay, Shown};
pub(crate) use writer::{Capture, from_environment};
