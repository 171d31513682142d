//! vispy-gloo
