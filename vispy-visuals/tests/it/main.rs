//! Integration tests of vispy-visuals.

mod color;
mod ticks;
