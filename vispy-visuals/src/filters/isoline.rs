//! Lines of equal value.

use super::{Filter, Seen, Site, reading};
use crate::color::Color;
use crate::error::{Error, Result};
use crate::shaders::Function;

/// Draws lines of equal value over a visual. Corresponds to VisPy's `IsolineFilter`. Position: 6.
///
/// Over an image of numbers the values are the image's, linear between the centres of texels, and the lines come before
/// all other filters. Over anything else they are the luminance of what is drawn, 0 to 1 (of the encoded channels).
///
/// ```
/// use vispy_visuals::color::Color;
/// use vispy_visuals::filters::Isoline;
///
/// let contours = Isoline::new([0.5, 1.0, 1.5])?.with_color(Color::WHITE).with_width(2.0)?;
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[doc(alias = "IsolineFilter")]
#[derive(Debug, Clone, PartialEq)]
pub struct Isoline {
    levels: Vec<f64>,
    color: Color,
    width_px: f32,
}

impl Isoline {
    /// Draws a black line of 1 logical pixel at each level.
    ///
    /// # Errors
    /// `Data` when a level is not finite.
    pub fn new(levels: impl IntoIterator<Item = f64>) -> Result<Self> {
        let levels: Vec<f64> = levels.into_iter().collect();
        if let Some(level) = levels.iter().find(|level| !level.is_finite()) {
            return Err(Error::data("levels of isolines", "finite numbers", level.to_string()));
        }
        Ok(Self { levels, color: Color::BLACK, width_px: 1.0 })
    }

    /// The colour of the lines. Default: black.
    #[must_use]
    pub fn with_color(self, color: Color) -> Self {
        Self { color, ..self }
    }

    /// The width of the lines in logical pixels. Default: 1.
    ///
    /// # Errors
    /// `Data` when it is not finite, or below 0.
    pub fn with_width(self, width_px: f32) -> Result<Self> {
        if width_px.is_finite() && width_px >= 0.0 {
            return Ok(Self { width_px, ..self });
        }
        Err(Error::data("width of isolines", "a finite number of at least 0", width_px.to_string()))
    }
}

impl Filter for Isoline {
    fn position(&self) -> i32 {
        6
    }

    fn hook(&self, site: &Site<'_>) -> Result<(&'static str, Function)> {
        let coverage = reading("isoline_coverage", site)?;
        let (hook, name) = if site.offers("fragment_value") {
            ("fragment_value", "isoline_value")
        } else {
            ("fragment_post", "isoline_luminance")
        };
        Ok((hook, reading(name, site)?.bind("isoline_coverage", coverage)?))
    }

    fn values(&self, seen: &Seen<'_>, values: &mut Vec<[f32; 4]>) -> Result<()> {
        values.push(self.color.premultiplied());
        let half_width_px = f64::from(self.width_px) * seen.view.scale_factor / 2.0;
        values.push([half_width_px as f32, self.levels.len() as f32, 0.0, 0.0]);
        let [first, last] = seen.limits.unwrap_or([0.0, 1.0]);
        values.extend(self.levels.iter().map(|level| {
            // Counted as the program counts: in the limits of the colours.
            let level = (level - first) / (last - first);
            [level.clamp(-1e30, 1e30) as f32, 0.0, 0.0, 0.0]
        }));
        Ok(())
    }
}
