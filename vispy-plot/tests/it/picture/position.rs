//! Lines lie where the limits say.

use vispy_plot::data::{Column, Value};
use vispy_plot::figure::AxesMut;
use vispy_plot::{Figure, FigureView};
use vispy_scene::PanZoom;
use vispy_scene::glam::DVec2;

use super::{axes_rect, draw, middle_of_column, middle_of_row, placed, render};

const BLACK: &str = "black";

/// A figure of 300 x 200 pixels without grid lines.
fn figure(change: impl FnOnce(&mut AxesMut<'_>)) -> Figure {
    let mut figure = Figure::new();
    figure.size_px(300, 200);
    let mut axes = figure.axes(0, 0);
    change(&mut axes);
    axes.grid(false);
    figure
}

#[test]
fn a_level_line_lies_on_the_row_that_the_limits_say() {
    for (low, high) in [(-1.0, 1.0), (-3.0, 1.0), (-0.25, 2.0)] {
        let figure = figure(|axes| {
            axes.line((&[0.0, 10.0][..], &[0.0, 0.0][..])).color(BLACK).width_px(1.0);
            axes.x_limits(0.0, 10.0).y_limits(low, high);
        });
        let Some(picture) = render("level", &figure) else { return };
        let rect = axes_rect(&figure, 0);
        let expected = rect.pos.y + high / (high - low) * rect.size.y;
        let rows = [rect.pos.y as u32, rect.end().y as u32 - 1];
        for x in [rect.pos.x as u32 + 2, rect.center().x as u32, rect.end().x as u32 - 2] {
            let found = middle_of_column(&picture, x, rows);
            assert!((found - expected).abs() < 0.5, "{found}, expected {expected}, limits {low} to {high}");
        }
    }
}

#[test]
fn an_inverted_axis_turns_the_picture_around() {
    let step = |inverted: bool| {
        figure(|axes| {
            axes.line((&[0.0, 4.0, 4.0, 10.0][..], &[1.0, 1.0, 7.0, 7.0][..])).color(BLACK);
            axes.x_limits(0.0, 10.0).y_limits(0.0, 10.0).x_inverted(inverted).y_inverted(inverted);
        })
    };
    let Some(picture) = render("inverted", &step(true)) else { return };
    let rect = axes_rect(&step(true), 0);
    let rows = [rect.pos.y as u32, rect.end().y as u32 - 1];
    // x = 1 is near the right edge, y = 1 near the upper one.
    let left = middle_of_column(&picture, (rect.pos.x + 0.1 * rect.size.x) as u32, rows);
    let right = middle_of_column(&picture, (rect.pos.x + 0.9 * rect.size.x) as u32, rows);
    assert!((left - (rect.pos.y + 0.7 * rect.size.y)).abs() < 0.5, "{left}");
    assert!((right - (rect.pos.y + 0.1 * rect.size.y)).abs() < 0.5, "{right}");
    let limits = placed(&step(true), 1.0).limits(0).unwrap().map(|ends| ends.map(Value::to_f64));
    assert_eq!(limits, [[10.0, 0.0], [10.0, 0.0]]);
}

/// Checks where an upright stroke at the second of three x values is: `part` of the way from `low` to `high`.
fn assert_stroke(name: &str, x: Column, [low, high]: [Value; 2], part: f64) {
    let figure = figure(|axes| {
        axes.line((x, Column::from(vec![-1.0f32, -1.0, 1.0, 1.0]))).color(BLACK).width_px(1.0);
        axes.x_limits(low, high).y_limits(-0.5, 0.5);
    });
    let Some(picture) = render(name, &figure) else { return };
    let rect = axes_rect(&figure, 0);
    let found =
        middle_of_row(&picture, rect.center().y as u32, [rect.pos.x as u32 + 2, rect.end().x as u32 - 2]);
    let expected = rect.pos.x + part * rect.size.x;
    assert!((found - expected).abs() < 0.5, "{name}: {found}, expected {expected}");
}

#[test]
fn values_far_from_zero_are_placed_within_half_a_pixel() {
    let offset = 1e9;
    for part in [0.25, 0.3, 0.77] {
        let at = offset + part * 1e-3;
        let part = (at - offset) / ((offset + 1e-3) - offset);
        let x = Column::from(vec![offset, at, at, offset + 1e-3]);
        assert_stroke("far", x, [Value::F64(offset), Value::F64(offset + 1e-3)], part);
    }
    let start = 1_700_000_000_000_000_000_i64;
    for step in [1, 33, 70] {
        let at = start + step;
        let x = Column::from(vec![start, at, at, start + 100]);
        assert_stroke("nanoseconds", x, [Value::I64(start), Value::I64(start + 100)], step as f64 / 100.0);
    }
}

#[test]
fn limits_and_places_stay_exact_however_far_the_camera_moves() {
    let far = 1e12;
    let figure = figure(|axes| {
        let x = vec![0.0, far + 0.25, far + 0.25, 2.0 * far];
        axes.line((x, vec![-1.0f32, -1.0, 1.0, 1.0])).color(BLACK).width_px(1.0);
        axes.x_limits(0.0, 1.0).y_limits(-0.5, 0.5);
    });
    let mut view = placed(&figure, 1.0);
    let handle = view.scene_view().scene().view_boxes().next().unwrap();
    for _step in 0..1000 {
        let camera = view.scene_view().camera_mut::<PanZoom>(handle).unwrap();
        camera.pan(DVec2::new(far / 1000.0, 0.0));
        view.update().unwrap();
    }
    let x = |view: &FigureView| view.limits(0).unwrap()[0].map(Value::to_f64);
    assert_eq!(x(&view), [far, far + 1.0]);
    if let Some(picture) = draw("panned", &mut view) {
        let rect = view.axes_rect(0).unwrap();
        let columns = [rect.pos.x as u32 + 2, rect.end().x as u32 - 2];
        let found = middle_of_row(&picture, rect.center().y as u32, columns);
        let expected = rect.pos.x + 0.25 * rect.size.x;
        assert!((found - expected).abs() < 0.5, "{found}, expected {expected}");
    }
    assert_eq!(x(&view), [far, far + 1.0]);
    view.scene_view().camera_mut::<PanZoom>(handle).unwrap().go_home();
    view.update().unwrap();
    assert_eq!(x(&view), [0.0, 1.0]);
}

#[test]
fn times_stay_exact_however_far_the_camera_moves() {
    let start = 1_700_000_000_000_000_000_i64;
    let figure = figure(|axes| {
        axes.line((vec![start, start + 100], vec![0.0f32, 1.0])).color(BLACK);
        axes.x_limits(start, start + 100);
    });
    let mut view = placed(&figure, 1.0);
    let handle = view.scene_view().scene().view_boxes().next().unwrap();
    let step = 1_i64 << 42;
    for (direction, far) in [(1, start + 1000 * step), (-1, start)] {
        for _step in 0..1000 {
            let camera = view.scene_view().camera_mut::<PanZoom>(handle).unwrap();
            camera.pan(DVec2::new((direction * step) as f64, 0.0));
            view.update().unwrap();
        }
        assert_eq!(view.limits(0).unwrap()[0], [Value::I64(far), Value::I64(far + 100)]);
    }
}
