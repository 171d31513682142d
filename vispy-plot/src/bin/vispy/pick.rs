//! From files to a figure: picks what to draw where the command line leaves it open.

use std::path::Path;

use vispy_plot::Figure;
use vispy_plot::data::readers::{Array2, Content, ImageData, Table, read};
use vispy_plot::data::{Column, DType, SeriesData};
use vispy_plot::figure::Theme;

use crate::args::{Args, Kind, Look};
use crate::bar::Bar;
use crate::draw::{self, NamedLine};
use crate::failure::Failure;

/// The largest number of columns of an array that are drawn as lines.
const MAX_LINES: usize = 64;

/// What the command shows.
pub(crate) struct Picked {
    /// The figure.
    pub(crate) figure: Figure,
    /// What else could have been shown.
    pub(crate) note: Option<String>,
}

/// What is drawn of one file.
enum Part {
    Lines(Vec<NamedLine>),
    Image { name: String, image: ImageData },
}

/// Reads the files and makes a figure of them: all lines share one pair of axes, each image has its own.
pub(crate) fn figure(args: &Args) -> Result<Picked, Failure> {
    if args.bins.is_some() && args.kind != Some(Kind::Hist) {
        return Err(Failure::Usage("--bins goes with --kind hist".into()));
    }
    let mut note = None;
    let mut lines = Vec::new();
    let mut images = Vec::new();
    for path in &args.files {
        let content = read(path, &mut Bar::new(path.display().to_string()))?;
        match part(path, content, args, &mut note)? {
            Part::Lines(more) => lines.extend(more),
            Part::Image { name, image } => images.push((name, image)),
        }
    }
    let mut figure = Figure::new();
    if let Some([width, height]) = args.size {
        figure.size_px(width, height);
    }
    let cells = images.len() + usize::from(!lines.is_empty());
    let columns = (1..=cells).find(|n| n * n >= cells).unwrap_or(1);
    let single_file = args.files.len() == 1;
    if args.theme == Some(Look::Dark) {
        figure.theme(Theme::Dark);
    }
    if !lines.is_empty() {
        draw::lines(&mut figure, lines, args, single_file)?;
    }
    let first_image = figure.document.axes.len();
    for (i, (name, image)) in images.into_iter().enumerate() {
        let cell = first_image + i;
        draw::image(&mut figure, [cell / columns, cell % columns], name, image, args);
    }
    if let (Some(title), Some(axes)) = (&args.title, figure.document.axes.first_mut()) {
        axes.title = Some(title.clone());
    }
    figure.check()?;
    Ok(Picked { figure, note })
}

/// Decides what is drawn of one file.
fn part(path: &Path, content: Content, args: &Args, note: &mut Option<String>) -> Result<Part, Failure> {
    let name = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let refuse = |what: &str| Err(Failure::Usage(format!("{}: {what}", path.display())));
    if !matches!(content, Content::Table(_)) && (args.x.is_some() || args.y.is_some()) {
        return refuse("-x and -y choose columns of a table, and this file is not one");
    }
    let line = |y: Column, y_name: Option<String>| NamedLine {
        file: name.clone(),
        x_name: Some("sample".into()),
        y_name,
        data: SeriesData { x: None, y },
    };
    let kind = args.kind;
    match content {
        Content::Table(_) if kind == Some(Kind::Image) => {
            refuse("a table cannot be shown as an image, only as lines")
        }
        Content::Table(table) => table_lines(&table, &name, args, note).map(Part::Lines),
        Content::Array1(_) if kind == Some(Kind::Image) => {
            refuse("an image needs an array of 2 dimensions, this has 1")
        }
        Content::Array1(y) => Ok(Part::Lines(vec![line(y, None)])),
        Content::Array2(Array2 { rows, columns, values })
            if kind.is_none() && (rows == 1 || columns == 1) =>
        {
            Ok(Part::Lines(vec![line(values, None)]))
        }
        Content::Array2(Array2 { rows, columns, values }) if matches!(kind, None | Some(Kind::Image)) => {
            let image = ImageData { width: columns, height: rows, channels: 1, values };
            Ok(Part::Image { name, image })
        }
        // All values of a matrix or a picture are one histogram.
        Content::Array2(Array2 { values, .. }) | Content::Image(ImageData { values, .. })
            if kind == Some(Kind::Hist) =>
        {
            Ok(Part::Lines(vec![line(values, None)]))
        }
        Content::Array2(array) if array.columns <= MAX_LINES => {
            let named = |i| line(array.column(i), Some(format!("column {}", i + 1)));
            Ok(Part::Lines((0..array.columns).map(named).collect()))
        }
        Content::Array2(array) => {
            let as_what = kind.map_or("lines", Kind::name);
            refuse(&format!("it has {} columns; at most {MAX_LINES} are shown as {as_what}", array.columns))
        }
        Content::Image(image) if matches!(kind, None | Some(Kind::Image)) => Ok(Part::Image { name, image }),
        Content::Image(_) => {
            refuse(&format!("a picture cannot be shown as {}", kind.map_or("lines", Kind::name)))
        }
        _ => refuse("this kind of file cannot be shown"),
    }
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
        None if args.kind == Some(Kind::Bar) => names(table).or_else(|| automatic_x(table, &y)),
        None => automatic_x(table, &y),
    };
    if y.is_empty() {
        let numbers: Vec<usize> =
            (0..table.columns.len()).filter(|&i| Some(i) != x && is_y(table, i)).collect();
        y.push(*numbers.first().ok_or_else(|| nothing_to_draw(table))?);
        if let [shown, others @ ..] = numbers.as_slice()
            && !others.is_empty()
        {
            let names: Vec<&str> = others.iter().map(|&i| table.columns[i].name.as_str()).collect();
            let shown = &table.columns[*shown].name;
            *note = Some(format!("{file}: showing '{shown}'; choose with -y among {}", names.join(", ")));
        }
    }
    let line = |y: usize| NamedLine {
        file: file.into(),
        x_name: Some(x.map_or_else(|| "row".to_owned(), |x| table.columns[x].name.clone())),
        y_name: Some(table.columns[y].name.clone()),
        data: SeriesData {
            x: x.map(|x| table.columns[x].column.clone()),
            y: table.columns[y].column.clone(),
        },
    };
    Ok(y.into_iter().map(line).collect())
}

/// Returns the first column of texts.
fn names(table: &Table) -> Option<usize> {
    table.columns.iter().position(|named| named.column.dtype() == DType::Text)
}

/// Returns the first column of times, else the first increasing column of numbers, if something is left to be y.
fn automatic_x(table: &Table, y: &[usize]) -> Option<usize> {
    let free = || (0..table.columns.len()).filter(|i| !y.contains(i));
    let column = |i: usize| &table.columns[i].column;
    let leaves_y = |x: usize| !y.is_empty() || (0..table.columns.len()).any(|i| i != x && is_y(table, i));
    let times = free().find(|&i| column(i).dtype().is_time());
    let increasing =
        |&i: &usize| column(i).dtype().is_number() && column(i).len() > 1 && column(i).is_increasing();
    times.or_else(|| free().find(increasing)).filter(|&x| leaves_y(x))
}

/// Tells whether a column has a number in it to draw.
fn is_y(table: &Table, i: usize) -> bool {
    let column = &table.columns[i].column;
    column.dtype().is_number() && column.extent().is_some()
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
