//! Where channels are cut into strips: the same places for all of them.

use crate::coordinate::Reference;
use crate::levels::SignalTree;
use crate::samples::Samples;
use crate::view::AxisMaps;

/// Columns of pixels that are painted together.
pub(super) const TILE: usize = 32;

/// The x of all channels, in a view.
#[derive(Debug, Clone, Copy)]
pub(super) struct Along<'a> {
    pub(super) x: &'a Samples,
    pub(super) reference: Reference,
    pub(super) map: AxisMaps<'a>,
    /// 1 or -1: whether pixels rise or fall with the samples.
    pub(super) sign: f64,
}

/// How finely a tile is cut.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fineness {
    /// Strips of a pixel: an even number.
    pub(super) per_px: usize,
    /// Strips begin and end with nodes of this level, counted from so many samples before the first.
    pub(super) nodes: Option<(usize, usize)>,
}

/// The places where channels are cut in a tile and beside it, in the order of the samples.
#[derive(Debug, Default)]
pub(super) struct Cuts {
    pub(super) per_px: usize,
    pub(super) columns: usize,
    /// The first sample beyond each place.
    pub(super) index: Vec<usize>,
    /// Where between that one and the one before the place is, from 0 to 1; NaN where there are none.
    pub(super) part: Vec<f64>,
    /// Whether strips are whole nodes.
    pub(super) is_whole: bool,
    pub(super) level: Option<usize>,
    /// Whether there are no samples on one side of some cut.
    pub(super) has_ends: bool,
}

impl Along<'_> {
    /// How far along the samples a sample is, in pixels.
    fn px(&self, index: usize) -> f64 {
        self.sign * self.map.x(self.x.offset(index, self.reference))
    }

    /// The first sample at or beyond a place.
    pub(super) fn first_at(&self, px: f64) -> usize {
        self.x.partition_point(self.map.imap_x(self.sign * px), self.reference)
    }
}

impl Cuts {
    /// Whether there are no samples here, nor beside.
    pub(super) fn is_empty(&self) -> bool {
        self.index.first() == self.index.last() && self.part.iter().all(|part| part.is_nan())
    }

    /// Cuts `columns` columns of pixels, of which the first begins at a place along the samples.
    pub(super) fn make(&mut self, along: Along<'_>, fineness: Fineness, first: f64, columns: usize) {
        (self.per_px, self.columns) = (fineness.per_px, columns);
        self.is_whole = fineness.nodes.is_some();
        self.level = fineness.nodes.map(|(level, _)| level);
        self.index.clear();
        self.part.clear();
        self.has_ends = false;
        let len = along.x.len();
        let mut at = along.first_at(first);
        for cut in 0..=columns * fineness.per_px {
            let px = first + cut as f64 / fineness.per_px as f64;
            let offset = along.map.imap_x(along.sign * px);
            if at < len && along.x.offset(at, along.reference) < offset {
                at = along.x.first_from(at, offset, along.reference);
            }
            self.index.push(fineness.nodes.map_or(at, |nodes| nearest_node(at, len, nodes)));
            let is_between = !self.is_whole && at > 0 && at < len;
            self.has_ends |= at == 0 || at == len;
            self.part.push(if is_between {
                let [before, after] = [at - 1, at].map(|index| along.px(index));
                ((px - before) / (after - before)).clamp(0.0, 1.0)
            } else {
                f64::NAN
            });
        }
    }
}

/// The place nearest to a sample where a node begins.
fn nearest_node(index: usize, len: usize, (level, lead): (usize, usize)) -> usize {
    let size = SignalTree::node_size(level);
    let place = (index + lead + size / 2) / size * size;
    if index == 0 || index == len { index } else { place.saturating_sub(lead).min(len) }
}
