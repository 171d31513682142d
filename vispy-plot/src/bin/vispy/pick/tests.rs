//! Tests of what is picked.

use vispy_plot::data::readers::{NamedColumn, TextCell};
use vispy_plot::data::{DType, TimeUnit};

use super::*;

fn table(columns: &[(&str, Column)]) -> Table {
    let named = |(name, column): &(&str, Column)| NamedColumn {
        name: (*name).into(),
        column: column.clone(),
        text: (column.dtype() == DType::Text).then(|| TextCell { value: "abc".into(), line: Some(2) }),
    };
    Table {
        path: "t.csv".into(),
        columns: columns.iter().map(named).collect(),
        rows: columns.first().map_or(0, |(_, c)| c.len()),
    }
}

fn args(more: &[&str]) -> Args {
    use clap::Parser as _;
    Args::try_parse_from([&["vispy", "t.csv"], more].concat()).unwrap()
}

/// The names of x and y of each line.
fn picked(table: &Table, more: &[&str]) -> Vec<(String, String)> {
    let lines = table_lines(table, "t", &args(more), &mut None).unwrap();
    lines.into_iter().map(|l| (l.x_name.unwrap(), l.y_name.unwrap())).collect()
}

fn error(table: &Table, more: &[&str]) -> String {
    table_lines(table, "t", &args(more), &mut None).map(|_| ()).unwrap_err().one_line()
}

fn prices() -> Table {
    table(&[
        ("name", Column::text(["a", "b"])),
        ("id", Column::from(vec![1i64, 2])),
        ("date", Column::timestamps(vec![0, 86_400], TimeUnit::Seconds)),
        ("close", Column::from(vec![3.0, 1.0])),
    ])
}

fn pair(x: &str, y: &str) -> (String, String) {
    (x.into(), y.into())
}

#[test]
fn dates_are_x_and_the_first_numbers_are_y() {
    assert_eq!(picked(&prices(), &[]), [pair("date", "id")]);
    assert_eq!(picked(&prices(), &["-y", "close, id"]), [pair("date", "close"), pair("date", "id")]);
    assert_eq!(picked(&prices(), &["-x", "id", "-y", "4"]), [pair("id", "close")]);
}

#[test]
fn increasing_numbers_are_x_where_there_are_no_dates() {
    let rising = ("t", Column::from(vec![0.0, 0.5, 2.0]));
    let other = ("v", Column::from(vec![5i64, 3, 4]));
    assert_eq!(picked(&table(&[other.clone(), rising.clone()]), &[]), [pair("t", "v")]);
    assert_eq!(picked(&table(std::slice::from_ref(&rising)), &[]), [pair("row", "t")]);
    assert_eq!(picked(&table(&[other.clone(), rising.clone()]), &["-y", "t"]), [pair("row", "t")]);
    assert_eq!(picked(&table(&[other, rising]), &["--rate", "10"]), [pair("row", "v")]);
}

#[test]
fn columns_without_a_value_are_not_picked() {
    let empty = ("empty", Column::from(vec![f64::NAN, f64::NAN]));
    let values = ("v", Column::from(vec![2.0, 1.0]));
    assert_eq!(picked(&table(&[empty, values]), &[]), [pair("row", "v")]);
}

#[test]
fn other_columns_are_mentioned() {
    let mut note = None;
    table_lines(&prices(), "t", &args(&[]), &mut note).unwrap();
    assert_eq!(note.as_deref(), Some("t: showing 'id'; choose with -y among close"));
}

#[test]
fn bad_choices_are_explained() {
    assert_eq!(error(&prices(), &["-y", "name"]), "t.csv: column 'name' is not numeric: line 2 has 'abc'");
    assert_eq!(
        error(&prices(), &["-x", "dat"]),
        "t.csv: no column 'dat'; columns are name, id, date, close; did you mean 'date'?"
    );
    let times = table(&[("date", Column::timestamps(vec![0], TimeUnit::Seconds))]);
    assert_eq!(error(&times, &[]), "t.csv: no column of numbers to draw; columns are date (time in seconds)");
    let texts = table(&[("v", Column::text(["1", "abc"]))]);
    assert_eq!(error(&texts, &[]), "t.csv: column 'v' is not numeric: line 2 has 'abc'");
}

fn shown(content: Content, more: &[&str]) -> Result<Part, Failure> {
    part(Path::new("dir/t.x"), content, &args(more), &mut None)
}

#[test]
fn arrays_are_lines_or_images_by_their_shape() {
    let array = |rows, columns| {
        Content::Array2(Array2 { rows, columns, values: Column::from(vec![0u8; rows * columns]) })
    };
    assert!(matches!(shown(Content::Array1(Column::from([1])), &[]), Ok(Part::Lines(l)) if l.len() == 1));
    assert!(matches!(shown(array(3, 2), &[]), Ok(Part::Image(named)) if named.image.width == 2));
    assert!(matches!(shown(array(3, 1), &[]), Ok(Part::Lines(l)) if l[0].data.y.len() == 3));
    assert!(matches!(shown(array(3, 2), &["--kind", "line"]), Ok(Part::Lines(l)) if l.len() == 2));
    for (content, more) in [
        (array(65, 65), &["--kind", "line"]),
        (Content::Array1(Column::from([1])), &["--kind", "image"]),
        (Content::Table(prices()), &["--kind", "image"]),
        (array(3, 2), &["-y", "2"]),
    ] {
        let failure = shown(content, more).map(|_| ()).unwrap_err();
        assert!(failure.one_line().starts_with("dir/t.x: "), "{failure}");
    }
}

