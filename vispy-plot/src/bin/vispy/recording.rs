//! Recordings: which channels are drawn.

use std::path::Path;

use vispy_plot::data::SeriesData;
use vispy_plot::data::readers::{Array2, RawLayout, RawNumber, read_raw};
use vispy_plot::figure::IntoSignalData as _;

use crate::args::{Args, Kind};
use crate::bar::Bar;
use crate::draw::{NamedLine, NamedSignals};
use crate::failure::Failure;
use crate::pick::Part;

/// Channels that are drawn where nobody says which.
const FIRST_CHANNELS: usize = 16;

/// Reads the channels of a raw file that the command line asks for.
pub(crate) fn lines(
    path: &Path,
    number: RawNumber,
    args: &Args,
    note: &mut Option<String>,
) -> Result<Part, Failure> {
    let layout =
        RawLayout { number, channels: args.channels.unwrap_or(1), skip_bytes: args.skip.unwrap_or(0) };
    let samples = read_raw(path, &layout, &mut Bar::new(path.display().to_string()))?;
    if samples.columns > FIRST_CHANNELS && args.y.is_none() && matches!(args.kind, None | Some(Kind::Line)) {
        let name = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        return Ok(Part::Signals(NamedSignals { name, data: samples.into_signal_data(), rate_hz: None }));
    }
    channels(path, &samples, None, args, note).map(Part::Lines)
}

/// The channels of a recording that the command line asks for; `rate_hz` is what the file says.
pub(crate) fn channels(
    path: &Path,
    recording: &Array2,
    rate_hz: Option<f64>,
    args: &Args,
    note: &mut Option<String>,
) -> Result<Vec<NamedLine>, Failure> {
    let file = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let which = match &args.y {
        Some(text) => chosen(path, text, recording.columns)?,
        None => {
            if recording.columns > FIRST_CHANNELS {
                *note = Some(format!(
                    "{file}: showing channels 1 to {FIRST_CHANNELS} of {}; choose with -y",
                    recording.columns
                ));
            }
            (0..recording.columns.min(FIRST_CHANNELS)).collect()
        }
    };
    let line = |channel: usize| NamedLine {
        file: file.clone(),
        x_name: Some("sample".into()),
        y_name: (recording.columns > 1).then(|| format!("channel {}", channel + 1)),
        data: SeriesData { x: None, y: recording.column(channel) },
        is_cloud: false,
        rate_hz,
    };
    Ok(which.into_iter().map(line).collect())
}

/// Parses `1,5,7`, counted from 1.
fn chosen(path: &Path, text: &str, count: usize) -> Result<Vec<usize>, Failure> {
    let channel = |part: &str| {
        let channel = part.trim().parse::<usize>().ok().filter(|channel| (1..=count).contains(channel));
        channel.map(|channel| channel - 1).ok_or_else(|| {
            let path = path.display();
            Failure::Usage(format!("{path}: no channel '{}'; channels are 1 to {count}", part.trim()))
        })
    };
    text.split(',').map(channel).collect()
}
