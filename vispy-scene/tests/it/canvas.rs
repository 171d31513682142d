//! A scene driven by a backend.

use vispy_app::events::{Key, LogicalSize, MouseButton, PhysicalPos, PhysicalSize};
use vispy_app::external::ExternalCanvas;
use vispy_app::{CanvasHandler, Timer};
use vispy_gloo::{Context, RenderTarget};
use vispy_scene::{Cell, Handled, PanZoom, SceneCanvas};

use crate::solid::Solid;
use crate::world::{RED, camera};

#[test]
fn a_backend_drives_a_scene() {
    let mut canvas = SceneCanvas::new("one square", LogicalSize::new(80.0, 40.0));
    let scene = canvas.view_mut().scene_mut();
    let view_box = scene.add_view_box(scene.root_grid(), Cell::new(0, 0), camera()).unwrap();
    let root = scene.view_box_root(view_box).unwrap();
    scene.add(root, Solid::square(RED)).unwrap();
    let mut external = ExternalCanvas::new(canvas, PhysicalSize::new(160, 80), 2.0);
    let (mut ctx, _recording) = Context::recorder();
    assert!(external.update(0.0).needs_redraw);
    external.draw(&mut ctx, RenderTarget::canvas(160, 80), 0.0).unwrap();
    assert!(!external.update(0.1).needs_redraw);
    external.input().mouse_move(PhysicalPos::new(40.0, 40.0), 0.2);
    external.input().mouse_button(MouseButton::Left, true, 0.3);
    external.input().mouse_move(PhysicalPos::new(60.0, 40.0), 0.4);
    assert!(external.update(0.5).needs_redraw);
    let shown = external.handler().view().camera::<PanZoom>(view_box).unwrap().rect();
    assert_eq!(shown.x(), [-25.0, 15.0], "20 physical pixels are 10 of 80 logical ones");
    assert!(!external.handler().wants_close());
    external.input().key_press(Key::Escape, None, false, 0.6);
    assert!(external.update(0.6).wants_close);
}

#[test]
fn timers_start_when_the_canvas_wakes_and_updates_come_before_frames() {
    let mut canvas = SceneCanvas::new("timers", LogicalSize::new(8.0, 8.0));
    canvas.set_closes_on_escape(false);
    canvas.add_timer(Timer::new(1.0).with_iterations(1), |view, _| view.request_redraw());
    canvas.on_event(|_, _| Handled::No);
    canvas.on_update(|view| view.set_background(RED));
    let mut external = ExternalCanvas::new(canvas, PhysicalSize::new(8, 8), 1.0);
    let (mut ctx, recording) = Context::recorder();
    let update = external.update(10.0);
    assert_eq!(update.next_wakeup_secs, Some(11.0));
    external.draw(&mut ctx, RenderTarget::canvas(8, 8), 10.0).unwrap();
    assert!(recording.text().contains("[1.0, 0.0, 0.0, 1.0]"), "{}", recording.text());
    assert!(!external.update(10.5).needs_redraw);
    let fired = external.update(11.0);
    assert_eq!((fired.needs_redraw, fired.next_wakeup_secs), (true, None));
    external.input().key_press(Key::Escape, None, false, 12.0);
    assert!(!external.update(12.0).wants_close);
}
