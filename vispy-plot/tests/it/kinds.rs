//! Every kind of series with data and settings of every sort: a picture or a clear error, and a document that survives.

use vispy_app::events::PhysicalSize;
use vispy_plot::data::{Column, TimeUnit};
use vispy_plot::figure::{AxesMut, Bins, FigureDocument, Orientation, Scale, StepAt, Theme};
use vispy_plot::{Error, Figure, FigureView, SaveOptions};

/// Adds a series of a kind with x and y.
type Add = fn(&mut AxesMut<'_>, &[f64], &[f64]);

/// Each kind; those that take no x ignore it.
const KINDS: [(&str, Add); 18] = [
    ("line", |axes, x, y| _ = axes.line((x, y)).marker("o")),
    ("step", |axes, x, y| _ = axes.step((x, y))),
    ("step mid", |axes, x, y| _ = axes.step((x, y)).at(StepAt::Mid)),
    ("scatter", |axes, x, y| _ = axes.scatter((x, y))),
    ("scatter c", |axes, x, y| _ = axes.scatter((x, y)).c(y).sizes_px(x).edge_color("k")),
    ("fill_between", |axes, x, y| _ = axes.fill_between(x, y, x)),
    ("fill to 0", |axes, x, y| _ = axes.fill_between(x, y, 0.0)),
    ("errorbar", |axes, x, y| _ = axes.errorbar((x, y)).y_error(0.5).x_error((0.1, 0.2))),
    ("bar", |axes, x, y| _ = axes.bar((x, y))),
    ("barh", |axes, x, y| _ = axes.barh((x, y)).base(1.0).edge_color("k")),
    ("hist", |axes, _, y| _ = axes.hist(y)),
    ("hist bins", |axes, _, y| _ = axes.hist(y).bins(5).density(true).orientation(Orientation::Horizontal)),
    ("polygon", |axes, x, y| _ = axes.polygon(x, y).edge_color("k")),
    ("spectrogram", |axes, _, y| _ = axes.spectrogram(y, 10.0).window(2)),
    ("axhline", |axes, _, y| _ = axes.axhline(y.first().copied().unwrap_or(f64::NAN))),
    ("axvspan", |axes, x, y| {
        let ends = [x, y].map(|values| values.first().copied().unwrap_or(f64::NAN));
        axes.axvspan(ends[0], ends[1]);
    }),
    ("annotate", |axes, x, y| {
        let ends = [x, y].map(|values| values.first().copied().unwrap_or(f64::NAN));
        axes.annotate("here", ends[0], ends[1]).arrow(true);
    }),
    ("labelled", |axes, x, y| {
        axes.line((x, y)).label("signal");
        axes.legend();
    }),
];

const NAN: f64 = f64::NAN;
const INF: f64 = f64::INFINITY;

const DATA: [(&str, &[f64], &[f64]); 12] = [
    ("good", &[0.0, 1.0, 2.0, 3.0], &[2.0, 4.0, 3.0, 5.0]),
    ("empty", &[], &[]),
    ("one point", &[1.0], &[2.0]),
    ("equal", &[1.0, 1.0, 1.0], &[2.0, 2.0, 2.0]),
    ("zero", &[0.0, 0.0], &[0.0, 0.0]),
    ("all NaN", &[NAN, NAN], &[NAN, NAN]),
    ("some NaN", &[0.0, NAN, 2.0, 3.0], &[1.0, 2.0, NAN, 3.0]),
    ("infinite", &[0.0, 1.0, INF, 2.0], &[1.0, -INF, 2.0, INF]),
    ("negative", &[-3.0, -2.0, -1.0], &[-1.0, -5.0, -2.0]),
    ("backwards", &[3.0, 2.0, 1.0], &[1.0, 2.0, 0.0]),
    ("huge", &[-1e138, 0.0, 1e138], &[1e138, 0.0, -1e138]),
    ("tiny", &[0.0, 1e-300], &[1e-300, 2e-300]),
];

/// A view of a figure that is as large as can be drawn quickly; errors are of the caller's data.
fn checked(what: &str, figure: &Figure) -> Option<FigureView> {
    let view = FigureView::new(figure, PhysicalSize::new(160, 120), 1.0);
    match view.and_then(|mut view| view.update().map(|()| view)) {
        Ok(view) => Some(view),
        Err(Error::Data(error)) => {
            let text = error.to_string();
            assert!(text.len() > 15 && !text.contains("NaN to NaN"), "{what}: {text}");
            None
        }
        Err(error) => panic!("{what}: {error}"),
    }
}

fn figure(add: Add, x: &[f64], y: &[f64], scale: Scale) -> Figure {
    let mut figure = Figure::new();
    figure.size_px(160, 120);
    let mut axes = figure.axes(0, 0);
    add(&mut axes, x, y);
    axes.x_scale(scale).y_scale(scale);
    figure
}

#[test]
fn every_kind_with_any_data_is_a_picture_or_a_clear_error() {
    let mut drawn = 0;
    for (kind, add) in KINDS {
        for (data, x, y) in DATA {
            for scale in [Scale::Linear, Scale::Log, Scale::Symlog { linear_width: 1.0 }] {
                let what = format!("{kind}, {data}, {scale:?}");
                let figure = figure(add, x, y, scale);
                let Some(view) = checked(&what, &figure) else { continue };
                for [low, high] in view.limits(0).unwrap().map(|ends| ends.map(|end| end.to_f64())) {
                    assert!(low.is_finite() && high.is_finite() && low != high, "{what}: {low} to {high}");
                }
                // All kinds are drawn on some data, not all on all: a picture takes its time.
                let draws = matches!(data, "good" | "one point" | "some NaN" | "infinite" | "negative");
                match figure.render(&SaveOptions::default()) {
                    _ if !draws => {}
                    Ok(_) => drawn += 1,
                    Err(Error::App(vispy_app::Error::NoGl { .. })) => {}
                    // The machine's limits are not these data's.
                    Err(error) => panic!("{what}: {error}"),
                }
            }
        }
    }
    assert!(drawn > 100 || vispy_app::testing::test_context().is_none(), "{drawn}");
}

#[test]
fn good_data_are_drawn_by_every_kind() {
    let (_, x, y) = DATA[0];
    for (kind, add) in KINDS {
        for scale in [Scale::Linear, Scale::Symlog { linear_width: 1.0 }] {
            let figure = figure(add, x, y, scale);
            // An image of a spectrogram has no logarithm.
            if kind != "spectrogram" || scale == Scale::Linear {
                figure.check().unwrap_or_else(|error| panic!("{kind}: {error}"));
                checked(kind, &figure).unwrap();
            }
        }
    }
}

#[test]
fn reversed_axes_and_both_themes_suit_every_kind() {
    let (_, x, y) = DATA[0];
    for (kind, add) in KINDS {
        for theme in [Theme::Light, Theme::Dark] {
            let mut figure = figure(add, x, y, Scale::Linear);
            figure.theme(theme);
            figure.axes(0, 0).x_inverted(true).y_inverted(true);
            let [x, y] = checked(kind, &figure).unwrap().limits(0).unwrap();
            assert!(x[0].to_f64() > x[1].to_f64() && y[0].to_f64() > y[1].to_f64(), "{kind}");
        }
    }
}

#[test]
fn a_document_of_every_kind_survives_json() {
    for (kind, add) in KINDS {
        let mut figure = figure(add, DATA[0].1, DATA[0].2, Scale::Linear);
        figure.theme(Theme::Dark).style_mut().line_width_px = 2.5;
        let json = serde_json::to_string(&figure.document).unwrap();
        let read: FigureDocument = serde_json::from_str(&json).unwrap();
        // Colours are rounded to bytes once.
        assert_eq!(serde_json::to_string(&read).unwrap(), json, "{kind}");
        assert_eq!(read.axes, figure.document.axes, "{kind}");
        Figure::from_parts(read, figure.data).unwrap_or_else(|error| panic!("{kind}: {error}"));
    }
    let mut figure = Figure::new();
    figure.axes(0, 0).hist([1.0, 2.0]).bins(Bins::Edges(vec![0.0, 1.5, 3.0])).range(0.0, 3.0);
    let json = serde_json::to_string(&figure.document).unwrap();
    assert!(json.contains("\"edges\":[0.0,1.5,3.0]"), "{json}");
    // What is left out has its default.
    let json = json.replace(",\"density\":false", "");
    assert_eq!(serde_json::from_str::<FigureDocument>(&json).unwrap(), figure.document);
}

/// The message of a figure that must be refused.
fn refused(fill: impl FnOnce(&mut AxesMut<'_>)) -> String {
    let mut figure = Figure::new();
    fill(&mut figure.axes(0, 0));
    figure.check().expect_err("the figure is bad").to_string()
}

#[test]
fn bad_settings_are_refused_by_name() {
    let [x, y] = [[1.0, 2.0], [3.0, 4.0]];
    let cases: [(&str, String); 22] = [
        ("no symbol is called 'sqare'; known are disc, ", refused(|a| _ = a.scatter((x, y)).symbol("sqare"))),
        ("the size of markers in pixels is -1", refused(|a| _ = a.scatter((x, y)).size_px(-1.0))),
        ("the number of colours of markers is 1", refused(|a| _ = a.scatter((x, y)).c([1.0]))),
        ("the sizes of markers: expected 2 values", refused(|a| _ = a.scatter((x, y)).sizes_px([1.0]))),
        ("cannot read \"blurple\"", refused(|a| _ = a.scatter((x, y)).c(["red", "blurple"]))),
        ("no colormap is called \"jet\"", refused(|a| _ = a.scatter((x, y)).c(y).colormap("jet"))),
        ("an opacity is 1.5, expected 0 to 1", refused(|a| _ = a.bar(y).alpha(1.5))),
        ("the width of bars is 0", refused(|a| _ = a.bar(y).width(0.0))),
        ("the base of bars: expected 2 values", refused(|a| _ = a.bar(y).base([1.0]))),
        ("the base of bars is inf, expected finite", refused(|a| _ = a.bar(y).base(f64::INFINITY))),
        ("an error is -1, expected 0 or more", refused(|a| _ = a.errorbar((x, y)).y_error(-1.0))),
        ("an error: expected 2 values", refused(|a| _ = a.errorbar((x, y)).x_error([1.0]))),
        ("the number of bins is 0", refused(|a| _ = a.hist(y).bins(0))),
        ("the edges of bins is [2.0, 1.0]", refused(|a| _ = a.hist(y).bins([2.0, 1.0]))),
        ("the range of a histogram is 2 to 1", refused(|a| _ = a.hist(y).range(2.0, 1.0))),
        ("the values of a histogram is of type text", refused(|a| _ = a.hist(["a"]))),
        ("the window of a spectrogram is 256 for 2 samples", refused(|a| _ = a.spectrogram(y, 1.0))),
        ("the sampling rate in Hz is 0", refused(|a| _ = a.spectrogram(vec![0.0; 300], 0.0))),
        ("the dashes of a line is wavy, expected solid", refused(|a| _ = a.line((x, y)).style("wavy"))),
        ("the y2 of an area: expected 2 values", refused(|a| _ = a.fill_between(x, y, [1.0]))),
        ("the position of a line across the axes is [F64(NaN)]", refused(|a| _ = a.axhline(f64::NAN))),
        ("the point of an annotation is", refused(|a| _ = a.annotate("x", f64::INFINITY, 0.0))),
    ];
    for (expected, found) in cases {
        assert!(found.starts_with(expected), "expected {expected}, found {found}");
    }
    let no_colors = refused(|axes| {
        axes.line((x, y));
        axes.color_bar("nothing");
    });
    assert!(
        no_colors.starts_with("the series of a colour bar is none of the axes', expected"),
        "{no_colors}"
    );
    let suggestion = refused(|a| _ = a.scatter((x, y)).symbol("sqare"));
    assert!(suggestion.ends_with("did you mean 'square'?"), "{suggestion}");
}

#[test]
fn a_style_with_an_impossible_size_is_refused() {
    let mut figure = Figure::new();
    figure.axes(0, 0).line([1.0, 2.0]);
    figure.style_mut().tick_label_size_px = 0.0;
    assert_eq!(
        figure.check().unwrap_err().to_string(),
        "the font size of tick labels is 0, expected a positive number"
    );
    figure.theme(Theme::Dark).style_mut().grid_width_px = f64::NAN;
    assert_eq!(figure.check().unwrap_err().to_string(), "the width of grid lines is NaN, expected 0 or more");
}

#[test]
fn names_make_a_category_axis_for_bars() {
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.bar((["rye", "oats"], [1.0, 2.0]));
    axes.bar((vec!["oats", "wheat"], [3.0, 4.0]));
    figure.check().unwrap();
    let x = &figure.document.axes[0].x;
    assert_eq!((x.scale, x.categories.join(" ")), (Scale::Category, "rye oats wheat".to_owned()));
    let positions: Vec<&[u32]> = figure.data.iter().filter_map(|(_, column)| column.as_slice()).collect();
    assert_eq!(positions, [[0, 1], [1, 2]]);
    // Names come too late where there are numbers.
    let late = refused(|axes| {
        axes.line([1.0, 2.0]);
        axes.bar((["a"], [1.0]));
    });
    assert!(late.starts_with("series 2: the positions of bars is of type text"), "{late}");
}

#[test]
fn times_are_exact_in_every_kind_that_takes_them() {
    let start = 1_700_000_000_000_000_000;
    let times = || Column::timestamps(vec![start, start + 10, start + 20], TimeUnit::Nanos);
    let y = [1.0, 3.0, 2.0];
    type AddTimes<'a> = &'a dyn Fn(&mut AxesMut<'_>);
    let adds: [(&str, AddTimes<'_>); 6] = [
        ("step", &|a| _ = a.step((times(), y))),
        ("scatter", &|a| _ = a.scatter((times(), y))),
        ("errorbar", &|a| _ = a.errorbar((times(), y)).y_error(1.0).x_error(2.0)),
        ("fill_between", &|a| _ = a.fill_between(times(), y, 0.0)),
        ("bar", &|a| _ = a.bar((times(), y))),
        ("polygon", &|a| _ = a.polygon(times(), y)),
    ];
    for (kind, add) in adds {
        let mut figure = Figure::new();
        add(&mut figure.axes(0, 0));
        let view =
            checked(kind, &figure).unwrap_or_else(|| panic!("{kind}: {}", figure.check().unwrap_err()));
        let [low, high] = view.limits(0).unwrap()[0].map(|end| match end {
            vispy_plot::data::Value::I64(end) => end - start,
            other => panic!("{kind}: {other:?}"),
        });
        assert!((-10..=0).contains(&low) && (20..=30).contains(&high), "{kind}: {low} to {high}");
    }
}

#[test]
fn series_with_a_colour_of_their_own_leave_the_cycle_to_the_others() {
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.line([1.0, 1.0]).color("black");
    axes.bar([0.5]).color("black");
    axes.scatter([2.0, 2.0]).c([1.0, 2.0]);
    axes.line([3.0, 3.0]).width_px(9.0);
    let Some(picture) = crate::picture::render("cycle", &figure) else { return };
    let first = figure.document.style().color(0).to_rgba8();
    let count = picture.rgba.chunks_exact(4).filter(|pixel| **pixel == first).count();
    assert!(count > 500, "{count} pixels of the first colour");
}
