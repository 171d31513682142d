//! Where the nodes of a graph go.

use std::f64::consts::TAU;
use std::sync::{Arc, Mutex, PoisonError};

use glam::DVec2;

use super::forces::Forces;
use crate::jobs::Job;

/// Where the nodes of a graph go. All layouts are in the square from -1 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GraphLayout {
    /// On a circle, counter-clockwise from the right.
    Circular,
    /// Anywhere; the same for the same seed.
    Random {
        /// What the places follow from.
        seed: u64,
    },
    /// Where forces are small: nodes push each other away, edges pull (Fruchterman and Reingold). It is worked out off the
    /// frame; while it is, the nodes are seen on their way. The same for the same seed.
    ForceDirected {
        /// How often all nodes move; 100 is enough for most graphs. A step of 100 000 nodes takes some tenths of a second.
        iterations: u32,
        /// What the first places follow from.
        seed: u64,
    },
}

impl Default for GraphLayout {
    fn default() -> Self {
        Self::ForceDirected { iterations: 100, seed: 0 }
    }
}

impl GraphLayout {
    /// The places that are known at once; those of forces are random at first.
    pub(super) fn first(self, count: usize) -> Vec<DVec2> {
        match self {
            Self::Circular => (0..count).map(|i| DVec2::from_angle(i as f64 / count as f64 * TAU)).collect(),
            Self::Random { seed } | Self::ForceDirected { seed, .. } => {
                let mut random = Random(seed);
                (0..count).map(|_| DVec2::new(random.next(), random.next())).collect()
            }
        }
    }
}

/// Numbers from -1 to 1 that look random (Steele, Lea and Flood, 2014; doi:10.1145/2714064.2660195).
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^= bits >> 31;
        (bits >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
    }
}

/// Forces at work on another thread.
#[derive(Debug)]
pub(super) struct Settling {
    job: Job<Vec<DVec2>>,
    /// The newest places that nobody has seen yet.
    newest: Arc<Mutex<Option<Vec<DVec2>>>>,
}

impl Settling {
    pub(super) fn start(places: &[DVec2], edges: Arc<[[u32; 2]]>, iterations: u32) -> Self {
        let side = (places.len() as f64).sqrt();
        let places: Vec<DVec2> = places.iter().map(|place| *place * side / 2.0).collect();
        let newest = Arc::new(Mutex::new(None));
        let shown = Arc::clone(&newest);
        let job = Job::start(move |control| {
            control.set_steps(iterations as usize);
            let mut forces = Forces::new(places, &edges);
            for step in 0..iterations {
                if control.is_cancelled() {
                    break;
                }
                // It cools down: long ways first, then less and less.
                let left = 1.0 - f64::from(step) / f64::from(iterations);
                forces.step(0.1 * side * left);
                control.step();
                let mut shown = shown.lock().unwrap_or_else(PoisonError::into_inner);
                if shown.is_none() {
                    *shown = Some(forces.scaled());
                }
            }
            forces.scaled()
        });
        Self { job, newest }
    }

    pub(super) fn fraction(&self) -> f32 {
        self.job.fraction()
    }

    pub(super) fn is_ended(&self) -> bool {
        self.job.is_ended()
    }

    /// The newest places, if nobody has seen them.
    pub(super) fn take(&self) -> Option<Vec<DVec2>> {
        self.newest.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Waits for the last places; `None` where the work broke down.
    pub(super) fn wait(self) -> Option<Vec<DVec2>> {
        self.job.wait()
    }
}
