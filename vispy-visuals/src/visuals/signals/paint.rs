//! Painting channels tile by tile, on all cores.

use vispy_gloo::Rect;

use super::Signals;
use super::coverage::{Pen, Rings};
use super::grid::{Along, Cuts, Fineness, TILE};
use super::layer::Layer;
use super::pace::{Pace, Watch};
use super::sketch::{Brush, MOST_STRIPS, Places, Scratch, Sketch};
use super::strips::{Fill, RowMap, Rows, Strips};
use crate::levels::SignalTree;
use crate::samples::Strided;
use crate::threads::{each, threads};
use crate::view::{AxisMaps, View};

/// Strips of a pixel from which on a picture is that of all samples: a strip is then off by 1/256 of a pixel at most.
pub(super) const FINEST: usize = 128;
/// The fewest strips of a pixel, and of one in a picture at rest.
const COARSEST: usize = 2;
const COARSEST_AT_REST: usize = 8;
/// What a frame may cost on each core, in nanoseconds.
const BUDGET_NS: f64 = 4e6;
/// Samples of a strip from which on nodes stand for them.
const LEAF: usize = 64;
/// Samples of a column of pixels, of all channels, that are looked at one by one where they lie between others.
const MOST_APART: f64 = 200_000.0;

/// Tiles that are painted together.
const BLOCK: usize = 4;

/// What paints tiles; keeps its memory.
#[derive(Debug, Default)]
pub(super) struct Worker {
    block: Vec<Tile>,
    scratch: Scratch,
    brush: Brush,
    strips: Strips,
    rings: Rings,
    /// The tiles that it was to paint.
    pub(super) tiles: Vec<usize>,
    /// The bytes of each, one after the other.
    pub(super) bytes: Vec<u8>,
}

/// A tile that is being painted.
#[derive(Debug, Default)]
pub(super) struct Tile {
    pub(super) cuts: Cuts,
    pub(super) places: Places,
    pub(super) layer: Layer,
}

/// A channel of which something may be seen.
struct Seen<'a> {
    channel: &'a Strided,
    tree: Option<&'a SignalTree>,
    /// Premultiplied.
    color: [f32; 4],
    rows: Rows<'a>,
    /// What is taken from a sample, what the rest is multiplied by, and what is added, for rows in single precision, where a
    /// sketch can do with that.
    sketched: Option<[f64; 3]>,
}

/// What is painted, and where.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan<'a> {
    pub(super) signals: &'a Signals,
    pub(super) view: &'a View,
    pub(super) map: AxisMaps<'a>,
    /// The pixels that may change.
    pub(super) area: Rect,
    /// Samples of a pixel.
    pub(super) per_px: f64,
    /// The samples of each channel that are seen.
    pub(super) seen: [usize; 2],
    /// What is known of the machine.
    pub(super) pace: Pace,
}

impl<'a> Plan<'a> {
    /// What is to be painted in a view; `None` where a view does not keep x and y apart, or has no place for some y.
    pub(super) fn new(signals: &'a Signals, view: &'a View) -> Option<Self> {
        let map = view.axis_maps().filter(|map| map.signs().x != 0.0 && !map.needs_positive_y())?;
        let mut plan =
            Self { signals, view, map, area: view.clip, per_px: 0.0, seen: [0; 2], pace: Pace::default() };
        let reach = f64::from(plan.half_width_px()) + 0.5;
        let along = plan.along();
        let last = signals.len().checked_sub(1)?;
        let ends = [0, last].map(|index| map.x(signals.x.offset(index, signals.x_reference)));
        let clip = view.clip;
        let (left, right) = (f64::from(clip.x), f64::from(clip.x) + f64::from(clip.width));
        // An end that has no place on an axis is beyond what is seen.
        let is_known = ends.iter().all(|end| end.is_finite());
        let ends = if is_known { ends } else { [left, right] };
        let low = (ends[0].min(ends[1]) - reach).floor().clamp(left, right);
        let high = (ends[0].max(ends[1]) + reach).ceil().clamp(left, right);
        plan.area = Rect { x: low as i32, width: (high - low).max(0.0) as u32, ..clip };
        if high > low {
            let sides = if along.sign > 0.0 { [low, high] } else { [-high, -low] };
            let end = along.first_at(sides[1]);
            plan.seen = [along.first_at(sides[0]).min(end), end];
            plan.per_px = (end - plan.seen[0]) as f64 / (high - low);
        }
        Some(plan)
    }

    pub(super) fn half_width_px(&self) -> f32 {
        self.signals.style.width_px * self.view.scale_factor as f32 / 2.0
    }

