//! Transparency.

use super::{Filter, Seen, Site, reading};
use crate::error::{Error, Result};
use crate::shaders::Function;

/// Makes a visual more transparent. Corresponds to VisPy's `Alpha`. Position: 5.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alpha {
    factor: f32,
}

impl Alpha {
    /// Multiplies the alpha of all that is drawn by a factor, 0 to 1.
    ///
    /// # Errors
    /// `Data` when it is not within 0 and 1.
    pub fn new(factor: f32) -> Result<Self> {
        if (0.0..=1.0).contains(&factor) {
            return Ok(Self { factor });
        }
        Err(Error::data("factor of an alpha filter", "0 to 1", factor.to_string()))
    }
}

impl Filter for Alpha {
    fn hook(&self, site: &Site<'_>) -> Result<(&'static str, Function)> {
        Ok(("fragment_post", reading("alpha", site)?))
    }

    fn values(&self, _: &Seen<'_>, values: &mut Vec<[f32; 4]>) -> Result<()> {
        values.push([self.factor, 0.0, 0.0, 0.0]);
        Ok(())
    }
}
