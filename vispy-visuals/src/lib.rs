//! vispy-visuals

pub mod text;
