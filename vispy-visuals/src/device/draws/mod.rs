//! The draws that wait to become fewer: entries of equal program and state merge, and pixels keep their order.

mod merged;
mod tiles;

use std::ops::Range;

use vispy_gloo::{Program, Rect, RenderTarget, State, Topology};

use merged::{Key, MergedList, Runs};
use tiles::Tiles;

/// How many batches back an entry may join one.
const LOOK_BACK: usize = 32;

/// An entry of the queue.
#[derive(Debug)]
pub(crate) struct Draw<'a> {
    pub(crate) program: &'a Program,
    pub(crate) topology: Topology,
    pub(crate) target: RenderTarget,
    pub(crate) state: State,
    pub(crate) vertices: Range<u32>,
}

impl Draw<'_> {
    fn key(&self) -> Key<'_> {
        Key { program: self.program, topology: self.topology, target: self.target, state: self.state }
    }
}

/// The draws that wait, and what was kept of those of the last frame.
#[derive(Debug, Default)]
pub(crate) struct Draws {
    /// Into the coverage layer, where order does not matter: they come first.
    pub(super) parts: MergedList,
    /// Into the target.
    pub(super) batches: MergedList,
    pub(super) runs: Runs,
    target: Option<RenderTarget>,
    tiles: Tiles,
    /// What the last batch touches, and the tiles do not know yet.
    unmarked: Vec<Rect>,
}

impl Draws {
    /// Begins a frame; what still waits is forgotten.
    pub(super) fn begin_frame(&mut self) {
        self.clear();
        self.runs.begin_frame();
    }

    pub(super) fn clear(&mut self) {
        self.parts.clear();
        self.batches.clear();
        self.unmarked.clear();
        self.target = None;
    }

    pub(super) fn is_empty(&self) -> bool {
        self.parts.live().is_empty() && self.batches.live().is_empty()
    }

    /// Whether draws into a target can join the ones that wait.
    pub(super) fn takes(&self, target: RenderTarget) -> bool {
        self.target.is_none_or(|known| known == target)
    }

    /// A draw into the coverage layer.
    pub(super) fn push_part(&mut self, draw: &Draw<'_>) {
        let key = draw.key();
        let known = self.parts.live().iter().rposition(|merged| merged.takes(&key));
        let index = known.unwrap_or_else(|| self.parts.begin(&key));
        self.parts.get_mut(index).push(draw.vertices.clone());
    }

    /// A draw into the target, which touches no pixels but those of an area.
    pub(super) fn push(&mut self, draw: &Draw<'_>, area: Rect) {
        if self.target.is_none() {
            self.target = Some(draw.target);
            self.tiles.reset([draw.target.width, draw.target.height], self.batches.most());
        }
        let key = draw.key();
        let live = self.batches.live();
        let known = live.iter().enumerate().rev().take(LOOK_BACK).find(|(_, merged)| merged.takes(&key));
        let (last, known) = (live.len().checked_sub(1), known.map(|(index, _)| index));
        let index = match known {
            // At the end it is as good as by itself.
            Some(index) if known == last => {
                self.unmarked.push(area);
                index
            }
            _ => {
                self.mark_last();
                match known {
                    Some(index) if !self.tiles.is_touched_after(area, index) => {
                        self.tiles.mark(area, index);
                        index
                    }
                    _ => {
                        self.unmarked.push(area);
                        self.batches.begin(&key)
                    }
                }
            }
        };
        self.batches.get_mut(index).push(draw.vertices.clone());
    }

    /// Tells the tiles what the last batch touches.
    fn mark_last(&mut self) {
        let Some(last) = self.batches.live().len().checked_sub(1) else { return };
        for area in self.unmarked.drain(..) {
            self.tiles.mark(area, last);
        }
    }
}
