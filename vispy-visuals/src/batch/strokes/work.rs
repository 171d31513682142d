//! Strokes that wait until those of a whole frame are computed, on all cores.

use std::ops::Range;

use vispy_gloo::Rect;

use super::{Mask, Paths, Pieces, Strip, Strokes};
use crate::threads::{each, threads};

/// Texels and ends of pieces that may wait.
const MOST_WAITING: usize = 1 << 20;
/// From how much work on there is more than one thread, and how much a texel or a bin is, in pixels.
const WORTH_A_THREAD: usize = 50_000;
const PIXELS_OF_TEXEL: usize = 10;

/// Strokes to be computed; keeps its memory.
#[derive(Debug, Default)]
pub(crate) struct StrokeWork {
    /// Copies of the paths.
    texels: Vec<[f32; 4]>,
    pieces: Pieces,
    tasks: Vec<Task>,
    workers: Vec<Worker>,
}

/// The coverage of an area by strokes.
#[derive(Debug)]
struct Task {
    area: Rect,
    half_width_px: f32,
    /// Whether the range is of pieces.
    is_pieces: bool,
    range: Range<usize>,
    /// Where in the masks it goes.
    at: [u32; 2],
}

impl Task {
    fn cost(&self) -> usize {
        self.area.width as usize * self.area.height as usize + self.range.len() * PIXELS_OF_TEXEL
    }
}

/// Computes some of the tasks.
#[derive(Debug, Default)]
struct Worker {
    tasks: Range<usize>,
    strokes: Strokes,
    /// The coverage of each task, row by row, one after the other.
    bytes: Vec<u8>,
}

impl StrokeWork {
    /// Adds strips of strokes along paths, with the places that they have in the masks.
    pub(crate) fn add<'a>(
        &mut self,
        paths: Paths<'_>,
        half_width_px: f32,
        strips: impl Iterator<Item = (&'a Strip, [u32; 2])>,
    ) {
        let (is_pieces, before) = match paths {
            Paths::Texels(texels) => {
                let before = self.texels.len();
                self.texels.extend_from_slice(texels);
                (false, before)
            }
            Paths::Pieces(part) => {
                let before = self.pieces.bins.len();
                self.pieces.append(part);
                (true, before)
            }
        };
        self.tasks.extend(strips.map(|(Strip { area, range }, at)| {
            let range = range.start + before..range.end + before;
            Task { area: *area, half_width_px, is_pieces, range, at }
        }));
    }

    /// Whether there is so much that it should not get more.
    pub(crate) fn is_full(&self) -> bool {
        self.texels.len() + self.pieces.ends.len() > MOST_WAITING
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.tasks.is_empty()
    }

    /// Forgets what was added.
    pub(crate) fn clear(&mut self) {
        self.texels.clear();
        self.pieces.clear();
        self.tasks.clear();
    }

    /// Computes what was added, and hands over the coverage of each area, row by row, with its place.
    pub(crate) fn run(&mut self, mut write: impl FnMut([u32; 2], Rect, &[u8])) {
        let mut workers = std::mem::take(&mut self.workers);
        workers.resize_with(threads(), Worker::default);
        let busy = self.share(&mut workers);
        each(&mut workers[..busy], |worker| worker.work(self));
        for worker in &workers {
            let mut bytes = worker.bytes.as_slice();
            for task in &self.tasks[worker.tasks.clone()] {
                let (own, rest) = bytes.split_at(task.area.width as usize * task.area.height as usize);
                write(task.at, task.area, own);
                bytes = rest;
            }
        }
        self.workers = workers;
        self.clear();
    }

    /// Gives each worker about as much to do as the others, or all to the first where it is little; how many have something.
    fn share(&self, workers: &mut [Worker]) -> usize {
        let all: usize = self.tasks.iter().map(Task::cost).sum();
        let count = if all < WORTH_A_THREAD { 1 } else { workers.len() };
        let (mut next, mut done) = (0, 0);
        for (index, worker) in workers.iter_mut().enumerate() {
            let goal = if index + 1 < count { all * (index + 1) / count } else { usize::MAX };
            let first = next;
            while next < self.tasks.len() && done < goal {
                done += self.tasks[next].cost();
                next += 1;
            }
            worker.tasks = first..next;
            worker.bytes.clear();
        }
        count
    }
}

impl Worker {
    fn work(&mut self, work: &StrokeWork) {
        for Task { area, half_width_px, is_pieces, range, .. } in &work.tasks[self.tasks.clone()] {
            let (start, stride) = (self.bytes.len(), area.width as usize);
            self.bytes.resize(start + stride * area.height as usize, 0);
            let mask = Mask { bytes: &mut self.bytes[start..], stride };
            let paths =
                if *is_pieces { Paths::Pieces(work.pieces.all()) } else { Paths::Texels(&work.texels) };
            self.strokes.cover(paths.part(range.clone()), *half_width_px, *area, mask);
        }
    }
}
