//! Streams of commands in files: written while a program runs, and executed again.

mod guard;
mod replay;

pub use guard::Limits;
pub use replay::{Replay, Shown};
