//! What is read out under the pointer.

use vispy_app::events::Key;
use vispy_plot::Figure;
use vispy_plot::data::{Column, TimeUnit, Value};
use vispy_plot::figure::Orientation;
use vispy_plot::figure::Scale;

use crate::interaction::{Hand, SHIFT, assert_near, figure};

fn label(hand: &mut Hand, x: f64, y: f64) -> Option<String> {
    let at = hand.at(x, y);
    hand.move_to(at);
    hand.view.hovered().map(|found| found.label)
}

#[test]
fn the_nearest_sample_is_read_out() {
    let mut hand = Hand::new(&figure());
    // 4 px right of and 3 px below the sample (5, 50).
    let [x, y] = hand.at(0.5, 0.5);
    hand.move_to([x + 4.0, y + 3.0]);
    let found = hand.view.hovered().unwrap();
    assert_eq!((found.axes, found.series, found.index), (0, 0, 2));
    assert_eq!((found.x, found.y), (Value::F64(5.0), Value::I64(50)));
    assert_eq!(found.label, "x = 5\ny = 50\nindex 2");
    hand.move_to([x + 30.0, y + 30.0]);
    assert_eq!(hand.view.hovered(), None, "more than 20 px away");
    // What is under a pointer that rests changes with the view.
    hand.move_to([x + 4.0, y + 3.0]);
    hand.key(Key::ArrowRight);
    assert_eq!(hand.view.hovered(), None, "the sample moved away");
    hand.key(Key::Home);
    assert_eq!(hand.view.hovered().map(|found| found.index), Some(2));
    hand.press([x, y]);
    assert_eq!(hand.view.hovered(), None, "not while something is dragged");
}

#[test]
fn read_outs_name_the_series_and_keep_every_digit() {
    let start = 1_301_529_600_123_456_789_i64;
    let times = Column::timestamps(vec![start, start + 1_000, start + 2_000], TimeUnit::Nanos);
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.line((times.clone(), vec![0.0f32, 0.1, 0.0])).label("low");
    axes.line((times, vec![1.0f32, 1.1, 1.0])).label("high").visible(false);
    let mut hand = Hand::new(&figure);
    let middle = hand.at(0.5, 0.05);
    hand.move_to(middle);
    let found = hand.view.hovered().unwrap();
    assert_eq!(found.label, "low\nx = 2011-03-31 00:00:00.123457789\ny = 0.1\nindex 1");
    assert_eq!(found.x, Value::I64(start + 1_000));
}

#[test]
fn among_many_samples_the_one_under_the_pointer_is_read_out() {
    let mut y: Vec<i16> = (0..3_000_000_i64).map(|i| ((i * 7919) % 1000) as i16).collect();
    y[1_500_000] = 20_000;
    let mut figure = Figure::new();
    figure.axes(0, 0).line(y.clone()).rate_hz(100.0);
    let mut hand = Hand::new(&figure);
    let [x, _] = hand.at(0.5, 0.0);
    let [_, top] = hand.at(0.0, 0.05 / 1.1);
    hand.move_to([x + 3.0, top + 2.0]);
    let found = hand.view.hovered().unwrap();
    assert_eq!((found.index, found.y), (1_500_000, Value::I64(20_000)));
    assert_eq!(found.label, "x = 15000\ny = 20000\nindex 1500000");
    // In the band of the others it is one of them, at the pointer's height and column.
    let [_, bottom] = hand.at(0.0, 1.0 - 0.07);
    hand.move_to([x + 100.0, bottom]);
    let found = hand.view.hovered().unwrap();
    assert_eq!(found.y, Value::I64(i64::from(y[found.index as usize])));
    let [x0, x1, ..] = hand.limits();
    let at = x0 + (x + 100.0 - hand.rect().pos.x) / hand.rect().size.x * (x1 - x0);
    let px = (found.x.to_f64() - at) / (x1 - x0) * hand.rect().size.x;
    assert!(px.abs() <= 1.0, "{px} px away");
}

