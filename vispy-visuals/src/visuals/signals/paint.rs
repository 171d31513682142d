//! Painting channels tile by tile, on all cores.

use std::num::NonZeroUsize;
use std::sync::OnceLock;

use vispy_gloo::Rect;

use super::Signals;
use super::coverage::{Pen, Rings};
use super::grid::{Along, Cuts, Fineness, TILE};
use super::layer::Layer;
use super::strips::{Fill, RowMap, Strips};
use crate::levels::SignalTree;
use crate::view::{AxisMaps, View};

/// Strips of a pixel from which on a picture is that of all samples: a strip is then off by 1/256 of a pixel at most.
pub(super) const FINEST: usize = 128;
/// The fewest strips of a pixel.
const COARSEST: usize = 4;
/// What a frame may cost on each core, in nanoseconds.
const BUDGET_NS: f64 = 9e6;
/// Samples of a strip from which on nodes stand for them.
const LEAF: usize = 64;
/// Samples of a column of pixels, of all channels, that are looked at one by one where they lie between others.
const MOST_APART: f64 = 200_000.0;
/// Samples of a pixel that are looked at where there are no trees yet.
const PROBED: usize = 64;

/// How many threads paint.
fn threads() -> usize {
    static THREADS: OnceLock<usize> = OnceLock::new();
    *THREADS.get_or_init(|| {
        let wasm = cfg!(target_family = "wasm");
        let cores = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        if wasm { 1 } else { cores().min(8) }
    })
}

/// What paints tiles; keeps its memory.
#[derive(Debug, Default)]
pub(super) struct Worker {
    cuts: Cuts,
    strips: Strips,
    rings: Rings,
    layer: Layer,
    /// The tiles that it was to paint.
    pub(super) tiles: Vec<usize>,
    /// The bytes of each, one after the other.
    pub(super) bytes: Vec<u8>,
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
}

impl<'a> Plan<'a> {
    /// What is to be painted in a view; `None` where a view does not keep x and y apart, or has no place for some y.
    pub(super) fn new(signals: &'a Signals, view: &'a View) -> Option<Self> {
        let map = view.axis_maps().filter(|map| map.signs().x != 0.0 && !map.needs_positive_y())?;
        let mut plan = Self { signals, view, map, area: view.clip, per_px: 0.0 };
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
            let seen = along.first_at(sides[1]) - along.first_at(sides[0]).min(along.first_at(sides[1]));
            plan.per_px = seen as f64 / (high - low);
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
        let is_apart = self.signals.channels.iter().any(|channel| channel.stride() > 1);
        if !is_apart
            || self.signals.trees.is_empty()
            || self.per_px * self.signals.channels.len() as f64 <= MOST_APART
        {
            return FINEST;
        }
        let nodes = (self.per_px / LEAF as f64) as usize;
        (1 << nodes.max(1).ilog2()).clamp(2 * COARSEST, FINEST)
    }

    /// How a tile is cut into so many strips a pixel.
    fn fineness(&self, per_px: usize) -> Fineness {
        let trees = &self.signals.trees;
        let samples = self.per_px / per_px as f64;
        let plain = Fineness { per_px, nodes: None, most: usize::MAX };
        if samples < LEAF as f64 {
            return plain;
        }
        let Some(tree) = trees.first().filter(|_| trees.len() == self.signals.channels.len()) else {
            let is_long = self.per_px > 16.0 * PROBED as f64;
            return if is_long { Fineness { most: PROBED / per_px, ..plain } } else { plain };
        };
        if !self.signals.is_even() {
            return plain;
        }
        let level = SignalTree::level_of(samples as usize).unwrap_or(0);
        Fineness { nodes: Some((level, tree.lead())), ..plain }
    }

