//! What was picked, as series of a figure.

use vispy_plot::Figure;
use vispy_plot::data::readers::ImageData;
use vispy_plot::data::{DType, SeriesData};
use vispy_plot::figure::{AxesMut, Bins, SignalData};

use crate::args::{Args, Kind, LogAxes};
use crate::failure::Failure;

/// An image that is longer than wide, or the reverse, by more than this fills the axes instead of keeping its pixels
/// square.
const MAX_SQUARE_RATIO: usize = 20;

/// Columns with the names of what they show.
pub(crate) struct NamedLine {
    pub(crate) file: String,
    pub(crate) x_name: Option<String>,
    pub(crate) y_name: Option<String>,
    pub(crate) data: SeriesData,
    /// Whether the points have no order, so that no line goes through them.
    pub(crate) is_cloud: bool,
    /// Samples a second, where the file says it.
    pub(crate) rate_hz: Option<f64>,
}

impl NamedLine {
    /// Samples a second: what the user says, or else the file.
    fn rate_hz(&self, args: &Args) -> Option<f64> {
        args.rate.or(self.rate_hz)
    }
}

/// Many signals with the name of what they show.
#[derive(Debug)]
pub(crate) struct NamedSignals {
    pub(crate) name: String,
    pub(crate) data: SignalData,
    /// Samples a second, where the file says it.
    pub(crate) rate_hz: Option<f64>,
}

/// An image with the name of what it shows.
#[derive(Debug)]
pub(crate) struct NamedImage {
    pub(crate) name: String,
    pub(crate) image: ImageData,
    /// What runs along x and y, where that is not plain.
    pub(crate) labels: Option<[String; 2]>,
    /// Whether the first row is at the bottom.
    pub(crate) upwards: bool,
}

/// Draws columns into one pair of axes, as the kind that was asked for; with a legend where there are several.
pub(crate) fn lines(
    figure: &mut Figure,
    lines: Vec<NamedLine>,
    args: &Args,
    single_file: bool,
) -> Result<(), Failure> {
    let kind =
        args.kind.unwrap_or(if lines.iter().any(|line| line.is_cloud) { Kind::Scatter } else { Kind::Line });
    if kind == Kind::Spectrogram && lines.len() > 1 {
        let what = format!("a spectrogram shows one signal, not {}; choose one with -y", lines.len());
        return Err(Failure::Usage(what));
    }
    let mut axes = figure.axes(0, 0);
    if single_file && let Some(line) = lines.first() {
        axes.title(&line.file);
    }
    let [x_label, y_label] = labels(&lines, kind, args);
    if let Some(text) = args.x_label.clone().or(x_label) {
        axes.x_label(text);
    }
    if let Some(text) = args.y_label.clone().or(y_label) {
        axes.y_label(text);
    }
    log_axes(&mut axes, &lines, kind, args)?;
    if lines.len() > 1 {
        axes.legend();
    }
    for line in lines {
        let label = match (&line.y_name, single_file) {
            (Some(name), true) => name.clone(),
            (Some(name), false) => format!("{}: {name}", line.file),
            (None, _) => line.file.clone(),
        };
        series(&mut axes, kind, line, label, args);
    }
    Ok(())
}

fn series(axes: &mut AxesMut<'_>, kind: Kind, line: NamedLine, label: String, args: &Args) {
    let rate_hz = line.rate_hz(args);
    let data = line.data;
    let several = args.files.len() > 1 || args.y.as_ref().is_some_and(|names| names.contains(','));
    match (kind, rate_hz) {
        (Kind::Scatter, None) => _ = axes.scatter(data).label(label),
        (Kind::Scatter, Some(rate)) => _ = axes.scatter(data).rate_hz(rate).label(label),
        (Kind::Step, None) => _ = axes.step(data).label(label),
        (Kind::Step, Some(rate)) => _ = axes.step(data).rate_hz(rate).label(label),
        (Kind::Bar, _) => _ = axes.bar(data).label(label),
        (Kind::Hist, _) => {
            let bins = args.bins.map_or(Bins::Auto, Bins::Count);
            let mut hist = axes.hist(data.y);
            hist.bins(bins).label(label);
            if several {
                // What is behind is seen.
                hist.alpha(0.6);
            }
        }
        (Kind::Spectrogram, rate) => _ = axes.spectrogram(data.y, rate.unwrap_or(1.0)).label(label),
        (_, None) => _ = axes.line(data).label(label),
        (_, Some(rate)) => _ = axes.line(data).rate_hz(rate).label(label),
    }
}

