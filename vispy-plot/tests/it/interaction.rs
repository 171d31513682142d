//! What people do in a window, by injected events, with the numbers that come of it.

use std::path::PathBuf;

use vispy_app::events::{
    Buttons, Event, FileDropEvent, Key, KeyEvent, LogicalPos, Modifiers, MouseButton, MouseButtonEvent,
    MouseMoveEvent, MouseWheelEvent, PhysicalSize,
};
use vispy_plot::data::Value;
use vispy_plot::{Figure, FigureView, ViewRequest};
use vispy_scene::CanvasRect;

pub(crate) const SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::NONE };
const CONTROL: Modifiers = Modifiers { control: true, ..Modifiers::NONE };
/// What a notch of the wheel zooms by.
const NOTCH: f64 = 1.007;

/// A view and the hand that moves in it; each event comes a second after the one before.
pub(crate) struct Hand {
    pub(crate) view: FigureView,
    pub(crate) now_secs: f64,
    modifiers: Modifiers,
    buttons: Buttons,
}

impl Hand {
    pub(crate) fn new(figure: &Figure) -> Self {
        let [width, height] = figure.document.size_px;
        let mut view = FigureView::new(figure, PhysicalSize::new(width, height), 1.0).unwrap();
        view.update().unwrap();
        Self { view, now_secs: 0.0, modifiers: Modifiers::NONE, buttons: Buttons::NONE }
    }

    fn send(&mut self, event: Event) {
        self.view.event(&event);
        self.view.update().unwrap();
        self.now_secs += 1.0;
    }

    pub(crate) fn hold(&mut self, modifiers: Modifiers) {
        self.modifiers = modifiers;
    }

    pub(crate) fn move_to(&mut self, [x, y]: [f64; 2]) {
        self.send(Event::MouseMove(MouseMoveEvent {
            pos: LogicalPos::new(x, y),
            buttons: self.buttons,
            modifiers: self.modifiers,
            time_secs: self.now_secs,
            ..Default::default()
        }));
    }

    fn button(&self, [x, y]: [f64; 2]) -> MouseButtonEvent {
        MouseButtonEvent {
            button: MouseButton::Left,
            pos: LogicalPos::new(x, y),
            pos_physical: Default::default(),
            buttons: self.buttons,
            modifiers: self.modifiers,
            time_secs: self.now_secs,
        }
    }

    pub(crate) fn press(&mut self, at: [f64; 2]) {
        self.move_to(at);
        self.buttons.insert(MouseButton::Left);
        self.send(Event::MousePress(self.button(at)));
    }

    pub(crate) fn release(&mut self, at: [f64; 2]) {
        self.buttons = Buttons::NONE;
        self.send(Event::MouseRelease(self.button(at)));
    }

    pub(crate) fn drag(&mut self, from: [f64; 2], to: [f64; 2]) {
        self.press(from);
        self.move_to([(from[0] + to[0]) / 2.0, (from[1] + to[1]) / 2.0]);
        self.move_to(to);
        self.release(to);
    }

    pub(crate) fn wheel(&mut self, [x, y]: [f64; 2], notches: f64) {
        self.move_to([x, y]);
        self.send(Event::MouseWheel(MouseWheelEvent {
            pos: LogicalPos::new(x, y),
            delta_y_lines: notches,
            modifiers: self.modifiers,
            time_secs: self.now_secs,
            ..Default::default()
        }));
    }

    pub(crate) fn key(&mut self, key: Key) {
        self.send(Event::KeyPress(KeyEvent {
            key,
            text: None,
            repeat: false,
            modifiers: self.modifiers,
            time_secs: self.now_secs,
        }));
    }

    pub(crate) fn character(&mut self, text: &str) {
        self.key(Key::Character(text.to_owned()));
    }

    pub(crate) fn limits(&self) -> [f64; 4] {
        let [x, y] = self.view.limits(0).unwrap();
        [x[0], x[1], y[0], y[1]].map(Value::to_f64)
    }

    pub(crate) fn rect(&self) -> CanvasRect {
        self.view.axes_rect(0).unwrap()
    }

