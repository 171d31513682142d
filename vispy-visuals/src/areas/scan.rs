//! From edges to boxes of whole pixels: the exact coverage of every pixel, scan line by scan line.
//!
//! Each edge adds to the pixels that it crosses the signed share to its right, and its signed height to all pixels
//! further right; the sum along a scan line is the winding number, averaged over each pixel.

use glam::{DVec2, UVec2};
use vispy_gloo::Rect;

/// In how many steps coverage is counted; also the tallest box, so that both fit a float beside a coordinate.
pub(crate) const STEPS: u32 = 512;
/// The most that a coverage can be, in steps.
const FULL: u32 = STEPS - 1;

/// Which way scan lines run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum ScanLines {
    /// Along x: the best for outlines of any kind.
    #[default]
    Rows,
    /// Along y: the best for what consists of upright parts.
    Columns,
}

/// A box of whole pixels that are covered alike; the lower left corner counts from the target's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AreaBox {
    pub(crate) low: UVec2,
    pub(crate) size: UVec2,
    /// In steps, 1 to 511.
    coverage: u32,
}

impl AreaBox {
    /// The texel of the box: `main.vert.glsl` says what it holds.
    pub(crate) fn texel(&self, row: f32) -> [f32; 4] {
        let first = self.low.x * STEPS + self.coverage;
        let second = self.low.y * STEPS + self.size.y;
        [first as f32, second as f32, self.size.x as f32, row]
    }

    /// How many pixels it covers, weighed by coverage.
    #[cfg(test)]
    fn area(&self) -> f64 {
        f64::from(self.size.x * self.size.y) * f64::from(self.coverage) / f64::from(FULL)
    }
}

/// What an edge adds to a pixel.
#[derive(Debug, Clone, Copy)]
struct Cell {
    /// Scan line and place along it.
    key: u64,
    /// Added to the pixels beyond it.
    cover: f64,
    /// Added to the pixel itself.
    share: f64,
}

/// Collects edges; then makes boxes of what they enclose.
///
/// Overlapping outlines of the same sense are one area: the non-zero rule.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    lines: ScanLines,
    /// The pixels that may be covered: corner and size, along and across the scan lines.
    low: DVec2,
    size: DVec2,
    cells: Vec<Cell>,
    boxes: Vec<AreaBox>,
    /// Boxes that the next scan line may continue, in order; and those of the line at hand.
    open: Vec<usize>,
    next_open: Vec<usize>,
}

impl Scan {
    /// Begins anew: no edges, and these pixels.
    pub(crate) fn begin(&mut self, clip: Rect, lines: ScanLines) {
        self.lines = lines;
        self.cells.clear();
        self.low = self.turn(DVec2::new(f64::from(clip.x), f64::from(clip.y)));
        self.size = self.turn(DVec2::new(f64::from(clip.width), f64::from(clip.height)));
        if clip.is_empty() {
            self.size = DVec2::ZERO;
        }
    }

    /// Swaps the axes where scan lines run along y.
    fn turn(&self, point: DVec2) -> DVec2 {
        match self.lines {
            ScanLines::Rows => point,
            ScanLines::Columns => DVec2::new(point.y, point.x),
        }
    }

    /// Adds a closed outline; the last point is joined to the first.
    pub(crate) fn outline(&mut self, points: &[DVec2]) {
        let Some(mut from) = points.last().copied() else { return };
        for to in points {
            self.edge(from, *to);
            from = *to;
        }
    }

    /// Adds an edge; both ends are finite, in pixels of the frame buffer.
    pub(crate) fn edge(&mut self, a: DVec2, b: DVec2) {
        let [a, b] = [a, b].map(|point| self.turn(point) - self.low);
        let (a, b, sign) = if a.y <= b.y { (a, b, 1.0) } else { (b, a, -1.0) };
        if a.y >= self.size.y || b.y <= 0.0 || a.y == b.y {
            return;
        }
        let slope = (b.x - a.x) / (b.y - a.y);
        if !slope.is_finite() {
            return;
        }
        let at = |y: f64| (a.x + (y - a.y) * slope).clamp(a.x.min(b.x), a.x.max(b.x));
        let start = if a.y < 0.0 { DVec2::new(at(0.0), 0.0) } else { a };
        let end = if b.y > self.size.y { DVec2::new(at(self.size.y), self.size.y) } else { b };
        // Cut where it passes the first and the last pixel of its scan lines.
        let cut = |x: f64| {
            let between = (start.x < x) != (end.x < x);
            between.then(|| (a.y + (x - a.x) / slope).clamp(start.y, end.y))
        };
        let mut cuts = [cut(0.0), cut(self.size.x)];
        if slope < 0.0 {
            cuts.reverse();
        }
        let mut from = start;
        for y in cuts.into_iter().flatten() {
            let to = DVec2::new(at(y), y);
            self.part(from, to, sign);
            from = to;
        }
        self.part(from, end, sign);
    }

