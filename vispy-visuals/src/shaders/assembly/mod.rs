//! From bound functions to text: which functions a stage needs, what they are called, how they are written.

pub(crate) mod check;
pub(crate) mod stage;
pub(crate) mod variables;
pub(crate) mod write;
