//! Dashes: what is drawn and left out along a path.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use crate::error::{Error, Result};

/// The most lengths of a pattern.
const MOST_LENGTHS: usize = 8;
/// Patterns that repeat within fewer physical pixels than this look like a solid line, and are drawn as one.
const SHORTEST_PERIOD_PX: f64 = 0.5;

/// What is drawn and left out along a line.
///
/// The named patterns are matplotlib's, in units of the line's width. Read from text, `-`, `--`, `:` and `-.` are known too.
///
/// ```
/// use vispy_visuals::visuals::Dash;
///
/// assert_eq!("--".parse::<Dash>()?, Dash::Dashed);
/// let long = Dash::custom(&[20.0, 5.0])?;
/// assert!(Dash::custom(&[3.0]).is_err());
/// # let _ = long;
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dash {
    /// Everything is drawn. The default.
    #[default]
    Solid,
    /// 3.7 widths drawn, 1.6 left out.
    Dashed,
    /// One width drawn, 1.65 left out.
    Dotted,
    /// 6.4 widths drawn, 1.6 left out, one drawn, 1.6 left out.
    DashDot,
    /// Lengths of one's own, in logical pixels; made by [`Dash::custom`].
    Custom(DashPattern),
}

/// Up to eight lengths in logical pixels, drawn and left out in turns; made by [`Dash::custom`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Vec<f32>", into = "Vec<f32>")]
pub struct DashPattern {
    lengths_px: [f32; MOST_LENGTHS],
    count: u8,
}

impl DashPattern {
    /// The lengths in logical pixels: drawn, left out, and so on.
    #[must_use]
    pub fn lengths_px(&self) -> &[f32] {
        &self.lengths_px[..usize::from(self.count)]
    }
}

impl TryFrom<Vec<f32>> for DashPattern {
    type Error = Error;

    fn try_from(lengths_px: Vec<f32>) -> Result<Self> {
        match Dash::custom(&lengths_px)? {
            Dash::Custom(pattern) => Ok(pattern),
            // Nothing else comes of lengths.
            _ => Err(Error::data("dashes of a line", "lengths", "none")),
        }
    }
}

impl From<DashPattern> for Vec<f32> {
    fn from(pattern: DashPattern) -> Self {
        pattern.lengths_px().to_vec()
    }
}

impl Dash {
    /// Lengths in logical pixels: drawn, left out, drawn and so on, from the beginning of the line, again and again.
    ///
    /// # Errors
    /// `Data` unless there are 2, 4, 6 or 8 of them, finite, none below 0 and not all 0.
    pub fn custom(lengths_px: &[f32]) -> Result<Self> {
        let count = lengths_px.len();
        let sum: f32 = lengths_px.iter().sum();
        let fits = (2..=MOST_LENGTHS).contains(&count) && count.is_multiple_of(2);
        if !fits || !sum.is_finite() || sum <= 0.0 || lengths_px.iter().any(|length| *length < 0.0) {
            let expected = "2, 4, 6 or 8 lengths of at least 0, not all 0";
            return Err(Error::data("dashes of a line", expected, format!("{lengths_px:?}")));
        }
        let mut known = [0.0; MOST_LENGTHS];
        known[..count].copy_from_slice(lengths_px);
        Ok(Self::Custom(DashPattern { lengths_px: known, count: count as u8 }))
    }

    /// What a line of a width is cut by; `None` when nothing is left out. Physical pixels.
    pub(in crate::visuals) fn cutter(&self, width_px: f32, scale_factor: f64) -> Option<Cutter> {
        let width = f64::from(width_px);
        let by_width = |lengths: &[f64]| lengths.iter().map(|length| length * width).collect();
        let mut lengths: SmallVec<[f64; MOST_LENGTHS]> = match self {
            Self::Solid => return None,
            Self::Dashed => by_width(&[3.7, 1.6]),
            Self::Dotted => by_width(&[1.0, 1.65]),
            Self::DashDot => by_width(&[6.4, 1.6, 1.0, 1.6]),
            Self::Custom(pattern) => pattern.lengths_px().iter().map(|length| f64::from(*length)).collect(),
        };
        for length in &mut lengths {
            *length *= scale_factor;
        }
        let period: f64 = lengths.iter().sum();
        (period.is_finite() && period >= SHORTEST_PERIOD_PX).then_some(Cutter { lengths, period, phase: 0.0 })
    }
}

