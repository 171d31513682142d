//! One file or folder per command.

pub(crate) mod bench;
pub(crate) mod docs;
pub(crate) mod golden;
pub(crate) mod package;
pub(crate) mod plot;
pub(crate) mod setup;
pub(crate) mod shaders;
pub(crate) mod test;
pub(crate) mod tidy;
