//! Log, symlog and category axes, and second y axes: where things stand, in numbers.

use vispy_plot::data::Value;
use vispy_plot::figure::{AxesMut, Scale};
use vispy_plot::{Figure, FigureView};
use vispy_scene::PanZoom;
use vispy_scene::glam::DVec2;

use super::{axes_rect, middle_of_column, placed, render};

const DECADES: [f64; 4] = [1.0, 10.0, 100.0, 1000.0];

fn figure(change: impl FnOnce(&mut AxesMut<'_>)) -> Figure {
    let mut figure = Figure::new();
    figure.size_px(300, 200);
    change(&mut figure.axes(0, 0));
    figure
}

fn limits(view: &FigureView) -> [[f64; 2]; 2] {
    view.limits(0).unwrap().map(|ends| ends.map(Value::to_f64))
}

fn assert_near(found: [f64; 2], expected: [f64; 2]) {
    for (found, expected) in found.into_iter().zip(expected) {
        let near = (found / expected - 1.0).abs() < 1e-9;
        assert!(near, "{found:e}, expected {expected:e}");
    }
}

#[test]
fn logarithmic_limits_have_their_margin_in_decades_and_are_told_in_data() {
    let figure = figure(|axes| {
        axes.line((DECADES, DECADES));
        axes.x_log().y_log();
    });
    let mut view = placed(&figure, 1.0);
    // A twentieth of three decades.
    for axis in limits(&view) {
        assert_near(axis, [10f64.powf(-0.15), 10f64.powf(3.15)]);
    }
    view.set_limits(0, [0.1, 1e5], [1e-300, 1e300]).unwrap();
    assert_near(limits(&view)[0], [0.1, 1e5]);
    assert_near(limits(&view)[1], [1e-300, 1e300]);
    let error = view.set_limits(0, [0.0, 1.0], [1.0, 2.0]).unwrap_err().to_string();
    assert_eq!(
        error,
        "the limits of the x axis is 0e0 to 1e0, expected numbers that the scale of the axis has a place for"
    );
}

#[test]
fn a_logarithmic_axis_never_overflows() {
    let figure = figure(|axes| {
        axes.line((DECADES, [1e-300, 1.0, 1e300, 1e-320]));
        axes.x_log().y_log();
    });
    let mut view = placed(&figure, 1.0);
    for axis in limits(&view) {
        assert!(axis.iter().all(|end| end.is_normal()), "{axis:?}");
    }
    for _ in 0..500 {
        let view_box = view.scene_view().scene().view_boxes().next().unwrap();
        let camera = view.scene_view().camera_mut::<PanZoom>(view_box).unwrap();
        camera.zoom(DVec2::splat(3.0), DVec2::new(1.0, 2.0), DVec2::new(300.0, 200.0));
    }
    view.update().unwrap();
    for axis in limits(&view) {
        assert!(axis.iter().all(|end| end.is_normal()), "{axis:?}");
    }
    for _ in 0..500 {
        let view_box = view.scene_view().scene().view_boxes().next().unwrap();
        let camera = view.scene_view().camera_mut::<PanZoom>(view_box).unwrap();
        camera.zoom(DVec2::splat(0.3), DVec2::new(2.0, 299.0), DVec2::new(300.0, 200.0));
    }
    view.update().unwrap();
    let [x, y] = limits(&view);
    assert!(x[0] < 100.0 && x[1] > 100.0 && x[1] / x[0] < 1.000_1, "{x:?}");
    assert!(y[0] < y[1], "{y:?}");
}

#[test]
fn zero_and_below_are_gaps() {
    let figure = figure(|axes| {
        let y = [10.0, 10.0, 10.0, 0.0, -5.0, f64::NAN, 10.0, 10.0, 10.0];
        axes.line(y).color("black").width_px(3.0);
        axes.y_log().grid(false);
    });
    let view = placed(&figure, 1.0);
    assert_near(limits(&view)[1], [10f64.powf(0.5), 10f64.powf(1.5)]);
    let Some(picture) = render("log_gaps", &figure) else { return };
    let rect = axes_rect(&figure, 0);
    let row = rect.center().y as u32;
    let dark = |x: f64| {
        let at = rect.pos.x + x / 8.0 * rect.size.x;
        picture.rgba[((row * picture.width + at as u32) * 4) as usize] < 64
    };
    let seen: Vec<bool> = [0.1, 1.0, 1.9, 2.5, 3.5, 4.5, 5.5, 6.1, 7.0, 7.9].map(dark).to_vec();
    assert_eq!(seen, [true, true, true, false, false, false, false, true, true, true]);
}

#[test]
fn a_power_law_is_a_straight_line_on_reversed_axes_too() {
    for inverted in [false, true] {
        let x: Vec<f64> = (0..2000).map(|i| 10f64.powf(f64::from(i) / 500.0)).collect();
        let y: Vec<f64> = x.iter().map(|x| x.powi(-2)).collect();
        let figure = figure(|axes| {
            axes.line((x, y)).color("black");
            axes.x_log().y_log().x_inverted(inverted).grid(false);
            axes.x_limits(1.0, 1e4).y_limits(1e-8, 1.0);
        });
        let view = placed(&figure, 1.0);
        let expected = if inverted { [1e4, 1.0] } else { [1.0, 1e4] };
        assert_near(limits(&view)[0], expected);
        let Some(picture) = render(&format!("power_law_{inverted}"), &figure) else { return };
        let rect = axes_rect(&figure, 0);
        let rows = [rect.pos.y as u32, rect.end().y as u32 - 1];
        for part in [0.1, 0.3, 0.5, 0.7, 0.9] {
            let column = (rect.pos.x + part * rect.size.x) as u32;
            let found = middle_of_column(&picture, column, rows);
            let part = (f64::from(column) + 0.5 - rect.pos.x) / rect.size.x;
            let down = if inverted { 1.0 - part } else { part };
            let expected = rect.pos.y + down * rect.size.y;
            assert!((found - expected).abs() < 0.6, "{found}, expected {expected} at {part}");
        }
    }
}

#[test]
fn symlog_axes_show_both_signs() {
    let figure = figure(|axes| {
        axes.line([-1000.0, -1.0, 0.0, 1.0, 1000.0]);
        axes.y_scale(Scale::Symlog { linear_width: 1.0 });
    });
    let view = placed(&figure, 1.0);
    let [low, high] = limits(&view)[1];
    assert!(low < -1000.0 && (low + high).abs() < 1e-9 * high, "{low} to {high}");
    assert!(render("symlog", &figure).is_none_or(|picture| picture.width == 300));
}

#[test]
fn what_a_scale_has_no_place_for_is_refused() {
    let check = |change: fn(&mut AxesMut<'_>)| figure(change).check().unwrap_err().to_string();
    assert_eq!(
        check(|axes| {
            axes.line([1.0, 2.0]);
            axes.y_log().y_limits(-1.0, 10.0);
        }),
        "the limits of the y axis is F64(-1.0) to F64(10.0), expected positive numbers, for the axis is logarithmic"
    );
    assert_eq!(
        check(|axes| {
            axes.line([1.0, 2.0]);
            axes.y_scale(Scale::Symlog { linear_width: 0.0 });
        }),
        "the linear width of a symlog axis is 0, expected 1e-300 to 1e300"
    );
    let negative = figure(|axes| {
        axes.line([-1.0, -2.0]);
        axes.y_log();
    });
    let error = FigureView::new(&negative, vispy_app::events::PhysicalSize::new(300, 200), 1.0).unwrap_err();
    assert!(error.to_string().contains("positive data, for the axis is logarithmic"), "{error}");
}

#[test]
fn categories_stand_at_whole_numbers() {
    let figure = figure(|axes| {
        axes.line([3.0, 1.0, 2.0]);
        axes.x_categories(["red", "green", "blue"]);
    });
    assert_eq!(limits(&placed(&figure, 1.0))[0], [-0.5, 2.5]);
    assert!(render("categories", &figure).is_none_or(|picture| picture.width == 300));
}

#[test]
fn a_twin_has_limits_of_its_own_and_moves_with_the_left_axis() {
    let figure = figure(|axes| {
        axes.line([0.0, 10.0]).color("black");
        let mut twin = axes.twin_y();
        twin.line([1.0, 1e4]).color("red");
        twin.y_log().y_label("right");
    });
    assert_eq!(figure.document.axes[0].y2_label.as_deref(), Some("right"));
    let mut view = placed(&figure, 1.0);
    let twin = |view: &FigureView| view.twin_limits(0).unwrap().map(Value::to_f64);
    assert_eq!(limits(&view)[1], [-0.5, 10.5]);
    assert_near(twin(&view), [10f64.powf(-0.2), 10f64.powf(4.2)]);
    // Half of the left axis is half of the right one, in its own scale.
    view.set_limits(0, [0.0, 1.0], [-0.5, 5.0]).unwrap();
    assert_near(twin(&view), [10f64.powf(-0.2), 100.0]);
    // Both go up by the same share of the height, so that they are drawn over each other.
    let Some(picture) = render("twin", &figure) else { return };
    let rect = axes_rect(&figure, 0);
    let rows = [rect.pos.y as u32, rect.end().y as u32 - 1];
    let middle = middle_of_column(&picture, rect.center().x as u32, rows);
    assert!((middle - rect.center().y).abs() < 0.6, "{middle} in {rect:?}");
    // The right axis has room for its labels.
    assert!(f64::from(picture.width) - rect.end().x > 40.0, "{rect:?}");
}

#[test]
fn a_series_on_an_axis_that_is_not_there_is_refused() {
    let mut figure = figure(|axes| {
        axes.twin_y().line([1.0, 2.0]);
    });
    figure.document.axes[0].y2 = None;
    let error = figure.check().unwrap_err().to_string();
    assert_eq!(error, "the y axis of a series is the right one, expected the left one, as there is no other");
}

#[test]
fn linked_axes_show_the_same_and_leave_labels_to_the_outer_ones() {
    let mut figure = Figure::new();
    figure.size_px(400, 300);
    for row in 0..2 {
        for column in 0..2 {
            let from = f64::from(row) * 5.0 + 1e9 * f64::from(column);
            let x: Vec<f64> = (0..11).map(|i| from + f64::from(i)).collect();
            let y: Vec<f64> = x.iter().map(|x| (x - from) * f64::from(column + 1)).collect();
            figure.axes(row, column).line((x, y));
        }
    }
    figure.share_x().share_y();
    let mut view = placed(&figure, 1.0);
    let limits = |view: &FigureView, i: usize| view.limits(i).unwrap().map(|ends| ends.map(Value::to_f64));
    // Axes 0 and 2 are the left column, 0 and 1 the upper row.
    assert_eq!(limits(&view, 0)[0], [0.0, 15.0]);
    assert_eq!(limits(&view, 2)[0], [0.0, 15.0]);
    assert_eq!(limits(&view, 3)[0], [1e9, 1e9 + 15.0]);
    assert_eq!(limits(&view, 0)[1], limits(&view, 1)[1]);
    for mover in [0, 2] {
        let at = 2.0 + f64::from(mover as u8);
        view.set_limits(mover, [at, at + 1.0], [0.0, 3.0]).unwrap();
        view.update().unwrap();
        for follower in [0, 2] {
            assert_eq!(limits(&view, follower)[0], [at, at + 1.0]);
        }
        assert_eq!(limits(&view, 3)[0], [1e9, 1e9 + 15.0], "the other column is its own");
        assert_eq!(limits(&view, mover + 1)[1], [0.0, 3.0]);
    }
    let versions = |view: &mut FigureView| {
        let scene = view.scene_view().scene();
        let version = |view_box| scene.view_box(view_box).unwrap().camera().version();
        scene.view_boxes().map(version).collect::<Vec<_>>()
    };
    let before = versions(&mut view);
    view.update().unwrap();
    assert_eq!(versions(&mut view), before, "nothing comes back");
    let labelled: Vec<_> =
        figure.document.axes.iter().map(|axes| (axes.x.tick_labels, axes.y.tick_labels)).collect();
    assert_eq!(labelled, [(false, true), (false, false), (true, true), (true, false)]);
    assert!(render("shared", &figure).is_none_or(|picture| picture.width == 400));
    figure.document.axes[0].x.scale = Scale::Log;
    assert_eq!(
        figure.check().unwrap_err().to_string(),
        "the scale of linked axes is Log and Linear, expected the same for all"
    );
}
