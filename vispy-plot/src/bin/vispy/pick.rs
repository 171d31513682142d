//! From files to a figure: picks what to draw where the command line leaves it open.

use std::path::Path;

use vispy_plot::data::readers::{Array2, Array3, Content, ImageData, Pair, Recording, Table, read, read_npz};
use vispy_plot::data::{Column, DType, SeriesData};
use vispy_plot::figure::{SignalData, Theme};
use vispy_plot::{Error, Figure};

use crate::args::{Args, Kind, Look};
use crate::bar::Bar;
use crate::draw::{self, NamedImage, NamedLine, NamedSignals};
use crate::failure::Failure;
use crate::recording;

/// The largest number of columns of an array that are drawn as lines.
const MAX_LINES: usize = 64;

/// Samples of each channel, for each channel, from which on many rows or columns are signals.
const SAMPLES_PER_CHANNEL: usize = 8;

/// What the command shows.
pub(crate) struct Picked {
    /// The figure.
    pub(crate) figure: Figure,
    /// What else could have been shown.
    pub(crate) note: Option<String>,
}

/// What is drawn of one file.
pub(crate) enum Part {
    Lines(Vec<NamedLine>),
    Signals(NamedSignals),
    Image(NamedImage),
}

/// Reads the files and makes a figure of them: all lines share one pair of axes, each image has its own.
pub(crate) fn figure(args: &Args) -> Result<Picked, Failure> {
    if args.bins.is_some() && args.kind != Some(Kind::Hist) {
        return Err(Failure::Usage("--bins goes with --kind hist".into()));
    }
    let mut note = None;
    let mut lines = Vec::new();
    let mut images = Vec::new();
    let mut stacks = Vec::new();
    for path in &args.files {
        if let Some(number) = args.dtype {
            match recording::lines(path, number, args, &mut note)? {
                Part::Lines(more) => lines.extend(more),
                Part::Signals(signals) => stacks.push(signals),
                Part::Image(image) => images.push(image),
            }
            continue;
        }
        let content = content(path, args)?;
        match part(path, content, args, &mut note)? {
            Part::Lines(more) => lines.extend(more),
            Part::Signals(signals) => stacks.push(signals),
            Part::Image(image) => images.push(image),
        }
    }
    let mut figure = Figure::new();
    if let Some([width, height]) = args.size {
        figure.size_px(width, height);
    }
    let cells = images.len() + stacks.len() + usize::from(!lines.is_empty());
    let columns = (1..=cells).find(|n| n * n >= cells).unwrap_or(1);
    let single_file = args.files.len() == 1;
    if args.theme == Some(Look::Dark) {
        figure.theme(Theme::Dark);
    }
    if !lines.is_empty() {
        draw::lines(&mut figure, lines, args, single_file)?;
    }
    let first_stack = figure.document.axes.len();
    for (i, signals) in stacks.into_iter().enumerate() {
        let cell = first_stack + i;
        draw::signals(&mut figure, [cell / columns, cell % columns], signals, args);
    }
    let first_image = figure.document.axes.len();
    for (i, image) in images.into_iter().enumerate() {
        let cell = first_image + i;
        draw::image(&mut figure, [cell / columns, cell % columns], image, args);
    }
    if let (Some(title), Some(axes)) = (&args.title, figure.document.axes.first_mut()) {
        axes.title = Some(title.clone());
    }
    figure.check()?;
    Ok(Picked { figure, note })
}

/// Reads a file, or one array of an archive.
fn content(path: &Path, args: &Args) -> Result<Content, Failure> {
    let bar = &mut Bar::new(path.display().to_string());
    let Some(name) = &args.array else { return read(path, bar).map_err(explained) };
    let arrays = read_npz(path, bar)?;
    let names: Vec<String> = arrays.iter().map(|(name, _)| name.clone()).collect();
    let found = arrays.into_iter().find(|(found, _)| found == name);
    found.map(|(_, content)| content).ok_or_else(|| {
        let (path, names) = (path.display(), names.join(", "));
        Failure::Usage(format!("{path}: no array '{name}'; arrays are {names}"))
    })
}

/// Says what can be done with a file that no reader knows.
fn explained(error: Error) -> Failure {
    match error {
        Error::UnknownFormat { .. } => {
            Failure::Usage(format!("{error}; raw numbers with --dtype, such as --dtype i16"))
        }
        error => error.into(),
    }
}