    /// A place in the axes: parts of their width and height, from the upper left corner.
    pub(crate) fn at(&self, x: f64, y: f64) -> [f64; 2] {
        let rect = self.rect();
        [rect.pos.x + x * rect.size.x, rect.pos.y + y * rect.size.y]
    }
}

/// x 0 to 10, y 0 to 100.
pub(crate) fn figure() -> Figure {
    let mut figure = Figure::new();
    figure.size_px(500, 400);
    let mut axes = figure.axes(0, 0);
    axes.y_limits(0.0, 100.0).x_limits(0.0, 10.0);
    axes.line((vec![0.0, 2.5, 5.0, 7.5, 10.0], vec![0i32, 100, 50, 25, 75])).label("data");
    figure
}

#[track_caller]
pub(crate) fn assert_near<const N: usize>(found: [f64; N], expected: [f64; N]) {
    let near = found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9);
    assert!(near, "{found:?}, expected {expected:?}");
}

#[test]
fn a_box_shows_exactly_what_is_in_it() {
    let mut hand = Hand::new(&figure());
    hand.hold(SHIFT);
    let (from, to) = (hand.at(0.25, 0.2), hand.at(0.75, 0.6));
    hand.drag(from, to);
    assert_near(hand.limits(), [2.5, 7.5, 40.0, 80.0]);
    // The other way round it is the same box, and beyond the axes it ends at their edge.
    let (from, to) = (hand.at(0.5, 0.5), hand.at(-0.3, -0.3));
    hand.drag(from, to);
    assert_near(hand.limits(), [2.5, 5.0, 60.0, 80.0]);
}

#[test]
fn a_thin_box_concerns_one_axis_and_a_dot_none() {
    let mut hand = Hand::new(&figure());
    hand.character("o");
    let (from, mut to) = (hand.at(0.1, 0.5), hand.at(0.3, 0.5));
    to[1] += 3.0;
    hand.drag(from, to);
    assert_near(hand.limits(), [1.0, 3.0, 0.0, 100.0]);
    // The key was for one box: the next drag pans.
    let (from, to) = (hand.at(0.5, 0.5), hand.at(0.0, 0.5));
    hand.drag(from, to);
    assert_near(hand.limits(), [2.0, 4.0, 0.0, 100.0]);
    hand.hold(SHIFT);
    let at = hand.at(0.5, 0.5);
    hand.drag(at, [at[0] + 4.0, at[1] - 4.0]);
    assert_near(hand.limits(), [2.0, 4.0, 0.0, 100.0]);
}

#[test]
fn escape_ends_a_box_before_it_ends_the_window() {
    let mut hand = Hand::new(&figure());
    hand.character("z");
    let (from, to) = (hand.at(0.1, 0.1), hand.at(0.6, 0.6));
    hand.press(from);
    hand.move_to(to);
    hand.key(Key::Escape);
    hand.release(to);
    assert_near(hand.limits(), [0.0, 10.0, 0.0, 100.0]);
    assert!(!hand.view.wants_close(), "only the box ended");
    hand.character("?");
    hand.key(Key::Escape);
    assert!(!hand.view.wants_close(), "only the help ended");
    hand.key(Key::Escape);
    assert!(hand.view.wants_close(), "nothing else was left");
}

#[test]
fn a_box_on_reversed_axes_keeps_them_reversed() {
    let mut figure = figure();
    figure.axes(0, 0).x_inverted(true);
    let mut hand = Hand::new(&figure);
    hand.hold(SHIFT);
    let (from, to) = (hand.at(0.25, 0.0), hand.at(0.5, 1.0));
    hand.drag(from, to);
    assert_near(hand.limits(), [7.5, 5.0, 0.0, 100.0]);
}

