//! The figure document: building, checking, writing and reading.

use ndarray::{Array1, Array2, Array3};
use vispy_plot::Figure;
use vispy_plot::data::{Column, TimeUnit, Value};
use vispy_plot::error::DataError;
use vispy_plot::figure::{Extent, FigureDocument, Interpolation, Limits, Scale, SeriesKind, XData};

fn full() -> Figure {
    let mut figure = Figure::new();
    figure.size_px(1200, 400);
    let mut axes = figure.axes(0, 0);
    let base = 1_700_000_000_000_000_001i64;
    let times = Column::timestamps(vec![base, base + 1], TimeUnit::Nanos);
    axes.line((times, [1.0f32, 2.0])).color("steelblue").width_px(2.0).label("signal");
    axes.title("T").x_label("time").y_label("V").x_limits(base, base + 2).y_limits(-1.0, 1.0).grid(false);
    let mut axes = figure.axes(1, 0);
    axes.image(&Array2::<u16>::ones((2, 3)))
        .colormap("magma")
        .limits(0.0, 2.0)
        .interpolation(Interpolation::Linear)
        .extent(Extent { left: 0.0, right: 3.0, top: 2.0, bottom: 0.0 });
    axes.span(1, 2);
    figure.axes(0, 1).line(vec![1u8, 2]).rate_hz(100.0);
    figure
}

#[test]
fn a_document_survives_json() {
    let figure = full();
    figure.check().unwrap();
    let json = serde_json::to_string(&figure.document).unwrap();
    assert!(json.starts_with("{\"version\":1,"), "{json}");
    let read: FigureDocument = serde_json::from_str(&json).unwrap();
    assert_eq!(read, figure.document);
    // The nanosecond is not lost, as it would be in an f64.
    assert!(matches!(
        read.axes[0].x.limits,
        Limits::Fixed { low: Value::I64(1_700_000_000_000_000_001), .. }
    ));
    Figure::from_parts(read, figure.data).unwrap();
}

