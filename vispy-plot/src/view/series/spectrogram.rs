//! Spectrograms in the scene.

use vispy_scene::Scene;
use vispy_scene::glam::DVec2;
use vispy_visuals::coordinate::Value;
use vispy_visuals::visuals::{Image, ImageData, ImageStyle, Interpolation};

use super::{Making, Range, SeriesView};
use crate::analysis::Spectrogram;
use crate::data::DataStore;
use crate::error::{DataError, Error};
use crate::figure::SpectrogramSeries;

/// How far below the strongest value the colormap begins, in decibels.
const DEPTH_DB: f64 = 80.0;

pub(super) fn compute(series: &SpectrogramSeries, data: &DataStore) -> Result<Spectrogram, DataError> {
    Ok(Spectrogram::of(data.get(series.samples)?, series.rate_hz, series.window, series.hop))
}

/// The outer edges: each value covers half a step to either side, but no frequency below 0 or above half of the rate.
fn edges(spectrogram: &Spectrogram) -> [[f64; 2]; 2] {
    let start = spectrogram.first_time_s - spectrogram.time_step_s / 2.0;
    let end = start + spectrogram.pieces as f64 * spectrogram.time_step_s;
    let half = spectrogram.frequency_step_hz / 2.0;
    [[start, end], [-half, (spectrogram.frequencies as f64 - 0.5) * spectrogram.frequency_step_hz]]
}

pub(super) fn extent(spectrogram: &Spectrogram) -> [Range; 2] {
    let [time, [_, high]] = edges(spectrogram);
    let nyquist = high - spectrogram.frequency_step_hz / 2.0;
    [Some(time.map(Value::F64)), Some([0.0, nyquist].map(Value::F64))]
}

pub(super) fn add(
    scene: &mut Scene,
    view: &mut SeriesView,
    series: &SpectrogramSeries,
    spectrogram: Spectrogram,
    making: &Making<'_>,
) -> Result<(), Error> {
    let [time, frequency] = edges(&spectrogram);
    let limits = series.mapping.limits.or_else(|| color_limits(&spectrogram));
    let colormap = making.colormap(&series.mapping)?;
    view.colors = limits.map(|limits| (colormap.clone(), limits));
    let style = ImageStyle { colormap, limits, interpolation: Interpolation::default() };
    // Numbers of pieces and frequencies are bounded.
    let [width, height] = [spectrogram.pieces as u32, spectrogram.frequencies as u32];
    let texels = ImageData::scalars(width, height, spectrogram.decibels)?;
    let [x_reference, y_reference] = making.references;
    let place =
        |i: usize| DVec2::new(x_reference.offset_of_f64(time[i]), y_reference.offset_of_f64(frequency[i]));
    // Row 0 is the lowest frequency.
    view.footprint.boxes = vec![[place(0), place(1)]];
    scene.add(view.node, Image::new(texels, style)?.with_extent(place(0), place(1))?)?;
    Ok(())
}

/// From some way below the strongest value up to it.
pub(super) fn color_limits(spectrogram: &Spectrogram) -> Option<[f64; 2]> {
    spectrogram.loudest().map(|loudest| [f64::from(loudest) - DEPTH_DB, f64::from(loudest)])
}