#[test]
fn bars_stand_on_names_and_histograms_on_nothing() {
    assert_eq!(picked(&prices(), &["--kind", "bar", "-y", "close"]), [pair("name", "close")]);
    assert_eq!(picked(&prices(), &["--kind", "bar", "-x", "date", "-y", "close"]), [pair("date", "close")]);
    assert_eq!(picked(&prices(), &["--kind", "hist", "-y", "close"]), [pair("row", "close")]);
}

#[test]
fn matrices_and_pictures_are_one_histogram() {
    let array = Array2 { rows: 2, columns: 3, values: Column::from(vec![1u8; 6]) };
    let part = shown(Content::Array2(array), &["--kind", "hist"]);
    assert!(matches!(part, Ok(Part::Lines(lines)) if lines.len() == 1 && lines[0].data.y.len() == 6));
    let picture = ImageData { width: 2, height: 1, channels: 3, values: Column::from(vec![1u8; 6]) };
    let part = shown(Content::Image(picture), &["--kind", "hist"]);
    assert!(matches!(part, Ok(Part::Lines(lines)) if lines[0].data.y.len() == 6));
}

#[test]
fn several_columns_have_a_legend() {
    for (more, legend) in [(&["-y", "close,id"][..], true), (&["-y", "close"][..], false)] {
        let mut figure = Figure::new();
        let args = args(more);
        let lines = table_lines(&prices(), "t", &args, &mut None).unwrap();
        draw::lines(&mut figure, lines, &args, true).unwrap();
        assert_eq!(figure.document.axes[0].legend.is_some(), legend, "{more:?}");
    }
}

#[test]
fn tables_without_order_are_clouds_of_points() {
    let column = |name, values: [f64; 3]| (name, Column::from(values));
    let wind = table(&[
        column("longitude", [2.0, 1.0, 2.0]),
        column("latitude", [45.0, 45.0, 46.0]),
        column("speed", [3.0, 1.0, 2.0]),
    ]);
    let cloud = |more: &[&str]| {
        let mut note = None;
        let lines = table_lines(&wind, "t", &args(more), &mut note).unwrap();
        let [line] = lines.as_slice() else { panic!("{} lines", lines.len()) };
        (line.x_name.clone().unwrap(), line.y_name.clone().unwrap(), line.is_cloud, note)
    };
    let (x, y, is_cloud, note) = cloud(&[]);
    assert_eq!((x.as_str(), y.as_str(), is_cloud), ("longitude", "latitude", true));
    let expected = "t: showing 'latitude' over 'longitude'; choose with -x and -y among speed";
    assert_eq!(note.as_deref(), Some(expected));
    assert!(cloud(&["--kind", "scatter"]).2);
    for more in [&["-y", "speed"][..], &["--rate", "2"], &["-x", "speed"], &["--kind", "step"]] {
        assert!(!cloud(more).2, "{more:?}");
    }
    let mut figure = Figure::new();
    let lines = table_lines(&wind, "t", &args(&[]), &mut None).unwrap();
    draw::lines(&mut figure, lines, &args(&[]), true).unwrap();
    let kind = &figure.document.axes[0].series[0].kind;
    assert!(matches!(kind, vispy_plot::figure::SeriesKind::Scatter(_)), "{kind:?}");
}

#[test]
fn volumes_show_a_slice_and_colours_a_picture() {
    let array = |slowest_axis| {
        let values = Column::from((0..24).collect::<Vec<i32>>());
        Content::Array3(Array3 { shape: [2, 3, 4], values, slowest_axis })
    };
    let slice = |content: Content, more: &[&str]| {
        let mut note = None;
        match part(Path::new("t.npy"), content, &args(more), &mut note) {
            Ok(Part::Image(named)) => (named, note),
            other => panic!("{:?}", other.map(|_| ()).map_err(|failure| failure.one_line())),
        }
    };
    let size = |named: &NamedImage| (named.image.width, named.image.height);
    let (named, note) = slice(array(0), &[]);
    assert_eq!((size(&named), named.upwards), ((4, 3), false));
    assert_eq!(named.image.values.get_f64(0), Some(12.0), "the second of two");
    assert_eq!(note.as_deref(), Some("t: showing slice 1 of 0 to 1 along axis 0; choose with --slice"));
    let (named, note) = slice(array(2), &[]);
    assert_eq!((size(&named), named.upwards), ((2, 3), true), "x to the right, y upwards");
    assert_eq!(named.labels.unwrap(), ["axis 0", "axis 1"]);
    assert!(note.unwrap().contains("slice 2 of 0 to 3 along axis 2"));
    let (named, note) = slice(array(0), &["--slice", ":,1,:"]);
    assert_eq!(
        (size(&named), named.labels.unwrap(), note),
        ((4, 2), ["axis 2", "axis 0"].map(str::to_owned), None)
    );
    let failure = part(Path::new("t.npy"), array(0), &args(&["--slice", "2"]), &mut None).map(|_| ());
    assert_eq!(failure.unwrap_err().one_line(), "t.npy: no slice 2; axis 0 has 0 to 1");
    let colours = Array3 { shape: [2, 2, 3], values: Column::from(vec![7u8; 12]), slowest_axis: 0 };
    let (named, note) = slice(Content::Array3(colours.clone()), &[]);
    assert_eq!((named.image.channels, note), (3, None));
    assert_eq!(slice(Content::Array3(colours), &["--slice", "0"]).0.image.channels, 1);
    for (content, more) in [(array(0), &["--kind", "line"]), (Content::Table(prices()), &["--slice", "1"])] {
        let failure = shown(content, more).map(|_| ()).unwrap_err();
        assert!(failure.one_line().starts_with("dir/t.x: "), "{failure}");
    }
}
