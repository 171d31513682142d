//! vispy-visuals

pub mod color;
pub mod coordinate;
pub mod shaders;
pub mod text;
pub mod ticks;
