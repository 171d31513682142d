//! Data at the edge of what can be drawn: a picture or a clear error, never a panic.

use ndarray::Array2;
use vispy_plot::data::Value;
use vispy_plot::{Error, Figure, SaveOptions};

use super::{axes_rect, placed, render};

fn small() -> Figure {
    let mut figure = Figure::new();
    figure.size_px(200, 150);
    figure
}

/// Draws a line and checks that its axes show a range.
fn draw_line(name: &str, x: &[f64], y: &[f64]) {
    let mut figure = small();
    figure.axes(0, 0).line((x, y));
    let limits = placed(&figure, 1.0).limits(0).unwrap();
    for [low, high] in limits.map(|ends| ends.map(Value::to_f64)) {
        assert!(low.is_finite() && high.is_finite() && low < high, "{name}: {low} to {high}");
    }
    render(name, &figure);
}

#[test]
fn lines_of_any_values_are_drawn() {
    let (nan, inf) = (f64::NAN, f64::INFINITY);
    let cases: [(&str, &[f64], &[f64]); 16] = [
        ("one-point", &[3.0], &[4.0]),
        ("two-equal-points", &[3.0, 3.0], &[4.0, 4.0]),
        ("constant", &[0.0, 1.0, 2.0], &[5.0, 5.0, 5.0]),
        ("zero", &[0.0, 1.0, 2.0], &[0.0, 0.0, 0.0]),
        ("all-nan", &[0.0, 1.0, 2.0], &[nan, nan, nan]),
        ("x-nan", &[nan, nan, nan], &[1.0, 2.0, 3.0]),
        ("some-nan", &[0.0, 1.0, 2.0, 3.0], &[1.0, nan, 3.0, 2.0]),
        ("infinite", &[0.0, 1.0, 2.0, 3.0], &[1.0, inf, -inf, 2.0]),
        ("all-infinite", &[0.0, 1.0], &[inf, -inf]),
        ("x-infinite", &[-inf, 1.0, inf], &[1.0, 2.0, 3.0]),
        ("huge", &[-1e138, 1e138], &[1e138, -1e138]),
        ("tiny", &[0.0, 1e-300], &[1e-300, 2e-300]),
        ("least", &[0.0, f64::MIN_POSITIVE], &[0.0, 5e-324]),
        ("backwards", &[2.0, 1.0, 0.0], &[1.0, 2.0, 3.0]),
        ("neighbours", &[1e15, 1e15 + 0.125], &[1.0, 1.0 + f64::EPSILON]),
        ("vertical", &[1.0, 1.0], &[0.0, 1.0]),
    ];
    for (name, x, y) in cases {
        draw_line(name, x, y);
    }
}

#[test]
fn integers_to_the_ends_of_their_type_are_drawn() {
    let mut figure = small();
    figure.axes(0, 0).line((vec![i64::MIN, 0, i64::MAX], vec![u64::MAX, 0, 1]));
    render("integers", &figure);
    let mut figure = small();
    figure.axes(0, 0).line((vec![i64::MAX], vec![i64::MIN]));
    render("one-integer", &figure);
}

#[test]
fn images_of_any_values_are_drawn() {
    let (nan, inf) = (f32::NAN, f32::INFINITY);
    let cases: [(&str, [f32; 4]); 7] = [
        ("image-nan", [nan; 4]),
        ("image-infinite", [inf, -inf, inf, -inf]),
        ("image-constant", [2.0; 4]),
        ("image-huge", [f32::MAX, f32::MIN, 0.0, 1.0]),
        ("image-tiny", [0.0, 1e-45, 2e-45, 3e-45]),
        ("image-some-nan", [0.0, nan, 1.0, 2.0]),
        ("image-some-infinite", [0.0, inf, 1.0, -inf]),
    ];
    for (name, values) in cases {
        let mut figure = small();
        figure.axes(0, 0).image(&Array2::from_shape_vec((2, 2), values.to_vec()).unwrap());
        render(name, &figure);
    }
    for shape in [(1, 1), (1, 1000), (1000, 1)] {
        let mut figure = small();
        figure.axes(0, 0).image(&Array2::<u8>::zeros(shape));
        render(&format!("image-{}-{}", shape.0, shape.1), &figure);
    }
    let mut figure = small();
    figure.axes(0, 0).image(&Array2::from_shape_vec((1, 2), vec![1e300, -1e300]).unwrap());
    render("image-f64", &figure);
}

