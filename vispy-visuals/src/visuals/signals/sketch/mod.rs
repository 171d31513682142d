//! Pictures of views that move: few strips a pixel, so that a channel costs some nanoseconds a column.
//!
//! Where a tile is cut is worked out once for all channels ([`Places`]). What a channel does there is found in single
//! precision: from where it passes the cuts and from its samples where they are few, from spans of samples where they are
//! many, or from the nodes of its tree ([`fill`]). It is painted four columns at once ([`Brush`]).

mod brush;
mod fill;
mod places;

pub(super) use brush::Brush;
pub(super) use fill::Scratch;
pub(super) use places::Places;

use super::coverage::Pen;
use super::paint::Tile;
use super::strips::Strips;
use crate::levels::SignalTree;
use crate::samples::{Run, RunVisitor, Sample};

/// The most strips of a pixel that a sketch has.
pub(super) const MOST_STRIPS: usize = 8;
/// Columns or strips that are computed at once.
const LANES: usize = 4;

/// Paints a channel that has no gaps into tiles; says so if it cannot.
pub(super) struct Sketch<'a> {
    pub(super) tiles: &'a mut [Tile],
    pub(super) pen: Pen,
    /// What is taken from a sample, what the rest is multiplied by, and what is added.
    pub(super) map: [f64; 3],
    pub(super) tree: Option<&'a SignalTree>,
    pub(super) brush: &'a mut Brush,
    pub(super) strips: &'a mut Strips,
    pub(super) scratch: &'a mut Scratch,
}

impl RunVisitor for Sketch<'_> {
    type Output = bool;

    fn visit<T: Sample>(self, run: Run<'_, T>) -> bool {
        let nodes = self.tree.filter(|tree| tree.len() == run.len()).and_then(SignalTree::nodes::<T>);
        for Tile { cuts, places, layer } in self.tiles {
            if cuts.is_empty() {
                continue;
            }
            if !(fill::Filler { run, nodes, places, map: self.map }).fill(self.strips, self.scratch) {
                // None of the tiles has been painted: this does not depend on them.
                return false;
            }
            self.brush.paint(self.strips, self.pen, layer);
        }
        true
    }
}
