//! Who gets which event.

use std::cell::RefCell;
use std::rc::Rc;

use vispy_app::events::{Event, Key, MouseButton, PhysicalPos, TouchPhase, WheelDelta};
use vispy_scene::glam::DVec2;
use vispy_scene::{Handled, NodeHandle, PanZoom, Scene, SceneEvent};

use crate::solid::Solid;
use crate::world::{BLUE, World};

type Log = Rc<RefCell<Vec<String>>>;

/// Lets a node write down what it gets.
fn listen(scene: &mut Scene, node: NodeHandle, name: &'static str, log: &Log, handled: Handled) {
    let log = Rc::clone(log);
    let handler = move |_: &mut Scene, event: &SceneEvent<'_>| {
        let kind = match event.event {
            Event::MousePress(_) => "press",
            Event::MouseRelease(_) => "release",
            Event::MouseMove(_) => "move",
            Event::MouseWheel(_) => "wheel",
            Event::KeyPress(_) => "key",
            _ => "other",
        };
        // What is added makes a zero of -0.
        let pos = event.pos_in_node.map(|pos| pos + 0.0);
        let pos = pos.map_or(String::new(), |pos| format!(" at {}, {}", pos.x, pos.y));
        log.borrow_mut().push(format!("{name} {kind}{pos}"));
        handled
    };
    scene.on_event(node, Box::new(handler)).unwrap();
}

fn taken(log: &Log) -> Vec<String> {
    std::mem::take(&mut *log.borrow_mut())
}

#[test]
fn who_takes_the_press_keeps_the_pointer() {
    let mut world = World::new();
    assert!(!world.move_to(20.0, 20.0).handled);
    let response = world.press(MouseButton::Left);
    assert_eq!((response.handled, response.view_box), (true, Some(world.boxes[0])));
    assert_eq!(world.move_to(60.0, 20.0).view_box, Some(world.boxes[0]), "over the other view box");
    assert_eq!((world.left_end(0), world.left_end(1)), (-60.0, -20.0));
    world.press(MouseButton::Right);
    world.move_to(500.0, -100.0);
    world.release(MouseButton::Right);
    assert_eq!(world.left_end(0), -500.0, "the drag goes on, outside of everything");
    assert_eq!(world.release(MouseButton::Left).view_box, Some(world.boxes[0]));
    world.move_to(60.0, 20.0);
    assert_eq!(world.press(MouseButton::Left).view_box, Some(world.boxes[1]), "free again");
}

#[test]
fn a_lost_release_does_not_keep_the_pointer() {
    let mut world = World::new();
    world.move_to(20.0, 20.0);
    world.press(MouseButton::Left);
    // The backend saw no release; the next move says that no button is held.
    let moved = vispy_app::events::MouseMoveEvent::default();
    world.view.event(&Event::MouseMove(moved));
    assert_eq!(world.left_end(0), -20.0, "no drag without a button");
    let next = world.view.event(&Event::MouseMove(moved));
    assert!(!next.handled);
}

#[test]
fn events_bubble_from_the_node_to_the_camera() {
    let mut world = World::new();
    let log = Log::default();
    let root = world.view.scene().view_box_root(world.boxes[0]).unwrap();
    let blue = world.add_square(root, BLUE, 2.0);
    let scene = world.view.scene_mut();
    listen(scene, blue, "blue", &log, Handled::No);
    listen(scene, world.nodes[0], "red", &log, Handled::No);
    listen(scene, root, "root", &log, Handled::No);
    world.move_to(22.0, 18.0);
    assert_eq!(taken(&log), ["root move at 2, 2"], "no node is interactive");
    world.view.scene_mut().set_interactive(world.nodes[0], true).unwrap();
    world.view.scene_mut().set_interactive(blue, true).unwrap();
    assert!(world.press(MouseButton::Left).handled);
    assert_eq!(taken(&log), ["blue press at 0, 2", "root press at 2, 2"], "the one drawn last, then up");
    world.move_to(25.0, 18.0);
    assert!(taken(&log).is_empty(), "the camera took the press");
    assert_eq!(world.left_end(0), -23.0);
    world.release(MouseButton::Left);
}

#[test]
fn a_node_that_handles_a_press_gets_what_follows() {
    let mut world = World::new();
    let log = Log::default();
    let scene = world.view.scene_mut();
    scene.set_interactive(world.nodes[0], true).unwrap();
    listen(scene, world.nodes[0], "red", &log, Handled::Yes);
    world.move_to(20.0, 20.0);
    world.press(MouseButton::Left);
    world.move_to(70.0, 20.0);
    world.release(MouseButton::Left);
    assert_eq!(
        taken(&log),
        ["red move at 0, 0", "red press at 0, 0", "red move at 50, 0", "red release at 50, 0"]
    );
    assert_eq!(world.left_end(0), -20.0, "the camera did not get it");
    world.move_to(70.0, 20.0);
    world.press(MouseButton::Left);
    world.view.scene_mut().remove(world.nodes[0]).unwrap();
    assert!(world.release(MouseButton::Left).handled, "by the other camera");
}

#[test]
fn a_taker_that_is_removed_lets_go() {
    let mut world = World::new();
    let log = Log::default();
    let scene = world.view.scene_mut();
    scene.set_interactive(world.nodes[0], true).unwrap();
    listen(scene, world.nodes[0], "red", &log, Handled::Yes);
    world.move_to(20.0, 20.0);
    world.press(MouseButton::Left);
    world.view.scene_mut().remove(world.nodes[0]).unwrap();
    taken(&log);
    world.move_to(25.0, 20.0);
    world.release(MouseButton::Left);
    assert!(taken(&log).is_empty());
    assert_eq!(world.left_end(0), -20.0, "nobody else gets half a drag");
    assert!(world.press(MouseButton::Left).handled, "the camera takes the next press");
}

