//! Numbers that look random, the same ones in each run.

use std::f32::consts::TAU;

/// A generator of numbers: xorshift with a multiplication, 32 bits.
#[derive(Debug)]
pub(crate) struct Random(u32);

impl Random {
    pub(crate) fn new(seed: u32) -> Self {
        Self(seed.wrapping_mul(2_654_435_769).max(1))
    }

    /// At least 0, less than 1.
    pub(crate) fn uniform(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        (self.0.wrapping_mul(2_246_822_519) >> 8) as f32 / (1 << 24) as f32
    }

    /// At least `low`, less than `high`.
    pub(crate) fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.uniform()
    }

    /// Of a normal distribution with mean 0 and variance 1 (Box and Muller, 1958).
    pub(crate) fn normal(&mut self) -> f32 {
        let radius = (-2.0 * (1.0 - self.uniform()).ln()).sqrt();
        radius * (TAU * self.uniform()).cos()
    }
}
