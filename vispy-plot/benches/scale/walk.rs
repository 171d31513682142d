//! Numbers that look random and are the same every time.

/// A walk that looks random, from -1 to 1.
pub(crate) struct Walk {
    state: u64,
    at: f32,
}

impl Default for Walk {
    fn default() -> Self {
        Self::new(0x9e37_79b9_7f4a_7c15)
    }
}

impl Walk {
    pub(crate) fn new(state: u64) -> Self {
        Self { state, at: 0.0 }
    }

    pub(crate) fn next(&mut self) -> f32 {
        // Marsaglia's xorshift.
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        let step = (self.state >> 40) as f32 / (1 << 23) as f32 - 1.0;
        // It is drawn back to the middle.
        self.at = (self.at * 0.999_99 + step * 0.005).clamp(-1.0, 1.0);
        self.at
    }

    pub(crate) fn take(&mut self, count: usize) -> Vec<f32> {
        (0..count).map(|_| self.next()).collect()
    }

    /// Sixteen-bit samples.
    pub(crate) fn take_counts(&mut self, count: usize) -> Vec<i16> {
        (0..count).map(|_| (self.next() * 32_000.0) as i16).collect()
    }
}