#[test]
fn backspace_goes_back_through_settled_views_and_shift_forward() {
    let mut hand = Hand::new(&figure());
    let home = hand.limits();
    let (from, to) = (hand.at(0.5, 0.5), hand.at(0.6, 0.5));
    hand.drag(from, to);
    let panned = hand.limits();
    assert_near(panned, [-1.0, 9.0, 0.0, 100.0]);
    // Turns of the wheel in quick succession are one step.
    let middle = hand.at(0.5, 0.5);
    for _turn in 0..5 {
        hand.wheel(middle, 1.0);
        hand.now_secs -= 1.9;
    }
    hand.now_secs += 10.0;
    let zoomed = hand.limits();
    assert!(zoomed[1] - zoomed[0] < 5.0, "it zoomed: {zoomed:?}");
    hand.key(Key::Home);
    assert_eq!(hand.limits(), home);

    let mut back = || {
        hand.key(Key::Backspace);
        hand.limits()
    };
    assert_eq!([back(), back(), back(), back()], [zoomed, panned, home, home]);
    hand.hold(SHIFT);
    let mut forward = || {
        hand.key(Key::Backspace);
        hand.limits()
    };
    assert_eq!([forward(), forward(), forward(), forward()], [panned, zoomed, home, home]);
    // Going elsewhere from the middle forgets what was ahead.
    hand.hold(Modifiers::NONE);
    hand.key(Key::Backspace);
    hand.key(Key::Backspace);
    assert_eq!(hand.limits(), panned);
    hand.drag(from, to);
    let elsewhere = hand.limits();
    hand.hold(SHIFT);
    hand.key(Key::Backspace);
    assert_eq!(hand.limits(), elsewhere, "there is nothing ahead");
}

#[test]
fn the_wheel_and_drags_on_an_axis_concern_that_axis_only() {
    let mut hand = Hand::new(&figure());
    let rect = hand.rect();
    let below = [rect.pos.x + rect.size.x * 0.2, rect.end().y + 12.0];
    hand.wheel(below, 1.0);
    let factor = NOTCH.powf(-30.0);
    // What is above the pointer, x = 2, stays there.
    assert_near(hand.limits(), [2.0 - 2.0 * factor, 2.0 + 8.0 * factor, 0.0, 100.0]);
    hand.key(Key::Home);
    let beside = [hand.rect().pos.x - 12.0, hand.at(0.0, 0.25)[1]];
    hand.wheel(beside, -1.0);
    let factor = NOTCH.powf(30.0);
    assert_near(hand.limits(), [0.0, 10.0, 75.0 - 75.0 * factor, 75.0 + 25.0 * factor]);

    hand.key(Key::Home);
    let rect = hand.rect();
    let below = [rect.center().x, rect.end().y + 12.0];
    hand.drag(below, [below[0] - rect.size.x * 0.1, below[1] - 60.0]);
    assert_near(hand.limits(), [1.0, 11.0, 0.0, 100.0]);
    let beside = [hand.rect().pos.x - 10.0, hand.rect().center().y];
    hand.drag(beside, [beside[0] + 99.0, beside[1] + hand.rect().size.y * 0.2]);
    assert_near(hand.limits(), [1.0, 11.0, 20.0, 120.0]);
}

#[test]
fn keys_ask_for_what_a_view_cannot_do() {
    let mut hand = Hand::new(&figure());
    hand.character("s");
    hand.hold(CONTROL);
    hand.character("c");
    hand.hold(Modifiers::NONE);
    for name in ["a.csv", "b.csv"] {
        let dropped = FileDropEvent { path: PathBuf::from(name), time_secs: hand.now_secs };
        hand.send(Event::FileDropped(dropped));
    }
    assert_eq!(hand.view.take_request(), Some(ViewRequest::Save));
    assert_eq!(hand.view.take_request(), Some(ViewRequest::Copy));
    let files = vec![PathBuf::from("a.csv"), PathBuf::from("b.csv")];
    assert_eq!(hand.view.take_request(), Some(ViewRequest::Open(files)));
    assert_eq!(hand.view.take_request(), None);
    hand.character("q");
    assert!(hand.view.wants_close(), "q closes");
}