#[test]
fn a_handler_may_change_everything() {
    let mut world = World::new();
    let log = Log::default();
    let (node, solid, view_box) = (world.nodes[0], world.solids[0], world.boxes[0]);
    let scene = world.view.scene_mut();
    scene.set_interactive(node, true).unwrap();
    let inner_log = Rc::clone(&log);
    let handler = move |scene: &mut Scene, _: &SceneEvent<'_>| {
        scene.get_mut(solid).unwrap().color = BLUE;
        scene.camera_mut::<PanZoom>(view_box).unwrap().pan(DVec2::X);
        listen(scene, node, "late", &inner_log, Handled::No);
        Handled::No
    };
    scene.on_event(node, Box::new(handler)).unwrap();
    world.move_to(20.0, 20.0);
    assert_eq!(world.view.scene().get(solid).unwrap().color, BLUE);
    assert_eq!(world.left_end(0), -19.0);
    assert!(taken(&log).is_empty(), "what is added while handlers run is called from the next event on");
    world.move_to(21.0, 20.0);
    assert_eq!(taken(&log).len(), 1);
    world.view.scene_mut().clear_handlers(node).unwrap();
    world.move_to(20.0, 20.0);
    assert!(taken(&log).is_empty());
}

#[test]
fn a_handler_may_remove_its_own_node() {
    let mut world = World::new();
    let node = world.nodes[0];
    let scene = world.view.scene_mut();
    scene.set_interactive(node, true).unwrap();
    let handler = move |scene: &mut Scene, _: &SceneEvent<'_>| {
        scene.remove(node).unwrap();
        Handled::Yes
    };
    scene.on_event(node, Box::new(handler)).unwrap();
    assert!(world.move_to(20.0, 20.0).handled);
    assert!(!world.move_to(20.0, 21.0).handled);
}

#[test]
fn the_wheel_keeps_the_data_under_the_pointer() {
    let mut world = World::new();
    world.move_to(52.0, 11.0);
    let cursor = DVec2::new(52.0, 11.0);
    let view_box = world.boxes[1];
    let under = |world: &mut World| {
        let way = world.view.canvas_from_scene(view_box).unwrap();
        vispy_visuals::transforms::Transform::imap(&way, cursor.extend(0.0))
    };
    let before = under(&mut world);
    world.report(|input, now_secs| input.mouse_wheel(WheelDelta::Lines { x: 0.0, y: 2.0 }, now_secs));
    assert!(world.left_end(1) > -20.0 && world.left_end(0) == -20.0, "zoomed in, the other did not");
    let way = world.view.canvas_from_scene(view_box).unwrap();
    let pos = vispy_visuals::transforms::Transform::map(&way, before).truncate();
    assert!((pos - cursor).length() < 1e-9, "{pos}");
}

#[test]
fn keys_go_to_the_view_box_under_the_pointer_or_pressed_last() {
    let mut world = World::new();
    let arrow = |world: &mut World| {
        world.report(|input, now_secs| input.key_press(Key::ArrowRight, None, false, now_secs))
    };
    assert!(!arrow(&mut world).handled, "two view boxes, and no hint which");
    world.move_to(60.0, 20.0);
    assert_eq!(arrow(&mut world).view_box, Some(world.boxes[1]));
    world.move_to(10.0, 20.0);
    world.press(MouseButton::Left);
    world.release(MouseButton::Left);
    world.report(|input, now_secs| input.cursor_leave(now_secs));
    assert_eq!(arrow(&mut world).view_box, Some(world.boxes[0]));
    assert_eq!((world.left_end(0), world.left_end(1)), (-16.0, -16.0));
}

#[test]
fn nodes_above_the_view_boxes_come_first() {
    let mut world = World::new();
    let log = Log::default();
    let scene = world.view.scene_mut();
    let (button, _) = scene.add(scene.canvas_above(), Solid::new([0.0, 10.0], [0.0, 10.0], BLUE)).unwrap();
    scene.set_interactive(button, true).unwrap();
    listen(scene, button, "button", &log, Handled::Yes);
    world.move_to(4.0, 7.0);
    assert!(world.press(MouseButton::Left).handled);
    assert_eq!(taken(&log), ["button move at 4, 7", "button press at 4, 7"]);
    world.release(MouseButton::Left);
    world.move_to(14.0, 7.0);
    assert_eq!(world.press(MouseButton::Left).view_box, Some(world.boxes[0]));
}

#[test]
fn fingers_stay_with_the_view_box_they_touched() {
    let mut world = World::new();
    let touch = |world: &mut World, id, phase, x| {
        world.report(|input, now_secs| input.touch(id, phase, PhysicalPos::new(x, 20.0), now_secs))
    };
    touch(&mut world, 1, TouchPhase::Started, 10.0);
    touch(&mut world, 2, TouchPhase::Started, 50.0);
    touch(&mut world, 1, TouchPhase::Moved, 60.0);
    touch(&mut world, 2, TouchPhase::Moved, 55.0);
    assert_eq!((world.left_end(0), world.left_end(1)), (-70.0, -25.0));
    touch(&mut world, 1, TouchPhase::Ended, 60.0);
    assert!(!touch(&mut world, 1, TouchPhase::Moved, 70.0).handled);
}

#[test]
fn a_resize_moves_the_view_boxes_before_the_next_event() {
    let mut world = World::new();
    world.move_to(50.0, 20.0);
    let size = vispy_app::events::PhysicalSize::new(200, 40);
    world.report(|input, now_secs| input.resize(size, now_secs));
    assert_eq!(world.press(MouseButton::Left).view_box, Some(world.boxes[0]), "it reaches to 100 now");
}
