//! vispy-plot
