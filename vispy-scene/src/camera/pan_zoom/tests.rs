//! The numbers of panning and zooming.

use vispy_app::events::{Buttons, Key, KeyEvent, Modifiers, MouseMoveEvent};

use super::*;

const SIZE: DVec2 = DVec2::new(800.0, 400.0);

fn rect(x: [f64; 2], y: [f64; 2]) -> DataRect {
    DataRect::new(x, y).unwrap()
}

fn camera(x: [f64; 2], y: [f64; 2]) -> PanZoom {
    PanZoom::new(rect(x, y))
}

fn button(button: MouseButton, held: bool) -> MouseButtonEvent {
    MouseButtonEvent {
        button,
        pos: Default::default(),
        pos_physical: Default::default(),
        buttons: if held { Buttons::from_iter([button]) } else { Buttons::NONE },
        modifiers: Modifiers::NONE,
        time_secs: 0.0,
    }
}

fn send(camera: &mut PanZoom, event: &Event, x: f64, y: f64) -> Handled {
    camera.event(&CameraEvent::new(event, Some(DVec2::new(x, y)), SIZE))
}

fn press(camera: &mut PanZoom, which: MouseButton, x: f64, y: f64) -> Handled {
    send(camera, &Event::MousePress(button(which, true)), x, y)
}

fn move_to(camera: &mut PanZoom, held: MouseButton, x: f64, y: f64) -> Handled {
    let buttons = Buttons::from_iter([held]);
    send(camera, &Event::MouseMove(MouseMoveEvent { buttons, ..Default::default() }), x, y)
}

fn wheel(camera: &mut PanZoom, lines: f64, modifiers: Modifiers, x: f64, y: f64) -> Handled {
    let event = MouseWheelEvent { delta_y_lines: lines, modifiers, ..Default::default() };
    send(camera, &Event::MouseWheel(event), x, y)
}

fn key(camera: &mut PanZoom, key: Key) -> Handled {
    let event = KeyEvent { key, text: None, repeat: false, modifiers: Modifiers::NONE, time_secs: 0.0 };
    camera.event(&CameraEvent::new(&Event::KeyPress(event), None, SIZE))
}

fn close(found: DataRect, expected: DataRect) {
    let tolerance = expected.span().abs() * 1e-12;
    let off = (found.start - expected.start).abs().max((found.end - expected.end).abs());
    assert!(off.cmple(tolerance).all(), "{found:?} is not {expected:?}");
}

#[test]
fn a_drag_moves_the_data_with_the_pointer() {
    let mut camera = camera([0.0, 8.0], [0.0, 4.0]);
    assert_eq!(press(&mut camera, MouseButton::Left, 400.0, 200.0), Handled::Yes);
    assert_eq!(move_to(&mut camera, MouseButton::Left, 500.0, 150.0), Handled::Yes);
    close(camera.rect(), rect([-1.0, 7.0], [-0.5, 3.5]));
    assert_eq!(camera.version(), 1);
    send(&mut camera, &Event::MouseRelease(button(MouseButton::Left, false)), 500.0, 150.0);
    assert_eq!(move_to(&mut camera, MouseButton::Left, 0.0, 0.0), Handled::No, "the drag has ended");
    assert_eq!(camera.version(), 1);
}

#[test]
fn a_drag_of_reversed_axes_moves_the_data_with_the_pointer_too() {
    let mut camera = camera([8.0, 0.0], [4.0, 0.0]);
    let grabbed = camera.rect().data_at(DVec2::new(100.0, 100.0), SIZE);
    press(&mut camera, MouseButton::Left, 100.0, 100.0);
    move_to(&mut camera, MouseButton::Left, 350.0, 260.0);
    let pos = camera.rect().pos_of(grabbed, SIZE);
    assert!((pos - DVec2::new(350.0, 260.0)).length() < 1e-9, "{pos}");
    assert!(camera.rect().span().cmplt(DVec2::ZERO).all(), "still reversed");
}

#[test]
fn the_wheel_keeps_the_data_under_the_pointer() {
    let starts = [
        camera([0.0, 10.0], [-1.0, 1.0]),
        camera([1.7e9, 1.7e9 + 3600.0], [1e-9, -1e-9]),
        camera([-5.0, 1e6], [3.0, 3.5]),
    ];
    for mut camera in starts {
        let cursor = DVec2::new(123.25, 77.5);
        for lines in [1.0, 3.0, -2.0, 0.25, 5.0, -8.0] {
            let under = camera.rect().data_at(cursor, SIZE);
            wheel(&mut camera, lines, Modifiers::NONE, cursor.x, cursor.y);
            // The camera's own map, from the data to pixels. Where data are 1e9 from zero and seen to the
            // second, f64 itself has steps of 1e-4 px, and only there the promise is less.
            let steps = under.abs() * f64::EPSILON / camera.rect().span().abs() * SIZE;
            let off = (camera.viewport_from_scene(SIZE).map(under.extend(0.0)).truncate() - cursor).abs();
            assert!(off.cmple(DVec2::splat(1e-9) + 4.0 * steps).all(), "{off} px off at {camera:?}");
        }
    }
}

