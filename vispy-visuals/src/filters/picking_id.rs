//! Numbers of visuals as colours.

use super::{Filter, Seen, Site, reading};
use crate::error::{Error, Result};
use crate::shaders::Function;

/// Draws a number instead of colours: who reads a pixel knows which visual is seen there. Corresponds to VisPy's
/// `PickingFilter`. Position: 10.
///
/// A pixel has the number where at least half of it is coloured, and is left alone elsewhere, so that numbers never mix.
/// Over a background of (0, 0, 0, 0), a pixel without a visual is the number 0.
///
/// ```
/// use vispy_visuals::filters::PickingId;
///
/// let id = PickingId::new(70_000)?;
/// assert_eq!(id.rgba8(), [112, 17, 1, 255]);
/// assert_eq!(PickingId::of_rgba8([112, 17, 1, 255]), 70_000);
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PickingId {
    id: u32,
}

impl PickingId {
    /// The largest number: three channels of eight bits.
    pub const MAX: u32 = 0xff_ffff;

    /// Draws a number.
    ///
    /// # Errors
    /// `Data` when it is greater than [`MAX`](Self::MAX).
    pub fn new(id: u32) -> Result<Self> {
        if id <= Self::MAX {
            return Ok(Self { id });
        }
        Err(Error::data("picking id", &format!("at most {}", Self::MAX), id.to_string()))
    }

    /// The colour that it is drawn as: the lowest byte is red.
    #[must_use]
    pub fn rgba8(self) -> [u8; 4] {
        let [r, g, b, _] = self.id.to_le_bytes();
        [r, g, b, 255]
    }

    /// The number that a colour stands for.
    #[must_use]
    pub fn of_rgba8([r, g, b, _]: [u8; 4]) -> u32 {
        u32::from_le_bytes([r, g, b, 0])
    }
}

impl Filter for PickingId {
    fn position(&self) -> i32 {
        10
    }

    fn hook(&self, site: &Site<'_>) -> Result<(&'static str, Function)> {
        Ok(("fragment_post", reading("picking_id", site)?))
    }

    fn values(&self, _: &Seen<'_>, values: &mut Vec<[f32; 4]>) -> Result<()> {
        values.push(self.rgba8().map(|byte| f32::from(byte) / 255.0));
        Ok(())
    }
}
