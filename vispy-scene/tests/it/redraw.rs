//! When frames are drawn, and what unchanged ones cost.

use vispy_app::events::PhysicalSize;
use vispy_gloo::Context;
use vispy_scene::{PanZoom, glam::DVec2};
use vispy_visuals::Progress;
use vispy_visuals::color::Color;

use crate::world::{BLUE, World};

/// Changes something of a world.
type Change = Box<dyn FnMut(&mut World)>;

#[test]
fn nothing_is_drawn_when_nothing_changed() {
    let mut world = World::new();
    let (mut ctx, recording) = Context::recorder();
    assert!(world.view.needs_redraw(), "nothing was drawn yet");
    world.draw(&mut ctx).unwrap();
    assert!(!world.view.needs_redraw());
    let first = ctx.take_stats();
    assert!(first.uploads > 0 && first.links > 0, "{first:?}");
    assert!(!recording.take().is_empty(), "the first frame");
    world.draw(&mut ctx).unwrap();
    let second = ctx.take_stats();
    assert_eq!(
        (second.uploads, second.links, second.draws),
        (0, 0, 2),
        "asked to, it draws again for nothing"
    );
    let commands = recording.take();
    let names: Vec<&str> = commands.iter().map(vispy_gloo::Command::name).collect();
    assert_eq!(names, ["CLEAR", "DRAW", "DRAW"], "no uniform, no upload");
}

#[test]
fn every_change_asks_for_a_frame() {
    let (mut ctx, _recording) = Context::recorder();
    let mut world = World::new();
    let mut changes: Vec<(&str, Change)> = vec![
        ("a visual", Box::new(|world| world.view.scene_mut().get_mut(world.solids[0]).unwrap().color = BLUE)),
        ("an opacity", Box::new(|world| world.view.scene_mut().set_opacity(world.nodes[0], 0.3).unwrap())),
        (
            "a visibility",
            Box::new(|world| world.view.scene_mut().set_visible(world.nodes[0], false).unwrap()),
        ),
        (
            "a camera",
            Box::new(|world| {
                world.view.camera_mut::<PanZoom>(world.boxes[1]).unwrap().pan(DVec2::X);
            }),
        ),
        ("a size", Box::new(|world| world.view.resize(PhysicalSize::new(100, 40), 1.0))),
        ("a scale factor", Box::new(|world| world.view.resize(PhysicalSize::new(100, 40), 2.0))),
        ("a background", Box::new(|world| world.view.set_background(Color::BLACK))),
        (
            "a view box",
            Box::new(|world| {
                world.view.scene_mut().view_box_mut(world.boxes[0]).unwrap().set_background(Some(BLUE));
            }),
        ),
        ("a request", Box::new(|world| world.view.request_redraw())),
        ("a node that goes", Box::new(|world| world.view.scene_mut().remove(world.nodes[0]).unwrap())),
    ];
    for (what, change) in &mut changes {
        world.draw(&mut ctx).unwrap();
        assert!(!world.view.needs_redraw(), "before {what}");
        change(&mut world);
        assert!(world.view.needs_redraw(), "after {what}");
    }
}

#[test]
fn what_changes_nothing_asks_for_nothing() {
    let (mut ctx, _recording) = Context::recorder();
    let mut world = World::new();
    world.draw(&mut ctx).unwrap();
    world.view.scene_mut().set_opacity(world.nodes[0], 1.0).unwrap();
    world.view.scene_mut().set_order(world.nodes[0], 0).unwrap();
    world.view.resize(PhysicalSize::new(80, 40), 1.0);
    world.view.set_background(Color::WHITE);
    world.view.camera_mut::<PanZoom>(world.boxes[0]).unwrap().pan(DVec2::ZERO);
    world.move_to(20.0, 20.0);
    assert!(!world.view.needs_redraw());
}

#[test]
fn a_visual_that_refines_is_drawn_until_it_is_settled() {
    let (mut ctx, _recording) = Context::recorder();
    let mut world = World::new();
    for (solid, fraction) in world.solids.into_iter().zip([0.75, 0.25]) {
        world.view.scene_mut().get_mut(solid).unwrap().refining = Some(fraction);
    }
    world.draw(&mut ctx).unwrap();
    assert_eq!(world.view.progress(), Progress::Refining { what: "solidifying", fraction: 0.25 });
    assert!(world.view.needs_redraw());
    for solid in world.solids {
        world.view.scene_mut().get_mut(solid).unwrap().refining = None;
    }
    world.draw(&mut ctx).unwrap();
    assert_eq!(world.view.progress(), Progress::Settled);
    assert!(!world.view.needs_redraw());
}
