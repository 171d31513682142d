//! The command line.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use vispy_plot::data::readers::RawNumber;
use vispy_plot::error::DataError;

const EXAMPLES: &str = "\
Examples:
  vispy recording.npy --rate 100             a signal of 100 samples a second, in a window
  vispy sp500.csv -x date -y close,open      two columns of a table over its dates
  vispy sp500.csv -o close.png --size 1200x400 --dpi 192
  vispy astronaut.png                        a picture, the right way up, pixels square
  vispy matrix.npy --kind line               each column of a 2-D array as a line
  vispy rec.bin --dtype i16 --channels 384 --rate 30000 -y 1,2    two channels of a raw recording
  vispy penguins.csv --kind scatter -x bill_length -y bill_depth
  vispy volume.npy --slice 90                a slice of a 3-D array; --slice :,90,: across its second axis
  vispy recording.npy --kind hist --bins 100 --log y
  vispy recording.npy --kind spectrogram --rate 100 --theme dark
  sensor | vispy - --last 10000              lines of numbers as they arrive, the last 10000
  vispy --follow log.csv -x time -y volts    a file that grows
  vispy check shade.frag fade.glsl           what is wrong with GLSL files; see vispy check --help

Without -x, a table is drawn over its first column of dates, else over its first increasing column;
without -y, the first other column of numbers is drawn. If no column is in order, markers show the second column
of numbers over the first. Columns without a name are called by number, from 1.";

/// Shows data files as plots: signals, tables and pictures.
#[derive(Debug, Parser)]
#[command(name = "vispy", version, after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Files to show: .npy, .npz, .csv, .tsv, .txt, .arrow, .parquet, .wav, .png, .jpg, with --dtype any; `-` for lines of numbers from standard input.
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,

    /// Column of a table for x: its name, or its number from 1.
    #[arg(short, value_name = "COL", overrides_with = "x")]
    pub(crate) x: Option<String>,

    /// Columns of a table, or channels of a recording, for y, separated by commas.
    #[arg(short, value_name = "COL,COL", overrides_with = "y")]
    pub(crate) y: Option<String>,

    /// How to show it; without this, the file decides.
    #[arg(long, value_enum, overrides_with = "kind")]
    pub(crate) kind: Option<Kind>,

    /// Writes a file instead of opening a window: .png, .svg, .pdf.
    #[arg(short, long, value_name = "OUT", overrides_with = "output")]
    pub(crate) output: Option<PathBuf>,

    /// Size in logical pixels, such as 800x600.
    #[arg(long, value_name = "WxH", value_parser = size, overrides_with = "size")]
    pub(crate) size: Option<[u32; 2]>,

    /// Dots per inch of the written picture; 96 makes a logical pixel one dot.
    #[arg(long, value_name = "N", value_parser = positive, overrides_with = "dpi")]
    pub(crate) dpi: Option<f64>,

    /// Text above; without this, the name of the file.
    #[arg(long, value_name = "T", allow_hyphen_values = true, overrides_with = "title")]
    pub(crate) title: Option<String>,

    /// Text along x; without this, the name of the column.
    #[arg(long, value_name = "T", allow_hyphen_values = true, overrides_with = "x_label")]
    pub(crate) x_label: Option<String>,

    /// Text along y; without this, the names of the columns.
    #[arg(long, value_name = "T", allow_hyphen_values = true, overrides_with = "y_label")]
    pub(crate) y_label: Option<String>,

    /// Samples per second: x counts seconds from the first sample.
    #[arg(long, value_name = "HZ", value_parser = positive, conflicts_with = "x", overrides_with = "rate")]
    pub(crate) rate: Option<f64>,

    /// Reads raw numbers of this type, such as i16, f32 or u16be (most significant byte first).
    #[arg(long, value_name = "TYPE", value_parser = number, conflicts_with = "x", overrides_with = "dtype")]
    pub(crate) dtype: Option<RawNumber>,

    /// Channels of a raw file, which take turns.
    #[arg(long, value_name = "N", value_parser = count, requires = "dtype", overrides_with = "channels")]
    pub(crate) channels: Option<usize>,

    /// Bytes of a raw file before the first number.
    #[arg(long, value_name = "BYTES", requires = "dtype", overrides_with = "skip")]
    pub(crate) skip: Option<u64>,

    /// Shows an axis by its logarithm: x, y or xy.
    #[arg(long, value_enum, value_name = "AXES", overrides_with = "log")]
    pub(crate) log: Option<LogAxes>,

    /// The look.
    #[arg(long, value_enum, overrides_with = "theme")]
    pub(crate) theme: Option<Look>,

    /// Number of bins of a histogram; without this, as many as suit the values.
    #[arg(long, value_name = "N", value_parser = count, overrides_with = "bins")]
    pub(crate) bins: Option<usize>,

    /// Slice of an array of three dimensions: K, or the axis too as in NumPy: `:,K,:`.
    #[arg(long, value_name = "K", value_parser = slice, allow_hyphen_values = true, overrides_with = "slice")]
    pub(crate) slice: Option<Slice>,

    /// Array of an .npz archive.
    #[arg(long, value_name = "NAME", conflicts_with = "dtype", overrides_with = "array")]
    pub(crate) array: Option<String>,

    /// Shows a text file while it grows.
    #[arg(long)]
    pub(crate) follow: bool,

    /// Keeps only the last lines of standard input or of a file that grows.
    #[arg(long, value_name = "N", value_parser = count, overrides_with = "last")]
    pub(crate) last: Option<usize>,
}