#[test]
fn axes_without_series_and_a_figure_without_axes_are_drawn() {
    render("no-axes", &small());
    let mut figure = small();
    figure.axes(0, 0).title("Nothing yet");
    render("no-series", &figure);
}

#[test]
fn ranges_that_no_scale_can_hold_are_refused() {
    for (ends, found) in [
        ([-1e300, 1e300], "-1e300 to 1e300"),
        ([f64::MIN, f64::MAX], "-1.7976931348623157e308 to 1.7976931348623157e308"),
    ] {
        let mut figure = small();
        figure.axes(0, 0).line((&ends[..], &[0.0, 1.0][..]));
        let message = figure.render(&SaveOptions::default()).unwrap_err().to_string();
        assert_eq!(message, format!("the range of the x axis is {found}, expected at most 1e140 wide"));
    }
    let mut figure = small();
    figure.axes(0, 0).line([f64::MAX]);
    let message = figure.render(&SaveOptions::default()).unwrap_err().to_string();
    assert!(message.starts_with("the range of the y axis is "), "{message}");
}

#[test]
fn what_has_no_values_or_wrong_limits_is_refused() {
    let message = |figure: &Figure| figure.render(&SaveOptions::default()).unwrap_err().to_string();
    let mut figure = small();
    figure.axes(0, 0).line(Vec::<f64>::new());
    assert_eq!(message(&figure), "the y of a line has no values");
    let mut figure = small();
    figure.axes(0, 0).image(&Array2::<f32>::zeros((0, 3)));
    assert_eq!(message(&figure), "an image has no values");
    let mut figure = small();
    figure.axes(0, 0).x_limits(1.0, 0.0).line([1.0, 2.0]);
    assert_eq!(
        message(&figure),
        "the limits of the x axis is F64(1.0) to F64(0.0), expected two finite numbers, the smaller one first"
    );
}

#[test]
fn any_size_is_a_picture_or_a_clear_error() {
    let sized = |width: u32, height: u32| {
        let mut figure = Figure::new();
        figure.size_px(width, height);
        let mut axes = figure.axes(0, 0);
        axes.title("A title").x_label("x").y_label("y").line([1.0, 2.0]);
        figure
    };
    for (width, height) in [(1, 1), (1, 100), (100, 1), (10, 10), (40, 40), (2000, 20)] {
        let figure = sized(width, height);
        let rect = axes_rect(&figure, 0);
        assert!(rect.size.min_element() >= 0.0, "{width} x {height}: {rect:?}");
        if let Some(picture) = render(&format!("size-{width}x{height}"), &figure) {
            assert_eq!((picture.width, picture.height), (width, height));
        }
    }
    for (width, height) in [(0, 0), (0, 10), (10, 0), (32_769, 10)] {
        let error = sized(width, height).render(&SaveOptions::default()).unwrap_err();
        assert!(matches!(error, Error::Data(_)), "{error}");
        assert_eq!(
            error.to_string(),
            format!("the size of the figure is {width} x {height}, expected 1 to 32768 pixels each way")
        );
    }
    for dpi in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let error = sized(100, 100).render(&SaveOptions { dpi, ..SaveOptions::default() }).unwrap_err();
        assert_eq!(error.to_string(), format!("dpi is {dpi}, expected a positive number"));
    }
    // Larger than any driver draws, if only by its resolution.
    match sized(32_768, 32_768).render(&SaveOptions { dpi: 9600.0, ..SaveOptions::default() }) {
        Err(Error::App(error)) => vispy_app::testing::skip(&error.to_string()),
        Err(error) => assert!(error.to_string().contains("3276800"), "{error}"),
        Ok(picture) => panic!("a picture of {} x {}", picture.width, picture.height),
    }
}