    fn along(&self) -> Along<'a> {
        let Signals { x, x_reference, .. } = self.signals;
        Along { x, reference: *x_reference, map: self.map, sign: self.map.signs().x }
    }

    /// How many samples are seen, of all channels.
    pub(super) fn samples(&self) -> f64 {
        self.per_px * f64::from(self.area.width) * self.signals.channels.len() as f64
    }

    /// How many tiles there are.
    pub(super) fn tiles(&self) -> usize {
        (self.area.width as usize).div_ceil(TILE)
    }

    /// The columns of a tile, counted from the left end of the area.
    pub(super) fn columns(&self, tile: usize) -> std::ops::Range<usize> {
        tile * TILE..((tile + 1) * TILE).min(self.area.width as usize)
    }

    /// Strips of a pixel in a picture at rest. Samples that lie between others come from memory one by one: where there are
    /// many, strips are as wide as nodes.
    pub(super) fn finest(&self) -> usize {
        if !self.is_apart()
            || self.signals.trees.is_empty()
            || self.per_px * self.signals.channels.len() as f64 <= MOST_APART
        {
            return FINEST;
        }
        let nodes = (self.per_px / LEAF as f64) as usize;
        (1 << nodes.max(1).ilog2()).clamp(COARSEST_AT_REST, FINEST)
    }

    /// Whether samples of a channel lie between those of others.
    pub(super) fn is_apart(&self) -> bool {
        self.signals.channels.iter().any(|channel| channel.stride() > 1)
    }

    /// How a tile is cut into so many strips a pixel.
    fn fineness(&self, per_px: usize) -> Fineness {
        let trees = &self.signals.trees;
        let samples = self.per_px / per_px as f64;
        let plain = Fineness { per_px, nodes: None };
        let tree = trees.first().filter(|_| trees.len() == self.signals.channels.len());
        let is_sketch = per_px <= MOST_STRIPS;
        // A sketch may be of nodes that are wider than its strips.
        let is_dear = is_sketch && self.per_px >= LEAF as f64 && !self.is_affordable(plain);
        if samples < LEAF as f64 && !(is_dear && tree.is_some()) {
            return plain;
        }
        let Some(tree) = tree else { return plain };
        if !self.signals.is_even() {
            return plain;
        }
        let level = SignalTree::level_of(samples as usize).unwrap_or(0);
        Fineness { nodes: Some((level, tree.lead())), ..plain }
    }

    /// Whether a frame has time for all tiles.
    fn is_affordable(&self, fineness: Fineness) -> bool {
        self.cost_ns(fineness) * self.tiles() as f64 <= BUDGET_NS * threads() as f64
    }

    /// What it costs to paint a tile on this machine, in nanoseconds.
    fn cost_ns(&self, fineness: Fineness) -> f64 {
        let visible = self.signals.styles.iter().filter(|style| style.visible).count();
        self.reckoned_ns(fineness) * visible as f64 * self.pace.of(fineness.per_px <= MOST_STRIPS)
    }

    /// What it costs to paint one channel into a tile on a fast machine, about.
    fn reckoned_ns(&self, fineness: Fineness) -> f64 {
        let Fineness { per_px, nodes } = fineness;
        let strips = per_px as f64;
        let is_strided = self.is_apart();
        let is_sketch = per_px <= MOST_STRIPS;
        let read = match nodes {
            Some((level, _)) => self.per_px / SignalTree::node_size(level) as f64,
            None if is_strided => 1.5 * self.per_px,
            None if is_sketch && self.per_px < 4.0 * strips => 1.5 * self.per_px,
            None => 0.4 * self.per_px,
        };
        let strips = if is_sketch { 10.0 + 2.5 * strips } else { 25.0 + 5.0 * strips };
        (strips + read) * TILE as f64
    }

    /// How many strips a pixel can have for all tiles to be painted in a frame.
    pub(super) fn affordable(&self) -> usize {
        let mut per_px = self.finest();
        while per_px > COARSEST && !self.is_affordable(self.fineness(per_px)) {
            per_px /= 2;
        }
        per_px
    }

    /// How many tiles can be painted with the most strips in a frame: one at least.
    pub(super) fn affordable_tiles(&self) -> usize {
        ((BUDGET_NS * threads() as f64 / self.cost_ns(self.fineness(self.finest()))) as usize).max(1)
    }

    /// The channels of which something may be seen.
    fn channels(&self) -> Vec<Seen<'a>> {
        let signals = self.signals;
        let height = self.area.height as usize;
        let reach = self.half_width_px() + 0.5;
        let beyond = f64::from(reach) + 4.0;
        let all = signals.channels.iter().zip(&signals.styles).enumerate();
        let seen = all.filter_map(|(index, (channel, style))| {
            let color = style.color.with_alpha(style.color.alpha() * self.view.opacity);
            let rows = Rows::new(RowMap {
                map: self.map,
                reference: signals.y_reference,
                gain: style.gain,
                offset: style.offset,
                origin: f64::from(self.area.y),
                ends: [-beyond, height as f64 + beyond],
                range: signals.known_range(index),
            });
            if !style.visible || color.alpha() <= 0.0 || rows.is_unseen(height, reach) {
                return None;
            }
            let sketched = rows.with_range(signals.range(index)).single();
            Some(Seen {
                channel,
                tree: signals.trees.get(index),
                color: color.premultiplied(),
                rows,
                sketched: sketched.filter(|_| !signals.gaps[index]),
            })
        });
        seen.collect()
    }

    /// Paints tiles, and learns how long that takes; the workers have their bytes then.
    pub(super) fn paint_and_learn(
        &self,
        tiles: std::ops::Range<usize>,
        per_px: usize,
        workers: &mut Vec<Worker>,
        pace: &mut Pace,
    ) {
        let (count, watch) = (tiles.len(), Watch::start());
        let (fineness, channels) = (self.fineness(per_px), self.channels());
        self.paint(tiles, fineness, &channels, workers);
        if let Some(took) = watch.took() {
            // Each core has as many tiles as the others, or one more.
            let most = count.div_ceil(threads()) * channels.len();
            pace.learn(per_px <= MOST_STRIPS, self.reckoned_ns(fineness) * most as f64, took);
        }
    }

    fn paint(
        &self,
        tiles: std::ops::Range<usize>,
        fineness: Fineness,
        channels: &[Seen<'_>],
        workers: &mut Vec<Worker>,
    ) {
        workers.resize_with(threads(), Worker::default);
        for worker in workers.iter_mut() {
            worker.tiles.clear();
            worker.bytes.clear();
        }
        // Each has neighbours.
        let (first, count) = (tiles.start, tiles.len());
        let share = count.div_ceil(workers.len()).max(1);
        for tile in tiles {
            workers[(tile - first) / share].tiles.push(tile);
        }
        let busy = count.div_ceil(share);
        each(&mut workers[..busy], |worker| worker.work(self, channels, fineness));
    }
}

