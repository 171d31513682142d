//! Linked cameras, in numbers.

use vispy_app::events::PhysicalSize;
use vispy_scene::glam::DVec2;
use vispy_scene::{Cell, DataRect, PanZoom, PanZoomLimits, SceneView, ViewBoxHandle};

/// View boxes below each other, each 200 x 100 pixels.
fn stacked(x: &[[f64; 2]]) -> (SceneView, Vec<ViewBoxHandle>) {
    let height = 100 * x.len() as u32;
    let mut view = SceneView::new(PhysicalSize::new(200, height), 1.0);
    let scene = view.scene_mut();
    let boxes = x.iter().enumerate().map(|(row, x)| {
        let camera = PanZoom::new(DataRect::new(*x, [0.0, row as f64 + 1.0]).unwrap());
        scene.add_view_box(scene.root_grid(), Cell::new(row, 0), camera).unwrap()
    });
    let boxes = boxes.collect();
    (view, boxes)
}

fn x_of(view: &SceneView, view_box: ViewBoxHandle) -> [f64; 2] {
    view.camera::<PanZoom>(view_box).unwrap().rect().x()
}

fn pan(view: &mut SceneView, view_box: ViewBoxHandle, by: f64) {
    view.camera_mut::<PanZoom>(view_box).unwrap().pan(DVec2::new(by, 0.0));
    view.scene_mut().follow_links();
}

#[test]
fn whoever_moves_takes_the_others_along() {
    let (mut view, boxes) = stacked(&[[0.0, 10.0], [3.0, 4.0], [5.0, 6.0]]);
    view.scene_mut().link_x(&boxes).unwrap();
    for view_box in &boxes {
        assert_eq!(x_of(&view, *view_box), [0.0, 10.0]);
    }
    for (mover, expected) in [(0, [1.0, 11.0]), (2, [2.0, 12.0]), (1, [3.0, 13.0])] {
        pan(&mut view, boxes[mover], 1.0);
        for view_box in &boxes {
            assert_eq!(x_of(&view, *view_box), expected);
        }
    }
    let y = view.camera::<PanZoom>(boxes[2]).unwrap().rect().y();
    assert_eq!(y, [0.0, 3.0], "y is its own");
}

#[test]
fn a_link_that_is_followed_again_changes_nothing() {
    let (mut view, boxes) = stacked(&[[0.0, 10.0], [3.0, 4.0]]);
    view.scene_mut().link_x(&boxes).unwrap();
    pan(&mut view, boxes[1], 0.1);
    let versions = |view: &SceneView| {
        boxes.iter().map(|b| view.scene().view_box(*b).unwrap().camera().version()).collect::<Vec<_>>()
    };
    let before = versions(&view);
    for _ in 0..5 {
        view.scene_mut().follow_links();
    }
    assert_eq!(versions(&view), before);
}

#[test]
fn one_at_its_limit_stays_behind_and_pulls_nobody_back() {
    let (mut view, boxes) = stacked(&[[0.0, 10.0], [0.0, 10.0]]);
    let max_range = Some(DataRect::new([0.0, 12.0], [0.0, 2.0]).unwrap());
    let camera = view.camera_mut::<PanZoom>(boxes[1]).unwrap();
    camera.set_limits(PanZoomLimits { max_range, ..PanZoomLimits::default() });
    view.scene_mut().link_x(&boxes).unwrap();
    pan(&mut view, boxes[0], 5.0);
    for _ in 0..3 {
        view.scene_mut().follow_links();
        assert_eq!((x_of(&view, boxes[0]), x_of(&view, boxes[1])), ([5.0, 15.0], [2.0, 12.0]));
    }
}

#[test]
fn a_removed_view_box_leaves_the_link() {
    let (mut view, boxes) = stacked(&[[0.0, 10.0], [0.0, 10.0], [0.0, 10.0]]);
    view.scene_mut().link_x(&boxes).unwrap();
    view.scene_mut().remove_widget(boxes[0]).unwrap();
    pan(&mut view, boxes[1], 2.0);
    assert_eq!(x_of(&view, boxes[2]), [2.0, 12.0]);
    assert!(view.scene_mut().link_x(&boxes).is_err(), "a stale handle is refused");
}
