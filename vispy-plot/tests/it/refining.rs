//! Figures of long signals, before and after all samples were looked at.

use vispy_app::events::PhysicalSize;
use vispy_plot::FigureView;
use vispy_visuals::Progress;

use crate::picture::{draw, draw_frames};

/// More samples than are looked at before the first frame.
const COUNT: usize = 5_000_000;

fn view() -> FigureView {
    let mut values = vec![0_i16; COUNT];
    values.iter_mut().enumerate().for_each(|(i, value)| *value = (i % 100) as i16);
    // Between the places that are looked at first.
    values[COUNT / 2 + 1_100] = 30_000;
    let figure = vispy_plot::line(values).into_figure();
    FigureView::new(&figure, PhysicalSize::new(400, 300), 1.0).unwrap()
}

fn y_limits(view: &FigureView) -> [f64; 2] {
    view.limits(0).unwrap()[1].map(|value| value.to_f64())
}

#[test]
fn axes_follow_when_all_samples_were_looked_at() {
    let mut view = view();
    assert!(matches!(view.progress(), Progress::Refining { .. }));
    assert!(view.needs_redraw());
    let [low, high] = y_limits(&view);
    assert!(low <= 0.0 && (99.0..1000.0).contains(&high), "what was seen of it: {low} to {high}");
    view.settle().unwrap();
    view.update().unwrap();
    assert_eq!(view.progress(), Progress::Settled);
    let [low, high] = y_limits(&view);
    assert!(low < 0.0 && (30_000.0..33_000.0).contains(&high), "all of it: {low} to {high}");
}

#[test]
fn a_window_ends_with_the_picture_of_all_samples_and_says_nothing_any_more() {
    let mut settled = view();
    settled.settle().unwrap();
    let Some(expected) = draw("refining_settled", &mut settled) else { return };
    let found = draw_frames("refining_frames", &mut view()).unwrap();
    assert!(found.rgba == expected.rgba, "target/tmp/pictures/refining_*.png differ");
}

#[test]
fn who_looks_at_a_part_stays_there() {
    let mut view = view();
    view.set_limits(0, [1000.0, 2000.0], [-5.0, 105.0]).unwrap();
    view.settle().unwrap();
    view.update().unwrap();
    assert_eq!(y_limits(&view), [-5.0, 105.0]);
}

#[test]
fn vector_graphics_are_of_all_samples() {
    let mut view = view();
    let svg = view.to_svg(&vispy_plot::SaveOptions::default()).unwrap();
    assert!(svg.contains("<path"), "there is a line");
    assert!(y_limits(&view)[1] > 30_000.0, "the spike is seen");
}
