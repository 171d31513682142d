//! Integration tests of vispy-visuals.

mod color;
mod shader_errors;
mod shaders;
mod ticks;
