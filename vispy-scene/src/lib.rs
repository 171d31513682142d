//! vispy-scene
