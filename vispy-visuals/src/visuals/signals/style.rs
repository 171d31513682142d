//! How signals look.

use crate::color::Color;
use crate::error::{Error, Result};

/// How all channels look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SignalsStyle {
    /// Width in logical pixels. 0 or less draws nothing. Default: 1.
    pub width_px: f32,
}

impl Default for SignalsStyle {
    fn default() -> Self {
        Self { width_px: 1.0 }
    }
}

impl SignalsStyle {
    pub(super) fn check(self) -> Result<()> {
        if self.width_px.is_finite() {
            return Ok(());
        }
        let expected = "a finite number of logical pixels";
        Err(Error::data("width of signals", expected, self.width_px.to_string()))
    }
}

/// How one channel looks, and where it stands: a sample is drawn at `offset + gain * sample`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChannelStyle {
    /// Colour. Default: black.
    pub color: Color,
    /// Where a sample of 0 stands, in units of y. Default: 0.
    pub offset: f64,
    /// Units of y of a sample of 1. Default: 1.
    pub gain: f64,
    /// Whether it is drawn. Default: yes.
    pub visible: bool,
}

impl Default for ChannelStyle {
    fn default() -> Self {
        Self { color: Color::BLACK, offset: 0.0, gain: 1.0, visible: true }
    }
}

impl ChannelStyle {
    pub(super) fn check(self) -> Result<()> {
        if self.offset.is_finite() && self.gain.is_finite() {
            return Ok(());
        }
        let found = format!("{} and {}", self.offset, self.gain);
        Err(Error::data("offset and gain of a channel", "finite numbers", found))
    }

    /// Where samples from the first to the second stand, the lower first.
    pub(super) fn place(self, range: [f64; 2]) -> [f64; 2] {
        let [a, b] = range.map(|value| self.offset + self.gain * value);
        [a.min(b), a.max(b)]
    }
}