    /// What it costs to paint a tile with so many strips a pixel, in nanoseconds, about.
    fn cost_ns(&self, per_px: usize) -> f64 {
        let fineness = self.fineness(per_px);
        let is_strided = self.signals.channels.iter().any(|channel| channel.stride() > 1);
        let read = match fineness {
            Fineness { nodes: Some((level, _)), .. } => self.per_px / SignalTree::node_size(level) as f64,
            Fineness { most, .. } => self.per_px.min((most as f64) * per_px as f64),
        };
        let read = read * if is_strided && fineness.nodes.is_none() { 1.5 } else { 0.4 };
        let visible = self.signals.styles.iter().filter(|style| style.visible).count();
        (25.0 + read + 5.0 * per_px as f64) * visible as f64 * TILE as f64
    }

    /// How many strips a pixel can have for all tiles to be painted in a frame.
    pub(super) fn affordable(&self) -> usize {
        let mut per_px = self.finest();
        let budget = BUDGET_NS * threads() as f64 / self.tiles().max(1) as f64;
        while per_px > COARSEST && self.cost_ns(per_px) > budget {
            per_px /= 2;
        }
        per_px
    }

    /// How many tiles can be painted with the most strips in a frame: one at least.
    pub(super) fn affordable_tiles(&self) -> usize {
        ((BUDGET_NS * threads() as f64 / self.cost_ns(self.finest())) as usize).max(1)
    }

    /// Paints tiles; the workers have their bytes then.
    pub(super) fn paint(&self, tiles: impl Iterator<Item = usize>, per_px: usize, workers: &mut Vec<Worker>) {
        let fineness = self.fineness(per_px);
        workers.resize_with(threads(), Worker::default);
        for worker in workers.iter_mut() {
            worker.tiles.clear();
            worker.bytes.clear();
        }
        let mut count = 0;
        for tile in tiles {
            let next = count % workers.len();
            workers[next].tiles.push(tile);
            count += 1;
        }
        let Some((own, others)) = workers.split_first_mut() else { return };
        if count < 2 || others.is_empty() {
            return own.work(self, fineness);
        }
        std::thread::scope(|scope| {
            for worker in others {
                scope.spawn(|| worker.work(self, fineness));
            }
            own.work(self, fineness);
        });
    }
}

impl Worker {
    fn work(&mut self, plan: &Plan<'_>, fineness: Fineness) {
        for at in 0..self.tiles.len() {
            let columns = plan.columns(self.tiles[at]);
            self.tile(plan, fineness, columns.start);
            self.layer.write(columns.len(), &mut self.bytes);
        }
    }

    /// Paints the tile that begins at a column of the area.
    fn tile(&mut self, plan: &Plan<'_>, fineness: Fineness, column: usize) {
        let (signals, along) = (plan.signals, plan.along());
        let half_width_px = plan.half_width_px();
        let height = plan.area.height as usize;
        self.layer.clear(height);
        let pen = Pen { half_width_px, color: [0.0; 4] };
        let beside = pen.columns_beside();
        let left = f64::from(plan.area.x) + column as f64;
        let is_mirrored = along.sign < 0.0;
        let first = if is_mirrored { -(left + TILE as f64) } else { left } - beside as f64;
        self.cuts.make(along, fineness, first, TILE + 2 * beside);
        if self.cuts.is_empty() {
            return;
        }
        let reach = f64::from(pen.reach()) + 4.0;
        for (index, (channel, style)) in signals.channels.iter().zip(&signals.styles).enumerate() {
            let color = style.color.with_alpha(style.color.alpha() * plan.view.opacity);
            if !style.visible || color.alpha() <= 0.0 {
                continue;
            }
            let rows = RowMap {
                map: plan.map,
                reference: signals.y_reference,
                gain: style.gain,
                offset: style.offset,
                origin: f64::from(plan.area.y),
                ends: [-reach, height as f64 + reach],
                range: signals.known_range(index),
            };
            let tree = signals.trees.get(index);
            channel.visit(Fill { cuts: &self.cuts, rows, tree, strips: &mut self.strips });
            let pen = Pen { color: color.premultiplied(), ..pen };
            self.rings.paint(&self.strips, pen, is_mirrored, &mut self.layer);
        }
    }
}
