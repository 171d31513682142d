//! Nodes, visuals and their handles.

use std::sync::Arc;

use vispy_scene::glam::{DVec2, DVec3};
use vispy_scene::{Cell, Error, GridOptions, Node, PanZoom, Scene, Sizing};
use vispy_visuals::Bounds;
use vispy_visuals::transforms::{StTransform, Transform};

use crate::solid::Solid;
use crate::world::{BLUE, RED, World, camera};

fn shift(x: f64, y: f64) -> Arc<dyn Transform> {
    Arc::new(StTransform::new(DVec3::ONE, DVec3::new(x, y, 0.0)))
}

fn bounds(x: [f64; 2], y: [f64; 2]) -> Option<Bounds> {
    Some(Bounds { min: DVec2::new(x[0], y[0]), max: DVec2::new(x[1], y[1]) })
}

#[test]
fn bounds_are_those_of_all_descendants_moved_by_their_transforms() {
    let mut scene = Scene::new();
    let root = scene.canvas_above();
    let group = scene.add_node(root, Node::new().with_transform(shift(100.0, 0.0))).unwrap();
    let inner = scene.add_node(group, Node::new().with_transform(shift(10.0, 1000.0))).unwrap();
    let (_, solid) = scene.add(inner, Solid::new([0.0, 1.0], [0.0, 2.0], RED)).unwrap();
    assert_eq!(scene.bounds(root).unwrap(), bounds([110.0, 111.0], [1000.0, 1002.0]));
    assert_eq!(
        scene.bounds(inner).unwrap(),
        bounds([0.0, 1.0], [0.0, 2.0]),
        "its own transform is not applied"
    );
    let hidden = Node::new().with_visual(solid).with_transform(shift(-500.0, 0.0)).with_visible(false);
    let hidden = scene.add_node(root, hidden).unwrap();
    assert_eq!(
        scene.bounds(root).unwrap(),
        bounds([110.0, 111.0], [1000.0, 1002.0]),
        "hidden nodes do not count"
    );
    scene.set_visible(hidden, true).unwrap();
    assert_eq!(scene.bounds(root).unwrap(), bounds([-500.0, 111.0], [0.0, 1002.0]));
    scene.get_mut(solid).unwrap().bounds.max.x = f64::NAN;
    assert_eq!(scene.bounds(inner).unwrap(), None, "bounds that are not finite do not count");
}

#[test]
fn fitting_shows_all_data_of_a_view_box() {
    let mut world = World::new();
    let [view_box, _] = world.boxes;
    let scene = world.view.scene_mut();
    scene.set_transform(world.nodes[0], shift(100.0, 0.0)).unwrap();
    scene.fit(view_box, 0.1).unwrap();
    let rect = world.view.camera::<PanZoom>(view_box).unwrap().rect();
    assert_eq!((rect.x(), rect.y()), ([94.0, 106.0], [-6.0, 6.0]));
}

#[test]
fn handles_of_what_is_gone_are_stale() {
    let mut world = World::new();
    let scene = world.view.scene_mut();
    scene.remove(world.nodes[0]).unwrap();
    assert!(matches!(scene.node(world.nodes[0]), Err(Error::StaleHandle { .. })));
    let error = scene.get_mut(world.solids[0]).unwrap_err();
    assert!(matches!(error, Error::StaleHandle { .. }), "a visual goes with the last node that shows it");
    assert!(error.to_string().contains("was removed from its scene"), "{error}");
    assert!(scene.add_node(world.nodes[0], Node::new()).is_err());
    let [first, second] = world.boxes;
    scene.remove_widget(second).unwrap();
    assert!(matches!(scene.camera::<PanZoom>(second), Err(Error::StaleHandle { .. })));
    assert!(matches!(scene.node(world.nodes[1]), Err(Error::StaleHandle { .. })), "its nodes went with it");
    assert!(scene.camera::<PanZoom>(first).is_ok());
    assert!(matches!(scene.remove_widget(scene.root_grid()), Err(Error::RootNode { .. })));
}

#[test]
fn a_visual_stays_while_a_node_shows_it() {
    let mut scene = Scene::new();
    let root = scene.canvas_above();
    let (first, solid) = scene.add(root, Solid::square(RED)).unwrap();
    let second = scene.add_node(root, Node::new().with_visual(solid)).unwrap();
    scene.remove(first).unwrap();
    assert!(scene.get(solid).is_ok());
    scene.set_visual(second, None).unwrap();
    assert!(scene.get(solid).is_ok(), "taken off, not removed");
    scene.remove_visual(solid).unwrap();
    assert!(scene.get(solid).is_err());
}

