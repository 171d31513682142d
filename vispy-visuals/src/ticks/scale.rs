//! What the numbers of an axis mean, and where they stand on it.

use std::sync::Arc;

use glam::DVec3;
use serde::{Deserialize, Serialize};

use super::TimeUnit;
use crate::error::Result;
use crate::transforms::{self, ChainTransform, LogTransform, SymlogTransform, Transform};

/// What the numbers of an axis mean, and where they stand on it.
///
/// Cameras, axes and ticks work in *scaled* space: for [`Log`](Self::Log) and [`Symlog`](Self::Symlog) that is what
/// [`scaled_from_data`](Self::scaled_from_data) makes of the data, for all others the data themselves.
///
/// ```
/// use vispy_visuals::ticks::Scale;
///
/// assert_eq!(Scale::Log.scaled_from_data(1000.0), 3.0);
/// assert_eq!(Scale::Log.data_from_scaled(-2.0), 0.01);
/// assert!(Scale::Log.scaled_from_data(0.0).is_nan());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Scale {
    /// Plain numbers. The default.
    #[default]
    Linear,
    /// Instants, as counts of a unit since 1970-01-01 00:00 UTC; shown in UTC.
    Time(TimeUnit),
    /// Positive numbers by their logarithm to base 10.
    Log,
    /// Numbers of both signs: linear near zero, logarithmic beyond. matplotlib's `symlog`.
    Symlog {
        /// Where the linear part ends, on either side of zero. matplotlib's `linthresh`.
        linear_width: f64,
    },
    /// Names, at 0, 1, 2 and so on.
    Category,
}

impl Scale {
    /// Whether scaled space is another than that of the data.
    #[must_use]
    pub const fn is_bent(self) -> bool {
        matches!(self, Self::Log | Self::Symlog { .. })
    }

    /// Where a number stands in scaled space; NaN where it has no place.
    #[must_use]
    pub fn scaled_from_data(self, value: f64) -> f64 {
        match self {
            Self::Log => transforms::log10(value),
            Self::Symlog { linear_width } => transforms::symlog(value, linear_width),
            Self::Linear | Self::Time(_) | Self::Category => value,
        }
    }

    /// The number at a place of scaled space.
    #[must_use]
    pub fn data_from_scaled(self, scaled: f64) -> f64 {
        match self {
            Self::Log => 10f64.powf(scaled),
            Self::Symlog { linear_width } => transforms::symlog_inverse(scaled, linear_width),
            Self::Linear | Self::Time(_) | Self::Category => scaled,
        }
    }

    /// The map from data to scaled space for an x axis and a y axis; the identity where neither is bent.
    ///
    /// # Errors
    /// `Data` when the linear width of a symlog axis is not from 1e-300 to 1e300.
    pub fn scaled_from_data_2d(x: Self, y: Self) -> Result<ChainTransform> {
        let mut chain = ChainTransform::default();
        let base = |scale| if scale == Self::Log { 10.0 } else { 0.0 };
        let logs = DVec3::new(base(x), base(y), 0.0);
        if logs != DVec3::ZERO {
            chain.push(Arc::new(LogTransform::new(logs)?) as Arc<dyn Transform>);
        }
        for (scale, axis) in [(x, DVec3::X), (y, DVec3::Y)] {
            if let Self::Symlog { linear_width } = scale {
                chain.push(Arc::new(SymlogTransform::on_axis(axis, linear_width)?) as Arc<dyn Transform>);
            }
        }
        Ok(chain)
    }
}
