//! vispy-visuals

pub mod color;
pub mod coordinate;
pub mod text;
pub mod ticks;
