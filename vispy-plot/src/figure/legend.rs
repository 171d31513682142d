//! Legends: what a document says of them.

use serde::{Deserialize, Serialize};

/// A legend: the series of axes that have a label, each with a sample of its look.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Legend {
    /// Where it is. Default: where it covers the least.
    #[doc(alias = "loc")]
    pub place: LegendPlace,
    /// The text above the entries. Default: none.
    pub title: Option<String>,
}

/// Where a legend is, in or beside its axes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LegendPlace {
    /// In the corner, side or middle where it covers the least of the data; to the right of the axes where there is no
    /// room. matplotlib's `best`. The default.
    #[default]
    Auto,
    /// In the upper right corner.
    UpperRight,
    /// In the upper left corner.
    UpperLeft,
    /// In the lower left corner.
    LowerLeft,
    /// In the lower right corner.
    LowerRight,
    /// In the middle of the right side.
    CenterRight,
    /// In the middle of the left side.
    CenterLeft,
    /// In the middle of the lower side.
    LowerCenter,
    /// In the middle of the upper side.
    UpperCenter,
    /// In the middle.
    Center,
    /// To the right of the axes.
    OutsideRight,
}

impl LegendPlace {
    /// The places in the axes, the preferred one first: matplotlib's order.
    pub(crate) const INSIDE: [Self; 9] = [
        Self::UpperRight,
        Self::UpperLeft,
        Self::LowerLeft,
        Self::LowerRight,
        Self::CenterRight,
        Self::CenterLeft,
        Self::LowerCenter,
        Self::UpperCenter,
        Self::Center,
    ];

    /// The part of the room that is to the left of a legend in the axes, and above it.
    pub(crate) fn fractions(self) -> [f64; 2] {
        match self {
            Self::UpperLeft => [0.0, 0.0],
            Self::LowerLeft => [0.0, 1.0],
            Self::LowerRight => [1.0, 1.0],
            Self::CenterRight => [1.0, 0.5],
            Self::CenterLeft => [0.0, 0.5],
            Self::LowerCenter => [0.5, 1.0],
            Self::UpperCenter => [0.5, 0.0],
            Self::Center => [0.5, 0.5],
            Self::Auto | Self::UpperRight | Self::OutsideRight => [1.0, 0.0],
        }
    }
}