#[test]
fn a_notch_zooms_by_visppys_factor() {
    let mut camera = camera([0.0, 8.0], [0.0, 4.0]);
    wheel(&mut camera, 1.0, Modifiers::NONE, 0.0, 400.0);
    let factor = 1.007_f64.powi(-30);
    close(camera.rect(), rect([0.0, 8.0 * factor], [0.0, 4.0 * factor]));
    wheel(&mut camera, -1.0, Modifiers::NONE, 0.0, 400.0);
    close(camera.rect(), rect([0.0, 8.0], [0.0, 4.0]));
    let control = Modifiers { control: true, ..Modifiers::NONE };
    wheel(&mut camera, 1.0, control, 0.0, 400.0);
    close(camera.rect(), rect([0.0, 8.0 * factor], [0.0, 4.0]));
}

#[test]
fn the_right_button_zooms_each_axis_about_the_press() {
    let mut camera = camera([0.0, 8.0], [0.0, 4.0]);
    press(&mut camera, MouseButton::Right, 400.0, 200.0);
    move_to(&mut camera, MouseButton::Right, 500.0, 300.0);
    let (closer, farther) = (1.007_f64.powi(-100), 1.007_f64.powi(100));
    let expected = rect([4.0 - 4.0 * closer, 4.0 + 4.0 * closer], [2.0 - 2.0 * farther, 2.0 + 2.0 * farther]);
    close(camera.rect(), expected);
    move_to(&mut camera, MouseButton::Right, 400.0, 200.0);
    close(camera.rect(), rect([0.0, 8.0], [0.0, 4.0]));
}

#[test]
fn keys_pan_zoom_and_go_home() {
    let mut camera = camera([0.0, 10.0], [0.0, 1.0]);
    key(&mut camera, Key::ArrowRight);
    key(&mut camera, Key::ArrowUp);
    close(camera.rect(), rect([1.0, 11.0], [0.1, 1.1]));
    key(&mut camera, Key::Character("+".to_owned()));
    close(camera.rect(), rect([2.0, 10.0], [0.2, 1.0]));
    assert_eq!(key(&mut camera, Key::Home), Handled::Yes);
    assert_eq!(camera.rect(), rect([0.0, 10.0], [0.0, 1.0]));
    assert_eq!(key(&mut camera, Key::Enter), Handled::No);
}

#[test]
fn a_double_click_goes_home_and_ends_the_drag() {
    let mut camera = camera([0.0, 10.0], [0.0, 1.0]);
    camera.pan(DVec2::new(5.0, 5.0));
    press(&mut camera, MouseButton::Left, 10.0, 10.0);
    send(&mut camera, &Event::MouseDoubleClick(button(MouseButton::Left, true)), 10.0, 10.0);
    move_to(&mut camera, MouseButton::Left, 90.0, 10.0);
    assert_eq!(camera.rect(), rect([0.0, 10.0], [0.0, 1.0]));
}

#[test]
fn a_locked_aspect_shows_more_and_zooms_both_axes() {
    let mut camera = camera([0.0, 4.0], [0.0, 4.0]);
    camera.set_aspect(Some(1.0)).unwrap();
    close(camera.visible_rect(SIZE), rect([-2.0, 6.0], [0.0, 4.0]));
    let tall = DVec2::new(100.0, 400.0);
    close(camera.visible_rect(tall), rect([0.0, 4.0], [-6.0, 10.0]));
    camera.set_aspect(Some(2.0)).unwrap();
    close(camera.visible_rect(SIZE), rect([-6.0, 10.0], [0.0, 4.0]));
    camera.set_aspect(Some(1.0)).unwrap();
    press(&mut camera, MouseButton::Right, 400.0, 200.0);
    move_to(&mut camera, MouseButton::Right, 450.0, 150.0);
    let half = 1.007_f64.powi(-100);
    close(
        camera.visible_rect(SIZE),
        rect([2.0 - 4.0 * half, 2.0 + 4.0 * half], [2.0 - 2.0 * half, 2.0 + 2.0 * half]),
    );
    assert!(camera.set_aspect(Some(0.0)).is_err());
}