#[test]
fn markers_steps_and_log_axes_are_read_out_too() {
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.x_limits(0.0, 10.0).y_limits(0.0, 10.0);
    axes.scatter((vec![8.0, 2.0, 5.0], vec![1u8, 7, 5])).label("dots");
    axes.step(vec![9.0, 9.5, 9.0]).label("steps");
    let mut hand = Hand::new(&figure);
    let [x, y] = hand.at(0.2, 0.3);
    hand.move_to([x - 5.0, y + 5.0]);
    let found = hand.view.hovered().unwrap();
    assert_eq!((found.series, found.index, found.y), (0, 1, Value::I64(7)));
    // A step before its sample: the level piece from 0 to 1 is sample 1.
    let [x, y] = hand.at(0.1, 0.05);
    hand.move_to([x, y]);
    let found = hand.view.hovered().unwrap();
    assert_eq!((found.series, found.index, found.y), (1, 1, Value::F64(9.5)));

    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.y_scale(Scale::Log).x_limits(0.0, 4.0).y_limits(1.0, 10_000.0);
    axes.line(vec![1.0, 10.0, 100.0, 1_000.0, 10_000.0]);
    let mut hand = Hand::new(&figure);
    let [x, y] = hand.at(0.5, 0.5);
    hand.move_to([x + 2.0, y]);
    assert_eq!(hand.view.hovered().map(|found| found.y), Some(Value::F64(100.0)));
    // A box ends where it was drawn: 10 to 1000.
    hand.hold(SHIFT);
    let (from, to) = (hand.at(0.25, 0.25), hand.at(0.75, 0.75));
    hand.drag(from, to);
    let [x0, x1, y0, y1] = hand.limits();
    assert_near([x0, x1, y0.log10(), y1.log10()], [1.0, 3.0, 1.0, 3.0]);
}

#[test]
fn bars_are_read_out_all_over() {
    let mut figure = Figure::new();
    figure.size_px(500, 400);
    let mut axes = figure.axes(0, 0);
    axes.y_limits(0.0, 10.0);
    axes.bar((["oats", "rye", "hops"], [f64::NAN, 5.5, 8.0])).label("harvest");
    axes.bar([4.0, 4.0, 1.0]).base([0.0, 5.5, 8.0]).label("on top");
    let mut hand = Hand::new(&figure);
    // Three categories: their middles are at 1/6, 3/6 and 5/6.
    assert_eq!(label(&mut hand, 0.5, 0.8).as_deref(), Some("harvest\nrye\nheight = 5.5"));
    let found = hand.view.hovered().unwrap();
    assert_eq!((found.series, found.index, found.x, found.y), (0, 1, Value::I64(1), Value::F64(5.5)));
    assert_eq!(label(&mut hand, 0.5, 0.1).as_deref(), Some("on top\nrye\nheight = 4"));
    assert_eq!(
        label(&mut hand, 5.0 / 6.0, 0.9).as_deref(),
        Some("harvest\nhops\nheight = 8"),
        "the index stays"
    );
    assert_eq!(label(&mut hand, 1.0 / 3.0, 0.9), None, "between bars");
    assert_eq!(label(&mut hand, 1.0 / 6.0, 0.3), None, "above a bar");
}

#[test]
fn level_bars_and_bars_on_log_axes_are_read_out() {
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.x_limits(0.0, 10.0).y_limits(0.0, 4.0);
    axes.barh(([1.0, 3.0], [5i32, 7]));
    let mut hand = Hand::new(&figure);
    assert_eq!(label(&mut hand, 0.4, 0.25).as_deref(), Some("y = 3\nlength = 7"));
    let found = hand.view.hovered().unwrap();
    assert_eq!((found.x, found.y), (Value::F64(7.0), Value::F64(3.0)));

    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.y_scale(Scale::Log).y_limits(1.0, 1000.0);
    axes.bar([100.0, 10.0]);
    let mut hand = Hand::new(&figure);
    assert_eq!(label(&mut hand, 0.25, 0.9).as_deref(), Some("x = 0\nheight = 100"));
    assert_eq!(label(&mut hand, 0.75, 0.2), None, "above");
}

