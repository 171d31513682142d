//! Outlines from signed distances: what vector graphics are filled with.

use std::collections::BTreeMap;

use glam::DVec2;

/// Cells on a side of the square in which an outline is looked for: 2^11, so that a corner that a cell cuts off is
/// smaller than 0.02 px in a marker of 20 px.
const DEPTH: u32 = 11;
/// How far a point of the outline may lie from the polygon that is left when points are dropped; half sizes.
const TOLERANCE: f64 = 5e-4;

/// A crossing of the outline with a side of the grid: the side's lower corner, and whether it stands upright.
type Crossing = (u32, u32, bool);

/// The closed polygons on which a signed distance has a value, inside on their left; in the distance's own frame.
///
/// The distance may not change faster than the point moves, beyond a factor of 2.
pub(in crate::visuals) fn trace(distance: &dyn Fn(DVec2) -> f64, level: f64) -> Vec<Vec<DVec2>> {
    let half = 1.01 + level.max(0.0);
    let mut tracer = Tracer {
        distance,
        level,
        low: -half,
        cell: 2.0 * half / f64::from(1 << DEPTH),
        steps: BTreeMap::new(),
    };
    tracer.search(0, 0, DEPTH);
    tracer.loops().iter().map(|points| simplified(points)).filter(|points| points.len() > 2).collect()
}

struct Tracer<'a> {
    distance: &'a dyn Fn(DVec2) -> f64,
    level: f64,
    low: f64,
    cell: f64,
    /// From a crossing to the next one along the outline.
    steps: BTreeMap<Crossing, (Crossing, DVec2)>,
}

impl Tracer<'_> {
    fn point(&self, x: f64, y: f64) -> DVec2 {
        self.low + self.cell * DVec2::new(x, y)
    }

    fn value(&self, point: DVec2) -> f64 {
        (self.distance)(point) - self.level
    }

    /// Looks into a square of 2^depth cells, unless it is too far from the outline.
    fn search(&mut self, x: u32, y: u32, depth: u32) {
        let half = f64::from(1_u32 << depth) / 2.0;
        let center = self.point(f64::from(x) + half, f64::from(y) + half);
        if self.value(center).abs() > 2.0 * half * self.cell * std::f64::consts::SQRT_2 {
            return;
        }
        if depth == 0 {
            self.cross(x, y);
            return;
        }
        let step = 1 << (depth - 1);
        for (dx, dy) in [(0, 0), (step, 0), (0, step), (step, step)] {
            self.search(x + dx, y + dy, depth - 1);
        }
    }

    /// Connects the crossings of a cell's sides (marching squares).
    fn cross(&mut self, x: u32, y: u32) {
        let corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)];
        let points = corners.map(|(x, y)| self.point(f64::from(x), f64::from(y)));
        let values = points.map(|point| self.value(point));
        let sides: [Crossing; 4] = [(x, y, false), (x + 1, y, true), (x, y + 1, false), (x, y, true)];
        // Counter-clockwise round the cell: where the outline leads in, and where it leads out.
        let (mut entries, mut exits) = ([0; 2], [0; 2]);
        let (mut entered, mut left) = (0, 0);
        for side in 0..4 {
            let (here, next) = (values[side] < 0.0, values[(side + 1) % 4] < 0.0);
            // With the inside on its left the outline enters a cell where the inside ends.
            if here && !next {
                entries[entered] = side;
                entered += 1;
            } else if !here && next {
                exits[left] = side;
                left += 1;
            }
        }
        for index in 0..entered {
            // Of two pieces each joins an entry to the exit before it, so that they do not cross.
            let from = entries[index];
            let to = if entered == 2 && exits[index] > from { exits[(index + 1) % 2] } else { exits[index] };
            let (a, b) = (values[from], values[(from + 1) % 4]);
            let at = points[from].lerp(points[(from + 1) % 4], a / (a - b));
            self.steps.insert(sides[from], (sides[to], at));
        }
    }

    /// The closed ways through the crossings.
    fn loops(mut self) -> Vec<Vec<DVec2>> {
        let mut loops = Vec::new();
        while let Some((mut next, first)) = self.steps.pop_first().map(|(_, step)| step) {
            let mut points = vec![first];
            while let Some((after, point)) = self.steps.remove(&next) {
                points.push(point);
                next = after;
            }
            loops.push(points);
        }
        loops
    }
}

