//! Integration tests of vispy-visuals.

mod color;
mod line;
mod reference;
mod shader_errors;
mod shaders;
mod support;
mod ticks;