/// What a file is shown as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// Lines.
    Line,
    /// Markers at points.
    Scatter,
    /// Lines of steps.
    Step,
    /// Bars; a column of names is x.
    Bar,
    /// How often values fall into bins.
    Hist,
    /// How strong each frequency is over time.
    Spectrogram,
    /// An image.
    Image,
}

impl Kind {
    /// What messages call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Line => "lines",
            Self::Scatter => "markers",
            Self::Step => "steps",
            Self::Bar => "bars",
            Self::Hist => "a histogram",
            Self::Spectrogram => "a spectrogram",
            Self::Image => "an image",
        }
    }
}

/// Axes that are shown by their logarithm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogAxes {
    /// The x axis.
    X,
    /// The y axis.
    Y,
    /// Both.
    Xy,
}

/// What a figure looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Look {
    /// Dark on white.
    Light,
    /// Light on dark gray.
    Dark,
}

/// Which slice of a volume is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slice {
    /// The axis that it is across; without this, the array decides.
    pub(crate) axis: Option<usize>,
    /// Which one, from 0.
    pub(crate) index: usize,
}

/// Parses `94` and `:,:,94`.
fn slice(text: &str) -> Result<Slice, String> {
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let numbers: Vec<(usize, usize)> =
        parts.iter().enumerate().filter_map(|(axis, part)| Some((axis, part.parse().ok()?))).collect();
    let others = parts.iter().filter(|part| **part == ":").count();
    match (parts.len(), numbers.as_slice()) {
        (1, [(_, index)]) => Ok(Slice { axis: None, index: *index }),
        (3, [(axis, index)]) if others == 2 => Ok(Slice { axis: Some(*axis), index: *index }),
        _ => Err("expected a number from 0 on, or a number and two colons such as ':,:,94'".into()),
    }
}

/// Parses `800x600`.
fn size(text: &str) -> Result<[u32; 2], String> {
    let parts = text.split_once(['x', 'X', '*']).and_then(|(w, h)| Some([w.parse().ok()?, h.parse().ok()?]));
    match parts {
        Some([w, h]) if (1..=32_768).contains(&w) && (1..=32_768).contains(&h) => Ok([w, h]),
        _ => Err("expected WIDTHxHEIGHT, each 1 to 32768, such as 800x600".into()),
    }
}

fn count(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|count| *count > 0).ok_or_else(|| "expected a whole number from 1 on".into())
}

fn number(text: &str) -> Result<RawNumber, String> {
    text.parse().map_err(|error: DataError| error.to_string())
}

fn positive(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(value) if value > 0.0 && value.is_finite() && value.recip().is_finite() => Ok(value),
        _ => Err("expected a positive number".into()),
    }
}

/// Says on one line what is wrong with a command line.
pub(crate) fn one_line(error: &clap::Error) -> String {
    let text = error.to_string();
    let message = text.split("\n\nUsage:").next().unwrap_or_default();
    let message = message.split("\n\nFor more information").next().unwrap_or_default();
    let words: Vec<&str> = message.trim_start_matches("error:").split_whitespace().collect();
    format!("{}; see vispy --help", words.join(" "))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    fn parse(args: &[&str]) -> Result<Args, clap::Error> {
        Args::try_parse_from([&["vispy"], args].concat())
    }

    #[test]
    fn the_command_is_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn later_options_override_earlier_ones() {
        let args =
            parse(&["a.csv", "-y", "a", "--size", "1x2", "-y", "b,c", "b.csv", "--size", "800x600"]).unwrap();
        assert_eq!(args.y.as_deref(), Some("b,c"));
        assert_eq!(args.size, Some([800, 600]));
        assert_eq!(args.files.len(), 2);
    }

    #[test]
    fn bad_values_are_refused_on_one_line() {
        for args in [
            &[][..],
            &["a", "--size", "800"],
            &["a", "--size", "0x5"],
            &["a", "--dpi", "-1"],
            &["a", "--dpi", "nan"],
            &["a", "--rate", "0"],
            &["a", "--kind", "pie"],
            &["a", "--rate", "5", "-x", "t"],
            &["a", "--colour", "red"],
            &["a", "--slice", "-1"],
            &["a", "--channels", "4"],
            &["a", "--skip", "4"],
            &["a", "--dtype", "i12"],
            &["a", "--dtype", "i16", "--channels", "0"],
            &["a", "--slice", "1,2,3"],
            &["a", "--slice", ":,:"],
            &["a", "--slice", ":,:,:"],
        ] {
            let line = one_line(&parse(args).unwrap_err());
            assert!(!line.contains('\n') && line.ends_with("; see vispy --help"), "{line}");
        }
    }

    #[test]
    fn slices_are_numbered_as_in_numpy() {
        let slice = |text| parse(&["a", "--slice", text]).unwrap().slice.unwrap();
        assert_eq!(slice("94"), Slice { axis: None, index: 94 });
        assert_eq!(slice("94,:,:"), Slice { axis: Some(0), index: 94 });
        assert_eq!(slice(":, :, 0"), Slice { axis: Some(2), index: 0 });
    }

    #[test]
    fn messages_name_the_option() {
        let line = one_line(&parse(&["a", "--size", "800"]).unwrap_err());
        assert_eq!(
            line,
            "invalid value '800' for '--size <WxH>': expected WIDTHxHEIGHT, each 1 to 32768, such as 800x600; see vispy --help"
        );
    }
}