/// Drops points that lie on the line through others (Douglas and Peucker, 1973).
fn simplified(points: &[DVec2]) -> Vec<DVec2> {
    let far = |from: DVec2| {
        let distance = |index: &usize| (points[*index] - from).length_squared();
        (0..points.len()).max_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(0)
    };
    let Some(first) = points.first() else { return Vec::new() };
    // Two points that stay for sure: the ends of the longest way across.
    let a = far(*first);
    let b = far(points[a]);
    let (low, high) = (a.min(b), a.max(b));
    let mut around: Vec<DVec2> = points[low..].to_vec();
    around.extend_from_slice(&points[..=low]);
    let mut kept = Vec::new();
    keep(&around[..=high - low], &mut kept);
    keep(&around[high - low..], &mut kept);
    kept
}

/// Keeps the first point and those between the ends that are not on a line; not the last.
fn keep(points: &[DVec2], kept: &mut Vec<DVec2>) {
    let [first, .., last] = points else { return };
    let along = (last - first).normalize_or_zero();
    let apart = |point: DVec2| (point - first).perp_dot(along).abs();
    let inner = 1..points.len() - 1;
    let farthest = inner.max_by(|a, b| apart(points[*a]).total_cmp(&apart(points[*b])));
    match farthest {
        Some(index) if apart(points[index]) > TOLERANCE => {
            keep(&points[..=index], kept);
            keep(&points[index..], kept);
        }
        _ => kept.push(*first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::visuals::Symbol;

    fn area(loops: &[Vec<DVec2>]) -> f64 {
        let of = |points: &Vec<DVec2>| {
            let next = points.iter().cycle().skip(1);
            points.iter().zip(next).map(|(a, b)| a.perp_dot(*b) / 2.0).sum::<f64>()
        };
        loops.iter().map(of).sum()
    }

    #[test]
    fn outlines_hold_the_areas_of_their_shapes() {
        let pi = std::f64::consts::PI;
        let areas = [
            (Symbol::Disc, pi, 1),
            (Symbol::Ring, 0.75 * pi, 2),
            (Symbol::Square, 4.0, 1),
            (Symbol::Diamond, 2.0, 1),
            (Symbol::TriangleDown, 2.0, 1),
            (Symbol::Chevron, 1.4, 1),
            (Symbol::Ellipse, pi / 2.0, 1),
            (Symbol::Cross, 20.0 / 9.0, 1),
            (Symbol::Infinity, f64::NAN, 3),
        ];
        for (symbol, expected, count) in areas {
            let loops = trace(&|p| symbol.distance(p), 0.0);
            assert_eq!(loops.len(), count, "{symbol}");
            let found = area(&loops);
            assert!(expected.is_nan() || (found - expected).abs() < 2e-3, "{symbol}: {found} for {expected}");
        }
        let larger = trace(&|p| Symbol::Disc.distance(p), 0.5);
        assert!((area(&larger) - 2.25 * pi).abs() < 4e-3);
    }

    #[test]
    fn points_are_on_the_outline_and_no_more_than_it_needs() {
        for symbol in Symbol::ALL {
            let loops = trace(&|p| symbol.distance(p), 0.0);
            let points: Vec<DVec2> = loops.concat();
            assert!(points.len() < 300, "{symbol}: {} points", points.len());
            // 0.002 half sizes are 0.02 px in a marker of 20 px.
            let worst = points.iter().map(|p| symbol.distance(*p).abs()).fold(0.0, f64::max);
            assert!(worst < 2e-3, "{symbol}: a point {worst} from the outline");
            assert!(points.iter().all(|p| p.abs().max_element() < 1.001), "{symbol} fits its square");
        }
        let square = trace(&|p| Symbol::Square.distance(p), 0.0);
        assert!(square[0].len() <= 8, "a square has few corners: {}", square[0].len());
    }

    #[test]
    fn nothing_has_no_outline() {
        assert!(trace(&|_| 1.0, 0.0).is_empty());
        assert!(trace(&|p| Symbol::Disc.distance(p), -2.0).is_empty(), "shrunk away");
    }
}
