//! The data of the workloads, the same in every run.

/// Numbers that look random (Marsaglia's xorshift).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new() -> Self {
        Self(0x9e37_79b9_7f4a_7c15)
    }

    /// 0 to 1, neither of the two.
    fn unit(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
    }

    /// Two normally distributed numbers (Box and Muller).
    fn normal(&mut self) -> [f64; 2] {
        let (radius, angle) = ((-2.0 * self.unit().ln()).sqrt(), std::f64::consts::TAU * self.unit());
        [radius * angle.cos(), radius * angle.sin()]
    }

    /// A normal cloud about 0.
    pub(crate) fn cloud(&mut self, count: usize) -> Vec<[f32; 2]> {
        (0..count).map(|_| self.normal().map(|v| v as f32)).collect()
    }

    /// A random walk from -1 to 1 about its mean.
    pub(crate) fn walk(&mut self, count: usize) -> Vec<f32> {
        let mut at = 0.0;
        let steps = (0..count).map(|_| {
            at += self.normal()[0];
            at
        });
        let walk: Vec<f64> = steps.collect();
        let mean = walk.iter().sum::<f64>() / count as f64;
        let most = walk.iter().map(|y| (y - mean).abs()).fold(f64::MIN_POSITIVE, f64::max);
        walk.iter().map(|y| ((y - mean) / most) as f32).collect()
    }

    /// Random walks one above the other: the k-th within 0.4 of k.
    pub(crate) fn walks(&mut self, lines: usize, count: usize) -> Vec<Vec<f32>> {
        let line = |k: usize| self.walk(count).iter().map(|y| 0.4 * y + k as f32).collect();
        (0..lines).map(line).collect()
    }

    /// Sines and noise, rows from the bottom up.
    pub(crate) fn image(&mut self, side: usize) -> Vec<f32> {
        let at = |i: usize| 40.0 * i as f64 / (side - 1) as f64;
        let rows = (0..side).flat_map(|j| (0..side).map(move |i| at(i).sin() * (1.3 * at(j)).cos()));
        rows.map(|value| (value + 0.2 * self.normal()[0]) as f32).collect()
    }

    /// Places from 0 to 1000.
    pub(crate) fn places(&mut self, count: usize) -> Vec<[f64; 2]> {
        (0..count).map(|_| [1000.0 * self.unit(), 1000.0 * self.unit()]).collect()
    }

    /// Items of 20 points, each in a cell of its own of size 1; 40 cells in a row.
    pub(crate) fn small_items(&mut self, items: usize) -> Vec<Vec<[f32; 2]>> {
        let mut point = |item: usize| {
            let cell = [(item % 40) as f64, (item / 40) as f64];
            cell.map(|corner| (corner + 0.1 + 0.8 * self.unit()) as f32)
        };
        (0..items).map(|item| (0..20).map(|_| point(item)).collect()).collect()
    }
}

/// What is seen in frame `index` of a rectangle `[x0, x1, y0, y1]`: a slow zoom and pan, never the same twice.
pub(crate) fn view(index: usize, [x0, x1, y0, y1]: [f64; 4]) -> [f64; 4] {
    let zoom = 1.0 - 0.01 * (index % 20) as f64;
    let moved = index as f64;
    let center = [(x0 + x1) / 2.0 + 0.004 * moved * (x1 - x0), (y0 + y1) / 2.0 - 0.002 * moved * (y1 - y0)];
    let half = [(x1 - x0) / 2.0 * zoom, (y1 - y0) / 2.0 * zoom];
    [center[0] - half[0], center[0] + half[0], center[1] - half[1], center[1] + half[1]]
}
