//! Integration tests of vispy-visuals.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod color;
mod furniture;
mod image;
mod line;
mod reference;
mod shader_errors;
mod shaders;
mod support;
mod ticks;