#[test]
fn handles_of_another_scene_are_refused() {
    let (mut one, mut other) = (Scene::new(), Scene::new());
    let (node, solid) = one.add(one.canvas_above(), Solid::square(RED)).unwrap();
    let (other_node, _) = other.add(other.canvas_above(), Solid::square(RED)).unwrap();
    assert!(matches!(other.node(node), Err(Error::NotInScene { .. })));
    assert!(matches!(other.get(solid), Err(Error::NotInScene { .. })));
    assert!(matches!(other.set_visual(other_node, Some(solid.id())), Err(Error::NotInScene { .. })));
    assert!(matches!(other.reparent(other_node, node), Err(Error::NotInScene { .. })));
}

#[test]
fn a_node_cannot_go_below_itself() {
    let mut scene = Scene::new();
    let parent = scene.add_node(scene.canvas_above(), Node::new()).unwrap();
    let child = scene.add_node(parent, Node::new()).unwrap();
    assert!(matches!(scene.reparent(parent, child), Err(Error::Cycle { .. })));
    assert!(matches!(scene.reparent(parent, parent), Err(Error::Cycle { .. })));
    scene.reparent(child, scene.canvas_below()).unwrap();
    assert_eq!(scene.parent(child).unwrap(), Some(scene.canvas_below()));
    assert_eq!(scene.children(parent).unwrap(), []);
    assert!(matches!(scene.remove(scene.canvas_below()), Err(Error::RootNode { .. })));
}

#[test]
fn cameras_are_asked_for_by_their_type() {
    #[derive(Debug)]
    struct Fixed;
    impl vispy_scene::Camera for Fixed {
        fn viewport_from_scene(&self, _size_px: DVec2) -> Arc<dyn Transform> {
            shift(0.0, 0.0)
        }
        fn event(&mut self, _event: &vispy_scene::CameraEvent<'_>) -> vispy_scene::Handled {
            vispy_scene::Handled::No
        }
        fn version(&self) -> u64 {
            0
        }
        fn state(&self) -> Vec<f64> {
            Vec::new()
        }
        fn set_state(&mut self, _state: &[f64]) -> vispy_scene::Result<()> {
            Ok(())
        }
        fn fit(&mut self, _bounds: Bounds, _margin: f64) {}
        fn reset(&mut self) {}
    }
    let mut world = World::new();
    let [view_box, _] = world.boxes;
    let error = world.view.camera::<Fixed>(view_box).unwrap_err().to_string();
    assert!(error.contains("PanZoom, not a") && error.contains("Fixed"), "{error}");
    world.view.scene_mut().set_camera(view_box, Fixed).unwrap();
    assert!(world.view.camera::<Fixed>(view_box).is_ok());
    let way = world.view.canvas_from_scene(view_box).unwrap();
    assert_eq!(way.map(DVec3::new(3.0, 4.0, 0.0)), DVec3::new(3.0, 4.0, 0.0));
}

#[test]
fn only_grids_hold_widgets() {
    let mut scene = Scene::new();
    let place = scene.add_widget(scene.root_grid(), Cell::new(0, 0)).unwrap();
    assert!(matches!(scene.add_widget(place, Cell::new(0, 0)), Err(Error::NotAGrid { .. })));
    assert!(matches!(scene.set_grid_options(place, GridOptions::default()), Err(Error::NotAGrid { .. })));
}

#[test]
fn the_layout_answers_before_the_first_frame() {
    let mut world = World::new();
    let axis = world.view.scene_mut();
    let axis = axis.add_widget(axis.root_grid(), Cell::new(1, 0)).unwrap();
    world.view.scene_mut().set_sizing(axis, Sizing::stretch(1.0), Sizing::fixed(10.0)).unwrap();
    let rect = world.view.view_box_rect(world.boxes[1]).unwrap();
    assert_eq!((rect.pos, rect.size), (DVec2::new(40.0, 0.0), DVec2::new(40.0, 30.0)));
    let way = world.view.canvas_from_scene(world.boxes[1]).unwrap();
    assert_eq!(way.map(DVec3::ZERO), DVec3::new(60.0, 15.0, 0.0));
    let node = world.view.canvas_from_node(world.nodes[1], Some(world.boxes[1])).unwrap();
    assert_eq!(node.imap(DVec3::new(60.0, 0.0, 0.0)), DVec3::new(0.0, 20.0, 0.0));
}

#[test]
fn two_view_boxes_show_one_tree() {
    let mut world = World::new();
    let [first, second] = world.boxes;
    let scene = world.view.scene_mut();
    let shared = scene.view_box_root(first).unwrap();
    assert!(matches!(scene.set_view_box_root(second, world.nodes[0]), Err(Error::RootNode { .. })));
    scene.set_view_box_root(second, shared).unwrap();
    scene.remove_widget(first).unwrap();
    assert!(scene.node(world.nodes[0]).is_ok(), "the other view box still shows it");
    let third = scene.add_view_box(scene.root_grid(), Cell::new(0, 0), camera()).unwrap();
    let root = scene.view_box_root(third).unwrap();
    scene.add(root, Solid::square(BLUE)).unwrap();
    assert_eq!(scene.view_boxes().collect::<Vec<_>>(), [second, third]);
}