/// Decides what is drawn of one file.
fn part(path: &Path, content: Content, args: &Args, note: &mut Option<String>) -> Result<Part, Failure> {
    let name = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let refuse = |what: &str| Err(Failure::Usage(format!("{}: {what}", path.display())));
    let has_columns = matches!(content, Content::Table(_) | Content::Recording(_));
    if (args.y.is_some() && !has_columns) || (args.x.is_some() && !matches!(content, Content::Table(_))) {
        return refuse("-x and -y choose columns of a table, and this file is not one");
    }
    let line = |y: Column, y_name: Option<String>| NamedLine {
        file: name.clone(),
        x_name: Some("sample".into()),
        y_name,
        data: SeriesData { x: None, y },
        is_cloud: false,
        rate_hz: None,
    };
    let picture = |image: ImageData| {
        Ok(Part::Image(NamedImage { name: name.clone(), image, labels: None, upwards: false }))
    };
    // What has so many samples a second is signals.
    let is_matrix = matches!(&content, Content::Array2(array) if array.rows > 1 && array.columns > 1);
    let signals = is_matrix && args.rate.is_some();
    let kind = args.kind.or(signals.then_some(Kind::Line));
    if args.slice.is_some() && !matches!(content, Content::Array3(_)) {
        return refuse("--slice chooses a part of an array of 3 dimensions, and this file is not one");
    }
    if kind == Some(Kind::Image)
        && let Some(why) = no_image(&content)
    {
        return refuse(why);
    }
    match content {
        Content::Table(table) => table_lines(&table, &name, args, note).map(Part::Lines),
        Content::Recording(Recording { samples, rate_hz }) => {
            recording::channels(path, &samples, Some(rate_hz), args, note).map(Part::Lines)
        }
        Content::Array1(y) => Ok(Part::Lines(vec![line(y, None)])),
        Content::Array2(Array2 { rows, columns, values })
            if kind.is_none() && (rows == 1 || columns == 1) =>
        {
            Ok(Part::Lines(vec![line(values, None)]))
        }
        Content::Array2(Array2 { rows, columns, values }) if matches!(kind, None | Some(Kind::Image)) => {
            picture(ImageData { width: columns, height: rows, channels: 1, values })
        }
        // All values of an array or a picture are one histogram.
        Content::Array2(Array2 { values, .. })
        | Content::Array3(Array3 { values, .. })
        | Content::Image(ImageData { values, .. })
            if kind == Some(Kind::Hist) =>
        {
            Ok(Part::Lines(vec![line(values, None)]))
        }
        Content::Array2(array) if array.columns <= MAX_LINES => {
            let named = |i| line(array.column(i), Some(format!("column {}", i + 1)));
            Ok(Part::Lines((0..array.columns).map(named).collect()))
        }
        Content::Array2(array) if array.rows <= MAX_LINES => {
            let named = |i| line(array.row(i), Some(format!("row {}", i + 1)));
            Ok(Part::Lines((0..array.rows).map(named).collect()))
        }
        Content::Array2(array) if kind == Some(Kind::Line) && is_long(&array) => {
            let (channels, interleaved) =
                if array.rows > array.columns { (array.columns, true) } else { (array.rows, false) };
            let data = SignalData { values: array.values, channels, interleaved };
            Ok(Part::Signals(NamedSignals { name, data, rate_hz: None }))
        }
        Content::Array2(array) => {
            let as_what = kind.map_or("lines", Kind::name);
            let what = format!("it has {} rows and {} columns", array.rows, array.columns);
            refuse(&format!("{what}; at most {MAX_LINES} of either are shown as {as_what}"))
        }
        Content::Image(image) if matches!(kind, None | Some(Kind::Image)) => picture(image),
        Content::Array3(array) if matches!(kind, None | Some(Kind::Image)) => match array.picture() {
            Some(image) if args.slice.is_none() => picture(image),
            _ => volume_slice(path, &name, &array, args, note),
        },
        Content::Image(_) | Content::Array3(_) => {
            refuse(&format!("a picture cannot be shown as {}", kind.map_or("lines", Kind::name)))
        }
        _ => refuse("this kind of file cannot be shown"),
    }
}

/// Why what a file holds cannot be shown as an image.
fn no_image(content: &Content) -> Option<&'static str> {
    match content {
        Content::Table(_) => Some("a table cannot be shown as an image, only as lines"),
        Content::Recording(_) => Some("a recording cannot be shown as an image, only as lines"),
        Content::Array1(_) => Some("an image needs an array of 2 dimensions, this has 1"),
        _ => None,
    }
}

/// Whether one side of an array is so much longer than the other that it is signals.
fn is_long(array: &Array2) -> bool {
    array.rows.max(array.columns) >= SAMPLES_PER_CHANNEL * array.rows.min(array.columns)
}