#[test]
fn limits_stop_zooming_and_panning() {
    let mut camera = camera([0.0, 100.0], [0.0, 1.0]);
    let max_range = Some(rect([0.0, 100.0], [1.0, 0.0]));
    camera.set_limits(PanZoomLimits { max_range, min_span: DVec2::new(10.0, 0.0) });
    wheel(&mut camera, -5.0, Modifiers::NONE, 10.0, 10.0);
    assert_eq!(camera.rect(), rect([0.0, 100.0], [0.0, 1.0]), "as far out as it goes");
    wheel(&mut camera, 50.0, Modifiers { control: true, ..Modifiers::NONE }, 400.0, 200.0);
    close(camera.rect(), rect([45.0, 55.0], [0.0, 1.0]));
    wheel(&mut camera, 1.0, Modifiers { control: true, ..Modifiers::NONE }, 0.0, 0.0);
    close(camera.rect(), rect([45.0, 55.0], [0.0, 1.0]));
    camera.pan(DVec2::new(70.0, -3.0));
    close(camera.rect(), rect([90.0, 100.0], [0.0, 1.0]));
}

#[test]
fn zoom_stops_at_the_resolution_of_numbers() {
    let mut camera = camera([1e9, 1e9 + 1.0], [0.0, 1.0]);
    for _ in 0..200 {
        wheel(&mut camera, 1.0, Modifiers::NONE, 300.0, 200.0);
    }
    let [left, right] = camera.rect().x();
    let step = 1e9 * f64::EPSILON;
    assert!(
        (right - left) / step > 1e4,
        "a pixel is still some steps of f64: {} steps",
        (right - left) / step
    );
    for _ in 0..20_000 {
        wheel(&mut camera, -1.0, Modifiers::NONE, 300.0, 200.0);
    }
    assert!(camera.rect().span().is_finite(), "{:?}", camera.rect());
}

#[test]
fn two_fingers_keep_their_data() {
    let mut camera = camera([0.0, 8.0], [0.0, 4.0]);
    let touch = |id, phase| {
        let (pos, pos_physical) = Default::default();
        Event::Touch(TouchEvent { id, phase, pos, pos_physical, time_secs: 0.0 })
    };
    send(&mut camera, &touch(1, TouchPhase::Started), 300.0, 200.0);
    send(&mut camera, &touch(1, TouchPhase::Moved), 200.0, 200.0);
    close(camera.rect(), rect([1.0, 9.0], [0.0, 4.0]));
    send(&mut camera, &touch(2, TouchPhase::Started), 400.0, 200.0);
    let held = [200.0, 400.0].map(|x| camera.rect().data_at(DVec2::new(x, 200.0), SIZE));
    send(&mut camera, &touch(1, TouchPhase::Moved), 100.0, 200.0);
    send(&mut camera, &touch(2, TouchPhase::Moved), 600.0, 200.0);
    for (data, x) in held.into_iter().zip([100.0, 600.0]) {
        let pos = camera.rect().pos_of(data, SIZE);
        assert!((pos - DVec2::new(x, 200.0)).length() < 1e-9, "{pos}");
    }
    send(&mut camera, &touch(2, TouchPhase::Ended), 600.0, 200.0);
    let before = camera.rect();
    send(&mut camera, &touch(1, TouchPhase::Moved), 100.0, 200.0);
    close(camera.rect(), before);
}

#[test]
fn fitting_keeps_reversed_axes_and_widens_single_values() {
    let mut camera = camera([1.0, 0.0], [0.0, 1.0]);
    let bounds = Bounds { min: DVec2::new(0.0, 3.0), max: DVec2::new(10.0, 3.0) };
    camera.fit(bounds, 0.1);
    close(camera.rect(), rect([11.0, -1.0], [1.5, 4.5]));
    assert_eq!(camera.home(), camera.rect());
}

#[test]
fn ranges_without_extent_are_refused() {
    let error = DataRect::new([0.0, 1.0], [2.0, 2.0]).unwrap_err().to_string();
    assert_eq!(error, "the range of y: expected two different finite numbers, got 2 .. 2");
    assert!(DataRect::new([0.0, f64::NAN], [0.0, 1.0]).is_err());
    let mut camera = camera([0.0, 1.0], [0.0, 1.0]);
    assert!(camera.set_state(&[0.0, 1.0, 0.0]).is_err());
    camera.set_state(&[2.0, 3.0, 4.0, 5.0]).unwrap();
    assert_eq!(camera.state(), [2.0, 3.0, 4.0, 5.0]);
    camera.pan(DVec2::new(f64::NAN, 0.0));
    camera.zoom(DVec2::splat(f64::INFINITY), DVec2::ZERO, SIZE);
    assert_eq!(camera.state(), [2.0, 3.0, 4.0, 5.0], "numbers that are none change nothing");
}
