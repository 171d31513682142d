//! Levels of detail: what is drawn depends on the pixels, not on the data.
//!
//! # Lines
//!
//! A line covers a pixel the more, the nearer it comes to the pixel's centre (see
//! [`Line`](crate::visuals::Line)): of all its segments only the point that is nearest to the centre counts. Lines of more
//! samples than pixels are therefore cut into *bins* between neighbouring columns of pixel centres. No centre is inside
//! of a bin: each is on its left or on its right.
//!
//! Take a centre on the left, and follow the line from the bin's left edge to the right. The rows that it has covered are
//! an interval, for the line is continuous, and the interval grows. A point of the line in a row that was covered before is
//! never the nearest one: the point that covered the row first is in the same row, and farther to the left. So what is
//! nearest to any centre on the left is among the parts of the line that *extend* the interval: of segments that lead to
//! a new lowest or highest sample, the part beyond the rows covered so far. The same holds from the right, with the line
//! followed back. All these parts together have exactly the distances of all samples at all centres, and their rows add up to twice
//! the height of what the line covers, however many samples there are. Of noise there are about 4 ln n such parts of n samples.
//!
//! Where the line is interrupted within a bin, the rows are a few intervals instead of one, and the same holds of each.
//!
//! Three things are not exact, each by a distance that changes a pixel by a 255th or less: what extends an interval by less than 1/512 of a
//! pixel waits; parts in a row that are straight to 1/512 of a pixel become one; and samples that are together narrower than
//! 1/128 of a pixel count as a vertical stroke in their middle, from the smallest to the largest. The
//! last is what makes a frame cheap: such samples are looked up in a [`SignalTree`], whose nodes are passed over
//! where they extend nothing, and opened where they do and are not narrow. Of a signal that is seen as a whole no sample is
//! touched, only nodes.
//!
//! Two things are bounded instead. At most 4096 samples of a bin are looked at because there are gaps among them; where gaps are
//! denser than that tells, samples narrower than 1/128 of a pixel are taken to have none. And at most 64 intervals of rows
//! are kept apart; what would be one more is connected with the one below.

mod level_file;
mod signal_tree;

pub use level_file::LevelFile;
pub(crate) use signal_tree::{Counted, LEAF, Node, Nodes};
pub use signal_tree::{Extrema, SignalTree};
