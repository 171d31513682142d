//! Axes of a document, one by one: what they show, and which move together.

use serde::{Deserialize, Serialize};

use vispy_visuals::ticks::Scale;

use crate::data::Value;

/// One axis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AxisSpec {
    /// The part that is seen at first. Default: all data.
    pub limits: Limits,
    /// What the positions mean, and where they stand. Default: numbers, evenly.
    pub scale: Scale,
    /// Whether values grow to the left or downwards. Default: no.
    pub inverted: bool,
    /// The names of a [category](Scale::Category) axis, at 0, 1, 2 and so on. Default: none.
    #[serde(default)]
    pub categories: Vec<String>,
    /// Whether there are labels at the ticks. Default: yes.
    #[serde(default = "yes")]
    pub tick_labels: bool,
}

impl Default for AxisSpec {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            scale: Scale::default(),
            inverted: false,
            categories: Vec::new(),
            tick_labels: true,
        }
    }
}

fn yes() -> bool {
    true
}

/// The part of an axis that is seen at first and after a reset.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Limits {
    /// All data, with a margin; on a logarithmic axis, all positive data.
    #[default]
    Auto,
    /// From `low` to `high`, exact for integers and timestamps.
    Fixed {
        /// The smaller position.
        low: Value,
        /// The larger position.
        high: Value,
    },
}

/// The y axis that a series belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum YAxis {
    /// The one at the left.
    #[default]
    Left,
    /// The one at the right, the twin.
    Right,
}

/// Axes that show the same part of x, or of y, at all times; each names axes by their index in the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// The x axes of these.
    X(Vec<usize>),
    /// The y axes (at the left) of these.
    Y(Vec<usize>),
}

impl Link {
    /// Which axes it links.
    pub fn axes(&self) -> &[usize] {
        match self {
            Self::X(axes) | Self::Y(axes) => axes,
        }
    }

    /// 0 for x, 1 for y.
    pub(crate) fn dimension(&self) -> usize {
        match self {
            Self::X(_) => 0,
            Self::Y(_) => 1,
        }
    }
}