#[test]
fn hidden_series_leave_the_limits_to_the_others() {
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.line(vec![0.0, 1.0]);
    axes.line(vec![0.0, 100.0, 50.0]);
    let mut hand = Hand::new(&figure);
    assert_near(hand.limits(), [0.0, 2.0, -5.0, 105.0]);
    hand.view.set_series_visible(0, 1, false).unwrap();
    hand.view.update().unwrap();
    assert_near(hand.limits(), [0.0, 1.0, -0.05, 1.05]);
    hand.view.set_limits(0, [0.0, 5.0], [0.0, 5.0]).unwrap();
    hand.view.set_series_visible(0, 1, true).unwrap();
    hand.view.update().unwrap();
    assert_near(hand.limits(), [0.0, 5.0, 0.0, 5.0]);
    hand.key(Key::Home);
    assert_near(hand.limits(), [0.0, 2.0, -5.0, 105.0]);
    assert!(hand.view.set_series_visible(0, 2, true).is_err(), "there are two");
}

#[test]
fn a_click_in_the_legend_hides_a_series_and_shows_it_again() {
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.line(vec![0.0, 1.0]).label("low");
    axes.line(vec![0.0, 100.0, 50.0]).label("high");
    axes.legend();
    let mut hand = Hand::new(&figure);
    let entries: Vec<_> = hand.view.legend_entries(0).collect();
    let [(0, low), (1, high)] = entries.as_slice() else { panic!("two entries: {entries:?}") };
    let [low, high] = [low, high].map(|rect| [rect.center().x, rect.center().y]);
    assert_near(hand.limits(), [0.0, 2.0, -5.0, 105.0]);
    hand.press(high);
    hand.release(high);
    assert_near(hand.limits(), [0.0, 1.0, -0.05, 1.05]);
    // A press that ends elsewhere is no click, and pans nothing.
    hand.press(high);
    hand.release(low);
    assert_near(hand.limits(), [0.0, 1.0, -0.05, 1.05]);
    hand.press(low);
    hand.release(low);
    assert_near(hand.limits(), [0.0, 1.0, -0.05, 1.05]);
    hand.press(low);
    hand.release(low);
    let [(_, _), (_, high)] = hand.view.legend_entries(0).collect::<Vec<_>>()[..] else {
        panic!("a hidden one stays in the legend")
    };
    let high = [high.center().x, high.center().y];
    hand.press(high);
    hand.release(high);
    assert_near(hand.limits(), [0.0, 2.0, -5.0, 105.0]);
}

#[test]
fn messages_go_by_themselves() {
    let mut hand = Hand::new(&figure());
    hand.move_to([5.0, 5.0]);
    hand.view.tell("saved to somewhere");
    assert!(hand.view.needs_redraw(), "it is to be shown");
    hand.view.update().unwrap();
    assert_eq!(hand.view.message(), Some("saved to somewhere"));
    hand.view.tick(4.9);
    assert!(hand.view.message().is_some(), "five seconds have not passed");
    hand.view.tick(5.1);
    assert_eq!(hand.view.message(), None);
}

#[test]
fn what_is_saved_is_what_is_seen() {
    let mut hand = Hand::new(&figure());
    hand.hold(SHIFT);
    let (from, to) = (hand.at(0.25, 0.2), hand.at(0.75, 0.6));
    hand.drag(from, to);
    hand.hold(Modifiers::NONE);
    hand.character("g");
    hand.view.tell("a message");
    let mut copy = hand.view.as_seen().unwrap();
    copy.update().unwrap();
    assert_eq!(copy.limits(0), hand.view.limits(0));
    assert_eq!(copy.message(), None);
}

#[test]
fn pictures_of_what_stands_above_the_data() {
    let mut hand = Hand::new(&figure());
    let [x, y] = hand.at(0.75, 0.75);
    hand.move_to([x + 3.0, y - 3.0]);
    hand.view.tell("saved pictures/figure.png");
    hand.view.update().unwrap();
    if crate::picture::draw("hover", &mut hand.view).is_none() {
        return;
    }
    // A view belongs to the context that it was first drawn in.
    let mut hand = Hand::new(&figure());
    hand.hold(SHIFT);
    let (from, to) = (hand.at(0.2, 0.2), hand.at(0.6, 0.7));
    hand.press(from);
    hand.move_to(to);
    crate::picture::draw("box", &mut hand.view);
    let mut hand = Hand::new(&figure());
    hand.character("?");
    crate::picture::draw("help", &mut hand.view);
}
