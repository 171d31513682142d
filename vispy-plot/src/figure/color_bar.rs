//! Colour bars: what a document says of them.

use serde::{Deserialize, Serialize};

/// A colour bar at the right of axes: what the colours of a series with a colormap mean.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ColorBar {
    /// The number of the series in its axes. Default: none, the last that has a colormap.
    pub series: Option<usize>,
    /// The text along it. Default: none.
    pub label: Option<String>,
}