/// Cuts a slice out of an array of three dimensions: the middle one, unless the user says which.
fn volume_slice(
    path: &Path,
    name: &str,
    array: &Array3,
    args: &Args,
    note: &mut Option<String>,
) -> Result<Part, Failure> {
    let axis = args.slice.and_then(|slice| slice.axis).unwrap_or(array.slowest_axis);
    let count = array.shape[axis];
    let index = args.slice.map_or(count / 2, |slice| slice.index);
    let slice = array.slice(axis, index).ok_or_else(|| {
        let last = count.saturating_sub(1);
        Failure::Usage(format!("{}: no slice {index}; axis {axis} has 0 to {last}", path.display()))
    })?;
    if args.slice.is_none() {
        let last = count - 1;
        *note = Some(format!(
            "{name}: showing slice {index} of 0 to {last} along axis {axis}; choose with --slice"
        ));
    }
    let [first, second] = [usize::from(axis == 0), if axis == 2 { 1 } else { 2 }];
    // In Fortran's order x comes first, and what has x and y is seen with y upwards.
    let upwards = array.slowest_axis == 2;
    let (slice, along) =
        if upwards { (slice.transposed(), [first, second]) } else { (slice, [second, first]) };
    let Array2 { rows, columns, values } = slice;
    let image = ImageData { width: columns, height: rows, channels: 1, values };
    let labels = Some(along.map(|axis| format!("axis {axis}")));
    Ok(Part::Image(NamedImage { name: format!("{name} [{index}]"), image, labels, upwards }))
}

/// Decides which columns of a table are drawn.
fn table_lines(
    table: &Table,
    file: &str,
    args: &Args,
    note: &mut Option<String>,
) -> Result<Vec<NamedLine>, Failure> {
    let position = |name: &str| {
        table.drawable(name)?;
        table.position(name)
    };
    let mut y = Vec::new();
    for name in args.y.iter().flat_map(|names| names.split(',')).map(str::trim) {
        y.push(position(name)?);
    }
    let x = match &args.x {
        // Bars have names, too.
        Some(name) if args.kind == Some(Kind::Bar) => Some(table.position(name)?),
        Some(name) => Some(position(name)?),
        None if args.rate.is_some() || matches!(args.kind, Some(Kind::Hist | Kind::Spectrogram)) => None,
        None if args.kind == Some(Kind::Bar) => names(table).or_else(|| table.ordered(&y)),
        None => table.ordered(&y),
    };
    let mut pair = Pair { x, y: 0, in_order: true };
    if y.is_empty() {
        let numbers: Vec<usize> =
            (0..table.columns.len()).filter(|&i| Some(i) != x && table.has_numbers(i)).collect();
        pair.y = *numbers.first().ok_or_else(|| nothing_to_draw(table))?;
        // Nobody said anything: the table may hold a cloud of points.
        let free = args.x.is_none() && args.rate.is_none() && matches!(args.kind, None | Some(Kind::Scatter));
        if let Some(cloud) = table.pair().filter(|pair| free && !pair.in_order) {
            pair = cloud;
        }
        y.push(pair.y);
        let others: Vec<usize> = numbers.into_iter().filter(|&i| i != pair.y && Some(i) != pair.x).collect();
        if !others.is_empty() || !pair.in_order {
            let name = |i: usize| table.columns[i].name.as_str();
            let (over, choose) = match pair.x.filter(|_| !pair.in_order) {
                Some(x) => (format!(" over '{}'", name(x)), "-x and -y"),
                None => (String::new(), "-y"),
            };
            let names: Vec<&str> = others.into_iter().map(name).collect();
            let among = if names.is_empty() { String::new() } else { format!(" among {}", names.join(", ")) };
            *note = Some(format!("{file}: showing '{}'{over}; choose with {choose}{among}", name(pair.y)));
        }
    }
    let x = pair.x;
    let line = |y: usize| NamedLine {
        file: file.into(),
        x_name: Some(x.map_or_else(|| "row".to_owned(), |x| table.columns[x].name.clone())),
        y_name: Some(table.columns[y].name.clone()),
        data: SeriesData {
            x: x.map(|x| table.columns[x].column.clone()),
            y: table.columns[y].column.clone(),
        },
        is_cloud: !pair.in_order,
        rate_hz: None,
    };
    Ok(y.into_iter().map(line).collect())
}

/// Returns the first column of texts.
fn names(table: &Table) -> Option<usize> {
    table.columns.iter().position(|named| named.column.dtype() == DType::Text)
}

/// Explains why no column of a table can be y: the text that came last in a column is the likely culprit.
fn nothing_to_draw(table: &Table) -> Failure {
    let culprit =
        table.columns.iter().filter(|c| c.text.is_some()).max_by_key(|c| c.text.as_ref().map(|t| t.line));
    match culprit.map(|column| table.drawable(&column.name)) {
        Some(Err(error)) => error.into(),
        _ => {
            let columns: Vec<String> =
                table.columns.iter().map(|c| format!("{} ({})", c.name, c.column.dtype())).collect();
            let path = table.path.display();
            Failure::Usage(format!(
                "{path}: no column of numbers to draw; columns are {}",
                columns.join(", ")
            ))
        }
    }
}

#[cfg(test)]
mod tests;
