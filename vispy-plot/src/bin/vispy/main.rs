//! The vispy command.
fn main() {}