impl FromStr for Dash {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "solid" | "-" => Ok(Self::Solid),
            "dashed" | "--" => Ok(Self::Dashed),
            "dotted" | ":" => Ok(Self::Dotted),
            "dashdot" | "-." => Ok(Self::DashDot),
            _ => Err(Error::data("dashes of a line", "solid, dashed, dotted or dashdot", text)),
        }
    }
}

/// Cuts a path into dashes, segment by segment.
#[derive(Debug, Clone)]
pub(in crate::visuals) struct Cutter {
    lengths: SmallVec<[f64; MOST_LENGTHS]>,
    period: f64,
    /// How far along the pattern the path is.
    phase: f64,
}

impl Cutter {
    /// A new path begins.
    pub(in crate::visuals) fn restart(&mut self) {
        self.phase = 0.0;
    }

    /// Goes along a segment, and says what is drawn of the part from `seen[0]` to `seen[1]`; distances from the segment's
    /// start. Of a segment that is not seen, give an empty part.
    pub(in crate::visuals) fn along(&mut self, length: f64, seen: [f64; 2], mut drawn: impl FnMut(f64, f64)) {
        let mut at = seen[0];
        let mut into = (self.phase + at).rem_euclid(self.period);
        let mut index = 0;
        while into >= self.lengths[index] && index + 1 < self.lengths.len() {
            into -= self.lengths[index];
            index += 1;
        }
        while at < seen[1] {
            let end = at + (self.lengths[index] - into).max(0.0);
            if index.is_multiple_of(2) {
                drawn(at, end.min(seen[1]));
            }
            (at, into) = (end, 0.0);
            index = (index + 1) % self.lengths.len();
        }
        let phase = (self.phase + length).rem_euclid(self.period);
        self.phase = if phase.is_finite() { phase } else { 0.0 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(cutter: &mut Cutter, length: f64, seen: [f64; 2]) -> Vec<[f64; 2]> {
        let mut dashes = Vec::new();
        cutter.along(length, seen, |from, to| dashes.push([from, to]));
        dashes
    }

    #[test]
    fn the_pattern_goes_on_from_segment_to_segment() {
        let mut cutter = Dash::custom(&[3.0, 2.0]).unwrap().cutter(1.0, 1.0).unwrap();
        assert_eq!(cut(&mut cutter, 7.0, [0.0, 7.0]), [[0.0, 3.0], [5.0, 7.0]]);
        assert_eq!(cut(&mut cutter, 5.0, [0.0, 5.0]), [[0.0, 1.0], [3.0, 5.0]]);
        assert_eq!(cut(&mut cutter, 10.0, [0.0, 0.0]), [[0.0; 2]; 0], "not seen");
        assert_eq!(cut(&mut cutter, 1e6, [4e5, 4e5 + 6.0]), [[4e5, 4e5 + 1.0], [4e5 + 3.0, 4e5 + 6.0]]);
        cutter.restart();
        assert_eq!(cut(&mut cutter, 2.0, [0.0, 2.0]), [[0.0, 2.0]]);
    }

    #[test]
    fn lengths_follow_the_width_and_the_scale() {
        let mut cutter = Dash::DashDot.cutter(2.0, 1.5).unwrap();
        let dashes = cut(&mut cutter, 40.0, [0.0, 31.8]);
        let expected = [[0.0, 19.2], [24.0, 27.0]];
        for (found, expected) in dashes.iter().flatten().zip(expected.iter().flatten()) {
            assert!((found - expected).abs() < 1e-5, "{dashes:?}");
        }
        assert_eq!(dashes.len(), 2);
        assert!(Dash::Solid.cutter(1.0, 1.0).is_none());
        assert!(Dash::Dotted.cutter(1e-3, 1.0).is_none(), "finer than pixels");
    }

    #[test]
    fn patterns_are_checked_and_survive_a_file() {
        for wrong in
            [&[][..], &[1.0], &[1.0, 2.0, 3.0], &[0.0, 0.0], &[-1.0, 3.0], &[f32::NAN, 1.0], &[1.0; 10]]
        {
            assert!(Dash::custom(wrong).is_err(), "{wrong:?}");
        }
        let dash = Dash::custom(&[4.0, 1.0, 2.0, 1.0]).unwrap();
        let text = serde_json::to_string(&[dash, Dash::DashDot]).unwrap();
        assert_eq!(text, r#"[{"custom":[4.0,1.0,2.0,1.0]},"dashdot"]"#);
        assert_eq!(serde_json::from_str::<[Dash; 2]>(&text).unwrap(), [dash, Dash::DashDot]);
        assert!(serde_json::from_str::<Dash>(r#"{"custom":[4.0]}"#).is_err());
    }
}
