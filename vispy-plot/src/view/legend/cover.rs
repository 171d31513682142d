//! How much of axes is covered by data.

use vispy_scene::CanvasRect;
use vispy_scene::glam::DVec2;

/// The side of a cell in logical pixels.
const CELL_PX: f64 = 4.0;

/// What a series covers, roughly: some of its points, lines between them, and rectangles.
#[derive(Debug, Clone, Default)]
pub(in crate::view) struct Footprint {
    /// Points by themselves.
    pub(in crate::view) points: Vec<DVec2>,
    /// Points joined by lines; what is not finite is a gap.
    pub(in crate::view) path: Vec<DVec2>,
    /// Opposite corners.
    pub(in crate::view) boxes: Vec<[DVec2; 2]>,
}

/// The cells of axes that data cover.
#[derive(Debug, Default)]
pub(in crate::view) struct Cover {
    columns: usize,
    rows: usize,
    cells: Vec<bool>,
}

impl Cover {
    /// Free axes of a size in logical pixels.
    pub(in crate::view) fn new(size_px: DVec2) -> Self {
        let count = |px: f64| (px / CELL_PX).ceil().clamp(1.0, 4096.0) as usize;
        let (columns, rows) = (count(size_px.x), count(size_px.y));
        Self { columns, rows, cells: vec![false; columns * rows] }
    }

    /// Marks what a series covers; `map` gives positions from the corner of the axes.
    pub(in crate::view) fn add(&mut self, footprint: &Footprint, map: impl Fn(DVec2) -> DVec2) {
        for &point in &footprint.points {
            self.mark(map(point) / CELL_PX);
        }
        for pair in footprint.path.windows(2) {
            self.line(map(pair[0]) / CELL_PX, map(pair[1]) / CELL_PX);
        }
        for &[a, b] in &footprint.boxes {
            self.fill(map(a) / CELL_PX, map(b) / CELL_PX);
        }
    }

    fn mark(&mut self, at: DVec2) {
        if at.cmpge(DVec2::ZERO).all() && at.x < self.columns as f64 && at.y < self.rows as f64 {
            self.cells[at.y as usize * self.columns + at.x as usize] = true;
        }
    }

    fn line(&mut self, a: DVec2, b: DVec2) {
        let far = 4.0 * (self.columns + self.rows) as f64;
        // What is far outside is not followed: the steps would be too many.
        if !a.is_finite() || !b.is_finite() || a.abs().max(b.abs()).max_element() > far {
            return;
        }
        let steps = ((b - a).abs().max_element() * 2.0).ceil().max(1.0);
        for step in 0..=steps as usize {
            self.mark(a.lerp(b, step as f64 / steps));
        }
    }

    fn fill(&mut self, a: DVec2, b: DVec2) {
        if a.is_nan() || b.is_nan() {
            return;
        }
        let end = DVec2::new(self.columns as f64, self.rows as f64);
        let (low, high) = (a.min(b).clamp(DVec2::ZERO, end).floor(), a.max(b).clamp(DVec2::ZERO, end).ceil());
        for row in low.y as usize..high.y as usize {
            let start = row * self.columns;
            self.cells[start + low.x as usize..start + high.x as usize].fill(true);
        }
    }

    /// The part of a rectangle, placed from the corner of the axes, that is covered or outside.
    pub(in crate::view) fn part(&self, rect: CanvasRect) -> f64 {
        let [low, high] = [(rect.pos / CELL_PX).floor(), (rect.end() / CELL_PX).ceil()];
        let (mut all, mut covered) = (0usize, 0usize);
        for row in low.y as i64..high.y as i64 {
            for column in low.x as i64..high.x as i64 {
                let inside =
                    (0..self.columns as i64).contains(&column) && (0..self.rows as i64).contains(&row);
                all += 1;
                covered += usize::from(!inside || self.cells[row as usize * self.columns + column as usize]);
            }
        }
        covered as f64 / all.max(1) as f64
    }
}