#[test]
fn histograms_tell_their_bins() {
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.x_limits(0.0, 4.0).y_limits(0.0, 4.0);
    axes.hist([0.5, 0.6, 1.5, 2.5, 2.6, 2.7]).bins([0.0, 1.0, 2.0, 3.0]);
    let mut hand = Hand::new(&figure);
    assert_eq!(label(&mut hand, 0.625, 0.5).as_deref(), Some("2 to 3\ncount = 3"));
    let found = hand.view.hovered().unwrap();
    assert_eq!((found.index, found.x, found.y), (2, Value::F64(2.5), Value::F64(3.0)));
    assert_eq!(label(&mut hand, 0.9, 0.5), None);

    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.x_limits(0.0, 1.0).y_limits(0.0, 4.0);
    let mut hist = axes.hist([0.5, 0.6, 1.5, 3.5]);
    hist.bins([0.0, 2.0, 4.0]).density(true).orientation(Orientation::Horizontal);
    let mut hand = Hand::new(&figure);
    assert_eq!(label(&mut hand, 0.1, 0.75).as_deref(), Some("0 to 2\ndensity = 0.375"));
}

#[test]
fn pixels_of_images_are_read_out_where_no_sample_is_near() {
    let mut figure = Figure::new();
    figure.size_px(500, 400);
    let mut axes = figure.axes(0, 0);
    axes.image(&ndarray::array![[0.25f32, 1.0, 2.0], [3.0, 4.0, 5.5]]).label("field");
    axes.aspect(None).scatter(([0.0], [0.0])).label("point");
    let mut hand = Hand::new(&figure);
    assert_eq!(label(&mut hand, 0.9, 0.6).as_deref(), Some("field\ncolumn 2, row 1\nvalue = 5.5"));
    let found = hand.view.hovered().unwrap();
    assert_eq!((found.index, found.x, found.y), (5, Value::F64(2.0), Value::F64(1.0)));
    let near = label(&mut hand, 1.0 / 6.0, 0.25).unwrap();
    assert!(near.starts_with("point\n"), "{near}");
    assert_eq!(label(&mut hand, 0.02, 0.02).as_deref(), Some("field\ncolumn 0, row 0\nvalue = 0.25"));

    let mut figure = Figure::new();
    let colors =
        ndarray::Array3::<u8>::from_shape_fn((1, 2, 3), |(_, column, channel)| (10 * column + channel) as u8);
    figure.axes(0, 0).image(&colors);
    let mut hand = Hand::new(&figure);
    assert_eq!(
        label(&mut hand, 0.75, 0.5).as_deref(),
        Some("column 1, row 0\nred = 10\ngreen = 11\nblue = 12")
    );
}

#[test]
fn error_bars_tell_their_errors() {
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.x_limits(0.0, 10.0).y_limits(0.0, 10.0);
    let mut bars = axes.errorbar(([2.0, 5.0], [5.0, 7.0]));
    bars.x_error(0.25).y_error(([0.5, 0.75], [1.0, 1.5]));
    let mut hand = Hand::new(&figure);
    let expected = "x = 5 ± 0.25\ny = 7 + 1.5 \u{2212} 0.75\nindex 1";
    assert_eq!(label(&mut hand, 0.5, 0.3).as_deref(), Some(expected));
}

#[test]
fn names_are_x_of_every_kind_of_points() {
    let names = ["oats", "rye", "hops"];
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.y_limits(0.0, 10.0);
    axes.bar((names, [8.0, 2.0, 5.0])).visible(false);
    axes.scatter((["rye", "flax"], [2.0, 3.0]));
    axes.line((names, [6.0, 6.0, 6.0]));
    axes.errorbar((names, [9.0, 9.0, 9.0])).y_error(0.5);
    assert_eq!(figure.document.axes[0].x.categories, ["oats", "rye", "hops", "flax"]);
    assert_eq!(figure.document.axes[0].x.scale, Scale::Category);
    let mut hand = Hand::new(&figure);
    assert_eq!(label(&mut hand, 7.0 / 8.0, 0.7).as_deref(), Some("flax\ny = 3\nindex 1"));

    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.line([1.0, 2.0]);
    axes.scatter((names, [1.0, 2.0, 3.0]));
    let error = figure.check().unwrap_err().to_string();
    assert!(error.contains("x of markers"), "{error}");
}
