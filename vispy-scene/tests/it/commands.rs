//! The commands of frames, recorded without a GPU.

use vispy_gloo::{Command, Context, Rect};
use vispy_scene::{Border, Error};

use crate::solid::Solid;
use crate::world::{BLUE, GREEN, RED, World};

/// The colours that the draws of a frame had, in order.
fn colors(commands: &[Command]) -> Vec<String> {
    let mut current = String::new();
    let mut drawn = Vec::new();
    for command in commands {
        match command {
            Command::Uniform { name, .. } if &**name == "u_color" => current = command.to_string(),
            Command::Draw(_) => drawn.push(current.clone()),
            _ => {}
        }
    }
    drawn
}

/// The colours drawn by the next frame of a world.
fn frame_colors(world: &mut World) -> Vec<String> {
    let (mut ctx, recording) = Context::recorder();
    // Programs belong to a context: each frame here has visuals of its own.
    world.draw(&mut ctx).unwrap();
    let found = colors(&recording.take());
    found
        .into_iter()
        .map(|line| {
            let channels = line.rsplit('[').next().unwrap_or_default().trim_end_matches([']', ')', ' ']);
            channels.to_owned()
        })
        .collect()
}

#[test]
fn two_view_boxes_are_drawn_each_with_its_clip() {
    let mut world = World::new();
    let [first, second] = world.boxes;
    let scene = world.view.scene_mut();
    scene.view_box_mut(first).unwrap().set_background(Some(BLUE));
    scene.view_box_mut(second).unwrap().set_border(Some(Border { color: RED, width_px: 1.0 }));
    scene.add(scene.canvas_below(), Solid::new([0.0, 80.0], [0.0, 4.0], GREEN)).unwrap();
    scene.add(scene.canvas_above(), Solid::new([0.0, 80.0], [36.0, 40.0], BLUE)).unwrap();
    let (mut ctx, recording) = Context::recorder();
    world.draw(&mut ctx).unwrap();
    insta::assert_snapshot!(recording.text());
}

#[test]
fn an_order_that_changes_after_the_first_frame_is_honoured() {
    let mut world = World::new();
    let root = world.view.scene().view_box_root(world.boxes[0]).unwrap();
    let blue = world.add_square(root, BLUE, 2.0);
    let (mut ctx, recording) = Context::recorder();
    world.draw(&mut ctx).unwrap();
    let draws = |commands: &[Command]| -> Vec<u64> {
        let draws = commands.iter().filter_map(|command| match command {
            Command::Draw(draw) => Some(draw.program.0),
            _ => None,
        });
        draws.collect()
    };
    let before = draws(&recording.take());
    assert_eq!(before.len(), 3);
    world.view.scene_mut().set_order(blue, -1).unwrap();
    assert!(world.view.needs_redraw());
    world.draw(&mut ctx).unwrap();
    let after = draws(&recording.take());
    assert_eq!(after, [before[1], before[0], before[2]], "the blue one is drawn first now");
    world.view.scene_mut().set_visible(blue, false).unwrap();
    world.draw(&mut ctx).unwrap();
    assert_eq!(draws(&recording.take()), [before[0], before[2]]);
}

#[test]
fn opacities_multiply_on_the_way_down() {
    let mut world = World::new();
    let scene = world.view.scene_mut();
    let root = scene.view_box_root(world.boxes[0]).unwrap();
    scene.set_opacity(root, 0.5).unwrap();
    scene.set_opacity(world.nodes[0], 0.5).unwrap();
    let found = frame_colors(&mut world);
    assert_eq!(found, ["0.25, 0.0, 0.0, 0.25", "0.0, 1.0, 0.0, 1.0"], "the other view box is as it was");
}

#[test]
fn what_cannot_be_seen_is_not_drawn() {
    let mut world = World::new();
    let root = world.view.scene().view_box_root(world.boxes[0]).unwrap();
    let near = world.add_square(root, BLUE, 60.0);
    let far = world.add_square(root, BLUE, 66.0);
    assert_eq!(frame_colors(&mut world).len(), 3, "one view box away is drawn, farther is not");
    world.view.scene_mut().remove(near).unwrap();
    world.view.scene_mut().set_opacity(far, 0.0).unwrap();
    world.view.scene_mut().set_opacity(world.nodes[1], 0.0).unwrap();
    let mut fresh = World::new();
    fresh.view.scene_mut().set_opacity(fresh.nodes[1], 0.0).unwrap();
    assert_eq!(frame_colors(&mut fresh), ["1.0, 0.0, 0.0, 1.0"]);
}

#[test]
fn a_visual_that_fails_is_named_and_the_others_are_drawn() {
    let mut world = World::new();
    world.view.scene_mut().get_mut(world.solids[0]).unwrap().broken = true;
    let (mut ctx, recording) = Context::recorder();
    let error = world.draw(&mut ctx).unwrap_err();
    assert!(matches!(error, Error::Draw { .. }), "{error}");
    let text = error.to_string();
    assert!(text.contains("Solid of node") && text.contains("it is broken"), "{text}");
    assert_eq!(colors(&recording.take()).len(), 1, "the green one");
    assert!(!world.view.needs_redraw(), "it would fail again");
    world.view.scene_mut().get_mut(world.solids[0]).unwrap().broken = false;
    assert!(world.view.needs_redraw());
    world.draw(&mut ctx).unwrap();
}

#[test]
fn a_canvas_without_pixels_is_no_error() {
    let mut world = World::new();
    let (mut ctx, recording) = Context::recorder();
    world.view.draw(&mut ctx, vispy_gloo::RenderTarget::canvas(0, 0)).unwrap();
    assert!(colors(&recording.take()).is_empty());
    let target = vispy_gloo::RenderTarget::canvas(120, 60);
    world.view.draw(&mut ctx, target).unwrap();
    let rect = world.view.view_box_rect(world.boxes[1]).unwrap();
    assert_eq!(
        rect.to_framebuffer(1.0, 60),
        Rect::new(60, 0, 60, 60),
        "the view takes over the target's size"
    );
}