#[test]
fn unknown_versions_and_fields_are_refused() {
    let json = serde_json::to_string(&full().document).unwrap();
    for (from, to, expected) in [
        ("\"version\":1", "\"version\":2", "figure format version 2 is unknown; this build reads version 1"),
        ("\"version\":1", "\"version\":\"x\"", "invalid type"),
        ("\"version\":1,", "", "missing field `version`"),
        ("\"theme\":", "\"colour\":1,\"theme\":", "unknown field `colour`"),
        ("\"light\"", "\"neon\"", "unknown variant `neon`"),
    ] {
        let changed = json.replacen(from, to, 1);
        assert_ne!(changed, json, "{from}");
        let error = serde_json::from_str::<FigureDocument>(&changed).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn a_document_needs_its_columns() {
    let figure = full();
    let error = Figure::from_parts(figure.document, Default::default()).unwrap_err();
    let DataError::InSeries { series, source } = error else { panic!("{error}") };
    assert_eq!(series, "series 'signal'");
    assert!(matches!(*source, DataError::StaleColumn { .. }), "{source}");
}

#[test]
fn lines_are_made_of_many_types() {
    let array = Array1::<f64>::zeros(3);
    let vector = vec![1.0f32; 3];
    let slice: &[i16] = &[1, 2, 3];
    for plot in [
        vispy_plot::line(&vector),
        vispy_plot::line(vector.clone()),
        vispy_plot::line(slice),
        vispy_plot::line(&array),
        vispy_plot::line(array.view()),
        vispy_plot::line(array.clone()),
        vispy_plot::line([1u64, 2, 3]),
        vispy_plot::line((&vector, &array)),
        vispy_plot::line((slice, array.view())),
        vispy_plot::line(Column::uniform(0.0, 1.0, 3)),
    ] {
        plot.check().unwrap();
    }
}

#[test]
fn x_comes_from_the_index_a_rate_or_a_column() {
    let figure = vispy_plot::line([1.0, 2.0, 4.0]).line(([5.0, 6.0], [1.0, 2.0])).rate_hz(4.0).into_figure();
    let x = |i: usize| match &figure.document.axes[0].series[i].kind {
        SeriesKind::Line(line) => line.x,
        other => panic!("{other:?}"),
    };
    assert_eq!((x(0), x(1)), (XData::Index, XData::RateHz(4.0)));
    assert_eq!(x(0).column(&figure.data, 3).unwrap().get_f64(2), Some(2.0));
    assert_eq!(x(1).column(&figure.data, 3).unwrap().get_f64(2), Some(0.5));
}

#[test]
fn axes_are_found_again_and_span_the_grid() {
    let mut figure = full();
    figure.axes(0, 0).title("again");
    assert_eq!(figure.document.axes.len(), 3);
    assert_eq!(figure.document.grid_shape(), [2, 2]);
    assert_eq!(figure.document.columns().count(), 4);
    figure.axes(0, 0).span(2, 1);
    assert_eq!(figure.check(), Err(DataError::CellTaken { row: 1, column: 0 }));
}

#[test]
fn times_make_a_time_axis_and_do_not_mix_with_numbers() {
    let times = |unit| Column::timestamps(vec![1, 2], unit);
    let plot = vispy_plot::line((times(TimeUnit::Seconds), [1.0, 2.0]));
    assert_eq!(plot.figure().document.axes[0].x.scale, Scale::Time(TimeUnit::Seconds));
    let mixed = plot.clone().line([1.0, 2.0]).check().unwrap_err();
    assert_eq!(
        mixed.to_string(),
        "series 2: x axis at row 0, column 0 shows time in seconds, but a series on it has numbers"
    );
    let units = plot.line((times(TimeUnit::Nanos), [1.0, 2.0])).check().unwrap_err();
    assert!(units.to_string().ends_with("has time in nanoseconds"), "{units}");
    let late = vispy_plot::line([1.0]).line((times(TimeUnit::Millis), [1.0, 2.0])).check();
    let Err(DataError::InSeries { series, source }) = late else { panic!("{late:?}") };
    assert_eq!(series, "series 2");
    assert!(matches!(*source, DataError::AxisKind { axis: "x", .. }), "{source:?}");
}

#[test]
fn images_are_upright_with_square_pixels() {
    let figure = vispy_plot::image(&Array3::<u8>::zeros((2, 3, 4))).into_figure();
    let axes = &figure.document.axes[0];
    assert_eq!((axes.aspect, axes.y.inverted), (Some(1.0), true));
    let SeriesKind::Image(image) = &axes.series[0].kind else { panic!("no image") };
    assert_eq!((image.width, image.height, image.channels), (3, 2, 4));
    assert_eq!(image.edges(), Extent { left: -0.5, right: 2.5, top: -0.5, bottom: 1.5 });
    // Values come row by row whatever their order in memory.
    let transposed = ndarray::array![[1u8, 2], [3, 4], [5, 6]].reversed_axes();
    let figure = vispy_plot::image(&transposed).into_figure();
    let (_, column) = figure.data.iter().next().unwrap();
    assert_eq!(column.as_slice::<u8>(), Some(&[1, 3, 5, 2, 4, 6][..]));
}

/// The message of a plot that must be refused.
fn refused(plot: &vispy_plot::Plot) -> String {
    plot.check().expect_err("the plot is bad").to_string()
}

#[test]
fn bad_lines_are_refused() {
    let good = || vispy_plot::line([1.0, 2.0]);
    good().check().unwrap();
    let mismatch = vispy_plot::line(([1.0, 2.0], [1.0])).check();
    assert_eq!(mismatch, Err(DataError::LengthMismatch { x: 2, y: 1 }));
    assert_eq!(refused(&vispy_plot::line(Vec::<f32>::new())), "the y of a line has no values");
    assert_eq!(
        refused(&vispy_plot::line(Column::text(["a"]))),
        "the y of a line is of type text, expected a number or time type"
    );
    // Names for x need a category axis, and another line has numbers already.
    let names = good().line((Column::text(["a"]), [1.0]));
    assert!(refused(&names).starts_with("series 2: the x of a line"), "{}", refused(&names));
    for rate in [0.0, -1.0, f64::NAN, f64::INFINITY, f64::MIN_POSITIVE / 8.0] {
        assert!(refused(&good().rate_hz(rate)).starts_with("the sampling rate in Hz is"), "{rate}");
    }
    for width in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert!(refused(&good().width_px(width)).starts_with("the width of a line"), "{width}");
    }
    for color in ["", "#12", "#ggg", "12", "blurple"] {
        assert!(refused(&good().color(color)).contains("colour"), "{color}");
    }
    for (low, high) in [(1.0, 1.0), (2.0, 1.0), (f64::NAN, 1.0), (0.0, f64::INFINITY)] {
        assert!(refused(&good().x_limits(low, high)).starts_with("the limits of the x axis"), "{low} {high}");
        assert!(refused(&good().y_limits(low, high)).starts_with("the limits of the y axis"), "{low} {high}");
    }
    for (width, height) in [(0, 600), (800, 0), (40_000, 1)] {
        assert!(refused(&good().size_px(width, height)).starts_with("the size of the figure"));
    }
}

#[test]
fn bad_images_are_refused() {
    let good = || vispy_plot::image(&Array2::<f32>::zeros((2, 2)));
    good().check().unwrap();
    assert!(refused(&vispy_plot::image(&Array2::<f32>::zeros((0, 2)))).contains("no values"));
    assert!(
        refused(&vispy_plot::image(&Array3::<u8>::zeros((2, 2, 2)))).contains("channels of an image is 2")
    );
    assert!(refused(&good().colormap("jet")).contains("\"jet\""));
    for (low, high) in [(1.0, 1.0), (2.0, 1.0), (f64::NAN, 1.0), (0.0, f64::INFINITY)] {
        assert!(refused(&good().limits(low, high)).starts_with("the limits of a colormap"), "{low} {high}");
    }
    let mut figure = good().into_figure();
    let (id, _) = figure.data.iter().next().unwrap();
    figure.data.replace(id, vec![1.0f32; 3]).unwrap();
    assert_eq!(
        figure.check().unwrap_err().to_string(),
        "an image of 2 x 2 pixels with 1 channels needs 4 values, found 3"
    );
    let mut figure = good().into_figure();
    figure.axes(0, 0).image(&Array2::<u8>::zeros((1, 1))).extent(Extent {
        left: 1.0,
        right: 1.0,
        top: 0.0,
        bottom: 1.0,
    });
    assert!(figure.check().unwrap_err().to_string().starts_with("series 2: the extent of an image"));
}

#[test]
fn bad_axes_are_refused() {
    for aspect in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let mut figure = Figure::new();
        figure.axes(0, 0).aspect(aspect);
        assert!(figure.check().unwrap_err().to_string().starts_with("the aspect"), "{aspect}");
    }
    for (row, span) in [(0, 0), (u32::MAX, 1), (1024, 1), (1, u32::MAX)] {
        let mut figure = Figure::new();
        figure.axes(row, 0).span(span, 1);
        assert!(figure.check().unwrap_err().to_string().starts_with("the place of axes"), "{row} {span}");
    }
}
