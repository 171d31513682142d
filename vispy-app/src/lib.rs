//! vispy-app
