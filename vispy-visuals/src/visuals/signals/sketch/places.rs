//! Where the samples of a tile are, for all channels.

use super::super::grid::{Cuts, Fineness};
use crate::levels::SignalTree;

/// Samples of a strip from which on spans of samples stand for them, and where the channel passes the cuts is not looked
/// at.
const SPAN: usize = 4;

/// How strips get their rows.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) enum Way {
    /// From where the channel passes the cuts, and from each sample.
    #[default]
    Samples,
    /// From all samples of a strip and the first of the next.
    Spans,
    /// From nodes of a level.
    Nodes(usize),
}

/// The cuts of a tile, phase by phase, and of each phase column by column.
#[derive(Debug, Default)]
pub(in crate::visuals::signals) struct Places {
    pub(super) way: Way,
    pub(super) per_px: usize,
    pub(super) columns: usize,
    /// The samples that are read.
    pub(super) samples: [usize; 2],
    /// Of each cut, of which there is one column more, the sample before it among those that are read, and where it is
    /// between that one and the next; NaN where there are none.
    pub(super) cuts: Vec<(u32, f32)>,
    /// Of each strip the first sample or node, and the last one.
    pub(super) spans: Vec<[usize; 2]>,
    /// The strip of each sample that is read, but for the first ones, which are before the tile.
    pub(super) strips: Vec<u32>,
    pub(super) before_tile: usize,
    /// Whether there are no samples on one side of some cut.
    pub(super) has_ends: bool,
}

impl Places {
    /// Takes over the cuts of a tile of channels with so many samples.
    pub(in crate::visuals::signals) fn make(&mut self, cuts: &Cuts, len: usize, fineness: Fineness) {
        (self.per_px, self.columns, self.has_ends) = (cuts.per_px, cuts.columns, cuts.has_ends);
        let count = cuts.columns * cuts.per_px;
        let first = cuts.index[0].saturating_sub(1);
        self.samples = [first, (cuts.index[count] + 1).min(len)];
        self.before_tile = cuts.index[0] - first;
        let fewest = cuts.index.windows(2).map(|pair| pair[1] - pair[0]).min().unwrap_or(0);
        self.way = match fineness.nodes {
            Some((level, _)) => Way::Nodes(level),
            None if fewest >= SPAN && !cuts.has_ends => Way::Spans,
            None => Way::Samples,
        };
        self.cuts.clear();
        self.spans.clear();
        self.strips.clear();
        match (self.way, fineness.nodes) {
            (_, Some(nodes)) => self.take_nodes(cuts, nodes),
            (Way::Spans, _) => self.take_spans(cuts, first),
            _ => self.take_samples(cuts, first),
        }
    }

    fn strips_in_order<'a>(&self, cuts: &'a Cuts) -> impl Iterator<Item = [usize; 2]> + 'a {
        let (per_px, columns) = (self.per_px, self.columns);
        let strips =
            (0..per_px).flat_map(move |phase| (0..columns).map(move |column| column * per_px + phase));
        strips.map(|strip| [cuts.index[strip], cuts.index[strip + 1]])
    }

    fn take_samples(&mut self, cuts: &Cuts, first: usize) {
        for phase in 0..self.per_px {
            for column in 0..=self.columns {
                let cut = (column * self.per_px + phase).min(self.columns * self.per_px);
                let before = cuts.index[cut].saturating_sub(1).max(first) - first;
                // The last sample has none beyond; there the part is NaN.
                let most = (self.samples[1] - first).saturating_sub(2);
                self.cuts.push((before.min(most) as u32, cuts.part[cut] as f32));
            }
        }
        for (strip, pair) in cuts.index.windows(2).enumerate() {
            let place = strip % self.per_px * self.columns + strip / self.per_px;
            self.strips.extend(std::iter::repeat_n(place as u32, pair[1] - pair[0]));
        }
    }

    fn take_spans(&mut self, cuts: &Cuts, first: usize) {
        let strips = self.strips_in_order(cuts);
        self.spans.extend(strips.map(|[start, end]| [start - first, end - first]));
    }

    /// Strips are of the nodes between the places nearest to the cuts where one begins; of one at least.
    fn take_nodes(&mut self, cuts: &Cuts, (level, lead): (usize, usize)) {
        let size = SignalTree::node_size(level);
        // Nodes before this one have samples that are gone.
        let oldest = lead.div_ceil(size);
        let strips = self.strips_in_order(cuts);
        self.spans.extend(strips.map(|[start, end]| {
            if start == end {
                return [usize::MAX, 0];
            }
            let [from, to] = [start, end].map(|index| (index + lead + size / 2) / size);
            let middle = (start.midpoint(end) + lead) / size;
            let (from, to) = if from < to { (from, to - 1) } else { (middle, middle) };
            [from.max(oldest), to]
        }));
    }
}
