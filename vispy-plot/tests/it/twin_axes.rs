//! Two y axes that are moved apart and together.

use vispy_app::events::Key;
use vispy_plot::Figure;
use vispy_plot::data::Value;

use crate::interaction::Hand;

/// y 0 to 100 at the left, 0 to 10 at the right.
fn figure() -> Figure {
    let mut figure = Figure::new();
    figure.size_px(500, 400);
    let mut axes = figure.axes(0, 0);
    axes.x_limits(0.0, 10.0).y_limits(0.0, 100.0);
    axes.line(([0.0, 10.0], [0.0, 100.0]));
    let mut twin = axes.twin_y();
    twin.y_limits(0.0, 10.0);
    twin.line(([0.0, 10.0], [10.0, 0.0]));
    figure
}

fn both(hand: &Hand) -> [f64; 4] {
    let [y0, y1] = [hand.limits()[2], hand.limits()[3]];
    let [right0, right1] = hand.view.twin_limits(0).unwrap().map(Value::to_f64);
    [y0, y1, right0, right1]
}

#[track_caller]
fn assert_both(hand: &Hand, expected: [f64; 4]) {
    let found = both(hand);
    let near = found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9);
    assert!(near, "{found:?}, expected {expected:?}");
}

fn right_of(hand: &Hand, y: f64) -> [f64; 2] {
    [hand.rect().end().x + 12.0, hand.at(0.0, y)[1]]
}

fn left_of(hand: &Hand, y: f64) -> [f64; 2] {
    [hand.rect().pos.x - 12.0, hand.at(0.0, y)[1]]
}

#[test]
fn the_wheel_and_drags_concern_the_axis_that_they_are_over() {
    let mut hand = Hand::new(&figure());
    assert_both(&hand, [0.0, 100.0, 0.0, 10.0]);
    let factor = 1.007_f64.powf(-30.0);
    let at = right_of(&hand, 0.5);
    hand.wheel(at, 1.0);
    assert_both(&hand, [0.0, 100.0, 5.0 - 5.0 * factor, 5.0 + 5.0 * factor]);
    let right = [both(&hand)[2], both(&hand)[3]];
    let at = left_of(&hand, 1.0);
    hand.wheel(at, -1.0);
    assert_both(&hand, [0.0, 100.0 / factor, right[0], right[1]]);
    hand.key(Key::Home);
    assert_both(&hand, [0.0, 100.0, 0.0, 10.0]);

    let (from, tenth) = (right_of(&hand, 0.5), hand.rect().size.y / 10.0);
    hand.drag(from, [from[0], from[1] + tenth]);
    assert_both(&hand, [0.0, 100.0, 1.0, 11.0]);
    let from = left_of(&hand, 0.5);
    hand.drag(from, [from[0], from[1] - tenth]);
    assert_both(&hand, [-10.0, 90.0, 1.0, 11.0]);
    // In the axes, both go together.
    let from = hand.at(0.5, 0.5);
    hand.drag(from, [from[0], from[1] + tenth]);
    assert_both(&hand, [0.0, 100.0, 2.0, 12.0]);
}

#[test]
fn backspace_brings_both_axes_back() {
    let mut hand = Hand::new(&figure());
    let (from, tenth) = (right_of(&hand, 0.5), hand.rect().size.y / 10.0);
    hand.drag(from, [from[0], from[1] + tenth]);
    let from = left_of(&hand, 0.5);
    hand.drag(from, [from[0], from[1] - tenth]);
    assert_both(&hand, [-10.0, 90.0, 1.0, 11.0]);
    hand.key(Key::Backspace);
    assert_both(&hand, [0.0, 100.0, 1.0, 11.0]);
    hand.key(Key::Backspace);
    assert_both(&hand, [0.0, 100.0, 0.0, 10.0]);
}

#[test]
fn what_is_saved_has_both_axes_as_they_are_seen() {
    let mut hand = Hand::new(&figure());
    let at = right_of(&hand, 0.25);
    hand.wheel(at, 3.0);
    let mut copy = hand.view.as_seen().unwrap();
    copy.update().unwrap();
    assert_eq!(copy.twin_limits(0), hand.view.twin_limits(0));
    assert_eq!(copy.limits(0), hand.view.limits(0));
}

#[test]
fn an_axis_does_not_get_lost() {
    let mut hand = Hand::new(&figure());
    for notches in [200.0, -400.0] {
        for _ in 0..40 {
            let at = right_of(&hand, 0.3);
            hand.wheel(at, notches);
        }
        let [_, _, low, high] = both(&hand);
        assert!(low.is_finite() && high > low, "{low} to {high}");
    }
    hand.key(Key::Home);
    assert_both(&hand, [0.0, 100.0, 0.0, 10.0]);
}
