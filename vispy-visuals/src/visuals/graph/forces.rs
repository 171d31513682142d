//! Forces between the nodes of a graph: all push each other away, edges pull.
//!
//! Fruchterman and Reingold, "Graph drawing by force-directed placement" (1991), doi:10.1002/spe.4380211102; the push of far
//! nodes is that of their centre, after Barnes and Hut, "A hierarchical O(N log N) force-calculation algorithm" (1986),
//! doi:10.1038/324446a0. Lengths are in those of an edge at rest.

use glam::DVec2;

/// How wide a square of nodes may be, in distances from it, that counts as one point.
const WIDEST: f64 = 0.9;
/// Pulls everything to the middle, so that parts without edges between them stay together.
const GRAVITY: f64 = 0.3;
/// Squares are not halved further: nodes in one this small are at one place.
const DEEPEST: u32 = 40;
const NONE: u32 = u32::MAX;

/// A square of the plane, and the nodes in it.
#[derive(Debug, Clone, Copy)]
struct Square {
    middle: DVec2,
    half: f64,
    /// How many nodes are in it, and the sum of where they are.
    count: f64,
    sum: DVec2,
    /// The first of its four quarters, which follow each other; `NONE` for a square that is not halved.
    quarters: u32,
}

/// Squares in squares, down to single nodes; the first holds all.
#[derive(Debug, Default)]
struct Squares(Vec<Square>);

impl Squares {
    fn build(&mut self, places: &[DVec2]) {
        let low = places.iter().copied().fold(DVec2::INFINITY, DVec2::min);
        let high = places.iter().copied().fold(DVec2::NEG_INFINITY, DVec2::max);
        let half = (high - low).max_element().max(1e-9) / 2.0;
        self.0.clear();
        self.0.push(Square::new((low + high) / 2.0, half));
        for place in places {
            self.insert(*place);
        }
    }

    fn insert(&mut self, place: DVec2) {
        let mut index = 0;
        for depth in 0..DEEPEST {
            let square = self.0[index];
            if square.count == 0.0 || (square.quarters == NONE && depth + 1 == DEEPEST) {
                break;
            }
            if square.quarters == NONE {
                // The only one so far, or some at one place, move to a quarter of their own.
                let first = self.0.len();
                for quarter in 0..4 {
                    let side = DVec2::new(f64::from(quarter & 1) - 0.5, f64::from(quarter >> 1) - 0.5);
                    self.0.push(Square::new(square.middle + side * square.half, square.half / 2.0));
                }
                self.0[index].quarters = first as u32;
                let inner = first + square.quarter_of(square.sum / square.count);
                (self.0[inner].count, self.0[inner].sum) = (square.count, square.sum);
            }
            self.0[index].count += 1.0;
            self.0[index].sum += place;
            index = self.0[index].quarters as usize + square.quarter_of(place);
        }
        self.0[index].count += 1.0;
        self.0[index].sum += place;
    }

    /// The push on a place from all nodes but the one that is there.
    fn push(&self, place: DVec2, waiting: &mut Vec<u32>) -> DVec2 {
        let mut push = DVec2::ZERO;
        waiting.clear();
        waiting.push(0);
        while let Some(index) = waiting.pop() {
            let square = &self.0[index as usize];
            if square.count == 0.0 {
                continue;
            }
            let away = place - square.sum / square.count;
            let far = away.length_squared();
            if square.quarters != NONE && 4.0 * square.half * square.half > WIDEST * WIDEST * far {
                waiting.extend(square.quarters..square.quarters + 4);
            } else if far > 1e-18 {
                push += away * (square.count / far);
            }
        }
        push
    }
}

impl Square {
    fn new(middle: DVec2, half: f64) -> Self {
        Self { middle, half, count: 0.0, sum: DVec2::ZERO, quarters: NONE }
    }

    fn quarter_of(&self, place: DVec2) -> usize {
        usize::from(place.x >= self.middle.x) + 2 * usize::from(place.y >= self.middle.y)
    }
}

/// Nodes on their way to places where forces are small.
#[derive(Debug)]
pub(super) struct Forces<'a> {
    pub(super) places: Vec<DVec2>,
    edges: &'a [[u32; 2]],
    moves: Vec<DVec2>,
    squares: Squares,
    waiting: Vec<u32>,
}

