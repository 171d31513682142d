//! Many signals in the scene.

use std::sync::Arc;

use vispy_scene::{Scene, VisualHandle};
use vispy_visuals::color::Color;
use vispy_visuals::coordinate::Value;
use vispy_visuals::samples::Strided;
use vispy_visuals::ticks::Scale;
use vispy_visuals::visuals::{ChannelStyle, Signals, SignalsStyle};

use super::{Making, Part, Range, SeriesView};
use crate::data::DataStore;
use crate::error::{DataError, Error};
use crate::figure::SignalsSeries;
use crate::view::column_source::{column_samples, source_of};

/// How high most of stacked channels are, which are 1 apart.
const HEIGHT: f64 = 0.9;
/// Width of the lines in logical pixels.
const WIDTH_PX: f64 = 1.0;

pub(super) fn extent(
    signals: &SignalsSeries,
    data: &DataStore,
    [x_scale, y_scale]: [Scale; 2],
) -> Result<[Range; 2], DataError> {
    let values = data.get(signals.values)?;
    let x = signals.x.column(data, signals.len_of(values.len()))?;
    let y = if signals.stacked {
        let last = signals.channels.saturating_sub(1) as f64;
        Some([-HEIGHT / 2.0, last + HEIGHT / 2.0].map(Value::F64))
    } else {
        values.extent_on(y_scale)
    };
    Ok([x.extent_on(x_scale), y])
}

pub(super) fn add(
    scene: &mut Scene,
    view: &mut SeriesView,
    signals: &SignalsSeries,
    making: &Making<'_>,
) -> Result<(), Error> {
    let values = making.data.get(signals.values)?;
    let x = column_samples(&signals.x.column(making.data, signals.len_of(values.len()))?);
    let source = source_of(values);
    let channels = if signals.interleaved {
        Strided::interleaved(Arc::clone(&source), signals.channels)?
    } else {
        Strided::by_channel(source, signals.channels)?
    };
    let width_px = signals.width_px.unwrap_or(WIDTH_PX) as f32;
    let mut visual = Signals::refining(x, channels, SignalsStyle { width_px })?;
    let [x_reference, y_reference] = making.references;
    visual.set_references(x_reference, y_reference);
    let styles = styles(signals, &visual, making)?;
    visual.set_channel_styles(|channel| styles[channel])?;
    // Until the first frame has asked, or a picture is to be final.
    view.is_refining = true;
    view.parts.push(Part::Signals(scene.add(view.node, visual)?.1));
    Ok(())
}

/// Where channels stand, and their colours.
fn styles(
    signals: &SignalsSeries,
    visual: &Signals,
    making: &Making<'_>,
) -> Result<Vec<ChannelStyle>, DataError> {
    let named = signals.colors.iter().map(|color| Ok(Color::parse(color)?));
    let named: Vec<Color> = named.collect::<Result<_, DataError>>()?;
    let heights = (0..signals.channels).filter_map(|channel| visual.range(channel));
    let mut heights: Vec<f64> =
        heights.map(|[low, high]| high - low).filter(|height| *height > 0.0).collect();
    heights.sort_by(f64::total_cmp);
    let height = heights.get(heights.len() / 2).copied().unwrap_or(1.0);
    let style = |channel: usize| {
        let color = match named.len() {
            0 => making.style.color(channel),
            count => named[channel % count],
        };
        let color = color.with_alpha(color.alpha() * signals.alpha.unwrap_or(1.0) as f32);
        if !signals.stacked {
            return ChannelStyle { color, ..ChannelStyle::default() };
        }
        // The axis points down, samples point up.
        let gain = -signals.gain.unwrap_or(HEIGHT / height);
        let middle = visual.range(channel).map_or(0.0, |[low, high]| f64::midpoint(low, high));
        let offset = channel as f64 - gain * middle;
        ChannelStyle { color, gain, offset, visible: true }
    };
    Ok((0..signals.channels).map(style).collect())
}

/// Waits for the trees if it shall; whether the visual has them.
pub(super) fn settle(scene: &mut Scene, handle: VisualHandle<Signals>, waits: bool) -> Result<bool, Error> {
    if waits {
        scene.get_mut(handle)?.settle();
    }
    Ok(waits || !scene.get(handle)?.is_reading())
}

/// The number of a sample, for a read-out.
pub(in crate::view) fn columns_of(
    signals: &SignalsSeries,
    [channel, index]: [usize; 2],
    len: usize,
) -> usize {
    if signals.interleaved { index * signals.channels + channel } else { channel * len + index }
}

/// Samples of x alone, where they are needed as a column.
pub(in crate::view) fn x_of(
    signals: &SignalsSeries,
    data: &DataStore,
) -> Result<crate::data::Column, DataError> {
    let len = signals.len_of(data.get(signals.values)?.len());
    signals.x.column(data, len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_where_their_order_says() {
        let mut signals = SignalsSeries::new(crate::data::ColumnId::default(), 3, true);
        assert_eq!(columns_of(&signals, [2, 5], 100), 17);
        signals.interleaved = false;
        assert_eq!(columns_of(&signals, [2, 5], 100), 205);
    }
}
