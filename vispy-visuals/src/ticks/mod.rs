//! Where the ticks of an axis stand and what their labels say. Pure functions, no GL.
//!
//! [`TickRequest::ticks`] is the one entry. Ticks stand at round values of the data, never at round offsets from the
//! axis's [`Reference`], and labels never run into each other.
//!
//! **Source** of the scores for numbers: J. Talbot, S. Lin, P. Hanrahan, "An Extension of Wilkinson's Algorithm for
//! Positioning Tick Labels on Axes" (2010), <https://doi.org/10.1109/TVCG.2010.130>; dates: after the manner of
//! matplotlib's `ConciseDateFormatter`.

mod calendar;
mod category;
mod choice;
mod date_labels;
mod dates;
mod labels;
mod linear;
mod log;
mod scale;
mod step;

pub use scale::Scale;

use serde::{Deserialize, Serialize};

use crate::coordinate::Reference;

/// The unit in which an axis counts time since 1970-01-01 00:00 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TimeUnit {
    /// Seconds.
    Seconds,
    /// Milliseconds.
    Millis,
    /// Microseconds.
    Micros,
    /// Nanoseconds.
    Nanos,
}

impl TimeUnit {
    /// Returns the number of nanoseconds in one unit.
    pub const fn nanos(self) -> i64 {
        match self {
            Self::Seconds => 1_000_000_000,
            Self::Millis => 1_000_000,
            Self::Micros => 1_000,
            Self::Nanos => 1,
        }
    }
}

/// A major tick.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Where it stands: an offset from the axis's reference, within the limits.
    pub offset: f64,
    /// What is written at it.
    pub label: String,
}

/// The ticks of an axis.
///
/// The value at a tick is what [`offset_text`](Self::offset_text) and the label times the
/// [`multiplier`](Self::multiplier) say together; both texts belong at the end of the axis.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ticks {
    /// The labelled ticks, offsets ascending, also on a reversed axis. At most 150.
    pub major: Vec<Tick>,
    /// Offsets of the minor ticks, ascending, none at a major tick.
    pub minor: Vec<f64>,
    /// The power of ten that all labels are multiplied by, such as `×10⁶`.
    pub multiplier: Option<String>,
    /// What all labels have in common: a number to be added, such as `+1 000 000`, or a date such as `2011-Mar-31`.
    pub offset_text: Option<String>,
}

/// A question for the ticks of an axis, answered by [`TickRequest::ticks`].
///
/// ```
/// use vispy_visuals::coordinate::Reference;
/// use vispy_visuals::ticks::{Scale, TickRequest, TimeUnit};
///
/// let mut seven_px_a_letter = |label: &str| 7.0 * label.chars().count() as f64;
///
/// let numbers = TickRequest::new(Reference::F64(0.0), [0.0, 1.0], 400.0).ticks(&mut seven_px_a_letter);
/// let labels: Vec<_> = numbers.major.iter().map(|tick| tick.label.as_str()).collect();
/// assert_eq!(labels, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
///
/// // Six hours from an instant that is counted in nanoseconds.
/// let start = Reference::I64(1_301_529_600_000_000_000);
/// let mut request = TickRequest::new(start, [0.0, 6.0 * 3600e9], 400.0);
/// request.scale = Scale::Time(TimeUnit::Nanos);
/// let times = request.ticks(&mut seven_px_a_letter);
/// let labels: Vec<_> = times.major.iter().map(|tick| tick.label.as_str()).collect();
/// assert_eq!(labels, ["Mar 31", "01:00", "02:00", "03:00", "04:00", "05:00", "06:00"]);
/// assert_eq!(times.offset_text.as_deref(), Some("2011"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TickRequest {
    /// The value that offsets count from, in the data's own type. Integer data get ticks at integers only.
    pub reference: Reference,
    /// The offsets at the two ends of the axis; the first is the greater one on a reversed axis.
    pub limits: [f64; 2],
    /// The length of the axis in logical pixels.
    pub length_px: f64,
    /// What the numbers mean. Default: [`Scale::Linear`].
    pub scale: Scale,
    /// The distance of major ticks to aim at, in logical pixels. Default: 80.
    pub spacing_px: f64,
    /// The least space between two labels, in logical pixels. Default: 8.
    pub min_gap_px: f64,
    /// The least distance of minor ticks, in logical pixels. Default: 4.
    pub min_minor_px: f64,
}

impl TickRequest {
    /// Asks for the ticks of a linear axis between two offsets from a reference.
    pub const fn new(reference: Reference, limits: [f64; 2], length_px: f64) -> Self {
        Self {
            reference,
            limits,
            length_px,
            scale: Scale::Linear,
            spacing_px: 80.0,
            min_gap_px: 8.0,
            min_minor_px: 4.0,
        }
    }

    /// Finds the ticks. `measure` returns how far a label reaches along the axis, in logical pixels.
    ///
    /// Labels are centred on their ticks and keep at least `min_gap_px` apart: there are as many ticks as fit, at least
    /// two where some two at round values fit, otherwise one, and none where even its label is longer than the axis.
    /// The step depends on the span and the length, not on where the limits fall, so that panning does not change it
    /// unless the labels grow.
    ///
    /// On a log or symlog axis limits and offsets are in [scaled space](Scale): the logarithm to base 10 for
    /// [`Scale::Log`]. The reference plays no part there. Powers of ten are labelled `10³`, every n-th only where they
    /// crowd; over less than two decades multiples such as 2 and 5 are, and over less than about half of one the multiples
    /// of a step, as on a linear axis. Where the labels of powers of ten stand, the multiples 2 to 9 are minor ticks.
    ///
    /// No ticks are returned where the limits, the reference or the length are not finite, the length is not positive,
    /// or no value of the data's type lies in view. Limits beyond ±1e307 count as ±1e307, and
    /// a span below 1e-304 has one tick. Times outside the years
    /// −9999 to 9999 are shown as plain counts.
    pub fn ticks(&self, measure: &mut dyn FnMut(&str) -> f64) -> Ticks {
        let Some(mut view) = choice::View::new(self, measure) else { return Ticks::default() };
        match self.scale {
            Scale::Linear => linear::ticks(&mut view),
            Scale::Time(unit) => dates::ticks(&mut view, unit).unwrap_or_else(|| linear::ticks(&mut view)),
            scale @ (Scale::Log | Scale::Symlog { .. }) => log::ticks(&mut view, scale),
            Scale::Category => {
                // Between categories there is nothing.
                view.reference = Reference::I64(0);
                linear::ticks(&mut view)
            }
        }
    }

    /// Finds the ticks of a category axis whose categories have names: each name stands at its index. Where room is short,
    /// names are shortened with an ellipsis, then left out at a regular distance; each one left out has a minor tick.
    pub fn category_ticks<S: AsRef<str>>(&self, names: &[S], measure: &mut dyn FnMut(&str) -> f64) -> Ticks {
        choice::View::new(self, measure)
            .map_or_else(Ticks::default, |mut view| category::ticks(&mut view, names))
    }
}
