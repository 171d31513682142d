//! Many signals.

use serde::{Deserialize, Serialize};

use super::{Kind, SeriesKind, SeriesType, XData};
use crate::data::{Column, ColumnId, DataStore};
use crate::error::DataError;
use crate::figure::check::Check;

/// Many signals over the same x, stacked or over each other; NaN is a gap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignalsSeries {
    /// Where the x values come from. Default: the sample index.
    pub x: XData,
    /// The samples of all channels.
    pub values: ColumnId,
    /// How many channels there are.
    pub channels: usize,
    /// Whether the samples come sample by sample, one of each channel, instead of channel by channel.
    pub interleaved: bool,
    /// Whether channel `k` stands at y = `k`, from the first at the top down, instead of all at their own values.
    pub stacked: bool,
    /// Of stacked channels, the y of a sample of 1. Default: none, such that most channels are as high as there is room.
    #[serde(default)]
    pub gain: Option<f64>,
    /// The colours of channels; those beyond the last begin again. Default: none, those of the style.
    #[serde(default)]
    pub colors: Vec<String>,
    /// Opacity, 0 to 1. Default: none, 1.
    #[serde(default)]
    pub alpha: Option<f64>,
    /// The width in logical pixels. Default: 1.
    #[serde(default)]
    pub width_px: Option<f64>,
}

impl SignalsSeries {
    /// Makes stacked signals over the sample index with the default style.
    pub fn new(values: ColumnId, channels: usize, interleaved: bool) -> Self {
        Self {
            x: XData::Index,
            values,
            channels,
            interleaved,
            stacked: true,
            gain: None,
            colors: Vec::new(),
            alpha: None,
            width_px: None,
        }
    }

    /// The x of all samples of a channel, without a copy.
    pub(crate) fn x_column(&self, data: &DataStore) -> Result<Column, DataError> {
        let before = data.values_before(self.values) / self.channels.max(1) as u64;
        self.x.column_from(data, self.len_of(data.get(self.values)?.len()), before)
    }

    /// How many samples each channel has, of so many values in all.
    pub(crate) fn len_of(&self, values: usize) -> usize {
        values.checked_div(self.channels).unwrap_or(0)
    }
}

impl Kind for SignalsSeries {
    fn columns(&self) -> Vec<ColumnId> {
        self.x.id().into_iter().chain([self.values]).collect()
    }

    fn check(&self, check: &Check<'_>) -> Result<(), DataError> {
        let values = check.number_column(self.values, "the samples of signals")?;
        if self.channels == 0 || !values.len().is_multiple_of(self.channels) {
            let (what, expected) = ("the number of channels", "1 or more, each with as many samples");
            let found = format!("{} of {} samples in all", self.channels, values.len());
            return Err(DataError::Setting { what, expected, found });
        }
        check.x_data(self.x, self.len_of(values.len()), "the x of signals")?;
        check.on_axis("y", None)?;
        check.positive_if(self.width_px, "the width of signals in pixels")?;
        if let Some(gain) = self.gain.filter(|gain| !gain.is_finite()) {
            let (what, expected) = ("the gain of signals", "a finite number");
            return Err(DataError::Setting { what, expected, found: gain.to_string() });
        }
        self.colors.iter().try_for_each(|color| check.color(Some(color)))
    }
}

impl SeriesType for SignalsSeries {
    fn of_mut(kind: &mut SeriesKind) -> Option<&mut Self> {
        if let SeriesKind::Signals(kind) = kind { Some(kind) } else { None }
    }
}

impl From<SignalsSeries> for SeriesKind {
    fn from(kind: SignalsSeries) -> Self {
        Self::Signals(kind)
    }
}
