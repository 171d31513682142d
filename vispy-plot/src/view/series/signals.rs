//! Many signals in the scene.

use vispy_scene::{Scene, VisualHandle};
use vispy_visuals::color::Color;
use vispy_visuals::coordinate::Value;
use vispy_visuals::samples::Strided;
use vispy_visuals::ticks::Scale;
use vispy_visuals::visuals::{ChannelStyle, Signals, SignalsStyle};

use super::{Making, Part, Range, SeriesView};
use crate::data::{Column, DataStore, Refreshed};
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
    let x = signals.x_column(data)?;
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
    let x = column_samples(&signals.x_column(making.data)?);
    let channels = channels_of(signals, values)?;
    let width_px = signals.width_px.unwrap_or(WIDTH_PX) as f32;
    let style = SignalsStyle { width_px };
    let is_live = making.data.is_live(signals.values);
    let mut visual =
        if is_live { Signals::new(x, channels, style)? } else { Signals::refining(x, channels, style)? };
    let [x_reference, y_reference] = making.references;
    visual.set_references(x_reference, y_reference);
    let colors = colors(signals, making)?;
    place(signals, &mut visual, |channel| colors[channel])?;
    // Until the first frame has asked, or a picture is to be final.
    view.is_refining = true;
    view.parts.push(Part::Signals(scene.add(view.node, visual)?.1));
    Ok(())
}

fn channels_of(signals: &SignalsSeries, values: &Column) -> Result<Vec<Strided>, Error> {
    let source = source_of(values);
    Ok(if signals.interleaved {
        Strided::interleaved(source, signals.channels)?
    } else {
        Strided::by_channel(source, signals.channels)?
    })
}

/// Takes over what other threads did to the data; the ranges of x and y if it was anything.
pub(super) fn refresh(
    scene: &mut Scene,
    handle: VisualHandle<Signals>,
    signals: &SignalsSeries,
    scales: [Scale; 2],
    data: &mut DataStore,
) -> Result<Option<[Range; 2]>, Error> {
    if !data.is_behind(signals.values) {
        return Ok(None);
    }
    let visual = scene.get_mut(handle)?;
    let was_empty = visual.is_empty();
    // Whoever holds the old values makes them be copied.
    visual.release_data();
    let refreshed = data.refresh_series(signals.values);
    let x = signals.x_column(data)?;
    let channels = channels_of(signals, data.get(signals.values)?)?;
    match refreshed {
        Some(Refreshed::Extended { dropped }) => {
            visual.extend_data(column_samples(&x), channels, dropped / signals.channels.max(1))?;
        }
        _ => visual.set_data(column_samples(&x), channels)?,
    }
    if was_empty {
        let styles: Vec<_> =
            (0..signals.channels).filter_map(|channel| visual.channel_style(channel)).collect();
        place(signals, visual, |channel| styles[channel].color)?;
    }
    if signals.stacked {
        return extent(signals, data, scales).map(Some).map_err(Error::from);
    }
    let ranges = (0..signals.channels).filter_map(|channel| visual.range(channel));
    let y = ranges.reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1])]);
    let y = y.filter(|[low, _]| scales[1] != Scale::Log || *low > 0.0).map(|range| range.map(Value::F64));
    Ok(Some([x.extent_on(scales[0]), y]))
}

fn colors(signals: &SignalsSeries, making: &Making<'_>) -> Result<Vec<Color>, DataError> {
    let named = signals.colors.iter().map(|color| Ok(Color::parse(color)?));
    let named: Vec<Color> = named.collect::<Result<_, DataError>>()?;
    let color = |channel: usize| {
        let color = match named.len() {
            0 => making.style.color(channel),
            count => named[channel % count],
        };
        color.with_alpha(color.alpha() * signals.alpha.unwrap_or(1.0) as f32)
    };
    Ok((0..signals.channels).map(color).collect())
}

/// Puts channels where they stand.
fn place(signals: &SignalsSeries, visual: &mut Signals, color: impl Fn(usize) -> Color) -> Result<(), Error> {
    let heights = (0..signals.channels).filter_map(|channel| visual.range(channel));
    let mut heights: Vec<f64> =
        heights.map(|[low, high]| high - low).filter(|height| *height > 0.0).collect();
    heights.sort_by(f64::total_cmp);
    let height = heights.get(heights.len() / 2).copied().unwrap_or(1.0);
    let style = |channel: usize| {
        let color = color(channel);
        if !signals.stacked {
            return ChannelStyle { color, ..ChannelStyle::default() };
        }
        // The axis points down, samples point up.
        let gain = -signals.gain.unwrap_or(HEIGHT / height);
        let middle = visual.range(channel).map_or(0.0, |[low, high]| f64::midpoint(low, high));
        let offset = channel as f64 - gain * middle;
        ChannelStyle { color, gain, offset, visible: true }
    };
    let styles: Vec<_> = (0..signals.channels).map(style).collect();
    Ok(visual.set_channel_styles(|channel| styles[channel])?)
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