impl<'a> Forces<'a> {
    /// Begins at places in a square of `side` edge lengths at rest.
    pub(super) fn new(places: Vec<DVec2>, edges: &'a [[u32; 2]]) -> Self {
        let moves = vec![DVec2::ZERO; places.len()];
        Self { places, edges, moves, squares: Squares::default(), waiting: Vec::new() }
    }

    /// Moves all nodes once, each by at most `farthest`.
    pub(super) fn step(&mut self, farthest: f64) {
        if self.places.is_empty() {
            return;
        }
        self.squares.build(&self.places);
        for (step, place) in self.moves.iter_mut().zip(&self.places) {
            *step = self.squares.push(*place, &mut self.waiting) - *place * GRAVITY;
        }
        for [from, to] in self.edges.iter().map(|edge| edge.map(|node| node as usize)) {
            let apart = self.places[to] - self.places[from];
            let pull = apart * apart.length();
            self.moves[from] += pull;
            self.moves[to] -= pull;
        }
        for (index, (place, step)) in self.places.iter_mut().zip(&self.moves).enumerate() {
            *place += step.clamp_length_max(farthest);
            // Nodes at one place do not push each other: they part in directions of their own.
            if *step == DVec2::ZERO {
                *place += DVec2::from_angle(index as f64 * 2.4) * 1e-3;
            }
        }
    }

    /// The places, moved and scaled into the square from -1 to 1.
    pub(super) fn scaled(&self) -> Vec<DVec2> {
        let count = self.places.len().max(1) as f64;
        let middle = self.places.iter().copied().sum::<DVec2>() / count;
        let reach = self.places.iter().map(|place| (*place - middle).abs().max_element());
        let reach = reach.fold(1e-9, f64::max);
        self.places.iter().map(|place| (*place - middle) / reach).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Places on a spiral, two of them at one place.
    fn spiral(count: u32) -> Vec<DVec2> {
        let place = |i: u32| DVec2::from_angle(f64::from(i) * 2.4) * f64::from(i).sqrt();
        let mut places: Vec<DVec2> = (0..count).map(place).collect();
        places.push(places[3]);
        places
    }

    #[test]
    fn the_push_is_nearly_that_of_every_node_by_itself() {
        let places = spiral(3000);
        let mut squares = Squares::default();
        squares.build(&places);
        assert_eq!(squares.0[0].count, 3001.0);
        let (mut waiting, mut off, mut sum) = (Vec::new(), 0.0, 0.0);
        for place in places.iter().step_by(37) {
            let exact: DVec2 = places
                .iter()
                .map(|other| *place - *other)
                .filter(|away| away.length_squared() > 0.0)
                .map(|away| away / away.length_squared())
                .sum();
            off += squares.push(*place, &mut waiting).distance(exact);
            sum += exact.length();
        }
        assert!(off < 0.02 * sum, "off by {off} of {sum}");
    }

    #[test]
    fn two_nodes_come_to_rest_where_push_and_pull_are_equal() {
        let edges = [[0, 1]];
        let mut forces = Forces::new(vec![DVec2::ZERO, DVec2::new(5.0, 1.0)], &edges);
        for _ in 0..400 {
            forces.step(0.02);
        }
        // The push of 1 / d, the pull of d d, and the gravity that each feels at d / 2 from the middle.
        let apart = forces.places[0].distance(forces.places[1]);
        let rest = 1.0 / apart - apart * apart - GRAVITY * apart / 2.0;
        assert!(rest.abs() < 0.1 && (apart - 0.95).abs() < 0.03, "{apart} apart");
        let scaled = forces.scaled();
        assert!((scaled[0] + scaled[1]).length() < 1e-12 && scaled[0].abs().max_element() == 1.0);
    }

    #[test]
    fn nodes_at_one_place_part() {
        let mut forces = Forces::new(vec![DVec2::ZERO; 50], &[]);
        for _ in 0..200 {
            forces.step(0.1);
        }
        let places = &forces.places;
        let nearest = |i: usize| {
            (0..50).filter(|j| *j != i).map(|j| places[i].distance(places[j])).fold(f64::MAX, f64::min)
        };
        assert!((0..50).all(|i| nearest(i) > 0.1), "{places:?}");
    }
}
