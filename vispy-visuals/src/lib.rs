//! vispy-visuals