impl Worker {
    fn work(&mut self, plan: &Plan<'_>, channels: &[Seen<'_>], fineness: Fineness) {
        let tiles = std::mem::take(&mut self.tiles);
        // The samples of a tile stay in the core's cache for the channels beside the first, which lie beside its own.
        let together = if plan.is_apart() { 1 } else { BLOCK };
        for block in tiles.chunks(together) {
            self.block.resize_with(block.len(), Tile::default);
            for (tile, index) in self.block.iter_mut().zip(block) {
                tile.begin(plan, fineness, plan.columns(*index).start);
            }
            self.paint(plan, channels, fineness);
            for (tile, index) in self.block.iter().zip(block) {
                tile.layer.write(plan.columns(*index).len(), &mut self.bytes);
            }
        }
        self.tiles = tiles;
    }

    /// Paints channel by channel into all tiles of a block, so that samples come from memory in their order.
    fn paint(&mut self, plan: &Plan<'_>, channels: &[Seen<'_>], fineness: Fineness) {
        let pen = Pen { half_width_px: plan.half_width_px(), color: [0.0; 4] };
        let is_mirrored = plan.along().sign < 0.0;
        let is_sketch = fineness.per_px <= MOST_STRIPS;
        if is_sketch {
            self.brush.begin(pen, fineness.per_px, TILE + 2 * pen.columns_beside(), is_mirrored);
        }
        for seen in channels {
            let pen = Pen { color: seen.color, ..pen };
            if let Some(map) = seen.sketched.filter(|_| is_sketch) {
                let (tiles, strips) = (self.block.as_mut_slice(), &mut self.strips);
                let (brush, scratch) = (&mut self.brush, &mut self.scratch);
                let sketch = Sketch { tiles, pen, map, tree: seen.tree, brush, strips, scratch };
                if seen.channel.visit(sketch) {
                    continue;
                }
            }
            for tile in self.block.iter_mut().filter(|tile| !tile.cuts.is_empty()) {
                let (cuts, strips) = (&tile.cuts, &mut self.strips);
                seen.channel.visit(Fill { cuts, rows: seen.rows, tree: seen.tree, strips });
                self.rings.paint(&self.strips, pen, is_mirrored, &mut tile.layer);
            }
        }
    }
}

impl Tile {
    /// Becomes the empty tile that begins at a column of the area.
    fn begin(&mut self, plan: &Plan<'_>, fineness: Fineness, column: usize) {
        let along = plan.along();
        self.layer.clear(plan.area.height as usize);
        let pen = Pen { half_width_px: plan.half_width_px(), color: [0.0; 4] };
        let beside = pen.columns_beside();
        let left = f64::from(plan.area.x) + column as f64;
        let first = if along.sign < 0.0 { -(left + TILE as f64) } else { left } - beside as f64;
        let is_sketch = fineness.per_px <= MOST_STRIPS;
        // A sketch finds its nodes by itself.
        let plain = Fineness { nodes: None, ..fineness };
        self.cuts.make(along, if is_sketch { plain } else { fineness }, first, TILE + 2 * beside);
        if is_sketch {
            self.places.make(&self.cuts, plan.signals.len(), fineness);
        }
    }
}