/// What stands along x and y unless the user says it.
fn labels(lines: &[NamedLine], kind: Kind, args: &Args) -> [Option<String>; 2] {
    let mut names: Vec<&str> = Vec::new();
    for name in lines.iter().filter_map(|line| line.y_name.as_deref()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let values = (1..=4).contains(&names.len()).then(|| names.join(", "));
    let has_rate = lines.first().is_some_and(|line| line.rate_hz(args).is_some());
    let x = match lines {
        _ if has_rate => Some("time (s)".to_owned()),
        [first, rest @ ..] if rest.iter().all(|l| l.x_name == first.x_name) => first.x_name.clone(),
        _ => None,
    };
    match kind {
        Kind::Hist => [values, Some("count".into())],
        Kind::Spectrogram if has_rate => [Some("time (s)".into()), Some("frequency (Hz)".into())],
        Kind::Spectrogram => [Some("sample".into()), Some("cycles per sample".into())],
        _ => [x, values],
    }
}

fn log_axes(axes: &mut AxesMut<'_>, lines: &[NamedLine], kind: Kind, args: &Args) -> Result<(), Failure> {
    let Some(log) = args.log else { return Ok(()) };
    let no_logarithm = |axis: &str, what: &str| {
        Err(Failure::Usage(format!("--log {axis}: the {axis} axis shows {what}, which have no logarithm")))
    };
    if kind == Kind::Spectrogram {
        return Err(Failure::Usage("--log does not go with --kind spectrogram".into()));
    }
    let x = lines.iter().filter(|_| kind != Kind::Hist).find_map(|line| line.data.x.as_ref());
    if matches!(log, LogAxes::X | LogAxes::Xy) {
        match x.map(|column| column.dtype()) {
            Some(DType::Timestamp(_)) => return no_logarithm("x", "times"),
            Some(DType::Text) => return no_logarithm("x", "names"),
            _ => _ = axes.x_log(),
        }
    }
    if matches!(log, LogAxes::Y | LogAxes::Xy) {
        axes.y_log();
    }
    Ok(())
}

/// Draws many signals, stacked, into axes of their own.
pub(crate) fn signals(figure: &mut Figure, [row, column]: [usize; 2], named: NamedSignals, args: &Args) {
    let NamedSignals { name, data, rate_hz } = named;
    let mut axes = figure.axes(row as u32, column as u32);
    axes.title(name);
    let rate_hz = args.rate.or(rate_hz);
    match rate_hz {
        Some(rate_hz) => _ = axes.signals(data).rate_hz(rate_hz),
        None => _ = axes.signals(data),
    }
    let along = if rate_hz.is_some() { "time (s)" } else { "sample" };
    axes.x_label(args.x_label.as_deref().unwrap_or(along));
    axes.y_label(args.y_label.as_deref().unwrap_or("channel"));
}

/// Draws an image into axes of its own.
pub(crate) fn image(figure: &mut Figure, [row, column]: [usize; 2], named: NamedImage, args: &Args) {
    let NamedImage { name, image, labels, upwards } = named;
    let long = image.width.max(image.height) / image.width.min(image.height).max(1) > MAX_SQUARE_RATIO;
    let mut axes = figure.axes(row as u32, column as u32);
    axes.title(&name);
    axes.image(image).label(name);
    if long {
        axes.aspect(None);
    }
    if upwards {
        axes.y_inverted(false);
    }
    let [x_label, y_label] = labels.map_or([None, None], |labels| labels.map(Some));
    if let Some(text) = args.x_label.clone().or(x_label) {
        axes.x_label(text);
    }
    if let Some(text) = args.y_label.clone().or(y_label) {
        axes.y_label(text);
    }
}