    /// Adds a rising part of an edge that is wholly before, within or beyond the pixels of its scan lines.
    fn part(&mut self, a: DVec2, b: DVec2, sign: f64) {
        let middle = (a.x + b.x) / 2.0;
        if middle >= self.size.x {
            return;
        }
        let [a, b] = [a, b].map(|point| DVec2::new(point.x.clamp(0.0, self.size.x), point.y));
        let slope = if b.y > a.y { (b.x - a.x) / (b.y - a.y) } else { 0.0 };
        let mut from = a;
        let mut line = a.y.floor();
        while from.y < b.y {
            let y = (line + 1.0).min(b.y);
            let x = (a.x + (y - a.y) * slope).clamp(a.x.min(b.x), a.x.max(b.x));
            let to = if y == b.y { b } else { DVec2::new(x, y) };
            self.within_line(line as u64, from, to, sign);
            from = to;
            line += 1.0;
        }
    }

    /// Adds a part within one scan line.
    fn within_line(&mut self, line: u64, a: DVec2, b: DVec2, sign: f64) {
        let last = self.size.x - 1.0;
        let height = (b.y - a.y) * sign;
        let (left, right) = (a.x.min(b.x), a.x.max(b.x));
        let mut place = left.floor().min(last);
        let mut x = left;
        loop {
            let end = right.min(place + 1.0);
            let here = if right > left { height * ((end - x) / (right - left)) } else { height };
            let share = here * (1.0 - ((x + end) / 2.0 - place));
            self.cells.push(Cell { key: (line << 32) | place as u64, cover: here, share });
            if end >= right || place >= last {
                return;
            }
            x = end;
            place += 1.0;
        }
    }

    /// Makes boxes of what the edges enclose.
    pub(crate) fn boxes(&mut self) -> &[AreaBox] {
        self.boxes.clear();
        self.open.clear();
        self.cells.sort_unstable_by_key(|cell| cell.key);
        let cells = std::mem::take(&mut self.cells);
        let width = self.size.x as u32;
        let mut before = None;
        for of_line in cells.chunk_by(|a, b| a.key >> 32 == b.key >> 32) {
            let line = (of_line[0].key >> 32) as u32;
            if before.is_none_or(|before| before + 1 != line) {
                self.open.clear();
            }
            before = Some(line);
            self.sweep(line, width, of_line);
        }
        self.cells = cells;
        &self.boxes
    }

    /// Makes the boxes of one scan line.
    fn sweep(&mut self, line: u32, width: u32, cells: &[Cell]) {
        /// Places that are covered alike: first, beyond last, coverage.
        type Span = (u32, u32, u32);
        let mut span: Span = (0, 0, 0);
        let mut taken = 0;
        self.next_open.clear();
        let mut add = |scan: &mut Self, (start, end, coverage): Span| {
            if coverage == 0 || start >= end {
                return;
            }
            if span.2 == coverage && span.1 == start {
                span.1 = end;
                return;
            }
            scan.finish(line, span, &mut taken);
            span = (start, end, coverage);
        };
        let (mut cover, mut place) = (0.0, 0);
        for same in cells.chunk_by(|a, b| a.key == b.key) {
            let here = (same[0].key & u64::from(u32::MAX)) as u32;
            add(self, (place, here, steps(cover)));
            let share: f64 = same.iter().map(|cell| cell.share).sum();
            add(self, (here, here + 1, steps(cover + share)));
            cover += same.iter().map(|cell| cell.cover).sum::<f64>();
            place = here + 1;
        }
        add(self, (place, width, steps(cover)));
        // Nothing, which ends the span before.
        let last = span;
        self.finish(line, last, &mut taken);
        std::mem::swap(&mut self.open, &mut self.next_open);
    }

    /// Continues the box of the line before that has the same places, or begins one.
    fn finish(&mut self, line: u32, (start, end, coverage): (u32, u32, u32), taken: &mut usize) {
        if coverage == 0 {
            return;
        }
        let corner = self.turn(self.low).as_uvec2();
        let rows = self.lines == ScanLines::Rows;
        let along = |v: UVec2| if rows { v.x } else { v.y };
        let offset = along(corner);
        while self.open.get(*taken).is_some_and(|index| along(self.boxes[*index].low) < start + offset) {
            *taken += 1;
        }
        if let Some(index) = self.open.get(*taken) {
            let known = &mut self.boxes[*index];
            let fits = along(known.low) == start + offset
                && along(known.size) == end - start
                && known.coverage == coverage;
            let grown = if rows { &mut known.size.y } else { &mut known.size.x };
            // A box taller than this would not fit its texel.
            if fits && (!rows || *grown < FULL) {
                *grown += 1;
                self.next_open.push(*index);
                return;
            }
        }
        let turned = |a: u32, b: u32| if rows { UVec2::new(a, b) } else { UVec2::new(b, a) };
        let mut at = start;
        while at < end {
            let length = if rows { end - at } else { (end - at).min(FULL) };
            let low = corner + turned(at, line);
            self.next_open.push(self.boxes.len());
            self.boxes.push(AreaBox { low, size: turned(length, 1), coverage });
            at += length;
        }
    }
}

/// The coverage that a winding number stands for, in steps.
fn steps(winding: f64) -> u32 {
    (winding.abs().min(1.0) * f64::from(FULL)).round() as u32
}

#[cfg(test)]
mod tests;
