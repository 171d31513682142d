//! What is read out of bars, images and error bars under the pointer.

use vispy_plot::Figure;
use vispy_plot::data::Value;
use vispy_plot::figure::Orientation;
use vispy_plot::figure::Scale;

use crate::interaction::Hand;

fn label(hand: &mut Hand, x: f64, y: f64) -> Option<String> {
    let at = hand.at(x, y);
    hand.move_to(at);
    hand.view.hovered().map(|found| found.label)
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
