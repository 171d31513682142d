//! Levels of detail: what is drawn depends on the pixels, not on the data.

mod signal_tree;

pub use signal_tree::{Extrema, SignalTree};
pub(crate) use signal_tree::{Counted, LEAF, Node, Nodes};
